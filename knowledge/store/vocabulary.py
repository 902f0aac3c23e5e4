"""The words of the assistant: which word means which region, topic, target group, … in either language.

The words stand in ``knowledge/data/vocabulary/*.yaml``, one file for each field of `Vocabulary`:

```
regions  region_groups  cities + city_names     where
kinds  topics  target_groups  instruments        what
statuses  funders  attributes  comparisons       asked how
function_words  common_words                     what is never mistaken for one of the above
cue_words                                        how a question is meant
short_forms                                      what words in names are shortened to
```

In all of them a word that ends in `~` also stands with the endings of `ENDINGS`: ``sächsisch~`` is *sächsisch,
sächsische, sächsischen, …*. That suits German adjectives; nouns have fewer forms, which are better listed. Writing
(case, umlauts, hyphens) and typing errors are the matcher's concern, not the vocabulary's.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self, get_args

from pydantic import Field, ValidationError, model_validator

from knowledge.store.codes import Attribute, Instrument, Kind, Language, Status, TargetGroup
from knowledge.store.values import Value

if TYPE_CHECKING:
    import yaml

ENDINGS: Final = ("", "e", "en", "er", "es", "em", "n", "s")
"""What may follow a word that ends in `~`."""

Words = tuple[str, ...]

CueRole = Literal[
    "how_many",
    "interrogative",
    "how",
    "things",
    "and",
    "several",
    "pointing",
    "of_them",
    "listing",
    "defining",
    "calls",
    "now",
    "determiner",
    "one",
    "self",
    "only",
    "there",
    "existing",
    "same",
    "that",
    "definite",
    "beside",
    "similar",
    "like",
    "one_that",
    "comparing",
    "both",
    "back",
    "the_list",
    "the_one",
    "other_one",
    "indefinite",
    "for_whom",
    "correcting",
    "in_names",
    "institution",
    "where",
    "before_place",
    "before_topic",
    "before_funder",
    "english",
    "german",
]
"""What a small word can tell of how a question is meant; ``cue_words.yaml`` says what each role is."""
CUE_ROLES: Final[tuple[CueRole, ...]] = get_args(CueRole)


class VocabularyError(Exception):
    """The vocabulary cannot be loaded; `faults` holds one line for each thing that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Item(Value):
    """Something that words can mean. The names are shown, the words are matched."""

    id: str
    name_en: str = Field(min_length=1)
    name_de: str = Field(min_length=1)
    words: Words = ()
    weak: Words = ()
    """Words that mean it only in company: where something else in the question points the same way."""
    abbreviations: Words = ()
    """Short forms that mean it only as they are written here (capitals), or where the context is clear."""

    def name(self, language: Language) -> str:
        """The name to show in `language`."""
        return self.name_en if language == "en" else self.name_de


class Region(Item):
    """One of the Länder, all Germany (`DE`) or Europe (`EU`)."""


class RegionGroup(Item):
    """A name for several Länder, or for a part of one. Without a `code` it is read as its members."""

    code: str | None = None
    members: tuple[str, ...] = Field(min_length=1)
    """The Länder that it holds whole; for a landscape, those that it lies in."""
    partly: tuple[str, ...] = ()
    """With a `code`: further Länder of which it holds a part."""


class City(Value):
    """A town or city and its Land. `name` is the German one; `names` are others that it is known by."""

    name: str
    name_en: str = ""
    """The name that English has for it, where it has another one."""
    region: str
    names: Words = ()
    weak: Words = ()
    """Those of its names that are also everyday words, so that the context has to speak for the city: Essen."""

    @property
    def words(self) -> Words:
        """Its names without the weak ones: what means it wherever it stands."""
        return tuple(name for name in (self.name, *self.names) if name not in self.weak)


class KindItem(Item):
    """Words for a kind of entry."""

    id: Kind


class TargetGroupItem(Item):
    """Words for whom a programme is meant."""

    id: TargetGroup


class InstrumentItem(Item):
    """Words for how a programme supports."""

    id: Instrument


class StatusItem(Item):
    """Words for whether something is open, running or over."""

    id: Status


class Funder(Item):
    """A common name for who pays: the federation, the Land, "the research ministry"."""

    organisations: tuple[str, ...] = ()
    """Ids of the organisations that are meant; empty for the Land, which is read as its region."""


class AttributeItem(Item):
    """The cues that ask for one attribute of an entry."""

    id: Attribute
    phrases: Words = ()
    """Cues of several words; their single words alone mean nothing."""


class Operator(Value):
    """Words that compare with a figure or a year."""

    op: Literal["<", "<=", "=", ">=", ">"]
    applies_to: Literal["year", "figure", "any"] = "any"
    words: Words


class Superlative(Value):
    """Words that ask for an order: "the oldest" is by `start_year`, ascending."""

    field: str
    """A figure of an entry; `start_year` also stands for the year in which a cluster was founded."""
    descending: bool
    words: Words


class Quantity(Value):
    """Words that say which figure a number is compared with."""

    field: str
    words: Words


class Number(Value):
    """Words for a number: a magnitude (million), a numeral (twelve) or an ordinal (second; -1 is the last)."""

    value: int | float
    words: Words


class Comparisons(Value):
    """The words of figures: comparing, ordering, counting."""

    operators: tuple[Operator, ...]
    comparatives: tuple[Superlative, ...]
    """Ask for an order of two."""
    superlatives: tuple[Superlative, ...]
    quantities: tuple[Quantity, ...]
    magnitudes: tuple[Number, ...]
    numerals: tuple[Number, ...]
    ordinals: tuple[Number, ...]


class Exclusion(Value):
    """Words and phrases that rule something out."""

    ahead: Words
    """What follows, within a few words: "except", "nicht in"."""
    adjacent: Words = ()
    """What follows at once: "nichts Beendetes"."""
    behind: Words = ()
    """What was said before: "leave those out"."""
    denying: Words = ()
    """What follows, too, up to a comma behind which the right one is said: "not Bavaria, Hesse"."""
    correcting: Words = ()
    """What was said right before is taken back, where the like of it follows: "Hamburg, no, Bremen"."""
    replacing: Words = ()
    """What follows is no condition, as something else is said for it: "networks instead of money"."""
    dropping: Words = ()
    """What follows is no condition any more: "never mind the region"."""
    ending: Words = ()
    """What follows is not ruled out any more: "not in Bavaria but in Hesse"."""


class FunctionWords(Value):
    """Words that hold a sentence together and never name anything."""

    stop: dict[Language, Words]
    exclusion: Exclusion
    companion: Words = ()
    """Words before partners, for whom nothing is sought: "together with scientists"."""
    inclusion: Words = ()
    """Words before a status that is no condition but welcome, too: "auch ehemalige"."""
    other: dict[str, Words]
    """Function words of further languages, to recognise that a text is in none of ours."""
    compound_heads: Words = ()
    """What German compounds end in that adds no meaning: the *Forschung* of *Drohnenforschung*."""


class Vocabulary(Value):
    """All words, as loaded from a folder or from a JSON snapshot."""

    regions: tuple[Region, ...]
    region_groups: tuple[RegionGroup, ...]
    cities: tuple[City, ...]
    kinds: tuple[KindItem, ...]
    topics: tuple[Item, ...]
    target_groups: tuple[TargetGroupItem, ...]
    instruments: tuple[InstrumentItem, ...]
    statuses: tuple[StatusItem, ...]
    funders: tuple[Funder, ...]
    attributes: tuple[AttributeItem, ...]
    comparisons: Comparisons
    function_words: FunctionWords
    cue_words: dict[CueRole, dict[Language, Words]]
    """Small words that tell how a question is meant, by what they tell."""
    short_forms: dict[str, Words] = Field(default_factory=dict)
    """Short forms of words in names, and the words they may stand for."""
    common_words: dict[Language, Words]
    """Everyday words that must not be "corrected" into names or topics."""

    @cached_property
    def region_codes(self) -> frozenset[str]:
        """Every code that may stand in an entry's or a reading's `regions`."""
        groups = {group.code for group in self.region_groups if group.code}
        return frozenset({region.id for region in self.regions} | groups)

    @cached_property
    def land_codes(self) -> frozenset[str]:
        """The codes of the sixteen Länder."""
        return frozenset(region.id for region in self.regions if region.id not in {"DE", "EU"})

    @cached_property
    def topic_codes(self) -> frozenset[str]:
        """Every code that may stand in `topics`."""
        return frozenset(topic.id for topic in self.topics)

    @model_validator(mode="after")
    def _refer_to_what_is_there(self) -> Self:
        lands = self.land_codes
        faults = [
            f"region_groups: {group.id}: {code} is not one of the Länder"
            for group in self.region_groups
            for code in (*group.members, *group.partly)
            if code not in lands
        ]
        faults += [
            f"cities: {city.name}: {city.region} is not one of the Länder"
            for city in self.cities
            if city.region not in lands
        ]
        for field in ("regions", "region_groups", "kinds", "topics", "target_groups", "instruments", "statuses"):
            counted = Counter(item.id for item in getattr(self, field))
            faults += [f"{field}: {id}: this id is there {count} times" for id, count in counted.items() if count > 1]
        faults += [f"cue_words: {role}: this role is missing" for role in CUE_ROLES if role not in self.cue_words]
        if faults:
            raise ValueError("\n".join(faults))
        return self


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read the vocabulary from the YAML files in `folder`.

    Raises `VocabularyError` with the faults found (``file:line: field: what is wrong``): a missing file, broken
    YAML, an unknown field or code.
    """
    import yaml  # Only here: the shipped vocabulary is read from its snapshot and does without.

    files = [name for name in Vocabulary.model_fields if name != "cities"] + ["cities", "city_names"]
    faults: list[str] = []
    content: dict[str, Any] = {}
    for name in files:
        path = folder / f"{name}.yaml"
        try:
            content[name] = _loader()(path.read_text(encoding="utf-8")).get_single_data()
        except OSError as error:
            faults.append(f"{path}:1: cannot be read: {error.strerror}")
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            faults.append(f"{path}:{line}: is not YAML: {error.problem}")
    if faults:
        raise VocabularyError(faults)
    try:
        content["cities"] = _cities(content["cities"], content.pop("city_names"))
        content["common_words"] = {
            language: [word for words in letters.values() for word in words]
            for language, letters in content["common_words"].items()
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise VocabularyError(
            [f"{folder}: cities or common_words are not laid out as they should be: {error}"]
        ) from None
    try:
        return Vocabulary.model_validate(content)
    except ValidationError as error:
        raise VocabularyError(_fault(folder, detail["loc"], detail["msg"]) for detail in error.errors()) from None


def _loader() -> type[Any]:
    import yaml

    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader


def _cities(base: list[dict[str, Any]], additions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cities of the generated list with the names, weak names and places that were added by hand."""
    cities = {(city["name"], city["region"]): dict(city) for city in base}
    for addition in additions:
        city = cities.setdefault((addition["name"], addition["region"]), {})
        names = [*city.get("names", ()), *addition.get("names", ())]
        city.update(addition)
        city["names"] = names
    return list(cities.values())


def _fault(folder: Path, location: tuple[int | str, ...], message: str) -> str:
    """One line for a fault at `location` (the path that pydantic names), with the file and line it stands in."""
    if not location:
        return f"{folder}:1: {message.removeprefix('Value error, ')}"
    import yaml

    path = folder / f"{location[0]}.yaml"
    node: yaml.Node | None = None
    if path.exists() and location[0] not in {"cities", "common_words"}:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_loader())
        for step in location[1:]:
            child = _child(node, step)
            if child is None:
                break
            node = child
    line = node.start_mark.line + 1 if node else 1
    return f"{path}:{line}: {'.'.join(str(step) for step in location[1:])}: {message}"


def _child(node: "yaml.Node | None", step: int | str) -> "yaml.Node | None":
    import yaml

    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None

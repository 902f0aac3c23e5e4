"""Everything that words can mean, filed for look-up: the names of all entries and the whole vocabulary.

A *term* is one meaning of one wording. Wordings are filed by their folded words written together, so that
"LIB 2015" and "LIB2015", "go-cluster" and "gocluster" are one wording:

>>> [(term.type, term.id) for term in Gazetteer(base).look_up(["lib", "2015"])]
[('entry', 'lib-2015')]
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product, zip_longest
from typing import Final, Literal, NamedTuple

from knowledge.base import KnowledgeBase
from knowledge.fold import bare, words
from knowledge.names import Name, NameIndex
from knowledge.spelling import SpellingIndex
from knowledge.vocabulary import ENDINGS, Item

TermType = Literal[
    "entry",
    "concept",
    "kind",
    "region",
    "place",
    "topic",
    "target_group",
    "status",
    "funder",
    "instrument",
    "attribute",
    "operator",
    "superlative",
    "quantity",
    "magnitude",
    "numeral",
    "ordinal",
    "exclusion",
]
Strength = Literal["strong", "weak", "capitals"]

PARTS: Final[frozenset[TermType]] = frozenset({"topic", "kind", "target_group", "instrument", "region"})
"""Types of terms that German makes compounds of."""
SHORT_NAME: Final = 5
"""Names of up to this many letters are matched whole and exactly."""


class Term(NamedTuple):
    """One meaning of one wording.

    `strength` is ``strong`` where the wording alone means it, ``weak`` where it takes company, and ``capitals`` where it
    counts only as it is written.
    """

    type: TermType
    id: str
    surface: str
    strength: Strength = "strong"


class Gazetteer:
    """All terms of a knowledge base, and the known words in which misspelt ones are looked for."""

    def __init__(self, base: KnowledgeBase) -> None:
        """File every name of `base` and every word of its vocabulary."""
        self._filed: dict[str, tuple[Term, ...]] = {}
        self.longest = 1
        """How many words the longest wording has."""
        vocabulary = base.vocabulary
        stop = vocabulary.function_words.stop
        self.function_words = frozenset(word for several in stop.values() for text in several for word in words(text))
        self.common_words = frozenset(
            word for several in vocabulary.common_words.values() for text in several for word in words(text)
        )
        self.everyday_words = self.common_words
        self._texts: Mapping[str, int] = {}
        self.parts = set[str]()
        """Words that compounds are made of."""
        self._known = set[str]()
        for term in _vocabulary_terms(base):
            said = words(term.surface)
            self._file(term, said)
            if term.type in PARTS and len(said) == 1:
                self.parts.update(said)
        self.vocabulary_words = frozenset(self._known)
        names = list(_names(base))
        names = [(name, type) for name, type in names if not self._is_vocabulary(name, base)]
        for name, type in names:
            strength = self._strength_of_name(name)
            self._file(Term(type, name.entry, name.surface, strength), list(name.words))
        self.names = NameIndex((name for name, type in names if type == "entry"), self.function_words)
        """The names of all entries but concepts, for those that are said in part or misspelt."""

    def look_up(self, said: Sequence[str]) -> tuple[Term, ...]:
        """What these folded words mean together; empty where they mean nothing."""
        return self._filed.get("".join(said), ())

    def learn(self, texts: Mapping[str, int], everyday: Collection[str]) -> None:
        """Know further words, which mean nothing here but are not misspelt.

        Args:
            texts: Words of the entries' texts, and in how many entries each stands.
            everyday: Words of what people say to an assistant; none of them tells a name.
        """
        self._known.update(texts, everyday)
        self._texts = texts
        self.everyday_words |= frozenset(everyday)
        self.__dict__.pop("spelling", None)

    def texts_with(self, word: str) -> int:
        """In the texts of how many entries a word stands."""
        return self._texts.get(word, 0)

    def names_with(self, word: str) -> int:
        """In how many names a word stands."""
        return len(self.names.filed.get(word, ()))

    def is_plain(self, word: str) -> bool:
        """Whether a word means something as a whole, or is an everyday word: then it is no compound to be split."""
        return word in self._filed or word in self.function_words or word in self.everyday_words

    def is_function_word(self, word: str) -> bool:
        """Whether a word holds a sentence together and names nothing."""
        return word in self.function_words

    def is_cue(self, word: str) -> bool:
        """Whether a word asks for something of an entry, or tells what it is."""
        return any(term.type in ("attribute", "kind", "status", "concept", "exclusion") for term in self.look_up((word,)))

    @cached_property
    def spelling(self) -> SpellingIndex:
        """Every known word, function and everyday words too, so that these are never taken for misspelt others."""
        wordings = {wording for wording in self._filed if len(wording) > SHORT_NAME}
        return SpellingIndex(self._known | wordings | self.function_words | self.common_words)

    def _is_vocabulary(self, name: Name, base: KnowledgeBase) -> bool:
        """Whether a part of a longer name ("Baden-Württemberg" of *Baden-Württemberg: Connected*) means a place or topic."""
        whole = name.surface in base[name.entry].names()
        meanings = {term.type for term in self.look_up(name.words)}
        return not whole and bool(meanings & {"region", "place", "topic", "kind"})

    def _file(self, term: Term, said: list[str]) -> None:
        if not said:
            return
        key = "".join(said)
        others = self._filed.get(key, ())
        if all((other.type, other.id) != (term.type, term.id) for other in others):
            self._filed[key] = (*others, term)
        self._known.update(said)
        self.longest = max(self.longest, len(said))

    def _strength_of_name(self, name: Name) -> Strength:
        """A name that is an everyday word ("wir", "format", "exist", "in NRW") counts only as it is written."""
        joined = "".join(name.words)
        everyday = joined in self.function_words or joined in self.everyday_words
        short = len(joined) <= SHORT_NAME and any(word in self.function_words for word in name.words)
        return "capitals" if everyday or (short and len(name.words) > 1) else "strong"


def _names(base: KnowledgeBase) -> Iterator[tuple[Name, Literal["entry", "concept"]]]:
    for entry in base.entries.values():
        type: Literal["entry", "concept"] = "concept" if entry.kind == "concept" else "entry"
        seen = set[tuple[str, ...]]()
        for surface in entry.names():
            for variant in _variants(surface):
                said = tuple(words(variant))
                if said and said not in seen:
                    seen.add(said)
                    yield Name(entry.id, variant, said), type


def _variants(surface: str) -> Iterator[str]:
    """How a name may be written: as it stands, without what stands in brackets, without the dots of its umlauts."""
    yield surface
    shorter = surface
    while "(" in shorter and ")" in shorter[shorter.index("(") :]:
        begin = shorter.index("(")
        shorter = shorter[:begin] + shorter[shorter.index(")", begin) + 1 :]
    if shorter.strip() and shorter != surface:
        yield shorter
    for separator in (" – ", ": ", " - "):
        if separator in surface:
            head = surface.split(separator)[0]
            if len(head) > 2:
                yield head
    without_dots = bare(surface)
    if without_dots != surface:
        yield without_dots


def _vocabulary_terms(base: KnowledgeBase) -> Iterator[Term]:
    vocabulary = base.vocabulary
    for region in vocabulary.regions:
        yield from _terms("region", region.id, region)
    for group in vocabulary.region_groups:
        yield from _terms("region", group.code or "+".join(group.members), group)
    for city in vocabulary.cities:
        for name in dict.fromkeys((city.name, *city.names)):
            for variant in dict.fromkeys((name, bare(name))):
                yield Term("place", f"{city.region}/{city.name}", variant, "weak" if city.weak else "strong")
    for kind in vocabulary.kinds:
        yield from _terms("kind", kind.id, kind)
    for topic in vocabulary.topics:
        yield from _terms("topic", topic.id, topic)
    for group_item in vocabulary.target_groups:
        yield from _terms("target_group", group_item.id, group_item)
    for instrument in vocabulary.instruments:
        yield from _terms("instrument", instrument.id, instrument)
    for status in vocabulary.statuses:
        yield from _terms("status", status.id, status)
    for funder in vocabulary.funders:
        yield from _terms("funder", "+".join(funder.organisations) or "land", funder)
    for attribute in vocabulary.attributes:
        yield from _terms("attribute", attribute.id, attribute)
        for phrase in _inflected(attribute.phrases):
            yield Term("attribute", attribute.id, phrase)
    comparisons = vocabulary.comparisons
    for operator in comparisons.operators:
        for surface in _inflected(operator.words):
            yield Term("operator", f"{operator.op} {operator.applies_to}", surface)
    for superlative in comparisons.superlatives:
        for surface in _inflected(superlative.words):
            yield Term("superlative", f"{superlative.field} {'desc' if superlative.descending else 'asc'}", surface)
    for quantity in comparisons.quantities:
        for surface in _inflected(quantity.words):
            yield Term("quantity", quantity.field, surface)
    for magnitude in comparisons.magnitudes:
        for surface in _inflected(magnitude.words):
            yield Term("magnitude", str(magnitude.value), surface)
    for numeral in comparisons.numerals:
        for surface in _inflected(numeral.words):
            yield Term("numeral", str(numeral.value), surface)
    for ordinal in comparisons.ordinals:
        for surface in _inflected(ordinal.words):
            yield Term("ordinal", str(ordinal.value), surface)
    for surface in _inflected(vocabulary.function_words.exclusion):
        yield Term("exclusion", "exclusion", surface)


def _terms(type: TermType, id: str, item: Item) -> Iterator[Term]:
    for surface in _inflected(item.words):
        yield Term(type, id, surface)
        if type == "region" and (without_dots := bare(surface)) != surface:
            yield Term(type, id, without_dots)
    for surface in _inflected(item.weak):
        yield Term(type, id, surface, "weak")
    for surface in item.abbreviations:
        yield Term(type, id, surface, "capitals")


def _inflected(surfaces: Iterable[str]) -> Iterator[str]:
    """Every form of these wordings: each `~` stands for all endings (``rheinisch~ Revier~`` has 64 forms)."""
    for surface in surfaces:
        stems = surface.split("~")
        for endings in product(ENDINGS, repeat=len(stems) - 1):
            yield "".join(part for pair in zip_longest(stems, endings, fillvalue="") for part in pair)

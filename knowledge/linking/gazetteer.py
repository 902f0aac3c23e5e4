"""Everything that words can mean, filed for look-up: the names of all entries and the whole vocabulary.

A *term* is one meaning of one wording. Wordings are filed by their folded words written together, so that
"LIB 2015" and "LIB2015", "go-cluster" and "gocluster" are one wording:

>>> [(term.type, term.id) for term in gazetteer.look_up(["lib", "2015"])]
[('entry', 'lib-2015')]
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product, zip_longest
from typing import Final, Literal, NamedTuple, TypedDict

from knowledge.linking.fold import bare, words
from knowledge.linking.names import Name, NameIndex, NamesFiled, file_names
from knowledge.linking.spelling import SpellingIndex
from knowledge.store.base import KnowledgeBase
from knowledge.store.table import Table
from knowledge.store.vocabulary import ENDINGS, Comparisons, CueRole, Item, Number, Superlative, Vocabulary

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
    "comparative",
    "superlative",
    "quantity",
    "magnitude",
    "numeral",
    "ordinal",
    "exclusion",
    "inclusion",
]
Strength = Literal["strong", "weak", "capitals"]

PARTS: Final[frozenset[TermType]] = frozenset({"topic", "kind", "target_group", "instrument", "region"})
"""Types of terms that German makes compounds of."""
SHORTEST_BEGINNING: Final = 3
"""The beginning of a word may stand for the word from so many letters on."""
TOLD_APART: Final = 8
"""By so many letters at its beginning it is told that no wording goes on like this."""
SHORTEST_INFLECTED: Final = 10
"""Names of programmes of so many letters are known in the plural, too: "leading-edge clusters"."""
NAME_ENDINGS: Final = ("s", "n", "en", "e")
LAST_LETTERS: Final = frozenset(ending[-1] for ending in NAME_ENDINGS)
SHORT_NAME: Final = 5
"""Names of up to this many letters are matched whole and exactly."""


_LEGAL_FORM: Final = re.compile(r",? (?:e\. ?V\.|g?GmbH|mbH)$")
"""What registers add to a name and nobody says."""


class Term(NamedTuple):
    """One meaning of one wording.

    `strength` is ``strong`` where the wording alone means it, ``weak`` where it takes company, and ``capitals`` where
    it counts only as it is written.
    """

    type: TermType
    id: str
    surface: str
    strength: Strength = "strong"


class TermsFiled(TypedDict):
    """Terms by their wordings, and what is known of single words: what a `Gazetteer` is made of."""

    terms: dict[str, str]
    longest: int
    classes: list[str]
    """The ids of programmes: their names have a plural, which means what belongs to them."""
    function_words: list[str]
    everyday_words: list[str]
    frame_words: list[str]
    cue_words: dict[CueRole, list[str]]
    short_forms: dict[str, list[str]]
    vocabulary_words: list[str]
    parts: list[str]
    texts: dict[str, int]
    names: NamesFiled
    known: list[str]


def file_terms(
    base: KnowledgeBase, texts: Mapping[str, int], everyday: Collection[str], frames: Collection[str] = ()
) -> TermsFiled:
    """File every name of `base` and every word of its vocabulary.

    Args:
        base: What can be meant.
        texts: Words of the entries' texts, and in how many entries each stands: they mean nothing, but are spelt right.
        everyday: Words of what people say to an assistant; none of them tells a name.
        frames: Those of them that stand around a name when somebody wants to be told about it.
    """
    filing = _Filing(base, everyday)
    for term in _vocabulary_terms(base):
        filing.add_vocabulary(term)
    filing.parts.update(word for text in base.vocabulary.function_words.compound_heads for word in words(text))
    vocabulary_words = sorted(filing.known)
    names = [(name, layer) for name, layer in _names(base) if not filing.is_vocabulary(name)]
    for name, layer in names:
        filing.add_name(name, layer)
    wordings = {wording for wording in filing.filed if len(wording) > SHORT_NAME}
    filed_names = file_names(name for name, layer in names if layer == "entry")
    return {
        "terms": {
            key: "\n".join("\t".join(_one_line(part) for part in term) for term in terms)
            for key, terms in sorted(filing.filed.items())
        },
        "longest": filing.longest,
        "classes": sorted(entry.id for entry in base.of_kind("programme")),
        "function_words": sorted(filing.function_words),
        "everyday_words": sorted(filing.everyday_words),
        "frame_words": sorted(frames),
        "cue_words": {
            role: sorted({word for texts in spoken.values() for text in texts for word in words(text)})
            for role, spoken in base.vocabulary.cue_words.items()
        },
        "short_forms": {
            short: [word for text in texts for word in words(text)]
            for short, texts in base.vocabulary.short_forms.items()
        },
        "vocabulary_words": vocabulary_words,
        "parts": sorted(filing.parts),
        "texts": {word: count for word, count in sorted(texts.items()) if word in filed_names["words"]},
        "names": filed_names,
        "known": sorted(filing.known | wordings | filing.function_words | filing.everyday_words | texts.keys()),
    }


class _Filing:
    """A gazetteer in the making."""

    def __init__(self, base: KnowledgeBase, everyday: Collection[str]) -> None:
        self.base = base
        vocabulary = base.vocabulary
        self.function_words = function_words(vocabulary)
        # People say names to an assistant, too: "ZIM" in an example makes it no everyday word.
        names = {"".join(words(name)) for entry in base.entries.values() for name in entry.names()}
        common = {word for several in vocabulary.common_words.values() for text in several for word in words(text)}
        self.everyday_words = frozenset(everyday) - names | common
        self.filed: dict[str, tuple[Term, ...]] = {}
        self.known = set[str]()
        self.parts = set[str]()
        self.longest = 1

    def add_vocabulary(self, term: Term) -> None:
        said = words(term.surface)
        self._add(term, said)
        if term.type in PARTS and len(said) == 1:
            self.parts.update(said)

    def add_name(self, name: Name, layer: Literal["entry", "concept"]) -> None:
        self._add(Term(layer, name.entry, name.surface, self._strength(name, layer)), name.words)

    def is_vocabulary(self, name: Name) -> bool:
        """Whether a part of a longer name means a place or topic: *Baden-Württemberg* of the network "…: Connected"."""
        whole = name.surface in self.base[name.entry].names()
        alike = self.filed.get("".join(name.words), ())
        meanings = {term.type for term in alike if len(words(term.surface)) == len(name.words)}
        return not whole and bool(meanings & {"region", "place", "topic", "kind"})

    def _add(self, term: Term, said: Sequence[str]) -> None:
        if not said:
            return
        key = "".join(said)
        others = self.filed.get(key, ())
        if all((other.type, other.id) != (term.type, term.id) for other in others):
            self.filed[key] = (*others, term)
        self.known.update(said)
        self.longest = max(self.longest, len(said))

    def _strength(self, name: Name, layer: Literal["entry", "concept"]) -> Strength:
        """Everyday words ("wir", "format", "in NRW") are names only as they are written; so is the term *AUF*."""
        joined = "".join(name.words)
        if layer == "concept":
            return "capitals" if joined in self.function_words else "strong"
        everyday = joined in self.function_words or joined in self.everyday_words
        short = len(joined) <= SHORT_NAME and any(word in self.function_words for word in name.words)
        return "capitals" if everyday or (short and len(name.words) > 1) else "strong"


def function_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The folded function words of both languages."""
    stop = vocabulary.function_words.stop
    return frozenset(word for several in stop.values() for text in several for word in words(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _terms_of(coded: str) -> tuple[Term, ...]:
    return tuple(Term(*line.split("\t")) for line in coded.split("\n"))  # type: ignore[arg-type]


class Gazetteer:
    """All terms of a knowledge base, and the known words in which misspelt ones are looked for."""

    def __init__(self, filed: TermsFiled, pieces: Callable[[], Mapping[str, str]] | None = None) -> None:
        """`filed` is what `file_terms` made of a knowledge base, `pieces` gives its known words by their pieces."""
        self._terms = Table(filed["terms"], _terms_of)
        self._texts = filed["texts"]
        self._classes = frozenset(filed["classes"])
        self.longest = filed["longest"]
        """How many words the longest wording has."""
        self._beginnings = frozenset(key[:TOLD_APART] for key in filed["terms"])
        self.function_words = frozenset(filed["function_words"])
        self.everyday_words = frozenset(filed["everyday_words"])
        self.frame_words = frozenset(filed["frame_words"])
        """Words that stand around a name when somebody wants to be told about it."""
        self.cue_words = {role: frozenset(listed) for role, listed in filed["cue_words"].items()}
        """Words that tell how a question is meant, by what they tell."""
        self._short_forms = filed["short_forms"]
        self.vocabulary_words = frozenset(filed["vocabulary_words"])
        self.parts = frozenset(filed["parts"])
        """Words that compounds are made of."""
        self.names = NameIndex(filed["names"], self.function_words)
        """The names of all entries but concepts, for those that are said in part or misspelt."""
        self.spelling = SpellingIndex(filed["known"], pieces)
        """Every known word, function and everyday words too, so that these are never taken for misspelt others."""

    def look_up(self, said: Sequence[str]) -> tuple[Term, ...]:
        """What these folded words mean together; empty where they mean nothing."""
        return self.look_up_joined("".join(said))

    def may_go_on(self, joined: str) -> bool:
        """Whether a wording may begin with these folded words, written together."""
        return len(joined) < TOLD_APART or joined[:TOLD_APART] in self._beginnings

    def look_up_joined(self, joined: str) -> tuple[Term, ...]:
        """What folded words mean together, where they are written together already; names also in the plural."""
        terms = self._terms.get(joined) or ()
        if len(joined) < SHORTEST_INFLECTED or joined[-1] not in LAST_LETTERS:
            return terms
        if any(term.type == "entry" for term in terms):
            return terms
        for ending in NAME_ENDINGS:
            if joined.endswith(ending) and (others := self._terms.get(joined.removesuffix(ending))):
                return (*terms, *(term for term in others if term.id in self._classes and term.strength == "strong"))
        return terms

    def written_out(self, word: str) -> Iterator[str]:
        """The words of names that `word` may be short for: by the list of short forms, else by how they begin."""
        if word in self._short_forms:
            yield from self._short_forms[word]
        elif len(word) >= SHORTEST_BEGINNING and word not in self.spelling.known:
            yield from self.names.beginning_with(word)

    def texts_with(self, word: str) -> int:
        """In the texts of how many entries a word of a name stands."""
        return self._texts.get(word, 0)

    def names_with(self, word: str) -> int:
        """In how many names a word stands."""
        return len(self.names.filed.get(word) or ())

    def is_plain(self, word: str) -> bool:
        """Whether a word means something as a whole, or is an everyday word: then it is no compound to be split."""
        return word in self._terms or word in self.function_words or word in self.everyday_words

    def is_function_word(self, word: str) -> bool:
        """Whether a word holds a sentence together and names nothing."""
        return word in self.function_words

    def is_cue(self, word: str) -> bool:
        """Whether a word asks for something of an entry, or tells what it is."""
        return any(
            term.type in ("attribute", "kind", "status", "concept", "exclusion") for term in self.look_up((word,))
        )


def _names(base: KnowledgeBase) -> Iterator[tuple[Name, Literal["entry", "concept"]]]:
    for entry in base.entries.values():
        layer: Literal["entry", "concept"] = "concept" if entry.kind == "concept" else "entry"
        seen = set[tuple[str, ...]]()
        for surface in entry.names():
            for variant in _variants(surface):
                said = tuple(words(variant))
                if said and said not in seen:
                    seen.add(said)
                    yield Name(entry.id, variant, said), layer


def _variants(surface: str) -> Iterator[str]:
    """How a name may be written: as it stands, without legal form, brackets or the dots of umlauts."""
    yield surface
    if (without_form := _LEGAL_FORM.sub("", surface)) and without_form != surface:
        yield without_form
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
    for group in vocabulary.region_groups:
        yield from _terms("region", group.code or "+".join(group.members), group)
    for funder in vocabulary.funders:
        yield from _terms("funder", "+".join(funder.organisations) or "land", funder)
    items: dict[TermType, Sequence[Item]] = {
        "region": vocabulary.regions,
        "kind": vocabulary.kinds,
        "topic": vocabulary.topics,
        "target_group": vocabulary.target_groups,
        "instrument": vocabulary.instruments,
        "status": vocabulary.statuses,
        "attribute": vocabulary.attributes,
    }
    for kind, listed in items.items():
        for item in listed:
            yield from _terms(kind, item.id, item)
    for city in vocabulary.cities:
        for name in (city.name, *city.names):
            for variant in dict.fromkeys((name, bare(name))):
                yield Term("place", f"{city.region}/{city.name}", variant, "weak" if name in city.weak else "strong")
    for attribute in vocabulary.attributes:
        yield from _plain_terms("attribute", attribute.id, attribute.phrases)
    yield from _comparing_terms(vocabulary.comparisons)
    exclusion = vocabulary.function_words.exclusion
    for role, phrases in exclusion:
        yield from _plain_terms("exclusion", role, phrases)
    yield from _plain_terms("inclusion", "too", vocabulary.function_words.inclusion)
    yield from _plain_terms("inclusion", "companion", vocabulary.function_words.companion)


def _comparing_terms(comparisons: Comparisons) -> Iterator[Term]:
    for operator in comparisons.operators:
        yield from _plain_terms("operator", f"{operator.op} {operator.applies_to}", operator.words)
    orders: dict[TermType, Sequence[Superlative]] = {
        "comparative": comparisons.comparatives,
        "superlative": comparisons.superlatives,
    }
    for degree, ordered in orders.items():
        for order in ordered:
            direction = "desc" if order.descending else "asc"
            yield from _plain_terms(degree, f"{order.field} {direction}", order.words)
    for quantity in comparisons.quantities:
        yield from _plain_terms("quantity", quantity.field, quantity.words)
    numbers: dict[TermType, Sequence[Number]] = {
        "magnitude": comparisons.magnitudes,
        "numeral": comparisons.numerals,
        "ordinal": comparisons.ordinals,
    }
    for kind, listed in numbers.items():
        for number in listed:
            yield from _plain_terms(kind, str(number.value), number.words)


def _plain_terms(kind: TermType, id: str, surfaces: Iterable[str]) -> Iterator[Term]:
    return (Term(kind, id, surface) for surface in _inflected(surfaces))


def _terms(kind: TermType, id: str, item: Item) -> Iterator[Term]:
    for surface in _inflected(item.words):
        yield Term(kind, id, surface)
        if kind == "region" and (without_dots := bare(surface)) != surface:
            yield Term(kind, id, without_dots)
    for surface in _inflected(item.weak):
        yield Term(kind, id, surface, "weak")
    for surface in item.abbreviations:
        yield Term(kind, id, surface, "capitals")


def _inflected(surfaces: Iterable[str]) -> Iterator[str]:
    """Every form of these wordings: each `~` stands for all endings (``rheinisch~ Revier~`` has 64 forms)."""
    for surface in surfaces:
        stems = surface.split("~")
        for endings in product(ENDINGS, repeat=len(stems) - 1):
            yield "".join(part for pair in zip_longest(stems, endings, fillvalue="") for part in pair)

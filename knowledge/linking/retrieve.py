"""Find the entries whose texts say what a question says, where it names none of them.

"What share of the costs do I have to pay myself?" names no concept, yet *own contribution* is what it asks about. This
is BM25 (Robertson and Zaragoza, 2009) over names, sample questions, summaries and partners, each field with a weight
(BM25F): a word in a name or a sample question says more about an entry than one in its summary.

>>> "concept-own-contribution" in [hit.entry for hit in texts.search(words("who pays my own share of the costs"))]
True

Words are compared by their first letters: at `STEM` letters this does for German and English what a stemmer does, at a
fraction of the cost (McNamee and Mayfield, "Character N-Gram Tokenization", 2004, find n = 4 to 5 best for retrieval).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nsmallest
from math import log
from typing import Final, NamedTuple, TypedDict

from knowledge.linking.fold import words
from knowledge.store.base import KnowledgeBase
from knowledge.store.entries import Alliance, Concept, Entry
from knowledge.store.table import Table

STEM: Final = 6
"""Words are the same when their first letters are, up to so many."""
LONG_STEM: Final = 10
"""Long words, most of them compounds, are the more alike when so many are: *Projektskizze* is no *Projektpartner*."""
LONGISH: Final = 8
"""From so many letters on, a word is long."""
SATURATION: Final = 1.2
"""BM25's k1: how soon a further occurrence of a word adds little."""
NAME: Final = 4.0
QUESTION: Final = 2.5
SUMMARY: Final = 1.0


class Hit(NamedTuple):
    """An entry whose texts hold words of the question."""

    entry: str
    score: float
    covered: float
    """Which share of the question's words it holds, each counted as it is rare, from 0 to 1."""


class TextsFiled(TypedDict):
    """The ids of entries, and the numbers of those that hold each stem, with its weight there."""

    entries: list[str]
    stems: dict[str, str]


def file_texts(base: KnowledgeBase, light: Collection[str]) -> tuple[TextsFiled, Counter[str]]:
    """File the texts of every entry of `base`; words in `light` (function words) are left out.

    Returns:
        What a `TextIndex` is made of, and every word of the texts with how many entries hold it.
    """
    entries: list[str] = []
    stems: dict[str, list[str]] = {}
    spelt = Counter[str]()
    for number, entry in enumerate(base.entries.values()):
        entries.append(entry.id)
        weights: dict[str, float] = {}
        seen = set[str]()
        for text, weight in _texts(entry):
            said = words(text)
            seen.update(said)
            for word in dict.fromkeys(word for word in said if word not in light):
                for stem in _stems(word):
                    weights[stem] = weights.get(stem, 0.0) + weight
        spelt.update(seen)
        for stem, weight in weights.items():
            stems.setdefault(stem, []).append(f"{number}:{weight / (weight + SATURATION):.2f}")
    filed: TextsFiled = {"entries": entries, "stems": {stem: " ".join(held) for stem, held in sorted(stems.items())}}
    return filed, spelt


class _Held(NamedTuple):
    """Who holds a stem: how many entries, and those that are looked among, by their numbers, with its weight there."""

    entries: int
    among: list[tuple[int, float]]


class TextIndex:
    """The texts of a knowledge base, filed by the stems of their words."""

    def __init__(self, filed: TextsFiled, light: Collection[str], among: Collection[str] | None = None) -> None:
        """Look up what was filed.

        Args:
            filed: What `file_texts` made of the texts.
            light: Words that count nothing.
            among: The ids of the entries that are looked for, where not all of them are.
        """
        self._filed_as = filed
        self._light = light
        self._entries = filed["entries"]
        self._among = {number for number, id in enumerate(self._entries) if among is None or id in among}
        self._filed = Table(filed["stems"], self._held)

    def only(self, among: Collection[str]) -> "TextIndex":
        """The same index for these entries alone; how rare a word is stays what it is among all."""
        return TextIndex(self._filed_as, self._light, among)

    def _held(self, coded: str) -> _Held:
        pairs = [pair.split(":") for pair in coded.split(" ")]
        found = [(int(number), float(weight)) for number, weight in pairs]
        return _Held(len(found), [each for each in found if each[0] in self._among])

    def _rarity(self, held: int) -> float:
        total = len(self._entries)
        return log(1.0 + (total - held + 0.5) / (held + 0.5))

    def held(self, word: str) -> int:
        """In the texts of how many entries a folded word stands."""
        held = self._filed.get(word[:STEM])
        return held.entries if held else 0

    def search(self, said: Sequence[str], among: Collection[str] | None = None, most: int = 5) -> list[Hit]:
        """The entries that hold most of what is `said`, best first.

        Args:
            said: Folded words of the question; function words among them count nothing.
            among: Only entries whose ids are in here, where given.
            most: How many to give at most.
        """
        scores: dict[int, float] = {}
        held: dict[int, float] = {}
        spoken = 0.0
        for stem in dict.fromkeys(stem for word in said if word not in self._light for stem in _stems(word)):
            filed = self._filed.get(stem)
            rarity = self._rarity(filed.entries if filed else 0)
            spoken += rarity
            for number, weight in filed.among if filed else ():
                scores[number] = scores.get(number, 0.0) + rarity * weight
                held[number] = held.get(number, 0.0) + rarity
        hits = (
            Hit(self._entries[number], score, held[number] / spoken)
            for number, score in scores.items()
            if among is None or self._entries[number] in among
        )
        return nsmallest(most, hits, key=lambda hit: (-hit.score, hit.entry))


def _stems(word: str) -> Iterable[str]:
    """What a word is filed by."""
    return (word[:STEM], word[:LONG_STEM]) if len(word) >= LONGISH else (word[:STEM],)


def _texts(entry: Entry) -> Iterator[tuple[str, float]]:
    """What an entry says of itself, each text with its weight."""
    yield from _weighted((entry.name_en, entry.name_de, *entry.aliases), NAME)
    if isinstance(entry, Concept):
        yield from _weighted(entry.questions(), QUESTION)
    yield from _weighted((entry.summary_en, entry.summary_de), SUMMARY)
    if isinstance(entry, Alliance):
        yield from _weighted(entry.partners, SUMMARY)


def _weighted(texts: Iterable[str | None], weight: float) -> Iterator[tuple[str, float]]:
    return ((text, weight) for text in texts if text)

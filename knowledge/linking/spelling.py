"""Find the known words that a misspelt word may stand for, without comparing it with all of them.

>>> near = SpellingIndex(["netzwerk", "network", "cluster"]).near("netzwrek")
>>> [(found.word, found.distance) for found in near]
[('netzwerk', 1)]

A word with at most *k* slips, cut into *k + 1* pieces, has a piece that is still whole, near its old place. So every
known word is filed under its pieces, and a look-up verifies only words that share one (Li, Deng, Wang, Feng: Pass-Join,
VLDB 2011). A slip is an insertion, a deletion, a substitution or a swap of neighbours.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.store.table import Table

SHORTEST: Final = 4
"""Shorter words are never taken for a misspelling of another."""
LONGEST: Final = 48
"""Longer words are nobody's misspelling; looking for one would only cost time."""


class Near(NamedTuple):
    """A known word and how many slips away it is."""

    word: str
    distance: int


@cache
def slips(length: int) -> int:
    """How many slips a word of this many letters may hold and still be recognised."""
    if length < SHORTEST:
        return 0
    if length < 7:
        return 1
    return 2 if length < 13 else 3


@cache
def _pieces(length: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a word of this length begin and end: one more than it may hold slips."""
    count = slips(length) + 1
    cuts = [round(index * length / count) for index in range(count + 1)]
    return tuple(pairwise(cuts))


@cache
def _probes(length: int) -> tuple[tuple[int, int, int, int], ...]:
    """Where to cut a misspelt word of this length: ``(length of the known word, piece, begin, end)``.

    A piece moves by no more than the slips before it, and by no more than those behind it leave over.
    """
    probes = []
    for known in range(max(SHORTEST, length - 3), length + 4):
        allowed, moved = slips(known), length - known
        if abs(moved) > allowed:
            continue
        for index, (begin, end) in enumerate(_pieces(known)):
            behind = allowed - index
            shifts = range(max(-index, moved - behind), min(index, moved + behind) + 1)
            probes += [
                (known, index, begin + shift, end + shift)
                for shift in shifts
                if begin + shift >= 0 and end + shift <= length
            ]
    return tuple(probes)


def file_pieces(known: Iterable[str]) -> dict[str, str]:
    """The words of `known` by their pieces; those that are short, or mostly digits, are never proposed."""
    pieces: dict[str, list[str]] = {}
    for word in sorted(set(known)):
        length = len(word)
        if SHORTEST <= length <= LONGEST and _may_hold_slips(word):
            for index, (begin, end) in enumerate(_pieces(length)):
                pieces.setdefault(_key(length, index, word[begin:end]), []).append(word)
    return {key: " ".join(words) for key, words in sorted(pieces.items())}


def _key(length: int, index: int, piece: str) -> str:
    return f"{length}.{index}{piece}"


class SpellingIndex:
    """Known words, filed so that those near a misspelt one are found at once."""

    def __init__(self, known: Iterable[str], pieces: Callable[[], Mapping[str, str]] | None = None) -> None:
        """Know these words.

        Args:
            known: The words.
            pieces: Gives them by their pieces, as `file_pieces` does; asked for when the first word is not known.
        """
        self.known = frozenset(known)
        self._file_pieces = pieces or (lambda: file_pieces(self.known))

    @cached_property
    def _pieces(self) -> Table[list[str]]:
        return Table(self._file_pieces(), str.split)

    def near(self, word: str) -> list[Near]:
        """The known words that `word` may stand for, nearest first; ``[]`` where it is too short. Digits are exact."""
        length = len(word)
        if not SHORTEST <= length <= LONGEST or not _may_hold_slips(word):
            return []
        candidates = set[str]()
        for known, index, begin, end in _probes(length):
            if words := self._pieces.get(_key(known, index, word[begin:end])):
                candidates.update(words)
        candidates.update(swapped for swapped in _swaps(word) if swapped in self.known)
        if not candidates:
            return []
        found = process.extract(
            word, candidates, scorer=OSA.distance, processor=None, score_cutoff=slips(length + 3), limit=None
        )
        near = [Near(other, int(distance)) for other, distance, _ in found if distance <= slips(len(other))]
        near = [each for each in near if _digits(each.word) == _digits(word)]
        near.sort(key=lambda each: (each.distance, each.word[0] != word[0], abs(len(each.word) - length), each.word))
        return near


def _may_hold_slips(word: str) -> bool:
    """Whether a word has letters enough to be known in spite of a slip; its digits are never a slip."""
    return word.isalpha() or sum(char.isalpha() for char in word) > SHORTEST + 1


def _digits(word: str) -> str:
    return "".join(char for char in word if char.isdigit())


def _swaps(word: str) -> Iterator[str]:
    for index in range(len(word) - 1):
        yield word[:index] + word[index + 1] + word[index] + word[index + 2 :]

"""Find the entries whose names a question holds, whole or in part, misspelt or with words dropped and swapped.

An exact name is found by a look-up elsewhere (`link`); this index serves the others. A name is a bag of
words, each as telling as it is rare among all names (inverse document frequency), and a match is judged from both
sides: how much of the *name* was said, and how much of what was *said* belongs to the name. "Medical Valley Erlangen"
says most of *Medical Valley Europäische Metropolregion Nürnberg*; "Institut für Zauberei" says little of any
institute, and *Zauberei* belongs to none of them.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from math import log
from typing import Any, Final, NamedTuple, TypedDict

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from knowledge.store.table import Table
from knowledge.store.tuning import tuned

LIGHT: Final = 0.05
"""What is left of the weight of a function word."""
RARE_ENOUGH: Final = 64
"""A word that so few names hold brings each of them up; a commoner one only speaks for those that others brought up."""
COMMON: Final = 400
"""A word that more names hold brings up none even where no rarer one was said."""
COMPARED: Final = 4
"""So many of these are compared word by word where all that was said may be a name; the others only if alike."""
MOST_COMPLETED: Final = 8
THRESHOLDS: Final = tuned("linking.names")
LOOKED_AT: Final = 6
"""So many of the names brought up are compared word by word."""
NOWHERE: Final = (0.0, 0)
"""How much of a word was said, and where, if it was not."""
LONG: Final = 10
"""A word of so many letters holds at most …"""
MOST_SLIPS: Final = 3
"""… so many slips."""
SHORTEST_PART: Final = 4
"""Words of names of more letters may be a part of one that was written together."""
REACH: Final = 3
"""Words of one name stand at most this far apart in a question."""


class Name(NamedTuple):
    """One way to call an entry."""

    entry: str
    surface: str
    words: tuple[str, ...]


class Said(NamedTuple):
    """One word of a question, as the index sees it: which words of names it may be, and what it weighs if it is none.

    `likeness` maps a word of a name to how much of it was said (1.0: spelt as it is). `weight` is what the word counts
    against a name that it does not belong to: 0 for function words, 1 for a word that nobody knows.
    """

    word: str
    likeness: Mapping[str, float]
    weight: float


class NameMatch(NamedTuple):
    """An entry that may have been named, by the words from `begin` up to `end`."""

    entry: str
    surface: str
    begin: int
    end: int
    score: float
    of_name: float
    """How much of the name was said, from 0 to 1."""
    of_said: float
    """How much of what was said belongs to the name, from 0 to 1."""
    words: int
    """How many of its words were said."""


class NamesFiled(TypedDict):
    """Names, and the numbers of those that hold each word: what a `NameIndex` is made of."""

    names: list[str]
    words: dict[str, str]


def file_names(names: Iterable[Name]) -> NamesFiled:
    """File `names` by their words."""
    coded: list[str] = []
    numbers: dict[str, list[str]] = {}
    for number, name in enumerate(names):
        surface = " ".join(name.surface.split())
        coded.append(f"{name.entry}\t{surface}\t{' '.join(name.words)}")
        for word in dict.fromkeys(name.words):
            numbers.setdefault(word, []).append(str(number))
    return {"names": coded, "words": {word: " ".join(listed) for word, listed in sorted(numbers.items())}}


class NameIndex:
    """All names, filed by their words."""

    def __init__(self, filed: NamesFiled, light: Collection[str] = ()) -> None:
        """`filed` is what `file_names` made of the names; words in `light` (function words) tell next to nothing."""
        self._names = filed["names"]
        self._light = light
        self._total = len(self._names) + 1
        self.filed = Table(filed["words"], lambda text: frozenset(map(int, text.split())))
        """The numbers of the names that hold each word."""
        self._sorted = list(filed["words"])
        self._decoded: dict[int, _Weighed] = {}
        self._weights: dict[str, float] = {}

    def beginning_with(self, beginning: str) -> list[str]:
        """The words of names that begin so, at most `MOST_COMPLETED` of them."""
        first = bisect_left(self._sorted, beginning)
        return [word for word in self._sorted[first : first + MOST_COMPLETED] if word.startswith(beginning)]

    def weight(self, word: str) -> float:
        """How telling a word is, from 0 to 1: the rarer among all names, the more."""
        known = self._weights.get(word)
        if known is None:
            rarity = self._rarity(word)
            known = self._weights[word] = LIGHT * rarity if word in self._light else rarity
        return known

    def _rarity(self, word: str) -> float:
        numbers = self.filed.get(word)
        return log(self._total / (len(numbers) + 0.5)) / log(self._total / 0.5) if numbers else 0.0

    def _weighed(self, number: int) -> "_Weighed":
        known = self._decoded.get(number)
        if known is None:
            entry, surface, words = self._names[number].split("\t")
            acronyms = {word.casefold() for word in surface.split(" ") if word.isupper()}
            weights = {word: self._rarity(word) if word in acronyms else self.weight(word) for word in words.split(" ")}
            known = self._decoded[number] = _Weighed(entry, surface, weights, sum(weights.values()), "".join(weights))
        return known

    def match(self, said: Sequence[Said], likeliest: Sequence[int] | None = None, most: int = 8) -> list[NameMatch]:
        """The entries that `said` may name, best first, each entry once.

        Args:
            said: The words of a question.
            likeliest: The names to compare, where `likeliest` has been asked for them already.
            most: How many to give at most.
        """
        places = self._places(said)
        matches = (self._judge(self._weighed(number), said, places) for number in likeliest or self.likeliest(said))
        return _best_of_each(matches, _rank)[:most]

    def closest(self, said: Sequence[Said], likeliest: Sequence[int] | None = None, most: int = 4) -> list[NameMatch]:
        """The entries of which all of `said` may be the name, best first; the arguments are those of `match`.

        Here nothing but the name was said, so every word counts; and names are also compared letter by letter, which
        finds those whose words are too much misspelt to be known one by one.
        """
        places = self._places(said)
        joined = "".join(word.word for word in said)
        matches = []
        for rank, number in enumerate(likeliest or self.likeliest(said)):
            name = self._weighed(number)
            letters = fuzz.ratio(joined, name.joined) / 100.0
            if rank < COMPARED or letters >= THRESHOLDS.alike:
                match = self._judge(name, said, places, whole=True)
                alike = letters > THRESHOLDS.alike and (
                    letters > THRESHOLDS.nearly_spelt or not _holds_another_word(name, said)
                )
                matches.append(match._replace(score=max(match.score, letters if alike else 0.0)))
        best = _best_of_each(matches, lambda match: -match.score)
        return sorted(best, key=lambda match: (-match.score, -match.of_name, match.entry))[:most]

    def _places(self, said: Sequence[Said]) -> "_Places":
        """Where each word of names was said, and how much of it."""
        places: dict[str, list[tuple[int, float]]] = {}
        for place, word in enumerate(said):
            for known, likeness in word.likeness.items():
                if known in self.filed:
                    places.setdefault(known, []).append((place, likeness))
        return places

    def likeliest(self, said: Sequence[Said]) -> list[int]:
        """The names worth a closer look: those that share the most telling words, gathered from the rarest words on."""
        heard = self._places(said)
        shared: dict[int, float] = {}
        telling = [word for word in heard if word not in self._light]
        for word in sorted(telling, key=lambda word: len(self.filed[word])):
            numbers = self.filed[word]
            gain = self.weight(word) * max(likeness for _, likeness in heard[word])
            if len(numbers) <= RARE_ENOUGH or (not shared and len(numbers) <= COMMON):
                for number in numbers:
                    shared[number] = shared.get(number, 0.0) + gain
            else:
                fewer, more = (shared, numbers) if len(shared) < len(numbers) else (numbers, shared)
                for number in [number for number in fewer if number in more]:
                    shared[number] += gain

        promising = [
            (gain * (0.6 + 0.4 * gain / (self._weighed(number).total or 1.0)), -number)
            for number, gain in shared.items()
        ]
        return [-number for _, number in nlargest(LOOKED_AT, promising)]

    def _judge(
        self,
        name: "_Weighed",
        said: Sequence[Said],
        heard: "_Places",
        whole: bool = False,
    ) -> NameMatch:
        """Compare one name with the stretch of the question that holds most of it, or with the whole of it."""
        spoken_of = [(weight, heard[word]) for word, weight in name.weights.items() if word in heard]
        begin, end = (0, len(said)) if whole else _densest(spoken_of)
        name_matched = 0.0
        matched: dict[int, float] = {}
        belongs: dict[int, float] = {}
        for weight, places in spoken_of:
            likeness, place = max(
                ((likeness, place) for place, likeness in places if begin <= place < end), default=NOWHERE
            )
            if likeness:
                name_matched += weight * likeness
                matched[place] = matched.get(place, 0.0) + weight * likeness
                belongs[place] = belongs.get(place, 0.0) + weight
        first, last = _with_strangers(said, begin, end)
        spoken = sum(belongs.get(place, said[place].weight) for place in range(first, last))
        of_name = name_matched / name.total if name.total else 0.0
        of_said = sum(matched.values()) / spoken if spoken else 0.0
        score = of_said * (0.6 + 0.4 * of_name)
        return NameMatch(name.entry, name.surface, begin, end, score, of_name, of_said, len(matched))


class _Weighed(NamedTuple):
    """A name with the weight of each of its words, and of all together."""

    entry: str
    surface: str
    weights: Mapping[str, float]
    total: float
    joined: str
    """Its words without spaces."""


_Places = Mapping[str, Sequence[tuple[int, float]]]
"""For each word of names the places where it was said, and how much of it there."""


def _holds_another_word(name: _Weighed, said: Sequence[Said]) -> bool:
    """Whether a word was said that is none of the name: it is the name of another, however like the two."""
    return any(
        word.weight > LIGHT
        and not any(known in name.weights for known in word.likeness)
        and (word.weight < 1.0 or _is_no_slip(word.word, name.weights))
        for word in said
    )


def _is_no_slip(word: str, others: Iterable[str]) -> bool:
    """Whether a long word that nobody knows is farther from each of these than slips of the pen explain.

    It may also be two of them written together, so it is compared with the part of it that is as long.
    """
    if len(word) < LONG:
        return False
    near = (Levenshtein.distance(word, other, score_cutoff=MOST_SLIPS) <= MOST_SLIPS for other in others)
    return not any(near) and not any(len(other) > SHORTEST_PART and other in word for other in others)


def _best_of_each(matches: Iterable[NameMatch], rank: Callable[[NameMatch], Any]) -> list[NameMatch]:
    """The best match of each entry, best first."""
    best: dict[str, NameMatch] = {}
    for match in sorted(matches, key=rank):
        best.setdefault(match.entry, match)
    return list(best.values())


def _rank(match: NameMatch) -> tuple[float, float, str]:
    """The order of matches: the score, a name of which more words were said before one that shares a single word."""
    return (-match.score * (1.0 - 0.15 / match.words if match.words else 0.0), -match.of_name, match.entry)


def _densest(spoken_of: Iterable[tuple[float, Sequence[tuple[int, float]]]]) -> tuple[int, int]:
    """Where the heaviest run of words of a name begins and ends; those further apart than `REACH` are two runs.

    A word at its edge that is said again within it belongs to something else: the first Valley of "Silicon Valley or
    Medical Valley".
    """
    places: dict[int, float] = {}
    said_again: dict[int, list[int]] = {}
    for weight, listed in spoken_of:
        for place, likeness in listed:
            places[place] = places.get(place, 0.0) + weight * likeness
            if len(listed) > 1:
                said_again.setdefault(place, []).extend(other for other, _ in listed if other != place)
    if len(places) == 1:
        (place,) = places
        return place, place + 1
    best = run = (0.0, 0, 0)
    previous = None
    for place in sorted(places):
        if previous is None or place - previous > REACH:
            run = (0.0, place, place)
        run = (run[0] + places[place], run[1], place + 1)
        best = max(best, run)
        previous = place
    _, begin, end = best
    if not said_again:
        return begin, end
    inside = [place for place in sorted(places) if begin <= place < end]
    for edge in (0, -1):
        while len(inside) > 1 and not set(inside).isdisjoint(said_again.get(inside[edge], ())):
            del inside[edge]
    return inside[0], inside[-1] + 1


def _with_strangers(said: Sequence[Said], begin: int, end: int) -> tuple[int, int]:
    """The stretch, widened by the words beside it that nobody knows: they would be part of the name."""
    while begin > 0 and said[begin - 1].weight >= 1.0 and not said[begin - 1].likeness:
        begin -= 1
    while end < len(said) and said[end].weight >= 1.0 and not said[end].likeness:
        end += 1
    return begin, end

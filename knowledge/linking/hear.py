"""Hear the words of a question: each as the known word that it is, as those it may be a misspelling of, or as parts.

====================  ==================================================================
sachsen               exactly so
netzwrek              misspelt: *netzwerk* (0.75)
wasserstofnetzwerke   a compound with a slip in it: *wasserstoff* + *netzwerke*
KMUs                  the acronym *KMU*
====================  ==================================================================
"""

from collections.abc import Sequence
from typing import Final

from knowledge.linking.fold import Token
from knowledge.linking.gazetteer import Gazetteer
from knowledge.linking.linked import Heard
from knowledge.linking.spelling import LONGEST, Near

HEARD_AS: Final = 4
"""A misspelt word is heard as at most so many known ones."""
SHORTEST_PART: Final = 4
"""Parts of a compound have at least so many letters."""
LONG: Final = 7
"""A word of more letters than this is hardly another with a slip or two in it."""
LINKING_SOUNDS: Final = ("", "s", "n", "en", "es", "er", "e")
"""What German may put between the parts of a compound."""


class Hearing:
    """Hears words by what one gazetteer knows."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """`gazetteer` tells which words are known."""
        self._gazetteer = gazetteer

    def hear(self, tokens: Sequence[Token]) -> tuple[Heard, ...]:
        """What each of these tokens is heard as; a word that comes again is looked up once."""
        known: dict[str, Heard] = {}
        for token in tokens:
            if token.raw not in known:
                known[token.raw] = self._hear(token)
        return tuple(known[token.raw]._replace(token=token) for token in tokens)

    def _hear(self, token: Token) -> Heard:
        gazetteer, word = self._gazetteer, token.word
        if gazetteer.is_plain(word):
            return _exactly(token, word)
        if word.endswith("s") and token.raw[:-1].isupper() and gazetteer.look_up((word[:-1],)):
            return _exactly(token, word[:-1])  # the plural or genitive of an acronym: KMUs
        if parts := self._split(word, exactly=True):
            return Heard(token, (*parts, (word, 1.0)), "compound", known=True)
        if word in gazetteer.spelling.known:
            return _exactly(token, word)
        return self._hear_misspelt(token)

    def _hear_misspelt(self, token: Token) -> Heard:
        """A word that is not known as it is written: a compound with slips in it, or the nearest known words."""
        gazetteer, word = self._gazetteer, token.word
        near = gazetteer.spelling.near(word)
        if not near or near[0].distance > 1:
            parts = self._split(word, exactly=False)
            if parts and (not near or min(score for _, score in parts) > 1.0 - near[0].distance / len(word)):
                return Heard(token, parts, "compound", known=True)
        if not near:
            return Heard(token, (), "exact", known=False)
        likeliest = self._likeliest(word, near)
        whole, likeness = likeliest[0]
        if not gazetteer.is_plain(whole) and (parts := self._split(whole, exactly=True)):
            return Heard(token, (*((part, likeness) for part, _ in parts), *likeliest), "compound", known=True)
        return Heard(token, likeliest, "spelling", known=False)

    def _likeliest(self, word: str, near: Sequence[Near]) -> tuple[tuple[str, float], ...]:
        """The nearest known words; of those as near, words with a meaning before function and everyday words."""
        vocabulary, names = self._gazetteer.vocabulary_words, self._gazetteer.names.filed
        ranked = sorted(
            near,
            key=lambda each: (
                each.distance,
                each.word[0] != word[0],
                each.word not in vocabulary,
                each.word not in names,
                abs(len(each.word) - len(word)),
                each.word,
            ),
        )
        return tuple((each.word, 1.0 - each.distance / max(len(word), len(each.word))) for each in ranked[:HEARD_AS])

    def _split(self, word: str, exactly: bool) -> tuple[tuple[str, float], ...]:
        """The parts of a compound, in order; empty where it is none.

        Args:
            word: A folded word that is not known as a whole.
            exactly: Whether both parts must be spelt as they are known; else one of them may hold slips.
        """
        best: tuple[float, tuple[tuple[str, float], ...]] = (0.0, ())
        if len(word) > LONGEST:
            return ()
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            stems = [head[: len(head) - len(sound)] for sound in LINKING_SOUNDS if head.endswith(sound)]
            first = next((stem for stem in stems if len(stem) >= 2 and stem in self._gazetteer.parts), None)
            last = tail if tail in self._gazetteer.parts else None
            if first and last:
                return ((first, 1.0), (last, 1.0))
            if exactly or not (first or last):
                continue
            misspelt = head if last else tail
            likeness, part = self._likely_part(misspelt)
            if part and likeness > best[0]:
                found = (part, likeness)
                best = (likeness, (found, (last, 1.0)) if last else ((first or "", 1.0), found))
        return best[1]

    def _likely_part(self, misspelt: str) -> tuple[float, str]:
        """The part of a compound that this may be a misspelling of, and how like it is."""
        for near in self._gazetteer.spelling.near(misspelt):
            if near.word in self._gazetteer.parts and is_sure(misspelt, near):
                return 1.0 - near.distance / max(len(misspelt), len(near.word)), near.word
        return 0.0, ""


def _exactly(token: Token, word: str) -> Heard:
    return Heard(token, ((word, 1.0),), "exact", known=True)


def is_sure(word: str, near: Near) -> bool:
    """Whether `word` is so near a known one that it is hardly another: few slips for its length.

    A short word with a slip is another word too often (*Hund*, *Bund*), and people rarely mistake the first letter.
    """
    length = min(len(word), len(near.word))
    same_beginning = word[0] == near.word[0]
    if near.distance <= 1:
        return length > LONG or (same_beginning and length > SHORTEST_PART)
    return same_beginning and length > LONG

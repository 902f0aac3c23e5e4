"""Tell whether a question is English or German, or neither.

>>> guesser = LanguageGuesser(count_votes(vocabulary, texts, model.everyday), vocabulary)
>>> guesser.guess([("wer", "wer", 1), ("foerdert", "fördert", 1)]), guesser.guess([("zim", "ZIM", 0.5)])
('de', None)

Words vote: function words and everyday words for the language whose list they stand in, others by how often the
knowledge base's own texts hold them in either language, and unknown ones by their letters. Names hardly vote.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Final

from knowledge.linking.fold import words
from knowledge.store.codes import LANGUAGES, Language
from knowledge.store.vocabulary import Vocabulary

FUNCTION_WORD: Final = 2.0
EVERYDAY_WORD: Final = 1.0
STRONGEST: Final = 0.8
"""The most that a word of the texts says."""
TELLING: Final = 3
"""A word tells a language that so many more questions in it hold."""
STRANGE: Final = 0.6
"""The most that the letters of a word say which nobody knows."""
GRAM: Final = 4
"""So many letters stand together; the space before and behind a word is one."""
SEEN: Final = 3
"""Letters that stand together in fewer words say nothing."""
UMLAUT: Final = 1.0
SURE: Final = 0.05
"""From this margin on, the votes decide."""
FOREIGN: Final = 2
"""From so many function words of another language on, more than of ours, a text is in that language."""

_UMLAUTS: Final = re.compile("[äöüßÄÖÜ]")


def lean(english: int, german: int) -> float:
    """How much more English than German a word is that so many questions in each language hold; 0 where few tell."""
    if abs(english - german) < TELLING:
        return 0.0
    return round(max(-STRONGEST, min(STRONGEST, log((english + 0.3) / (german + 0.3)))), 1)


def count_votes(
    vocabulary: Vocabulary, texts: Mapping[Language, Iterable[str]], asked_with: Mapping[str, float]
) -> dict[str, float]:
    """For which language each word votes, and how strongly: English above 0, German below.

    Args:
        vocabulary: Its function words and everyday words.
        texts: Texts known to be in each language.
        asked_with: Words of questions, and how much more English than German each is, as `lean` has it.
    """
    votes: dict[str, float] = {}
    counted = {language: Counter(word for text in texts[language] for word in words(text)) for language in LANGUAGES}
    for word in counted["en"].keys() | counted["de"].keys():
        vote = log((counted["en"][word] + 0.3) / (counted["de"][word] + 0.3))
        votes[word] = round(max(-STRONGEST, min(STRONGEST, vote)), 1)
    votes |= {word: vote for word, vote in asked_with.items() if vote}
    for lists, weight in ((vocabulary.common_words, EVERYDAY_WORD), (vocabulary.function_words.stop, FUNCTION_WORD)):
        ours = {language: {word for text in lists[language] for word in words(text)} for language in LANGUAGES}
        for word in ours["en"] ^ ours["de"]:
            votes[word] = weight if word in ours["en"] else -weight
        for word in ours["en"] & ours["de"]:
            votes[word] = 0.0
    return {word: vote for word, vote in sorted((votes | _count_grams(votes)).items()) if vote}


def _count_grams(votes: Mapping[str, float]) -> dict[str, float]:
    """How the letters vote that stand together in words which vote: "tsch" is German, whatever word it is in."""
    counted = {language: Counter[str]() for language in LANGUAGES}
    for word, vote in votes.items():
        if abs(vote) >= STRONGEST:
            counted["en" if vote > 0 else "de"].update(set(_grams(word)))
    share = {language: sum(counts.values()) for language, counts in counted.items()}
    grams = {}
    for gram in counted["en"].keys() | counted["de"].keys():
        english, german = counted["en"][gram], counted["de"][gram]
        if english + german >= SEEN:
            grams[gram] = round(log(((english + 0.5) / share["en"]) / ((german + 0.5) / share["de"])), 1)
    return grams


def _grams(word: str) -> Iterator[str]:
    framed = f" {word} "
    return (f"~{framed[begin : begin + GRAM]}" for begin in range(len(framed) - GRAM + 1))


class LanguageGuesser:
    """Guesses the language of folded words."""

    def __init__(self, votes: Mapping[str, float], vocabulary: Vocabulary) -> None:
        """`votes` are those that `count_votes` counted; `vocabulary` holds the function words of many languages."""
        self._votes = votes
        self._ours = {
            word for texts in vocabulary.function_words.stop.values() for text in texts for word in words(text)
        }
        self._foreign = {
            name: frozenset(word for text in texts for word in words(text))
            for name, texts in vocabulary.function_words.other.items()
        }

        self._in_any = frozenset[str]().union(*self._foreign.values())

    def guess(self, said: Iterable[tuple[str, str, float]]) -> Language | None:
        """The language of a text; None where it says too little.

        Args:
            said: Its words: folded, as written, and how much each counts.
        """
        votes = sum(
            weight * (self._vote(word) - (UMLAUT if not raw.isascii() and _UMLAUTS.search(raw) else 0.0))
            for word, raw, weight in said
        )
        if abs(votes) < SURE:
            return None
        return "en" if votes > 0 else "de"

    def _vote(self, word: str) -> float:
        """What a word says of the language; of one that nobody knows, what its letters say."""
        vote = self._votes.get(word)
        if vote is None and len(word) >= GRAM and word not in self._ours:
            letters = [self._votes.get(gram, 0.0) for gram in _grams(word)]
            vote = max(-STRANGE, min(STRANGE, sum(letters) / len(letters)))
        return vote or 0.0

    def is_foreign(self, said: Sequence[str]) -> bool:
        """Whether the text is in a language that is neither, by its function words."""
        if self._in_any.isdisjoint(said):
            return False
        ours = sum(word in self._ours for word in said)
        most = max((sum(word in listed for word in said) for listed in self._foreign.values()), default=0)
        return most >= FOREIGN and most > ours

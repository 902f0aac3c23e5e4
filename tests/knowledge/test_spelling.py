"""Misspelt words: the index finds what a slow and obvious comparison with every known word finds.

One thing it leaves out, and only this: a swap across the border of two pieces that comes with other slips (alone it is
found).
"""

from functools import cache
from string import ascii_lowercase

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from knowledge import KnowledgeBase
from knowledge.linking.fold import words
from knowledge.linking.spelling import LONGEST, SHORTEST, Near, SpellingIndex, slips


def within_slips(known: set[str], word: str) -> dict[str, int]:
    """Every known word that is within its slips of `word`, and how many they are: all words are looked at."""
    if not _comparable(word):
        return {}
    compared = {other: OSA.distance(word, other) for other in known if _comparable(other)}
    return {
        other: distance
        for other, distance in compared.items()
        if distance <= slips(len(other)) and _digits(other) == _digits(word)
    }


def _comparable(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return SHORTEST <= len(text) <= LONGEST and (text.isalpha() or letters > SHORTEST + 1)


def _digits(text: str) -> list[str]:
    return [char for char in text if char.isdigit()]


def found_by_index(known: set[str], word: str) -> dict[str, int]:
    return {near.word: near.distance for near in SpellingIndex(known).near(word)}


def assert_as_by_looking_at_all(known: set[str], word: str) -> None:
    found, there = found_by_index(known, word), within_slips(known, word)
    assert found.items() <= there.items()
    for missed in there.keys() - found.keys():
        # Only a word that a swap brought near may be missed, and only with other slips beside it.
        assert Levenshtein.distance(word, missed) > there[missed] > 1


@st.composite
def misspelt(draw: st.DrawFn, correct: str) -> str:
    """`correct` with up to three slips."""
    word = correct
    for _ in range(draw(st.integers(0, 3))):
        place, letter = draw(st.integers(0, len(word))), draw(st.sampled_from(ascii_lowercase))
        match draw(st.sampled_from(("insert", "delete", "replace", "swap"))):
            case "insert":
                word = word[:place] + letter + word[place:]
            case "delete":
                word = word[:place] + word[place + 1 :]
            case "replace":
                word = word[:place] + letter + word[place + 1 :]
            case _:
                word = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return word


ALIKE = st.text(alphabet="abc", min_size=1, max_size=16) | st.text(alphabet="abc1", min_size=7, max_size=12)
"""Words of few letters: near each other more often than not, with pieces that repeat."""
FOLDED = st.text(alphabet=st.characters(categories=["Ll", "Lo", "Nd"]), max_size=60)


@given(st.sets(ALIKE, max_size=30), ALIKE)
@example({"abcd"}, "bacd")
@example({"aaaaaaa"}, "aaaaa")
@example({"abcabc"}, "acbabc")
def test_words_of_few_letters_are_found_as_by_looking_at_all(known: set[str], word: str) -> None:
    assert_as_by_looking_at_all(known, word)


@given(FOLDED, st.sets(FOLDED))
def test_any_word_is_compared_as_by_looking_at_all(word: str, known: set[str]) -> None:
    assert_as_by_looking_at_all(known, word)


@cache
def words_of_names(base: KnowledgeBase) -> list[str]:
    return sorted({word for entry in base.entries.values() for name in entry.names() for word in words(name)})


@given(data=st.data())
def test_words_of_names_are_found_as_by_looking_at_all(shipped: KnowledgeBase, data: st.DataObject) -> None:
    names = words_of_names(shipped)
    word = data.draw(st.sampled_from(names).flatmap(misspelt))
    among = set(names[data.draw(st.integers(0, 9)) :: 10])
    assert_as_by_looking_at_all(among, word)


@pytest.mark.parametrize(
    ("misspelling", "correct"),
    [
        ("netzwrek", "netzwerk"),
        ("foerdeung", "foerderung"),
        ("clustr", "cluster"),
        ("wachstmskerne", "wachstumskerne"),
        ("enterpreneurial", "entrepreneurial"),
        ("qunaten", "quanten"),
    ],
)
def test_usual_misspellings_lead_to_the_word(misspelling: str, correct: str) -> None:
    index = SpellingIndex(["netzwerk", "foerderung", "cluster", "wachstumskerne", "entrepreneurial", "quanten"])
    assert [near.word for near in index.near(misspelling)] == [correct]


def test_the_nearest_comes_first_and_then_the_one_that_begins_alike() -> None:
    found = SpellingIndex(["photonik", "photonic", "fotonik"]).near("photonik")
    assert found == [Near("photonik", 0), Near("photonic", 1), Near("fotonik", 2)]
    assert [near.word for near in SpellingIndex(["hund", "bund", "bunt"]).near("bumd")] == ["bund"]
    assert [near.word for near in SpellingIndex(["rund", "bund"]).near("bxnd")] == ["bund"]


@pytest.mark.parametrize("word", ["zi", "zim", "375x", "co2", "", "innovation2016", "x" * (LONGEST + 1)])
def test_short_words_numbers_and_monsters_are_nobodys_misspelling(word: str) -> None:
    assert SpellingIndex(["zim", "zima", "376x", "co2e", "innovation2015", "x" * LONGEST]).near(word) == []


def test_the_slips_allowed_grow_with_the_word() -> None:
    allowed = [slips(length) for length in range(LONGEST)]
    assert allowed == sorted(allowed)
    assert (allowed[3], allowed[4], allowed[8], allowed[20]) == (0, 1, 2, 3)


def test_a_word_without_its_vowels_is_found() -> None:
    assert [near.word for near in SpellingIndex(["cluster"]).near("clstr")] == ["cluster"]


def test_a_digit_is_never_a_slip() -> None:
    index = SpellingIndex(["agent3d", "innovation"])
    assert (index.near("agenta"), index.near("innovation7")) == ([], [])

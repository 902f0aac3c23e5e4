"""Folding: one form for every way to type a word, with the place it was typed at."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.linking.fold import MAX_TOKENS, bare, fold, fold_word, normalise, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Fördert das BMFTR die Straße?", ["foerdert", "das", "bmftr", "die", "strasse"]),
        ("THÜRINGEN Thüringen thueringen", ["thueringen", "thueringen", "thueringen"]),
        ("ẞ ß ss", ["ss", "ss", "ss"]),
        ("café Curaçao Łódź naïve", ["cafe", "curacao", "łodz", "naive"]),
        ("go-cluster, KMU-innovativ", ["go", "cluster", "kmu", "innovativ"]),
        ("snake_case", ["snake", "case"]),
        ("what's open?", ["what", "s", "open"]),
        ("LIB 2015 (60 Mio. €)", ["lib", "2015", "60", "mio"]),
        ("ﬁnanzierung ＺＩＭ ①", ["finanzierung", "zim", "1"]),
        ("ZIM\N{NO-BREAK SPACE}Netzwerk", ["zim", "netzwerk"]),
        ("\N{LEFT DOUBLE QUOTATION MARK}WIR!\N{RIGHT DOUBLE QUOTATION MARK}", ["wir"]),
    ],
)
def test_a_text_folds_into_the_words_it_holds(text: str, folded: list[str]) -> None:
    assert words(text) == folded


@pytest.mark.parametrize("text", ["", " \t\n", "?!…", "🚀🚀", "___", "\N{COMBINING DIAERESIS}", "\x00", "\ud800\udfff"])
def test_a_text_without_words_has_no_tokens(text: str) -> None:
    assert fold(text) == []


@pytest.mark.parametrize("word", ["Förderung", "Überblick", "Größe", "Ärzte"])
def test_umlauts_are_one_however_they_are_composed(word: str) -> None:
    composed, apart = unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)
    assert composed != apart
    assert words(apart) == words(composed)


def test_an_umlaut_is_never_a_bare_vowel() -> None:
    assert fold_word("Förderung") != fold_word("Forderung")


def test_a_bare_name_has_its_dots_left_out_and_nothing_else() -> None:
    assert bare("Thüringen, Köln, Ärzte, Straße") == "Thuringen, Koln, Arzte, Straße"


def test_lone_surrogates_and_nul_part_words() -> None:
    assert words("zim\ud800wir\x00go") == ["zim", "wir", "go"]


def test_words_of_other_scripts_are_kept() -> None:
    assert words("кластер العنقود 集群") == ["кластер", "العنقود", "集群"]


def test_a_token_remembers_how_and_where_it_was_written() -> None:
    second = fold("go-CLUSTER!")[1]
    assert (second.word, second.raw, second.start, second.end) == ("cluster", "CLUSTER", 3, 10)


@given(st.text())
def test_every_token_stands_where_it_says(text: str) -> None:
    normalised, end = normalise(text), 0
    for token in fold(text):
        assert normalised[token.start : token.end] == token.raw
        assert token.start >= end
        assert token.word
        end = token.end


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once


@given(st.text(alphabet="aäoöuüßAÄOÖUÜ "))
def test_capitals_do_not_matter(text: str) -> None:
    assert words(text.upper()) == words(text)


def test_reading_ends_after_enough_tokens() -> None:
    assert len(fold("wort " * (2 * MAX_TOKENS))) == MAX_TOKENS

"""English or German, or neither: by the words of a question, not by the names in it."""

import pytest

from knowledge import Assistant, KnowledgeBase
from knowledge.intents.classify import read_model
from knowledge.linking.fold import fold
from knowledge.linking.language import LanguageGuesser, count_votes
from knowledge.store.codes import Language
from tests.knowledge.talk import Talk, ask


@pytest.fixture(scope="module")
def guesser(shipped: KnowledgeBase) -> LanguageGuesser:
    texts: dict[Language, list[str]] = {
        "en": [entry.summary("en") for entry in shipped.entries.values()],
        "de": [entry.summary("de") for entry in shipped.entries.values()],
    }
    return LanguageGuesser(count_votes(shipped.vocabulary, texts, read_model().everyday), shipped.vocabulary)


def guess(guesser: LanguageGuesser, text: str) -> Language | None:
    return guesser.guess((token.word, token.raw, 1.0) for token in fold(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("who pays for it", "en"),
        ("wer bezahlt das", "de"),
        ("Is there funding for small companies?", "en"),
        ("Gibt es Geld für kleine Unternehmen?", "de"),
        ("foerderung fuer kuenstliche intelligenz", "de"),
        ("größe", "de"),
        ("and in the north?", "en"),
    ],
)
def test_words_tell_the_language(guesser: LanguageGuesser, text: str, language: Language) -> None:
    assert guess(guesser, text) == language


@pytest.mark.parametrize("text", ["", "ZIM", "2010", "xyzzy", "🚀"])
def test_what_says_too_little_is_of_no_language(guesser: LanguageGuesser, text: str) -> None:
    assert guess(guesser, text) is None


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Quels programmes sont dans la région et pour les entreprises", True),
        ("Bu program ne kadar ve nasıl için", True),
        ("which programmes are for the east", False),
        ("welche Programme sind für den Osten", False),
        ("La Palma", False),
        ("", False),
    ],
)
def test_a_third_language_is_noticed(guesser: LanguageGuesser, text: str, foreign: bool) -> None:
    assert guesser.is_foreign([token.word for token in fold(text)]) is foreign


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("who funds the Zentrales Innovationsprogramm Mittelstand", "en"),
        ("tell me about Innovative regionale Wachstumskerne", "en"),
        ("Wer fördert die Leading-Edge Cluster Competition?", "de"),
        ("Was ist die Entrepreneurial Regions Initiative?", "de"),
        ("Cluster in Sachsen", "de"),
        ("clusters in Saxony", "en"),
        ("Wasserstoffförderung", "de"),
        ("thuringen foerderung", "de"),
    ],
)
def test_names_do_not_decide_the_language_of_the_answer(
    assistant: Assistant, question: str, language: Language
) -> None:
    assert ask(assistant, question).language == language


def test_a_name_alone_is_answered_in_the_language_of_the_talk(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.says("Wer fördert das ZIM?")
    assert talk.says("IGF?").language == "de"
    talk.says("who funds IGF")
    assert talk.says("ZIM?").language == "en"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("go cluster mitglieder nrw", "de"),
        ("irasme einreichfristen?", "de"),
        ("Link zu ZIM", "de"),
        ("go-cluster members nrw", "en"),
        ("mitgliderzahl foodregio lübek", "de"),
    ],
)
def test_short_questions_are_answered_in_their_language(
    assistant: Assistant, question: str, language: Language
) -> None:
    assert ask(assistant, question).language == language

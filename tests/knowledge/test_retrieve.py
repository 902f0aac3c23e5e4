"""Entries found by what their texts say, where a question names none of them."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from knowledge import KnowledgeBase
from knowledge.linking.fold import words
from knowledge.linking.retrieve import Hit, TextIndex, file_texts
from knowledge.store.entries import AnyEntry
from knowledge.store.load import shipped_vocabulary

ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyEntry)
LIGHT = frozenset({"the", "a", "is", "der", "das", "of"})


def index(*entries: dict[str, Any]) -> TextIndex:
    base = KnowledgeBase(
        [ADAPTER.validate_python({"kind": "concept", "name_en": entry["id"], **entry}) for entry in entries],
        shipped_vocabulary(),
    )
    return TextIndex(file_texts(base, LIGHT)[0], LIGHT)


def found(index: TextIndex, text: str, **more: Any) -> list[str]:
    return [hit.entry for hit in index.search(words(text), **more)]


def test_what_holds_more_of_the_question_comes_first() -> None:
    texts = index(
        {"id": "both", "summary_en": "Costs are shared by the partners."},
        {"id": "one", "summary_en": "Costs of a project."},
        {"id": "none", "summary_en": "Something else."},
    )
    assert found(texts, "partners share costs") == ["both", "one"]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    many = [{"id": f"common-{letter}", "summary_en": "project money"} for letter in "abcdefgh"]
    texts = index(*many, {"id": "rare", "summary_en": "project quorum"})
    assert found(texts, "money quorum")[0] == "rare"


def test_a_word_in_a_name_or_question_tells_more_than_one_in_a_summary() -> None:
    texts = index(
        {"id": "a", "summary_en": "overhead"},
        {"id": "b", "questions_en": ["what is overhead"]},
        {"id": "c", "aliases": ["overhead"]},
    )
    assert found(texts, "overhead") == ["c", "b", "a"]


@pytest.mark.parametrize("text", ["the partners", "PARTNER", "partnership", "partnerschaftlich"])
def test_forms_of_a_word_are_one(text: str) -> None:
    assert found(index({"id": "p", "summary_en": "Our partners."}), text) == ["p"]


def test_german_and_english_texts_are_found_alike() -> None:
    texts = index({"id": "x", "summary_en": "Own contribution.", "summary_de": "Der Eigenanteil der Kosten."})
    assert found(texts, "eigenanteil") == found(texts, "contribution") == ["x"]


def test_only_those_asked_for_and_no_more_than_asked_for() -> None:
    texts = index(*({"id": f"e{number}", "summary_en": "partners"} for number in range(9)))
    assert found(texts, "partners", among=frozenset({"e3", "e7"})) == ["e3", "e7"]
    assert found(texts, "partners", most=2) == ["e0", "e1"]


@pytest.mark.parametrize("text", ["", "the of is", "xyzzy"])
def test_words_that_no_text_holds_find_nothing(text: str) -> None:
    assert found(index({"id": "p", "summary_en": "The partners of a cluster."}), text) == []


def test_how_much_of_the_question_was_found_is_told() -> None:
    texts = index({"id": "p", "summary_en": "partners"}, {"id": "q", "summary_en": "costs"})
    whole, half = texts.search(["partners"])[0], texts.search(["partners", "xyzzy"])[0]
    assert isinstance(whole, Hit)
    assert whole.covered == pytest.approx(1.0)
    assert 0 < half.covered < 0.6


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("who pays my own share of the costs", "concept-own-contribution"),
        ("Was ist eine Projektskizze", "concept-project-outline"),
    ],
)
def test_a_term_of_the_shipped_knowledge_is_found_by_what_it_says(shipped: KnowledgeBase, text: str, id: str) -> None:
    texts = TextIndex(file_texts(shipped, LIGHT)[0], LIGHT)
    concepts = frozenset(entry.id for entry in shipped.of_kind("concept"))
    assert id in found(texts, text, among=concepts, most=3)

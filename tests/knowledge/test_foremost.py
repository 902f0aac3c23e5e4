"""Words that are no condition, yet what a question is about: entries that speak of them come first, or alone."""

import pytest

from knowledge import Assistant, KnowledgeBase, Reading
from knowledge.reading.select import select
from tests.knowledge.talk import ask


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("programmes that pay for patents", "wipano"),
        ("Förderung für Patente", "wipano"),
        ("clusters for hearing", "hearing4all"),
        ("Netzwerke zu Hörgeräten", "hearing4all"),
    ],
)
def test_where_no_other_condition_is_set_only_what_speaks_of_the_word_is_listed(
    assistant: Assistant, question: str, first: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.results) == ("find", (first,))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("gypsum cluster", {"gipsrecycling-suedharz"}),
        ("Netzwerk für Gips", {"gipsrecycling-suedharz"}),
        ("clusters for musical instruments", {"musicon-valley", "i-ma-tech"}),
        ("Cluster für Musikinstrumente", {"musicon-valley", "i-ma-tech"}),
        ("hearing clusters in Lower Saxony", {"hearing4all"}),
        ("who funds patents for small firms", {"wipano"}),
    ],
)
def test_beside_other_conditions_it_comes_first(assistant: Assistant, question: str, first: set[str]) -> None:
    answer = ask(assistant, question)
    assert answer.intent == "find"
    assert set(answer.results[: len(first)]) == first
    assert answer.total > len(first)


def test_what_is_elsewhere_is_not_listed_though_it_speaks_of_the_word(assistant: Assistant) -> None:
    answer = ask(assistant, "gypsum clusters in Bavaria")
    assert answer.reading.foremost == ("gipsrecycling-suedharz",)
    assert "gipsrecycling-suedharz" not in (*answer.results, *answer.also)


@pytest.mark.parametrize("question", ["open programmes in Saxony", "Welche Cluster gibt es in Hessen?", "funding"])
def test_words_that_many_entries_hold_put_none_first(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).reading.foremost == ()


def test_foremost_entries_are_listed_alone_or_before_the_others(shipped: KnowledgeBase) -> None:
    def ids(**slots: object) -> list[str]:
        reading = Reading.model_validate({"kinds": ("programme",), "foremost": ("wipano",), **slots})
        return [hit.entry.id for hit in select(shipped, reading).fitting]

    assert ids() == ["wipano"]
    open_ones = ids(statuses=("open",))
    assert open_ones[0] == "wipano"
    assert len(open_ones) > 1

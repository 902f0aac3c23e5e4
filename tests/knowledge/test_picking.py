"""Picking one of what was shown: by a pronoun, a number, where it is; again and again from the same list."""

import pytest

from knowledge import Assistant
from tests.knowledge.talk import Said, Talk


@pytest.mark.parametrize(
    ("first", "then", "attribute"),
    [
        ("tell me about ZIM", "who pays for it?", "funders"),
        ("Was ist das ZIM?", "Wer bezahlt das?", "funders"),
        ("what is Silicon Saxony", "where is it based?", "region"),
        ("Was ist Silicon Saxony?", "Wie viele Mitglieder hat es?", "members"),
        ("who funds ZIM", "and how do I apply for it", "apply"),
        ("tell me about InnoRegio", "what came after it", "successor"),
    ],
)
def test_a_pronoun_is_what_was_spoken_of(said: Said, first: str, then: str, attribute: str) -> None:
    before, answer = said(first), said(first, then)
    assert (answer.intent, answer.reading.attribute) == ("ask", attribute)
    assert answer.reading.entries == before.results


@pytest.mark.parametrize(
    ("words", "number"),
    [
        *(("the second one", 1), ("the first", 0), ("number 3", 2), ("the last one", -1), ("2", 1)),
        *(("das zweite", 1), ("Nr. 4", 3), ("das letzte", -1), ("tell me more about the third", 2)),
    ],
)
def test_a_number_is_of_the_page_shown_last(said: Said, words: str, number: int) -> None:
    listed = said("which programmes fund eastern Germany")
    answer = said("which programmes fund eastern Germany", words)
    assert (answer.intent, answer.results) == ("describe", (listed.results[number],))


def test_a_number_counts_on_the_page_turned_to(said: Said) -> None:
    page = said("which programmes fund eastern Germany", "more")
    assert said("which programmes fund eastern Germany", "more", "the second one").results == (page.results[1],)


def test_a_fact_of_one_of_those_listed(said: Said) -> None:
    listed = said("clusters in Jena")
    answer = said("clusters in Jena", "where is the second one based?")
    assert (answer.intent, answer.reading.attribute, answer.results) == ("ask", "region", (listed.results[1],))


def test_a_pronoun_for_many_is_asked_back(said: Said) -> None:
    listed = said("Spitzencluster in Dresden")
    answer = said("Spitzencluster in Dresden", "wer bezahlt das?")
    assert (answer.outcome, set(answer.results)) == ("choices", set(listed.results))


def test_it_is_compared_with_another(said: Said) -> None:
    answer = said("tell me about ZIM", "compare it with IGF")
    assert (answer.intent, answer.reading.entries) == ("compare", ("zim", "igf"))


def test_rounds_of_a_competition_are_gone_through(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.says("what is the Leading-Edge Cluster Competition")
    second, third = talk.says("who won the second round?"), talk.says("and the third round?")
    assert second.total == third.total == 5
    assert not set(second.results) & set(third.results)
    assert talk.says("the second one").results == (third.results[1],)


# After a superlative


@pytest.mark.parametrize(
    ("first", "then", "attribute"),
    [
        ("which programme has the largest budget", "who pays for it", "funders"),
        ("Welches Programm hat das größte Budget?", "Wer bezahlt das?", "funders"),
        ("oldest network in Saxony", "who runs it", "managed_by"),
        ("Welches Cluster hat die meisten Mitglieder?", "Wo sitzt es?", "region"),
        ("oldest network in Saxony", "who funds it", "funders"),
    ],
)
def test_a_pronoun_after_a_superlative_is_the_first(said: Said, first: str, then: str, attribute: str) -> None:
    listed, answer = said(first), said(first, then)
    assert len(listed.results) > 1
    assert (answer.intent, answer.reading.attribute, answer.results) == ("ask", attribute, listed.results[:1])


# Again and again


@pytest.mark.parametrize(
    ("listed", "second", "third"),
    [
        ("clusters in Jena", "the second one", "the third one"),
        ("Cluster in Jena", "das zweite", "und das dritte"),
        ("networks in Jena", "number 2", "number 3"),
    ],
)
def test_another_is_picked_from_the_same_list(assistant: Assistant, listed: str, second: str, third: str) -> None:
    talk = Talk(assistant)
    page = talk.says(listed).results
    assert [talk.says(line).results for line in (second, third, "1")] == [(page[1],), (page[2],), (page[0],)]


@pytest.mark.parametrize(
    ("question", "pronoun", "another"),
    [
        ("clusters in Jena", "how many members does it have?", "who funds the first one?"),
        ("Cluster in Jena", "wie viele Mitglieder hat es?", "wer bezahlt das erste?"),
    ],
)
def test_facts_asked_in_between_leave_the_list_as_it_is(
    assistant: Assistant, question: str, pronoun: str, another: str
) -> None:
    talk = Talk(assistant)
    page = talk.says(question).results
    talk.says("2")
    assert talk.says(pronoun).results == (page[1],)
    assert talk.says(another).results == (page[0],)
    assert talk.says("3").results == (page[2],)


def test_a_name_that_was_not_listed_leaves_the_list(assistant: Assistant) -> None:
    talk = Talk(assistant)
    page = talk.says("clusters in Jena").results
    talk.says("tell me about Silicon Saxony")
    assert talk.says("the second one").results != (page[1],)


# By where it is


@pytest.mark.parametrize(
    ("listed", "picked", "intent", "attribute"),
    [
        ("photonics clusters in Baden-Württemberg", "the one in Aalen", "describe", None),
        ("photonics clusters in Baden-Württemberg", "the one in Aalen, how many members?", "ask", "members"),
        ("Photonik-Cluster in Baden-Württemberg", "das in Aalen, wie viele Mitglieder hat das?", "ask", "members"),
        ("photonics clusters in Baden-Württemberg", "the one in Aalen, where is its website?", "ask", "link"),
    ],
)
def test_the_one_in_a_city_is_picked_from_the_list(
    said: Said, listed: str, picked: str, intent: str, attribute: str | None
) -> None:
    answer = said(listed, picked)
    assert (answer.intent, answer.reading.attribute, answer.results) == (intent, attribute, ("photonics-bw",))


def test_where_several_are_in_the_city_none_is_picked(said: Said) -> None:
    assert said("clusters in Thuringia", "the ones in Jena").intent == "find"

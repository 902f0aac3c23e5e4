"""Taking back: corrections, "not this one but that", and replies that rule out a choice."""

import pytest

from knowledge import Assistant
from tests.knowledge.talk import Said, Talk

# Corrections


@pytest.mark.parametrize(
    ("first", "corrected", "slot", "value"),
    [
        ("clusters in Berlin", "no, Hamburg", "places", ("Hamburg",)),
        ("Cluster in Berlin", "nein, Hamburg", "places", ("Hamburg",)),
        ("photonics clusters in Thuringia", "no, I meant Saxony", "regions", ("DE-SN",)),
        ("Cluster in Bremen", "nein, Niedersachsen", "regions", ("DE-NI",)),
        ("programmes in Bremen", "no, clusters", "kinds", ("cluster", "network")),
        ("Programme in Bremen", "nein, Cluster", "kinds", ("cluster", "network")),
    ],
)
def test_a_correction_replaces_what_was_said(
    said: Said, first: str, corrected: str, slot: str, value: tuple[str, ...]
) -> None:
    before, reading = said(first).reading, said(first, corrected).reading
    assert getattr(reading, slot) == value
    assert reading.excluded == {}
    kept = {"kinds", "topics", "regions"} - ({slot} if slot != "places" else {"regions"})
    assert {name: getattr(reading, name) for name in kept} == {name: getattr(before, name) for name in kept}


def test_a_correction_of_a_count_counts(said: Said) -> None:
    answer = said("how many clusters are in Berlin", "no, Hamburg")
    assert (answer.intent, answer.reading.places) == ("count", ("Hamburg",))


@pytest.mark.parametrize(
    ("first", "corrected"),
    [
        ("wer bezahlt das ZIM", "nein, ich meinte die IGF"),
        ("who funds ZIM", "no, IGF"),
        ("wer bezahlt das ZIM", "nein, IGF"),
    ],
)
def test_a_corrected_name_is_asked_the_same(said: Said, first: str, corrected: str) -> None:
    answer = said(first, corrected)
    assert (answer.reading.attribute, answer.results) == ("funders", ("igf",))


@pytest.mark.parametrize(
    ("first", "corrected"),
    [
        ("programmes in Bavaria", "not in Bavaria but in Hesse"),
        ("Programme in Bayern", "nicht in Bayern, sondern in Hessen"),
    ],
)
def test_not_this_but_that_moves_the_list(said: Said, first: str, corrected: str) -> None:
    answer = said(first, corrected)
    assert (answer.reading.kinds, answer.reading.regions) == (("programme",), ("DE-HE",))
    assert "loewe-3" in answer.results


# What is ruled out of the list before


@pytest.mark.parametrize(
    ("first", "then", "slot", "left"),
    [
        ("clusters in Bavaria and Hesse", "without Hesse", "regions", ("DE-BY",)),
        ("Cluster in Bayern und Hessen", "ohne Hessen", "regions", ("DE-BY",)),
        ("programmes for start-ups in Bavaria", "not for start-ups", "target_groups", ()),
        ("programmes in Saxony", "leave out loans", "regions", ("DE-SN",)),
    ],
)
def test_what_is_ruled_out_leaves_the_list_before(
    said: Said, first: str, then: str, slot: str, left: tuple[str, ...]
) -> None:
    before, reading = said(first).reading, said(first, then).reading
    assert getattr(reading, slot) == left
    assert reading.kinds == before.kinds
    assert reading.excluded


@pytest.mark.parametrize(
    ("first", "then"), [("clusters in Bavaria", "without Munich"), ("Cluster in Bayern", "ohne München")]
)
def test_a_city_that_is_ruled_out_leaves_its_land(said: Said, first: str, then: str) -> None:
    assert said(first, then).reading.regions == ("DE-BY",)


# Choices


def test_a_choice_is_settled_by_name_number_or_what_tells_it_apart(assistant: Assistant) -> None:
    for reply in ("the second one", "2", "{name}"):
        talk = Talk(assistant)
        talk.says("Spitzencluster in Dresden")
        open_question = talk.says("who pays for it?")
        assert open_question.outcome == "choices"
        second = open_question.choices[1]
        answer = talk.says(reply.format(name=second.title))
        assert (answer.intent, answer.reading.attribute, answer.results) == ("ask", "funders", (second.id,))
        assert answer.conversation.last is not None
        assert answer.conversation.last.choices == ()


def test_another_question_leaves_a_choice_open_behind(said: Said) -> None:
    answer = said("Spitzencluster in Dresden", "wer bezahlt das?", "Wie viele Cluster gibt es in Bayern?")
    assert (answer.intent, answer.reading.regions) == ("count", ("DE-BY",))


@pytest.mark.parametrize(
    ("listed", "asked", "reply", "left"),
    [
        ("Spitzencluster in Sachsen-Anhalt", "wer bezahlt das?", "nicht das Solarvalley", "bioeconomy-cluster"),
        ("future clusters in Bavaria", "how many members does it have?", "not MCube", "cnatm"),
        ("future clusters in Bavaria", "who pays for it?", "the other one, not M Cube", "cnatm"),
    ],
)
def test_a_choice_is_settled_by_ruling_out_the_other(
    said: Said, listed: str, asked: str, reply: str, left: str
) -> None:
    open_question, answer = said(listed, asked), said(listed, asked, reply)
    assert open_question.outcome == "choices"
    assert (answer.intent, answer.results) == ("ask", (left,))
    assert answer.reading.attribute == open_question.reading.attribute


@pytest.mark.parametrize("reply", ["nicht Cool Silicon", "not Cool Silicon"])
def test_ruling_out_one_of_three_leaves_two_to_choose_from(said: Said, reply: str) -> None:
    answer = said("Spitzencluster in Dresden", "wer bezahlt das?", reply)
    assert (answer.outcome, answer.reading.attribute) == ("choices", "funders")
    assert "cool-silicon" not in answer.results


@pytest.mark.parametrize(
    ("first", "corrected", "region"),
    [
        ("networks in Lower Saxony", "no wait, Hesse I meant", "DE-HE"),
        ("Netzwerke in Niedersachsen", "quatsch, nicht niedersachsen, schleswig holstein natürlich", "DE-SH"),
    ],
)
def test_a_correction_rules_nothing_out(said: Said, first: str, corrected: str, region: str) -> None:
    reading = said(first, corrected).reading
    assert (reading.regions, reading.excluded.get("regions", ())) in (
        ((region,), ()),
        ((region,), ("DE-NI",)),
    )


def test_what_was_ruled_out_is_forgotten_with_another_region(said: Said) -> None:
    reading = said("clusters in the east but not in Saxony", "and in Hesse?").reading
    assert (reading.regions, reading.excluded) == (("DE-HE",), {})


def test_a_correction_to_another_kind_keeps_the_region(said: Said) -> None:
    reading = said("Förderung in Hessen", "nein ich suche gar keine Förderung sondern Netzwerke").reading
    assert (reading.kinds, reading.regions) == (("cluster", "network"), ("DE-HE",))

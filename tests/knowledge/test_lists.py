"""What a list says before its entries: the first of an order, its conditions in words, what was given up."""

import pytest

from knowledge import Assistant, KnowledgeBase
from knowledge.answering.conditions import Conditions
from knowledge.answering.phrases import Phrases
from knowledge.reading.reading import Limit, Reading
from knowledge.store.codes import Language
from tests.knowledge.talk import TODAY, ask, text


def said(base: KnowledgeBase, reading: Reading, language: Language, count: int = 2) -> str:
    return Conditions(Phrases(base, language)).all(reading, count)


FEDERATION = ("bmftr", "bmwe", "bmg", "bmv", "bmukn", "bmleh", "bmds")

CONDITIONS: list[tuple[Reading, str, str]] = [
    (Reading(limits=(Limit(field="start_year", op=">", value=2015),)), "started after 2015", "Beginn nach 2015"),
    (
        Reading(kinds=("cluster", "network"), limits=(Limit(field="start_year", op=">=", value=2019),)),
        " founded in 2019 or later",
        ", gegründet 2019 oder später",
    ),
    (
        Reading(
            limits=(Limit(field="start_year", op=">=", value=2005), Limit(field="start_year", op="<=", value=2010))
        ),
        " that started between 2005 and 2010",
        " mit Beginn zwischen 2005 und 2010",
    ),
    (
        Reading(limits=(Limit(field="members", op=">", value=250),)),
        " with more than 250 members",
        " mit mehr als 250 Mitgliedern",
    ),
    (
        Reading(limits=(Limit(field="grant_rate", op=">=", value=0.9),)),
        " paying at least 90% of the costs",
        " mit mindestens 90\u00a0% Förderquote",
    ),
    (
        Reading(limits=(Limit(field="budget_eur", op=">", value=11_000_000),)),
        " with a budget of more than 11 million euros",
        " mit einem Budget von mehr als 11 Millionen Euro",
    ),
    (Reading(excluded={"statuses": ("ended",)}), " that have not ended", ", die nicht beendet sind"),
    (Reading(statuses=("open", "running")), " that are open or running", ", offen oder laufend"),
    (Reading(statuses=("open",)), " open for applications or active now", ", jetzt offen für Anträge oder aktiv"),
    (Reading(kinds=("organisation",), statuses=("open",)), " active today", ", derzeit aktiv"),
    (Reading(funders=FEDERATION), " funded by the federation", " vom Bund"),
    (Reading(excluded={"funders": FEDERATION}), " without federal programmes", " ohne Bundesprogramme"),
    (Reading(excluded={"regions": ("DE-BE",), "places": ("Berlin",)}), " without Berlin", " ohne Berlin"),
    (
        Reading(excluded={"regions": ("DE-BY",), "places": ("München",)}),
        " without Munich (Bavaria)",
        " ohne München (Bayern)",
    ),
    (Reading(kinds=("cluster",), regions=("DE-SL",)), " in Saarland", " im Saarland"),
    (
        Reading(kinds=("cluster",), regions=("DE-BY", "DE-SL")),
        " in Bavaria and in Saarland",
        " in Bayern und im Saarland",
    ),
    (Reading(kinds=("programme",), regions=("DE-SL",)), " for Saarland", " für das Saarland"),
    (Reading(kinds=("cluster",), regions=("EU",)), " in Europe", " in Europa"),
]


@pytest.mark.parametrize(("reading", "english", "german"), CONDITIONS)
def test_conditions_are_said_in_words_and_once(
    shipped: KnowledgeBase, reading: Reading, english: str, german: str
) -> None:
    assert said(shipped, reading, "en").endswith(english)
    assert said(shipped, reading, "de").endswith(german)


def test_verbs_agree_with_how_many_there_are(shipped: KnowledgeBase) -> None:
    assert said(shipped, Reading(excluded={"statuses": ("ended",)}), "en", 1) == " that has not ended"


@pytest.mark.parametrize(
    ("question", "label", "figure"),
    [
        ("ältestes Netzwerk in Sachsen, wer ist das?", "Am ältesten: ", "gegründet "),
        ("which programme has the largest budget", "The largest budget: ", " billion euros"),
        ("which cluster has the most members", "The most members: ", "1,200 members"),
    ],
)
def test_a_superlative_is_answered_first_with_its_figure(
    assistant: Assistant, question: str, label: str, figure: str
) -> None:
    answer = ask(assistant, question)
    assert answer.lead.startswith(label)
    assert answer.cards[0].title in answer.lead
    assert figure in answer.cards[0].fact
    assert str(answer.total) in answer.paragraphs[0]


def test_those_that_share_the_first_place_are_all_named(assistant: Assistant) -> None:
    answer = ask(assistant, "ältestes Netzwerk in Sachsen")
    assert all(card.title in answer.lead for card in answer.cards if "1999" in card.fact)


def test_the_next_page_of_a_sorted_list_does_not_name_the_first_again(assistant: Assistant) -> None:
    answer = ask(assistant, "which programme has the largest budget")
    more = assistant.answer("more", answer.conversation, TODAY)
    assert more.page == 1
    assert answer.cards[0].title not in text(more)


@pytest.mark.parametrize(
    ("question", "figure"),
    [("clusters with more than 250 members", "1,200 members"), ("programmes started after 2020", "20")],
)
def test_a_card_under_a_limit_shows_the_figure(assistant: Assistant, question: str, figure: str) -> None:
    answer = ask(assistant, question)
    assert answer.reading.limits
    assert any(figure in card.fact for card in answer.cards)
    assert all(any(char.isdigit() for char in card.fact) for card in answer.cards)


def test_what_has_ended_is_no_part_of_a_count_or_an_order(assistant: Assistant) -> None:
    for question in ("how many programmes fund eastern Germany", "newest programme for eastern Germany"):
        assert not any(note.startswith("Ended") for note in ask(assistant, question).notes)


def test_as_little_as_possible_is_given_up_and_it_is_said_what(assistant: Assistant) -> None:
    answer = ask(assistant, "Darlehen für Bremer Firmen")
    assert "„für Unternehmen“" in text(answer)
    assert "Bremen" in answer.also_cards[0].title


def test_where_nothing_is_listed_nothing_comes_first(assistant: Assistant) -> None:
    assert "zuerst" not in ask(assistant, "Cluster in Bremerhaven zu Musik").lead


def test_one_entry_is_called_by_its_own_kind(assistant: Assistant) -> None:
    answer = ask(assistant, "Cluster in strukturschwachen Regionen zu Batterien")
    assert answer.total == 1
    assert answer.lead.startswith("1 Cluster in")

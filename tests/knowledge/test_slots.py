"""Conditions: what a question sets as a condition of what is to be found, in codes."""

from typing import Any

import pytest

from knowledge import Assistant, Sort
from knowledge.reading.slots import Slots
from tests.knowledge.talk import Fill

ALLIANCES = ("cluster", "network")
NORTH = ("DE-HB", "DE-HH", "DE-MV", "DE-NI", "DE-SH")


def held(slots: Slots) -> dict[str, Any]:
    """What the slots hold, sets where order says nothing."""
    found = {name: getattr(slots, name) for name in slots.filled}
    return {name: set(value) if isinstance(value, tuple) else value for name, value in found.items()}


def test_every_condition_of_a_question_fills_its_slot(fill: Fill) -> None:
    assert held(fill("open programmes for SMEs on hydrogen near Jena funded by the BMWE")) == {
        "kinds": {"programme"},
        "regions": {"DE-TH"},
        "places": {"Jena"},
        "topics": {"hydrogen"},
        "target_groups": {"sme"},
        "statuses": {"open"},
        "funders": {"bmwe"},
    }


@pytest.mark.parametrize("text", ["clusters", "Netzwerke", "networks", "ein Cluster", "alliances"])
def test_cluster_and_network_are_one_thing_to_whoever_asks(fill: Fill, text: str) -> None:
    assert set(fill(text).kinds) == set(ALLIANCES)


@pytest.mark.parametrize("text", ["programmes", "funding", "Förderung", "Zuschüsse", "grants", "Geld vom Staat"])
def test_words_for_money_mean_programmes(fill: Fill, text: str) -> None:
    assert fill(text).kinds == ("programme",)


@pytest.mark.parametrize(
    ("text", "regions", "places"),
    [
        ("Cluster in Dresden", {"DE-SN"}, {"Dresden"}),
        ("clusters in Cologne", {"DE-NW"}, {"Köln"}),
        ("networks near Jena", {"DE-TH"}, {"Jena"}),
        ("sächsische Cluster", {"DE-SN"}, set()),
        ("Bavarian clusters", {"DE-BY"}, set()),
        ("programmes for the east", {"east"}, set()),
        ("Förderung für Ostdeutschland", {"east"}, set()),
        ("Programme für strukturschwache Regionen", {"structurally-weak"}, set()),
        ("Cluster in der Lausitz", {"DE-BB", "DE-SN"}, set()),
        ("clusters in the Ruhr area", {"DE-NW"}, set()),
        ("Netzwerke in Mitteldeutschland", {"DE-SN", "DE-ST", "DE-TH"}, set()),
        ("clusters in northern Germany", set(NORTH), set()),
        ("Cluster in Süddeutschland", {"DE-BW", "DE-BY"}, set()),
        ("programmes in Germany", {"DE"}, set()),
        ("nationwide programmes", {"DE"}, set()),
        ("Programme in Europa", {"EU"}, set()),
        ("Cluster in Sachsen und Thüringen", {"DE-SN", "DE-TH"}, set()),
        ("clusters in Saxony, Germany", {"DE-SN"}, set()),
    ],
)
def test_a_place_is_its_land_and_a_group_its_laender(
    fill: Fill, text: str, regions: set[str], places: set[str]
) -> None:
    slots = fill(text)
    assert (set(slots.regions), set(slots.places)) == (regions, places)


def test_the_west_is_every_land_that_is_not_in_the_east(fill: Fill, assistant: Assistant) -> None:
    west = set(fill("Cluster in Westdeutschland").regions)
    lands = {region.id for region in assistant.base.vocabulary.regions if region.id.startswith("DE-")}
    assert west == lands - assistant.base.lands_of("east")
    assert len(west) == 10


def test_the_federation_is_all_federal_ministries(fill: Fill) -> None:
    assert {"bmwe", "bmftr", "bmv"} <= set(fill("Programme vom Bund").funders)
    assert fill("Programme vom Bund").funders == fill("programmes paid by the federal government").funders


def test_the_land_is_its_region_and_no_funder(fill: Fill) -> None:
    slots = fill("Programme vom Land Sachsen")
    assert (slots.funders, slots.regions) == ((), ("DE-SN",))


@pytest.mark.parametrize(
    ("text", "field", "descending"),
    [
        ("programme with the largest budget", "budget_eur", True),
        ("Programm mit dem größten Budget", "budget_eur", True),
        ("the biggest programme", "budget_eur", True),
        ("the biggest cluster", "members", True),
        ("Cluster mit den meisten Mitgliedern", "members", True),
        ("the oldest cluster", "start_year", False),
        ("ältestes Netzwerk", "start_year", False),
        ("newest programme", "start_year", True),
        ("jüngstes Cluster", "start_year", True),
        ("kleinstes Netzwerk", "members", False),
    ],
)
def test_a_superlative_sorts(fill: Fill, text: str, field: str, descending: bool) -> None:
    assert fill(text).sort == Sort(field=field, descending=descending)


@pytest.mark.parametrize("text", ["", "hello there", "members of go-cluster", "what is it"])
def test_a_question_without_conditions_fills_nothing(fill: Fill, text: str) -> None:
    assert fill(text).filled == ()


def test_slots_become_a_reading(fill: Fill) -> None:
    reading = fill("ended programmes in Hesse").reading(programmes=("loewe-3",))
    assert (reading.kinds, reading.regions, reading.statuses, reading.programmes) == (
        *(("programme",), ("DE-HE",)),
        *(("ended",), ("loewe-3",)),
    )


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("money for a small municipality in the Lausitz", {"municipality"}),
        ("money for a small biotech company", {"sme"}),
        ("small towns in Saxony", {"municipality"}),
    ],
)
def test_only_companies_are_small(fill: Fill, text: str, groups: set[str]) -> None:
    assert set(fill(text).target_groups) == groups


@pytest.mark.parametrize(
    "text", ["old programmes for Saxony", "alte Programme in Sachsen", "the old eastern programmes"]
)
def test_old_programmes_have_ended(fill: Fill, text: str) -> None:
    assert fill(text).statuses == ("ended",)


def test_a_state_is_no_federal_ministry(fill: Fill) -> None:
    assert fill("any grant from the state for a Bavarian company").funders == ()

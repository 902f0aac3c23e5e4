"""Conditions: what a question sets as a condition of what is to be found, in codes."""

from collections.abc import Callable
from typing import Any

import pytest

from knowledge import Assistant, Limit, Sort
from knowledge.linking.fold import fold
from knowledge.reading.slots import Slots, fill_slots

Fill = Callable[[str], Slots]

ALLIANCES = ("cluster", "network")
NORTH = ("DE-HB", "DE-HH", "DE-MV", "DE-NI", "DE-SH")


@pytest.fixture(scope="session")
def fill(assistant: Assistant) -> Fill:
    return lambda text: fill_slots(assistant.linker.link(fold(text)), text)


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
    ("text", "limit"),
    [
        ("programmes since 2010", ("start_year", ">=", 2010)),
        ("Programme ab 2010", ("start_year", ">=", 2010)),
        ("programmes from 2010 or later", ("start_year", ">=", 2010)),
        ("clusters founded before 2005", ("start_year", "<", 2005)),
        ("Cluster, die vor 2005 gegründet wurden", ("start_year", "<", 2005)),
        ("programmes that started after 2015", ("start_year", ">", 2015)),
        ("programmes that ended after 2010", ("end_year", ">", 2010)),
        ("Programme, die vor 2010 endeten", ("end_year", "<", 2010)),
        ("programmes that began in 2010", ("start_year", "=", 2010)),
        ("programmes with more than 10 million euros", ("budget_eur", ">", 10_000_000)),
        ("Programme mit mehr als 10 Mio. Euro Budget", ("budget_eur", ">", 10_000_000)),
        ("programmes with a budget of at least 1.5 billion euros", ("budget_eur", ">=", 1_500_000_000)),
        ("Programme mit mindestens 1,5 Milliarden Euro", ("budget_eur", ">=", 1_500_000_000)),
        ("Programme bis 1.500.000 Euro Budget", ("budget_eur", "<=", 1_500_000)),
        ("programmes under 500,000 euros budget", ("budget_eur", "<", 500_000)),
        ("bis zu 200.000 Euro Zuschuss", ("max_grant_eur", "<=", 200_000)),
        ("clusters with more than 100 members", ("members", ">", 100)),
        ("Netzwerke mit mindestens 50 Mitgliedern", ("members", ">=", 50)),
        ("clusters with fewer than 30 members", ("members", "<", 30)),
        ("clusters with not more than 50 members", ("members", "<=", 50)),
        ("clusters with no fewer than 50 members", ("members", ">=", 50)),
        ("Netzwerke mit nicht mehr als 50 Mitgliedern", ("members", "<=", 50)),
    ],
)
def test_a_figure_that_is_compared_with_is_a_limit(fill: Fill, text: str, limit: tuple[str, Any, float]) -> None:
    field, op, value = limit
    assert fill(text).limits == (Limit(field=field, op=op, value=value),)


@pytest.mark.parametrize(
    "text",
    [
        "programmes starting between 2005 and 2010",
        "Programme von 2005 bis 2010",
        "programmes between 2005 and 2010",
        "Programme zwischen 2005 und 2010",
        "Cluster, die zwischen 2005 und 2010 gegründet wurden",
        "programmes from 2005 to 2010",
    ],
)
def test_a_range_is_two_limits(fill: Fill, text: str) -> None:
    assert {(limit.op, limit.value) for limit in fill(text).limits} == {(">=", 2005), ("<=", 2010)}


@pytest.mark.parametrize("text", ["programmes with a funding rate of at least 50 percent", "Förderquote über 50 %"])
def test_a_share_is_a_limit_on_the_grant_rate(fill: Fill, text: str) -> None:
    assert [(limit.field, limit.value) for limit in fill(text).limits] == [("grant_rate", 0.5)]


@pytest.mark.parametrize("text", ["LIB 2015", "Horizon 2020", "375 Projekte", "the 3 programmes", "WK 2"])
def test_a_number_that_nothing_compares_with_is_no_limit(fill: Fill, text: str) -> None:
    assert fill(text).limits == ()


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


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("programmes but not in Bavaria", {"regions": {"DE-BY"}}),
        ("Förderung außer in Bayern", {"regions": {"DE-BY"}}),
        ("clusters not in Bavaria or Hesse", {"regions": {"DE-BY", "DE-HE"}}),
        ("all programmes except Berlin", {"regions": {"DE-BE"}, "places": {"Berlin"}}),
        ("Förderung ohne KMU", {"target_groups": {"sme"}}),
        ("programmes without loans", {"instruments": {"loan"}}),
        ("nicht beendete Programme", {"statuses": {"ended"}}),
        ("clusters without photonics", {"topics": {"optics-photonics"}}),
    ],
)
def test_what_is_ruled_out_is_excluded(fill: Fill, text: str, excluded: dict[str, set[str]]) -> None:
    assert {slot: set(values) for slot, values in fill(text).excluded.items()} == excluded


def test_a_slot_never_holds_what_was_excluded(fill: Fill) -> None:
    slots = fill("clusters in eastern Germany but not in Saxony")
    assert (slots.regions, slots.excluded) == (("east",), {"regions": ("DE-SN",)})
    slots = fill("open programmes in Saxony, but not for start-ups")
    assert (slots.target_groups, slots.excluded) == ((), {"target_groups": ("startup",)})


@pytest.mark.parametrize("text", ["", "hello there", "members of go-cluster", "what is it"])
def test_a_question_without_conditions_fills_nothing(fill: Fill, text: str) -> None:
    assert fill(text).filled == ()


def test_slots_become_a_reading(fill: Fill) -> None:
    reading = fill("ended programmes in Hesse").reading(programmes=("loewe-3",))
    assert (reading.kinds, reading.regions, reading.statuses, reading.programmes) == (
        *(("programme",), ("DE-HE",)),
        *(("ended",), ("loewe-3",)),
    )

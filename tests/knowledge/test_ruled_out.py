"""What is ruled out: ahead of its name, right before it, or afterwards; where that ends; and what is only welcome."""

import pytest

from knowledge import Assistant
from tests.knowledge.talk import Fill, ask

Excluded = dict[str, set[str]]


def ruled_out(fill: Fill, text: str) -> Excluded:
    return {slot: set(values) for slot, values in fill(text).excluded.items()}


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
        ("weder Kredite noch Wettbewerbe", {"instruments": {"loan", "competition"}}),
        ("programmes for Bavaria: nothing with loans", {"instruments": {"loan"}}),
        ("programmes from the federation, not the BMWE", {"funders": {"bmwe"}}),
    ],
)
def test_what_stands_behind_a_word_that_rules_out_is_excluded(fill: Fill, text: str, excluded: Excluded) -> None:
    assert ruled_out(fill, text) == excluded


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("Programme in Sachsen, nichts Beendetes", {"statuses": {"ended"}}),
        ("Programme in Sachsen, nix Beendetes", {"statuses": {"ended"}}),
        ("programmes for Hesse, nothing ended", {"statuses": {"ended"}}),
        ("nichts Beendetes in Sachsen", {"statuses": {"ended"}}),
        ("programmes in Saxony, nothing ended for SMEs", {"statuses": {"ended"}}),
    ],
)
def test_a_word_that_rules_out_what_follows_at_once_reaches_no_further(
    fill: Fill, text: str, excluded: Excluded
) -> None:
    assert ruled_out(fill, text) == excluded


@pytest.mark.parametrize("text", ["nichts für Sachsen dabei?", "nothing new for Hesse?"])
def test_nothing_rules_out_only_what_follows_at_once(fill: Fill, text: str) -> None:
    assert ruled_out(fill, text) == {}


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("all programmes for Saxony. Loans, leave those out", {"instruments": {"loan"}}),
        ("Programme für Hessen, Kredite bitte weglassen", {"instruments": {"loan"}}),
        ("Programme in Hessen, Kredite will ich nicht", {"instruments": {"loan"}}),
        ("clusters for SMEs, Saxony excluded", {"regions": {"DE-SN"}}),
        ("Cluster für Photonik, Sachsen und Thüringen brauche ich nicht", {"regions": {"DE-SN", "DE-TH"}}),
    ],
)
def test_what_was_said_last_can_be_ruled_out_afterwards(fill: Fill, text: str, excluded: Excluded) -> None:
    assert ruled_out(fill, text) == excluded


@pytest.mark.parametrize(
    ("text", "regions", "excluded"),
    [
        ("clusters in the east, Saxony excluded", {"east"}, {"DE-SN"}),
        ("Cluster in Ostdeutschland, Sachsen ausgenommen", {"east"}, {"DE-SN"}),
        ("Programme für Hessen und Bayern, Bayern ausgenommen", {"DE-HE"}, {"DE-BY"}),
    ],
)
def test_what_it_is_taken_from_stays(fill: Fill, text: str, regions: set[str], excluded: set[str]) -> None:
    assert (set(fill(text).regions), ruled_out(fill, text)) == (regions, {"regions": excluded})


@pytest.mark.parametrize(
    ("text", "region", "excluded"),
    [
        ("clusters not in Bavaria but in Hesse", "DE-HE", "DE-BY"),
        ("clusters not in Bavaria, rather in Hesse", "DE-HE", "DE-BY"),
        ("Cluster nicht in Bayern, sondern in Hessen", "DE-HE", "DE-BY"),
        ("Cluster außer Sachsen? Thüringen wäre gut", "DE-TH", "DE-SN"),
    ],
)
def test_it_ends_where_the_opposite_or_another_clause_begins(fill: Fill, text: str, region: str, excluded: str) -> None:
    assert (fill(text).regions, ruled_out(fill, text)) == ((region,), {"regions": {excluded}})


@pytest.mark.parametrize("text", ["no, Hamburg", "nein, Hamburg", "no, I meant Hamburg"])
def test_a_no_with_a_comma_corrects_and_rules_nothing_out(fill: Fill, text: str) -> None:
    assert (fill(text).places, ruled_out(fill, text)) == (("Hamburg",), {})


def test_a_no_without_a_comma_rules_out(fill: Fill) -> None:
    assert ruled_out(fill, "no loans please") == {"instruments": {"loan"}}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I want no funding but networks", {"cluster", "network"}),
        ("keine Förderung, sondern Netzwerke", {"cluster", "network"}),
        ("not clusters but programmes in Hesse", {"programme"}),
        ("kein Cluster, sondern Förderung in Hessen", {"programme"}),
        ("no networks, only programmes", {"programme"}),
        ("keine Netzwerke, nur Programme", {"programme"}),
    ],
)
def test_a_kind_that_is_ruled_out_gives_way_to_the_other(fill: Fill, text: str, kinds: set[str]) -> None:
    assert set(fill(text).kinds) == kinds


@pytest.mark.parametrize("text", ["no funding in Saxony", "keine Förderung in Sachsen"])
def test_a_kind_that_is_ruled_out_without_another_is_still_what_is_asked_about(fill: Fill, text: str) -> None:
    assert fill(text).kinds == ("programme",)


@pytest.mark.parametrize(
    "text",
    [
        "Programme in Sachsen, auch ehemalige",
        "Programme in Sachsen, auch beendete",
        "Programme in Sachsen inklusive beendeter",
        "programmes in Saxony including ended ones",
        "also ended programmes in Saxony",
    ],
)
def test_a_status_that_is_welcome_too_is_no_condition(fill: Fill, text: str) -> None:
    assert (fill(text).statuses, fill(text).excluded) == ((), {})
    assert fill("ended programmes in Saxony").statuses == ("ended",)


def test_a_slot_never_holds_what_was_excluded(fill: Fill) -> None:
    slots = fill("clusters in eastern Germany but not in Saxony")
    assert (slots.regions, slots.excluded) == (("east",), {"regions": ("DE-SN",)})
    slots = fill("open programmes in Saxony, but not for start-ups")
    assert (slots.target_groups, slots.excluded) == ((), {"target_groups": ("startup",)})


@pytest.mark.parametrize(
    "question", ["clusters in Bavaria but not in Munich", "Cluster in Bayern, aber nicht in München"]
)
def test_a_land_stays_when_one_of_its_cities_is_ruled_out(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.results
    assert all("DE-BY" in assistant.base[id].regions for id in answer.results)


@pytest.mark.parametrize(
    ("question", "unwanted"),
    [
        ("programmes for eastern Germany, nothing ended", "ended"),
        ("Programme für Ostdeutschland, beendete bitte weglassen", "ended"),
    ],
)
def test_nothing_that_is_ruled_out_is_listed(assistant: Assistant, question: str, unwanted: str) -> None:
    answer = ask(assistant, question)
    assert answer.total
    assert unwanted not in {assistant.base[id].status for id in (*answer.results, *answer.also)}


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("not Bavaria, Hesse", ("DE-HE",)),
        ("nicht Niedersachsen, Schleswig-Holstein natürlich", ("DE-SH",)),
        ("clusters in Hamburg, no, Bremen", ("DE-HB",)),
        ("Cluster in Hamburg, nein, Bremen", ("DE-HB",)),
        ("networks in Saxony instead of Bavaria", ("DE-SN",)),
        ("networks not in Bavaria, Hesse or Saxony", ()),
    ],
)
def test_what_is_said_instead_is_the_condition(fill: Fill, text: str, regions: tuple[str, ...]) -> None:
    assert fill(text).regions == regions


def test_of_what_is_taken_back_nothing_is_ruled_out(fill: Fill) -> None:
    assert ruled_out(fill, "Cluster in Hamburg, nein, Bremen") == {}
    assert ruled_out(fill, "no wait, Hesse I meant") == {}
    assert ruled_out(fill, "networks not in Bavaria, Hesse or Saxony") == {"regions": {"DE-BY", "DE-HE", "DE-SN"}}


def test_another_kind_is_sought_in_place_of_one(fill: Fill) -> None:
    assert fill("funding instead of clusters").kinds == ("programme",)


def test_none_from_a_region_is_wanted(fill: Fill) -> None:
    assert ruled_out(fill, "quantum clusters, but please none from Bavaria") == {"regions": {"DE-BY"}}


def test_what_is_denied_behind_a_correction_corrects_nothing(fill: Fill) -> None:
    slots = fill("sorry, Bremen I mean, not Hamburg")
    assert (slots.regions, slots.excluded["regions"]) == (("DE-HB",), ("DE-HH",))

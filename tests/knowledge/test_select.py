"""What fits a reading, what comes beside it, in which order: each rule on a few entries, all rules on all entries."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from knowledge import KnowledgeBase, Limit, Reading, Sort
from knowledge.reading.select import figure, select
from knowledge.store.entries import AnyEntry
from knowledge.store.load import shipped_vocabulary
from tests.knowledge.oracle import expected

ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyEntry)


def programme(id: str, *regions: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "kind": "programme", "name_en": id, "regions": list(regions), "status": "open", **more}


def cluster(id: str, *regions: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "kind": "cluster", "name_en": id, "regions": list(regions), "status": "active", **more}


def network(id: str, *regions: str, **more: Any) -> dict[str, Any]:
    return cluster(id, *regions, **more) | {"kind": "network"}


def found(entries: list[dict[str, Any]], **slots: Any) -> tuple[list[str], list[str]]:
    """What of these entries fits, and what comes beside it, in the order of showing."""
    base = KnowledgeBase([ADAPTER.validate_python(entry) for entry in entries], shipped_vocabulary())
    return ids(base, Reading.model_validate(slots))


def ids(base: KnowledgeBase, reading: Reading) -> tuple[list[str], list[str]]:
    selection = select(base, reading)
    return [hit.entry.id for hit in selection.fitting], [hit.entry.id for hit in selection.also]


# What fits: kinds


def test_a_question_that_names_no_kind_finds_programmes_clusters_and_networks() -> None:
    entries = [
        *(programme("p"), cluster("c"), network("n")),
        {"id": "o", "kind": "organisation", "name_en": "O"},
        {"id": "w", "kind": "platform", "name_en": "W"},
        {"id": "t", "kind": "concept", "name_en": "T"},
    ]
    assert set(found(entries)[0]) == {"p", "c", "n"}
    assert found(entries, kinds=["organisation"]) == (["o"], [])


# What fits: regions

EVERYWHERE = [
    programme("saxony", "DE-SN"),
    programme("bavaria", "DE-BY"),
    programme("east", "east"),
    programme("weak", "structurally-weak"),
    programme("germany", "DE"),
    programme("europe", "EU"),
    programme("saxony-and-hesse", "DE-SN", "DE-HE"),
]


@pytest.mark.parametrize(
    ("region", "fitting", "beside"),
    [
        ("DE-SN", {"saxony", "saxony-and-hesse", "east", "weak"}, {"germany", "europe"}),
        ("DE-BY", {"bavaria"}, {"weak", "germany", "europe"}),
        ("DE-HE", {"saxony-and-hesse"}, {"weak", "germany", "europe"}),
        ("east", {"east", "weak", "saxony", "saxony-and-hesse"}, {"germany", "europe"}),
        ("structurally-weak", {"weak", "east", "saxony", "saxony-and-hesse"}, {"germany", "europe"}),
        ("DE", {"germany"}, set()),
        ("EU", {"europe"}, set()),
    ],
)
def test_a_programme_fits_where_it_is_made_for_and_comes_beside_where_it_is_open_to_all(
    region: str, fitting: set[str], beside: set[str]
) -> None:
    results, also = found(EVERYWHERE, regions=[region])
    assert (set(results), set(also)) == (fitting, beside)


def test_what_is_made_for_the_whole_region_comes_before_what_is_made_for_a_part() -> None:
    results, _ = found(EVERYWHERE, regions=["east"])
    assert set(results[:2]) == {"east", "weak"}


@pytest.mark.parametrize(
    ("region", "fitting", "beside"),
    [
        ("DE-SN", {"dresden"}, {"all"}),
        ("DE-BY", {"munich"}, {"all"}),
        ("east", {"dresden"}, {"all"}),
        ("DE", {"dresden", "munich", "all"}, set()),
    ],
)
def test_a_cluster_fits_where_it_is_at_home(region: str, fitting: set[str], beside: set[str]) -> None:
    entries = [cluster("dresden", "DE-SN"), network("munich", "DE-BY"), network("all", "DE")]
    results, also = found(entries, kinds=["cluster", "network"], regions=[region])
    assert (set(results), set(also)) == (fitting, beside)


def test_of_several_regions_one_suffices_and_more_come_first() -> None:
    entries = [programme("one", "DE-SN"), programme("two", "DE-SN", "DE-TH"), programme("none", "DE-BY")]
    assert found(entries, regions=["DE-SN", "DE-TH"]) == (["two", "one"], [])


# What fits: the other slots


def test_a_programme_open_to_every_topic_comes_beside() -> None:
    entries = [
        programme("hydrogen", topics=["hydrogen"]),
        programme("open", topics=["open"]),
        programme("open-and-health", topics=["open", "health"]),
        cluster("any", topics=["open"]),
    ]
    assert found(entries, topics=["hydrogen"]) == (["hydrogen"], ["open"])


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ("startup", ["startup", "company", "sme"]),
        ("sme", ["sme", "company"]),
        ("company", ["company"]),
        ("university", ["university"]),
    ],
)
def test_who_is_small_also_fits_what_is_for_the_larger_the_exact_ones_first(asked: str, fitting: list[str]) -> None:
    entries = [programme(group, target_groups=[group]) for group in ("sme", "company", "startup", "university")]
    assert found(entries, kinds=["programme"], target_groups=[asked]) == (fitting, [])


def test_a_status_fits_as_it_is() -> None:
    entries = [programme(status, status=status) for status in ("open", "running", "ended", "unknown")]
    assert found(entries, statuses=["ended"]) == (["ended"], [])
    assert found(entries, statuses=["open", "running"]) == (["open", "running"], [])


def test_a_cluster_is_funded_by_whoever_funds_its_programme() -> None:
    entries = [
        {"id": "m", "kind": "organisation", "name_en": "M"},
        {"id": "n", "kind": "organisation", "name_en": "N"},
        programme("p", funders=["m"]),
        programme("q", funders=["n"]),
        cluster("c", programmes=["p"]),
    ]
    results, _ = found(entries, funders=["m"])
    assert set(results) == {"p", "c"}


def test_an_instrument_is_a_programmes_own() -> None:
    entries = [programme("p", instrument="loan"), programme("q", instrument="competition"), cluster("c")]
    assert found(entries, instruments=["loan"]) == (["p"], [])


def test_members_of_a_programme_are_those_of_its_lines_too() -> None:
    entries = [
        programme("family"),
        programme("line", parent="family"),
        cluster("a", programmes=["line"]),
        cluster("b", programmes=["family"]),
        cluster("c", programmes=["other"]),
        programme("other"),
    ]
    results, _ = found(entries, kinds=["cluster"], programmes=["family"])
    assert set(results) == {"a", "b"}


@pytest.mark.parametrize(
    ("op", "fitting"),
    [("<", {"2009"}), ("<=", {"2009", "2010"}), ("=", {"2010"}), (">=", {"2010", "2011"}), (">", {"2011"})],
)
def test_a_limit_leaves_out_what_is_beyond_it_and_what_has_no_figure(op: Any, fitting: set[str]) -> None:
    entries = [programme(f"{year}", start_year=year) for year in (2009, 2010, 2011)] + [programme("never")]
    limit = Limit(field="start_year", op=op, value=2010)
    assert set(found(entries, limits=[limit])[0]) == fitting


def test_the_first_year_of_a_cluster_is_that_of_its_foundation_and_the_last_that_of_its_funding() -> None:
    entry = ADAPTER.validate_python(cluster("c", founded=1999, period="2003-2006"))
    assert (figure(entry, "start_year"), figure(entry, "end_year")) == (1999, 2006)


def test_a_programme_has_members_as_it_counts_them() -> None:
    entry = ADAPTER.validate_python(programme("p", count=12, start_year=2007))
    assert (figure(entry, "members"), figure(entry, "founded"), figure(entry, "budget_eur")) == (12, 2007, None)


def test_a_superlative_sorts_and_leaves_out_what_has_no_figure() -> None:
    entries = [programme("p", budget_eur=5), programme("q", budget_eur=9, status="ended"), programme("r")]
    assert found(entries, sort=Sort(field="budget_eur", descending=True)) == (["q", "p"], [])
    assert found(entries, sort=Sort(field="budget_eur", descending=False)) == (["p", "q"], [])


@pytest.mark.parametrize(
    ("slot", "value", "left"),
    [
        ("regions", "DE-SN", {"by"}),
        ("regions", "east", {"by"}),
        ("topics", "health", {"sn"}),
        ("target_groups", "sme", {"sn"}),
        ("statuses", "ended", {"sn"}),
        ("funders", "m", {"sn"}),
        ("instruments", "loan", {"sn"}),
        ("kinds", "programme", set()),
        ("entries", "by", {"sn"}),
    ],
)
def test_what_is_ruled_out_is_left_out(slot: str, value: str, left: set[str]) -> None:
    by = {"topics": ["health"], "target_groups": ["sme"], "status": "ended", "funders": ["m"], "instrument": "loan"}
    entries = [programme("sn", "DE-SN"), programme("by", "DE-BY", **by)]
    assert set(found(entries, excluded={slot: [value]})[0]) == left


def test_a_city_is_ruled_out_without_its_land() -> None:
    entries = [cluster("a", "DE-BY", city="München"), cluster("b", "DE-BY", city="Nürnberg")]
    assert found(entries, regions=["DE-BY"], excluded={"places": ["München"]}) == (["b"], [])


# The order


def test_what_has_ended_comes_last_and_open_before_running() -> None:
    statuses = ("ended", "unknown", "running", "open")
    entries = [programme(f"{number}", status=status) for number, status in enumerate(statuses)]
    assert found(entries)[0] == ["3", "2", "1", "0"]


def test_what_is_at_home_in_the_city_named_comes_first() -> None:
    entries = [cluster("a", "DE-SN", city="Leipzig"), cluster("b", "DE-SN", city="Dresden")]
    assert found(entries, regions=["DE-SN"], places=["Dresden"])[0] == ["b", "a"]


def test_the_more_special_comes_first() -> None:
    entries = [programme("a", "DE-SN", topics=["health", "hydrogen"]), programme("b", "DE-SN", topics=["health"])]
    assert found(entries, topics=["health"])[0] == ["b", "a"]


def test_the_better_known_comes_first_and_then_the_id() -> None:
    entries = [programme("a"), programme("c"), programme("b"), programme("line", parent="c")]
    assert found(entries)[0] == ["c", "a", "b", "line"]


def test_ended_comes_after_whatever_else_speaks_for_it() -> None:
    entries = [
        cluster("a", "DE-SN", city="Dresden", status="ended"),
        cluster("b", "DE-SN", city="Leipzig", status="unknown"),
    ]
    assert found(entries, regions=["DE-SN"], places=["Dresden"])[0] == ["b", "a"]


def test_what_is_made_for_all_weak_regions_comes_before_what_is_made_for_the_east() -> None:
    entries = [programme("a", "east"), programme("b", "structurally-weak")]
    assert found(entries, regions=["structurally-weak"])[0] == ["b", "a"]


# All rules at once, over everything that is known


def codes(items: Any) -> list[str]:
    return sorted({item.id for item in items})


@st.composite
def readings(draw: st.DrawFn, base: KnowledgeBase) -> Reading:
    """A reading as a question could lead to: one to three conditions."""
    vocabulary = base.vocabulary
    regions = ["DE", "EU", "east", "structurally-weak", *codes(vocabulary.regions)]
    programmes = [entry.id for entry in base.of_kind("programme") if base.members_of(entry.id)]
    values: dict[str, list[str]] = {
        "kinds": ["programme"],
        "regions": regions,
        "topics": codes(vocabulary.topics),
        "target_groups": codes(vocabulary.target_groups),
        "statuses": ["ended", "planned", "unknown"],
        "funders": codes(base.of_kind("organisation")),
        "instruments": codes(vocabulary.instruments),
        "programmes": programmes,
        "places": ["Dresden", "Jena", "Berlin"],
    }
    asked = draw(st.sets(st.sampled_from(sorted(values)), min_size=1, max_size=3))
    slots: dict[str, Any] = {
        slot: draw(st.lists(st.sampled_from(values[slot]), min_size=1, max_size=2, unique=True)) for slot in asked
    }
    if "target_groups" in asked:
        slots["kinds"] = ["programme"]
    elif "kinds" in asked:
        slots["kinds"] = draw(st.sampled_from([["programme"], ["cluster", "network"], ["organisation"]]))
    for slot in draw(
        st.sets(st.sampled_from(["regions", "topics", "target_groups", "statuses", "funders"]), max_size=1)
    ):
        slots["excluded"] = {slot: [draw(st.sampled_from(values[slot]))]}
    if draw(st.booleans()):
        field = draw(st.sampled_from(["start_year", "budget_eur", "members"]))
        slots["sort"] = draw(st.none() | st.builds(Sort, field=st.just(field), descending=st.booleans()))
    return Reading.model_validate(slots)


@given(data=st.data())
def test_the_shipped_knowledge_is_searched_as_the_rules_say(shipped: KnowledgeBase, data: st.DataObject) -> None:
    reading = data.draw(readings(shipped))
    assert ids(shipped, reading) == expected(shipped, reading)


@given(data=st.data())
def test_nothing_fits_and_comes_beside_at_once(shipped: KnowledgeBase, data: st.DataObject) -> None:
    fitting, also = ids(shipped, data.draw(readings(shipped)))
    assert not set(fitting) & set(also)
    assert len(fitting) == len(set(fitting))

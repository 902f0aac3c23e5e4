"""The models of the entries: what they need, what they accept, what they refuse."""

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.store.codes import KINDS, Kind
from knowledge.store.entries import MODELS, Concept, Network, Organisation, Period, Programme, plain


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_a_kind_and_one_name_are_enough(kind: Kind) -> None:
    entry = MODELS[kind].model_validate({"id": "x", "kind": kind, "name_de": "Ix"})
    assert (entry.name("en"), entry.name("de"), entry.summary("en")) == ("Ix", "Ix", "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained(kind: Kind) -> None:
    assert [name for name, field in MODELS[kind].model_fields.items() if not field.description] == []


@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_refer_to_entries_exist(kind: Kind) -> None:
    assert set(MODELS[kind].references) <= set(MODELS[kind].model_fields)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"id": "Go_Cluster"}, "id"),
        ({"id": ""}, "id"),
        ({"name_en": None}, "name_de"),
        ({"budget": 3}, "budget"),
        ({"url": "www.example.org"}, "url"),
        ({"as_of": "1989"}, "as_of"),
        ({"as_of": "2024-13"}, "as_of"),
        ({"as_of": 3024}, "as_of"),
        ({"grant_rate": 50}, "grant_rate"),
        ({"grant_rate": -0.1}, "grant_rate"),
        ({"status": "active"}, "status"),
        ({"instrument": "gift"}, "instrument"),
        ({"target_groups": ["everyone"]}, "target_groups"),
        ({"start_year": 2010, "end_year": 2009}, "end_year"),
        ({"budget_eur": -1}, "budget_eur"),
        ({"aliases": [""]}, "aliases"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Programme.model_validate({"id": "x", "kind": "programme", "name_en": "X"} | values)
    assert [error["loc"][0] for error in caught.value.errors()] == [field]


@pytest.mark.parametrize(
    ("written", "ids"), [("innoregio", ("innoregio",)), (None, ()), (["a", "b"], ("a", "b")), ([], ())]
)
def test_what_came_before_is_always_several(written: object, ids: tuple[str, ...]) -> None:
    programme = Programme.model_validate({"id": "x", "kind": "programme", "name_en": "X", "predecessor": written})
    assert programme.predecessor == ids


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("1999-2006", Period(start=1999, end=2006)),
        ("1999–2006", Period(start=1999, end=2006)),
        ("2023-", Period(start=2023)),
        ({"start": 1999, "end": 2006}, Period(start=1999, end=2006)),
        (None, None),
    ],
)
def test_a_period_may_be_written_as_text(written: object, period: Period | None) -> None:
    network = Network.model_validate({"id": "x", "kind": "network", "name_en": "X", "period": written})
    assert network.period == period


@pytest.mark.parametrize("written", ["2006-1999", "some years", {"start": 2006, "end": 1999}, {"from": 1999}])
def test_a_period_that_is_none_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="period"):
        Network.model_validate({"id": "x", "kind": "network", "name_en": "X", "period": written})


@pytest.mark.parametrize(("written", "read"), [(2024, "2024"), ("2024", "2024"), ("2025-05", "2025-05")])
def test_a_date_is_a_year_or_a_month(written: object, read: str) -> None:
    entry = Organisation.model_validate({"id": "x", "kind": "organisation", "name_en": "X", "as_of": written})
    assert entry.as_of == read


def test_texts_come_in_the_language_asked_for_or_else_in_the_other() -> None:
    entry = Programme(id="x", kind="programme", name_en="Go", name_de="Los", summary_de="Kurz.", apply_en="Write.")
    assert (entry.name("en"), entry.name("de")) == ("Go", "Los")
    assert (entry.summary("en"), entry.text("apply", "de"), entry.text("apply", "en")) == ("Kurz.", "Write.", "Write.")


def test_names_are_each_there_once() -> None:
    entry = Concept(id="x", kind="concept", name_en="Cluster", name_de="Cluster", aliases=("clusters", "Cluster"))
    assert entry.names() == ("Cluster", "clusters")


def test_an_entry_knows_whom_it_refers_to() -> None:
    entry = Programme(
        id="x", kind="programme", name_en="X", parent="p", funders=("f",), managed_by=("f", "m"), successor=("s",)
    )
    assert entry.referred() == ("p", "f", "m", "s")
    assert entry.referred("managed_by", "parent") == ("f", "m", "p")


def test_an_entry_cannot_be_changed() -> None:
    entry = Concept(id="x", kind="concept", name_en="X")
    with pytest.raises(ValidationError):
        entry.name_en = "Y"  # type: ignore[misc]


def test_what_is_not_known_is_left_out_of_the_plain_form() -> None:
    entry = Network(id="x", kind="network", name_en="X", period=Period(start=1999), regions=("DE-SN",))
    assert plain(entry) == {
        "id": "x",
        "kind": "network",
        "name_en": "X",
        "regions": ["DE-SN"],
        "period": {"start": 1999},
    }

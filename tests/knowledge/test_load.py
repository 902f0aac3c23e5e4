"""Loading: layers, both forms, what is a warning and what an error; and the links between loaded entries."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.store.base import FUNDING_ADVICE_URL, KnowledgeBase
from knowledge.store.load import KnowledgeError, load, shipped_vocabulary
from knowledge.store.snapshot import export_lines

Write = Callable[..., str]


@pytest.fixture
def lines(tmp_path: Path) -> Write:
    """Write entries to a file of JSON Lines and return its path."""

    def write(*entries: dict[str, Any] | str, name: str = "knowledge.jsonl") -> str:
        path = tmp_path / name
        path.write_text("".join(f"{entry if isinstance(entry, str) else json.dumps(entry)}\n" for entry in entries))
        return str(path)

    return write


def programme(entry_id: str, **values: Any) -> dict[str, Any]:
    return {"id": entry_id, "kind": "programme", "name_en": entry_id.upper()} | values


def network(entry_id: str, **values: Any) -> dict[str, Any]:
    return {"id": entry_id, "kind": "network", "name_en": entry_id.upper()} | values


def test_the_shipped_knowledge_loads_without_a_warning() -> None:
    loaded = load()
    assert (len(loaded.base) > 600, loaded.warnings) == (True, ())


def test_an_export_loads_as_what_was_exported(tmp_path: Path) -> None:
    base = load().base
    (tmp_path / "all.jsonl").write_text("".join(f"{line}\n" for line in export_lines(base.entries.values())))
    assert load([str(tmp_path / "all.jsonl")]).base.entries == base.entries


def test_an_export_keeps_every_field_name_of_the_data() -> None:
    first = json.loads(next(export_lines([load().base["go-cluster"]])))
    assert {"id", "kind", "name_en", "funders", "managed_by", "regions", "count_of", "sources"} <= set(first)


def test_a_line_needs_an_id_a_kind_and_one_name(lines: Write) -> None:
    loaded = load([lines({"id": "neu", "kind": "cluster", "name_de": "Neuer Cluster"})])
    assert (list(loaded.base.entries), loaded.warnings) == (["neu"], ())
    assert loaded.base["neu"].name("en") == "Neuer Cluster"


def test_null_stands_for_what_is_not_known(lines: Write) -> None:
    entry = network("x", aliases=None, founded=None, predecessor=None, contact={"name": "Office", "email": None})
    assert load([lines(entry)]).base["x"].aliases == ()


def test_blank_lines_and_a_byte_order_mark_do_no_harm(lines: Write) -> None:
    path = lines("\ufeff" + json.dumps(programme("x")), "", json.dumps(programme("y")))
    assert list(load([path]).base.entries) == ["x", "y"]


def test_of_two_layers_the_later_id_wins(lines: Write) -> None:
    own = lines(programme("zim", name_en="My ZIM"), programme("neu"))
    base = load(["shipped", own]).base
    assert (base["zim"].name("en"), base["neu"].name("en")) == ("My ZIM", "NEU")
    assert base["go-cluster"].kind == "programme"
    assert load([own, "shipped"]).base["zim"].name("en") != "My ZIM"


def test_a_folder_is_laid_out_like_the_shipped_data(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "mine.yaml").write_text("- {id: x, kind: programme, name_de: Ix, as_of: 2024}\n")
    base = load([str(tmp_path)]).base
    assert base["x"].as_of == "2024"
    assert base.vocabulary == shipped_vocabulary()


def test_a_reference_to_nowhere_is_a_warning(lines: Write) -> None:
    loaded = load([lines(network("x", programmes=["nowhere"]))])
    assert loaded.warnings == ("x: programmes: there is no entry 'nowhere'",)


def test_an_id_that_is_there_twice_is_a_warning(lines: Write) -> None:
    loaded = load([lines(network("x"), network("x", name_en="Second"))])
    assert loaded.base["x"].name("en") == "Second"
    assert [warning.partition(": ")[2] for warning in loaded.warnings] == ["id: 'x' is there twice; this one is used"]


@pytest.mark.parametrize("path", ["", "nowhere.jsonl", "no/such/folder"])
def test_what_cannot_be_read_is_one_plain_line(path: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(KnowledgeError) as caught:
        load([str(tmp_path / path if path else tmp_path / "empty")])
    (line,) = caught.value.faults
    assert "\n" not in line
    assert str(tmp_path) in line


def test_every_fault_of_every_source_is_named(lines: Write) -> None:
    first = lines('{"id": "x"', programme("y", colour="red"), name="first.jsonl")
    second = lines({"id": "z", "kind": "club", "name_en": "Z"}, "[]", name="second.jsonl")
    with pytest.raises(KnowledgeError) as caught:
        load([first, second])
    assert [fault.replace(str(Path(first).parent), "…") for fault in caught.value.faults] == [
        "…/first.jsonl:1: json: is broken: expecting ',' delimiter",
        "…/first.jsonl:2: colour: is not a field of a programme",
        "…/second.jsonl:2: json: is not an object",
        "…/second.jsonl:1: kind: 'club' is none of programme, cluster, network, platform, organisation, concept",
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"id": 5},
        {"id": ["x"]},
        {"kind": ["programme"]},
        {"kind": None},
        {"name_en": "\ud800"},
        {"aliases": "one"},
        {"sources": {"url": "https://example.org"}},
        {"sources": ["https://example.org"]},
        {"grant_rate": float("nan")},
        {"start_year": 10**30},
        {"period": []},
        {"contact": "office"},
    ],
)
def test_whatever_stands_in_a_field_is_a_fault_of_that_line(lines: Write, values: dict[str, Any]) -> None:
    kind = "network" if "period" in values else "programme"
    path = lines({"id": "x", "kind": kind, "name_de": "Ix"} | values)
    with pytest.raises(KnowledgeError) as caught:
        load([path])
    assert [fault.startswith(f"{path}:1: {next(iter(values))}") for fault in caught.value.faults] == [True]


@pytest.fixture
def base(lines: Write) -> KnowledgeBase:
    page = "https://example.org/page"
    return load(
        [
            lines(
                programme("family", url="https://example.org/family", former_ids=["clan"]),
                programme("line", parent="family"),
                programme("lonely"),
                network("one", programmes=["line"]),
                network(
                    "two", programmes=["clan"], url="https://example.org/two", sources=[{"url": page, "says": "x"}]
                ),
                network("three", sources=[{"says": "hearsay"}, {"url": page, "says": "x"}], predecessor="two"),
            )
        ]
    ).base


def test_a_former_id_still_finds_its_entry(base: KnowledgeBase) -> None:
    assert (base.resolve("clan"), base["clan"].id, "clan" in base) == ("family", "family", True)
    assert (base.resolve("nobody"), base.get("nobody"), "nobody" in base) == (None, None, False)
    with pytest.raises(KeyError):
        base["nobody"]


def test_members_are_those_that_name_the_programme_itself(base: KnowledgeBase) -> None:
    assert [member.id for member in base.members_of("line")] == ["one"]
    assert [member.id for member in base.members_of("family")] == ["two"]
    assert [child.id for child in base.children_of("clan")] == ["line"]


def test_how_often_an_entry_is_referred_to(base: KnowledgeBase) -> None:
    assert [base.references(entry) for entry in ("family", "clan", "line", "two", "one")] == [2, 2, 1, 1, 0]


def test_kinds_can_be_listed(base: KnowledgeBase) -> None:
    assert [entry.id for entry in base.of_kind("programme")] == ["family", "line", "lonely"]


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        ("two", "https://example.org/two"),
        ("three", "https://example.org/page"),
        ("line", "https://example.org/family"),
        ("lonely", FUNDING_ADVICE_URL),
        ("nobody", None),
    ],
)
def test_a_link_is_the_nearest_page(base: KnowledgeBase, entry: str, link: str | None) -> None:
    assert base.link(entry) == link


def test_every_shipped_entry_has_a_link() -> None:
    base = load().base
    assert [entry for entry in base.entries if not base.link(entry)] == []

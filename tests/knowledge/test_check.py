"""The check names every fault of every file at once, each with the line it stands in."""

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from knowledge.store.check import check
from knowledge.store.load import load
from knowledge.store.snapshot import export_lines

SOURCE = "sources: [{url: https://example.org, says: all of it}]"
WHOLE = f"name_de: Ix, summary_en: An X., summary_de: Ein Ix., as_of: 2024, {SOURCE}"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(dedent(content).removeprefix("\n"), encoding="utf-8")


def faults(*sources: str) -> list[str]:
    return [str(fault) for fault in check(sources).faults]


def test_the_shipped_knowledge_has_no_fault() -> None:
    report = check()
    assert [str(fault) for fault in report.faults] == []
    assert report.summary == (
        f"{len(load().base)} entries ("
        + ", ".join(f"{count} {kind}s" for kind, count in report.counts.items())
        + "), no faults"
    )


def test_an_export_of_the_shipped_knowledge_has_no_fault() -> None:
    write("all.jsonl", "".join(f"{line}\n" for line in export_lines(load().base.entries.values())))
    assert faults("all.jsonl") == []


def test_all_faults_are_named_at_once_with_file_and_line() -> None:
    write(
        "mine/programmes/a.yaml",
        """
        # A comment moves the lines.
        - id: Alpha
          kind: programme
          name_en: Alpha
        - id: beta
          kind: programme
          name_en: Beta
          name_de: Beta
          aliases: [B, Beta]
          summary_en: A programme.
          summary_de: Ein Programm.
          url: example.org
          as_of: 1066
          colour: red
        - id: gamma
          kind: programme
          name_en: Gamma
          summary_en: A programme.
          summary_de: Ein Programm.
          as_of: 2024
          status: ended
          regions: [DE-SN, DE-XX]
          topics: [alchemy]
          parent: delta
          funders:
            - nobody
            - epsilon
          start_year: 2010
          successor: epsilon
        - id: epsilon
          kind: programme
          name_en: Epsilon
          name_en: Epsilon again
          name_de: Epsilon
          summary_en: A programme.
          summary_de: Ein Programm.
          as_of: 2024
          start_year: 2012
          end_year: 2011
        - just a word
        """,
    )
    write("mine/clusters/b.yaml", "- id: gamma\n  kind: network\n  name_en: [broken\n")
    write("mine/networks/c.yaml", f"- {{id: gamma, kind: cluster, name_en: X, {WHOLE}}}\n")
    assert faults("mine") == [
        "mine/clusters/b.yaml:4: yaml: is broken: did not find expected ',' or ']'",
        "mine/networks/c.yaml:1: id: 'gamma' is there twice: also in mine/programmes/a.yaml:15",
        "mine/programmes/a.yaml:2: id: 'Alpha' is not an id: lower-case letters, digits and hyphens, no others",
        "mine/programmes/a.yaml:12: url: 'example.org' is not a web address (https://…)",
        "mine/programmes/a.yaml:13: as_of: '1066' is neither a year nor a year and month (2025-05) from 1990 on",
        "mine/programmes/a.yaml:14: colour: is not a field of a programme",
        "mine/programmes/a.yaml:15: name_de: is missing: every text is there in both languages",
        "mine/programmes/a.yaml:15: sources: is missing: what supports this entry?",
        "mine/programmes/a.yaml:22: regions.1: 'DE-XX' is not a code of the vocabulary",
        "mine/programmes/a.yaml:23: topics.0: 'alchemy' is not a code of the vocabulary",
        "mine/programmes/a.yaml:24: parent: there is no entry 'delta'",
        "mine/programmes/a.yaml:25: funders: there is no entry 'epsilon'",
        "mine/programmes/a.yaml:25: funders: there is no entry 'nobody'",
        "mine/programmes/a.yaml:29: successor: there is no entry 'epsilon'",
        "mine/programmes/a.yaml:33: name_en: is there twice in this entry",
        "mine/programmes/a.yaml:39: end_year: is before the start, 2012",
        "mine/programmes/a.yaml:40: entry: is not a mapping of fields",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("funders: [b]", "", "a.yaml:1: funders: 'b' is of kind programme, not organisation"),
        ("successor: b", "", "a.yaml:1: successor: 'b' does not name 'a' as its predecessor"),
        ("successor: b", "predecessor: a", None),
        ("successor: b, start_year: 2017", "start_year: 2008", None),
        ("", "predecessor: a", "b.yaml:1: predecessor: 'a' does not name 'b' as its successor"),
        ("parent: b", "parent: a", "a.yaml:1: parent: 'a' belongs to itself by way of 'a'"),
        ("parent: a", "", "a.yaml:1: parent: 'a' is the entry itself"),
        ("former_ids: [b]", "", "a.yaml:1: former_ids: 'b' is the id of an entry"),
        ("former_ids: [c]", "former_ids: [c]", "a.yaml:1: former_ids: 'c' is a former id of another entry too"),
        ("parent: c", "former_ids: [c]", None),
        ("status: ended", "", "a.yaml:1: status: it ended: name a successor, or say in apply_en where to turn now"),
        (
            "status: ended, apply_en: Too late.",
            "",
            "a.yaml:1: apply_de: is missing: every text is there in both languages",
        ),
        (
            "budget_note: for two years",
            "",
            "a.yaml:1: budget_note_de: is missing: every text is there in both languages",
        ),
        ("aliases: [Ix]", "", "a.yaml:1: aliases.0: 'Ix' is there twice"),
        ("kind: cluster", "", "a.yaml:1: kind: a cluster stands in the folder programmes"),
    ],
)
def test_entries_keep_their_promises_among_each_other(one: str, other: str, expected: str | None) -> None:
    kind = "" if "kind:" in one else "kind: programme, "
    write("mine/programmes/a.yaml", f"- {{id: a, {kind}name_en: X, {WHOLE}, {one}}}\n")
    write("mine/programmes/b.yaml", f"- {{id: b, kind: programme, name_en: X, {WHOLE}, {other}}}\n")
    found = [fault.removeprefix("mine/programmes/") for fault in faults("mine")]
    assert found[:1] == ([expected] if expected else [])


def test_a_city_lies_in_its_land() -> None:
    entry = f"kind: network, name_en: X, {WHOLE}, city: Dresden"
    write(
        "mine/networks/a.yaml",
        f"- {{id: right, {entry}, regions: [DE-SN, DE-BB]}}\n"
        f"- {{id: everywhere, {entry}, regions: [DE]}}\n"
        f"- {{id: wrong, {entry}, regions: [DE-BY]}}\n",
    )
    assert faults("mine") == ["mine/networks/a.yaml:3: regions: Dresden lies in DE-SN"]


def test_a_city_has_one_name() -> None:
    write("mine/networks/a.yaml", f"- {{id: a, kind: network, name_en: X, {WHOLE}, city: Munich}}\n")
    assert faults("mine") == ["mine/networks/a.yaml:1: city: 'Munich' is called 'München' in the vocabulary"]


def test_a_summary_is_short() -> None:
    write(
        "mine/programmes/a.yaml", f"- {{id: a, kind: programme, name_en: X, {WHOLE.replace('An X.', 'word ' * 61)}}}\n"
    )
    assert faults("mine") == ["mine/programmes/a.yaml:1: summary_en: has 61 words, more than 60"]


def lines(*entries: dict[str, Any]) -> str:
    write("mine.jsonl", "".join(f"{json.dumps(entry)}\n" for entry in entries))
    return "mine.jsonl"


def test_a_line_need_not_be_complete() -> None:
    assert faults(lines({"id": "x", "kind": "programme", "name_de": "Ix", "status": "ended"})) == []


def test_a_line_has_to_be_right() -> None:
    entry = {"id": "x", "kind": "network", "name_de": "Ix", "programmes": ["zim"], "regions": ["Bavaria"]}
    assert faults(lines({"id": "y", "kind": "network", "name_de": "Y"}, entry)) == [
        "mine.jsonl:2: programmes: there is no entry 'zim'",
        "mine.jsonl:2: regions.0: 'Bavaria' is not a code of the vocabulary",
    ]


def test_a_layer_may_refer_to_the_one_below_and_replace_what_is_in_it() -> None:
    mine = lines(
        {"id": "x", "kind": "network", "name_de": "Ix", "programmes": ["zim"]},
        {"id": "go-cluster", "kind": "programme", "name_de": "Mein", "successor": "zim"},
    )
    assert faults("shipped", mine) == []


@pytest.mark.parametrize(("path", "problem"), [("nowhere", "cannot be read"), ("empty", "is no folder of knowledge")])
def test_a_source_that_cannot_be_read_is_a_fault(path: str, problem: str) -> None:
    Path("empty").mkdir()
    (fault,) = faults(path)
    assert fault.startswith(f"{path}:1: file: {problem}")


def test_a_vocabulary_that_is_brought_is_checked_too() -> None:
    write("mine/vocabulary/regions.yaml", "[]\n")
    assert "mine/vocabulary/topics.yaml:1: file: cannot be read: No such file or directory" in faults("mine")

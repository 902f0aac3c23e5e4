"""The compiled form of the shipped knowledge is current, the same, and passed over when it is not."""

import shutil
from pathlib import Path

import pytest

from knowledge import compile as compiling
from knowledge import snapshot
from knowledge.load import read_folder


@pytest.mark.parametrize("folder", sorted(compiling.MAKERS))
def test_what_is_made_from_the_data_is_current(folder: str) -> None:
    """Bring it up to date with `python -m knowledge.compile`."""
    made = compiling.MAKERS[folder]()
    committed = {name: (snapshot.DATA / folder / name).read_text(encoding="utf-8") for name in made}
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_snapshot_holds_what_the_yaml_says() -> None:
    entries, vocabulary = read_folder(snapshot.DATA)
    compiled = snapshot.read()
    assert compiled is not None
    assert compiled == (tuple(sorted(entries, key=lambda entry: entry.id)), vocabulary)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("programmes", snapshot.COMPILED):
        shutil.copytree(snapshot.DATA / name, tmp_path / name)
    (tmp_path / snapshot.COMPILED / "digest").write_text(snapshot.digest(tmp_path))
    return tmp_path


def test_a_current_snapshot_is_used(copy: Path) -> None:
    assert snapshot.read(copy) is not None


def test_line_ends_do_not_make_it_out_of_date(copy: Path) -> None:
    for path in (copy / "programmes").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert snapshot.read(copy) is not None


@pytest.mark.parametrize("change", ["edit", "add", "remove", "break", "lose"])
def test_a_snapshot_is_passed_over_when(copy: Path, change: str) -> None:
    some = next((copy / "programmes").iterdir())
    match change:
        case "edit":
            some.write_text(some.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
        case "add":
            (copy / "programmes" / "new.yaml").write_text("[]\n")
        case "remove":
            some.unlink()
        case "break":
            (copy / snapshot.COMPILED / "entries.jsonl").write_text("<<<<<<< ours\n")
        case _:
            (copy / snapshot.COMPILED / "vocabulary.json").unlink()
    assert snapshot.read(copy) is None

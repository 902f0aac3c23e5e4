"""The compiled form of the shipped knowledge is current, the same, and passed over when it is not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import compile as compiling
from knowledge.store import snapshot
from knowledge.store.layout import COMPILED, DATA, VOCABULARY
from knowledge.store.load import read_entries, read_vocabulary


@pytest.mark.parametrize(("folder", "make"), compiling.MAKERS)
def test_what_is_made_from_the_data_is_current(folder: str, make: Callable[[], dict[str, str]]) -> None:
    """Bring it up to date with `python -m knowledge.compile`."""
    made = make()
    committed = {name: (DATA / folder / name).read_text(encoding="utf-8") for name in made}
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_snapshot_holds_what_the_yaml_says() -> None:
    assert snapshot.read_entries() == tuple(sorted(read_entries(DATA), key=lambda entry: entry.id))
    assert snapshot.read_vocabulary() == read_vocabulary(DATA / VOCABULARY)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programmes and the vocabulary, and a snapshot of both."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("programmes", VOCABULARY):
        shutil.copytree(DATA / name, folder / name)
    (folder / COMPILED).mkdir()
    files = snapshot.render(read_entries(folder), read_vocabulary(folder / VOCABULARY), folder)
    for name, content in files.items():
        (folder / COMPILED / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    """One of one's own, to spoil."""
    return shutil.copytree(original, tmp_path / "data")


def current(data: Path) -> tuple[bool, bool]:
    return snapshot.read_entries(data) is not None, snapshot.read_vocabulary(data) is not None


def test_a_current_snapshot_is_used(copy: Path) -> None:
    assert current(copy) == (True, True)


def test_line_ends_do_not_make_it_out_of_date(copy: Path) -> None:
    for path in copy.glob("*/*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert current(copy) == (True, True)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("edit programmes", (False, True)),
        ("add programmes", (False, True)),
        ("remove programmes", (False, True)),
        ("edit vocabulary", (True, False)),
        ("break entries.jsonl", (False, True)),
        ("break vocabulary.json", (True, False)),
        ("break digests.json", (False, False)),
        ("lose entries.jsonl", (False, True)),
        ("lose digests.json", (False, False)),
    ],
)
def test_what_is_out_of_date_or_broken_is_passed_over(copy: Path, change: str, left: tuple[bool, bool]) -> None:
    verb, name = change.split()
    match verb:
        case "edit":
            path = next((copy / name).glob("*.yaml"))
            path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
        case "add":
            (copy / name / "new.yaml").write_text("[]\n")
        case "remove":
            next((copy / name).glob("*.yaml")).unlink()
        case "break":
            (copy / COMPILED / name).write_text("<<<<<<< ours\n")
        case _:
            (copy / COMPILED / name).unlink()
    assert current(copy) == left

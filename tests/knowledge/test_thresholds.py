"""Each threshold stands in the data file with what it means, is used where its section says, and an edit counts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.store.tuning import THRESHOLDS_FILE, sections, tuned

PACKAGE = THRESHOLDS_FILE.parents[1]


def _used() -> Iterator[tuple[str, str]]:
    """The section and the name of every number that the code reads."""
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        held = {
            node.target.id: node.value.args[0].value
            for node in tree.body
            if isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Name)
            and node.value.func.id == "tuned"
            and isinstance(node.value.args[0], ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in held:
                yield str(held[node.value.id]), node.attr


def test_every_number_is_used_where_its_section_says_and_no_other_is() -> None:
    assert set(_used()) == {(section, name) for section, numbers in sections().items() for name in numbers}


def test_what_is_compiled_is_what_the_file_says() -> None:
    assert sections() == yaml.safe_load(THRESHOLDS_FILE.read_text(encoding="utf-8"))


def test_every_number_says_what_it_decides() -> None:
    lines = THRESHOLDS_FILE.read_text(encoding="utf-8").splitlines()
    numbers = [place for place, line in enumerate(lines) if line.startswith("  ") and not line.startswith("  #")]
    assert [lines[place] for place in numbers if not lines[place - 1].startswith("  #")] == []


def test_an_edit_counts_before_it_is_compiled(tmp_path: Path) -> None:
    edited = tmp_path / THRESHOLDS_FILE.name
    edited.write_text("linking.link:\n  # Sure from here on.\n  sure_name: 0.5\n")
    assert sections(edited)["linking.link"] == {"sure_name": 0.5}


def test_what_is_not_in_the_file_is_an_error() -> None:
    with pytest.raises(KeyError):
        tuned("reading.nowhere")
    with pytest.raises(AttributeError):
        _ = tuned("linking.link").nothing

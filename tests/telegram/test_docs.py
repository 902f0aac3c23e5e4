"""What `docs/telegram.md` promises is shown by the tests that it names."""

import re
from pathlib import Path

from handlers.commands import COMMANDS

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_table_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")))
    written = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"def (test_\w+)\(", file.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= written


def test_every_command_for_everybody_is_documented() -> None:
    text = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")
    assert all(f"/{name}" in text for name in COMMANDS)

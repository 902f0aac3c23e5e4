"""What is written about the program is true of it."""

import re
from pathlib import Path

import pytest

from bot.cli import cli
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
SETTINGS = [name.upper() for name in Settings.model_fields]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_example_lists_every_setting_and_no_other() -> None:
    assert re.findall(r"^#?([A-Z_]+)=", read(".env.example"), re.MULTILINE) == SETTINGS


@pytest.mark.parametrize("name", SETTINGS)
def test_the_example_says_what_every_setting_is(name: str) -> None:
    before, _, _ = re.split(rf"^#?({name})=", read(".env.example"), flags=re.MULTILINE)
    assert before.splitlines()[-1].startswith("# ")


def test_the_example_shows_the_defaults() -> None:
    shown = dict(re.findall(r"^#([A-Z_]+)=(.+)$", read(".env.example"), re.MULTILINE))
    shown.pop("DATABASE_URL")  # follows DATA_DIR
    defaults = Settings(_env_file=None).model_dump(mode="json")
    written = {
        name: ":".join(value) if isinstance(value, list) else str(value).lower() if value is False else str(value)
        for name, value in ((name, defaults[name.lower()]) for name in shown)
    }
    assert shown == written


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"clusterlotse {command}" in read("README.md")


def test_the_lock_names_versions_and_no_place() -> None:
    for line in read("requirements.lock").splitlines():
        assert re.fullmatch(r"[a-z0-9.-]+==[A-Za-z0-9.]+( ; .+)?", line)


def test_every_target_of_make_is_described() -> None:
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.*## \w", makefile, re.MULTILINE))
    contributing = read("CONTRIBUTING.md")
    assert {"chat", "test", "check"} <= {target for target in targets if f"`make {target}`" in contributing}

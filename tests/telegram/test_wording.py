import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

import handlers
from handlers.commands import COMMANDS
from handlers.wording import catalogue, label, say, series
from knowledge.store.codes import KINDS, LANGUAGES
from tests.telegram.markup import parse

PLAIN = ("button.", "notice.", "command.", "profile.", "kind.", "inline.", "settings.l")


def test_every_message_stands_in_both_languages() -> None:
    assert catalogue("en").keys() == catalogue("de").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_text_and_not_what_yaml_makes_of_a_yes_or_no(language: str) -> None:
    written = yaml.safe_load((Path(handlers.__path__[0]) / "wording" / f"{language}.yaml").read_text(encoding="utf-8"))
    assert {type(leaf) for leaf in leaves(written)} == {str}


def leaves(node: Any) -> Iterator[Any]:
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from leaves(child)
        else:
            yield child


@pytest.mark.parametrize("name", sorted(catalogue("en")))
def test_both_languages_fill_in_the_same(name: str) -> None:
    fields = [
        {field for _, field, _, _ in Formatter().parse(catalogue(language)[name]) if field} for language in LANGUAGES
    ]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_telegram_html(language: str) -> None:
    for name, text in catalogue("de" if language == "de" else "en").items():
        if not name.startswith(PLAIN):
            parse(text)


def test_values_are_escaped_in_messages_and_not_on_buttons() -> None:
    assert say("en", "find.chosen", chosen="<b> & c") == "So far: &lt;b&gt; &amp; c"
    assert label("en", "programmes.about", words="a & b") == "programmes a & b"


def test_profile_and_commands_keep_to_the_limits_of_telegram() -> None:
    for language in LANGUAGES:
        assert len(label(language, "profile.name")) <= 64
        assert len(label(language, "profile.description")) <= 512
        assert len(label(language, "profile.short_description")) <= 120
        for command in COMMANDS:
            assert re.fullmatch(r"[a-z0-9_]{1,32}", command)
            assert 1 <= len(label(language, f"command.{command}")) <= 256


def test_series_are_in_order_and_as_long_in_both_languages() -> None:
    assert series("en", "start.examples")[0] == "Which programmes fund eastern Germany?"
    assert len(series("de", "start.examples")) == len(series("en", "start.examples")) == 4


def test_every_message_is_said_somewhere() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(handlers.__path__[0]).rglob("*.py"))
    for name in catalogue("en"):
        family, _, last = name.rpartition(".")
        made = family and re.search(re.escape(family) + r"\.\{", source)
        assert f'"{name}"' in source or made or last.isdecimal() or f'}}.{last}"' in source, name


def test_every_kind_that_can_be_browsed_has_a_name() -> None:
    for kind in set(KINDS) - {"network"}:
        assert label("de", f"kind.{kind}")

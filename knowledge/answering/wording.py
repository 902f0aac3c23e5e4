"""What the assistant says, per language: messages from ``data/wording/*.yaml``, never sentences in code.

>>> wording("en").say("list.lead", count=2, noun="programmes", conditions=" for Saxony")
'2 programmes for Saxony.'

A message is a text with ``{placeholders}``, or two of them, ``one`` and ``other``, chosen by the value ``count``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from knowledge.store import yaml_file
from knowledge.store.codes import LANGUAGES, Language
from knowledge.store.layout import COMPILED, DATA

WORDING: Final = DATA / "wording"
COMPILED_FILE: Final = "wording.json"

_DOUBLE_STOP: Final = re.compile(r"(?<![.])[.]{2}(?![.])")
"""What is left where a sentence ends in an abbreviation: "e. V.."."""


class Wording:
    """All messages of one language."""

    def __init__(self, language: Language, messages: Mapping[str, Any]) -> None:
        """`messages` may be nested; a message is found by the names on its way, joined by dots."""
        self.language = language
        self._messages = dict(_flat(messages))

    def __contains__(self, key: str) -> bool:
        return key in self._messages or f"{key}.other" in self._messages

    def keys(self) -> frozenset[str]:
        """The names of all messages."""
        return frozenset(self._messages)

    def say(self, key: str, **values: object) -> str:
        """The message of this name, filled with `values`.

        Raises:
            KeyError: There is no such message, or a placeholder in it has no value.
        """
        if key not in self._messages:
            key = f"{key}.{'one' if values.get('count') == 1 else 'other'}"
        said = self._messages[key].format_map(values)
        return _DOUBLE_STOP.sub(".", said) if ".." in said else said

    def join(self, items: list[str]) -> str:
        """Items as an enumeration: "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self._messages['and']} {items[-1]}"

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with this language's separators, without trailing zeros behind the point."""
        text = f"{value:,.{decimals}f}"
        if decimals:
            text = text.rstrip("0").rstrip(".")
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def money(self, euros: float) -> str:
        """An amount in words where it is round ("60 million euros"), in digits where it is not ("7,997,500 euros")."""
        for size, name in ((1e9, "billion"), (1e6, "million")):
            scaled = euros / size
            if scaled >= 1 and round(scaled, 2) == round(scaled, 6):
                return self.say(f"money.{name}", amount=self.number(scaled, 2), count=scaled)
        return self.say("money.euros", amount=self.number(euros))

    def share(self, part: float) -> str:
        """A share from 0 to 1 as a percentage."""
        return self.say("share", percent=self.number(100 * part, 1))


def _flat(messages: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in messages.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)


@cache
def wording(language: Language, folder: Path = WORDING) -> Wording:
    """The messages of a language, read once: from what was compiled of them where they have not changed since."""
    content = (folder / f"{language}.yaml").read_bytes()
    compiled = folder.parent / COMPILED / COMPILED_FILE
    if folder == WORDING and compiled.exists():
        known = json.loads(compiled.read_bytes()).get(language)
        if known and known["made_from"] == yaml_file.digest(content):
            return Wording(language, known["messages"])
    return Wording(language, yaml_file.parse(content))


def compiled(folder: Path = WORDING) -> dict[str, dict[str, Any]]:
    """The messages of all languages with the digests of their files: JSON is there sooner than YAML."""
    contents = {language: (folder / f"{language}.yaml").read_bytes() for language in LANGUAGES}
    return {
        language: {"made_from": yaml_file.digest(content), "messages": dict(_flat(yaml_file.parse(content)))}
        for language, content in contents.items()
    }

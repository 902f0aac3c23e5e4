"""What the bot itself says in Telegram, from `en.yaml` and `de.yaml`; what it answers comes from `knowledge`.

>>> say("en", "limit.reached", minutes=1)
'…'
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import yaml

from knowledge.store.codes import Language


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return every message in `language` by its dotted name."""
    text = files(__package__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return dict(_flat(yaml.safe_load(text)))


def say(language: Language, message: str, /, **values: object) -> str:
    """Return a message as Telegram HTML, with its values filled in and escaped; raise `KeyError` for an unknown one."""
    return catalogue(language)[message].format_map({name: escape(str(value)) for name, value in values.items()})


def label(language: Language, message: str, /, **values: object) -> str:
    """Return a message as plain text, for a button, a notice or a command menu."""
    return catalogue(language)[message].format_map(values)


def series(language: Language, message: str) -> tuple[str, ...]:
    """Return the numbered messages under a name, in order."""
    entries = catalogue(language)
    return tuple(text for name, text in entries.items() if name.rpartition(".")[0] == message)


def _flat(node: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(node, dict):
        children = node.items()
    elif isinstance(node, list):
        children = dict(enumerate(node)).items()
    else:
        return [(path, str(node).strip())]
    return [pair for key, child in children for pair in _flat(child, f"{path}.{key}" if path else str(key))]

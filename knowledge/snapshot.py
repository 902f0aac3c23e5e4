"""The compiled form of the shipped knowledge: JSON, which is read ten times as fast as the YAML that people edit.

``data/compiled/`` holds the entries as JSON Lines sorted by id (as an export prints them), the vocabulary, and the
digest of the YAML that both were made from. Where the YAML has changed since, the snapshot is passed over, so an edit
is never lost; ``python -m knowledge.compile`` brings it up to date.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from knowledge.codes import KINDS
from knowledge.entries import AnyEntry, Entry, plain
from knowledge.vocabulary import Vocabulary

DATA: Final = Path(__file__).parent / "data"
"""The shipped knowledge."""
COMPILED: Final = "compiled"
"""The folder of the snapshot in it."""

_ENTRIES, _VOCABULARY, _DIGEST = "entries.jsonl", "vocabulary.json", "digest"


def export_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries as JSON Lines, one entry a line, without line ends."""
    for entry in entries:
        yield json.dumps(plain(entry), ensure_ascii=False)


def digest(data: Path) -> str:
    """The digest of all YAML of entries and vocabulary under `data`, however its lines end."""
    found = hashlib.sha256()
    for folder in (*(f"{kind}s" for kind in KINDS), "vocabulary"):
        for path in sorted((data / folder).glob("*.y*ml")):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{folder}/{path.name}\n{len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()


def render(entries: Iterable[Entry], vocabulary: Vocabulary, data: Path) -> dict[str, str]:
    """The files of the snapshot by name, for knowledge that was read from the YAML under `data`."""
    by_id = sorted(entries, key=lambda entry: entry.id)
    return {
        _ENTRIES: "".join(f"{line}\n" for line in export_lines(by_id)),
        _VOCABULARY: _one_item_a_line(vocabulary.model_dump(mode="json", exclude_defaults=True)),
        _DIGEST: f"{digest(data)}\n",
    }


def read(data: Path = DATA) -> tuple[tuple[Entry, ...], Vocabulary] | None:
    """Entries and vocabulary from the snapshot under `data`; None where it is missing, out of date or broken."""
    folder = data / COMPILED
    try:
        if (folder / _DIGEST).read_text(encoding="ascii").strip() != digest(data):
            return None
        lines = (folder / _ENTRIES).read_bytes().splitlines()
        entries = _adapter().validate_json(b"[" + b",".join(lines) + b"]")
        return entries, Vocabulary.model_validate_json((folder / _VOCABULARY).read_bytes())
    except (OSError, ValidationError):
        return None


@cache
def _adapter() -> TypeAdapter[tuple[AnyEntry, ...]]:
    return TypeAdapter(tuple[AnyEntry, ...])


def _one_item_a_line(content: Mapping[str, Any]) -> str:
    """JSON whose differences can be read: one line for every item of a list, or of a mapping, at the second level."""

    def dump(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    blocks = []
    for key, value in content.items():
        if isinstance(value, dict):
            inside = ",\n".join(f"{dump(name)}: {dump(item)}" for name, item in value.items())
            blocks.append(f"{dump(key)}: {{\n{inside}\n}}")
        else:
            inside = ",\n".join(dump(item) for item in value)
            blocks.append(f"{dump(key)}: [\n{inside}\n]")
    return "{\n" + ",\n".join(blocks) + "\n}\n"

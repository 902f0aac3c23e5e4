"""The compiled form of the shipped knowledge: JSON, which is read ten times as fast as the YAML that people edit.

``data/compiled/`` holds the entries as JSON Lines sorted by id (as an export prints them), the vocabulary, and the
digests of the YAML that they were made from. Where the YAML has changed since, what was made from it is passed over,
so an edit is never lost; ``python -m knowledge.compile`` brings it up to date.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from knowledge.store.entries import AnyEntry, Entry, plain
from knowledge.store.layout import COMPILED, DATA, FOLDERS, VOCABULARY
from knowledge.store.vocabulary import Vocabulary

Part = Literal["entries", "vocabulary"]
_FOLDERS: Final[dict[Part, tuple[str, ...]]] = {
    "entries": tuple(FOLDERS),
    "vocabulary": (VOCABULARY,),
}
_FILES: Final[dict[Part, str]] = {"entries": "entries.jsonl", "vocabulary": "vocabulary.json"}
_DIGESTS: Final = "digests.json"
PARTS: Final = tuple(_FOLDERS)


def export_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries as JSON Lines, one entry a line, without line ends."""
    for entry in entries:
        yield json.dumps(plain(entry), ensure_ascii=False)


def digest(data: Path, part: Part) -> str:
    """The digest of the YAML of one part of the knowledge under `data`, however its lines end."""
    found = hashlib.sha256()
    for folder in _FOLDERS[part]:
        for path in sorted((data / folder).glob("*.y*ml")):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{folder}/{path.name}\n{len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()


def recorded_digest(data: Path = DATA) -> str:
    """What tells the snapshot under `data` from any other; empty where there is none or where the YAML has changed."""
    try:
        digests = json.loads((data / COMPILED / _DIGESTS).read_bytes())
        return " ".join(digests[part] for part in _FOLDERS if digests[part] == digest(data, part))
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def render(entries: Iterable[Entry], vocabulary: Vocabulary, data: Path = DATA) -> dict[str, str]:
    """The files of the snapshot by name, for knowledge that was read from the YAML under `data`."""
    by_id = sorted(entries, key=lambda entry: entry.id)
    return {
        _FILES["entries"]: "".join(f"{line}\n" for line in export_lines(by_id)),
        _FILES["vocabulary"]: one_item_a_line(vocabulary.model_dump(mode="json", exclude_defaults=True)),
        _DIGESTS: json.dumps({part: digest(data, part) for part in _FOLDERS}, indent=2) + "\n",
    }


def read_entries(data: Path = DATA) -> tuple[Entry, ...] | None:
    """The entries from the snapshot under `data`; None where it is missing, out of date or broken."""
    content = _current(data, "entries")
    if content is None:
        return None
    try:
        return _adapter().validate_json(b"[" + content.rstrip().replace(b"\n", b",") + b"]")
    except ValidationError:
        return None


def read_vocabulary(data: Path = DATA) -> Vocabulary | None:
    """The vocabulary from the snapshot under `data`; None where it is missing, out of date or broken."""
    content = _current(data, "vocabulary")
    try:
        return None if content is None else Vocabulary.model_validate_json(content)
    except ValidationError:
        return None


def _current(data: Path, part: Part) -> bytes | None:
    """What was made from the YAML of this part, if that has not changed since."""
    folder = data / COMPILED
    try:
        digests = json.loads((folder / _DIGESTS).read_bytes())
        return (folder / _FILES[part]).read_bytes() if digests[part] == digest(data, part) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


@cache
def _adapter() -> TypeAdapter[tuple[AnyEntry, ...]]:
    return TypeAdapter(tuple[AnyEntry, ...])


def one_item_a_line(content: Mapping[str, Any]) -> str:
    """JSON whose differences can be read: one line for every item of a list, or of a mapping, at the second level.

    Mappings of mappings (an index) have a line for every item of the innermost.
    """

    def dump(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    blocks = []
    for key, value in content.items():
        if isinstance(value, str | int | float):
            blocks.append(f"{dump(key)}: {dump(value)}")
        elif isinstance(value, dict):
            inside = ",\n".join(f"{dump(name)}: {dump(item)}" for name, item in value.items())
            blocks.append(f"{dump(key)}: {{\n{inside}\n}}")
        else:
            inside = ",\n".join(dump(item) for item in value)
            blocks.append(f"{dump(key)}: [\n{inside}\n]")
    return "{\n" + ",\n".join(blocks) + "\n}\n"

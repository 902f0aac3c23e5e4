"""The organisations of ``data/organisations.txt``: names that are not part of the shipped knowledge."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from knowledge.linking.fold import words

LIST: Final = Path(__file__).parent / "data" / "organisations.txt"


class Organisation(NamedTuple):
    """An organisation by its German name and, where it has one, its English name."""

    id: str
    names: tuple[str, ...]


def read_organisations(known: Iterable[str] = ()) -> list[Organisation]:
    """The organisations listed, but for those that share a name with each other or with one that is `known`."""
    taken = {" ".join(words(name)) for full in known for name in (full, full.partition(" (")[0])}
    found: list[Organisation] = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        names = tuple(line.split(" | "))
        folded = {" ".join(words(name)) for name in names}
        if not folded & taken:
            taken |= folded
            found.append(Organisation(f"organisation-{len(found) + 1}", names))
    return found


def write_entries(organisations: Collection[Organisation], path: Path) -> None:
    """Write organisations as knowledge that `load` reads: JSON Lines with an id, a kind and the names."""
    with path.open("w", encoding="utf-8") as file:
        for organisation in organisations:
            entry = {"id": organisation.id, "kind": "organisation"}
            entry |= zip(("name_de", "name_en"), organisation.names, strict=False)
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")

"""Loading knowledge: the shipped one, folders and files, laid one over the other.

load()                                # the shipped knowledge
load(["shipped", "my-entries.jsonl"]) # and one's own over it; the later id wins
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.store import snapshot
from knowledge.store.base import KnowledgeBase
from knowledge.store.entries import Entry
from knowledge.store.layout import DATA, VOCABULARY
from knowledge.store.vocabulary import Vocabulary, VocabularyError, load_vocabulary

SHIPPED: Final = "shipped"
"""The word that stands for the knowledge that comes with the program."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Knowledge as it was loaded, and one line for everything about it that is not quite right."""

    base: KnowledgeBase
    warnings: tuple[str, ...] = ()


class KnowledgeError(Exception):
    """Knowledge cannot be loaded; `faults` holds one line for each thing that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def load(sources: Sequence[str] = (SHIPPED,)) -> Loaded:
    """Load knowledge from `sources`, laid one over the other: of two entries with one id, the later wins.

    Args:
        sources: Folders laid out like ``knowledge/data``, files of JSON Lines as an export prints them, or the word
            ``shipped``. The vocabulary is that of the last source that brings one, else the shipped one.

    Raises:
        KnowledgeError: A source cannot be read, or an entry in it is not valid; every fault is named.
    """
    entries: dict[str, Entry] = {}
    warnings: list[str] = []
    faults: list[str] = []
    vocabulary: Vocabulary | None = None
    for source in sources:
        try:
            if source == SHIPPED:
                found = shipped_entries()
                vocabulary = shipped_vocabulary()
            else:
                found, folder = _read(source, warnings)
                vocabulary = read_vocabulary(folder) if folder else vocabulary
            entries |= {entry.id: entry for entry in found}
        except KnowledgeError as error:
            faults += error.faults
    if faults:
        raise KnowledgeError(faults)
    digest = snapshot.recorded_digest() if tuple(sources) == (SHIPPED,) else ""
    base = KnowledgeBase(entries.values(), vocabulary or shipped_vocabulary(), digest)
    if digest:
        return Loaded(base)
    warnings += (f"{entry}: {field}: there is no entry {other!r}" for entry, field, other in base.dangling())
    return Loaded(base, tuple(warnings))


def shipped_entries() -> tuple[Entry, ...]:
    """The entries that come with the program.

    Raises:
        KnowledgeError: They were edited since they were compiled, and are not valid; every fault is named.
    """
    compiled = snapshot.read_entries()
    return read_entries(DATA) if compiled is None else compiled


def shipped_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program.

    Raises:
        KnowledgeError: It was edited since it was compiled, and is not valid; every fault is named.
    """
    compiled = snapshot.read_vocabulary()
    return read_vocabulary(DATA / VOCABULARY) if compiled is None else compiled


def read_entries(source: str | Path, warnings: list[str] | None = None) -> tuple[Entry, ...]:
    """Read the entries of a folder or file, past any snapshot; what is not quite right is added to `warnings`.

    Raises:
        KnowledgeError: It cannot be read, or is not valid; every fault is named.
    """
    return _read(source, [] if warnings is None else warnings)[0]


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read a vocabulary, past any snapshot.

    Raises:
        KnowledgeError: It cannot be read, or is not valid; every fault is named.
    """
    try:
        return load_vocabulary(folder)
    except VocabularyError as error:
        raise KnowledgeError(error.faults) from None


def _read(source: str | Path, warnings: list[str]) -> tuple[tuple[Entry, ...], Path | None]:
    """The entries of a source, and the folder of the vocabulary that it brings."""
    # Only here, since YAML is slow to import and the shipped knowledge does without.
    from knowledge.store.sources import UnreadableError, read, validate

    try:
        content = read(source)
    except UnreadableError as error:
        raise KnowledgeError([str(error)]) from None
    faults = [str(fault) for fault in content.faults]
    entries: dict[str, Entry] = {}
    for record in content.records:
        entry, wrong = validate(record)
        faults += map(str, wrong)
        if entry is not None:
            if entry.id in entries:
                warnings.append(str(record.fault("id", f"{entry.id!r} is there twice; this one is used")))
            entries[entry.id] = entry
    if faults:
        raise KnowledgeError(faults)
    return tuple(entries.values()), content.vocabulary

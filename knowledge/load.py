"""Loading knowledge: the shipped one, folders and files, laid one over the other.

load()                                # the shipped knowledge
load(["shipped", "my-entries.jsonl"]) # and one's own over it; the later id wins
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge import snapshot
from knowledge.base import KnowledgeBase
from knowledge.entries import Entry
from knowledge.vocabulary import Vocabulary, VocabularyError, load_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

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
            found, brought = _shipped() if source == SHIPPED else _read(source, warnings)
        except KnowledgeError as error:
            faults += error.faults
        else:
            entries |= {entry.id: entry for entry in found}
            vocabulary = brought or vocabulary
    if faults:
        raise KnowledgeError(faults)
    base = KnowledgeBase(entries.values(), vocabulary or shipped_vocabulary())
    warnings += (f"{entry}: {field}: there is no entry {other!r}" for entry, field, other in base.dangling())
    return Loaded(base, tuple(warnings))


def _shipped() -> tuple[tuple[Entry, ...], Vocabulary]:
    if (compiled := snapshot.read()) is not None:
        return compiled
    entries, vocabulary = read_folder(snapshot.DATA)
    if vocabulary is None:
        raise KnowledgeError([f"{snapshot.DATA}: the vocabulary is missing"])
    return entries, vocabulary


def shipped_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program."""
    return _shipped()[1]


def read_folder(folder: Path) -> tuple[tuple[Entry, ...], Vocabulary | None]:
    """Read a folder from its YAML, past any snapshot.

    Raises:
        KnowledgeError: It cannot be read, or is not valid; every fault is named.
    """
    return _read(str(folder), [])


def _read(source: str, warnings: list[str]) -> tuple[tuple[Entry, ...], Vocabulary | None]:
    # Only here, since YAML is slow to import and the shipped knowledge does without.
    from knowledge.sources import UnreadableError, read, validate

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
    if content.vocabulary is None:
        return tuple(entries.values()), None
    try:
        return tuple(entries.values()), load_vocabulary(content.vocabulary)
    except VocabularyError as error:
        raise KnowledgeError(error.faults) from None

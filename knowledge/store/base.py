"""The knowledge base: every entry by its id, and what follows from how entries refer to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from knowledge.store.entries import Alliance, Entry, Platform, Programme

if TYPE_CHECKING:
    from knowledge.store.vocabulary import Vocabulary

FUNDING_ADVICE: Final = "foerderberatung-bund"
"""The entry of the federal funding advice: where to turn when an entry and its surroundings have no page."""
FUNDING_ADVICE_URL: Final = "https://www.foerderinfo.bund.de"
"""Its page, for a knowledge base without that entry."""


class KnowledgeBase:
    """Entries and the vocabulary they are written in. Immutable.

    >>> base["zim"].name("en")                       # doctest: +SKIP
    'Central Innovation Programme for SMEs (ZIM)'
    """

    def __init__(self, entries: Iterable[Entry], vocabulary: Vocabulary, digest: str = "") -> None:
        """Index `entries`, in their order; of two with one id, the later wins at the place of the first.

        Args:
            entries: What is known.
            vocabulary: The words it is written in.
            digest: What tells this knowledge from any other; empty where nothing does.
        """
        self.digest = digest
        by_id = {entry.id: entry for entry in entries}
        self.entries: Mapping[str, Entry] = MappingProxyType(by_id)
        self.vocabulary = vocabulary
        self._fields: dict[str, dict[str, frozenset[str]]] = {}
        self._former = {former: entry.id for entry in by_id.values() for former in entry.former_ids}

    def resolve(self, entry_id: str) -> str | None:
        """The present id of an entry, given that or a former one; None where there is no such entry."""
        return entry_id if entry_id in self.entries else self._former.get(entry_id)

    def get(self, entry_id: str) -> Entry | None:
        """The entry of a present or former id, or None."""
        present = self.resolve(entry_id)
        return None if present is None else self.entries[present]

    def __getitem__(self, entry_id: str) -> Entry:
        """The entry of a present or former id.

        Raises:
            KeyError: There is no such entry.
        """
        entry = self.get(entry_id)
        if entry is None:
            raise KeyError(entry_id)
        return entry

    def __contains__(self, entry_id: object) -> bool:
        return isinstance(entry_id, str) and self.resolve(entry_id) is not None

    def __len__(self) -> int:
        return len(self.entries)

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """The entries of any of these kinds, in order."""
        return tuple(entry for entry in self.entries.values() if entry.kind in kinds)

    def holding(self, field: str, values: Iterable[str]) -> frozenset[str]:
        """The ids of entries that hold any of these values in a field: ``holding("regions", ["DE-SN", "DE"])``."""
        filed = self._filed(field)
        return frozenset().union(*(filed.get(value, frozenset()) for value in values))

    def _filed(self, field: str) -> dict[str, frozenset[str]]:
        if field not in self._fields:
            found: dict[str, set[str]] = {}
            for entry in self.entries.values():
                held = getattr(entry, field, None) or ()
                for value in (held,) if isinstance(held, str) else held:
                    found.setdefault(value, set()).add(entry.id)
            self._fields[field] = {value: frozenset(ids) for value, ids in found.items()}
        return self._fields[field]

    def members_of(self, programme: str) -> tuple[Alliance, ...]:
        """The clusters and networks that name this programme themselves, not only one of its lines."""
        return self._members.get(self.resolve(programme) or programme, ())

    def children_of(self, programme: str) -> tuple[Programme, ...]:
        """The programmes whose parent is this one."""
        return self._children.get(self.resolve(programme) or programme, ())

    def family(self, programme: str) -> tuple[str, ...]:
        """The id of a programme, then those of all its lines, and of theirs."""
        found = {self.resolve(programme) or programme: None}
        waiting = list(found)
        while waiting:
            for child in self.children_of(waiting.pop()):
                if child.id not in found:
                    found[child.id] = None
                    waiting.append(child.id)
        return tuple(found)

    def ancestors(self, programme: str) -> tuple[str, ...]:
        """The ids of the families that a programme belongs to, the nearest first."""
        found: dict[str, None] = {}
        entry = self.get(programme)
        while isinstance(entry, Programme) and entry.parent and entry.parent not in found:
            found[entry.parent] = None
            entry = self.get(entry.parent)
        return tuple(found)

    def lands_of(self, group: str) -> frozenset[str]:
        """The Länder that a group with a code (``east``) holds whole; empty for anything else."""
        return self._lands.get(group, frozenset())

    def references(self, entry_id: str) -> int:
        """How many entries refer to this one, in any field: a measure of how well known it is."""
        return self._references[self.resolve(entry_id) or entry_id]

    def pays_or_runs(self, organisation: str) -> bool:
        """Whether an organisation pays for a programme or manages one."""
        return bool(self.holding("funders", (organisation,)) or self.holding("managed_by", (organisation,)))

    def dangling(self) -> tuple[tuple[str, str, str], ...]:
        """Every reference to an entry that is not here: the id of the entry, the field, the id it refers to."""
        return tuple(
            (entry.id, field, other)
            for entry in self.entries.values()
            for field in entry.references
            for other in entry.referred(field)
            if other not in self
        )

    def link(self, entry_id: str) -> str | None:
        """Where to read more of an entry: its page, else a source, else its surroundings', else the funding advice.

        None only where there is no entry of this id.
        """
        entry = self.get(entry_id)
        if entry is None:
            return None
        around = (self.get(other) for other in _surroundings(entry))
        pages = (_page(near) for near in (entry, *around, self.get(FUNDING_ADVICE)) if near is not None)
        return next(filter(None, pages), FUNDING_ADVICE_URL)

    @cached_property
    def _lands(self) -> dict[str, frozenset[str]]:
        return {group.code: frozenset(group.members) for group in self.vocabulary.region_groups if group.code}

    @cached_property
    def _references(self) -> Counter[str]:
        return Counter(
            self.resolve(other) or other
            for entry in self.entries.values()
            for other in entry.referred()
            if other != entry.id
        )

    @cached_property
    def _members(self) -> dict[str, tuple[Alliance, ...]]:
        found: dict[str, list[Alliance]] = {}
        for entry in self.entries.values():
            if isinstance(entry, Alliance):
                for programme in entry.programmes:
                    found.setdefault(self.resolve(programme) or programme, []).append(entry)
        return {programme: tuple(members) for programme, members in found.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[Programme, ...]]:
        found: dict[str, list[Programme]] = {}
        for entry in self.entries.values():
            if isinstance(entry, Programme) and entry.parent is not None:
                found.setdefault(self.resolve(entry.parent) or entry.parent, []).append(entry)
        return {parent: tuple(children) for parent, children in found.items()}


def _page(entry: Entry) -> str | None:
    return entry.url or next((source.url for source in entry.sources if source.url), None)


def _surroundings(entry: Entry) -> tuple[str, ...]:
    """The ids of whoever could have a page on an entry that has none, nearest first."""
    if isinstance(entry, Alliance):
        return entry.programmes
    if isinstance(entry, Programme):
        return (*((entry.parent,) if entry.parent else ()), *entry.managed_by, *entry.funders)
    return entry.run_by if isinstance(entry, Platform) else ()

"""Checking knowledge: every fault in every file at once, each with the line it stands in.

A fault of writing (broken YAML, an unknown field, a wrong code) is found while reading; what is left is here, one
function for each promise that the entries keep among each other. Files of JSON Lines need not be complete (one name
is enough), but what they say has to be right.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from knowledge.store.codes import KINDS, LANGUAGES
from knowledge.store.entries import Entry, Located, Programme
from knowledge.store.layout import DATA, FOLDERS
from knowledge.store.load import SHIPPED, KnowledgeError, shipped_vocabulary
from knowledge.store.sources import Content, Fault, Record, UnreadableError, read, shown, validate
from knowledge.store.vocabulary import Vocabulary, VocabularyError, load_vocabulary

SUMMARY_WORDS: Final = 60
"""How long a summary may be."""

_TEXTS: Final = ("name", "summary", "apply", "questions")
_NOTES: Final = ("budget_note", "grant_note", "members_note", "count_of")


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry together with where it was read."""

    entry: Entry
    record: Record
    source: int
    complete: bool
    """Whether it has to be complete: from a folder, not from JSON Lines."""


@dataclass(frozen=True, slots=True)
class _World:
    """All entries that count, and what they are checked against."""

    vocabulary: Vocabulary | None
    items: dict[str, _Item]
    former: dict[str, list[_Item]] = field(default_factory=dict)
    lands: dict[str, set[str]] = field(default_factory=dict)
    """The Länder in which there is a city of a name."""
    cities: dict[str, str] = field(default_factory=dict)
    """What a city is called that is known by another name too."""

    def get(self, entry_id: str) -> _Item | None:
        return self.items.get(entry_id) or next(iter(self.former.get(entry_id, ())), None)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    faults: tuple[Fault, ...]
    """Everything that is wrong, sorted by file and line."""
    counts: Mapping[str, int]
    """How many entries of each kind there are."""

    @property
    def summary(self) -> str:
        """One line: how many entries, how many of each kind, how many faults."""
        kinds = ", ".join(f"{self.counts[kind]} {kind}{'s' if self.counts[kind] != 1 else ''}" for kind in self.counts)
        entries = sum(self.counts.values())
        faults = f"{len(self.faults) or 'no'} fault{'s' if len(self.faults) != 1 else ''}"
        return f"{entries} {'entry' if entries == 1 else 'entries'} ({kinds}), {faults}"


def check(sources: Sequence[str] = (SHIPPED,)) -> Report:
    """Find every fault in `sources`, which are laid one over the other as for loading."""
    contents = [_read(source) for source in sources]
    faults = [fault for content in contents for fault in content.faults]
    vocabulary, wrong = _vocabulary(contents)
    faults += wrong

    items: dict[str, _Item] = {}
    for number, content in enumerate(contents):
        valid, wrong = _entries(number, content)
        faults += wrong
        items |= valid
    world = _World(vocabulary, items)
    for item in items.values():
        for former in item.entry.former_ids:
            world.former.setdefault(former, []).append(item)
    for city in vocabulary.cities if vocabulary else ():
        world.lands.setdefault(city.name, set()).add(city.region)
        world.cities.update(dict.fromkeys(city.names, city.name))
    for name in world.lands:
        world.cities.pop(name, None)
    faults += (fault for item in items.values() for rule in _RULES for fault in rule(item, world))
    counted = Counter(item.entry.kind for item in items.values())
    return Report(tuple(sorted(set(faults))), {kind: counted[kind] for kind in KINDS if counted[kind]})


def _read(source: str) -> Content:
    try:
        return read(DATA if source == SHIPPED else source)
    except UnreadableError as error:
        return Content((), (Fault(source, 1, "file", error.problem),))


def _vocabulary(contents: Iterable[Content]) -> tuple[Vocabulary | None, list[Fault]]:
    """The vocabulary that counts, unless it is broken itself, and the faults of every one that is brought."""
    brought = [content.vocabulary for content in contents if content.vocabulary is not None]
    found: Vocabulary | None = None
    faults: list[Fault] = []
    for folder in brought:
        try:
            found = load_vocabulary(folder)
        except VocabularyError as error:
            faults += map(_vocabulary_fault, error.faults)
    if not brought:
        try:
            found = shipped_vocabulary()
        except KnowledgeError as error:
            faults += map(_vocabulary_fault, error.faults)
    return found, faults


def _vocabulary_fault(line: str) -> Fault:
    match = re.fullmatch(r"(?P<file>.+?):(?P<line>\d+): (?:(?P<field>[\w.]+): )?(?P<problem>.+)", line, re.DOTALL)
    if match is None:
        return Fault("vocabulary", 1, "file", line)
    problem = " ".join(match["problem"].split())
    return Fault(shown(Path(match["file"])), int(match["line"]), match["field"] or "file", problem)


def _entries(number: int, content: Content) -> tuple[dict[str, _Item], list[Fault]]:
    """The valid entries of one source, and the faults that they have on their own."""
    items: dict[str, _Item] = {}
    faults: list[Fault] = []
    seen: dict[object, Record] = {}
    for record in content.records:
        entry, wrong = validate(record)
        faults += wrong
        entry_id = record.values.get("id")
        if isinstance(entry_id, str):
            if entry_id in seen:
                first = seen[entry_id]
                faults.append(record.fault("id", f"{entry_id!r} is there twice: also in {first.file}:{first.line}"))
            seen.setdefault(entry_id, record)
        if entry is not None:
            items.setdefault(entry.id, _Item(entry, record, number, complete=record.node is not None))
    return items, faults


def _in_its_folder(item: _Item, _world: _World) -> Iterator[Fault]:
    folder = Path(item.record.file).parent.name
    if item.complete and item.entry.kind != FOLDERS[folder]:
        yield item.record.fault("kind", f"a {item.entry.kind} stands in the folder {folder}")


def _codes(item: _Item, world: _World) -> Iterator[Fault]:
    if world.vocabulary is None:
        return
    known = {"regions": world.vocabulary.region_codes, "topics": world.vocabulary.topic_codes}
    for name, codes in known.items():
        for index, code in enumerate(getattr(item.entry, name)):
            if code not in codes:
                yield item.record.fault((name, index), f"{code!r} is not a code of the vocabulary")


def _references(item: _Item, world: _World) -> Iterator[Fault]:
    for name, kinds in item.entry.references.items():
        for entry_id in item.entry.referred(name):
            other = world.get(entry_id)
            if other is None:
                yield item.record.fault(name, f"there is no entry {entry_id!r}")
            elif other is item:
                yield item.record.fault(name, f"{entry_id!r} is the entry itself")
            elif other.entry.kind not in kinds:
                yield item.record.fault(name, f"{entry_id!r} is of kind {other.entry.kind}, not {' or '.join(kinds)}")


def _both_sides(item: _Item, world: _World) -> Iterator[Fault]:
    for name, back in (("successor", "predecessor"), ("predecessor", "successor")):
        for entry_id in getattr(item.entry, name):
            other = world.get(entry_id)
            if other is None or other.source != item.source:
                continue  # Who lays entries over others cannot change those.
            if name == "successor" and _older(other.entry, item.entry):
                continue  # It stands in today for what came and went beside it, and so did not follow it.
            if item.entry.id not in getattr(other.entry, back):
                yield item.record.fault(name, f"{entry_id!r} does not name {item.entry.id!r} as its {back}")


def _older(one: Entry, other: Entry) -> bool:
    years = [entry.start_year for entry in (one, other) if isinstance(entry, Programme) and entry.start_year]
    return len(years) == 2 and years[0] < years[1]


def _parents_end(item: _Item, world: _World) -> Iterator[Fault]:
    seen = {item.entry.id}
    parent = _parent(item.entry)
    while parent is not None:
        if parent in seen:
            yield item.record.fault("parent", f"{item.entry.id!r} belongs to itself by way of {parent!r}")
            return
        seen.add(parent)
        above = world.get(parent)
        parent = _parent(above.entry) if above else None


def _parent(entry: Entry) -> str | None:
    """The parent of a programme, unless that is the programme itself, which is a fault of its own."""
    return entry.parent if isinstance(entry, Programme) and entry.parent != entry.id else None


def _former_ids(item: _Item, world: _World) -> Iterator[Fault]:
    for former in item.entry.former_ids:
        if former in world.items:
            yield item.record.fault("former_ids", f"{former!r} is the id of an entry")
        elif any(other is not item for other in world.former[former]):
            yield item.record.fault("former_ids", f"{former!r} is a former id of another entry too")


def _names(item: _Item, _world: _World) -> Iterator[Fault]:
    names = {name for name in (item.entry.name_en, item.entry.name_de) if name}
    counted = Counter(item.entry.aliases)
    for index, alias in enumerate(item.entry.aliases):
        if alias in names or counted[alias] > 1:
            yield item.record.fault(("aliases", index), f"{alias!r} is there twice")


def _at_home(item: _Item, world: _World) -> Iterator[Fault]:
    entry = item.entry
    if world.vocabulary is None or not isinstance(entry, Located) or entry.city is None:
        return
    if entry.city in world.cities:
        yield item.record.fault("city", f"{entry.city!r} is called {world.cities[entry.city]!r} in the vocabulary")
    lands, regions = world.lands.get(entry.city, set()), set(entry.regions)
    if lands and regions and regions <= world.vocabulary.land_codes and not regions & lands:
        yield item.record.fault("regions", f"{entry.city} lies in {', '.join(sorted(lands))}")


def _both_languages(item: _Item, _world: _World) -> Iterator[Fault]:
    if not item.complete:
        return
    pairs = [(f"{name}_en", f"{name}_de", name in {"name", "summary"}) for name in _TEXTS]
    pairs += [(name, f"{name}_de", False) for name in _NOTES]
    for *both, needed in pairs:
        missing = [name for name in both if not getattr(item.entry, name, None)]
        if len(missing) == 1 or (missing and needed):
            for name in missing:
                yield item.record.fault(name, "is missing: every text is there in both languages")


def _short(item: _Item, _world: _World) -> Iterator[Fault]:
    for language in LANGUAGES:
        words = len((getattr(item.entry, f"summary_{language}") or "").split())
        if item.complete and words > SUMMARY_WORDS:
            yield item.record.fault(f"summary_{language}", f"has {words} words, more than {SUMMARY_WORDS}")


def _supported(item: _Item, _world: _World) -> Iterator[Fault]:
    if not item.complete:
        return
    if not item.entry.sources:
        yield item.record.fault("sources", "is missing: what supports this entry?")
    if item.entry.as_of is None:
        yield item.record.fault("as_of", "is missing: how old is the newest source?")


def _way_on(item: _Item, _world: _World) -> Iterator[Fault]:
    entry = item.entry
    over = isinstance(entry, Programme) and entry.status == "ended"
    if item.complete and over and not entry.successor and not entry.text("apply", "en"):
        yield item.record.fault("status", "it ended: name a successor, or say in apply_en where to turn now")


_RULES: Final[tuple[Callable[[_Item, _World], Iterator[Fault]], ...]] = (
    _in_its_folder,
    _codes,
    _references,
    _both_sides,
    _parents_end,
    _former_ids,
    _names,
    _at_home,
    _both_languages,
    _short,
    _supported,
    _way_on,
)

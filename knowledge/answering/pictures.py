"""What a picture of an answer shows, as plain values: the entries of each Land, and what ran when and followed what.

Nothing is drawn here and nothing is worded: ids, codes and years, from the same selection that a list is made of.

>>> where = land_map(base, Reading(kinds=("cluster", "network"), topics=("optics-photonics",)))
>>> where.counts["DE-TH"], where.nationwide
(9, 4)
>>> course = timeline(base, Reading(entries=("leading-edge-cluster-competition",)))
>>> [(bar.id, bar.start, bar.end) for bar in course.bars][:2]
[('bioregio', 1995, 2005), ('leading-edge-cluster-competition', 2007, 2017)]
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from knowledge.reading.reading import Reading
from knowledge.reading.select import figure, select
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Status
from knowledge.store.entries import Alliance, Entry, Programme

MOST_BARS: Final = 16
"""How many bars a timeline has at most: more cannot be read on a phone."""
_GOES_ON: Final = frozenset({"open", "running", "active", "planned"})
_ALL_GERMANY: Final = "DE"
_EUROPE: Final = "EU"


@dataclass(frozen=True, slots=True)
class LandMap:
    """How many entries each Land has; one that is at home in several Länder, or made for them, counts in each."""

    counts: Mapping[str, int]
    """All sixteen Länder by their codes."""
    total: int
    """How many entries there are, each counted once."""
    nationwide: int
    """How many name no Land but all Germany."""
    european: int
    """How many name no Land but Europe."""
    members: bool = False
    """Whether these are the clusters and networks of a programme that was asked about, and not the entry itself."""

    @property
    def tells(self) -> bool:
        """Whether a look says more than a sentence: at least two Länder have entries."""
        return sum(map(bool, self.counts.values())) > 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One entry of a timeline. A year that is not known is None."""

    id: str
    start: int | None
    end: int | None
    """The last year; None also for what goes on."""
    status: Status
    level: int = 0
    """How deep it stands below programmes of this timeline that it is a line of."""
    asked: bool = False
    """Whether it was asked about, and is not only shown because it is related."""

    @property
    def goes_on(self) -> bool:
        """Whether it has no end yet; without an end and not going on, nobody knows when it ended."""
        return self.end is None and self.status in _GOES_ON


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from top to bottom, and which of them followed which."""

    bars: tuple[Bar, ...]
    arrows: tuple[tuple[str, str], ...]
    """Pairs of ids: what was there before, and what came after it."""
    undated: tuple[str, ...] = ()
    """Ids of what belongs here and has no year at all."""
    left_out: int = 0
    """How many more would belong here."""

    @property
    def tells(self) -> bool:
        """Whether a look says more than a sentence: there are at least two bars."""
        return len(self.bars) > 1


def land_map(base: KnowledgeBase, reading: Reading) -> LandMap | None:
    """Count the Länder of what fits `reading`; of a programme that is named, those of its clusters and networks.

    Returns:
        None where nothing fits, or where nothing that fits is tied to a Land, to all Germany or to Europe.
    """
    entries, members = _located(base, reading)
    lands = base.vocabulary.land_codes
    counts: Counter[str] = Counter()
    nationwide = european = 0
    for entry in entries:
        named = {land for code in entry.regions for land in (code, *base.lands_of(code))} & lands
        counts.update(named)
        if not named:
            nationwide += _ALL_GERMANY in entry.regions
            european += _EUROPE in entry.regions and _ALL_GERMANY not in entry.regions
    if not counts and not nationwide and not european:
        return None
    ordered = {region.id: counts[region.id] for region in base.vocabulary.regions if region.id in lands}
    return LandMap(MappingProxyType(ordered), len(entries), nationwide, european, members)


def timeline(base: KnowledgeBase, reading: Reading) -> Timeline | None:
    """Lay out the family of what `reading` names, or else the programmes that fit it, by the years.

    A family is a programme with its lines, what it followed and what followed it, as far as that goes; where that is
    the programme alone, the family that it is a line of. A cluster or network stands with the programmes it won.

    Returns:
        None where nothing that belongs here has a year.
    """
    asked = [base[entry].id for entry in reading.entries if entry in base]
    if not asked and not set(reading.kinds) & {"programme"}:
        asked = [base[programme].id for programme in reading.programmes if programme in base]
    if asked:
        found = _family(base, asked)
    else:
        found = [hit.entry for hit in select(base, reading).fitting if isinstance(hit.entry, Programme)]
    dated = [entry for entry in found if _years(entry) != (None, None)]
    shown = {entry.id: entry for entry in dated[:MOST_BARS]}
    if not shown:
        return None
    bars = tuple(
        Bar(entry.id, *_years(entry), entry.status, level, entry.id in asked) for entry, level in _rows(base, shown)
    )
    undated = tuple(entry.id for entry in found if _years(entry) == (None, None))
    return Timeline(bars, _arrows(base, bars), undated, len(dated) - len(shown))


def _located(base: KnowledgeBase, reading: Reading) -> tuple[list[Entry], bool]:
    """The entries to be counted, and whether they are the members of a programme that was asked about."""
    named = [base[entry] for entry in reading.entries if entry in base]
    if not named:
        return [hit.entry for hit in select(base, reading).fitting], False
    programmes = tuple(entry.id for entry in named if isinstance(entry, Programme))
    if programmes:
        of_them = Reading(kinds=("cluster", "network"), programmes=programmes)
        if members := [hit.entry for hit in select(base, of_them).fitting]:
            return members, True
    return named, False


def _family(base: KnowledgeBase, asked: Iterable[str]) -> list[Entry]:
    """What belongs to the entries asked about, the nearest first."""
    found: dict[str, Entry] = {}
    for entry in (base[id] for id in asked):
        found |= dict.fromkeys(_related(base, entry), entry)
        if isinstance(entry, Programme) and len(_related(base, entry)) == 1:
            for parent in base.ancestors(entry.id)[:1]:
                found |= dict.fromkeys(_related(base, base[parent]), entry) if parent in base else {}
    return [base[id] for id in found]


def _related(base: KnowledgeBase, entry: Entry) -> list[str]:
    """The ids of an entry, its lines or programmes, and what came before and after, step by step."""
    core = base.family(entry.id) if isinstance(entry, Programme) else (entry.id,)
    found = dict.fromkeys(core)
    if isinstance(entry, Alliance):
        found |= dict.fromkeys(base[programme].id for programme in entry.programmes if programme in base)
    preceded, followed = _followed(base)
    before, after = list(core), list(core)
    while before or after:
        before = list(_unseen(found, (past for id in before for past in preceded.get(id, ()))))
        after = list(_unseen(found, (later for id in after for later in followed.get(id, ()))))
    return list(found)


def _unseen(found: dict[str, None], ids: Iterable[str]) -> Iterator[str]:
    """Those of `ids` that were not found yet; they are from now on."""
    for id in ids:
        if id not in found:
            found[id] = None
            yield id


@lru_cache(maxsize=1)
def _followed(base: KnowledgeBase) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """By its id, what each entry followed and what followed it, whichever of the two says so."""
    before: dict[str, dict[str, None]] = {}
    after: dict[str, dict[str, None]] = {}
    for entry in base.entries.values():
        past = [(base.resolve(other), entry.id) for other in entry.predecessor]
        for one, other in (*past, *((entry.id, base.resolve(other)) for other in entry.successor)):
            if one and other and one != other:
                before.setdefault(other, {})[one] = None
                after.setdefault(one, {})[other] = None
    return {id: tuple(ids) for id, ids in before.items()}, {id: tuple(ids) for id, ids in after.items()}


def _years(entry: Entry) -> tuple[int | None, int | None]:
    start, end = figure(entry, "start_year"), figure(entry, "end_year")
    return None if start is None else int(start), None if end is None else int(end)


def _rows(base: KnowledgeBase, shown: Mapping[str, Entry]) -> Iterator[tuple[Entry, int]]:
    """The entries by when they began, lines below the programme that they belong to, each with its level."""

    def below(parent: str | None, level: int) -> Iterator[tuple[Entry, int]]:
        lines = [entry for entry in shown.values() if _parent(base, entry, shown) == parent]
        for entry in sorted(lines, key=lambda line: _when(base, line)):
            yield entry, level
            yield from below(entry.id, level + 1)

    return below(None, 0)


def _parent(base: KnowledgeBase, entry: Entry, shown: Container[str]) -> str | None:
    parent = base.resolve(entry.parent) if isinstance(entry, Programme) and entry.parent else None
    # Programmes that are lines of each other, by a fault in somebody's own knowledge, stand side by side.
    return parent if parent in shown and entry.id not in base.ancestors(entry.id) else None


def _when(base: KnowledgeBase, entry: Entry) -> tuple[int, int, str]:
    """Where an entry stands among others: by its start, and where that is not known after what it followed."""
    start, end = _years(entry)
    latest = 9999
    if start is None:
        past = [year for id in _followed(base)[0].get(entry.id, ()) for year in _years(base[id]) if year]
        start = max(past, default=end)
    return start or latest, end or latest, entry.id


def _arrows(base: KnowledgeBase, bars: Iterable[Bar]) -> tuple[tuple[str, str], ...]:
    """Who followed whom; not from or to a line of a programme where that stands for all of it at the other end."""
    wider = {bar.id: base.ancestors(bar.id) for bar in bars}
    preceded, _ = _followed(base)
    pairs = {(past, id): None for id in wider for past in preceded.get(id, ()) if past in wider}

    def covered(past: str, later: str) -> bool:
        around = [(before, later) for before in wider[past]] + [(past, after) for after in wider[later]]
        return len(wider[past]) != len(wider[later]) and any(pair in pairs for pair in around)

    # Where each says to have followed the other, neither did.
    return tuple(pair for pair in pairs if pair[::-1] not in pairs and not covered(*pair))

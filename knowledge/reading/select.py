"""Decide which entries fit a reading, and in which order they are shown.

Two stages, as people match by hand: first what excludes (kind, region, topic, …), then what comes first. An entry
either *fits*, or comes *also* because it is open to everyone (for all Germany, for every topic), or is left out:

>>> selection = select(base, Reading(kinds=("programme",), regions=("DE-BY",)))
>>> "bayvfp" in [hit.entry.id for hit in selection.fitting], "zim" in [hit.entry.id for hit in selection.also]
(True, True)

Within a slot one value suffices; between slots all must hold.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from knowledge.reading.reading import Reading
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import TargetGroup
from knowledge.store.entries import Alliance, Entry, Located, Programme

Fit = Literal["fits", "also"]
RegionFit = Literal["whole", "part", "also"]

FOUND_WHEN_OPEN: Final = ("programme", "cluster", "network")
"""The kinds that a question which names none may find; the others are found by name alone."""
WIDER_GROUPS: Final[dict[str, tuple[TargetGroup, ...]]] = {
    "startup": ("startup", "sme", "company"),
    "sme": ("sme", "company"),
}
"""Whom else a programme may be made for when one of the first asks."""
OPEN: Final = "open"
"""The topic of programmes that are open to every topic."""
STATUS_ORDER: Final = ("open", "active", "running", "planned", "unknown", "ended")
ALLIANCE_STATUSES: Final = {"open": "active", "running": "active"}
"""What a status that only programmes have means for a cluster or network."""


class Found(NamedTuple):
    """An entry that fits, how, and by which of the values asked for."""

    entry: Entry
    fit: Fit
    matches: tuple[str, ...]
    """The values of the reading that it meets, for whoever asks why it is here."""
    order: tuple[float | str, ...]


class Selection(NamedTuple):
    """All entries that fit a reading, best first, and those that come also."""

    fitting: tuple[Found, ...]
    also: tuple[Found, ...]


class _Judgement:
    """What one entry meets of one reading, collected slot by slot."""

    __slots__ = ("fit", "matches", "partly")

    def __init__(self) -> None:
        self.fit: Fit = "fits"
        self.matches: list[str] = []
        self.partly = 0
        """How far its home or reach is from the region asked: 0 whole, 1 a part."""


def select(base: KnowledgeBase, reading: Reading) -> Selection:
    """The entries of `base` that fit `reading`, in the order in which they are shown."""
    asked = [meets for slot, meets in _SLOTS.items() if getattr(reading, slot)]
    found = [hit for entry in _candidates(base, reading) if (hit := _judge(base, reading, entry, asked))]
    found.sort(key=lambda hit: hit.order)
    return Selection(tuple(hit for hit in found if hit.fit == "fits"), tuple(hit for hit in found if hit.fit == "also"))


def _candidates(base: KnowledgeBase, reading: Reading) -> Iterator[Entry]:
    """The entries that can fit, narrowed by what is filed; the slots decide which of them do."""
    found = base.holding("kind", reading.kinds or FOUND_WHEN_OPEN)
    if reading.programmes:
        families = [member for programme in reading.programmes for member in base.family(programme)]
        found &= base.holding("programmes", families) | base.holding("parent", families)
    if reading.topics:
        found &= base.holding("topics", (*reading.topics, OPEN))
    if reading.regions and "DE" not in reading.regions:
        found &= base.holding("regions", _reaching(base, reading.regions))
    if reading.statuses and "active" not in reading.statuses:
        meant = {*reading.statuses, *(ALLIANCE_STATUSES.get(status, status) for status in reading.statuses)}
        found &= base.holding("status", meant)
    if reading.instruments:
        found &= base.holding("instrument", reading.instruments)
    if reading.foremost and not _sets_conditions(reading):
        found &= frozenset(reading.foremost)
    return (base.entries[id] for id in found)


def _sets_conditions(reading: Reading) -> bool:
    """Whether anything is asked beside the kind."""
    return any(getattr(reading, slot) for slot in _SLOTS)


def _reaching(base: KnowledgeBase, regions: Iterable[str]) -> Iterator[str]:
    """Every region whose entries can fit one of these, or come also."""
    yield from ("DE", "EU", "east", "structurally-weak")
    for region in regions:
        yield region
        yield from base.lands_of(region)


def _judge(base: KnowledgeBase, reading: Reading, entry: Entry, slots: "Sequence[_Slot]") -> Found | None:
    judgement = _Judgement()
    for meets in slots:
        if not meets(base, reading, entry, judgement):
            return None
    return Found(entry, judgement.fit, tuple(judgement.matches), _order(base, reading, entry, judgement))


# What an entry has to meet, one function a slot: each says whether the entry may stay, and notes how it fits.


def _programmes(base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    families = {member for programme in reading.programmes for member in base.family(programme)}
    if isinstance(entry, Alliance):
        matches = [programme for programme in entry.programmes if programme in families]
    elif isinstance(entry, Programme) and entry.parent in families and "programme" in reading.kinds:
        matches = [entry.parent] if entry.parent else []
    else:
        matches = []
    judgement.matches += matches
    return bool(matches)


def _regions(base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    fits = [(region, _region_fit(base, region, entry)) for region in reading.regions]
    met = [region for region, fit in fits if fit in ("whole", "part")]
    judgement.matches += met
    if met:
        judgement.partly = min(0 if fit == "whole" else 1 for _, fit in fits if fit in ("whole", "part"))
        return True
    if any(fit == "also" for _, fit in fits):
        judgement.fit = "also"
        return True
    return False


def _region_fit(base: KnowledgeBase, region: str, entry: Entry) -> RegionFit | None:
    """How an entry's regions meet one region asked for: where it is at home, or where a programme supports."""
    if isinstance(entry, Programme):
        return _reach_fit(base, region, set(entry.regions))
    return _home_fit(base, region, set(entry.regions))


def _reach_fit(base: KnowledgeBase, region: str, reach: set[str]) -> RegionFit | None:
    """How the regions in which a programme supports meet the one asked for."""
    east = base.lands_of("east")
    if region in reach:
        return "whole"
    if region in ("DE", "EU"):
        return None
    if "structurally-weak" in reach:
        # All of the east is structurally weak, of the west only parts.
        return "whole" if region == "east" or region in east else "also"
    if region in ("east", "structurally-weak") and reach & (east | {"east"}):
        return "part"
    if region in east and "east" in reach:
        return "whole"
    return "also" if reach & {"DE", "EU"} else None


def _home_fit(base: KnowledgeBase, region: str, home: set[str]) -> RegionFit | None:
    """How the regions in which a cluster or any other entry is at home meet the one asked for."""
    if region == "DE":
        return "whole" if home - {"EU"} else None
    lands = base.lands_of(region) if region in ("east", "structurally-weak") else frozenset[str]()
    if home & {region, *lands} or ("east" in home and region in base.lands_of("east")):
        return "whole"
    return "also" if "DE" in home and region != "EU" else None


def _topics(_base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    met = [topic for topic in reading.topics if topic in entry.topics]
    judgement.matches += met
    if met:
        return True
    if isinstance(entry, Programme) and set(entry.topics) == {OPEN}:
        judgement.fit = "also"
        return True
    return False


def _target_groups(_base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    if not isinstance(entry, Programme):
        return bool(reading.kinds or reading.programmes)
    for group in reading.target_groups:
        if group in entry.target_groups:
            judgement.matches.append(group)
    return is_for_any(entry, reading.target_groups)


def _statuses(_base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    if isinstance(entry, Programme):
        wanted = {
            status for asked in reading.statuses for status in (("open", "running") if asked == "active" else (asked,))
        }
    else:
        wanted = {ALLIANCE_STATUSES.get(status, status) for status in reading.statuses}
    if entry.status in wanted:
        judgement.matches.append(entry.status)
        return True
    return False


def _funders(base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    paying = set[str]()
    if isinstance(entry, Programme):
        paying.update(entry.funders)
        # Who pays for nothing is asked for what it runs: the programmes of a project management agency.
        paying.update(id for id in entry.managed_by if not base.holding("funders", (id,)))
    elif isinstance(entry, Alliance):
        for id in entry.programmes:
            programme = base.get(id)
            if isinstance(programme, Programme):
                paying.update(programme.funders)
    met = [funder for funder in reading.funders if funder in paying]
    judgement.matches += met
    return bool(met)


def _instruments(_base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    if isinstance(entry, Programme) and entry.instrument in reading.instruments:
        judgement.matches.append(entry.instrument)
        return True
    return False


def _limits(_base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> bool:
    for limit in reading.limits:
        value = figure(entry, limit.field)
        if value is None or not COMPARE[limit.op](value, limit.value):
            return False
        judgement.matches.append(limit.field)
    return True


def _sortable(_base: KnowledgeBase, reading: Reading, entry: Entry, _judgement: _Judgement) -> bool:
    return reading.sort is None or figure(entry, reading.sort.field) is not None


def _excluded(base: KnowledgeBase, reading: Reading, entry: Entry, _judgement: _Judgement) -> bool:
    for slot, values in reading.excluded.items():
        if slot == "regions":
            lands = {land for value in values for land in (value, *base.lands_of(value))}
            if set(entry.regions) & lands:
                return False
        elif slot == "places":
            if isinstance(entry, Located) and entry.city in values:
                return False
        elif slot == "kinds":
            if entry.kind in values:
                return False
        elif slot == "entries":
            if entry.id in values:
                return False
        elif set(_values(base, entry, slot)) & set(values):
            return False
    return True


def _values(base: KnowledgeBase, entry: Entry, slot: str) -> Iterable[str]:
    """What an entry holds in a slot, for ruling it out."""
    if slot == "statuses":
        return (entry.status,)
    if slot == "topics":
        return entry.topics
    if isinstance(entry, Programme):
        if slot == "instruments":
            return (entry.instrument,) if entry.instrument else ()
        if slot == "target_groups":
            return entry.target_groups
        if slot == "funders":
            return entry.funders
        if slot == "programmes":
            return (entry.id, *base.ancestors(entry.id))
    if isinstance(entry, Alliance) and slot == "programmes":
        return [family for id in entry.programmes for family in (id, *base.ancestors(id))]
    return ()


_Slot = Callable[[KnowledgeBase, Reading, Entry, _Judgement], bool]
_SLOTS: Final[dict[str, _Slot]] = {
    "programmes": _programmes,
    "regions": _regions,
    "topics": _topics,
    "target_groups": _target_groups,
    "statuses": _statuses,
    "funders": _funders,
    "instruments": _instruments,
    "limits": _limits,
    "sort": _sortable,
    "excluded": _excluded,
}

COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    "=": lambda value, limit: value == limit,
    ">=": lambda value, limit: value >= limit,
    ">": lambda value, limit: value > limit,
}


def is_for_any(programme: Programme, groups: Sequence[str]) -> bool:
    """Whether a programme is for one of these groups, or for a wider one: what is for SMEs is for start-ups, too."""
    wider = {other for group in groups for other in WIDER_GROUPS.get(group, (group,))}
    return not wider.isdisjoint(programme.target_groups)


def figure(entry: Entry, field: str) -> float | None:
    """A figure or year of an entry; ``start_year`` of a cluster is the year it was founded.

    Args:
        entry: Any entry.
        field: A field's name, or ``members``, which for a programme is its `count`.
    """
    value: object = getattr(entry, field, None)
    if value is None and isinstance(entry, Alliance):
        if field == "start_year":
            value = entry.founded
        elif field == "end_year":
            value = entry.period.end if entry.period else None
    elif value is None and isinstance(entry, Programme) and field == "members":
        value = entry.count
    elif value is None and isinstance(entry, Programme) and field == "founded":
        value = entry.start_year
    return float(value) if isinstance(value, int | float) else None


def _order(base: KnowledgeBase, reading: Reading, entry: Entry, judgement: _Judgement) -> tuple[float | str, ...]:
    """The sort key of the contract ("What fits", order): small comes first."""
    sort = 0.0
    if reading.sort:
        value = figure(entry, reading.sort.field) or 0.0
        sort = -value if reading.sort.descending else value
    at_home = isinstance(entry, Located) and entry.city in reading.places
    return (
        sort,
        entry.status == "ended",
        -len(judgement.matches),
        not at_home,
        judgement.partly,
        bool(reading.foremost and reading.regions) and not set(entry.regions) <= set(reading.regions),
        entry.id not in reading.foremost,
        STATUS_ORDER.index(entry.status),
        len(entry.regions) + len(entry.topics),
        -base.references(entry.id),
        entry.id,
    )

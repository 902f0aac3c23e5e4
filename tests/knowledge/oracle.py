"""Which entries fit a reading, and in which order: the rules one by one, slow and obvious.

`knowledge.reading.select` is checked against this. Every function is one sentence of what was agreed on: what fits a
region, what comes only beside the results, what is shown first.
"""

from collections.abc import Iterable
from typing import Final

from knowledge import KnowledgeBase, Reading
from knowledge.reading.select import figure
from knowledge.store.entries import Alliance, Entry, Located, Programme

TARGET_GROUPS: Final = {"startup": ["startup", "sme", "company"], "sme": ["sme", "company"]}
COMPARED: Final = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,)}
STATUSES: Final = ("open", "active", "running", "planned", "unknown", "ended")
WHOLE, PART, BESIDE = "whole", "part", "beside"


def expected(base: KnowledgeBase, reading: Reading) -> tuple[list[str], list[str]]:
    """The ids of all entries that fit, and of those that come beside them, in order."""
    fitting: list[Entry] = []
    beside: list[Entry] = []
    for entry in base.entries.values():
        if stays(base, reading, entry):
            (beside if comes_beside(base, reading, entry) else fitting).append(entry)
    return ordered(base, reading, fitting), ordered(base, reading, beside)


def stays(base: KnowledgeBase, reading: Reading, entry: Entry) -> bool:
    """Whether an entry meets every slot, be it only as one that is open to everyone."""
    return (
        entry.kind in (reading.kinds or ("programme", "cluster", "network"))
        and (not reading.programmes or bool(met_programmes(base, reading, entry)))
        and (not reading.regions or any(reach(base, region, entry) for region in reading.regions))
        and (not reading.topics or bool(set(reading.topics) & set(entry.topics)) or open_to_every_topic(entry))
        and (not reading.target_groups or bool(wider(reading.target_groups) & set(groups(entry))))
        and (not reading.statuses or entry.status in reading.statuses)
        and (not reading.funders or bool(set(reading.funders) & set(payers(base, entry))))
        and (not reading.instruments or getattr(entry, "instrument", None) in reading.instruments)
        and all(holds(entry, limit.field, limit.op, limit.value) for limit in reading.limits)
        and (reading.sort is None or figure(entry, reading.sort.field) is not None)
        and not is_excluded(base, reading, entry)
    )


def comes_beside(base: KnowledgeBase, reading: Reading, entry: Entry) -> bool:
    """Whether an entry is not special to what was asked: open to all regions, or to all topics."""
    reached = {reach(base, region, entry) for region in reading.regions}
    return bool(reading.regions and not reached & {WHOLE, PART}) or bool(
        reading.topics and not set(reading.topics) & set(entry.topics)
    )


def reach(base: KnowledgeBase, region: str, entry: Entry) -> str | None:
    """Whether an entry is made for, or at home in, the whole of a region, a part of it, or every region."""
    east, own = base.lands_of("east"), set(entry.regions)
    if not isinstance(entry, Programme):
        if region == "DE":
            return WHOLE if own - {"EU"} else None
        inside = {region} | (east if region in ("east", "structurally-weak") else set())
        if own & inside or ("east" in own and region in east):
            return WHOLE
        return BESIDE if "DE" in own and region != "EU" else None
    if region in own:
        return WHOLE
    if region in ("DE", "EU"):
        return None
    if region in east | {"east"} and own & {"east", "structurally-weak"}:
        return WHOLE
    if region in ("east", "structurally-weak") and own & (east | {"east"}):
        return PART
    return BESIDE if own & {"DE", "EU", "structurally-weak"} else None


def open_to_every_topic(entry: Entry) -> bool:
    return isinstance(entry, Programme) and set(entry.topics) == {"open"}


def wider(asked: Iterable[str]) -> set[str]:
    return {group for one in asked for group in TARGET_GROUPS.get(one, [one])}


def groups(entry: Entry) -> tuple[str, ...]:
    return entry.target_groups if isinstance(entry, Programme) else ()


def payers(base: KnowledgeBase, entry: Entry) -> list[str]:
    """Who pays: the funders of a programme, or of the programmes that a cluster won; who pays nothing, runs it."""
    if isinstance(entry, Programme):
        runs = [
            id
            for id in entry.managed_by
            if not any(id in other.funders for other in base.of_kind("programme") if isinstance(other, Programme))
        ]
        return [*entry.funders, *runs]
    won = [base.get(id) for id in entry.programmes] if isinstance(entry, Alliance) else []
    return [funder for programme in won if isinstance(programme, Programme) for funder in programme.funders]


def family(base: KnowledgeBase, id: str) -> list[str]:
    """A programme and every id above it."""
    found: list[str] = []
    while id and id not in found:
        found.append(id)
        entry = base.get(id)
        id = entry.parent or "" if isinstance(entry, Programme) else ""
    return found


def met_programmes(base: KnowledgeBase, reading: Reading, entry: Entry) -> list[str]:
    """The programmes by which an entry is a member of those asked for; a line is one where those are sought."""
    if isinstance(entry, Alliance):
        belongs = list(entry.programmes)
    else:
        line = isinstance(entry, Programme) and "programme" in reading.kinds
        belongs = [entry.parent] if line and isinstance(entry, Programme) and entry.parent else []
    return [id for id in belongs if set(family(base, id)) & set(reading.programmes)]


def holds(entry: Entry, field: str, op: str, limit: float) -> bool:
    value = figure(entry, field)
    return value is not None and (value > limit) - (value < limit) in COMPARED[op]


def is_excluded(base: KnowledgeBase, reading: Reading, entry: Entry) -> bool:
    out = reading.excluded
    lands = {land for region in out.get("regions", ()) for land in (region, *base.lands_of(region))}
    return bool(
        lands & set(entry.regions)
        or set(out.get("topics", ())) & set(entry.topics)
        or set(out.get("target_groups", ())) & set(groups(entry))
        or entry.status in out.get("statuses", ())
        or (isinstance(entry, Programme) and set(out.get("funders", ())) & set(entry.funders))
    )


def ordered(base: KnowledgeBase, reading: Reading, entries: list[Entry]) -> list[str]:
    """The ids as they are shown: sorted by the least important rule first, each sort keeping what came before."""
    shown = sorted(entries, key=lambda entry: entry.id)
    shown.sort(key=lambda entry: base.references(entry.id), reverse=True)
    shown.sort(key=lambda entry: len(entry.regions) + len(entry.topics))
    shown.sort(key=lambda entry: STATUSES.index(entry.status))
    shown.sort(key=lambda entry: is_for_a_part(base, reading, entry))
    shown.sort(key=lambda entry: not (isinstance(entry, Located) and entry.city in reading.places))
    shown.sort(key=lambda entry: matches(base, reading, entry), reverse=True)
    shown.sort(key=lambda entry: entry.status == "ended")
    if reading.sort:
        field = reading.sort.field
        shown.sort(key=lambda entry: figure(entry, field) or 0.0, reverse=reading.sort.descending)
    return [entry.id for entry in shown]


def is_for_a_part(base: KnowledgeBase, reading: Reading, entry: Entry) -> bool:
    """Whether an entry is made for less than any of the regions asked; what is open to all holds each of them."""
    reached = {reach(base, region, entry) for region in reading.regions}
    return PART in reached and WHOLE not in reached


def matches(base: KnowledgeBase, reading: Reading, entry: Entry) -> int:
    """How many of the values asked for an entry meets: the more, the earlier it is shown."""
    return (
        len(met_programmes(base, reading, entry))
        + sum(reach(base, region, entry) in (WHOLE, PART) for region in reading.regions)
        + len(set(reading.topics) & set(entry.topics))
        + len(set(reading.target_groups) & set(groups(entry)))
        + len(set(reading.funders) & set(payers(base, entry)))
    )

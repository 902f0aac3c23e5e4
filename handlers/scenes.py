"""What is drawn, complete with its words: everything that a draughtsman needs and nothing that he would have to decide.

A scene is a plain value, equal to another where both look the same; its `caption` says in words what it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from handlers.wording import label
from knowledge.answering.answers import Answer
from knowledge.answering.pictures import Bar, LandMap, Timeline, land_map, timeline
from knowledge.reading.reading import Reading
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language, Status

Picture = Literal["map", "timeline"]
PICTURES: Final[tuple[Picture, ...]] = get_args(Picture)
CAPTION: Final = 1024
"""UTF-16 units that Telegram takes as a caption."""
_TITLE: Final = 240
_SHORTEST: Final = 2
"""Entries below which a list is read faster than a picture of it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One Land on a map."""

    land: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class MapScene:
    """A map of the Länder."""

    title: str
    tiles: tuple[Tile, ...]
    notes: tuple[str, ...]
    caption: str
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One bar of a timeline, with its name and years in words. A year that is not known is None."""

    name: str
    years: str
    start: int | None
    end: int | None
    goes_on: bool
    status: Status
    level: int
    asked: bool


@dataclass(frozen=True, slots=True)
class TimelineScene:
    """Programmes by their years."""

    title: str
    lines: tuple[Line, ...]
    arrows: tuple[tuple[int, int], ...]
    """Which line followed which, by their places."""
    today: float
    """Today as a year with a fraction."""
    today_label: str
    legend: tuple[tuple[Status, str], ...]
    notes: tuple[str, ...]
    caption: str
    dark: bool = False


Scene = MapScene | TimelineScene


def offered(base: KnowledgeBase, answer: Answer) -> tuple[Picture, ...]:
    """Return the pictures that say more than `answer` does."""
    if answer.outcome != "answer" or answer.intent not in {"find", "count", "describe", "ask", "compare", "browse"}:
        return ()
    reading = answer.reading
    if not reading.entries and answer.total < _SHORTEST:
        return ()
    lands, course = land_map(base, reading), timeline(base, reading)
    told: dict[Picture, bool] = {"map": bool(lands and lands.tells), "timeline": bool(course and course.tells)}
    return tuple(picture for picture in PICTURES if told[picture])


def scene_of(picture: Picture, base: KnowledgeBase, answer: Answer, today: date, *, dark: bool = False) -> Scene | None:
    """Return the scene of a picture of `answer`, or None where there is nothing to draw."""
    if answer.outcome != "answer":
        return None
    if picture == "map":
        lands = land_map(base, answer.reading)
        return _map(base, lands, answer, dark) if lands else None
    course = timeline(base, answer.reading)
    return _timeline(base, course, answer, today, dark) if course else None


def _map(base: KnowledgeBase, lands: LandMap, answer: Answer, dark: bool) -> MapScene:
    language = answer.language
    names = {region.id: region.name(language) for region in base.vocabulary.regions}
    tiles = tuple(Tile(land, names[land], count) for land, count in lands.counts.items())
    notes = []
    if lands.nationwide:
        notes.append(label(language, "picture.nationwide", count=lands.nationwide))
    if lands.european:
        notes.append(label(language, "picture.european", count=lands.european))
    if sum(lands.counts.values()) > lands.total:
        notes.append(label(language, "picture.several"))
    title = _title(base, answer, answer.reading.entries, lands.members)
    ranked = sorted((tile for tile in tiles if tile.count), key=lambda tile: (-tile.count, tile.name))
    said = [f"{tile.name} {tile.count}" for tile in ranked]
    return MapScene(title, tiles, tuple(notes), _caption(language, "picture.map", title, said, notes), dark)


def _timeline(base: KnowledgeBase, course: Timeline, answer: Answer, today: date, dark: bool) -> TimelineScene:
    language = answer.language
    statuses = {status.id: status.name(language) for status in base.vocabulary.statuses}
    lines = tuple(
        Line(
            name=base[bar.id].name(language),
            years=years_of(bar, language),
            start=bar.start,
            end=bar.end,
            goes_on=bar.goes_on,
            status=bar.status,
            level=bar.level,
            asked=bar.asked,
        )
        for bar in course.bars
    )
    places = {bar.id: place for place, bar in enumerate(course.bars)}
    arrows = tuple((places[past], places[later]) for past, later in course.arrows)
    notes = []
    if course.undated:
        named = ", ".join(base[entry].name(language) for entry in course.undated[:_SHORTEST])
        more = len(course.undated) - _SHORTEST
        key = "picture.undated_more" if more > 0 else "picture.undated"
        notes.append(label(language, key, names=named, count=more))
    if course.left_out:
        notes.append(label(language, "picture.left_out", count=course.left_out))
    title = _title(base, answer, answer.reading.entries or _programmes(answer.reading))
    used = dict.fromkeys(line.status for line in lines)
    followed = [f"{lines[past].name} → {lines[later].name}" for past, later in arrows]
    said = [*(f"{line.name} {line.years}" for line in lines), *followed]
    return TimelineScene(
        title=title,
        lines=lines,
        arrows=arrows,
        today=today.year + (today.timetuple().tm_yday - 1) / 366,
        today_label=label(language, "picture.today"),
        legend=tuple((status, statuses.get(status, status)) for status in used),
        notes=tuple(notes),
        caption=_caption(language, "picture.timeline", title, said, notes),
        dark=dark,
    )


def years_of(bar: Bar, language: Language) -> str:
    """Return the years of a bar in words."""
    if bar.start is not None and bar.end is not None:
        return str(bar.start) if bar.start == bar.end else f"{bar.start}–{bar.end}"
    if bar.start is not None:
        return label(language, "picture.since" if bar.goes_on else "picture.from", year=bar.start)
    return label(language, "picture.until", year=bar.end)


def _programmes(reading: Reading) -> tuple[str, ...]:
    """Return the programmes whose years are shown in place of those of their members, which have none."""
    return () if "programme" in reading.kinds else reading.programmes


def _title(base: KnowledgeBase, answer: Answer, about: Sequence[str], members: bool = False) -> str:
    """Return what is shown: the names of the entries that it is about, else the sentence that leads the list."""
    named = [base[entry].name(answer.language) for entry in about if entry in base]
    if not named:
        return _cut(answer.lead.rstrip(".:"), _TITLE)
    names = _cut(" · ".join(named), _TITLE)
    return label(answer.language, "picture.members", names=names) if members else names


def _caption(language: Language, message: str, title: str, said: Sequence[str], notes: Sequence[str]) -> str:
    """Return what a picture shows in words: as much of it as a caption holds, cut between two things said."""
    start = label(language, message, title=title)
    end = " ".join(f"{note.rstrip('.')}." for note in notes)
    for kept in range(len(said), -1, -1):
        shown = "; ".join((*said[:kept], *("…" for _ in said[kept : kept + 1])))
        text = " ".join(filter(None, (start, shown + "." * (kept == len(said) > 0), end)))
        if _units(text) <= CAPTION:
            return text
    return _cut(start, CAPTION // 2)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rpartition(' ')[0] or text[: limit - 1]}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

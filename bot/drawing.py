"""Scenes drawn as PNG pictures for a phone, light or dark, with matplotlib: `pip install 'clusterlotse[pictures]'`.

matplotlib is imported when the first picture is drawn. `Gallery` is what the bot uses: it draws off the event loop, one
picture at a time, and keeps the last ones.
"""

import asyncio
import io
from bisect import bisect
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Literal

from handlers.scenes import Line, MapScene, Scene, Tile, TimelineScene
from knowledge.store.codes import Status

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

MISSING: Final = "pictures need matplotlib: pip install 'clusterlotse[pictures]'"
"""What to say where it is not installed."""
KEPT: Final = 64
"""Pictures that are kept, about 60 kB each."""

WIDTH: Final = 1080
_MARGIN: Final = 44
_DOTS: Final = 100
_POINTS: Final = 72 / _DOTS
_FONT: Final = "DejaVu Sans"
"""It comes with matplotlib, so that a picture looks the same everywhere, umlauts and arrows included."""

GRID: Final[dict[str, tuple[int, int]]] = {
    "DE-SH": (0, 2),
    "DE-HB": (1, 1),
    "DE-HH": (1, 2),
    "DE-MV": (1, 3),
    "DE-NI": (2, 1),
    "DE-ST": (2, 2),
    "DE-BB": (2, 3),
    "DE-BE": (2, 4),
    "DE-NW": (3, 0),
    "DE-HE": (3, 1),
    "DE-TH": (3, 2),
    "DE-SN": (3, 3),
    "DE-RP": (4, 0),
    "DE-BW": (4, 1),
    "DE-BY": (4, 2),
    "DE-SL": (5, 0),
}
"""Row and column of every Land: as far as a grid allows, neighbours are neighbours and north is up."""
_GAP: Final = 10
_LAND: Final = 25
_LAND_LINES: Final = 2
_TITLE_LINES: Final = 5

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture."""

    paper: str
    ink: str
    faint: str
    empty: str
    low: tuple[float, float, float]
    high: tuple[float, float, float]
    grid: str
    arrow: str
    today: str
    statuses: dict[Status, str]


_STATUSES: Final[dict[Status, tuple[str, str]]] = {
    "open": ("#1a7f4b", "#3ecf8e"),
    "running": ("#c98a00", "#f0b429"),
    "active": ("#0e7490", "#22c3dd"),
    "planned": ("#2f6fd0", "#6ea8fe"),
    "ended": ("#8896a3", "#6b7c8c"),
    "unknown": ("#b9c3cc", "#4a5a69"),
}
"""The colours of each status, on light and on dark paper."""
LIGHT: Final = Palette(
    paper="#ffffff",
    ink="#16202a",
    faint="#5d6b78",
    empty="#edf0f3",
    low=(0.80, 0.90, 0.97),
    high=(0.03, 0.25, 0.50),
    grid="#e2e7ec",
    arrow="#7a8794",
    today="#c2410c",
    statuses={status: light for status, (light, _) in _STATUSES.items()},
)
DARK: Final = Palette(
    paper="#17212b",
    ink="#f1f5f8",
    faint="#9fb0bf",
    empty="#222e3a",
    low=(0.13, 0.27, 0.40),
    high=(0.55, 0.82, 1.00),
    grid="#2a3744",
    arrow="#8193a3",
    today="#fb923c",
    statuses={status: dark for status, (_, dark) in _STATUSES.items()},
)


def available() -> bool:
    """Tell whether pictures can be drawn here."""
    return find_spec("matplotlib") is not None


class Gallery:
    """Draws scenes off the event loop and keeps the last pictures.

    :param most: how many are kept.
    """

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._pictures: OrderedDict[Scene, bytes] = OrderedDict()
        self._drawing = asyncio.Lock()

    async def draw(self, scene: Scene) -> bytes:
        """Return `scene` as a PNG picture."""
        if scene not in self._pictures:
            # matplotlib is not made for several threads, and whoever waited may find the picture drawn meanwhile.
            async with self._drawing:
                if scene not in self._pictures:
                    self._pictures[scene] = await asyncio.to_thread(draw, scene)
        picture = self._pictures[scene]
        self._pictures.move_to_end(scene)
        if len(self._pictures) > self._most:
            self._pictures.popitem(last=False)
        return picture


def draw(scene: Scene) -> bytes:
    """Return `scene` as a PNG picture.

    Raises:
        ImportError: matplotlib is not installed.
    """
    return _map(scene) if isinstance(scene, MapScene) else _timeline(scene)


class _Sheet:
    """Paper to draw on. First what is written is measured and set in lines, then the sheet is cut to its height."""

    def __init__(self, palette: Palette) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.palette = palette
        self._figure = Figure(figsize=(WIDTH / _DOTS, WIDTH / _DOTS), dpi=_DOTS, facecolor=palette.paper)
        self._canvas: Any = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)

    def png(self, height: float, title: str, caption: str) -> bytes:
        """Return the picture, `height` pixels high, with its description inside."""
        self._figure.set_size_inches(WIDTH / _DOTS, round(height) / _DOTS)
        self._axes.set_ylim(round(height), 0)
        buffer = io.BytesIO()
        described: Any = {"Title": title, "Description": caption, "Software": None}
        self._figure.savefig(buffer, format="png", dpi=_DOTS, metadata=described)
        return buffer.getvalue()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how many pixels wide a line is."""
        width, _, _ = self._canvas.get_renderer().get_text_width_height_descent(text, _font(size, bold), False)
        return float(width)

    def wrapped(self, text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
        """Return `text` in at most so many lines that fit into `room`, the last one cut where it has to be."""
        lines = [""]
        for word in _pieces(text):
            if lines[-1] and self.width((lines[-1] + word).rstrip(), size, bold=bold) > room:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += word
        lines[-1] = lines[-1].rstrip()
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
        return [self._cut(line, size, room, bold) for line in lines]

    def _cut(self, line: str, size: float, room: float, bold: bool) -> str:
        if self.width(line, size, bold=bold) <= room:
            return line
        kept = bisect(range(len(line)), room, key=lambda end: self.width(f"{line[:end]}…", size, bold=bold))
        head = line[: max(kept - 1, 0)]
        # Between words, unless one word alone is too wide.
        return f"{(head.rpartition(' ')[0] or head).rstrip()}…"

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str | None = None,
        *,
        bold: bool = False,
        align: Align = "left",
        halo: bool = False,
    ) -> None:
        """Write one line whose middle is at `y`."""
        from matplotlib.patheffects import withStroke

        written = self._axes.text(
            x,
            y,
            text,
            color=colour or self.palette.ink,
            fontproperties=_font(size, bold),
            ha=align,
            va="center_baseline",
            parse_math=False,
            zorder=5,
        )
        if halo:
            written.set_path_effects([withStroke(linewidth=4, foreground=self.palette.paper)])

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: Any,
        *,
        radius: float = 0,
        alpha: float = 1,
        order: float = 2,
    ) -> None:
        """Fill a rectangle, given by its top left corner."""
        from matplotlib.patches import FancyBboxPatch

        style = f"round,pad=0,rounding_size={min(radius, width / 2, height / 2):.2f}" if radius else "square,pad=0"
        self._axes.add_patch(
            FancyBboxPatch((x, y), width, height, style, facecolor=colour, alpha=alpha, linewidth=0, zorder=order)
        )

    def fade(self, thin: float, full: float, top: float, height: float, colour: str) -> None:
        """Fill a rectangle that is full at one side and gone at the other."""
        slices = 15
        width = (full - thin) / slices
        for number in range(slices):
            left = thin + number * width
            self.box(min(left, left + width), top, abs(width), height, colour, alpha=(number + 0.5) / slices)

    def point(self, x: float, top: float, height: float, colour: str) -> None:
        """Draw the head of a bar that goes on."""
        from matplotlib.patches import Polygon

        corners = [(x, top), (x + height * 0.6, top + height / 2), (x, top + height)]
        self._axes.add_patch(Polygon(corners, facecolor=colour, linewidth=0, zorder=2))

    def line(
        self, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float, *, dashed: bool = False
    ) -> None:
        """Draw a straight line."""
        from matplotlib.lines import Line2D

        style: Any = (0, (4, 3)) if dashed else "-"
        order = 4 if dashed else 1
        self._axes.add_line(Line2D(xs, ys, color=colour, linewidth=width, linestyle=style, zorder=order))

    def arrow(self, *corners: tuple[float, float]) -> None:
        """Draw an arrow around corners."""
        from matplotlib.patches import FancyArrowPatch
        from matplotlib.path import Path

        self._axes.add_patch(
            FancyArrowPatch(
                path=Path(corners),
                arrowstyle="-|>,head_length=7,head_width=4",
                color=self.palette.arrow,
                linewidth=2,
                joinstyle="round",
                zorder=3,
            )
        )

    def heading(self, title: str) -> float:
        """Write the title; return where it ends."""
        y = float(_MARGIN)
        for line in self.wrapped(title, 40, WIDTH - 2 * _MARGIN, _TITLE_LINES, bold=True):
            self.text(_MARGIN, y + 22, line, 40, bold=True)
            y += 52
        return y + 12

    def footer(self, y: float, notes: Iterable[str], left: float = _MARGIN, size: float = 28) -> float:
        """Write notes, one below the other; return where they end."""
        for note in notes:
            for line in self.wrapped(note, size, WIDTH - _MARGIN - left, 3):
                self.text(left, y + size * 0.7, line, size, self.palette.faint)
                y += size * 1.4
            y += size * 0.3
        return y


def _font(size: float, bold: bool) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=_FONT, size=size * _POINTS, weight="bold" if bold else "normal")


def _pieces(text: str) -> list[str]:
    """Return `text` in pieces between which a line may end: behind blanks and hyphens."""
    return text.replace("-", "-\0").replace(" ", " \0").split("\0")


def _map(scene: MapScene) -> bytes:
    sheet = _Sheet(DARK if scene.dark else LIGHT)
    top = sheet.heading(scene.title)
    columns = 1 + max(column for _, column in GRID.values())
    rows = 1 + max(row for row, _ in GRID.values())
    side = (WIDTH - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    most = max((tile.count for tile in scene.tiles), default=0)
    for tile in scene.tiles:
        row, column = GRID[tile.land]
        _tile(sheet, tile, _MARGIN + column * (side + _GAP), top + row * (side + _GAP), side, most)
    # Beside the south-west there is room for what belongs to no Land alone.
    bottom = top + rows * (side + _GAP) - _GAP
    left = _MARGIN + side + 3 * _GAP
    end = sheet.footer(bottom - side + 3 * _GAP, scene.notes, left)
    return sheet.png(max(bottom, end) + _MARGIN, scene.title, scene.caption)


def _tile(sheet: _Sheet, tile: Tile, x: float, y: float, side: float, most: int) -> None:
    palette = sheet.palette
    # The root keeps a single large number from making all others look alike.
    share = (tile.count / most) ** 0.5 if most else 0.0
    shade = tuple(low + (high - low) * share for low, high in zip(palette.low, palette.high, strict=True))
    sheet.box(x, y, side, side, shade if tile.count else palette.empty, radius=18)
    ink = _ink_on(shade) if tile.count else palette.faint
    room = side - 12
    count = 66.0 if tile.count else 46.0
    count *= min(1.0, room / sheet.width(str(tile.count), count, bold=True))
    sheet.text(x + side / 2, y + side * 0.3, str(tile.count), count, ink, bold=True, align="center")
    longest = max(sheet.width(piece.rstrip(), _LAND) for piece in _pieces(tile.name))
    size = _LAND * min(1.0, room / longest)
    if len(sheet.wrapped(tile.name, size, room + 1, 3)) > _LAND_LINES:
        size *= 0.86
    names = sheet.wrapped(tile.name, size, room + 1, 3)
    for number, name in enumerate(names):
        middle = y + side * 0.75 + (number - (len(names) - 1) / 2) * size * 1.15
        sheet.text(x + side / 2, middle, name, size, ink, align="center")


def _ink_on(shade: tuple[float, ...]) -> str:
    """Return black or white, whichever stands out more."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade]
    luminance = sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
    return "#0c1720" if (luminance + 0.05) ** 2 > 0.05 * 1.05 else "#ffffff"


_NAME: Final = 28
_YEARS: Final = 24
_BAR: Final = 26
_INDENT: Final = 30
_FADE: Final = 60
"""Pixels over which a bar fades where nobody knows when it began or ended."""
_VAGUE: Final = 2.0
"""Years that such a bar is drawn beyond the year that is known."""
_BEYOND: Final = 40
"""Pixels that what goes on is drawn beyond today."""
_LANES: Final = 4
_LANE: Final = 6
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a bar lies on the sheet."""

    begin: float
    end: float
    top: float

    @property
    def middle(self) -> float:
        return self.top + _BAR / 2

    @property
    def bottom(self) -> float:
        return self.top + _BAR


def _timeline(scene: TimelineScene) -> bytes:
    sheet = _Sheet(DARK if scene.dark else LIGHT)
    reaches = [_reach(line, scene.today) for line in scene.lines]
    first = min(scene.today, *(begin for begin, _ in reaches)) - 0.5
    last = max(scene.today, *(end for _, end in reaches)) + 0.5
    scale = (WIDTH - 2 * _MARGIN - _BEYOND) / (last - first)

    def at(year: float) -> float:
        return _MARGIN + (year - first) * scale

    top = sheet.heading(scene.title) + 34
    y = top + 18
    spans: list[_Span] = []
    for line, (begin, end) in zip(scene.lines, reaches, strict=True):
        y = _name(sheet, line, y)
        spans.append(_Span(at(begin), at(end) + (_BEYOND if line.goes_on else 0), y))
        _bar(sheet, line, spans[-1])
        y += _BAR + 26
    bottom = y - 6
    step = next((step for step in _STEPS if (last - first) / step <= 8), _STEPS[-1])
    for year in range(-(-int(first + 1) // step) * step, int(last) + 1, step):
        sheet.line((at(year), at(year)), (top, bottom), sheet.palette.grid, 1.5)
        sheet.text(at(year), top - 18, str(year), _YEARS, sheet.palette.faint, align="center")
    for past, later in scene.arrows:
        _arrow(sheet, spans[past], spans[later], past)
    today = at(scene.today)
    sheet.line((today, today), (top, bottom), sheet.palette.today, 3, dashed=True)
    middle = min(today, WIDTH - _MARGIN - sheet.width(scene.today_label, 26, bold=True) / 2)
    sheet.text(middle, bottom + 18, scene.today_label, 26, sheet.palette.today, bold=True, align="center")
    y = _legend(sheet, scene, bottom + 56)
    y = sheet.footer(y, scene.notes, size=_YEARS)
    return sheet.png(y + _MARGIN / 2, scene.title, scene.caption)


def _name(sheet: _Sheet, line: Line, y: float) -> float:
    """Write a bar's name and its years, which are never cut; return where the bar begins."""
    left = _MARGIN + line.level * _INDENT
    room = WIDTH - _MARGIN - left
    names = sheet.wrapped(line.name, _NAME, room, 2, bold=line.asked)
    together = f"{names[-1]} · {line.years}"
    if sheet.width(together, _NAME, bold=line.asked) <= room:
        names[-1] = together
    else:
        names.append(line.years)
    for name in names:
        sheet.text(left, y + _NAME * 0.6, name, _NAME, bold=line.asked, halo=True)
        y += _NAME * 1.3
    return y + 4


def _reach(line: Line, today: float) -> tuple[float, float]:
    """Return from when to when a bar is drawn."""
    if line.end is None:
        begin = line.start if line.start is not None else today - _VAGUE
        # What is over nobody knows since when ends before today, but not before it began.
        return begin, max(today, begin) if line.goes_on else max(min(begin + _VAGUE, today), begin + 1)
    if line.start is not None:
        return line.start, line.end + 1
    over = line.status in {"ended", "unknown"}
    return (line.end if over else min(today, line.end)) - _VAGUE, line.end + 1


def _bar(sheet: _Sheet, line: Line, span: _Span) -> None:
    colour = sheet.palette.statuses[line.status]
    begin, end = span.begin, max(span.end, span.begin + _GAP)
    fade = min(_FADE, (end - begin) / 2)
    if line.start is None:
        sheet.fade(begin, begin + fade, span.top, _BAR, colour)
        begin += fade
    if line.end is None and line.goes_on:
        end -= _BAR * 0.6
        sheet.point(end - 1, span.top, _BAR, colour)
    elif line.end is None:
        sheet.fade(end, end - fade, span.top, _BAR, colour)
        end -= fade
    sheet.box(begin, span.top, end - begin, _BAR, colour)


def _arrow(sheet: _Sheet, past: _Span, later: _Span, number: int) -> None:
    """Lead from a bar down, or up, to the beginning of the one that followed; different bars lead a little apart."""
    apart = number % _LANES * _LANE
    x = min(past.end - _GAP, later.begin - 2 * _GAP) - apart
    turn, end = (x, later.middle), (later.begin, later.middle)
    down = later.top > past.top
    edge = past.bottom if down else past.top
    if later.begin < past.begin:
        # It went into something that was there already.
        x = min(past.end, later.end) - _GAP - apart
        sheet.arrow((x, edge), (x, later.top if down else later.bottom))
    elif x < past.begin:
        sheet.arrow((past.begin, past.middle), (x, past.middle), turn, end)
    else:
        sheet.arrow((x, edge), turn, end)


def _legend(sheet: _Sheet, scene: TimelineScene, y: float) -> float:
    """Say which colour means which status; return where that ends."""
    x = float(_MARGIN)
    for status, name in scene.legend:
        width = _BAR + _GAP + sheet.width(name, _YEARS) + 3 * _GAP
        if x > _MARGIN and x + width > WIDTH - _MARGIN:
            x, y = float(_MARGIN), y + 40
        sheet.box(x, y, _BAR, _BAR, sheet.palette.statuses[status], radius=6)
        sheet.text(x + _BAR + _GAP, y + _BAR / 2, name, _YEARS, sheet.palette.faint)
        x += width
    return y + 48

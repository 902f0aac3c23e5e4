"""Pictures as they are drawn; how they look has to be looked at."""

import io
import struct
from datetime import date
from pathlib import Path

import pytest

from bot import cli, drawing
from handlers.scenes import Line, MapScene, Picture, Scene, Tile, TimelineScene, scene_of
from knowledge import Assistant, KnowledgeBase, Reading, Turn, load
from knowledge.store.codes import LANGUAGES, Language
from tests.bot.test_cli import Run, run

__all__ = ["run"]

TODAY = date(2026, 11, 23)
needs_matplotlib = pytest.mark.skipif(not drawing.available(), reason="clusterlotse[pictures] is not installed")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load().base


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Assistant:
    return Assistant(base)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def line(name: str = "Förderung", start: int | None = 2000, end: int | None = 2005, **fields: object) -> Line:
    known: dict[str, object] = {"goes_on": end is None, "status": "ended", "level": 0, "asked": False}
    return Line(name, "Jahre", start, end, **(known | fields))  # type: ignore[arg-type]


def course(*lines: Line, **fields: object) -> TimelineScene:
    known: dict[str, object] = {"arrows": (), "legend": (("ended", "beendet"),), "notes": ()}
    known |= {"today": 2026.9, "today_label": "heute", "caption": "Zeitleiste"} | fields
    return TimelineScene("Übersicht", lines, **known)  # type: ignore[arg-type]


def test_every_land_has_a_place_of_its_own(base: KnowledgeBase) -> None:
    assert drawing.GRID.keys() == base.vocabulary.land_codes
    assert len(set(drawing.GRID.values())) == 16


@needs_matplotlib
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("picture", "reading"),
    [
        ("map", Reading(kinds=("cluster", "network"))),
        ("map", Reading(entries=("go-cluster",))),
        ("timeline", Reading(entries=("entrepreneurial-regions",))),
        ("timeline", Reading(kinds=("programme",), regions=("east",))),
    ],
)
def test_what_is_known_can_be_drawn(
    base: KnowledgeBase, engine: Assistant, picture: Picture, reading: Reading, language: Language, dark: bool
) -> None:
    intent = "describe" if reading.entries else "find"
    answer = engine.again(Turn.model_validate({"intent": intent, "reading": reading}), TODAY, language)
    scene = scene_of(picture, base, answer, TODAY, dark=dark)
    assert scene
    width, height = size(drawing.draw(scene))
    assert width == drawing.WIDTH
    assert 500 < height < 3000


@needs_matplotlib
@pytest.mark.parametrize(
    "scene",
    [
        MapScene("", (), (), ""),
        MapScene("Ohne", tuple(Tile(land, land, 0) for land in drawing.GRID), ("Für ganz Deutschland: 7",), "Karte"),
        MapScene("$\\frac{x$ <b>&", tuple(Tile(land, "Donau" * 9, 99999) for land in drawing.GRID), ("ß" * 300,), "K"),
        course(line(start=1000, end=None, goes_on=False), line(start=2100, end=2100)),
        course(
            line("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3), line("x " * 300, asked=True)
        ),
        course(line(start=None, end=2032, status="open"), line(start=None, end=2001), line(start=2026, end=None)),
        course(line(start=2030, end=None, status="planned", level=3), line(end=None), arrows=((1, 0), (0, 1))),
        course(line(start=2017, end=2022), line(start=2008, end=None), arrows=((0, 1), (1, 0))),
    ],
)
def test_whatever_the_scene_there_is_a_picture(scene: Scene) -> None:
    assert size(drawing.draw(scene))[0] == drawing.WIDTH


@needs_matplotlib
def test_a_title_is_cut_between_words_and_every_name_that_is_known_is_whole(base: KnowledgeBase) -> None:
    sheet = drawing._Sheet(drawing.LIGHT)
    room = drawing.WIDTH - 2 * drawing._MARGIN

    def lines(title: str) -> list[str]:
        return sheet.wrapped(title, 40, room, drawing._TITLE_LINES, bold=True)

    longest = max((entry.name("de") for entry in base.entries.values()), key=len)
    assert " ".join(lines(longest)) == longest
    long = "Therapie Zielstruktur " * 20
    assert lines(long)[-1].removesuffix("…").split()[-1] in long.split()


@needs_matplotlib
def test_a_picture_says_in_words_what_it_shows() -> None:
    from PIL import Image

    picture = drawing.draw(course(line(), caption="Zeitleiste: „Förderung“ → heute"))
    assert Image.open(io.BytesIO(picture)).info["Description"] == "Zeitleiste: „Förderung“ → heute"


@needs_matplotlib
def test_the_same_scene_gives_the_same_picture_and_themes_differ() -> None:
    light, again, dark = (drawing.draw(course(line(), dark=dark)) for dark in (False, False, True))
    assert light == again != dark


@needs_matplotlib
@pytest.mark.parametrize(("picture", "said"), [("map", "Karte: go-cluster"), ("timeline", "Zeitleiste: go-cluster")])
def test_the_command_line_draws_into_a_file(
    run: Run, tmp_path: Path, engine: Assistant, monkeypatch: pytest.MonkeyPatch, picture: str, said: str
) -> None:
    monkeypatch.setattr(cli, "_assistant", lambda paths: engine)
    file = tmp_path / "picture.png"
    status, output, errors = run("draw", picture, "go-cluster", "-o", str(file), "--lang", "de", "--dark")
    assert (status, errors) == (0, "")
    assert output.startswith(said.partition(":")[0])
    assert "go-cluster" in output
    assert size(file.read_bytes())[0] == drawing.WIDTH


@needs_matplotlib
def test_where_there_is_nothing_to_draw_the_command_line_says_so(
    run: Run, tmp_path: Path, engine: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_assistant", lambda paths: engine)
    status, output, errors = run("draw", "map", "what is the weather", "-o", str(tmp_path / "picture.png"))
    assert (status, output) == (1, "")
    assert errors.startswith("clusterlotse: there is nothing to draw")
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_one_line_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    status, output, errors = run("draw", "map", "clusters", "-o", str(tmp_path / "picture.png"))
    assert (status, output) == (1, "")
    assert errors == "clusterlotse: pictures need matplotlib: pip install 'clusterlotse[pictures]'\n"

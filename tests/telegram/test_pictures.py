"""Maps and timelines in Telegram: who offers them, what they hold, what their caption says."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application import Bot
from handlers import menus
from handlers.scenes import CAPTION, MapScene, Scene, TimelineScene, offered, scene_of
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Reading
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import LANGUAGES, Language
from knowledge.store.entries import Programme
from knowledge.store.load import shipped_vocabulary
from tests.telegram import faults
from tests.telegram.fake import FakeTelegram, Message
from tests.telegram.markup import utf16
from tests.telegram.people import Group, User
from tests.telegram.running import Clock, running
from tests.telegram.scripted import ENTRIES, ScriptedAssistant

TODAY = date(2026, 11, 23)


def png(scene: Scene) -> bytes:
    """A picture of one grey pixel, another one for every scene."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"tEXt", b"s\0%d" % hash(scene)), (b"IEND", b"")
    chunks = (struct.pack(">I", len(body)) + k + body + struct.pack(">I", zlib.crc32(k + body)) for k, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


class Sketcher:
    """Draws nothing, and keeps what it should have drawn."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []

    async def draw(self, scene: Scene) -> bytes:
        self.scenes.append(scene)
        return png(scene)

    @property
    def last(self) -> Scene:
        return self.scenes[-1]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The programmes of the scripted assistant; four have years and a Land each."""
    lands = ("DE-SN", "DE-TH", "DE-SN", "DE")
    years = ((1999, 2006, "ended"), (2007, None, "open"), (2010, 2012, "ended"), (None, None, "unknown"))
    entries = [Programme(id=entry, kind="programme", name_de=f"Förderung {entry}") for entry in ENTRIES[4:]]
    for place, (entry, land, (start, end, status)) in enumerate(zip(ENTRIES, lands, years, strict=False)):
        known: Any = {"start_year": start, "end_year": end, "status": status, "regions": (land,)}
        known |= {"name_en": f"Programme {entry}", "name_de": f"Förderung {entry}"}
        known |= {"predecessor": (ENTRIES[place - 1],)} if place in {1, 2} else {}
        entries.append(Programme.model_validate({"id": entry, "kind": "programme", **known}))
    return KnowledgeBase(entries, shipped_vocabulary())


@pytest.fixture
def artist() -> Sketcher:
    return Sketcher()


@pytest.fixture
async def bot(
    telegram: FakeTelegram, assistant: ScriptedAssistant, base: KnowledgeBase, clock: Clock, artist: Sketcher
) -> AsyncIterator[Bot]:
    async with running(telegram, assistant, base, clock=clock, artist=artist, questions_per_minute=20) as bot:
        yield bot


def caption(message: Message) -> str:
    return str(message.extra["caption"])


@pytest.mark.usefixtures("bot")
class TestButtons:
    async def test_a_picture_is_a_button_under_what_it_says_more_than(self, anna: User, bernd: User) -> None:
        listed = await anna.says("Which programmes are there?")
        assert listed.button("Map").data
        assert listed.button("Timeline").data
        entry = await bernd.says("Was ist wir?")
        assert entry.button("Zeitleiste").data
        assert not any("Karte" in button.text for button in entry.buttons)
        alone = await anna.says("What is go-cluster?")
        assert not any("Timeline" in button.text for button in alone.buttons)

    async def test_a_look_at_a_list_is_a_map(self, anna: User, telegram: FakeTelegram, artist: Sketcher) -> None:
        listed = await anna.says("Which programmes are there?")
        shown = await anna.presses(listed.button("Map"))
        assert shown is not listed
        assert telegram.pictures == [png(artist.last)]
        assert caption(shown) == "Map: 20 programmes fit. Saxony 2; Thuringia 1. For all Germany: 1."
        assert isinstance(artist.last, MapScene)
        assert {tile.name: tile.count for tile in artist.last.tiles if tile.count} == {"Saxony": 2, "Thuringia": 1}

    async def test_a_look_at_an_entry_is_the_timeline_of_its_family(self, bernd: User, artist: Sketcher) -> None:
        shown = await bernd.presses((await bernd.says("Was ist wir?")).button("Zeitleiste"))
        assert caption(shown) == (
            "Zeitleiste: Förderung wir. Förderung zim 1999–2006; Förderung wir seit 2007; "
            "Förderung inno-kom 2010–2012; Förderung zim → Förderung wir; Förderung wir → Förderung inno-kom."
        )
        scene = artist.last
        assert isinstance(scene, TimelineScene)
        assert scene.arrows == ((0, 1), (1, 2))
        assert [line.asked for line in scene.lines] == [False, True, False]
        assert scene.today == pytest.approx(2026.89, abs=0.01)
        assert dict(scene.legend) == {"ended": "beendet", "open": "offen für Anträge"}

    async def test_a_picture_turns_dark_and_changes_its_language_in_place(
        self, anna: User, artist: Sketcher, telegram: FakeTelegram
    ) -> None:
        shown = await anna.presses((await anna.says("Which programmes are there?")).button("Map"))
        assert await anna.presses(shown.button("Dark")) is shown
        assert await anna.presses(shown.button("Auf Deutsch")) is shown
        assert caption(shown).startswith("Karte: 20 Programme passen. Sachsen 2")
        assert await anna.presses(shown.button("Hell")) is shown
        assert [scene.dark for scene in artist.scenes] == [False, True, True, False]
        assert len(telegram.pictures) == 4

    async def test_the_same_once_more_is_no_error(self, anna: User) -> None:
        shown = await anna.presses((await anna.says("Which programmes are there?")).button("Map"))
        dark = shown.button("Dark")
        await anna.presses(dark)
        assert await anna.taps(str(dark.data), shown) == ""

    async def test_a_picture_that_was_deleted_is_sent_anew(self, anna: User) -> None:
        shown = await anna.presses((await anna.says("Which programmes are there?")).button("Map"))
        del anna.chat.messages[shown.id]
        assert (await anna.presses(shown.button("Dark"), shown)).id != shown.id

    async def test_pictures_count_as_questions(self, anna: User, artist: Sketcher) -> None:
        listed = await anna.says("Which programmes are there?")
        for _ in range(19):
            await anna.presses(listed.button("Map"))
        assert "minute" in await anna.taps(listed.button("Map"))
        assert "minute" in (await anna.says("/map programmes")).text
        assert len(artist.scenes) == 19


@pytest.mark.usefixtures("bot")
class TestCommands:
    @pytest.mark.parametrize("picture", ["map", "timeline"])
    async def test_a_command_draws_the_question_behind_it(
        self, anna: User, assistant: ScriptedAssistant, picture: str
    ) -> None:
        shown = await anna.says(f"/{picture} which programmes are there?")
        assert caption(shown).startswith(f"{picture.title()}: 20 programmes fit.")
        assert assistant.heard[-1][0] == "which programmes are there?"
        await anna.says("and in Thuringia?")
        last = assistant.heard[-1][1].last
        assert last is not None
        assert last.intent == "find"

    async def test_its_buttons_work(self, anna: User) -> None:
        shown = await anna.says("/timeline which programmes are there?")
        assert caption(await anna.presses(shown.button("Auf Deutsch"))).startswith("Zeitleiste:")

    async def test_without_a_question_the_last_answer_is_drawn(self, bernd: User) -> None:
        await bernd.says("Welche Programme gibt es?")
        assert caption(await bernd.says("/map")).startswith("Karte: 20 Programme passen.")

    async def test_without_anything_to_draw_it_says_so(self, anna: User, bernd: User) -> None:
        assert "/map photonics" in (await anna.says("/map")).text
        assert "/timeline InnoRegio" in (await bernd.says("/timeline")).text
        assert (await anna.says("/timeline what is go-cluster")).text.startswith("I know no years")
        assert (await anna.says("/map what is programme-7")).text.startswith("There is nothing")

    async def test_what_is_not_understood_is_answered_in_words(self, anna: User) -> None:
        assert (await anna.says("/map what is the weather")).text.startswith("I do not know that.")
        assert (await anna.says("/timeline who can apply for innovation?")).text.startswith("Which one do you mean?")

    async def test_an_edited_question_is_drawn_anew(self, anna: User) -> None:
        question = await anna.sends("/map which programmes are there?")
        await anna.telegram.settled()
        (shown,) = await anna.edits(question, "/timeline what is wir?")
        assert caption(shown).startswith("Timeline: Programme wir.")

    async def test_who_waits_sees_that_a_picture_is_on_its_way(self, anna: User, telegram: FakeTelegram) -> None:
        telegram.fails("sendChatAction", faults.bad_request("chat not found"))
        assert caption(await anna.says("/map which programmes are there?"))
        assert caption(await anna.says("/map which programmes are there?"))
        assert [call["action"] for call in telegram.calls_of("sendChatAction")][-1] == "upload_photo"

    async def test_in_a_group_it_is_sent_as_a_reply(self, anna: User, telegram: FakeTelegram) -> None:
        group = Group(telegram)
        shown = await anna.says("/map which programmes are there?", group)
        assert shown.chat is group.chat
        assert shown.reply_to
        assert caption(shown)

    async def test_help_and_menus_name_them(self, anna: User, telegram: FakeTelegram, bot: Bot) -> None:
        assert "/map" in (await anna.says("/help")).text
        await menus.publish(bot.bot, pictures=True)
        for scope in ("all_private_chats", "all_group_chats"):
            assert {"map", "timeline"} <= {command["command"] for command in telegram.commands[scope, "de"]}


async def test_without_somebody_who_draws_nothing_is_offered(
    telegram: FakeTelegram, assistant: ScriptedAssistant, base: KnowledgeBase, anna: User
) -> None:
    async with running(telegram, assistant, base) as bot:
        listed = await anna.says("Which programmes are there?")
        assert not any("Map" in button.text for button in listed.buttons)
        assert "/map" not in (await anna.says("/help")).text
        for command in ("/map", "/timeline programmes"):
            assert "do not know this command" in (await anna.says(command)).text
        await menus.publish(bot.bot)
        for commands in telegram.commands.values():
            assert not {"map", "timeline"} & {command["command"] for command in commands}
        assert telegram.pictures == []


async def test_a_button_from_when_there_were_pictures_says_so(
    telegram: FakeTelegram,
    assistant: ScriptedAssistant,
    base: KnowledgeBase,
    anna: User,
    artist: Sketcher,
    tmp_path: Any,
) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path / 'memory.db'}"
    async with running(telegram, assistant, base, artist=artist, database=database):
        listed = await anna.says("Which programmes are there?")
    async with running(telegram, assistant, base, database=database):
        assert "earlier time" in await anna.taps(listed.button("Map"))


def answer(language: Language, **changes: Any) -> Answer:
    known = Answer(language, "find", "answer", Reading(kinds=("programme",)), "Zwanzig.", total=20)
    return replace(known, **changes)


class TestScenes:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("picture", ["map", "timeline"])
    def test_a_caption_says_all_that_fits(self, language: Language, picture: Any) -> None:
        entries = [
            Programme(
                id=f"p-{number}",
                kind="programme",
                name_de=f"Förderung „{'Ä😀ß' * 30}“ {number}",
                start_year=2000 + number,
                regions=("east", "DE-HB"),
                successor=(f"p-{number + 1}",),
            )
            for number in range(14)
        ]
        scene = scene_of(picture, KnowledgeBase(entries, shipped_vocabulary()), answer(language), TODAY)
        assert scene
        assert utf16(scene.caption) <= CAPTION
        assert scene.caption.endswith("; …" if picture == "timeline" else ".")

    @given(lead=st.text(max_size=5000))
    def test_no_title_is_too_long_for_a_caption(self, base: KnowledgeBase, lead: str) -> None:
        scene = scene_of("map", base, answer("en", lead=lead), TODAY)
        assert scene
        assert utf16(scene.caption) <= CAPTION

    def test_equal_scenes_are_one(self, base: KnowledgeBase) -> None:
        scenes = {scene_of("timeline", base, answer("de"), TODAY, dark=dark) for dark in (True, False, True)}
        assert len(scenes) == 2

    def test_what_has_no_years_and_what_is_left_out_is_said(self, base: KnowledgeBase) -> None:
        scene = scene_of("timeline", base, answer("en"), TODAY)
        assert scene
        assert scene.notes[0].startswith("Without known years: ")
        assert scene.notes[0].endswith(" and 15 more.")

    @pytest.mark.parametrize("outcome", ["none", "choices", "unknown"])
    def test_only_answers_are_drawn(self, base: KnowledgeBase, outcome: Any) -> None:
        assert scene_of("map", base, answer("en", outcome=outcome), TODAY) is None
        assert offered(base, answer("en", outcome=outcome)) == ()

    def test_a_timeline_of_members_is_that_of_their_programme_and_says_so(self, base: KnowledgeBase) -> None:
        members = Reading(kinds=("cluster", "network"), programmes=("wir",))
        scene = scene_of("timeline", base, answer("de", reading=members, lead="9 Cluster im Programm."), TODAY)
        assert scene
        assert scene.title == "Förderung wir"

    def test_a_list_of_one_is_read_faster_than_looked_at(self, base: KnowledgeBase) -> None:
        assert offered(base, answer("en", total=1)) == ()
        assert offered(base, answer("en", intent="greet")) == ()


async def test_what_was_drawn_is_kept_for_a_while(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import drawing

    drawn: list[Scene] = []

    def draw(scene: Scene) -> bytes:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        drawn.append(scene)
        return png(scene)

    monkeypatch.setattr(drawing, "draw", draw)
    gallery = drawing.Gallery(most=2)
    first, second, third = (
        scene for day in (1, 2, 3) if (scene := scene_of("timeline", base, answer("en"), TODAY.replace(day=day)))
    )
    assert set(await asyncio.gather(gallery.draw(first), gallery.draw(first))) == {png(first)}
    assert drawn == [first]
    for scene in (second, first, third, first):
        assert await gallery.draw(scene) == png(scene)
    assert drawn == [first, second, third]
    await gallery.draw(second)
    assert drawn == [first, second, third, second]

"""The terminal in which one types as a Telegram user."""

from pathlib import Path

from knowledge.store.base import KnowledgeBase
from tests.telegram.__main__ import Session
from tests.telegram.fake import FakeTelegram
from tests.telegram.running import running
from tests.telegram.scripted import ScriptedAssistant


async def test_a_whole_talk_can_be_had_by_hand(
    telegram: FakeTelegram, assistant: ScriptedAssistant, base: KnowledgeBase
) -> None:
    async with running(telegram, assistant, base):
        session = Session(telegram)
        seen = await session.does("which programmes")
        assert "1. Programme <zim>" in seen
        assert "1[1]  2[2]  3[3]  4[4]" in seen
        assert "✎ edited" in await session.does("10")
        assert "up to 50 %" in await session.does("1")
        assert "(opens https://" in await session.does("1")
        assert "no such button" in await session.does("99")
        assert "Programme <wir>" in await session.does(":edit what is wir")
        assert "Programme <zim>" in await session.does("@ zim")
        assert "text only" in await session.does(":sticker")
        assert "Saxony" in await session.does(":location 51.05 13.74")
        assert "your app speaks de" in await session.does(":de")
        assert "20 Programme passen" in await session.does("welche programme?")
        assert "Einstellungen" in await session.does("/settings")
        assert "nur Text" in await session.does(":voice")
        assert "(you are Olga)" in await session.does(":as Olga")
        assert "a group" in await session.does(":group")
        assert await session.does("was ist zim?") == "(silence)"
        assert "Förderung <zim>" in await session.does("/ask was ist zim?")
        assert "Förderung <wir>" in await session.does(":reply was ist wir?")
        assert "private chat" in await session.does(":private")
        assert "(you are admin)" in await session.does(":as admin")
        assert "Einträge" in await session.does("/stats")


async def test_a_picture_can_be_saved_from_the_terminal(telegram: FakeTelegram, tmp_path: Path) -> None:
    session = Session(telegram)
    telegram.pictures.append(b"png")
    assert "saved" in await session.does(f":save {tmp_path / 'map.png'}")
    assert (tmp_path / "map.png").read_bytes() == b"png"

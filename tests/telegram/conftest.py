"""What the tests of the bot share: a Telegram, the bot that runs against it, and people to talk to it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.application import Bot
from knowledge.store.base import KnowledgeBase
from knowledge.store.entries import Programme
from knowledge.store.load import shipped_vocabulary
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import User
from tests.telegram.running import Clock, running
from tests.telegram.scripted import ENTRIES, LONG_ID, ScriptedAssistant


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    entries = [
        Programme(id=entry, kind="programme", name_en=f"Programme {entry}", name_de=f"Förderung {entry}")
        for entry in ENTRIES
    ]
    # Longer than the model allows today, so that no future length breaks a link.
    entries.append(entries[0].model_copy(update={"id": LONG_ID}))
    return KnowledgeBase(entries, shipped_vocabulary())


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def bot(
    telegram: FakeTelegram, assistant: ScriptedAssistant, base: KnowledgeBase, clock: Clock
) -> AsyncIterator[Bot]:
    async with running(telegram, assistant, base, clock=clock, questions_per_minute=20) as bot:
        yield bot


@pytest.fixture
def anna(telegram: FakeTelegram) -> User:
    """Somebody whose app speaks English."""
    return User(telegram, "Anna", "en")


@pytest.fixture
def bernd(telegram: FakeTelegram) -> User:
    """Somebody whose app speaks Austrian German."""
    return User(telegram, "Bernd", "de-AT")


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no time pass where the bot waits; return how long it would have waited."""
    waited: list[float] = []
    sleep = asyncio.sleep

    async def pause(seconds: float, result: object = None) -> object:
        if seconds > 0:
            waited.append(seconds)
        return await sleep(0, result)

    monkeypatch.setattr(asyncio, "sleep", pause)
    return waited

"""Order within a chat, chats side by side."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from knowledge.store.base import KnowledgeBase
from tests.telegram.fake import FakeTelegram, fields_of
from tests.telegram.people import User
from tests.telegram.running import running
from tests.telegram.scripted import ScriptedAssistant


class SlowTelegram(FakeTelegram):
    """Holds messages to one chat back until it is told to let them through."""

    def __init__(self) -> None:
        super().__init__()
        self.held: int | None = None
        self.released = asyncio.Event()
        self.waiting = asyncio.Event()
        self.delivered = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.held is not None and fields_of(request).get("chat_id") == self.held:
            self.waiting.set()
            await self.released.wait()
        response = await super().__call__(request)
        if self.sent:
            self.delivered.set()
        return response


@pytest.fixture
async def slow(assistant: ScriptedAssistant, base: KnowledgeBase) -> AsyncIterator[SlowTelegram]:
    telegram = SlowTelegram()
    async with running(telegram, assistant, base):
        yield telegram


async def test_a_slow_chat_delays_nobody_else(slow: SlowTelegram, assistant: ScriptedAssistant) -> None:
    anna, bernd = User(slow, "Anna"), User(slow, "Bernd")
    slow.held = anna.id
    await anna.sends("zim")
    await slow.waiting.wait()
    await bernd.sends("wir")
    await slow.delivered.wait()
    assert slow.sent[0].chat is bernd.chat
    slow.released.set()
    await slow.settled()
    assert slow.sent[1].chat is anna.chat


async def test_a_chat_is_answered_in_the_order_it_asked(slow: SlowTelegram, assistant: ScriptedAssistant) -> None:
    anna = User(slow, "Anna")
    slow.held = anna.id
    for text in ("zim", "wir", "inno-kom", "and in Thuringia?"):
        await anna.sends(text)
    await slow.waiting.wait()
    assert [text for text, _, _ in assistant.heard] == ["zim"]
    slow.released.set()
    await slow.settled()
    assert [message.text.split(">")[0] for message in slow.sent[:3]] == [
        "Programme <zim",
        "Programme <wir",
        "Programme <inno-kom",
    ]
    last = assistant.heard[-1][1].last
    assert last is not None
    assert last.reading.entries == ("inno-kom",)

"""The bot and the fake Telegram, brought together: real wiring, real polling, real requests, no network."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx

from bot.application import Bot, build
from bot.limits import Limiter
from bot.memory import Memory
from handlers.routes import ALLOWED_UPDATES
from handlers.services import Artist, Assistant, Services
from knowledge.store.base import KnowledgeBase
from tests.telegram.fake import TOKEN, FakeTelegram

API: Final = "https://api.telegram.test"
ADMIN: Final = 4242
IN_MEMORY: Final = "sqlite+aiosqlite:///:memory:"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time


@contextlib.asynccontextmanager
async def running(
    telegram: FakeTelegram,
    assistant: Assistant,
    base: KnowledgeBase,
    *,
    clock: Clock | None = None,
    database: str = IN_MEMORY,
    questions_per_minute: int = 1000,
    keep_unanswered: bool = False,
    artist: Artist | None = None,
) -> AsyncIterator[Bot]:
    """Run the bot against `telegram` until the block is left."""
    clock = clock or Clock()
    memory = Memory(database, clock, keep_unanswered=keep_unanswered)
    await memory.open()
    services = Services(
        assistant=assistant,
        base=base,
        memory=memory,
        limiter=Limiter(questions_per_minute, clock=lambda: clock.now.timestamp()),
        clock=clock,
        artist=artist,
        admins=frozenset({ADMIN}),
        keeps_unanswered=keep_unanswered,
    )
    bot = build(TOKEN, API, services, transport=lambda: httpx.MockTransport(telegram))
    telegram.join = bot.update_queue.join
    try:
        async with bot:
            assert bot.updater is not None
            await bot.updater.start_polling(allowed_updates=ALLOWED_UPDATES, error_callback=lambda _: None)
            await bot.start()
            try:
                yield bot
            finally:
                await bot.updater.stop()
                await bot.stop()
    finally:
        await memory.close()

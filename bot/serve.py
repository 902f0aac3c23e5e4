"""`clusterlotse serve`: the bot from start to stop.

The knowledge is loaded before Telegram hears of us, the token is tried before anything is polled, and a stop signal
lets every answer be finished.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import click
import httpx
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.application import Bot, build
from bot.limits import Limiter
from bot.memory import Memory, default_url
from bot.settings import Settings
from handlers import menus
from handlers.routes import ALLOWED_UPDATES
from handlers.services import Clock, Services
from knowledge import Assistant
from knowledge.base import KnowledgeBase

log = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
"""How long Telegram holds a request for updates open while there are none."""
_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_WRONG_SETTINGS: Final = 2


class CannotServe(click.ClickException):
    """The bot cannot run; the message is one plain line."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def run(settings: Settings, base: KnowledgeBase) -> None:
    """Run the bot until it is stopped.

    Raises:
        CannotServe: it cannot be started, or cannot go on.
    """
    asyncio.run(serve(settings, base))


async def serve(
    settings: Settings,
    base: KnowledgeBase,
    *,
    clock: Clock | None = None,
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> None:
    """Run the bot until it gets a stop signal.

    Args:
        settings: What the program is told.
        base: The knowledge.
        clock: Tells the time; by default the one where the program runs.
        transport: Makes what carries the requests; None is the network.

    Raises:
        CannotServe: it cannot be started, or cannot go on.
    """
    if settings.telegram_bot_token is None:
        raise CannotServe("TELEGRAM_BOT_TOKEN is missing: set it to the token that @BotFather gave you", _WRONG_SETTINGS)
    clock = clock or _now
    memory = await _opened(settings, clock)
    services = Services(
        assistant=Assistant(base),
        base=base,
        memory=memory,
        limiter=Limiter(settings.questions_per_minute),
        clock=clock,
        admins=settings.admin_ids,
        keeps_unanswered=settings.keep_unanswered,
    )
    bot = build(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url, services, transport)
    stop = _Stop()
    with stop.on_signals():
        try:
            await _poll(bot, services, stop)
        finally:
            await memory.close()
    if stop.reason:
        raise stop.reason


class _Stop:
    """Whether the bot should stop, and the reason where it is none of the operator's."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.reason: CannotServe | None = None

    def because_of(self, reason: CannotServe) -> None:
        self.reason = self.reason or reason
        self._event.set()

    async def wait(self) -> None:
        await self._event.wait()

    @contextlib.contextmanager
    def on_signals(self) -> "contextlib.AbstractContextManager[None]":
        loop = asyncio.get_running_loop()
        for number in _STOP_SIGNALS:
            loop.add_signal_handler(number, self._event.set)
        try:
            yield
        finally:
            for number in _STOP_SIGNALS:
                loop.remove_signal_handler(number)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()

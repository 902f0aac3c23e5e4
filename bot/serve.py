"""`clusterlotse serve`: the bot from start to stop.

The knowledge is loaded before Telegram hears of us, the token is tried before anything is polled, and a stop signal
lets every answer be finished.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

import click
import httpx
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.application import Bot, build
from bot.drawing import Gallery, available
from bot.limits import Limiter
from bot.memory import DATABASE, Memory, Remarks, default_url
from bot.settings import Settings
from handlers import menus
from handlers.routes import ALLOWED_UPDATES
from handlers.services import Assistant, Clock, Services
from knowledge.store.base import KnowledgeBase

log = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
"""How long Telegram holds a request for updates open while there are none."""
CONNECT_PAUSES: Final = (1.0, 2.0, 5.0, 10.0)
"""Seconds between the first attempts to reach Telegram."""
_LAST_POLL_SECONDS: Final = 0.1
_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_REFUSED: Final = "Telegram refuses the token: TELEGRAM_BOT_TOKEN must be the one that @BotFather gave you"


class CannotServe(click.ClickException):
    """The bot cannot run; the message is one plain line."""


class WrongSettings(CannotServe):
    """The bot cannot run with these settings."""

    exit_code = 2


def run(settings: Settings, base: KnowledgeBase) -> None:
    """Run the bot until it is stopped.

    Raises:
        CannotServe: it cannot be started, or cannot go on.
    """
    from knowledge import Assistant as Engine

    asyncio.run(serve(settings, base, Engine(base)))


async def serve(
    settings: Settings,
    base: KnowledgeBase,
    assistant: Assistant,
    *,
    clock: Clock | None = None,
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> None:
    """Run the bot until it gets a stop signal.

    Args:
        settings: What the program is told.
        base: The knowledge.
        assistant: Who answers from it.
        clock: Tells the time; by default the one where the program runs.
        transport: Makes what carries the requests; None is the network.

    Raises:
        CannotServe: it cannot be started, or cannot go on.
    """
    if settings.telegram_bot_token is None:
        raise WrongSettings("TELEGRAM_BOT_TOKEN is missing: set it to the token that @BotFather gave you")
    clock = clock or _now
    memory = await _opened(settings, clock)
    services = Services(
        assistant=assistant,
        base=base,
        memory=memory,
        limiter=Limiter(settings.questions_per_minute),
        clock=clock,
        artist=Gallery() if available() else None,
        admins=settings.admin_ids,
        keeps_unanswered=settings.keep_unanswered,
    )
    stop = _Stop()

    def refused(status: int) -> None:
        if fault := _fault_of(status):
            # PTB's poll that was refused comes to its own end first.
            asyncio.get_running_loop().call_later(_LAST_POLL_SECONDS, stop.because_of, fault)

    token = settings.telegram_bot_token.get_secret_value()
    bot = build(token, settings.telegram_api_url, services, transport, on_refusal=refused)
    with stop.on_signals():
        try:
            await _poll(bot, services, stop)
        finally:
            await memory.close()
    if stop.fault:
        raise stop.fault


async def remembered(settings: Settings) -> Remarks:
    """Return what an operator can learn from what the bot remembers.

    Raises:
        CannotServe: there is no database yet, or it cannot be opened.
    """
    if settings.database_url is None and not (settings.data_dir / DATABASE).exists():
        raise WrongSettings(f"nothing is remembered yet: there is no {settings.data_dir / DATABASE}")
    memory = await _opened(settings, _now)
    try:
        return await memory.remarks()
    finally:
        await memory.close()


class _Stop:
    """Whether the bot should stop, and the fault where no operator wanted it."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.fault: CannotServe | None = None

    def because_of(self, fault: CannotServe) -> None:
        """Stop because the bot cannot go on; the first fault is the one to tell."""
        self.fault = self.fault or fault
        self._event.set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait, at most so long; return whether it is time to stop."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()
        return self._event.is_set()

    @contextlib.contextmanager
    def on_signals(self) -> Iterator[None]:
        """Stop on the signals of an operator."""
        loop = asyncio.get_running_loop()
        for number in _STOP_SIGNALS:
            loop.add_signal_handler(number, self._event.set)
        try:
            yield
        finally:
            for number in _STOP_SIGNALS:
                loop.remove_signal_handler(number)


async def _opened(settings: Settings, clock: Clock) -> Memory:
    url = settings.database_url
    try:
        if url is None:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            url = default_url(settings.data_dir)
        memory = Memory(url, clock, keep_unanswered=settings.keep_unanswered)
        await memory.open()
    except OSError as error:
        raise WrongSettings(f"DATA_DIR {str(settings.data_dir)!r} cannot be written: {error.strerror}") from None
    except (SQLAlchemyError, ImportError) as error:
        # The address may hold a password.
        raise WrongSettings(f"DATABASE_URL cannot be opened: {type(error).__name__}") from None
    return memory


async def _poll(bot: Bot, services: Services, stop: _Stop) -> None:
    try:
        if not await _connected(bot, stop):
            return
        updater = bot.updater
        assert updater is not None  # noqa: S101 - polling is what it was built with
        try:
            await updater.start_polling(
                timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES, error_callback=_unreachable
            )
        except TelegramError as error:
            raise CannotServe(f"Telegram does not let the bot poll: {type(error).__name__}") from None
        await bot.start()
        log.info("@%s answers, with %s entries", bot.bot.username, len(services.base))
        published = menus.publish(bot.bot, services.admins, pictures=services.artist is not None)
        bot.create_task(published, name="menus")
        try:
            await stop.wait()
        finally:
            log.info("stopping")
            # A poll that ended because the token was revoked raises once more here.
            with contextlib.suppress(TelegramError):
                await updater.stop()
            await bot.stop()
    finally:
        await bot.shutdown()


async def _connected(bot: Bot, stop: _Stop) -> bool:
    """Try the token, for a while also where Telegram cannot be reached; return False if told to stop meanwhile."""
    for pause in (*CONNECT_PAUSES, None):
        try:
            await bot.initialize()
        except InvalidToken:
            raise WrongSettings(_REFUSED) from None
        except TelegramError as error:
            if pause is None:
                raise CannotServe(f"Telegram cannot be reached: {type(error).__name__}") from None
            log.warning("Telegram cannot be reached (%s), trying again", type(error).__name__)
            if await stop.wait(pause):
                return False
        else:
            return True
    return False


def _unreachable(error: TelegramError) -> None:
    if not isinstance(error, Conflict):
        log.warning("no updates from Telegram (%s), trying again", type(error).__name__)


def _fault_of(status: int) -> CannotServe | None:
    """Return why the bot cannot go on polling after this HTTP status, or None if it can."""
    if status == HTTPStatus.CONFLICT:
        return CannotServe("another bot polls with the same token: stop it, or give this one its own")
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return WrongSettings(_REFUSED)
    return None


def _now() -> datetime:
    return datetime.now(UTC).astimezone()

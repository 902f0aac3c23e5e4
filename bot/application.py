"""The wiring of the Telegram bot: one place, read from top to bottom."""

import os
import sys
from collections.abc import Callable
from http import HTTPStatus
from importlib.util import find_spec
from typing import Any, Final, cast

from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from bot.delivery import Delivery
from bot.processing import ChatProcessor
from bot.requests import Network, Requests, Transport
from handlers.routes import add_routes
from handlers.services import Context, Services

CONNECTIONS: Final = 8
"""Requests that are on their way to Telegram at the same time, beside the one for updates."""

Bot = Application[ExtBot[Any], Context, dict[Any, Any], dict[Any, Any], Services, None]


def build(
    token: str,
    api_url: str,
    services: Services,
    transport: Transport | None = None,
    on_refusal: Callable[[int], None] | None = None,
) -> Bot:
    """Return the application, ready to be started.

    Args:
        token: The bot's token.
        api_url: Root of the Bot API, without a slash at its end.
        services: What the handlers use.
        transport: Makes what carries the requests; None is the network.
        on_refusal: Hears the HTTP status when Telegram refuses to give updates.
    """
    _miss_quickly("sniffio")
    # PTB asks for this choice: "retry after" as a time span, not as a number.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    carried = transport or Network(api_url)
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(Requests(carried, CONNECTIONS))
        .get_updates_request(_Updates(carried, on_refusal or (lambda _: None)))
        .rate_limiter(Delivery())
        .concurrent_updates(ChatProcessor())
        .context_types(ContextTypes(bot_data=cast(type[Services], lambda: services)))
        .job_queue(None)
        .build()
    )
    add_routes(application)
    return application


def _miss_quickly(module: str) -> None:
    """Let imports of a module that is not there fail at once: httpcore tries this one again for each request."""
    if module not in sys.modules and find_spec(module) is None:
        sys.modules[module] = None  # type: ignore[assignment]


class _Updates(Requests):
    """Requests for updates. PTB keeps to itself that a token was revoked while it polls; here it is heard."""

    def __init__(self, transport: Transport, on_refusal: Callable[[int], None]) -> None:
        super().__init__(transport)
        self._on_refusal = on_refusal

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Carry out a request; return the status and what came."""
        status, content = await super().do_request(*args, **options)
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._on_refusal(status)
        return status, content

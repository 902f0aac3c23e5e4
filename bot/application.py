"""The wiring of the Telegram bot: one place, read from top to bottom."""

from collections.abc import Callable
from typing import Any, Final

import httpx
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import HTTPXRequest

from bot.delivery import Delivery
from bot.processing import ChatProcessor
from handlers.routes import add_routes
from handlers.services import Context, Services

POOL: Final = 64
"""Connections to Telegram."""

Bot = Application[ExtBot[Any], Context, dict[Any, Any], dict[Any, Any], Services, None]


def build(
    token: str,
    api_url: str,
    services: Services,
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> Bot:
    """Return the application, ready to be started.

    Args:
        token: The bot's token.
        api_url: Root of the Bot API, without a slash at its end.
        services: What the handlers use.
        transport: Makes what carries the requests; None is the network.
    """
    options = {"transport": transport()} if transport else {}
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(HTTPXRequest(connection_pool_size=POOL, pool_timeout=10, httpx_kwargs=options))
        .get_updates_request(HTTPXRequest(connection_pool_size=1, httpx_kwargs=options))
        .rate_limiter(Delivery())
        .concurrent_updates(ChatProcessor())
        .context_types(ContextTypes(context=Context, bot_data=lambda: services))
        .job_queue(None)
        .build()
    )

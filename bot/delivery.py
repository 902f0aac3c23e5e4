"""Requests to Telegram: at the pace that it allows, and once more where that is safe."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import AIORateLimiter

log = logging.getLogger(__name__)

PAUSES: Final = (0.5, 2.0)
"""Seconds before a request that did not get through is sent again."""
FLOOD_RETRIES: Final = 3
"""How often Telegram's "retry after" is followed for one request."""

_REPEATABLE: Final = ("get", "edit", "answer", "setMy", "delete", "sendChatAction")
"""How the methods begin that may be carried out twice: the second time changes nothing."""
_UNHURRIED: Final = ("setMy", "getMy")
"""Menus and profile: Telegram may ask to wait for hours, and nothing else should wait with them."""

JSON = bool | dict[str, Any] | list[dict[str, Any]]


class Delivery(AIORateLimiter):
    """A rate limiter that also repeats what did not get through.

    A message is sent again only where it certainly did not arrive: nobody should get an answer twice.
    """

    def __init__(self) -> None:
        # How much is too much for the bot as a whole, Telegram says itself: then everything waits as long as it wishes.
        super().__init__(overall_max_rate=0, max_retries=FLOOD_RETRIES)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, JSON]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> JSON:
        """Carry out one request; raise what Telegram answers if it still fails."""
        if endpoint.startswith(_UNHURRIED):
            return await callback(*args, **kwargs)
        for pause in PAUSES:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except NetworkError as error:
                if not _may_repeat(endpoint, error):
                    raise
                log.info("%s did not get through (%s) and is sent again", endpoint, type(error).__name__)
            await asyncio.sleep(pause)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)


def _may_repeat(endpoint: str, error: NetworkError) -> bool:
    if isinstance(error, BadRequest | RetryAfter):
        return False
    never_sent = isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout)
    # A gateway that finds no Telegram behind it has handed nothing on.
    return never_sent or error.message.startswith("Bad Gateway") or endpoint.startswith(_REPEATABLE)

"""The order of updates: within a chat one after the other, chats side by side."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE: Final = 1024
"""Updates that are worked on, or wait for their chat, at the same time."""


class ChatProcessor(BaseUpdateProcessor):
    """Processes updates with a lock for each chat: a slow chat delays nobody but itself."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process an update when its chat's turn has come."""
        key = _key(update)
        if key is None:
            await coroutine
            return
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Do nothing: there is nothing to allocate."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to free."""


def _key(update: object) -> int | None:
    if not isinstance(update, Update):
        return None
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else user.id if user else None

"""Work that many wait for at the same time, done together."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

_MOMENT: Final = 0.05
"""Seconds: a batch of the memory costs as much as understanding two questions; less waiting makes more of them."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Batch(Generic[Item, Result]):
    """Collects what is asked for while earlier work is being done, and does it in one go.

    Alone, an item is worked on at once; under load, a batch costs little more than one item.

    :param work: takes items, returns one result for each, in order.
    """

    def __init__(self, work: Callable[[list[Item]], Awaitable[list[Result]]]) -> None:
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def do(self, item: Item) -> Result:
        """Return the result for `item`; raise what the batch that it was in raised."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        begun = True
        while self._waiting:
            if not begun:
                # Many ask: a moment later they are more, and cost as much together.
                await asyncio.sleep(_MOMENT)
            begun = False
            taken, self._waiting = self._waiting, []
            try:
                results = await self._work([item for item, _ in taken])
            except Exception as error:
                for _, future in taken:
                    if not future.done():
                        future.set_exception(error)
            else:
                for (_, future), result in zip(taken, results, strict=True):
                    if not future.done():
                        future.set_result(result)

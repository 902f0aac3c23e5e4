import asyncio

import pytest

from bot.batching import Batch


async def test_what_is_asked_at_once_is_done_together() -> None:
    batches: list[list[int]] = []
    gate = asyncio.Event()

    async def work(items: list[int]) -> list[int]:
        batches.append(items)
        await gate.wait()
        return [item * 2 for item in items]

    batch = Batch(work)
    first = asyncio.create_task(batch.do(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.create_task(batch.do(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(first, *others) == [2, 4, 6, 8]
    assert batches == [[1], [2, 3, 4]]


async def test_a_batch_that_fails_fails_for_everyone_in_it_and_no_one_else() -> None:
    async def work(items: list[int]) -> list[int]:
        if 0 in items:
            raise ValueError("no")
        return items

    batch = Batch(work)
    results = await asyncio.gather(batch.do(0), batch.do(1), return_exceptions=True)
    assert all(isinstance(result, ValueError) for result in results)
    assert await batch.do(2) == 2


async def test_who_gives_up_waiting_disturbs_nobody() -> None:
    async def work(items: list[int]) -> list[int]:
        await asyncio.sleep(0)
        return items

    batch = Batch(work)
    impatient, patient = asyncio.create_task(batch.do(1)), asyncio.create_task(batch.do(2))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == 2
    with pytest.raises(asyncio.CancelledError):
        await impatient

"""`clusterlotse serve` as an operator runs it: a process of its own, the real engine, a Telegram on a port."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.telegram import faults
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.people import User
from tests.telegram.server import listening

ROOT = Path(__file__).parents[2]
SECONDS = 60


@contextlib.asynccontextmanager
async def process(
    folder: Path, token: str, address: str, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    settings = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": address}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main(['serve'])",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | settings | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(SECONDS):
            yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def test_it_answers_in_both_languages_and_stops_cleanly(
    telegram: FakeTelegram, anna: User, bernd: User, tmp_path: Path
) -> None:
    async with listening(telegram) as address, process(tmp_path, TOKEN, address) as running:
        await anna.sends("which programmes fund eastern Germany")
        await bernd.sends("wer fördert LIB 2015?")
        while len(telegram.sent) < 2:
            await telegram.heard()
        running.send_signal(signal.SIGTERM)
        _, errors = await running.communicate()
    english, german = sorted(telegram.sent, key=lambda message: message.chat.id)
    assert "eastern Germany" in english.text
    assert len(english.links) >= 8
    assert "BMFTR" in german.text
    assert running.returncode == 0
    assert TOKEN not in errors.decode()
    assert "Traceback" not in errors.decode()
    assert "LIB" not in errors.decode()


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        ("", 2, "TELEGRAM_BOT_TOKEN is missing"),
        ("1:" + "x" * 35, 2, "refuses the token"),
        ("nonsense", 2, "refuses the token"),
    ],
)
async def test_a_token_that_does_not_do_is_one_plain_line(
    telegram: FakeTelegram, tmp_path: Path, token: str, status: int, words: str
) -> None:
    async with listening(telegram) as address, process(tmp_path, token, address) as running:
        output, errors = await running.communicate()
    assert output == b""
    assert len(errors.decode().splitlines()) == 1
    assert words in errors.decode()
    assert not token or token not in errors.decode()
    assert running.returncode == status


async def test_a_second_bot_with_the_same_token_is_one_plain_line(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.fails("getUpdates", faults.CONFLICT)
    async with listening(telegram) as address, process(tmp_path, TOKEN, address, LOG_LEVEL="ERROR") as running:
        _, errors = await running.communicate()
    *logged, last = errors.decode().splitlines()
    assert last == "clusterlotse: another bot polls with the same token: stop it, or give this one its own"
    assert all(" ERROR telegram." in line for line in logged)
    assert running.returncode == 1

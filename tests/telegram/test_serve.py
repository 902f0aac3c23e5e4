"""`serve` from start to stop."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import serve
from bot.settings import Settings
from knowledge.store.base import KnowledgeBase
from tests.telegram import faults
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.people import User
from tests.telegram.running import API
from tests.telegram.scripted import ScriptedAssistant


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return made(tmp_path)


def made(folder: Path, **more: Any) -> Settings:
    values: dict[str, Any] = {"telegram_bot_token": TOKEN, "telegram_api_url": API, "data_dir": folder / "var"}
    return Settings(_env_file=None, **(values | more))


async def served(telegram: FakeTelegram, settings: Settings, base: KnowledgeBase) -> None:
    await serve.serve(settings, base, ScriptedAssistant(), transport=lambda: httpx.MockTransport(telegram))


async def stopped(telegram: FakeTelegram, running: asyncio.Task[None], number: int = signal.SIGTERM) -> None:
    """Stop the bot when it has done all that it was asked."""
    async with asyncio.timeout(10):
        await telegram.settled()
        os.kill(os.getpid(), number)
        await running


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_answers_until_it_is_told_to_stop(
    telegram: FakeTelegram, settings: Settings, base: KnowledgeBase, anna: User, number: signal.Signals
) -> None:
    running = asyncio.create_task(served(telegram, settings, base))
    await anna.sends("zim")
    await stopped(telegram, running, number)
    assert telegram.sent[0].text.startswith("Programme <zim>")
    assert (settings.data_dir / "clusterlotse.db").exists()


async def test_a_stop_lets_every_answer_be_finished(
    telegram: FakeTelegram, settings: Settings, base: KnowledgeBase, anna: User
) -> None:
    running = asyncio.create_task(served(telegram, settings, base))
    for _ in range(5):
        await anna.sends("zim")
    await stopped(telegram, running)
    assert len(telegram.sent) == 5


async def test_a_refused_token_is_one_line_without_the_token(
    settings: Settings, base: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = FakeTelegram(token="1:" + "x" * 35)
    with pytest.raises(serve.WrongSettings) as error:
        await served(telegram, settings, base)
    assert "TELEGRAM_BOT_TOKEN" in error.value.message
    assert "\n" not in error.value.message
    assert TOKEN not in error.value.message + caplog.text
    assert error.value.exit_code == 2


async def test_a_missing_token_names_the_setting(telegram: FakeTelegram, tmp_path: Path, base: KnowledgeBase) -> None:
    with pytest.raises(serve.WrongSettings, match="TELEGRAM_BOT_TOKEN is missing"):
        await served(telegram, made(tmp_path, telegram_bot_token=None), base)


@pytest.mark.parametrize(
    ("fault", "status", "words"), [(faults.CONFLICT, 1, "another bot"), (faults.UNAUTHORIZED, 2, "refuses the token")]
)
async def test_it_stops_when_telegram_gives_no_more_updates(
    telegram: FakeTelegram, settings: Settings, base: KnowledgeBase, fault: faults.Fault, status: int, words: str
) -> None:
    telegram.fails("getUpdates", fault)
    async with asyncio.timeout(10):
        with pytest.raises(serve.CannotServe, match=words) as error:
            await served(telegram, settings, base)
    assert error.value.exit_code == status


async def test_it_waits_for_telegram_at_the_start(
    telegram: FakeTelegram,
    settings: Settings,
    base: KnowledgeBase,
    anna: User,
    pauses: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "CONNECT_PAUSES", (0.0, 0.0))
    telegram.fails("getMe", *[faults.unreachable] * 4)
    running = asyncio.create_task(served(telegram, settings, base))
    await anna.sends("zim")
    await stopped(telegram, running)
    assert len(telegram.sent) == 1


async def test_a_telegram_that_stays_away_is_one_line(
    telegram: FakeTelegram,
    settings: Settings,
    base: KnowledgeBase,
    pauses: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "CONNECT_PAUSES", (0.0,))
    telegram.fails("getMe", *[faults.unreachable] * 6)
    with pytest.raises(serve.CannotServe, match="cannot be reached") as error:
        await served(telegram, settings, base)
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite+aiosqlite:////no/such/folder/x.db", "cannot be opened"),
        ("nonsense://user:password@host/x", "cannot be opened"),
        ("no address at all", "cannot be opened"),
    ],
)
async def test_a_database_that_cannot_be_opened_is_one_line(
    telegram: FakeTelegram, tmp_path: Path, base: KnowledgeBase, url: str, words: str
) -> None:
    with pytest.raises(serve.WrongSettings, match=words) as error:
        await served(telegram, made(tmp_path, database_url=url), base)
    assert "password" not in error.value.message


async def test_a_folder_that_cannot_be_written_is_one_line(
    telegram: FakeTelegram, tmp_path: Path, base: KnowledgeBase
) -> None:
    (tmp_path / "var").write_text("in the way")
    with pytest.raises(serve.WrongSettings, match="DATA_DIR"):
        await served(telegram, made(tmp_path), base)


async def test_menus_are_set_while_it_runs(
    telegram: FakeTelegram, settings: Settings, base: KnowledgeBase, anna: User
) -> None:
    running = asyncio.create_task(served(telegram, settings, base))
    await anna.sends("zim")
    await stopped(telegram, running)
    assert telegram.commands["all_private_chats", "de"]

import logging

import pytest

from bot.application import Bot
from handlers import menus
from handlers.commands import COMMANDS
from tests.telegram import faults
from tests.telegram.fake import FakeTelegram
from tests.telegram.running import ADMIN


def changes(telegram: FakeTelegram) -> list[str]:
    return [call.method for call in telegram.calls if call.method.startswith("setMy")]


async def test_menus_and_profile_are_set_in_both_languages(telegram: FakeTelegram, bot: Bot) -> None:
    await menus.publish(bot.bot, {ADMIN})
    private, german = telegram.commands["all_private_chats", ""], telegram.commands["all_private_chats", "de"]
    assert [command["command"] for command in private] == [command["command"] for command in german]
    assert private != german
    assert {command["command"] for command in telegram.commands["all_group_chats", ""]} <= set(COMMANDS)
    assert "stats" in {command["command"] for command in telegram.commands[f"chat:{ADMIN}", "de"]}
    assert "stats" not in {command["command"] for command in private}
    assert telegram.profile["name", ""] == "Clusterlotse"
    assert telegram.profile["description", "de"] != telegram.profile["description", ""]


async def test_what_telegram_has_already_is_not_set_again(telegram: FakeTelegram, bot: Bot) -> None:
    await menus.publish(bot.bot, {ADMIN})
    first = len(changes(telegram))
    await menus.publish(bot.bot, {ADMIN})
    assert len(changes(telegram)) == first


async def test_only_what_differs_is_set(telegram: FakeTelegram, bot: Bot) -> None:
    await menus.publish(bot.bot)
    first = len(changes(telegram))
    telegram.commands["all_private_chats", "de"] = []
    await menus.publish(bot.bot)
    assert changes(telegram)[first:] == ["setMyCommands"]


async def test_a_menu_that_cannot_be_set_stops_nothing(
    telegram: FakeTelegram, bot: Bot, pauses: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    # Telegram may ask to wait for hours before a name is changed again: nobody's answer waits with it.
    telegram.fails("setMyName", faults.too_many_requests(80_000))
    telegram.fails("getMyCommands", faults.NOT_FOUND)
    await menus.publish(bot.bot)
    assert not [pause for pause in pauses if pause > 60]
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 2
    assert telegram.commands["all_private_chats", "de"]


def test_every_command_is_in_a_menu() -> None:
    assert set(menus.ADMIN) | set(menus.GROUP) == set(COMMANDS)

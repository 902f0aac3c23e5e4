"""Telegram misbehaves, and so do we: nobody gets an answer twice, and nobody waits for one without a word."""

import logging

import pytest

from bot.application import Bot
from handlers.services import Place
from tests.telegram import faults
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.people import User
from tests.telegram.scripted import ScriptedAssistant

pytestmark = pytest.mark.usefixtures("bot")


async def test_flood_control_is_obeyed(anna: User, telegram: FakeTelegram, pauses: list[float]) -> None:
    telegram.fails("sendMessage", faults.too_many_requests(7))
    assert (await anna.says("zim")).text
    assert [pause for pause in pauses if pause >= 7]
    assert len(telegram.sent) == 1


@pytest.mark.parametrize("fault", [faults.bad_gateway, faults.unreachable])
async def test_what_did_not_arrive_is_sent_again(
    anna: User, telegram: FakeTelegram, pauses: list[float], fault: faults.Fault
) -> None:
    telegram.fails("sendMessage", fault, fault)
    assert (await anna.says("zim")).text
    assert len(telegram.sent) == 1


async def test_nobody_gets_an_answer_twice(anna: User, telegram: FakeTelegram, pauses: list[float]) -> None:
    telegram.fails("sendMessage", faults.timeout, done=True)
    assert len(await anna.hears("zim")) == 1
    assert len(telegram.sent) == 1


async def test_an_edit_is_repeated_after_a_timeout(anna: User, telegram: FakeTelegram, pauses: list[float]) -> None:
    answer = await anna.says("Which programmes are there?")
    telegram.fails("editMessageText", faults.timeout, done=True)
    assert "programme-4" in (await anna.presses(answer.button("▶"))).text


async def test_telegram_gone_for_longer_stops_nobody(
    anna: User, telegram: FakeTelegram, pauses: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fails("sendMessage", *[faults.unreachable] * 3)
    assert await anna.hears("zim") == []
    assert "could not be reached" in caplog.text
    assert (await anna.says("zim")).text


async def test_polling_goes_on_after_faults(anna: User, telegram: FakeTelegram, pauses: list[float]) -> None:
    telegram.fails("getUpdates", faults.bad_gateway, faults.timeout, faults.unreachable, faults.too_many_requests(3))
    assert (await anna.says("zim")).text
    assert (await anna.says("wir")).text


async def test_who_blocks_the_bot_is_forgotten(anna: User, telegram: FakeTelegram, bot: Bot) -> None:
    await anna.says("zim")
    await anna.presses((await anna.says("/language")).button("Deutsch"))
    telegram.fails("sendMessage", faults.BLOCKED)
    assert await anna.hears("zim") == []
    recalled = await bot.bot_data.memory.recall(Place(anna.id, anna.id))
    assert (recalled.language, recalled.conversation) == (None, None)


async def test_blocking_the_bot_is_enough_to_be_forgotten(anna: User, bot: Bot) -> None:
    await anna.says("zim")
    await anna.blocks()
    assert (await bot.bot_data.memory.recall(Place(anna.id, anna.id))).conversation is None
    await anna.unblocks()
    assert (await anna.says("zim")).text


async def test_a_fault_of_ours_is_one_line_for_the_user_and_one_for_the_log(
    anna: User, bernd: User, caplog: pytest.LogCaptureFixture
) -> None:
    assert (await anna.says("a boom of research")).text.startswith("Sorry, something went wrong here.")
    assert (await bernd.says("a boom of research")).text.startswith("Da ist leider etwas schiefgegangen.")
    records = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(records) == 2
    assert "RuntimeError at scripted.py" in records[0].getMessage()
    assert "research" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_after_a_fault_everything_goes_on(anna: User) -> None:
    await anna.says("boom")
    assert (await anna.says("zim")).text.startswith("Programme <zim>")


async def test_no_token_and_no_question_in_the_log(
    anna: User, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, pauses: list[float]
) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    telegram.fails("sendMessage", faults.bad_gateway, faults.timeout)
    await anna.hears("zim with a secret")
    assert caplog.records
    assert TOKEN not in caplog.text
    assert "secret" not in caplog.text


async def test_a_press_that_comes_too_late_is_no_fault(
    anna: User, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await anna.says("Which programmes are there?")
    telegram.fails("answerCallbackQuery", faults.bad_request("query is too old and response timeout expired"))
    before = len(telegram.changed)
    with pytest.raises(AssertionError, match="did not answer"):
        await anna.taps(answer.button("▶"))
    assert len(telegram.changed) == before + 1
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_not_understood_says_so_and_offers_a_way_on(anna: User, assistant: ScriptedAssistant) -> None:
    answer = await anna.says("what is the weather in Dresden")
    assert answer.text.startswith("I do not know that.")
    assert answer.button("Help").data

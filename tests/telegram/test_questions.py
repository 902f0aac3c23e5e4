from datetime import timedelta

import pytest

from bot.application import Bot
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import User
from tests.telegram.running import Clock
from tests.telegram.scripted import ScriptedAssistant

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_question_gets_a_list_with_links_and_badges(anna: User) -> None:
    answer = await anna.says("Which programmes are there?")
    assert answer.text.startswith("20 programmes fit.")
    assert answer.text.count("\n1. ") == 1
    assert "8. " in answer.text
    assert "9. " not in answer.text
    assert answer.links[0] == "https://example.org/zim?a=1&b=2"
    assert "🟢 open" in answer.text
    assert "⚫ ended" in answer.text
    assert answer.preview == {"is_disabled": True}


async def test_a_german_question_gets_a_german_answer(anna: User) -> None:
    answer = await anna.says("Welche Programme gibt es?")
    assert answer.text.startswith("20 Programme passen.")
    assert answer.button("In English").data


@pytest.mark.parametrize(
    ("code", "lead"), [("de", "Förderung"), ("de-AT", "Förderung"), ("en", "Programme"), (None, "Programme")]
)
async def test_a_bare_name_is_answered_in_the_language_of_the_app(
    telegram: FakeTelegram, code: str | None, lead: str
) -> None:
    answer = await User(telegram, language_code=code).says("zim")
    assert answer.text.startswith(lead)


async def test_an_entry_comes_with_its_link_as_button_preview_and_share(anna: User) -> None:
    answer = await anna.says("What is zim?")
    assert answer.button("Official page").url == "https://example.org/zim?a=1&b=2"
    assert answer.preview["url"] == "https://example.org/zim?a=1&b=2"
    assert answer.button("Share").raw["switch_inline_query"].startswith("Programme <zim>")
    assert [button.text for button in answer.buttons if button.data and button.data.startswith("q:")] == [
        "Who can apply?",
        "How much?",
    ]


async def test_a_follow_up_goes_on_where_the_talk_stands(anna: User, assistant: ScriptedAssistant) -> None:
    await anna.says("Which programmes are there?")
    answer = await anna.says("and in Thuringia?")
    assert "DE-TH" in answer.text
    assert assistant.heard[-1][1].last is not None


async def test_the_talk_is_forgotten_after_a_day(anna: User, assistant: ScriptedAssistant, clock: Clock) -> None:
    await anna.says("Which programmes are there?")
    clock.passes(timedelta(hours=25))
    await anna.says("and in Thuringia?")
    assert assistant.heard[-1][1].last is None


async def test_an_edited_question_edits_its_answer(anna: User) -> None:
    question = await anna.sends("What is zim?")
    await anna.telegram.settled()
    answer = anna.telegram.changed[-1]
    changed = await anna.edits(question, "What is wir?")
    assert changed == [answer]
    assert "<wir>" in answer.text
    assert answer.edits == 1


async def test_an_edited_follow_up_is_read_as_it_was_asked(anna: User, assistant: ScriptedAssistant) -> None:
    await anna.says("Which programmes are there?")
    question = await anna.sends("and open ones?")
    await anna.telegram.settled()
    await anna.edits(question, "and closed ones?")
    before = assistant.heard[-1][1].last
    assert before is not None
    assert before.reading.regions == ()


async def test_editing_an_old_question_leaves_the_talk_where_it_is(anna: User, assistant: ScriptedAssistant) -> None:
    first = await anna.sends("What is zim?")
    await anna.telegram.settled()
    await anna.says("Which programmes are there?")
    await anna.edits(first, "What is wir?")
    await anna.says("and in Thuringia?")
    last = assistant.heard[-1][1].last
    assert last is not None
    assert last.intent == "find"


async def test_an_edit_that_changes_nothing_is_no_error(anna: User) -> None:
    question = await anna.sends("What is zim?")
    await anna.telegram.settled()
    assert await anna.edits(question, "What is zim??") == []


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "s",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
                "type": "regular",
            }
        },
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]},
        {"document": {"file_id": "d", "file_unique_id": "d"}},
        {"contact": {"phone_number": "1", "first_name": "x"}},
    ],
    ids=lambda content: next(iter(content)),
)
async def test_what_is_not_text_gets_one_friendly_line(anna: User, bernd: User, content: dict[str, object]) -> None:
    assert "text only" in (await anna.sends_something(**content)).text
    assert "nur Text" in (await bernd.sends_something(**content)).text


async def test_what_is_written_below_a_picture_is_a_question(anna: User) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    assert (await anna.sends_something(photo=photo, caption="What is wir?")).text.startswith("Programme <wir>")


async def test_questions_are_limited_kindly(anna: User, clock: Clock) -> None:
    for _ in range(20):
        await anna.says("zim")
    assert "give me a minute" in (await anna.says("zim")).text
    clock.passes(timedelta(minutes=1))
    assert "funds research" in (await anna.says("zim")).text


async def test_the_limit_is_told_once_and_not_thirty_times(anna: User, bernd: User, clock: Clock) -> None:
    answer = await anna.says("zim")
    heard = [message for _ in range(30) for message in await anna.hears("zim")]
    assert ["give me a minute" in message.text for message in heard] == [False] * 19 + [True]
    assert "give me a minute" in await anna.taps(answer.button("Who can apply?"))
    assert "Förderung" in (await bernd.says("zim")).text
    clock.passes(timedelta(minutes=1))
    heard = [message for _ in range(30) for message in await anna.hears("zim")]
    assert sum("give me a minute" in message.text for message in heard) == 1


async def test_not_understood_leads_to_menus_and_to_people_who_advise(anna: User, bernd: User) -> None:
    for user, look, advice in ((anna, "Look around", "Funding advice"), (bernd, "Umsehen", "Förderberatung")):
        answer = await user.says("weather" if user is anna else "Wetter?")
        assert answer.button(advice).url == "https://www.foerderinfo.bund.de"
        await user.presses(answer.rows[-1][0])
        assert not any(button.text.startswith("‹") for button in answer.buttons)
        await user.presses((await user.says("weather" if user is anna else "Wetter?")).button(look))
        assert user.telegram.changed[-1].rows[0][0].text in {"By kind", "Nach Art"}


async def test_the_bot_is_not_confused_by_several_people(anna: User, bernd: User, bot: Bot) -> None:
    await anna.says("Which programmes are there?")
    assert (await bernd.says("zim")).chat is bernd.chat
    assert (await anna.says("and in Thuringia?")).chat is anna.chat

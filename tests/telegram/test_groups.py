import pytest

from bot.application import Bot
from handlers.services import Place
from tests.telegram import faults
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import Group, User
from tests.telegram.scripted import ScriptedAssistant

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def group(telegram: FakeTelegram) -> Group:
    return Group(telegram)


@pytest.fixture
def forum(telegram: FakeTelegram) -> Group:
    return Group(telegram, forum=True)


async def test_ask_is_answered_as_a_reply(anna: User, group: Group) -> None:
    question = await anna.sends("/ask what is zim?", group)
    await anna.telegram.settled()
    answer = anna.telegram.sent[-1]
    assert answer.reply_to is question
    assert answer.text.startswith("Programme <zim>")
    assert "Share" not in [button.text for button in answer.buttons]


async def test_answers_stay_in_their_topic(anna: User, forum: Group) -> None:
    answer = await anna.says("/ask what is zim?", forum, thread=5, message_thread_id=5, is_topic_message=True)
    assert answer.thread == 5


async def test_an_answer_in_a_group_is_short(anna: User, group: Group) -> None:
    answer = await anna.says("/ask which programmes are there?", group)
    assert "For all Germany" not in answer.text
    assert [button.text for button in answer.buttons] == [*"12345678", "1/3", "▶"]


async def test_a_reply_to_the_bot_is_a_question(anna: User, bernd: User, group: Group) -> None:
    answer = await anna.says("/ask what is zim?", group)
    follow_up = await bernd.says("welche wir", group, reply_to=answer)
    assert follow_up.text.startswith("Förderung <wir>")


async def test_a_mention_is_a_question_where_the_bot_reads_it(
    anna: User, telegram: FakeTelegram, assistant: ScriptedAssistant
) -> None:
    group = Group(telegram, privacy=False)
    await anna.says("@clusterlotse_bot what is zim?", group)
    assert assistant.heard[-1][0] == "what is zim?"


async def test_what_is_not_meant_for_the_bot_is_ignored(
    anna: User, telegram: FakeTelegram, assistant: ScriptedAssistant
) -> None:
    group = Group(telegram, privacy=False)
    assert await anna.hears("What is zim?", group) == []
    assert await anna.hears("@somebody_else what is zim?", group) == []
    assert await anna.hears("/ask@another_bot what is zim?", group) == []
    assert await anna.hears("/roll 6", group) == []
    assert await anna.hears("", group, voice={"file_id": "v", "file_unique_id": "v", "duration": 1}) == []
    assert assistant.heard == []


async def test_unsure_means_silent_unless_asked_outright(anna: User, group: Group) -> None:
    answer = await anna.says("/ask what is zim?", group)
    assert await anna.hears("what a weather", group, reply_to=answer) == []
    answer = await anna.says("/ask what is the weather", group)
    assert "do not know" in answer.text
    # What can be asked is told there too, and nothing else.
    assert [button.text for button in answer.buttons] == ["Help"]


async def test_what_came_through_the_bot_is_not_answered(anna: User, group: Group, telegram: FakeTelegram) -> None:
    assert await anna.hears("Programme zim", group, via_bot=telegram.me) == []


async def test_people_in_a_group_have_their_own_talk(
    anna: User, bernd: User, group: Group, assistant: ScriptedAssistant
) -> None:
    await anna.says("/ask which programmes are there?", group)
    await bernd.says("/ask and in Thuringia?", group)
    assert assistant.heard[-1][1].last is None


async def test_who_replies_to_what_somebody_else_was_answered_joins_in_that_talk(
    anna: User, bernd: User, group: Group, assistant: ScriptedAssistant
) -> None:
    answer = await anna.says("/ask which programmes are there?", group)
    follow_up = await bernd.says("und in Thüringen?", group, reply_to=answer)
    assert follow_up.text.startswith("20 Programme passen. DE-TH")
    await bernd.says("und jetzt?", group, reply_to=follow_up)
    last = assistant.heard[-1][1].last
    assert last is not None
    assert last.reading.regions == ("DE-TH",)


async def test_a_talk_that_has_gone_on_is_not_joined_at_an_old_answer(
    anna: User, bernd: User, group: Group, assistant: ScriptedAssistant
) -> None:
    old = await anna.says("/ask which programmes are there?", group)
    await anna.says("/ask what is zim?", group)
    await bernd.says("und in Thüringen?", group, reply_to=old)
    assert assistant.heard[-1][1].last is None


async def test_an_edited_command_edits_its_answer(anna: User, group: Group) -> None:
    question = await anna.sends("/ask what is zim?", group)
    await anna.telegram.settled()
    changed = await anna.edits(question, "/ask what is wir?")
    assert changed == [anna.telegram.sent[-1]]
    assert "<wir>" in changed[0].text


async def test_a_new_group_is_greeted(anna: User, group: Group, telegram: FakeTelegram) -> None:
    await membership(telegram, group, anna, "left", "member")
    assert "/ask" in telegram.sent[-1].text


async def test_being_removed_is_survived_and_forgotten(
    anna: User, group: Group, telegram: FakeTelegram, bot: Bot
) -> None:
    await anna.says("/ask what is zim?", group)
    group.chat.removed = True
    await membership(telegram, group, anna, "member", "left")
    assert await anna.hears("/ask what is zim?", group) == []
    assert (await bot.bot_data.memory.recall(Place(group.chat.id, anna.id))).conversation is None
    assert (await anna.says("zim")).text


async def test_being_muted_is_survived(anna: User, group: Group) -> None:
    group.chat.muted = True
    assert await anna.hears("/ask what is zim?", group) == []
    group.chat.muted = False
    assert (await anna.says("/ask what is zim?", group)).text


async def test_a_group_that_becomes_a_supergroup_keeps_its_talk(
    anna: User, group: Group, assistant: ScriptedAssistant
) -> None:
    await anna.says("/ask which programmes are there?", group)
    await group.becomes_supergroup(anna)
    await anna.says("/ask and in Thuringia?", group)
    assert assistant.heard[-1][1].last is not None


async def test_an_answer_follows_a_group_that_has_just_moved(anna: User, group: Group, telegram: FakeTelegram) -> None:
    new = Group(telegram, forum=True)
    telegram.fails("sendMessage", faults.migrated(new.chat.id))
    assert (await anna.says("/ask what is zim?", group)).chat is new.chat


async def membership(telegram: FakeTelegram, group: Group, by: User, old: str, new: str) -> None:
    member = {"user": telegram.me}
    await telegram.push(
        "my_chat_member",
        {
            "chat": group.chat.json(),
            "from": by.json,
            "date": 1_790_000_000,
            "old_chat_member": member | {"status": old},
            "new_chat_member": member | {"status": new},
        },
    )
    await telegram.settled()

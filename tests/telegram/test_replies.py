"""What was asked before is not worked out again, and nobody gets an answer that was meant for something else."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application import Bot
from handlers import replies
from handlers.replies import Replies
from knowledge import Assistant, Conversation, KnowledgeBase, Turn, load
from knowledge.reading.reading import Reading
from knowledge.store.codes import Language
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import Group, User
from tests.telegram.running import Clock, running
from tests.telegram.scripted import ScriptedAssistant

TODAY = date(2026, 1, 1)
QUESTION = "Which programmes are there?"


@pytest.fixture
def kept(assistant: ScriptedAssistant, base: KnowledgeBase) -> Replies:
    return Replies(assistant.answer, base, pictures=True)


async def test_what_was_asked_before_is_not_understood_again(
    bot: Bot, anna: User, telegram: FakeTelegram, assistant: ScriptedAssistant
) -> None:
    first = await anna.says(QUESTION)
    second = await User(telegram, "Clara", "en").says(QUESTION)
    assert (second.text, second.keyboard, second.entities) == (first.text, first.keyboard, first.entities)
    assert len(assistant.heard) == 1


async def test_an_answer_from_before_goes_on_like_any_other(bot: Bot, anna: User, telegram: FakeTelegram) -> None:
    await anna.says(QUESTION)
    clara = User(telegram, "Clara", "en")
    answer = await clara.says(QUESTION)
    assert "programme-4" in (await clara.presses(answer.button("▶"))).text
    assert "DE-TH" in (await clara.says("and in Thuringia?")).text


async def test_a_language_is_honoured(bot: Bot, anna: User, bernd: User) -> None:
    assert "up to 50 %" in (await anna.says("zim")).text
    assert "bis zu 50 %" in (await bernd.says("zim")).text
    await anna.says("/language")
    await anna.presses("l:en:de")
    assert "bis zu 50 %" in (await anna.says("zim")).text


async def test_a_length_is_honoured(bot: Bot, anna: User) -> None:
    question = "Which programmes are there, please?"
    full = await anna.says(question)
    await anna.says("/settings")
    await anna.presses("s:en:brief")
    brief = await anna.says(question)
    assert len(brief.text) < len(full.text)
    await anna.presses("s:en:full")
    assert (await anna.says(question)).text == full.text


async def test_a_group_gets_its_own(bot: Bot, anna: User, telegram: FakeTelegram) -> None:
    private = await anna.says("/ask zim")
    assert len((await anna.says("/ask zim", Group(telegram))).buttons) < len(private.buttons)


async def test_the_talk_behind_a_question_counts(bot: Bot, anna: User, bernd: User) -> None:
    await anna.says("zim")
    about_zim = await anna.says("and who pays?")
    await anna.says("wir")
    assert (await anna.says("and who pays?")).text != about_zim.text


async def test_another_day_is_another_answer(
    bot: Bot, anna: User, telegram: FakeTelegram, assistant: ScriptedAssistant, clock: Clock
) -> None:
    await anna.says(QUESTION)
    clock.passes(timedelta(days=2))
    await anna.says(QUESTION)
    assert len(assistant.heard) == 2


async def test_what_is_not_understood_counts_each_time(
    telegram: FakeTelegram, assistant: ScriptedAssistant, base: KnowledgeBase, anna: User, bernd: User
) -> None:
    async with running(telegram, assistant, base, keep_unanswered=True) as bot:
        for person in (anna, bernd, anna):
            await person.says("weather")
        assert (await bot.bot_data.memory.statistics()).not_understood == 3


def test_no_question_is_kept(kept: Replies) -> None:
    secret = "which programmes would fund what nobody may hear of"
    reply = kept.to(secret, Conversation(), TODAY)
    assert kept.to(secret, Conversation(), TODAY) is reply
    assert secret not in repr(vars(kept))


def test_only_the_last_are_kept(kept: Replies, assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "KEPT", 2)
    for question in ("zim", "wir", "zim", "inno-kom", "zim", "wir"):
        kept.to(question, Conversation(), TODAY)
    assert [question for question, _, _ in assistant.heard] == ["zim", "wir", "inno-kom", "wir"]


def test_what_fails_is_not_kept(kept: Replies, assistant: ScriptedAssistant) -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError):
            kept.to("boom", Conversation(), TODAY)
    assert len(assistant.heard) == 2


def test_other_knowledge_gives_other_answers(base: KnowledgeBase) -> None:
    entries = dict(base.entries)
    whole, less = KnowledgeBase(entries.values(), base.vocabulary), KnowledgeBase([entries["wir"]], base.vocabulary)
    question, before = "Programme zim", Conversation(language="en")
    answers = [
        Replies(Assistant(known).answer, known, pictures=False).to(question, before, TODAY).answer.results
        for known in (whole, less)
    ]
    assert "zim" in answers[0]
    assert "zim" not in answers[1]


@cache
def engine() -> Assistant:
    return Assistant(load().base)


@cache
def long_lived() -> Replies:
    return Replies(engine().answer, engine().base, pictures=True)


TALKS = [
    Conversation(),
    Conversation(language="de"),
    Conversation(language="de", fixed=True),
    *(
        Conversation(last=Turn(intent="find", reading=reading), language="en")
        for reading in (Reading(), Reading(kinds=("programme",)), Reading(regions=("DE-SN",), topics=("photonics",)))
    ),
]


@given(
    question=st.sampled_from(["ZIM", "and in Thuringia?", "Ist ZIM offen?", "clusters in Saxony", "page 2", ""]),
    before=st.sampled_from(TALKS),
    today=st.sampled_from([TODAY, date(2031, 5, 5)]),
    language=st.sampled_from([None, "en", "de"]),
    brief=st.booleans(),
    group=st.booleans(),
)
def test_what_is_kept_is_what_would_be_made_anew(
    question: str, before: Conversation, today: date, language: Language | None, brief: bool, group: bool
) -> None:
    reply = long_lived().to(question, before, today, language=language, brief=brief, group=group)
    answer = engine().answer(question, before, today, language)
    assert reply == long_lived().of(answer, brief=brief, group=group)

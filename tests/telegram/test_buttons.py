from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application import Bot
from handlers.buttons import ButtonError, Press, digest, entry_code, entry_of, meaning, turn_of
from knowledge.reading.reading import Conversation, Reading
from knowledge.store.base import KnowledgeBase
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import User
from tests.telegram.running import running
from tests.telegram.scripted import LONG_ID, ScriptedAssistant

SECRET = "Which secret programmes are there?"


@pytest.mark.usefixtures("bot")
class TestPressing:
    async def test_a_number_opens_the_entry(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        entry = await anna.presses(answer.button("2"))
        assert entry is not answer
        assert entry.text.startswith("Programme <wir> & more funds research.")

    async def test_what_was_opened_is_what_is_talked_about(self, anna: User, assistant: ScriptedAssistant) -> None:
        answer = await anna.says("Which programmes are there?")
        await anna.presses(answer.button("2"))
        await anna.says("and who pays?")
        last = assistant.heard[-1][1].last
        assert last is not None
        assert last.reading.entries == ("wir",)

    async def test_pages_turn_in_one_message(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        assert [button.text for button in answer.rows[2]] == ["1/3", "▶"]
        second = await anna.presses(answer.button("▶"))
        assert second is answer
        assert [button.text for button in second.rows[2]] == ["◀", "2/3", "▶"]
        assert "programme-4" in second.text
        third = await anna.presses(second.button("▶"))
        assert [button.text for button in third.rows[1]] == ["◀", "3/3"]
        assert "programme-15" in third.text
        back = await anna.presses(third.button("◀"))
        first = await anna.presses(back.button("◀"))
        assert "<zim>" in first.text

    async def test_the_page_shown_is_no_error(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        assert await anna.taps(answer.button("1/3")) == ""
        assert answer.edits == 0

    async def test_an_answer_is_shown_in_the_other_language_and_back(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        german = await anna.presses(answer.button("Auf Deutsch"))
        assert german is answer
        assert german.text.startswith("20 Programme passen.")
        assert (await anna.presses(german.button("In English"))).text.startswith("20 programmes fit.")

    async def test_a_page_keeps_its_place_in_the_other_language(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        await anna.presses(answer.button("▶"))
        german = await anna.presses(answer.button("Auf Deutsch"))
        assert german.button("2/3").data

    async def test_who_looks_at_the_other_language_goes_on_in_it(self, anna: User) -> None:
        await anna.presses((await anna.says("/language")).button("English"))
        answer = await anna.says("Which programmes are there?")
        await anna.presses(answer.button("Auf Deutsch"))
        assert (await anna.presses(answer.button("▶"))).text.startswith("20 Programme passen.")
        assert (await anna.presses(answer.button("1"))).text.startswith("Förderung")
        assert (await anna.says("Welche Programme gibt es?")).text.startswith("20 programmes fit.")

    async def test_a_candidate_settles_what_was_asked(self, anna: User) -> None:
        question = await anna.says("Who can apply for innovation?")
        assert question.text.startswith("Which one do you mean?")
        answer = await anna.presses(question.button("wir"))
        assert answer is question
        assert answer.text.startswith("Programme <wir>")

    async def test_suggestions_ask_their_question(self, anna: User, assistant: ScriptedAssistant) -> None:
        entry = await anna.says("What is zim?")
        await anna.presses(entry.button("Who can apply?"))
        assert assistant.heard[-1][0] == "Who can apply for zim?"

    async def test_questions_too_long_for_a_button_are_asked_too(
        self, bernd: User, assistant: ScriptedAssistant
    ) -> None:
        answer = await bernd.says("Welche Programme gibt es?")
        await bernd.presses(answer.button("Nur offene"))
        assert assistant.heard[-1][0] == "Welche Programme sind offen und fördern etwas in ganz Deutschland für alle?"

    async def test_the_last_vote_counts(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        assert await anna.taps(answer.button("👎")) == "Thank you, we will look into it."
        assert await anna.taps(answer.button("👍")) == "Thank you! 👍"
        assert await anna.taps(answer.button("👍")) == "Thank you! 👍"

    @pytest.mark.parametrize(
        "data",
        [
            "nonsense",
            "z:en:1",
            "p:en:AAAAAAAAAAAA:1",
            "p:en",
            "c:en:x:y",
            "f:en:dance:::",
            "f:en:show:sme:DE-XX:*",
            "b:en:topic:alchemy",
            "e:xx:zim",
            "t:en:AAAA",
        ],
    )
    async def test_buttons_from_another_time_say_so(self, anna: User, bernd: User, data: str) -> None:
        answer = await anna.says("zim")
        assert "does not work any more" in await anna.taps(data, answer)
        assert alerts(anna) == [True]
        answer = await bernd.says("zim")
        assert "geht nicht mehr" in await bernd.taps(data, answer)

    async def test_an_entry_that_is_gone_is_told(self, anna: User, bernd: User, bot: Bot) -> None:
        assert "no longer in my knowledge" in await anna.taps("e:en:gone", await anna.says("zim"))
        assert "nicht mehr" in await bernd.taps("e:de:gone", await bernd.says("zim"))
        await bot.bot_data.memory.keep_notes({"AAAA": '{"intent": "describe", "reading": {"entries": ["gone"]}}'})
        assert "no longer in my knowledge" in await anna.taps("x:en:AAAA:0", await anna.says("zim"))

    async def test_a_deleted_message_is_sent_anew(self, anna: User) -> None:
        answer = await anna.says("Which programmes are there?")
        button = answer.button("▶")
        del anna.chat.messages[answer.id]
        assert "programme-4" in (await anna.presses(button, answer)).text

    async def test_a_fault_behind_a_button_is_told_in_a_notice(self, anna: User) -> None:
        answer = await anna.says("zim")
        assert "something went wrong" in await anna.taps("a:en:boom", answer)
        assert "boom" not in "".join(message.text for message in anna.telegram.sent)


async def test_buttons_outlive_a_restart(
    telegram: FakeTelegram, assistant: ScriptedAssistant, base: KnowledgeBase, anna: User, tmp_path: Path
) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path / 'memory.db'}"
    async with running(telegram, assistant, base, database=database):
        answer = await anna.says(SECRET)
    async with running(telegram, assistant, base, database=database):
        assert "programme-4" in (await anna.presses(answer.button("▶"))).text
        await anna.says("and in Thuringia?")
        assert assistant.heard[-1][1].last is not None


@given(
    st.sampled_from("eptaqrcxvlsfb"),
    st.sampled_from(["en", "de"]),
    st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), min_size=1),
)
def test_what_a_button_says_is_read_back(verb: str, language: str, text: str) -> None:
    press = Press(verb, "de" if language == "de" else "en", (text,))
    try:
        data = press.encode()
    except ButtonError:
        assert len(f"{verb}:{language}:{text}".encode()) > 64
        return
    assert len(data.encode()) <= 64
    assert Press.decode(data) == press


def test_long_ids_are_found_by_their_digest() -> None:
    code = entry_code(LONG_ID, 59)
    assert len(code) <= 59
    assert entry_of(code, ["zim", LONG_ID]) == LONG_ID
    assert entry_of("zim", ["zim"]) == "zim"
    assert entry_of("~" + digest("gone"), ["zim"]) == "~" + digest("gone")


def test_a_note_keeps_what_was_understood_and_not_what_was_asked() -> None:
    answer = ScriptedAssistant().answer(SECRET, Conversation(), date(2026, 11, 23))
    note = meaning(answer)
    assert "secret" not in note
    assert turn_of(note, 2).page == 2
    assert turn_of(note).reading == Reading(kinds=("programme",))


@pytest.mark.parametrize(
    "note", [None, "", "{}", '{"intent": "dance", "reading": {}}', '{"intent": "find", "reading": {"x": 1}}']
)
def test_a_note_from_another_time_is_told(note: str | None) -> None:
    with pytest.raises(ButtonError):
        turn_of(note)


def alerts(user: User) -> list[bool]:
    answers = user.telegram.callback_queries.values()
    return [bool(answer.get("show_alert")) for answer in answers if answer is not None]

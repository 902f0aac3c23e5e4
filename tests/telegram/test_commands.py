import pytest

from bot.application import Bot
from handlers.commands import COMMANDS
from handlers.inline import deep_link
from handlers.scenes import PICTURES
from knowledge.reading.reading import Conversation
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import Group, User
from tests.telegram.running import ADMIN
from tests.telegram.scripted import LONG_ID, ScriptedAssistant

pytestmark = pytest.mark.usefixtures("bot")


async def test_start_greets_in_three_lines_with_four_examples(anna: User, bernd: User) -> None:
    greeting = await anna.says("/start")
    assert greeting.text.startswith("Hello, Anna!")
    assert len(greeting.text.splitlines()) == 3
    assert len(greeting.buttons) == 4
    assert (await bernd.says("/start")).text.startswith("Hallo, Bernd!")


async def test_an_example_is_a_question(anna: User, assistant: ScriptedAssistant) -> None:
    greeting = await anna.says("/start")
    await anna.presses(greeting.button("eastern Germany"))
    assert assistant.heard[-1][0] == "Which programmes fund eastern Germany?"


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_every_command_answers_in_both_languages(anna: User, bernd: User, name: str) -> None:
    english = await anna.says(f"/{name}")
    german = await bernd.says(f"/{name}")
    assert english.text
    assert english.text != german.text


async def test_help_names_every_command_of_the_menu(anna: User) -> None:
    text = (await anna.says("/help")).text
    shown = set(COMMANDS) - {"start", "help", "ask", "stats", *PICTURES}
    assert all(f"/{name}" in text for name in shown)


async def test_a_deep_link_opens_an_entry(anna: User) -> None:
    assert (await anna.says("/start e_wir")).text.startswith("Programme <wir>")


async def test_an_entry_with_a_long_id_can_be_linked_too(anna: User, telegram: FakeTelegram) -> None:
    link = deep_link(telegram.me["username"], LONG_ID)
    payload = link.partition("?start=")[2]
    assert len(payload) <= 64
    assert LONG_ID in (await anna.says(f"/start {payload}")).text


async def test_any_other_deep_link_is_a_search(anna: User, assistant: ScriptedAssistant) -> None:
    await anna.says("/start s_photonics-thuringia")
    assert assistant.heard[-1][0] == "photonics thuringia"


async def test_a_deep_link_to_an_entry_that_is_gone_says_so(
    anna: User, bernd: User, assistant: ScriptedAssistant
) -> None:
    for link in ("e_no-such-entry", "h_AAAAAAAAAAAA"):
        assert "no longer in my knowledge" in (await anna.says(f"/start {link}")).text
    assert "nicht mehr" in (await bernd.says("/start e_no-such-entry")).text
    assert assistant.heard == []


async def test_a_deep_link_works_in_a_group_too(anna: User, telegram: FakeTelegram) -> None:
    answer = await anna.says("/start@clusterlotse_bot e_wir", Group(telegram))
    assert answer.text.startswith("Programme <wir>")
    assert answer.reply_to


async def test_the_language_that_is_set_has_a_tick(anna: User) -> None:
    menu = await anna.says("/language")
    assert menu.button("✓ As I write").data
    await anna.presses(menu.button("Deutsch"))
    assert [button.text for button in (await anna.says("/language")).buttons][1] == "✓ Deutsch"


async def test_a_chosen_language_wins_and_stays(anna: User, assistant: ScriptedAssistant) -> None:
    menu = await anna.says("/language")
    assert (await anna.presses(menu.button("Deutsch"))).text == "Ich antworte auf Deutsch."
    assert (await anna.says("Which programmes are there?")).text.startswith("20 Programme passen.")
    assert assistant.heard[-1][1].fixed
    assert (await anna.says("/help")).text.startswith("Fragen Sie")


async def test_the_choice_of_a_language_can_be_taken_back(anna: User) -> None:
    menu = await anna.says("/language")
    await anna.presses(menu.button("Deutsch"))
    menu = await anna.says("/language")
    await anna.presses(menu.button("Wie ich schreibe"))
    assert (await anna.says("Which programmes are there?")).text.startswith("20 programmes fit.")


async def test_asking_for_a_language_chooses_it(anna: User, assistant: ScriptedAssistant) -> None:
    await anna.says("Which programmes are there?")
    assert (await anna.says("auf Deutsch bitte")).text.startswith("20 Programme")
    assert (await anna.says("/help")).text.startswith("Fragen Sie")
    await anna.says("in English please")
    assert (await anna.says("/help")).text.startswith("Ask me")


async def test_settings_show_what_is_set_and_change_it(anna: User) -> None:
    settings = await anna.says("/settings")
    assert "Language: as you write" in settings.text
    assert "Answers: full" in settings.text
    changed = await anna.presses(settings.button("Short answers"))
    assert changed is settings
    assert "Answers: short" in changed.text
    assert changed.button("✓ Short answers").data
    assert "For all Germany" not in (await anna.says("Which programmes are there?")).text
    changed = await anna.presses(settings.button("Deutsch"), settings)
    assert "Antworten: kurz" in changed.text


async def test_forgetting_deletes_everything_and_says_so(anna: User, bot: Bot, assistant: ScriptedAssistant) -> None:
    menu = await anna.says("/language")
    await anna.presses(menu.button("Deutsch"))
    answer = await anna.says("zim")
    await anna.taps(answer.button("👍"))
    question = await anna.says("/forget")
    assert (await anna.presses(question.button("Nein"))).text == "Gut, nichts wurde gelöscht."
    question = await anna.says("/forget")
    assert "gelöscht" in (await anna.presses(question.button("Ja, alles löschen"))).text
    await anna.says("and now?")
    _, conversation, _ = assistant.heard[-1]
    assert conversation == Conversation(language="en")
    counted = await bot.bot_data.memory.statistics()
    assert counted.liked == 0
    assert counted.languages == {}


async def test_only_operators_see_the_figures(anna: User, telegram: FakeTelegram) -> None:
    await anna.taps((await anna.says("zim")).button("👍"))
    assert (await anna.says("/stats")).text == (await anna.says("/nonsense")).text
    operator = User(telegram, "Olga")
    operator.id = operator.json["id"] = operator.chat.id = ADMIN
    telegram.chats[ADMIN] = operator.chat
    figures = await operator.says("/stats")
    assert "Knowledge: 21 entries" in figures.text
    assert "👍 1" in figures.text


async def test_words_behind_a_list_command_are_part_of_it(
    anna: User, bernd: User, assistant: ScriptedAssistant
) -> None:
    await anna.says("/programmes hydrogen saxony")
    assert assistant.heard[-1][0] == "programmes hydrogen saxony"
    await bernd.says("/clusters Wasserstoff")
    assert assistant.heard[-1][0] == "Cluster Wasserstoff"


async def test_ask_answers_what_stands_behind_it(anna: User, assistant: ScriptedAssistant) -> None:
    await anna.says("/ask what is zim?")
    assert assistant.heard[-1][0] == "what is zim?"
    assert "Put your question behind" in (await anna.says("/ask")).text


async def test_privacy_says_whether_questions_are_kept(anna: User) -> None:
    listed, told = (await anna.says("/privacy")).text.split("\n\n")
    assert "did not understand" not in listed
    assert "did not understand are not kept" in told


async def test_the_finder_leads_to_programmes_in_one_message(anna: User) -> None:
    who = await anna.says("/find")
    assert "Who are you?" in who.text
    where = await anna.presses(next(button for button in who.buttons if button.data and ":sme:" in button.data))
    assert where is who
    assert "Where are you?" in where.text
    what = await anna.presses(where.button("Thuringia"))
    assert "So far:" in what.text
    assert "Thuringia" in what.text
    results = await anna.presses(what.button("Skip"))
    assert results is who
    assert "DE-TH" in results.text
    again = await anna.presses(results.button("‹ Back"))
    assert "What is it about?" in again.text
    assert "Where are you?" in (await anna.presses(again.button("‹ Back"))).text
    assert len(anna.telegram.sent) == 1


async def test_every_step_of_the_finder_can_be_skipped(bernd: User) -> None:
    message = await bernd.says("/find")
    for _ in range(3):
        message = await bernd.presses(message.button("Überspringen"))
    assert message.text.startswith("20 Programme passen.")
    assert "Wer sind Sie?" in (await bernd.presses(message.button("Von vorn"))).text


async def test_what_was_skipped_in_the_finder_is_not_listed_as_chosen(anna: User) -> None:
    where = await anna.presses((await anna.says("/find")).button("Skip"))
    assert "So far" not in where.text
    assert "So far: Thuringia\n" in (await anna.presses(where.button("Thuringia"))).text


async def test_what_can_be_chosen_begins_with_a_capital_and_is_not_cut(anna: User, bernd: User) -> None:
    for user, skip in ((anna, "Skip"), (bernd, "Überspringen")):
        message = await user.says("/find")
        for _ in range(3):
            assert all(button.text[0].isupper() for button in message.buttons if not button.text.startswith("‹"))
            assert all(len(button.text) <= 22 for row in message.rows if len(row) > 1 for button in row)
            message = await user.presses(message.button(skip))


async def test_a_word_goes_on_from_what_was_chosen_in_the_finder(anna: User, assistant: ScriptedAssistant) -> None:
    who = await anna.says("/find")
    await anna.presses(who.button("SMEs"))
    await anna.says("and in Thuringia")
    last = assistant.heard[-1][1].last
    assert last is not None
    assert last.reading.target_groups == ("sme",)


async def test_the_way_back_stays_while_pages_turn_and_in_the_other_language(anna: User) -> None:
    message = await anna.says("/find")
    for _ in range(3):
        message = await anna.presses(message.button("Skip"))
    await anna.presses(message.button("▶"))
    assert [button.text for button in message.rows[-1]] == ["‹ Back", "Start again"]
    await anna.presses(message.button("Auf Deutsch"))
    assert [button.text for button in message.rows[-1]] == ["‹ Zurück", "Von vorn"]
    assert "Worum geht es?" in (await anna.presses(message.button("‹ Zurück"))).text
    menu = await anna.presses((await anna.says("/browse")).button("Nach Thema"))
    listed = await anna.presses(menu.button("Wasserstoff"))
    await anna.presses(listed.button("▶"))
    assert "Nach Thema" in (await anna.presses(listed.button("‹ Zurück"))).text


@pytest.mark.parametrize("menu", ["By kind", "By topic", "By Land"])
async def test_browsing_leads_to_a_list_and_back(anna: User, menu: str) -> None:
    start = await anna.says("/browse")
    choices = await anna.presses(start.button(menu))
    listed = await anna.presses(choices.buttons[0])
    assert "programmes fit" in listed.text
    assert (await anna.presses(listed.button("‹ Back"))).rows == choices.rows
    assert "look around" in (await anna.presses(choices.button("‹ Back"))).text.casefold()

import pytest

from tests.telegram.fake import FakeTelegram
from tests.telegram.people import User
from tests.telegram.scripted import ScriptedAssistant

pytestmark = pytest.mark.usefixtures("bot")


async def test_entries_are_offered_with_title_line_and_link(anna: User) -> None:
    answer = await anna.asks_inline("which programmes")
    whole, first, *_ = answer.results
    assert whole["title"] == "20 programmes fit."
    assert first["title"] == "Programme <zim> & more"
    assert first["description"] == "up to 50 %"
    assert "https://example.org/zim" in first["input_message_content"]["message_text"]
    assert first["reply_markup"]["inline_keyboard"][0][0]["url"].endswith("?start=e_zim")


async def test_pages_follow_by_their_offset(anna: User) -> None:
    first = await anna.asks_inline("which programmes")
    second = await anna.asks_inline("which programmes", offset=first.next_offset)
    third = await anna.asks_inline("which programmes", offset=second.next_offset)
    assert (first.next_offset, second.next_offset, third.next_offset) == ("1", "2", "")
    ids = [result["id"] for result in first.results + second.results + third.results]
    assert len(ids) >= 20


async def test_an_entry_by_name_is_offered_alone(bernd: User) -> None:
    answer = await bernd.asks_inline("zim")
    assert [result["title"] for result in answer.results] == ["Förderung <zim> & more"]


async def test_the_empty_query_shows_what_can_be_asked(anna: User, bernd: User) -> None:
    answer = await anna.asks_inline("")
    assert len(answer.results) == 4
    assert answer.button == {"text": "Type a question, a name or a topic …", "start_parameter": "start"}
    assert (await bernd.asks_inline("")).results[0]["title"].startswith("Welche")


async def test_no_result_offers_the_private_chat(anna: User, assistant: ScriptedAssistant) -> None:
    answer = await anna.asks_inline("weather, please")
    assert answer.results == []
    assert answer.button is not None
    assert answer.button["text"].startswith("Nothing found")
    await anna.says(f"/start {answer.button['start_parameter']}")
    assert assistant.heard[-1][0] == "weather please"


async def test_answers_are_cached_for_all_only_where_all_get_the_same(anna: User) -> None:
    assert not (await anna.asks_inline("which programmes")).is_personal
    assert (await anna.asks_inline("zim")).is_personal
    await anna.presses((await anna.says("/language")).button("Deutsch"))
    assert (await anna.asks_inline("which programmes")).is_personal


async def test_what_was_talked_about_in_private_stays_there(anna: User, assistant: ScriptedAssistant) -> None:
    await anna.says("Which programmes are there?")
    await anna.asks_inline("and in Thuringia")
    assert all(conversation.last is None for _, conversation, _ in assistant.heard[1:])


async def test_a_link_from_an_inline_answer_opens_the_entry(anna: User, telegram: FakeTelegram) -> None:
    answer = await anna.asks_inline("wir")
    url = answer.results[0]["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert url.startswith(f"https://t.me/{telegram.me['username']}?start=")
    assert (await anna.says(f"/start {url.partition('=')[2]}")).text.startswith("Programme <wir>")


async def test_the_way_to_the_private_chat_keeps_umlauts_and_whole_words(
    bernd: User, assistant: ScriptedAssistant
) -> None:
    answer = await bernd.asks_inline("Förderung für Größeres in Thüringen, programme?")
    assert answer.button is not None
    assert answer.button["start_parameter"] == "foerderung-fuer-groesseres-in-thueringen-programme"
    long = (await bernd.asks_inline("welche programme " * 8)).button
    assert long is not None
    assert long["start_parameter"].split("-")[-1] in {"welche", "programme"}
    assert len(long["start_parameter"]) <= 64


async def test_a_list_sent_to_a_chat_leads_to_the_bot_where_it_can_be_asked_on(
    anna: User, assistant: ScriptedAssistant
) -> None:
    whole = (await anna.asks_inline("which programmes")).results[0]
    url = whole["reply_markup"]["inline_keyboard"][0][0]["url"]
    await anna.says(f"/start {url.partition('=')[2]}")
    assert assistant.heard[-1][0] == "which programmes"


async def test_the_button_of_the_empty_query_greets(anna: User) -> None:
    button = (await anna.asks_inline("")).button
    assert button is not None
    assert (await anna.says(f"/start {button['start_parameter']}")).text.startswith("Hello, Anna!")


async def test_a_query_that_telegram_cuts_is_told(anna: User, bernd: User) -> None:
    for user, words in ((anna, "Telegram cuts this here"), (bernd, "Hier schneidet Telegram ab")):
        query = ("which programmes" if user is anna else "welche Programme") * 20
        button = (await user.asks_inline(query[:256])).button
        assert button is not None
        assert button["text"].startswith(words)

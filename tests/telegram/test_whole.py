"""The whole house: the real engine and the real knowledge behind the real bot."""

from collections.abc import AsyncIterator

import pytest

from handlers.wording import series
from knowledge import Assistant, KnowledgeBase, load
from knowledge.store.codes import Language
from tests.telegram.fake import FakeTelegram, Message
from tests.telegram.people import Group, User
from tests.telegram.running import running
from tests.telegram.transcript import DOCUMENTS, shown_in, transcript


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load().base


@pytest.fixture(scope="module")
def engine(knowledge: KnowledgeBase) -> Assistant:
    return Assistant(knowledge)


@pytest.fixture(autouse=True)
async def whole(telegram: FakeTelegram, engine: Assistant, knowledge: KnowledgeBase) -> AsyncIterator[None]:
    async with running(telegram, engine, knowledge):
        yield


@pytest.mark.parametrize("document", DOCUMENTS)
async def test_the_talk_that_is_shown_is_the_talk_that_is_had(
    document: str, engine: Assistant, knowledge: KnowledgeBase
) -> None:
    shown = shown_in(document)
    had = await transcript(engine, knowledge)
    assert shown in {None, had}, f"{document} shows another talk: run python -m tests.telegram.transcript"


@pytest.mark.parametrize("language", ["en", "de"])
async def test_every_example_of_the_greeting_is_answered(telegram: FakeTelegram, language: Language) -> None:
    user = User(telegram, language_code=language)
    greeting = await user.says("/start")
    for question in series(language, "start.examples"):
        answer = await user.presses(greeting.button(question))
        assert answer.links, question
        assert answer.button("Auf Deutsch" if language == "en" else "In English").data


async def test_a_talk_goes_from_a_list_to_an_entry_and_on(anna: User) -> None:
    listed = await anna.says("which programmes fund eastern Germany")
    assert listed.text[0].isdecimal()
    second = await anna.presses(listed.button("▶"))
    assert second is listed
    entry = await anna.presses(second.button("1"))
    assert entry.button("Official page").url
    narrowed = await anna.presses(listed.button("Only open ones"))
    assert "🟢" in narrowed.text
    assert "⚫" not in narrowed.text.split("\n\n")[1]
    saxony = await anna.says("and in Saxony?")
    assert "Saxony" in saxony.text


async def test_the_same_in_german(bernd: User) -> None:
    listed = await bernd.says("Cluster für Photonik in Thüringen")
    entry = await bernd.presses(listed.button("1"))
    assert "OptoNet" in entry.text or entry.links
    who = await bernd.says("wer bezahlt das?")
    assert who.text != entry.text
    assert "Sachsen" in (await bernd.says("und in Sachsen?")).text or who.links


async def test_an_official_answer_names_who_pays_and_that_it_is_over(anna: User, bernd: User) -> None:
    assert "BMFTR" in (await bernd.says("wer fördert LIB 2015?")).text
    ended = await anna.says("Is the Leading-Edge Cluster Competition still open?")
    assert "ended" in ended.text.casefold()


async def test_a_typing_error_is_answered_and_the_name_said_as_understood(anna: User) -> None:
    assert "INNO-KOM" in (await anna.says("who can apply for INO-KOM?")).text


async def test_what_is_beyond_it_gets_an_honest_line(anna: User, bernd: User) -> None:
    for user, question in ((anna, "what is the weather in Dresden"), (bernd, "wie wird das Wetter in Dresden?")):
        answer = await user.says(question)
        assert not answer.links
        assert len(answer.buttons) > 3


async def test_the_language_asked_for_stays(anna: User) -> None:
    await anna.says("who funds LIB 2015?")
    assert "Innovationsallianz" in (await anna.says("auf Deutsch bitte")).text
    assert "Förder" in (await anna.says("which programmes fund eastern Germany")).text


@pytest.mark.parametrize("language", ["en", "de"])
async def test_finder_and_browsing_lead_to_entries(telegram: FakeTelegram, language: Language) -> None:
    user = User(telegram, language_code=language)
    message = await user.says("/find")
    for choice in ("sme", "DE-SN", "hydrogen"):
        message = await user.presses(next(one for one in message.buttons if one.data and f":{choice}" in one.data))
    assert message.links
    for menu in ("kind", "topic", "land"):
        start = await user.says("/browse")
        menu_shown = await user.presses(next(one for one in start.buttons if one.data and one.data.endswith(menu)))
        listed = await user.presses(menu_shown.buttons[0])
        assert listed.links


@pytest.mark.parametrize("language", ["en", "de"])
async def test_inline_mode_offers_entries(telegram: FakeTelegram, language: Language) -> None:
    user = User(telegram, language_code=language)
    for query in ("photonics thuringia", "Photonik Thüringen", "ZIM", ""):
        assert (await user.asks_inline(query)).results, query


async def test_every_entry_can_be_opened_and_shown_in_both_languages(anna: User, knowledge: KnowledgeBase) -> None:
    for entry in list(knowledge.entries)[::20]:
        message: Message = await anna.says(f"/start e_{entry}")
        assert message.links, entry
        before = message.text
        # The talk stays in the language that was looked at last.
        assert (await anna.presses(message.rows[-1][0])).text != before, entry


async def test_a_list_is_narrowed_in_place_and_widened_again(anna: User) -> None:
    listed = await anna.says("/programmes")
    whole = listed.text
    assert await anna.presses(listed.button("For SMEs")) is listed
    assert "for SMEs" in listed.text.splitlines()[0]
    await anna.presses(listed.button("My Land …"))
    assert "In which Land?" in listed.text
    await anna.presses(listed.button("Saxony"))
    assert "for Saxony for SMEs" in listed.text.splitlines()[0]
    assert not any(button.text in {"For SMEs", "My Land …"} for button in listed.buttons)
    await anna.presses(listed.button("▶"))
    await anna.presses(listed.button("Auf Deutsch"))
    assert "Sachsen" in listed.text.splitlines()[0]
    await anna.presses(listed.button("In English"))
    assert (await anna.presses(listed.button("‹ Whole list"))).text == whole
    assert "Saxony" in (await anna.says("and in Saxony?")).text
    assert len(anna.telegram.sent) == 2


async def test_only_a_land_that_leaves_something_is_offered(bernd: User, knowledge: KnowledgeBase) -> None:
    listed = await bernd.says("Cluster für Photonik")
    menu = await bernd.presses(listed.button("Mein Land …"))
    assert {button.text for button in menu.buttons} >= {"Thüringen", "Sachsen", "‹ Zurück"}
    assert len(menu.buttons) < 1 + len(knowledge.vocabulary.land_codes)
    assert (await bernd.presses(menu.button("‹ Zurück"))).text.startswith("28 Cluster")


async def test_filters_stand_only_where_they_shorten_a_list(anna: User) -> None:
    for question in ("photonics clusters in Thuringia", "programmes for SMEs in Saxony", "What is ZIM?", "hello"):
        words = {button.text for button in (await anna.says(question)).buttons}
        assert not words & {"For SMEs", "My Land …"}, question


async def test_a_group_sees_what_comes_also_where_there_is_nothing_else(anna: User, telegram: FakeTelegram) -> None:
    answer = await anna.says("/ask Which programmes fund batteries in Saxony?", Group(telegram))
    assert answer.text.startswith("I know no funding programmes specifically for Saxony")
    assert len(answer.links) == 8


async def test_a_gone_filter_is_told(anna: User) -> None:
    listed = await anna.says("/programmes")
    data = str(listed.button("For SMEs").data)
    for wish in ("nonsense", "land:DE-XX", "sme:x"):
        assert "does not work any more" in await anna.taps(data.removesuffix("sme") + wish, listed)


async def test_an_answer_names_its_page_and_how_current_it_is(anna: User, bernd: User) -> None:
    for user, question, current, check in (
        (anna, "What is ZIM?", "As of 2025", "Before you apply, check"),
        (bernd, "Was ist ZIM?", "Stand: 2025", "Vor dem Antrag bitte"),
    ):
        answer = await user.says(question)
        assert answer.links[0] == "https://www.zim.de"
        assert current in answer.text
        assert check in (await user.says("programmes for SMEs" if user is anna else "Programme für KMU")).text
        assert "https://www.foerderinfo.bund.de" in (await user.says("/about")).text


@pytest.mark.parametrize("question", ["Förderung in Thüringen", "Foerderung in Thueringen", "förderung in Thuringen"])
async def test_umlauts_may_be_written_out_or_left_out(bernd: User, question: str) -> None:
    assert "Förderprogramme für Thüringen" in (await bernd.says(question)).text.splitlines()[0]


async def test_every_entry_can_be_shared(anna: User, bernd: User, knowledge: KnowledgeBase) -> None:
    # Among them names that also mean a list, a programme or a term, and names that sound English.
    hard = ("concept-network", "concept-cluster-of-excellence", "concept-ipcei", "agent3d", "research-allowance")
    assert set(hard) <= set(knowledge.entries)
    for entry in (*hard, *list(knowledge.entries)[::25]):
        for user, word in ((anna, "Share"), (bernd, "Teilen")):
            message = await user.says(f"/start e_{entry}")
            offered = (await user.asks_inline(message.button(word).raw["switch_inline_query"])).results[:2]
            links = {one["reply_markup"]["inline_keyboard"][0][0]["url"].partition("=")[2]: one for one in offered}
            # Two entries may bear one name.
            shared = links[f"e_{entry}"]
            assert shared["title"] == knowledge[entry].name("en" if user is anna else "de")
            leading = "Ask me directly" if user is anna else "Direkt fragen"
            assert shared["reply_markup"]["inline_keyboard"][0][0]["text"] == leading

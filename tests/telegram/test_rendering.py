from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons import Notes
from handlers.keyboards import under
from handlers.rendering import LIMIT, clipped, escaped, is_web_link, preview, render
from knowledge.answering.answers import Answer, Badge, Card, Choice, Row, Suggestion
from knowledge.answering.wording import wording
from knowledge.reading.reading import Reading
from knowledge.store.codes import LANGUAGES, Language
from tests.telegram.markup import is_link, parse, utf16

texts = st.text(max_size=300) | st.sampled_from(
    ["<b>", "&amp;", "ä & <i>", "🟢" * 900, "x" * 5000, "&" * 3000, "word " * 1500]
)
links = st.none() | st.sampled_from(
    [
        'https://example.org/?a=1&b="2"',
        "http://x",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://[broken",
        "https://ex ample.org",
        "https://example.org/" + "x" * 3000,
    ]
)
badges: st.SearchStrategy[Badge | None] = st.sampled_from(
    [None, "open", "running", "active", "planned", "ended", "unknown"]
)
cards = st.builds(
    Card, id=st.just("zim"), title=texts.filter(str.strip), fact=texts, badge=badges, badge_label=texts, link=links
)
labels = st.text(min_size=1, max_size=200).filter(str.strip)
answers = st.builds(
    Answer,
    language=st.sampled_from(["en", "de"]),
    intent=st.sampled_from(["find", "describe", "compare", "help"]),
    outcome=st.sampled_from(["answer", "choices", "none", "unknown"]),
    reading=st.just(Reading()),
    confidence=st.just(1.0),
    lead=texts.filter(str.strip),
    paragraphs=st.lists(texts, max_size=3).map(tuple),
    cards=st.lists(cards, max_size=8).map(tuple),
    also_lead=texts,
    also_cards=st.lists(cards, max_size=8).map(tuple),
    columns=st.just(("a", "b")),
    table=st.lists(st.builds(Row, label=texts, cells=st.tuples(texts, texts)), max_size=17).map(tuple),
    notes=st.lists(texts, max_size=4).map(tuple),
    choices=st.lists(st.builds(Choice, id=st.just("zim"), title=labels, hint=texts), max_size=8).map(tuple),
    suggestions=st.lists(st.builds(Suggestion, label=labels, text=labels), max_size=5).map(tuple),
    total=st.integers(0, 700),
    page=st.integers(0, 80),
)


@given(answers, st.booleans())
def test_whatever_the_answer_telegram_takes_it(answer: Answer, brief: bool) -> None:
    html = render(answer, brief)
    assert utf16(html) <= LIMIT
    text, _ = parse(html)
    assert text.strip()


@given(cards, texts, texts)
def test_whatever_an_entry_is_called_its_name_can_be_the_link(card: Card, before: str, after: str) -> None:
    told = replace(answer_with(card, intent="describe"), lead=f"{before} {card.title} {after}")
    html = render(told)
    assert utf16(html) <= LIMIT
    text, _ = parse(html)
    assert text.strip()


@given(answers, st.booleans())
def test_whatever_the_answer_its_buttons_fit(answer: Answer, group: bool) -> None:
    keyboard = under(answer, Notes(), group)
    for button in [button for row in keyboard.inline_keyboard for button in row] if keyboard else []:
        assert button.text.strip()
        if isinstance(button.callback_data, str):
            assert 1 <= len(button.callback_data.encode()) <= 64
        elif button.url:
            assert is_link(button.url)


@given(texts, st.integers(20, 500))
def test_cut_texts_keep_to_their_limit_and_stay_html(text: str, limit: int) -> None:
    html = escaped(text, limit)
    assert utf16(html) <= limit
    parse(html)


def test_short_texts_are_not_cut_and_long_ones_end_at_a_word() -> None:
    assert escaped(" a < b ", 100) == "a &lt; b"
    assert escaped("one two three four", 13) == "one two…"
    assert clipped("one two", 7) == "one two"
    assert clipped("one two, three four", 12) == "one two…"
    assert clipped("Donaudampfschiff", 6) == "Donau…"


@pytest.mark.parametrize("url", ["https://www.bmftr.bund.de/x?y=1", "http://example.org"])
def test_web_addresses_are_links(url: str) -> None:
    assert is_web_link(url)


def answer_with(*cards: Card, intent: str = "find") -> Answer:
    return Answer(
        language="en",
        intent="find" if intent == "find" else "describe",
        outcome="answer",
        reading=Reading(),
        confidence=1.0,
        lead="Lead.",
        cards=cards,
    )


CARD = Card(
    id="zim", title="ZIM & more", fact="up to 60 %", badge="open", badge_label="open", link="https://example.org/zim"
)


OTHER = replace(CARD, id="wir")


def test_a_card_is_one_line() -> None:
    assert render(answer_with(CARD, OTHER)).splitlines()[2] == (
        '1. <a href="https://example.org/zim">ZIM &amp; more</a> – up to 60 % · 🟢 open'
    )


def test_only_a_single_entry_gets_a_preview() -> None:
    assert preview(answer_with(CARD, intent="describe")).url == "https://example.org/zim"
    assert preview(answer_with(CARD)).is_disabled
    assert preview(answer_with(CARD, CARD, intent="describe")).is_disabled


def test_an_entry_is_named_once_and_its_name_is_the_link() -> None:
    told = replace(answer_with(CARD, intent="describe"), lead="ZIM & more – a programme.")
    assert render(told) == (
        '<a href="https://example.org/zim">ZIM &amp; more</a> – a programme.\n\n🟢 open · up to 60 %'
    )


def test_what_the_lead_says_of_an_entry_is_not_said_again() -> None:
    told = replace(answer_with(CARD, intent="describe"), lead="The programme ZIM & more is open: up to 60 %.")
    assert render(told) == render(replace(told, cards=(replace(CARD, fact=""),)))
    assert render(told).startswith("🟢 The programme <a")
    assert "\n" not in render(told)
    assert render(replace(told, cards=(replace(CARD, badge_label="open (2023)"),))).endswith("\n\n🟢 open (2023)")


def test_an_entry_that_the_lead_does_not_name_has_its_line() -> None:
    told = replace(answer_with(CARD, intent="describe"), lead="ZIM & moreover, nothing.")
    assert render(told).splitlines()[2].startswith('<a href="https://example.org/zim">ZIM &amp; more</a> – up to 60 %')


def test_beside_a_full_page_what_comes_also_is_one_line() -> None:
    page = tuple(replace(CARD, id=f"p-{number}") for number in range(8))
    told = replace(answer_with(*page), total=8, also_lead="Also (70):", also_cards=(CARD, OTHER))
    lines = render(told).splitlines()
    assert sum("</a> – " in line for line in lines) == 8
    assert lines[-1].startswith("<i>Also (70):</i> <a href=")
    assert lines[-1].count("</a>") == 2
    assert "Also" not in render(told, brief=True)


@pytest.mark.parametrize("count", range(1, 9))
def test_a_list_has_at_most_eight_lines_of_one_entry(count: int) -> None:
    page = tuple(replace(CARD, id=f"p-{number}") for number in range(count))
    also = tuple(replace(CARD, id=f"a-{number}") for number in range(max(2, 8 - count)))
    html = render(replace(answer_with(*page), total=count, also_lead="Also:", also_cards=also))
    assert html.count("</a> – ") <= 8


def test_a_short_answer_shows_what_comes_also_where_there_is_nothing_else() -> None:
    told = replace(answer_with(), lead="Nothing special:", also_cards=(CARD, OTHER))
    assert render(told, brief=True) == render(told)
    assert "1. <a" in render(told, brief=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_buttons_for_pages_say_is_not_said_in_words(language: Language) -> None:
    say = wording(language).say
    notes = (say("list.page", page=2, pages=3), say("list.more", count=4), "Ended: all of them.")
    told = replace(answer_with(CARD, OTHER), language=language, total=20, page=1, notes=notes)
    assert [line for line in render(told).splitlines() if line.startswith("<i>")] == ["<i>Ended: all of them.</i>"]

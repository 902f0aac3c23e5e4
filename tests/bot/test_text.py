from hypothesis import given
from hypothesis import strategies as st

from bot.layout import WIDTH, clean
from bot.text import render
from knowledge.answering.answers import Card, Choice, Row, Suggestion
from tests.bot.fakes import answer


def test_a_card_takes_two_lines_name_mark_and_fact_then_the_link() -> None:
    assert render(answer()) == "One programme fits.\n\n● ZIM · open · up to 60 %\n  https://zim.example/"


def test_what_is_empty_leaves_no_trace() -> None:
    bare = answer(cards=(Card(id="zim", title="ZIM"),))
    assert render(bare) == "One programme fits.\n\n• ZIM"


def test_an_ended_programme_has_another_mark_than_an_open_one() -> None:
    ended = answer(cards=(Card(id="innoregio", title="InnoRegio", badge="ended", badge_label="ended"),))
    assert "○ InnoRegio · ended" in render(ended)


def test_everything_stands_in_the_order_of_the_answer() -> None:
    full = answer(
        paragraphs=("A paragraph.",),
        also_lead="Open to all of Germany:",
        also_cards=(Card(id="kmu", title="KMU-innovativ", link="https://kmu.example/"),),
        notes=("A note.",),
        suggestions=(Suggestion(label="More", text="Show more"),),
    )
    assert render(full).split("\n\n") == [
        "One programme fits.",
        "A paragraph.",
        "● ZIM · open · up to 60 %\n  https://zim.example/",
        "Open to all of Germany:",
        "• KMU-innovativ\n  https://kmu.example/",
        "A note.",
        "→ Show more",
    ]


def test_choices_are_numbered_and_each_stands_there_once() -> None:
    chosen = (Choice(id="zim", title="ZIM", hint="up to 60 %"),)
    assert render(answer(choices=chosen)).count("ZIM") == 1
    assert "1. ● ZIM · open · up to 60 %\n  https://zim.example/" in render(answer(choices=chosen))
    bare = (Choice(id="a", title="First", hint="Saxony"), Choice(id="b", title="Second"))
    assert render(answer(cards=(), choices=bare)).endswith("1. First · Saxony\n2. Second")


def test_a_small_comparison_is_a_table_with_aligned_columns() -> None:
    compared = answer(
        cards=(),
        columns=("ZIM", "go-cluster"),
        table=(Row(label="Status", cells=("open", "running")), Row(label="Since", cells=("2008", ""))),
    )
    assert render(compared).split("\n\n")[1].split("\n") == [
        "        ZIM   go-cluster",
        "Status  open  running",
        "Since   2008  –",
    ]


def test_a_comparison_that_is_too_wide_is_set_row_by_row() -> None:
    long = "a cell that says rather a lot about a programme"
    compared = answer(cards=(), columns=("ZIM", "go-cluster"), table=(Row(label="Aim", cells=(long, long)),))
    assert render(compared).split("\n\n")[1].split("\n") == ["Aim", f"  ZIM · {long}", f"  go-cluster · {long}"]


def test_every_link_of_the_answer_stands_in_the_text() -> None:
    two = answer(also_cards=(Card(id="b", title="B", link="https://b.example/x?y=1"),))
    assert all(link in render(two) for link in two.links)


def test_no_question_can_steer_the_terminal() -> None:
    assert render(answer(lead="I do not know \x1b[31m\x07red\x9b.", cards=())) == "I do not know [31mred."


@given(st.text())
def test_clean_text_keeps_everything_that_can_be_seen(text: str) -> None:
    cleaned = clean(text)
    assert not any(ord(character) < 32 and character != "\n" for character in cleaned)
    assert [c for c in cleaned if c.isprintable()] == [c for c in text.replace("\t", " ") if c.isprintable()]


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), min_size=1, max_size=4))
def test_no_line_of_a_table_is_wider_than_the_screen(cells: list[list[str]]) -> None:
    rows = tuple(Row(label="Row", cells=tuple(pair)) for pair in cells)
    compared = answer(lead="Compared.", cards=(), columns=("A", "B"), table=rows)
    assert all(len(line) <= WIDTH for line in render(compared).split("\n"))

"""How an answer lies on a screen of characters: blocks of lines, lines of spans that know what they are.

Plain text (`bot.text`) and the coloured chat (`bot.terminal`) show spans differently, but the same ones in one place::

    12 programmes fund eastern Germany; 5 take applications now.

    ● WIR! – Change through Innovation in the Region · open · up to 90 % of costs
      https://…
    ○ InnoRegio · ended 2006 · replaced by Regional Growth Cores
      https://…

    Open to all of Germany:

    ● Central Innovation Programme for SMEs (ZIM) · open
      https://…

    → Which of them can start-ups apply for?
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from knowledge.answering.answers import Answer, Badge, Card, Row

WIDTH: Final = 80
"""Columns that a comparison may take side by side; a wider one is set row by row."""

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""All control characters but the line feed."""

Role = Literal["lead", "text", "mark", "title", "badge", "fact", "link", "note", "label", "suggestion"]

MARKS: Final[dict[Badge | None, str]] = {
    "open": "●",
    "active": "●",
    "running": "◐",
    "planned": "◌",
    "ended": "○",
    "unknown": "·",
    None: "•",
}


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    role: Role = "text"
    badge: Badge | None = None


Line = tuple[Span, ...]
Block = tuple[Line, ...]


def blocks(answer: Answer) -> Iterator[Block]:
    """The blocks of an answer from top to bottom; a blank line belongs between two of them."""
    yield from _sentences([answer.lead], "lead")
    yield from _sentences(answer.paragraphs, "text")
    yield from _cards(answer.cards, numbered=bool(answer.choices))
    if answer.table:
        yield _table(answer.columns, answer.table)
    yield from _sentences([answer.also_lead], "text")
    yield from _cards(answer.also_cards)
    yield from _sentences(answer.notes, "note")
    if answer.choices and not answer.cards:
        yield tuple(
            _facts((Span(f"{number}. ", "mark"),), Span(choice.title, "title"), Span(choice.hint, "fact"))
            for number, choice in enumerate(answer.choices, start=1)
        )
    if answer.suggestions:
        yield tuple((Span("→ ", "mark"), Span(clean(each.text), "suggestion")) for each in answer.suggestions)


def clean(text: str) -> str:
    """The text without control characters: what a user typed must not steer the terminal it is shown in."""
    return _CONTROL.sub("", text.replace("\t", " "))


def _sentences(texts: Iterable[str], role: Role) -> Iterator[Block]:
    for text in texts:
        if text:
            yield tuple((Span(line, role),) for line in clean(text).split("\n"))


def _cards(cards: Iterable[Card], numbered: bool = False) -> Iterator[Block]:
    lines = tuple(line for number, card in enumerate(cards, start=1) for line in _card(card, number * numbered))
    if lines:
        yield lines


def _card(card: Card, number: int = 0) -> Iterator[Line]:
    marks = (Span(f"{number}. ", "mark"),) if number else ()
    yield _facts(
        (*marks, Span(f"{MARKS[card.badge]} ", "mark", card.badge)),
        Span(card.title, "title"),
        Span(card.badge_label, "badge", card.badge),
        Span(card.fact, "fact"),
    )
    if card.link:
        yield (Span("  "), Span(clean(card.link), "link"))


def _facts(marks: Line, *spans: Span) -> Line:
    """The marks, then whatever there is to say, with a dot between."""
    line = list(marks)
    for span in spans:
        if span.text:
            if len(line) > len(marks):
                line.append(Span(" · "))
            line.append(span._replace(text=" ".join(clean(span.text).split())))
    return tuple(line)


def _table(columns: tuple[str, ...], rows: tuple[Row, ...]) -> Block:
    cells = [["", *columns], *([row.label, *row.cells] for row in rows)]
    cells = [[" ".join(clean(cell).split()) or "–" for cell in row] for row in cells]
    cells[0][0] = ""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if sum(widths) + 2 * len(columns) > WIDTH:
        return tuple(_row_by_row(cells))
    return tuple(
        tuple(
            Span(f"{cell:<{width}}  ", _cell_role(number, column))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for number, row in enumerate(cells)
    )


def _cell_role(row: int, column: int) -> Role:
    if row == 0:
        return "title"
    return "label" if column == 0 else "text"


def _row_by_row(cells: list[list[str]]) -> Iterator[Line]:
    """One short paragraph a row: what does not fit side by side stays readable on a phone."""
    columns = cells[0][1:]
    for label, *values in cells[1:]:
        yield (Span(label, "label"),)
        for column, value in zip(columns, values, strict=True):
            yield (Span("  ", "mark"), Span(column, "title"), Span(" · "), Span(value))

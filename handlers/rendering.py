"""An `Answer` as Telegram HTML: on one phone screen, never over Telegram's limit, never cut inside a tag."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions
from telegram.constants import MessageLimit

from knowledge.answering.answers import Answer, Badge, Card
from knowledge.store.codes import PAGE

LIMIT: Final = int(MessageLimit.MAX_TEXT_LENGTH)
"""UTF-16 units. Telegram counts what is left without the tags; counting them too is the safe side."""

_LEAD: Final = 1200
_SENTENCES: Final = 1600
_LINE: Final = 400
_ALSO: Final = 3
"""Lines of what is open to everyone that are always shown below the results."""
_MARKS: Final[dict[Badge, str]] = {
    "open": "🟢",
    "running": "🟡",
    "active": "🟢",
    "planned": "🔵",
    "ended": "⚫",
    "unknown": "",
}


@dataclass
class _Block:
    """Lines that stand together; `rank` says how early they are given up where space is short."""

    lines: list[str]
    rank: int


def render(answer: Answer, brief: bool = False) -> str:
    """Return `answer` as HTML; `brief` leaves out what is good to know but was not asked."""
    numbered = answer.cards if answer.choices else listed(answer)
    blocks = [_Block([escaped(answer.lead, _LEAD) or "…"], 0)]
    paragraphs = answer.paragraphs[:1] if brief else answer.paragraphs
    blocks += [_Block([escaped(paragraph, _SENTENCES)], 2) for paragraph in paragraphs]
    blocks.append(_Block(_lines(answer.cards, numbered), 1))
    blocks.append(_Block(_table(answer), 1))
    if answer.also_cards and not brief:
        lines = [f"<i>{escaped(answer.also_lead, _LINE)}</i>"] if answer.also_lead else []
        shown = answer.also_cards[: max(_ALSO, PAGE - len(answer.cards))]
        blocks.append(_Block(lines + _lines(shown, numbered), 4))
    notes = answer.notes[:2] if brief else answer.notes
    blocks.append(_Block([f"<i>{escaped(note, _LINE)}</i>" for note in notes], 3))
    shown_already = {card.id for card in answer.cards}
    hints = [
        f"• <b>{escaped(choice.title, 200)}</b> – {escaped(choice.hint, 200)}"
        for choice in answer.choices
        if choice.hint and choice.id not in shown_already
    ]
    blocks.append(_Block(hints, 2))
    return _fitted(blocks)


def is_list(answer: Answer) -> bool:
    """Tell whether the cards of `answer` are results to look into, and not the entry that was asked about."""
    return bool(listed(answer))


def listed(answer: Answer) -> tuple[Card, ...]:
    """Return the cards that have a number: the results, or what is open to everyone where there are none."""
    if answer.choices or (len(answer.cards) == 1 and answer.intent not in {"find", "count", "browse"}):
        return ()
    return answer.cards or answer.also_cards


def preview(answer: Answer) -> LinkPreviewOptions:
    """Return the preview of the official page for an answer about one entry, and none for anything else."""
    link = answer.cards[0].link if len(answer.cards) == 1 and not is_list(answer) else None
    if link and is_web_link(link):
        return LinkPreviewOptions(url=link, prefer_small_media=True)
    return LinkPreviewOptions(is_disabled=True)


def is_web_link(url: str) -> bool:
    """Tell whether Telegram takes `url` for a link."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host and not any(map(str.isspace, url))


def escaped(text: str, limit: int) -> str:
    """Return `text` as HTML of at most `limit` UTF-16 units, cut between words where it is longer."""
    text = text.strip()
    html = escape(text, quote=False)
    if _units(html) <= limit:
        return html
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _units(escape(text[:middle], quote=False)) < limit else (low, middle - 1)
    head = text[:low]
    word = head.rpartition(" ")[0]
    return escape((word if len(word) > low // 2 else head).rstrip(), quote=False) + "…"


def clipped(text: str, limit: int) -> str:
    """Return plain `text` of at most `limit` characters, for a button or a title."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _lines(cards: Sequence[Card], numbered: Sequence[Card]) -> list[str]:
    """Return one line a card, with numbers where these are the cards that have one."""
    counting = bool(cards) and cards[0] is next(iter(numbered), None)
    bullet = "• " if len(cards) > 1 else ""
    return [_card(card, number if counting else 0, bullet) for number, card in enumerate(cards, 1)]


def _card(card: Card, number: int = 0, bullet: str = "") -> str:
    title = escaped(card.title, 200) or escaped(card.id, 200)
    if card.link and is_web_link(card.link) and len(card.link) <= _LINE:
        title = f'<a href="{escape(card.link)}">{title}</a>'
    line = f"{number}. {title}" if number else f"{bullet}{title}"
    if card.fact:
        line += f" – {escaped(card.fact, _LINE)}"
    mark = _MARKS[card.badge] if card.badge else ""
    status = " ".join(filter(None, (mark, escaped(card.badge_label, 60))))
    return f"{line} · {status}" if status else line


def _table(answer: Answer) -> list[str]:
    lines: list[str] = []
    for row in answer.table:
        lines.append(f"<b>{escaped(row.label, 100)}</b>")
        for column, cell in zip(answer.columns, row.cells, strict=False):
            lines.append(f"• {escaped(column, 100)}: {escaped(cell, _LINE)}")
    return lines


def _fitted(blocks: Sequence[_Block]) -> str:
    """Give up lines, the least needed first, until the rest fits."""
    while _units(html := _joined(blocks)) > LIMIT:
        victim = max((block for block in blocks if block.lines), key=lambda block: block.rank)
        victim.lines.pop()
    return html


def _joined(blocks: Iterable[_Block]) -> str:
    return "\n\n".join("\n".join(block.lines) for block in blocks if any(block.lines))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

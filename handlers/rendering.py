"""An `Answer` as Telegram HTML: on one phone screen, never over Telegram's limit, never cut inside a tag."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions
from telegram.constants import MessageLimit

from knowledge.answering.answers import Answer, Badge, Card
from knowledge.answering.wording import wording
from knowledge.store.codes import PAGE

LIMIT: Final = int(MessageLimit.MAX_TEXT_LENGTH)
"""UTF-16 units. Telegram counts what is left without the tags; counting them too is the safe side."""

_LEAD: Final = 1200
_SENTENCES: Final = 1600
_LINE: Final = 400
_NAMES: Final = 2
"""Names of what comes also beside a page that is full."""
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
    lead, *lines = escaped(answer.lead, _LEAD) or "…", *_lines(answer.cards, numbered)
    alone = _alone(answer)
    if alone and (named := _named(alone, answer.lead.strip())):
        lead, *lines = _about(alone, named)
    blocks = [_Block([lead], 0)]
    paragraphs = answer.paragraphs[:1] if brief else answer.paragraphs
    blocks += [_Block([escaped(paragraph, _SENTENCES)], 2) for paragraph in paragraphs]
    blocks.append(_Block([*filter(None, lines)], 1))
    blocks.append(_Block(_table(answer), 1))
    if answer.also_cards and not (brief and answer.cards):
        blocks.append(_Block(_also(answer, numbered), 1 if answer.also_cards == numbered else 4))
    notes = [note for note in answer.notes if note not in _on_buttons(answer)][: 2 if brief else None]
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
    """Return plain `text` of at most `limit` characters, for a button or a title, cut between words."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    word = head.rpartition(" ")[0]
    return (word if len(word) > limit // 2 else head).rstrip(" ,;:–") + "…"


def _alone(answer: Answer) -> Card | None:
    """Return the card of the one entry that was asked about."""
    return answer.cards[0] if len(answer.cards) == 1 and not answer.choices and not is_list(answer) else None


def _named(card: Card, lead: str) -> re.Match[str] | None:
    """Find the name of an entry in the sentence that leads; None too where that is too long to be shown whole."""
    if not card.title or _units(escape(lead, quote=False)) > _LEAD:
        return None
    return re.search(rf"(?<!\w){re.escape(card.title)}(?!\w)", lead, re.IGNORECASE)


def _about(card: Card, named: re.Match[str]) -> tuple[str, str]:
    """Return the sentence that names an entry, its name as the link, and a line of what it does not say, if any."""
    lead = named.string
    before, after = lead[: named.start()], lead[named.end() :]
    html = escape(before, quote=False) + _linked(card, named[0]) + escape(after, quote=False)
    fact = "" if card.fact in lead else escaped(card.fact, _LINE)
    told = re.search(rf"(?<!\w){re.escape(card.badge_label)}(?!\w)", lead, re.IGNORECASE)
    if fact or not told:
        return html, " · ".join(filter(None, (_status(card), fact)))
    return f"{_mark(card)} {html}".strip(), ""


def _also(answer: Answer, numbered: Sequence[Card]) -> list[str]:
    """Return what comes also: a line each as far as eight lines go, else its names in one."""
    lead = f"<i>{escaped(answer.also_lead, _LINE)}</i>" if answer.also_lead else ""
    room = PAGE - len(answer.cards)
    if len(answer.also_cards) <= room or not answer.cards:
        return [*filter(None, (lead, *_lines(answer.also_cards[:room], numbered)))]
    names = ", ".join(_linked(card, card.title.strip() or card.id) for card in answer.also_cards[: max(room, _NAMES)])
    return [f"{lead} {names}".strip()]


def _on_buttons(answer: Answer) -> set[str]:
    """Return what ◀ 2/5 ▶ say: which page this is, and that there are more."""
    say, shown = wording(answer.language).say, (answer.page + 1) * PAGE
    return {
        say("list.page", page=answer.page + 1, pages=-(-answer.total // PAGE)),
        say("list.more", count=answer.total - shown),
    }


def _lines(cards: Sequence[Card], numbered: Sequence[Card]) -> list[str]:
    """Return one line a card, with numbers where these are the cards that have one."""
    counting = bool(cards) and cards[0] is next(iter(numbered), None)
    bullet = "• " if len(cards) > 1 else ""
    return [_card(card, number if counting else 0, bullet) for number, card in enumerate(cards, 1)]


def _card(card: Card, number: int = 0, bullet: str = "") -> str:
    title = _linked(card, card.title.strip() or card.id)
    line = f"{number}. {title}" if number else f"{bullet}{title}"
    if card.fact:
        line += f" – {escaped(card.fact, _LINE)}"
    status = _status(card)
    return f"{line} · {status}" if status else line


def _linked(card: Card, words: str) -> str:
    """Return words as a link to the page of an entry."""
    html = escaped(words, 200)
    if card.link and is_web_link(card.link) and len(card.link) <= _LINE:
        return f'<a href="{escape(card.link)}">{html}</a>'
    return html


def _status(card: Card) -> str:
    return " ".join(filter(None, (_mark(card), escaped(card.badge_label, 60))))


def _mark(card: Card) -> str:
    return _MARKS[card.badge] if card.badge else ""


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

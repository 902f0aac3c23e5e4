"""The buttons under an answer. They hold everything that pressing them needs, or the key of a note that does."""

from collections.abc import Iterable
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.buttons import MAX_BYTES, Notes, Press, entry_code, fits, meaning
from handlers.narrowing import Filter
from handlers.rendering import clipped, is_list, is_web_link, listed
from handlers.scenes import Picture
from handlers.wording import label
from knowledge.answering.answers import Answer, Suggestion
from knowledge.store.base import FUNDING_ADVICE_URL
from knowledge.store.codes import PAGE, Language

Row = list[InlineKeyboardButton]

OTHER: Final[dict[Language, Language]] = {"en": "de", "de": "en"}
LIGHT: Final = "light"
DARK: Final = "dark"
_PICTURE_VERBS: Final[dict[Picture, str]] = {"map": "m", "timeline": "d"}
_NUMBERS_A_ROW: Final = 4
_HALF: Final = 22
"""Letters on a button that half a row of a phone shows whole."""
_LONGEST_LABEL: Final = 60
_SHARED: Final = 200
_ENTRY_ROOM: Final = MAX_BYTES - len("e:en:")


def under(
    answer: Answer,
    notes: Notes,
    group: bool = False,
    pictures: Iterable[Picture] = (),
    filters: Iterable[Filter] = (),
) -> InlineKeyboardMarkup | None:
    """Return the buttons under `answer`, in a group only the needed ones.

    Args:
        answer: What was answered.
        notes: Takes what does not fit into the buttons.
        group: Whether it is shown in a group.
        pictures: Which pictures of it can be asked for.
        filters: What the list can be narrowed by.
    """
    language = answer.language
    key = notes.add(meaning(answer))
    rows = _choices(answer, key)
    if is_list(answer):
        rows += _numbers(answer)
        rows += paging(language, key, answer.page, answer.total)
    elif len(answer.cards) == 1:
        rows += _links(answer, group)
    rows.append([picture_button(picture, language, key) for picture in pictures])
    # ▶ is what "more" says.
    offered = [each for each in answer.suggestions if not (answer.more and each.text == label(language, "more"))]
    going_on = [_going_on(each, language, key, notes) for each in offered]
    if group:
        # Where there is nothing but examples, the words above lead up to them.
        rows += [] if answer.cards else paired(going_on)
    else:
        narrowing = [button(label(language, f"button.only.{name}"), "n", language, key, name) for name in filters]
        rows += paired([*going_on, *narrowing])
        if answer.outcome in {"unknown", "none"} or answer.intent == "out_of_scope":
            rows.append(_elsewhere(language))
        rows.append(_last_row(answer, key))
    return markup(rows)


def markup(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    """Return the keyboard of these rows, or None where nothing is in them."""
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None


def button(text: str, verb: str, language: Language, *args: str) -> InlineKeyboardButton:
    """Return a button that the bot hears of."""
    return InlineKeyboardButton(text, callback_data=Press(verb, language, args).encode())


def entry_button(text: str, language: Language, entry: str) -> InlineKeyboardButton:
    """Return a button that opens an entry."""
    return button(clipped(text, _LONGEST_LABEL), "e", language, entry_code(entry, _ENTRY_ROOM))


def picture_button(picture: Picture, language: Language, key: str) -> InlineKeyboardButton:
    """Return a button that shows a picture of the answer in the note `key`."""
    return button(label(language, f"button.{picture}"), _PICTURE_VERBS[picture], language, key, LIGHT)


def under_picture(picture: Picture, language: Language, key: str, dark: bool) -> InlineKeyboardMarkup | None:
    """Return the buttons under a picture: the same in other colours, and in the other language."""
    verb, shade, other = _PICTURE_VERBS[picture], DARK if dark else LIGHT, LIGHT if dark else DARK
    theme = button(label(language, f"button.{'light' if dark else 'dark'}"), verb, language, key, other)
    return markup([[theme, button(label(language, "button.other_language"), verb, OTHER[language], key, shade)]])


def shared(title: str) -> str:
    """Return what Share writes behind the bot's name: the name of an entry, by which it is found there."""
    return clipped(title, _SHARED)


def question_button(text: str, question: str, language: Language, notes: Notes) -> InlineKeyboardButton:
    """Return a button that asks a question."""
    shown = clipped(text, _LONGEST_LABEL)
    if fits("a", language, question):
        return button(shown, "a", language, question)
    return button(shown, "t", language, notes.add(question))


def paired(buttons: Iterable[InlineKeyboardButton]) -> list[Row]:
    """Return buttons in rows: those that half a row shows whole two in one."""
    rows: list[Row] = []
    room = False
    for each in buttons:
        short = len(each.text) <= _HALF
        if short and room:
            rows[-1].append(each)
        else:
            rows.append([each])
        room = short and len(rows[-1]) == 1
    return rows


def whole_list(language: Language, key: str) -> Row:
    """Return the button that leads from what is left of the list in the note `key` back to all of it."""
    return [button(label(language, "button.whole_list"), "n", language, key)]


def _elsewhere(language: Language) -> Row:
    """Return where to go on when there is no answer: what is known here, and people who advise."""
    return [
        button(label(language, "button.browse"), "b", language, "all"),
        InlineKeyboardButton(label(language, "button.advice"), url=FUNDING_ADVICE_URL),
    ]


def _going_on(suggestion: Suggestion, language: Language, key: str, notes: Notes) -> InlineKeyboardButton:
    shown = clipped(suggestion.label, _LONGEST_LABEL)
    if fits("q", language, key, suggestion.text):
        return button(shown, "q", language, key, suggestion.text)
    return button(shown, "r", language, key, notes.add(suggestion.text))


def paging(language: Language, key: str, page: int, total: int) -> list[Row]:
    """Return ◀ 2/5 ▶, or nothing where there is one page."""
    pages = -(-total // PAGE)
    if pages < 2:
        return []
    row = [button(label(language, "button.page", page=page + 1, pages=pages), "p", language, key, str(page))]
    if page > 0:
        row.insert(0, button(label(language, "button.previous"), "p", language, key, str(page - 1)))
    if page + 1 < pages:
        row.append(button(label(language, "button.next"), "p", language, key, str(page + 1)))
    return [row]


def _numbers(answer: Answer) -> list[Row]:
    numbered = [entry_button(str(number), answer.language, card.id) for number, card in enumerate(listed(answer), 1)]
    return [numbered[start : start + _NUMBERS_A_ROW] for start in range(0, len(numbered), _NUMBERS_A_ROW)]


def _choices(answer: Answer, key: str) -> list[Row]:
    return [
        [button(clipped(choice.title, _LONGEST_LABEL), "c", answer.language, key, str(number))]
        for number, choice in enumerate(answer.choices)
    ]


def _links(answer: Answer, group: bool) -> list[Row]:
    card = answer.cards[0]
    row: Row = []
    if card.link and is_web_link(card.link):
        row.append(InlineKeyboardButton(label(answer.language, "button.official"), url=card.link))
    if not group:
        share = label(answer.language, "button.share")
        row.append(InlineKeyboardButton(share, switch_inline_query=shared(card.title)))
    return [row]


def _last_row(answer: Answer, key: str) -> Row:
    language = answer.language
    row: Row = []
    # A name that is not known stands in no reading: there is nothing to say again.
    if answer.outcome != "none" or answer.intent in {"find", "count"}:
        row.append(button(label(language, "button.other_language"), "x", OTHER[language], key, str(answer.page)))
    if answer.intent not in {"greet", "thanks", "goodbye"}:
        row += [button(mark, "v", language, key, vote) for mark, vote in (("👍", "+"), ("👎", "-"))]
    return row

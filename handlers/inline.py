"""`@bot photonics thuringia` in any chat: the answer and its entries, to be sent there."""

import re
from typing import Final

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.helpers import create_deep_linked_url

from handlers.buttons import digest, entry_code
from handlers.commands import DIGEST_LINK, ENTRY_LINK, START
from handlers.keyboards import OTHER, shared
from handlers.rendering import clipped, preview, render
from handlers.services import Context, Place, Recollection
from handlers.speaking import conversation_of, spoken
from handlers.wording import label, series
from knowledge.answering.answers import Answer, Card
from knowledge.linking.fold import words as folded
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language

CACHE_SECONDS: Final = 300
_PAYLOAD: Final = 64
"""Characters that a deep link can carry."""
_TITLE: Final = 120


async def inline(update: Update, context: Context) -> None:
    """Offer what fits what was typed so far."""
    query = update.inline_query
    if query is None:
        return
    services = context.bot_data
    recalled = await services.memory.recall(Place(query.from_user.id, query.from_user.id))
    # What was talked about in the private chat does not belong into another chat.
    recalled = Recollection(recalled.language, recalled.brief)
    language = spoken(query.from_user, recalled)
    words = query.query.strip()
    if not words:
        results = _examples(context, language)
        await query.answer(results, CACHE_SECONDS, is_personal=True, button=_direct(language, "inline.hint", START))
        return
    start = conversation_of(query.from_user, recalled)
    answer = services.assistant.answer(words, start, services.today())
    page = int(query.offset) if query.offset.isdecimal() else 0
    if page:
        turn = Turn(intent=answer.intent, reading=answer.reading, page=page)
        answer = services.assistant.again(turn, services.today(), answer.language)
    exact = {} if page else _exactly(services.base, words, language)
    results = [_article(context, entry, spoken_in, None) for entry, spoken_in in exact.items()]
    offered = {result.id for result in results}
    results += [result for result in _results(context, answer, page, words) if result.id not in offered]
    message = "inline.more" if results or page else "inline.nothing"
    if len(query.query) >= InlineQueryLimit.MAX_QUERY_LENGTH:
        message = "inline.cut"
    await query.answer(
        results,
        CACHE_SECONDS,
        is_personal=bool(exact) or _personal(context, words, answer, recalled),
        next_offset=str(page + 1) if answer.more else "",
        button=_direct(answer.language, message, words),
    )


def deep_link(bot: str, entry: str) -> str:
    """Return the address that opens an entry in a chat with the bot."""
    room = _PAYLOAD - len(ENTRY_LINK)
    code = entry_code(entry, room)
    payload = f"{ENTRY_LINK}{entry}" if code == entry else f"{DIGEST_LINK}{code[1:]}"
    return create_deep_linked_url(bot, payload)


def _exactly(base: KnowledgeBase, words: str, language: Language) -> dict[str, Language]:
    """Return the entries with just this name, as Share writes it, each with the language of the name.

    A name that is the same in both stands for `language`.
    """
    said = words.casefold()
    found: dict[str, Language] = {}
    for entry in base.entries.values():
        for code in (language, OTHER[language]):
            if shared(entry.name(code)).casefold() == said:
                found.setdefault(entry.id, code)
    return found


def _results(context: Context, answer: Answer, page: int, words: str) -> list[InlineQueryResultArticle]:
    if answer.outcome == "unknown":
        return []
    entries = [card.id for card in (*answer.cards, *answer.also_cards)] + [choice.id for choice in answer.choices]
    known = {card.id: card for card in (*answer.cards, *answer.also_cards)}
    results = [_article(context, entry, answer.language, known.get(entry)) for entry in dict.fromkeys(entries)]
    if not page and len(known) != 1 and answer.outcome != "choices":
        title = clipped(answer.lead, _TITLE)
        results.insert(0, _whole(context, title, answer, f"answer-{digest(title)}", words))
    return results


def _article(context: Context, entry: str, language: Language, card: Card | None) -> InlineQueryResultArticle:
    services = context.bot_data
    described = services.assistant.again(
        Turn(intent="describe", reading=Reading(entries=(entry,))), services.today(), language
    )
    title = card.title if card else services.base[entry].name(language)
    summary = services.base[entry].summary(language)
    url = deep_link(context.bot.username, entry)
    return InlineQueryResultArticle(
        id=digest(entry),
        title=clipped(title, _TITLE),
        description=clipped((card.fact if card else "") or summary or described.lead, _TITLE),
        input_message_content=_content(described),
        reply_markup=_on(language, url),
    )


def _whole(context: Context, title: str, answer: Answer, key: str, words: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=key,
        title=title,
        description=clipped(", ".join(card.title for card in answer.cards or answer.also_cards) or answer.lead, _TITLE),
        input_message_content=_content(answer),
        reply_markup=_on(answer.language, create_deep_linked_url(context.bot.username, _search(words))),
    )


def _content(answer: Answer) -> InputTextMessageContent:
    shown: LinkPreviewOptions = preview(answer)
    return InputTextMessageContent(render(answer, brief=True), ParseMode.HTML, link_preview_options=shown)


def _examples(context: Context, language: Language) -> list[InlineQueryResultArticle]:
    services = context.bot_data
    asked = [
        (question, services.assistant.answer(question, Conversation(), services.today(), language))
        for question in series(language, "start.examples")
    ]
    return [
        _whole(context, question, answer, f"example-{number}", question)
        for number, (question, answer) in enumerate(asked)
    ]


def _personal(context: Context, words: str, answer: Answer, recalled: Recollection) -> bool:
    """Tell whether somebody else would get the same words answered in another language."""
    if recalled.language:
        return True
    services = context.bot_data
    elsewhere = Conversation(language=OTHER[answer.language])
    return services.assistant.answer(words, elsewhere, services.today()).language != answer.language


def _direct(language: Language, message: str, words: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(label(language, message), start_parameter=_search(words))


def _search(words: str) -> str:
    """Return what a deep link to a search carries: its words, umlauts written out, as many as there is room for."""
    plain = filter(None, (re.sub(r"[^a-z0-9]", "", word) for word in folded(words)))
    payload = "-".join(plain) or START
    return payload if len(payload) <= _PAYLOAD else payload[: _PAYLOAD + 1].rpartition("-")[0] or payload[:_PAYLOAD]


def _on(language: Language, url: str) -> InlineKeyboardMarkup:
    """Return the button that leads from a message in some chat to the bot."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label(language, "inline.more"), url=url)]])

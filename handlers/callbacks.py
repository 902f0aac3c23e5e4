"""Pressed buttons. Every press is answered, old ones too."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from telegram import Chat, InlineKeyboardButton, MaybeInaccessibleMessage, Message, Update, User
from telegram.error import BadRequest

from handlers import finder, narrowing, pictures
from handlers.buttons import ButtonError, EntryGoneError, Notes, Press, entry_of, turn_of
from handlers.commands import settings_view
from handlers.keyboards import DARK, Row, markup, whole_list
from handlers.messages import ask, deliver
from handlers.outgoing import edit_or_send, replace_photo, send, target_of
from handlers.replies import View
from handlers.scenes import Picture
from handlers.services import Context, Place, Recollection
from handlers.speaking import app_language
from handlers.wording import label, say
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.store.codes import LANGUAGES, Language

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pressed:
    """A press, with all that is known around it."""

    context: Context
    press: Press
    user: User
    message: MaybeInaccessibleMessage
    recalled: Recollection

    @property
    def place(self) -> Place:
        """Where it happened."""
        return Place(self.message.chat.id, self.user.id)

    @property
    def language(self) -> Language:
        """The language of the message: who looks at it in another one than usual goes on in that."""
        return self.press.language

    def again(self, turn: Turn, language: Language | None = None) -> Answer:
        """Answer what was understood before; raise `ButtonError` where the knowledge no longer has what it is about."""
        services = self.context.bot_data
        reading, words = turn.reading, services.base.vocabulary
        if any(entry not in services.base for entry in reading.entries):
            raise EntryGoneError("the entry is gone")
        if not (words.topic_codes.issuperset(reading.topics) and words.region_codes.issuperset(reading.regions)):
            raise ButtonError("a topic or a region is gone")
        return services.assistant.again(turn, services.today(), language or self.language)

    def way_back(self, shown: str = "") -> list[Row]:
        """Return the rows that lead back, to a menu or to the whole of a list: they stay while the list changes.

        What leads to the list in the note `shown` is left out.
        """
        keyboard = self.message.reply_markup if isinstance(self.message, Message) else None
        return finder.way_back(keyboard, self.language, shown)

    async def shows(self, answer: Answer, *more: Row) -> None:
        """Edit the message under the button into `answer`, with further rows of buttons."""
        services, group = self.context.bot_data, self.message.chat.type != Chat.PRIVATE
        reply = services.replies.of(answer, brief=self.recalled.brief, group=group)
        keyboard = reply.view.keyboard
        rows: list[tuple[InlineKeyboardButton, ...]] = list(keyboard.inline_keyboard) if keyboard else []
        view = replace(reply.view, keyboard=markup([*map(list, rows), *more]))
        await services.memory.keep(self.place, answer.conversation, reply.notes)
        await edit_or_send(self.context, self.message, view)


async def pressed(update: Update, context: Context) -> None:
    """Do what a button says, then answer the press."""
    query = update.callback_query
    if query is None:
        return
    notice, alert = "", False
    try:
        if query.message is None or not query.data:
            raise ButtonError("a button without a message")
        recalled = await context.bot_data.memory.recall(Place(query.message.chat.id, query.from_user.id))
        press = Press.decode(query.data)
        action = _ACTIONS.get(press.verb)
        if action is None:
            raise ButtonError(f"nothing is known of {press.verb!r}")
        notice = await action(Pressed(context, press, query.from_user, query.message, recalled)) or ""
    except ButtonError as error:
        notice, alert = label(app_language(query.from_user), error.message), True
    except Exception:
        await _answer(update, label(app_language(query.from_user), "error.apology"), alert=True)
        raise
    await _answer(update, notice, alert)


async def _answer(update: Update, notice: str, alert: bool) -> None:
    query = update.callback_query
    try:
        if query is not None:
            await query.answer(notice or None, show_alert=alert)
    except BadRequest:
        # Pressed while the bot was away: Telegram no longer waits for the answer.
        log.debug("a press was answered too late")


async def _entry(it: Pressed) -> str | None:
    services = it.context.bot_data
    entry = entry_of(":".join(it.press.args), services.base.entries)
    answer = it.again(Turn(intent="describe", reading=Reading(entries=(services.base.resolve(entry) or entry,))))
    target = target_of(it.message)
    reply = services.replies.of(answer, brief=it.recalled.brief, group=target.group)
    await deliver(it.context, it.place, target, reply, it.recalled)
    return None


async def _page(it: Pressed) -> str | None:
    answer = it.again(await _turn(it, it.press.args[0], _number(it.press.args, 1)))
    await it.shows(answer, *it.way_back())
    return None


async def _translated(it: Pressed) -> str | None:
    turn = await _turn(it, it.press.args[0], _number(it.press.args, 1))
    await it.shows(it.again(turn), *it.way_back())
    return None


async def _narrowed(it: Pressed) -> str | None:
    key, *wish = it.press.args
    turn, base = await _turn(it, key), it.context.bot_data.base
    back = it.way_back(shown=key)
    if wish == ["land"]:
        await edit_or_send(it.context, it.message, finder.lands(base, it.language, key, turn.reading, back))
        return None
    if wish:
        turn = turn.model_copy(update={"reading": narrowing.narrowed(base, turn.reading, *wish)})
        back = back or [whole_list(it.language, key)]
    await it.shows(it.again(turn), *back)
    return None


async def _map(it: Pressed) -> str | None:
    return await _picture(it, "map")


async def _timeline(it: Pressed) -> str | None:
    return await _picture(it, "timeline")


async def _picture(it: Pressed, picture: Picture) -> str | None:
    services = it.context.bot_data
    answer = it.again(await _turn(it, it.press.args[0]))
    if not services.limiter.admit(it.user.id):
        return label(it.language, "limit.reached")
    notes = Notes()
    target = target_of(it.message)
    photo = await pictures.photo_of(it.context, target, picture, answer, notes, dark=it.press.args[-1] == DARK)
    if photo is None:
        raise ButtonError("there is nothing to draw any more")
    await services.memory.keep_notes(notes)
    if isinstance(it.message, Message) and it.message.photo:
        await replace_photo(it.context, it.message, photo)
    else:
        await send(it.context, target, photo)
    return None


async def _choice(it: Pressed) -> str | None:
    turn = await _turn(it, it.press.args[0])
    number = _number(it.press.args, 1)
    if number >= len(turn.choices):
        raise ButtonError("there is no such choice")
    chosen = turn.reading.model_copy(update={"entries": (turn.choices[number],)})
    await it.shows(it.again(turn.model_copy(update={"reading": chosen, "choices": ()})))
    return None


async def _question(it: Pressed) -> str | None:
    return await _asks(it, it.press.args[0])


async def _long_question(it: Pressed) -> str | None:
    return await _asks(it, await _noted(it, it.press.args[0]))


async def _going_on(it: Pressed) -> str | None:
    return await _asks(it, it.press.args[-1], await _turn(it, it.press.args[0]))


async def _going_on_at_length(it: Pressed) -> str | None:
    return await _asks(it, await _noted(it, it.press.args[-1]), await _turn(it, it.press.args[0]))


async def _vote(it: Pressed) -> str | None:
    liked = it.press.args[-1] == "+"
    reading = await it.context.bot_data.memory.note(it.press.args[0])
    await it.context.bot_data.memory.vote(it.place, it.message.message_id, reading or "", liked)
    return label(it.language, "notice.liked" if liked else "notice.disliked")


async def _language(it: Pressed) -> str | None:
    chosen = next((language for language in LANGUAGES if language == it.press.args[0]), None)
    await it.context.bot_data.memory.choose_language(it.user.id, chosen)
    html = say(chosen or it.press.language, "language.chosen" if chosen else "language.automatic")
    await edit_or_send(it.context, it.message, View(html))
    return None


async def _setting(it: Pressed) -> str | None:
    memory, wish = it.context.bot_data.memory, it.press.args[0]
    if wish in {"forget", "keep"}:
        if wish == "forget":
            await memory.forget(it.user.id)
        html = say(it.language, "forget.done" if wish == "forget" else "forget.kept")
        await edit_or_send(it.context, it.message, View(html))
        return None
    if wish in {"full", "brief"}:
        await memory.choose_length(it.user.id, wish == "brief")
    else:
        await memory.choose_language(it.user.id, next((code for code in LANGUAGES if code == wish), None))
    recalled = await memory.recall(it.place)
    await edit_or_send(it.context, it.message, settings_view(recalled.language or it.press.language, recalled))
    return None


async def _find(it: Pressed) -> str | None:
    state = finder.State.decode(it.press.args)
    if state.step == "show":
        row = finder.after_results(it.language, state)
        await it.shows(it.again(Turn(intent="find", reading=state.reading())), row)
        return None
    # What was chosen so far is what is talked about: a location or a word goes on from there.
    talk = Conversation(last=Turn(intent="find", reading=state.reading()), language=it.language)
    await it.context.bot_data.memory.keep(it.place, talk, {})
    await edit_or_send(it.context, it.message, finder.step(it.context.bot_data.base, it.language, state))
    return None


async def _browse(it: Pressed) -> str | None:
    reading = finder.browsed(it.press.args)
    if reading is not None:
        back = finder.back_to_menu(it.language, it.press.args[0])
        await it.shows(it.again(Turn(intent="find", reading=reading)), back)
        return None
    await edit_or_send(it.context, it.message, finder.menu(it.context.bot_data.base, it.language, it.press.args[0]))
    return None


_ACTIONS: Final[dict[str, Callable[[Pressed], Awaitable[str | None]]]] = {
    "e": _entry,
    "p": _page,
    "x": _translated,
    "c": _choice,
    "a": _question,
    "t": _long_question,
    "q": _going_on,
    "r": _going_on_at_length,
    "v": _vote,
    "m": _map,
    "d": _timeline,
    "n": _narrowed,
    "l": _language,
    "s": _setting,
    "f": _find,
    "b": _browse,
}


async def _asks(it: Pressed, question: str, last: Turn | None = None) -> str | None:
    if not it.context.bot_data.limiter.admit(it.user.id):
        return label(it.language, "limit.reached")
    await ask(it.context, it.user, target_of(it.message), question, it.language, last)
    return None


async def _noted(it: Pressed, key: str) -> str:
    note = await it.context.bot_data.memory.note(key)
    if note is None:
        raise ButtonError("the question is gone")
    return note


async def _turn(it: Pressed, key: str, page: int = 0) -> Turn:
    return turn_of(await it.context.bot_data.memory.note(key), page)


def _number(args: tuple[str, ...], position: int) -> int:
    if position >= len(args) or not args[position].isdecimal():
        raise ButtonError("a number is missing")
    return int(args[position])

"""The commands. Each answers with a message of its own or becomes a question."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from telegram import Chat, InlineKeyboardButton, Message, Update, User

from handlers import finder
from handlers.buttons import Notes, entry_of
from handlers.keyboards import Row, button, markup, question_button
from handlers.messages import admitted, ask, deliver, question_of, reply
from handlers.outgoing import send, target_of
from handlers.pictures import photo_of
from handlers.replies import View
from handlers.scenes import Picture
from handlers.services import Context, Place, Recollection
from handlers.speaking import conversation_of, spoken
from handlers.wording import label, say, series
from knowledge.reading.reading import Reading, Turn
from knowledge.store.codes import Language

ENTRY_LINK: Final = "e_"
"""What a deep link to an entry starts with; its id or the digest of its id follows."""
DIGEST_LINK: Final = "h_"
START: Final = "start"
"""A deep link that only greets."""
_LANGUAGES: Final = (("english", "en"), ("german", "de"), ("automatic", "auto"))
"""The names of the buttons that choose a language, and what they choose."""


async def start(update: Update, context: Context) -> None:
    """Greet; or open what a deep link leads to: an entry, or a search."""
    message, user, language = await _taken_apart(update, context)
    payload = " ".join(context.args or ())
    if payload not in {"", START}:
        await _open(context, message, user, language, payload)
        return
    notes = Notes()
    rows: list[Row] = [
        [question_button(question, question, language, notes)] for question in series(language, "start.examples")
    ]
    await context.bot_data.memory.keep_notes(notes)
    name = f", {user.first_name}" if user.first_name and message.chat.type == Chat.PRIVATE else ""
    html = say(language, "start.greeting", comma_name=name)
    await send(context, target_of(message), View(html, markup(rows)))


async def help_(update: Update, context: Context) -> None:
    """Say what can be done."""
    message, _, language = await _taken_apart(update, context)
    commands = say(language, "help.commands")
    if context.bot_data.artist:
        commands += "\n" + say(language, "help.pictures")
    elsewhere = say(language, "help.elsewhere", bot=context.bot.username)
    await send(context, target_of(message), View("\n\n".join((say(language, "help.text"), commands, elsewhere))))


async def ask_(update: Update, context: Context) -> None:
    """Answer the question behind the command."""
    message, user, _ = await _taken_apart(update, context)
    question = question_of(message, context)
    if question is None:
        await _say(update, context, "ask.empty")
        return
    await reply(context, message, user, question)


async def listed(update: Update, context: Context) -> None:
    """List programmes or clusters, of a topic or a Land where words stand behind the command."""
    message, user, language = await _taken_apart(update, context)
    question = question_of(message, context)
    if question is not None:
        await reply(context, message, user, question)
        return
    clusters = (message.text or "").startswith("/clusters")
    reading = Reading(kinds=("cluster", "network") if clusters else ("programme",))
    await _again(context, message, user, Turn(intent="find", reading=reading), language)


async def map_(update: Update, context: Context) -> None:
    """Show a list as a map of the Länder."""
    await _pictured(update, context, "map")


async def timeline(update: Update, context: Context) -> None:
    """Show what of a family of programmes began, ended and followed what."""
    await _pictured(update, context, "timeline")


async def about(update: Update, context: Context) -> None:
    """Say what is known, how current it is and where it is from."""
    message, user, language = await _taken_apart(update, context)
    await _again(context, message, user, Turn(intent="about", reading=Reading()), language)


async def language_(update: Update, context: Context) -> None:
    """Let the person choose a language."""
    message, user, language = await _taken_apart(update, context)
    recalled = await context.bot_data.memory.recall(Place(message.chat_id, user.id))
    row = [_option(language, name, code, {recalled.language or "auto"}, "l") for name, code in _LANGUAGES]
    await send(context, target_of(message), View(say(language, "language.question"), markup([row])))


async def settings(update: Update, context: Context) -> None:
    """Show what is set, with buttons that change it."""
    message, user, language = await _taken_apart(update, context)
    recalled = await context.bot_data.memory.recall(Place(message.chat_id, user.id))
    await send(context, target_of(message), settings_view(language, recalled))


async def privacy(update: Update, context: Context) -> None:
    """Say what is remembered."""
    message, _, language = await _taken_apart(update, context)
    kept = "kept" if context.bot_data.keeps_unanswered else "dropped"
    unanswered = label(language, f"privacy.unanswered.{kept}")
    await send(context, target_of(message), View(say(language, "privacy.text", unanswered=unanswered)))


async def forget(update: Update, context: Context) -> None:
    """Offer to delete all that is remembered about the person."""
    message, _, language = await _taken_apart(update, context)
    row = [button(label(language, f"button.{word}"), "s", language, word) for word in ("forget", "keep")]
    await send(context, target_of(message), View(say(language, "forget.question"), markup([row])))


async def stats(update: Update, context: Context) -> None:
    """Show an operator the figures; to anybody else the command is unknown."""
    message, user, language = await _taken_apart(update, context)
    services = context.bot_data
    if user.id not in services.admins:
        await unknown(update, context)
        return
    counted = await services.memory.statistics()
    html = say(
        language,
        "stats.text",
        entries=len(services.base),
        people=counted.people,
        conversations=counted.conversations,
        languages=", ".join(f"{code} {count}" for code, count in sorted(counted.languages.items())) or "–",
        liked=counted.liked,
        disliked=counted.disliked,
        not_understood=counted.not_understood,
    )
    await send(context, target_of(message), View(html))


async def unknown(update: Update, context: Context) -> None:
    """Say that there is no such command; in a group only to whoever named the bot."""
    message, _, language = await _taken_apart(update, context)
    addressed = f"@{context.bot.username}".lower() in (message.text or "").lower()
    if message.chat.type == Chat.PRIVATE or addressed:
        await send(context, target_of(message), View(say(language, "unknown_command")))


COMMANDS: Final[dict[str, Callable[[Update, Context], Coroutine[Any, Any, None]]]] = {
    "start": start,
    "help": help_,
    "ask": ask_,
    "find": finder.find,
    "browse": finder.browse,
    "programmes": listed,
    "clusters": listed,
    "map": map_,
    "timeline": timeline,
    "settings": settings,
    "language": language_,
    "about": about,
    "privacy": privacy,
    "forget": forget,
    "stats": stats,
}


def settings_view(language: Language, recalled: Recollection) -> View:
    """Return the settings as a message with buttons."""
    html = say(
        language,
        "settings.title",
        language=label(language, f"settings.language.{recalled.language or 'auto'}"),
        length=label(language, f"settings.length.{'brief' if recalled.brief else 'full'}"),
    )
    set_now = {recalled.language or "auto", "brief" if recalled.brief else "full"}
    rows = (_LANGUAGES, (("full", "full"), ("brief", "brief")))
    return View(html, markup([[_option(language, *option, set_now, "s") for option in row] for row in rows]))


def _option(language: Language, name: str, code: str, set_now: set[str], verb: str) -> InlineKeyboardButton:
    """Return a button that sets something; what is set already has a tick."""
    mark = "✓ " if code in set_now else ""
    return button(mark + label(language, f"button.{name}"), verb, language, code)


async def _open(context: Context, message: Message, user: User, language: Language, payload: str) -> None:
    services = context.bot_data
    target = target_of(message)
    code = payload.removeprefix(ENTRY_LINK)
    if payload.startswith(DIGEST_LINK):
        code = entry_of("~" + payload.removeprefix(DIGEST_LINK), services.base.entries)
    if not payload.startswith((ENTRY_LINK, DIGEST_LINK)):
        recalled = await services.memory.recall(Place(message.chat_id, user.id))
        words = payload.replace("-", " ").replace("_", " ")
        if await admitted(context, user, target, recalled):
            await ask(context, user, target, words.removeprefix("s ").strip() or words)
    elif entry := services.base.resolve(code):
        await _again(context, message, user, Turn(intent="describe", reading=Reading(entries=(entry,))), language)
    else:
        await send(context, target, View(say(language, "stale.entry")))


async def _again(context: Context, message: Message, user: User, turn: Turn, language: Language) -> None:
    services, place = context.bot_data, Place(message.chat_id, user.id)
    target, recalled = target_of(message), await services.memory.recall(place)
    answer = services.assistant.again(turn, services.today(), language)
    reply = services.replies.of(answer, brief=recalled.brief, group=target.group)
    await deliver(context, place, target, reply, recalled)


async def _pictured(update: Update, context: Context, picture: Picture) -> None:
    """Send a picture of the answer to the question behind the command; where none stands there, of the last answer."""
    services = context.bot_data
    if services.artist is None:
        await unknown(update, context)
        return
    message, user, language = await _taken_apart(update, context)
    place, target, question = Place(message.chat_id, user.id), target_of(message), question_of(message, context)
    recalled = await services.memory.recall(place)
    before = conversation_of(user, recalled)
    asked = question.text if question else before.last
    if asked is None:
        await send(context, target, View(say(language, f"picture.empty.{picture}")))
        return
    if not await admitted(context, user, target, recalled):
        return
    if isinstance(asked, Turn):
        answer = services.assistant.again(asked, services.today(), language)
    else:
        answer = services.assistant.answer(asked, before, services.today())
        if answer.outcome == "unknown":
            await services.memory.not_understood(asked, answer.language)
    if answer.outcome != "answer":
        told = services.replies.of(answer, brief=recalled.brief, group=target.group)
        await deliver(context, place, target, told, recalled)
        return
    notes = Notes()
    photo = await photo_of(context, target, picture, answer, notes)
    if photo is None:
        await send(context, target, View(say(answer.language, f"picture.nothing.{picture}")))
        return
    await services.memory.keep(place, answer.conversation, notes)
    await send(context, target, photo)


async def _say(update: Update, context: Context, message: str, **values: object) -> None:
    received, _, language = await _taken_apart(update, context)
    await send(context, target_of(received), View(say(language, message, **values)))


async def _taken_apart(update: Update, context: Context) -> tuple[Message, User, Language]:
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        raise ValueError("a command comes in a message, from somebody")
    recalled = await context.bot_data.memory.recall(Place(message.chat_id, user.id))
    return message, user, spoken(user, recalled)

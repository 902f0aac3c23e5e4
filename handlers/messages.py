"""Questions: as text, as a command, as a reply or a mention in a group; and questions that were edited."""

from dataclasses import dataclass, replace
from typing import Final

from telegram import Chat, Message, MessageEntity, Update, User

from handlers.outgoing import Target, edit, send, target_of
from handlers.replies import Reply, View
from handlers.scenes import PICTURES
from handlers.services import Context, Place, Recollection
from handlers.speaking import app_language, conversation_of, spoken
from handlers.wording import label, say
from knowledge.reading.reading import Conversation, Turn
from knowledge.store.codes import Language

ASKED: Final = frozenset({"ask", *PICTURES})
"""Commands that come with a question."""
LISTED: Final = frozenset({"programmes", "clusters"})
"""Commands that list, and become a question with the words behind them."""


@dataclass(frozen=True)
class Question:
    """What somebody asks; `sure` where it is certainly meant for the bot."""

    text: str
    sure: bool = True


async def text(update: Update, context: Context) -> None:
    """Answer a message, if it is a question to the bot."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    question = question_of(message, context)
    if question is not None:
        await reply(context, message, user, question)


async def edited(update: Update, context: Context) -> None:
    """Answer an edited question by editing its answer."""
    message, user = update.edited_message, update.effective_user
    if message is None or user is None:
        return
    question = question_of(message, context)
    place = Place(message.chat_id, user.id)
    exchange = await context.bot_data.memory.exchange(place, message.message_id)
    if question is None or not question.text:
        return
    if exchange is None:
        # Nothing is known of an old question; in a group nobody waits for a second answer.
        if message.chat.type == Chat.PRIVATE:
            await reply(context, message, user, question)
        return
    recalled = await context.bot_data.memory.recall(place)
    before = conversation_of(user, replace(recalled, conversation=exchange.before))
    services, group = context.bot_data, message.chat.type != Chat.PRIVATE
    answered = services.replies.to(question.text, before, services.today(), brief=recalled.brief, group=group)
    if exchange.latest:
        await services.memory.keep(place, answered.answer.conversation, answered.notes)
    else:
        await services.memory.keep_notes(answered.notes)
    if not await edit(context, message.chat_id, exchange.answer, answered.view):
        sent = await send(context, target_of(message), answered.view)
        await context.bot_data.memory.answered(place, message.message_id, sent.message_id, exchange.before)


async def other(update: Update, context: Context) -> None:
    """Say to a voice message, a picture or the like that only text is read; answer what is written below it."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    if message.caption:
        await reply(context, message, user, Question(message.caption))
        return
    recalled = await context.bot_data.memory.recall(Place(message.chat_id, user.id))
    await send(context, target_of(message), View(say(spoken(user, recalled), "text_please")))


async def reply(context: Context, message: Message, user: User, question: Question) -> None:
    """Answer `question`, asked by `user` in `message`."""
    services = context.bot_data
    place = Place(message.chat_id, user.id)
    recalled = await services.memory.recall(place)
    target = target_of(message)
    if not await admitted(context, user, target, recalled):
        return
    before = conversation_of(user, await _joined(context, message, recalled))
    answered = services.replies.to(question.text, before, services.today(), brief=recalled.brief, group=target.group)
    if answered.answer.outcome == "unknown":
        if target.group and not question.sure:
            return
        await services.memory.not_understood(question.text, answered.answer.language)
    sent = await deliver(context, place, target, answered, recalled)
    await services.memory.answered(place, message.message_id, sent.message_id, before)


async def admitted(context: Context, user: User, target: Target, recalled: Recollection) -> bool:
    """Tell whether somebody may ask one more question; who asks too much is told so, once."""
    limiter = context.bot_data.limiter
    if limiter.admit(user.id):
        return True
    if limiter.warn(user.id):
        await send(context, target, View(say(spoken(user, recalled), "limit.reached")))
    return False


async def deliver(context: Context, place: Place, target: Target, reply: Reply, recalled: Recollection) -> Message:
    """Remember where the conversation stands, then send `reply`: whatever was sent is never forgotten."""
    talk = reply.answer.conversation
    await _keep_wish(context, place, talk, recalled.language)
    await context.bot_data.memory.keep(place, talk, reply.notes)
    return await send(context, target, reply.view)


async def ask(
    context: Context,
    user: User,
    target: Target,
    question: str,
    language: Language | None = None,
    last: Turn | None = None,
) -> None:
    """Answer a question that a link or a button stands for: afresh, or going on from an answer.

    Whether one more may be asked was found out before.
    """
    services = context.bot_data
    place = Place(target.chat, user.id)
    recalled = await services.memory.recall(place)
    wanted = language or recalled.language
    start = Conversation(last=last, language=wanted or spoken(user, recalled))
    today, brief = services.today(), recalled.brief
    answered = services.replies.to(question, start, today, language=wanted, brief=brief, group=target.group)
    await deliver(context, place, target, answered, recalled)


def question_of(message: Message, context: Context) -> Question | None:
    """Return the question in `message`; None where it is not meant for the bot."""
    words = message.text or ""
    me = context.bot.username
    if message.via_bot and message.via_bot.id == context.bot.id:
        return None
    entity = message.entities[0] if message.entities else None
    if entity and entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
        language = app_language(message.from_user)
        return _commanded(message.parse_entity(entity), words[entity.length :].strip(), me, language)
    if message.chat.type == Chat.PRIVATE:
        return Question(words)
    named = message.parse_entities([MessageEntity.MENTION]).values()
    mentions = [mention for mention in named if mention.lower() == f"@{me}".lower()]
    for mention in mentions:
        words = words.replace(mention, " ")
    if (mentions or _answers_me(message, context)) and words.strip():
        return Question(" ".join(words.split()), sure=False)
    return None


def _answers_me(message: Message, context: Context) -> bool:
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == context.bot.id)


async def _joined(context: Context, message: Message, recalled: Recollection) -> Recollection:
    """Who replies in a group to what somebody else was answered joins in that talk."""
    answered = message.reply_to_message
    if answered is None or message.chat.type == Chat.PRIVATE or not _answers_me(message, context):
        return recalled
    talk = await context.bot_data.memory.talk_behind(message.chat_id, answered.message_id)
    return replace(recalled, conversation=talk) if talk else recalled


def _commanded(command: str, words: str, me: str, language: Language) -> Question | None:
    name, _, addressee = command.removeprefix("/").partition("@")
    if addressee and addressee.lower() != me.lower():
        return None
    if name in ASKED and words:
        return Question(words)
    if name in LISTED and words:
        return Question(label(language, f"{name}.about", words=words))
    return None


async def _keep_wish(context: Context, place: Place, conversation: Conversation, chosen: Language | None) -> None:
    """Who says "in English, please" has chosen a language as with /language."""
    if conversation.fixed and conversation.language not in {None, chosen}:
        await context.bot_data.memory.choose_language(place.user, conversation.language)

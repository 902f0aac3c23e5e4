"""Sending and editing messages, with what Telegram may say against it."""

from contextlib import suppress
from dataclasses import dataclass

from telegram import (
    Chat,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from handlers.replies import View
from handlers.services import Context


@dataclass(frozen=True)
class Target:
    """Where a message goes: a chat, in a group also the topic and the message that is replied to."""

    chat: int
    group: bool = False
    thread: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True)
class Photo:
    """A picture as it is shown, with what it shows in words."""

    png: bytes
    caption: str
    keyboard: InlineKeyboardMarkup | None = None


def target_of(message: MaybeInaccessibleMessage) -> Target:
    """Return where an answer to `message` goes."""
    chat = message.chat
    if chat.type == Chat.PRIVATE:
        return Target(chat.id)
    thread = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Target(chat.id, True, thread, message.message_id)


async def send(context: Context, target: Target, view: View | Photo) -> Message:
    """Send a message; into a group that has moved, to where it is now."""
    try:
        return await _send(context, target, view)
    except ChatMigrated as moved:
        await context.bot_data.memory.move_chat(target.chat, moved.new_chat_id)
        return await _send(context, Target(moved.new_chat_id, target.group), view)


async def drawing(context: Context, target: Target) -> None:
    """Show that a picture is on its way. Whether that arrives matters to nobody."""
    with suppress(TelegramError):
        await context.bot.send_chat_action(target.chat, ChatAction.UPLOAD_PHOTO, target.thread)


async def replace_photo(context: Context, message: Message, photo: Photo) -> None:
    """Show another picture in a message that has one, with its caption and its buttons."""
    try:
        await context.bot.edit_message_media(
            InputMediaPhoto(photo.png, photo.caption),
            chat_id=message.chat_id,
            message_id=message.message_id,
            reply_markup=photo.keyboard,
        )
    except BadRequest as refusal:
        why = refusal.message.lower()
        if "message to edit not found" in why or "can't be edited" in why:
            await send(context, target_of(message), photo)
        elif "not modified" not in why:
            raise


async def edit(context: Context, chat: int, message: int, view: View) -> bool:
    """Edit a message; return whether it could be. One that already shows this is left as it is."""
    try:
        await context.bot.edit_message_text(
            view.html,
            chat_id=chat,
            message_id=message,
            parse_mode=ParseMode.HTML,
            api_kwargs=view.encoded,
        )
    except BadRequest as refusal:
        why = refusal.message.lower()
        if "not modified" in why:
            return True
        if "message to edit not found" in why or "can't be edited" in why:
            return False
        raise
    return True


async def edit_or_send(context: Context, message: MaybeInaccessibleMessage, view: View) -> None:
    """Edit the message under which a button was pressed, or send another where Telegram does not let us."""
    if not await edit(context, message.chat.id, message.message_id, view):
        await send(context, target_of(message), view)


async def _send(context: Context, target: Target, view: View | Photo) -> Message:
    reply = ReplyParameters(target.reply_to, allow_sending_without_reply=True) if target.reply_to else None
    if isinstance(view, Photo):
        return await context.bot.send_photo(
            target.chat,
            view.png,
            view.caption,
            reply_markup=view.keyboard,
            reply_parameters=reply,
            message_thread_id=target.thread,
        )
    return await context.bot.send_message(
        target.chat,
        view.html,
        parse_mode=ParseMode.HTML,
        reply_parameters=reply,
        message_thread_id=target.thread,
        api_kwargs=view.encoded,
    )

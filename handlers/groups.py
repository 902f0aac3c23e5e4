"""Joining, leaving and moving: what happens to the bot itself in a chat."""

from telegram import Chat, ChatMember, Update

from handlers.outgoing import Target, send
from handlers.replies import View
from handlers.services import Context, Recollection
from handlers.speaking import spoken
from handlers.wording import say


async def membership(update: Update, context: Context) -> None:
    """Introduce the bot in a group that it was taken into; forget a chat that it was put out of."""
    change = update.my_chat_member
    if change is None:
        return
    there = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED}
    was, now = change.old_chat_member.status in there, change.new_chat_member.status in there
    if was and not now:
        await context.bot_data.memory.forget_chat(change.chat.id)
    elif now and not was and change.chat.type in {Chat.GROUP, Chat.SUPERGROUP}:
        html = say(spoken(change.from_user, Recollection()), "group.hello", bot=context.bot.username)
        await send(context, Target(change.chat.id), View(html))


async def moved(update: Update, context: Context) -> None:
    """Take what is remembered along to the supergroup that a group became."""
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await context.bot_data.memory.move_chat(message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await context.bot_data.memory.move_chat(message.migrate_from_chat_id, message.chat_id)

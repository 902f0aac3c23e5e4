"""Which update goes where. Read from top to bottom: the first that fits takes it."""

from typing import Any, Final

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import callbacks, commands, errors, finder, groups, inline, messages
from handlers.scenes import PICTURES

ALLOWED_UPDATES: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""What Telegram is asked for."""

_NEW: Final = filters.UpdateType.MESSAGE


def add_routes(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Tell `application` who handles what."""
    for picture in PICTURES:
        # A picture cannot become a text or the other way round: the edited question gets another.
        application.add_handler(CommandHandler(picture, commands.COMMANDS[picture], filters.UpdateType.EDITED_MESSAGE))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, messages.edited))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, groups.moved))
    for name, command in commands.COMMANDS.items():
        application.add_handler(CommandHandler(name, command, _NEW))
    application.add_handler(MessageHandler(_NEW & filters.COMMAND, commands.unknown))
    application.add_handler(MessageHandler(_NEW & filters.TEXT, messages.text))
    application.add_handler(MessageHandler(_NEW & filters.ChatType.PRIVATE & filters.LOCATION, finder.locate))
    application.add_handler(
        MessageHandler(_NEW & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT, messages.other)
    )
    application.add_handler(CallbackQueryHandler(callbacks.pressed))
    application.add_handler(InlineQueryHandler(inline.inline))
    application.add_handler(ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(errors.failed)

"""What goes wrong: first into the log, then to whoever waits for an answer, in one line.

The log gets one entry without the token and without what somebody wrote: the kind of fault and where it happened.
"""

import logging
import traceback
from pathlib import Path

from telegram import Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, TelegramError

from handlers.outgoing import send, target_of
from handlers.replies import View
from handlers.services import Context, Recollection
from handlers.speaking import spoken
from handlers.wording import say

log = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """Log a fault, and apologise where somebody is waiting."""
    error = context.error
    chat = update.effective_chat if isinstance(update, Update) else None
    if error is None or isinstance(error, Conflict):
        return
    if isinstance(error, Forbidden):
        # Blocked, or put out of a group: nobody is left to talk to.
        log.info("a chat is closed to the bot and forgotten")
        if chat is not None:
            await context.bot_data.memory.forget_chat(chat.id)
        return
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.warning("Telegram could not be reached: %s", type(error).__name__)
        return
    number = update.update_id if isinstance(update, Update) else None
    log.error("update %s failed: %s", number, outline(error))
    # A press of a button has been answered where it failed; a message has not.
    message = update.effective_message if isinstance(update, Update) and not update.callback_query else None
    if message is None or not isinstance(update, Update):
        return
    language = spoken(update.effective_user, Recollection())
    try:
        await send(context, target_of(message), View(say(language, "error.apology")))
    except TelegramError as refusal:
        log.warning("the apology could not be sent: %s", type(refusal).__name__)


def outline(error: BaseException) -> str:
    """Return the kind of a fault and the last places it came through, without its message.

    A message may quote what somebody wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    kind = f"{type(error).__name__}: {error.message}" if isinstance(error, TelegramError) else type(error).__name__
    return f"{kind} at {places}" if places else kind

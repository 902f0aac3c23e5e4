"""Which language somebody is spoken to in: that of the app, of the question, of the person's choice; the later wins."""

from telegram import User

from handlers.services import Recollection
from knowledge.reading.reading import Conversation
from knowledge.store.codes import Language


def app_language(user: User | None) -> Language:
    """Return the language of a person's app (`de`, `de-AT`), English where it is none of ours."""
    code = (user.language_code if user else None) or ""
    return "de" if code.lower().partition("-")[0] == "de" else "en"


def conversation_of(user: User | None, memory: Recollection) -> Conversation:
    """Return the conversation to go on with: in the chosen language, else begun in that of the app."""
    conversation = memory.conversation or Conversation()
    language = memory.language or conversation.language or app_language(user)
    return conversation.model_copy(update={"language": language, "fixed": memory.language is not None})


def spoken(user: User | None, memory: Recollection) -> Language:
    """Return the language for what is no answer to a question: commands, menus, notices."""
    talked = memory.conversation.language if memory.conversation else None
    return memory.language or talked or app_language(user)

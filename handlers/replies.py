"""Answers as messages. What was asked before is neither understood nor rendered once more.

The same question with the same talk behind it is answered with the same message on the same day: the assistant keeps
nothing between two questions, and the knowledge stays as it is while the program runs. So the last messages are kept,
without who asked: under a digest of everything that they depend on, never under the question itself.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Final, Protocol

from telegram import InlineKeyboardMarkup, LinkPreviewOptions

from handlers import narrowing
from handlers.buttons import Notes
from handlers.keyboards import under
from handlers.rendering import preview, render
from handlers.scenes import offered
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Conversation
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language

KEPT: Final = 1000
"""Replies; each takes some ten kilobytes."""
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class View:
    """A message as it is shown."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    preview: LinkPreviewOptions = _NO_PREVIEW

    @cached_property
    def encoded(self) -> dict[str, str]:
        """What goes to Telegram beside the text, encoded once however often the message is sent."""
        encoded = {"link_preview_options": self.preview.to_json()}
        return encoded | {"reply_markup": self.keyboard.to_json()} if self.keyboard else encoded


@dataclass(frozen=True)
class Reply:
    """An answer, the message that shows it, and the notes that its buttons refer to."""

    answer: Answer
    view: View
    notes: Mapping[str, str]


class Answering(Protocol):
    """What answers a question, as `Assistant.answer` does."""

    def __call__(
        self, text: str, conversation: Conversation, today: date, language: Language | None = None, /
    ) -> Answer:
        """Answer a question."""
        ...


class Replies:
    """Makes replies, and keeps the last ones.

    :param answering: answers a question, always the same with the same answer.
    :param base: what is known.
    :param pictures: whether pictures can be drawn.
    """

    def __init__(self, answering: Answering, base: KnowledgeBase, *, pictures: bool) -> None:
        self._answering = answering
        self._base = base
        self._pictures = pictures
        self._kept: OrderedDict[bytes, Reply] = OrderedDict()

    def to(
        self,
        question: str,
        before: Conversation,
        today: date,
        *,
        language: Language | None = None,
        brief: bool = False,
        group: bool = False,
    ) -> Reply:
        """Return the reply to a question.

        Args:
            question: The question.
            before: What the chat remembers.
            today: Today's date.
            language: The language to answer in; by default that of the question or of the chat.
            brief: Whether the person wants short answers.
            group: Whether it is shown in a group.
        """
        # Two questions never share a key: nothing behind the question can hold a zero byte.
        depends_on = f"{before.model_dump_json(exclude_defaults=True)}\0{today}{language}{brief}{group}\0{question}"
        key = blake2b(depends_on.encode(errors="surrogatepass")).digest()
        reply = self._kept.get(key)
        if reply is None:
            reply = self.of(self._answering(question, before, today, language), brief=brief, group=group)
            self._kept[key] = reply
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return reply

    def of(self, answer: Answer, *, brief: bool = False, group: bool = False) -> Reply:
        """Return the reply that shows an answer."""
        pictures = offered(self._base, answer) if self._pictures and not group else ()
        filters = () if group else narrowing.offered(self._base, answer)
        notes = Notes()
        keyboard = under(answer, notes, group, pictures, filters)
        return Reply(answer, View(render(answer, brief or group), keyboard, preview(answer)), notes)

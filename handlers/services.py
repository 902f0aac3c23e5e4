"""What the handlers need of the outside, named as protocols that `bot` fulfils, and bundled as `Services`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from telegram.ext import CallbackContext, ExtBot

from handlers.replies import Replies
from handlers.scenes import Scene
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Conversation, Turn
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""


class Assistant(Protocol):
    """Who answers."""

    def answer(self, text: str, conversation: Conversation, today: date, language: Language | None = None) -> Answer:
        """Answer a question; `language` is the one that the user chose, if any."""
        ...

    def again(self, turn: Turn, today: date, language: Language) -> Answer:
        """Answer what was understood before: another page of it, or a reading put together by buttons."""
        ...


@dataclass(frozen=True)
class Place:
    """Where a conversation goes on: a person in a chat. In a private chat both ids are the same."""

    chat: int
    user: int


@dataclass(frozen=True)
class Recollection:
    """What is remembered of a person and a place."""

    language: Language | None = None
    """The language that the person chose; None follows the app and the question."""
    brief: bool = False
    """Whether the person wants short answers."""
    conversation: Conversation | None = None
    """What was talked about here during the last day."""


@dataclass(frozen=True)
class Exchange:
    """A question that was answered: the message with the answer, and what was remembered before."""

    answer: int
    before: Conversation
    latest: bool
    """Whether nothing was asked here since."""


@dataclass(frozen=True)
class Statistics:
    """What an operator may know: counts, nobody's name."""

    people: int
    conversations: int
    languages: Mapping[str, int]
    liked: int
    disliked: int
    not_understood: int


class Memory(Protocol):
    """What outlives a message."""

    async def recall(self, place: Place) -> Recollection:
        """Return what is remembered of this person here."""
        ...

    async def keep(self, place: Place, conversation: Conversation, notes: Mapping[str, str]) -> None:
        """Remember where the conversation stands, and the notes that the answer's buttons refer to."""
        ...

    async def note(self, key: str) -> str | None:
        """Return a note by its key, or None if it is gone."""
        ...

    async def keep_notes(self, notes: Mapping[str, str]) -> None:
        """Remember notes that buttons refer to."""
        ...

    async def answered(self, place: Place, question: int, answer: int, before: Conversation) -> None:
        """Remember which message answers which, so that an edited question can edit its answer."""
        ...

    async def exchange(self, place: Place, question: int) -> Exchange | None:
        """Return how a question was answered, or None if that is not remembered."""
        ...

    async def talk_behind(self, chat: int, answer: int) -> Conversation | None:
        """Return the talk that a message of the bot belongs to; None where it went on since or is not remembered."""
        ...

    async def choose_language(self, user: int, language: Language | None) -> None:
        """Remember the language that a person chose; None forgets it."""
        ...

    async def choose_length(self, user: int, brief: bool) -> None:
        """Remember whether a person wants short answers."""
        ...

    async def vote(self, place: Place, message: int, reading: str, liked: bool) -> None:
        """Remember what a person thinks of an answer; the last vote counts."""
        ...

    async def not_understood(self, text: str, language: Language) -> None:
        """Remember a question that was not understood, without who asked, if the operator wants that."""
        ...

    async def forget(self, user: int) -> None:
        """Delete all that is remembered about a person, everywhere."""
        ...

    async def forget_chat(self, chat: int) -> None:
        """Delete all that is remembered of a chat."""
        ...

    async def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup and has another id now."""
        ...

    async def statistics(self) -> Statistics:
        """Count."""
        ...


class Artist(Protocol):
    """Who draws pictures."""

    async def draw(self, scene: Scene) -> bytes:
        """Return a scene as a PNG picture."""
        ...


class Limiter(Protocol):
    """Who says when somebody asks too much."""

    def admit(self, user: int) -> bool:
        """Tell whether this person may ask one more question now."""
        ...

    def warn(self, user: int) -> bool:
        """Tell whether a person who may not ask has yet to be told so."""
        ...


@dataclass(frozen=True)
class Services:
    """Everything that a handler may use."""

    assistant: Assistant
    base: KnowledgeBase
    memory: Memory
    limiter: Limiter
    clock: Clock
    artist: Artist | None = None
    """None where no pictures can be drawn: then none are offered."""
    admins: frozenset[int] = field(default_factory=frozenset)
    keeps_unanswered: bool = False
    """Whether the operator wants questions that were not understood to be kept."""

    @cached_property
    def replies(self) -> Replies:
        """Answers as messages; the last ones are kept as long as these services."""
        return Replies(self.assistant.answer, self.base, pictures=self.artist is not None)

    def today(self) -> date:
        """Return the date that answers refer to."""
        return self.clock().date()


Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], Services]
"""What PTB hands to a handler; `context.bot_data` are the `Services`."""

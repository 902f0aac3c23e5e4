"""Talking to the assistant in a test: `Talk` remembers, `ask` starts afresh each time.

::

    talk = Talk(assistant)
    talk.says("photonics clusters in Thuringia")
    assert talk.says("and in Saxony?").reading.regions == ("DE-SN",)
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from bot.text import render
from knowledge import Answer, Assistant, Conversation
from knowledge.reading.slots import Slots
from knowledge.store.codes import Language

TODAY: Final = date(2026, 8, 1)

Said = Callable[..., Answer]
"""The fixture `said`: the last answer of a conversation of these lines."""
Fill = Callable[[str], Slots]
"""The fixture `fill`: the conditions that a question sets."""


class Talk:
    """One conversation."""

    def __init__(self, assistant: Assistant, language: Language | None = None) -> None:
        self.assistant = assistant
        self.language = language
        self.conversation = Conversation()

    def says(self, text: str) -> Answer:
        """The answer to what is said next; what a chat remembers has been through JSON, as a database keeps it."""
        kept = Conversation.model_validate_json(self.conversation.model_dump_json())
        answer = self.assistant.answer(text, kept, TODAY, self.language)
        self.conversation = answer.conversation
        return answer


def ask(assistant: Assistant, text: str, language: Language | None = None) -> Answer:
    """The answer to the first question of a chat."""
    return Talk(assistant, language).says(text)


def shown(answer: Answer) -> tuple[str, ...]:
    """Every id that an answer proposes: results, those beside them, candidates of a question back."""
    return tuple(dict.fromkeys((*answer.results, *answer.also, *(choice.id for choice in answer.choices))))


def text(answer: Answer) -> str:
    """The answer as a person reads it."""
    return render(answer)

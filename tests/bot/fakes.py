"""An engine that answers without understanding anything, for tests of what surrounds the real one."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.answering.answers import Answer, Card
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.store.codes import Language


def answer(**changes: Any) -> Answer:
    """A small answer with one card, changed as wished."""
    fields: dict[str, Any] = {
        "language": "en",
        "intent": "find",
        "outcome": "answer",
        "reading": Reading(kinds=("programme",)),
        "results": ("zim",),
        "total": 1,
        "confidence": 0.9,
        "lead": "One programme fits.",
        "cards": (
            Card(
                id="zim", title="ZIM", fact="up to 60 %", badge="open", badge_label="open", link="https://zim.example/"
            ),
        ),
    }
    return Answer(**(fields | changes))


@dataclass(frozen=True)
class FakeExplanation:
    answer: Answer

    def lines(self) -> list[str]:
        return ["tokens: one two", "intent: find 0.90"]


@dataclass
class FakeAssistant:
    """Repeats the question in its lead, says how many came before in the conversation, and keeps what it was told."""

    asked: list[tuple[str, date, Language | None]] = field(default_factory=list)
    fails_on: str = "\0never\0"

    def answer(self, text: str, conversation: Conversation, today: date, language: Language | None = None) -> Answer:
        self.asked.append((text, today, language))
        if text == self.fails_on:
            raise ZeroDivisionError(text)
        before = conversation.last.page if conversation.last else 0
        turn = Turn(intent="find", reading=Reading(), page=before + 1)
        return answer(
            language=language or "en",
            lead=f"{text} (turn {before + 1})",
            conversation=Conversation(last=turn),
        )

    def explain(
        self, text: str, conversation: Conversation, today: date, language: Language | None = None
    ) -> FakeExplanation:
        return FakeExplanation(self.answer(text, conversation, today, language))

"""The public questions of ``tests/questions``, ready to be put to an assistant."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from knowledge import Answer, Assistant, Conversation
from knowledge.store.codes import Language

FOLDER: Final = Path(__file__).parents[1] / "tests" / "questions"
TODAY: Final = date(2026, 1, 1)
"""The day on which every question is asked, so that the answers do not change by themselves."""


class Question(NamedTuple):
    """A question, the chat that it belongs to, the language that was told beforehand, and what a right answer holds."""

    text: str
    chat: str | None
    language: Language | None
    gold: dict[str, Any]


class Turn(NamedTuple):
    """A question with the conversation that it was asked in, and its answer."""

    question: Question
    conversation: Conversation
    answer: Answer


def read_questions() -> list[Question]:
    """All questions, those of a chat in order."""
    lines = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [json.loads(line) for line in lines if line.strip()]
    return [
        Question(each["text"], each.get("chat"), each["lang"] if each.get("fix_lang") else None, each["gold"])
        for each in found
    ]


def converse(assistant: Assistant, questions: Sequence[Question]) -> list[Turn]:
    """Ask all questions, each in the conversation that its chat has come to."""
    conversations: dict[str, Conversation] = {}
    turns = []
    for question in questions:
        conversation = conversations.get(question.chat or "", Conversation()) if question.chat else Conversation()
        answer = assistant.answer(question.text, conversation, TODAY, question.language)
        if question.chat:
            conversations[question.chat] = answer.conversation
        turns.append(Turn(question, conversation, answer))
    return turns

"""The dialogue in the README is one that the assistant really has."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.text import render
from knowledge import Assistant, Conversation

README = Path(__file__).parents[1] / "README.md"
TODAY = date(2026, 1, 1)
PROMPT = "› "
LEFT_OUT = "…"


def shown() -> list[tuple[str, list[str]]]:
    """Every question of the dialogue, and the lines shown of its answer."""
    dialogue = re.search(r"<!-- dialogue -->\n```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert dialogue
    turns = dialogue[1].removeprefix(PROMPT).split(f"\n{PROMPT}")
    return [(question, answer.splitlines()) for question, _, answer in (turn.partition("\n") for turn in turns)]


def missing(lines: list[str], answer: str) -> list[str]:
    """The lines that `answer` does not hold in this order; those left out may be any."""
    rest = iter(answer.splitlines())
    return [line for line in lines if line and line != LEFT_OUT and line not in rest]


def test_the_dialogue_is_the_one_that_is_had(assistant: Assistant) -> None:
    conversation, turns = Conversation(), shown()
    assert len(turns) > 3
    for question, lines in turns:
        answer = assistant.answer(question, conversation, TODAY)
        conversation = answer.conversation
        assert lines[0] == answer.lead
        assert missing(lines, render(answer)) == [], f"what is said to “{question}” now:\n{render(answer)}"


@pytest.mark.parametrize(
    ("lines", "lacking"),
    [(["a", "c"], []), (["a", "…", "", "c"], []), (["c", "a"], ["a"]), (["a", "d"], ["d"]), (["d", "a"], ["d", "a"])],
)
def test_a_line_that_is_not_said_is_found(lines: list[str], lacking: list[str]) -> None:
    assert missing(lines, "a\nb\nc") == lacking

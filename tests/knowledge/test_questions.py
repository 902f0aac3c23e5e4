"""How many of the questions that people ask are answered right, in all and under every tag.

A floor stands one question below what was reached: raise it whenever the assistant gets better. What is answered wrong
stands in the message of a test that fails.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pytest

from bot.jsonl import as_object
from knowledge import Assistant
from tests.knowledge.gold import faults, questions
from tests.knowledge.talk import Talk

FLOORS: Final[Mapping[str, int]] = {
    "all": 290,
    "chat": 50,
    "compare": 13,
    "concept": 34,
    "count": 11,
    "describe": 19,
    "fact": 85,
    "filter2": 67,
    "hard": 45,
    "list": 81,
    "oos": 20,
    "seed": 28,
    "social": 15,
    "typo": 62,
}
"""How many of all questions, and of those with a tag, are answered right at least."""


class Score(NamedTuple):
    right: int
    asked: int
    wrong: list[str]


@pytest.fixture(scope="module")
def scores(assistant: Assistant) -> dict[str, Score]:
    """The score of all questions and of each tag."""
    passed: dict[str, list[bool]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    talks: dict[str, Talk] = {}
    for question in questions():
        talk = Talk(assistant) if "chat" not in question else talks.setdefault(question["chat"], Talk(assistant))
        talk.language = question["lang"] if question.get("fix_lang") else None
        found = list(faults(question["gold"], as_object(talk.says(question["text"]))))
        for group in ("all", *question["tags"]):
            passed[group].append(not found)
            if found:
                wrong[group].append(f"{question['id']} {question['text']!r}: {'; '.join(found)}")
    return {group: Score(sum(each), len(each), wrong[group]) for group, each in passed.items()}


def test_every_tag_has_a_floor(scores: Mapping[str, Score]) -> None:
    assert scores.keys() == FLOORS.keys()


@pytest.mark.parametrize("group", FLOORS)
def test_at_least_as_many_are_answered_right_as_before(group: str, scores: Mapping[str, Score]) -> None:
    score = scores[group]
    listed = "\n".join(score.wrong)
    assert score.right >= FLOORS[group], f"{score.right} of {score.asked} are right; these are not:\n{listed}"


def test_a_right_answer_passes_and_a_wrong_one_is_named() -> None:
    gold: dict[str, Any] = {"intent": ["find", "count"], "kinds": [["a"], ["a", "b"]], "total": [1, 2], "text": ["x+"]}
    right = {
        "intent": "count",
        "reading": {"kinds": ["b", "a"]},
        "total": 2,
        "results": ["z"],
        "text": "XX",
        "links": [],
    }
    assert list(faults(gold, right)) == []
    wrong = {"intent": "ask", "reading": {"kinds": ["b"]}, "total": 3, "results": ["z"], "also": ["z"], "text": ""}
    assert len(list(faults(gold, wrong))) == 5

"""How many of the questions that people ask are answered right, in all and under every tag.

A floor stands one question below what was reached: raise it whenever the assistant gets better. What is answered wrong
stands in the message of a test that fails.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

import pytest

from bot.jsonl import as_object
from knowledge import Assistant
from tests.knowledge.gold import HARDER, faults, questions
from tests.knowledge.talk import Talk

FLOORS: Final[Mapping[str, int]] = {
    "all": 296,
    "chat": 50,
    "compare": 13,
    "concept": 36,
    "count": 11,
    "describe": 21,
    "fact": 85,
    "filter2": 68,
    "hard": 47,
    "list": 83,
    "oos": 20,
    "seed": 29,
    "social": 15,
    "typo": 62,
}
"""How many of all questions, and of those with a tag, are answered right at least."""

HARDER_FLOORS: Final[Mapping[str, int]] = {
    "english": 110,
    "english-2": 102,
    "english-3": 112,
    "english-4": 67,
    "facts-and-terms": 107,
    "german": 120,
    "german-2": 107,
    "german-3": 111,
    "german-4": 66,
    "lists": 108,
    "mixed": 87,
    "mixed-2": 105,
    "mixed-3": 90,
    "talks-2": 124,
    "talks-3": 113,
    "talks-4": 173,
    "talks-5": 148,
    "talks-6": 113,
    "talks-and-limits": 208,
}
"""How many of the harder questions of each file are answered right at least."""


class Score(NamedTuple):
    right: int
    asked: int
    wrong: list[str]


def scores(
    assistant: Assistant, asked: Iterable[Mapping[str, Any]], groups: Callable[[Mapping[str, Any]], Iterable[str]]
) -> dict[str, Score]:
    """Ask the questions in their order, each chat with a memory of its own, and score each group of them."""
    passed: dict[str, list[bool]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    talks: dict[str, Talk] = {}
    for question in asked:
        talk = Talk(assistant) if "chat" not in question else talks.setdefault(question["chat"], Talk(assistant))
        talk.language = question["lang"] if question.get("fix_lang") else None
        found = list(faults(question["gold"], as_object(talk.says(question["text"]))))
        for group in groups(question):
            passed[group].append(not found)
            if found:
                wrong[group].append(f"{question['id']} {question['text']!r}: {'; '.join(found)}")
    return {group: Score(sum(each), len(each), wrong[group]) for group, each in passed.items()}


def assert_reached(score: Score, floor: int) -> None:
    listed = "\n".join(score.wrong)
    assert score.right >= floor, f"{score.right} of {score.asked} are right; these are not:\n{listed}"


@pytest.fixture(scope="module")
def by_tag(assistant: Assistant) -> dict[str, Score]:
    """The score of all questions and of each tag."""
    return scores(assistant, questions(), lambda question: ("all", *question["tags"]))


@pytest.fixture(scope="module")
def by_file(assistant: Assistant) -> dict[str, Score]:
    """The score of each file of harder questions."""
    return scores(assistant, questions(HARDER), lambda question: [question["file"]])


def test_every_tag_and_every_file_has_a_floor(by_tag: Mapping[str, Score], by_file: Mapping[str, Score]) -> None:
    assert by_tag.keys() == FLOORS.keys()
    assert by_file.keys() == HARDER_FLOORS.keys()


@pytest.mark.parametrize("tag", FLOORS)
def test_at_least_as_many_are_answered_right_as_before(tag: str, by_tag: Mapping[str, Score]) -> None:
    assert_reached(by_tag[tag], FLOORS[tag])


@pytest.mark.parametrize("file", HARDER_FLOORS)
def test_at_least_as_many_harder_ones_are_answered_right_as_before(file: str, by_file: Mapping[str, Score]) -> None:
    assert_reached(by_file[file], HARDER_FLOORS[file])


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

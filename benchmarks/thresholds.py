"""How much each threshold matters: the questions answered right when it alone is a fifth lower or higher.

All questions of ``tests/questions`` are asked, the harder ones too. A threshold that changes nothing may be one too
many; one with which more are right when it is moved wants to be looked at, not followed blindly: a handful of
questions out of these is chance.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Final, NamedTuple

from benchmarks.questions import TODAY
from benchmarks.report import Report
from bot.jsonl import as_object
from knowledge import Assistant, Conversation, load
from knowledge.store.tuning import sections, tuned
from tests.knowledge.gold import HARDER, faults, questions

LOWER, HIGHER = 0.8, 1.25
MOST_SHOWN: Final = 20
"""Rows where not told otherwise: those that matter most."""


class Moved(NamedTuple):
    """A threshold, how many more questions are right when it is lower or higher, and how many verdicts change."""

    section: str
    name: str
    value: float
    lower: int
    higher: int
    changed: int


def measure(show: int) -> Iterator[Report]:
    """Yield one table of the thresholds that matter most; of `show` of them, where it is given."""
    with ProcessPoolExecutor() as pool:
        moved = list(pool.map(_move, [(section, name) for section in sections() for name in sections()[section]]))
    idle = [f"{each.section}.{each.name}" for each in moved if not each.changed]
    moved.sort(key=lambda each: -each.changed)
    right, asked = sum(_right()), len(_right())
    yield Report(
        f"Thresholds: {right} of {asked} questions are right as they stand",
        ("threshold", "is", f"× {LOWER}", f"× {HIGHER}", "answers changed"),
        [
            (
                f"{each.section}.{each.name}",
                f"{each.value:g}",
                f"{each.lower:+d}",
                f"{each.higher:+d}",
                str(each.changed),
            )
            for each in moved[: show or MOST_SHOWN]
        ],
        notes=(f"{len(idle)} of {len(moved)} change the verdict on none of them: {', '.join(idle) or '–'}.",),
    )


def _move(threshold: tuple[str, str]) -> Moved:
    section, name = threshold
    numbers = vars(tuned(section))
    value = numbers[name]
    right = _right()
    outcomes = []
    for factor in (LOWER, HIGHER):
        numbers[name] = value * factor
        outcomes.append(_ask_all())
    numbers[name] = value
    lower, higher = (sum(outcome) - sum(right) for outcome in outcomes)
    changed = sum(was != now for outcome in outcomes for was, now in zip(right, outcome, strict=True))
    return Moved(section, name, value, lower, higher, changed)


@cache
def _right() -> list[bool]:
    return _ask_all()


@cache
def _assistant() -> Assistant:
    return Assistant(load().base)


def _ask_all() -> list[bool]:
    """Whether each question is answered right, as the thresholds stand now."""
    conversations: dict[str, Conversation] = {}
    verdicts = []
    for question in [*questions(), *questions(HARDER)]:
        chat = f"{question['file']} {question.get('chat', question['id'])}"
        language = question["lang"] if question.get("fix_lang") else None
        answer = _assistant().answer(question["text"], conversations.get(chat, Conversation()), TODAY, language)
        conversations[chat] = answer.conversation
        verdicts.append(not any(faults(question["gold"], as_object(answer))))
    return verdicts

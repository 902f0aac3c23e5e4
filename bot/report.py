"""What an operator can learn from what the bot remembers: what it did not understand, what was disliked, what is asked.

Nobody's name is in it: questions that were not understood are kept without who asked, the rest are readings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from rapidfuzz import fuzz

from bot.memory import Remarks
from handlers.buttons import ButtonError, turn_of
from knowledge.linking.fold import words
from knowledge.reading.reading import Turn

ALIKE: Final = 75.0
"""From how like two questions are, of 100, they count as one."""
MOST: Final = 20
"""Lines in each part."""
_EXAMPLES: Final = 3
_UNTOLD: Final = frozenset({"attribute", "foremost"})
"""Slots that say nothing to a person: what stands in another one too, and what only orders a list."""


@dataclass(frozen=True)
class Group:
    """Questions that are alike: how many there are, and how some of them are written."""

    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What there is to learn, the most frequent first."""

    not_understood: tuple[Group, ...]
    disliked: tuple[Group, ...]
    asked: tuple[Group, ...]

    def as_object(self) -> dict[str, Any]:
        """Return the report for a program to read."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """Return the report for a person to read."""
        for title, groups in (
            ("Not understood", self.not_understood),
            ("Disliked", self.disliked),
            ("Asked most", self.asked),
        ):
            yield title
            yield from (f"{group.count:6}  {' | '.join(group.examples)}" for group in groups)
            if not groups:
                yield "     –"


def report_on(remarks: Remarks) -> Report:
    """Return what there is to learn from what was remembered."""
    return Report(
        not_understood=grouped(remarks.not_understood)[:MOST],
        disliked=_counted(remarks.disliked),
        asked=_counted(remarks.asked),
    )


def grouped(questions: Iterable[str]) -> tuple[Group, ...]:
    """Put questions together that are alike, whatever the order of their words and small errors in them."""
    groups: list[tuple[str, list[str]]] = []
    for question in questions:
        folded = " ".join(sorted(words(question)))
        for first, members in groups:
            if fuzz.ratio(first, folded) >= ALIKE:
                members.append(question)
                break
        else:
            groups.append((folded, [question]))
    groups.sort(key=lambda group: -len(group[1]))
    return tuple(Group(len(members), tuple(dict.fromkeys(members))[:_EXAMPLES]) for _, members in groups)


def described(reading: str) -> str | None:
    """Say in codes what a note means; None where it is no reading."""
    try:
        turn = turn_of(reading)
    except ButtonError:
        return None
    return " ".join((turn.intent, *_slots(turn)))


def _slots(turn: Turn) -> Iterator[str]:
    for name, value in turn.reading.model_dump(mode="json", exclude_defaults=True).items():
        shown = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        if name not in _UNTOLD:
            yield f"{name}={shown}"


def _counted(readings: Sequence[tuple[str, int]]) -> tuple[Group, ...]:
    counts: Counter[str] = Counter()
    for reading, count in readings:
        if text := described(reading):
            counts[text] += count
    return tuple(Group(count, (text,)) for text, count in counts.most_common(MOST))

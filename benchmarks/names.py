"""Accuracy on names that nobody prepared for: a thousand organisations loaded as knowledge of one's own.

Their names are misspelt in many ways and asked for, bare and within a question. One in six organisations is held out of
the knowledge: whoever asks for it should not get another one for an answer.
"""

import itertools
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.misspell import Way, ways
from benchmarks.organisations import Organisation, read_organisations, write_entries
from benchmarks.report import Bar, Report, at_least_share, at_most_share, percent
from knowledge import Answer, Assistant, Conversation, KnowledgeBase, load

SEED: Final = 20
ABSENT: Final = 6
"""One in so many organisations is held out."""
TODAY: Final = date(2026, 1, 1)
QUESTIONS: Final = ("tell me about {}", "was ist {}")
RIGHT_BARE: Final = 0.985
RIGHT_IN_QUESTION: Final = 0.97
ANSWERED: Final = 0.85
ABSENT_ANSWERED: Final = 0.05
PLAIN: Final = "as it is"


class Asked(NamedTuple):
    """A name as somebody typed it: what it means, in which way it is written otherwise, and within which words."""

    owner: str
    name: str
    way: str
    text: str
    bare: bool


class Result(NamedTuple):
    """What came of it."""

    asked: Asked
    answer: Answer

    @property
    def right(self) -> bool:
        return self.answer.outcome in ("answer", "choices") and self.answer.results[:1] == (self.asked.owner,)

    @property
    def answered(self) -> bool:
        return self.answer.outcome == "answer"


def measure(show: int) -> Iterator[Report]:
    """Yield the table of names that are known, that of names that are absent, and `show` failures of each."""
    shipped = load().base
    organisations = read_organisations(name for entry in shipped.entries.values() for name in entry.names())
    chance = random.Random(SEED)
    chance.shuffle(organisations)
    count = len(organisations) // ABSENT
    absent, known = organisations[:count], organisations[count:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "organisations.jsonl"
        write_entries(known, path)
        assistant = Assistant(load(["shipped", str(path)]).base)

    there = [(entry.id, name) for entry in shipped.entries.values() for name in entry.names()]
    otherwise = [*ways([*there, *((each.id, name) for each in organisations for name in each.names)]).items()]
    results = _put(assistant, _questions(known, [(PLAIN, _plain), *otherwise], chance))
    yield _known(results, len(known))
    yield from _failures(results, show, assistant.base)
    results = _put(
        assistant, _questions(absent, [turn for each in otherwise for turn in ((PLAIN, _plain), each)], chance)
    )
    yield _absent(results, count)
    yield from _accepted(results, show, assistant.base)


def _questions(
    organisations: Sequence[Organisation], turns: Sequence[tuple[str, Way]], chance: random.Random
) -> Iterator[Asked]:
    """Every name of `organisations`, bare and in a question, each time in the next of the ways that changes it."""
    turn = itertools.cycle(turns)
    for organisation in organisations:
        for name in organisation.names:
            for bare in (True, False):
                label, written = _written(name, turn, chance)
                text = written if bare else chance.choice(QUESTIONS).format(written)
                yield Asked(organisation.id, name, label, text, bare)


def _written(name: str, turn: Iterator[tuple[str, Way]], chance: random.Random) -> tuple[str, str]:
    """The name written in the next of the ways that have something to get wrong in it, and which way that is."""
    for label, way in turn:
        written = way(name, chance)
        if written and (label == PLAIN or written != name):
            return label, written
    raise AssertionError("the ways never end")


def _plain(name: str, chance: random.Random) -> str:
    """The name as it is."""
    del chance
    return name


def _put(assistant: Assistant, asked: Iterable[Asked]) -> list[Result]:
    return [Result(each, assistant.answer(each.text, Conversation(), TODAY)) for each in asked]


def _known(results: Sequence[Result], entries: int) -> Report:
    rows: list[list[str | Bar]] = []
    for way in dict.fromkeys(result.asked.way for result in results):
        bare, within = _forms([result for result in results if result.asked.way == way])
        rows.append([way, str(len(bare) + len(within)), _right(bare), _right(within), _answered([*bare, *within])])
    bare, within = _forms(results)
    rows.sort(key=lambda row: str(row[0]) != PLAIN)
    rows.append(["all", str(len(results)), _right(bare), _right(within), _answered(results)])
    rows.append(
        [
            "bar",
            "",
            at_least_share(_share(result.right for result in bare), RIGHT_BARE),
            at_least_share(_share(result.right for result in within), RIGHT_IN_QUESTION),
            at_least_share(_share(result.answered for result in results), ANSWERED),
        ]
    )
    return Report(
        f"names: {entries} organisations beyond the shipped knowledge, their names written otherwise",
        ("written", "asked", "right first, bare", "right first, in a question", "outcome answer"),
        rows,
        ("Right first: the outcome is answer or choices, and the first result is the organisation.",),
    )


def _absent(results: Sequence[Result], entries: int) -> Report:
    rows: list[list[str | Bar]] = []
    for label, chosen in (
        (PLAIN, [result for result in results if result.asked.way == PLAIN]),
        ("otherwise", [result for result in results if result.asked.way != PLAIN]),
        ("all", list(results)),
    ):
        bare, within = _forms(chosen)
        rows.append([label, str(len(chosen)), _answered(bare), _answered(within), _answered(chosen)])
    rows.append(["bar", "", "", "", at_most_share(_share(result.answered for result in results), ABSENT_ANSWERED)])
    return Report(
        f"names: {entries} organisations that are not in the knowledge, asked for all the same",
        ("written", "asked", "answered, bare", "answered, in a question", "answered"),
        rows,
        ("An answer here is one about something else.",),
    )


def _failures(results: Sequence[Result], show: int, base: KnowledgeBase) -> Iterator[Report]:
    wrong = [result for result in results if not result.right]
    if show and wrong:
        counted = Counter(result.asked.way for result in wrong)
        most = ", ".join(f"{way} {count}" for way, count in counted.most_common())
        yield _examples(
            f"names: {min(show, len(wrong))} of {len(wrong)} that were not found first ({most})", wrong[:show], base
        )


def _accepted(results: Sequence[Result], show: int, base: KnowledgeBase) -> Iterator[Report]:
    wrong = [result for result in results if result.answered]
    if show and wrong:
        yield _examples(
            f"names: {min(show, len(wrong))} of {len(wrong)} absent names that were answered", wrong[:show], base
        )


def _examples(title: str, results: Sequence[Result], base: KnowledgeBase) -> Report:
    rows = [
        (
            result.asked.text,
            result.asked.name,
            result.asked.way,
            f"{result.answer.intent}, {result.answer.outcome}",
            " / ".join(base[each].name("de") for each in (result.answer.results or result.answer.nearest)[:3]),
        )
        for result in results
    ]
    return Report(title, ("asked", "name", "written", "outcome", "results, else nearest"), rows)


def _forms(results: Sequence[Result]) -> tuple[list[Result], list[Result]]:
    """The results of bare names, and those of names in questions."""
    return [result for result in results if result.asked.bare], [result for result in results if not result.asked.bare]


def _share(hits: Iterable[bool]) -> float:
    each = list(hits)
    return sum(each) / len(each) if each else 0.0


def _right(results: Sequence[Result]) -> str:
    return percent(sum(result.right for result in results), len(results))


def _answered(results: Sequence[Result]) -> str:
    return percent(sum(result.answered for result in results), len(results))

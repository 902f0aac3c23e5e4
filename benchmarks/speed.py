"""How long one question takes when the knowledge is loaded, beside rapidfuzz's default way to find a name.

That way is one scan of ``rapidfuzz.process.extractOne(question, names, scorer=WRatio)`` over the same names. It finds a
name and nothing else.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from benchmarks.questions import TODAY, Turn, converse, read_questions
from benchmarks.report import Bar, Report, at_most, milliseconds
from benchmarks.timing import percentile, timed, undisturbed
from knowledge import Assistant, load
from knowledge.linking.fold import fold

ROUNDS: Final = 5
"""Each question is asked once in each, and its median counts."""
ANSWER_MEDIAN: Final = 0.001
ANSWER_P95: Final = 0.003
LINKING_SHARE: Final = 1 / 20
ANSWER_SHARE: Final = 1 / 5


class Durations(NamedTuple):
    """Seconds for each question: answered for the first time; then, as medians, answered, linked and scanned for."""

    first: list[float]
    answering: list[float]
    linking: list[float]
    scanning: list[float]


def measure(show: int) -> Iterator[Report]:
    """Yield one table; with `show`, one of the slowest questions too."""
    base = load().base
    names = [name for entry in base.entries.values() for name in entry.names()]
    questions = read_questions()
    turns = converse(Assistant(base), questions)
    with undisturbed():
        took = durations(Assistant(base), turns, names)
    scanning = took.scanning
    yield Report(
        f"speed: one question of {len(turns)}, {len(names)} names of {len(base)} entries",
        ("step", "median", "bar", "95th percentile", "bar", "of a scan: median", "all together", "bar"),
        (
            (
                "a whole answer",
                milliseconds(median(took.answering)),
                _in_time(median(took.answering), ANSWER_MEDIAN),
                milliseconds(percentile(took.answering, 0.95)),
                _in_time(percentile(took.answering, 0.95), ANSWER_P95),
                *_share(took.answering, scanning, ANSWER_SHARE),
            ),
            _plain("  asked for the first time", took.first),
            (
                "linking alone",
                milliseconds(median(took.linking)),
                "",
                milliseconds(percentile(took.linking, 0.95)),
                "",
                *_share(took.linking, scanning, LINKING_SHARE),
            ),
            _plain("a scan: extractOne(WRatio)", scanning),
        ),
    )
    if show:
        slowest = sorted(zip(took.answering, took.linking, turns, strict=True), key=lambda each: -each[0])[:show]
        yield Report(
            f"speed: the {len(slowest)} slowest questions",
            ("question", "answer", "linking", "outcome"),
            [
                (
                    turn.question.text,
                    milliseconds(whole),
                    milliseconds(part),
                    f"{turn.answer.intent}, {turn.answer.outcome}",
                )
                for whole, part, turn in slowest
            ],
        )


def durations(
    assistant: Assistant, turns: Sequence[Turn], names: Sequence[str] = (), rounds: int = ROUNDS
) -> Durations:
    """How long it takes to answer each question again in its conversation, to link it, to scan `names` for it.

    Rounds over all questions, not the same one again and again, so that nothing stays warm that would not in use; and
    all three in every round, so that they meet the same machine.
    """
    first = [_answering(assistant, turn) for turn in turns]
    answered, linked, scanned = [], [], []
    for _ in range(rounds):
        answered.append([_answering(assistant, turn) for turn in turns])
        linked.append([_linking(assistant, turn) for turn in turns])
        scanned.append([timed(process.extractOne, turn.question.text, names, scorer=fuzz.WRatio) for turn in turns])
    return Durations(first, *(_medians(each) for each in (answered, linked, scanned)))


def _medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """For each question the median of all rounds."""
    return [median(each) for each in zip(*rounds, strict=True)]


def _answering(assistant: Assistant, turn: Turn) -> float:
    question = turn.question
    return timed(assistant.answer, question.text, turn.conversation, TODAY, question.language)


def _linking(assistant: Assistant, turn: Turn) -> float:
    return timed(lambda: assistant.linker.link(fold(turn.question.text)))


def _plain(what: str, took: Sequence[float]) -> tuple[str, ...]:
    return what, milliseconds(median(took)), "", milliseconds(percentile(took, 0.95)), "", "", "", ""


def _in_time(seconds: float, limit: float) -> Bar:
    return at_most(1000 * seconds, 1000 * limit, " ms")


def _share(took: Sequence[float], scanning: Sequence[float], limit: float) -> tuple[str, str, Bar]:
    """What a step costs as a part of a scan, of the medians and of the sums, and whether both keep to `limit`."""
    of_medians = median(took) / median(scanning)
    of_sums = sum(took) / sum(scanning)
    bar = f"≤ 1/{round(1 / limit)}"
    return f"1/{1 / of_medians:.1f}", f"1/{1 / of_sums:.1f}", Bar(bar, max(of_medians, of_sums) <= limit)

"""How the time for a question grows when there are ten and a hundred times as many entries.

The further entries have synthetic ids and names and are otherwise copies of real ones. Their names are put together
from the words of real names, some of them altered, so that they are as much alike as real names are.
"""

import gc
import random
import re
from collections.abc import Iterator
from math import sqrt
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.questions import TODAY, Turn, converse, read_questions
from benchmarks.report import Bar, Report, milliseconds, percent
from benchmarks.speed import durations
from benchmarks.timing import percentile, undisturbed
from knowledge import Assistant, KnowledgeBase, load
from knowledge.store.entries import Entry

SEED: Final = 3
FACTORS: Final = (1, 10, 100)
ROUNDS: Final = 3
ALTERED: Final = 0.4
"""The share of a name's words that become new words."""
REPLACED: Final = 0.3
"""The share that become words of other names."""
SHORT: Final = 5
"""Shorter words change in every letter, and shorter names grow by one where all of their length are taken."""
STRETCH: Final = re.compile(r"( [–-] |: |[()])")
"""What stands between two parts of a name that can stand alone."""
VOWELS: Final = "aeiou"
CONSONANTS: Final = "bcdfghklmnprstvwz"


def measure(show: int) -> Iterator[Report]:
    """Yield one table; there are no examples to show."""
    del show
    shipped = load().base
    # The same questions in the same conversations throughout: the answers themselves change with the entries.
    turns = converse(Assistant(shipped), read_questions())
    rows: list[tuple[str | Bar, ...]] = []
    start: tuple[float, float] | None = None
    for factor in FACTORS:
        base = grown(shipped, factor)
        with undisturbed():
            begin = perf_counter()
            assistant = Assistant(base)
            indexing = perf_counter() - begin
            took = durations(assistant, turns, rounds=ROUNDS)
        answering, linking = median(took.answering), median(took.linking)
        start = start or (answering, linking)
        rows.append(
            (
                f"{factor} ×",
                f"{len(base):,}",
                f"{sum(len(entry.names()) for entry in base.entries.values()):,}",
                milliseconds(answering),
                _growth(answering / start[0], factor),
                milliseconds(percentile(took.answering, 0.95)),
                milliseconds(linking),
                _growth(linking / start[1], factor),
                f"{indexing:.2f} s",
                percent(sum(_same(turn, assistant) for turn in turns), len(turns)),
            )
        )
        del base, assistant
        gc.collect()
    yield Report(
        f"growth: {len(turns)} questions over more and more entries",
        (
            *("entries", "in all", "names", "answer, median", "growth", "95th percentile"),
            *("linking, median", "growth", "indexing", "read as before"),
        ),
        rows,
        ("The median may grow with the square root of the number of entries: 3.2 × for 10 ×, 10 × for 100 ×.",),
    )


def grown(base: KnowledgeBase, factor: int, seed: int = SEED) -> KnowledgeBase:
    """A knowledge base with `factor` times as many entries: those of `base`, then altered copies of them."""
    chance = random.Random(seed)
    entries = list(base.entries.values())
    taken = {name.casefold() for entry in entries for name in entry.names()}
    vocabulary = [word for entry in entries for name in entry.names() for word in re.findall(r"[^\W\d_]{4,}", name)]

    def name(real: str) -> str:
        """A name like a real one that nothing has yet."""
        made, longer = [real], real
        while any(part.casefold() in taken for part in ("".join(made), *made)):
            made = [_stretch(part, vocabulary, chance) for part in STRETCH.split(longer)]
            longer += chance.choice(CONSONANTS).upper() if len(longer) < SHORT else ""
        taken.add("".join(made).casefold())
        return "".join(made)

    def copy(entry: Entry, number: int) -> Entry:
        renamed = {field: name(old) for field in ("name_en", "name_de") if (old := getattr(entry, field))}
        aliases = tuple(name(alias) for alias in entry.aliases)
        new = {"id": f"synthetic-{number}-{entry.id}", "former_ids": (), "aliases": aliases}
        return entry.model_copy(update=new | renamed)

    copies = [copy(entry, number) for number in range(1, factor) for entry in entries]
    return KnowledgeBase([*entries, *copies], base.vocabulary)


def _stretch(stretch: str, vocabulary: list[str], chance: random.Random) -> str:
    """A part of a name in other words, its longest a new one: none is called by words that people use."""
    parts = re.split(r"([\W_]+)", stretch)
    new = max((part for part in parts if part.isalnum()), key=len, default="")
    return "".join(_word(part, part == new, vocabulary, chance) for part in parts)


def _word(word: str, new: bool, vocabulary: list[str], chance: random.Random) -> str:
    """The word, one of another name, or one like it that is `new`."""
    if not word.isalnum():
        return word
    lot = chance.random()
    if new or lot < ALTERED:
        short = len(word) < SHORT and (new or not word.islower())
        places = set(range(len(word)) if short else chance.sample(range(len(word)), 1 + len(word) // 3))
        return "".join(_like(letter, chance) if place in places else letter for place, letter in enumerate(word))
    return chance.choice(vocabulary) if lot < ALTERED + REPLACED and len(word) >= SHORT else word


def _like(letter: str, chance: random.Random) -> str:
    """Another vowel for a vowel, another consonant for a consonant, another digit for a digit."""
    if letter.isdigit():
        return str(chance.randrange(10))
    other = chance.choice(VOWELS if letter.lower() in VOWELS else CONSONANTS)
    return other.upper() if letter.isupper() else other


def _same(turn: Turn, assistant: Assistant) -> bool:
    """Whether a question is still understood as it was with the shipped entries alone."""
    now = assistant.answer(turn.question.text, turn.conversation, TODAY, turn.question.language)
    return (now.intent, now.outcome, now.reading) == (turn.answer.intent, turn.answer.outcome, turn.answer.reading)


def _growth(times: float, factor: int) -> str | Bar:
    """How many times as long it takes, held against the square root of how many times as many entries there are."""
    return "" if factor == 1 else Bar(f"{times:.2f} × (≤ {sqrt(factor):.1f} ×)", times <= sqrt(factor))

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

from benchmarks.questions import converse, read_questions
from benchmarks.report import Bar, Report, milliseconds
from benchmarks.speed import durations
from benchmarks.timing import percentile, undisturbed
from knowledge import Assistant, KnowledgeBase, load
from knowledge.entries import Entry

SEED: Final = 3
FACTORS: Final = (1, 10, 100)
ROUNDS: Final = 3
ALTERED: Final = 0.4
"""The share of a name's words that become new words."""
REPLACED: Final = 0.3
"""The share that become words of other names."""
SHORT: Final = 5
"""Shorter names grow by a letter where all of their length are taken, others by a word."""
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
        begin = perf_counter()
        assistant = Assistant(base)
        indexing = perf_counter() - begin
        with undisturbed():
            took = durations(assistant, turns, ROUNDS)
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
            )
        )
        del base, assistant
        gc.collect()
    yield Report(
        f"growth: {len(turns)} questions over more and more entries",
        (
            *("entries", "in all", "names", "answer, median", "growth", "95th percentile"),
            *("linking, median", "growth", "indexing"),
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
        made = longer = real
        while made.casefold() in taken:
            made = re.sub(r"[^\W_]+", lambda match: _word(match[0], vocabulary, chance), longer)
            # Of two or three letters, or of the usual short words, there are not enough names.
            longer += chance.choice(CONSONANTS).upper() if len(longer) < SHORT else f" {chance.choice(vocabulary)}"
        taken.add(made.casefold())
        return made

    def copy(entry: Entry, number: int) -> Entry:
        renamed = {field: name(old) for field in ("name_en", "name_de") if (old := getattr(entry, field))}
        aliases = tuple(name(alias) for alias in entry.aliases)
        new = {"id": f"synthetic-{number}-{entry.id}", "former_ids": (), "aliases": aliases}
        return entry.model_copy(update=new | renamed)

    copies = [copy(entry, number) for number in range(1, factor) for entry in entries]
    return KnowledgeBase([*entries, *copies], base.vocabulary)


def _word(word: str, vocabulary: list[str], chance: random.Random) -> str:
    """The word, one of another name, or a new one like it."""
    if len(word) < 4 or not word.isalpha():
        return "".join(_like(letter, chance) for letter in word) if word.isupper() or not word.isalpha() else word
    lot = chance.random()
    if lot < REPLACED:
        return chance.choice(vocabulary)
    if lot < REPLACED + ALTERED:
        places = set(chance.sample(range(len(word)), 1 + len(word) // 3))
        return "".join(_like(letter, chance) if place in places else letter for place, letter in enumerate(word))
    return word


def _like(letter: str, chance: random.Random) -> str:
    """Another vowel for a vowel, another consonant for a consonant, another digit for a digit."""
    if letter.isdigit():
        return str(chance.randrange(10))
    other = chance.choice(VOWELS if letter.lower() in VOWELS else CONSONANTS)
    return other.upper() if letter.isupper() else other


def _growth(times: float, factor: int) -> str | Bar:
    """How many times as long it takes, held against the square root of how many times as many entries there are."""
    return "" if factor == 1 else Bar(f"{times:.2f} × (≤ {sqrt(factor):.1f} ×)", times <= sqrt(factor))

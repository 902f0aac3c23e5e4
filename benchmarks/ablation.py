"""What each group of features is worth to the classifier of intents: its accuracy when they are left out.

The example utterances are split into five parts; four train a model, the fifth is asked. An example's placeholders are
filled once, with other entries each time.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from benchmarks.report import Report, percent
from knowledge import Assistant, KnowledgeBase, load
from knowledge.intents.classify import features, masked
from knowledge.intents.train import INVERSE_REGULARISATION, OUTSIDE
from knowledge.intents.utterances import Filler, read_utterances
from knowledge.linking.fold import fold
from knowledge.linking.link import Linked

SEED: Final = 5
FOLDS: Final = 5
GROUPS: Final[dict[str, Callable[[str], bool]]] = {
    "letters": lambda feature: feature.startswith("~"),
    "slots": lambda feature: feature.startswith(("has ", "entries=", "?", "=")),
    "strangeness": lambda feature: feature.startswith("strange"),
    "length": lambda feature: feature.startswith("length="),
    "bigrams": lambda feature: " " in feature and not feature.startswith(("has ", "?", "=")),
}
"""What the features of a group look like; all others are the words themselves."""


EVERYTHING: Final = "everything"


class Example(NamedTuple):
    """A linked example utterance and what is said with it."""

    linked: Linked
    label: str


class Score(NamedTuple):
    """Of the held-out examples: labels and intents that are right, what is beyond the scope and was seen to be so."""

    asked: int = 0
    labels: int = 0
    intents: int = 0
    outside: int = 0
    seen_outside: int = 0
    refused: int = 0
    """Examples within the scope that were taken to be beyond it."""


def measure(show: int) -> Iterator[Report]:
    """Yield one table; with `show`, one of the labels that are mistaken for each other most often."""
    base = load().base
    examples = _examples(base)
    folds = list(_folds(examples))
    rows = []
    mistaken: Counter[tuple[str, str]] = Counter()
    for name, keep in _variants():
        total = Score()
        for rest, held in folds:
            said = [example.label for example in held]
            guessed = _guess(base, rest, held, keep)
            total = Score(*map(sum, zip(total, _score(said, guessed), strict=True)))
            if name == EVERYTHING:
                mistaken.update(pair for pair in zip(said, guessed, strict=True) if pair[0] != pair[1])
        rows.append(
            (
                name,
                percent(total.labels, total.asked),
                percent(total.intents, total.asked),
                percent(total.seen_outside, total.outside),
                percent(total.refused, total.asked - total.outside),
            )
        )
    yield Report(
        f"ablation: {len(examples)} example utterances, each held out once",
        ("features", "right label", "right intent", "out of scope seen", "in scope refused"),
        rows,
        ("A label is an intent, or with `ask` the attribute, or a turn of a conversation.",),
    )
    if show:
        yield Report(
            "ablation: what is mistaken most often, with all features",
            ("said", "understood", "times"),
            [(said, understood, str(times)) for (said, understood), times in mistaken.most_common(show)],
        )


def _examples(base: KnowledgeBase) -> list[Example]:
    linker, filler = Assistant(base).linker, Filler(base, SEED)
    return [Example(linker.link(fold(filler.fill(each.text))), each.label) for each in read_utterances()]


def _folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """The examples in two: those to train with, and those held out."""
    shuffled = random.Random(SEED).sample(examples, len(examples))
    for fold_ in range(FOLDS):
        rest = [example for number, example in enumerate(shuffled) if number % FOLDS != fold_]
        yield rest, shuffled[fold_::FOLDS]


def _variants() -> Iterator[tuple[str, Callable[[str], bool]]]:
    """What each row of the table leaves in, and which features stay for it."""
    yield EVERYTHING, lambda _: True
    for name, group in GROUPS.items():
        yield f"without {name}", _not(group)
    yield "words alone", lambda feature: not any(group(feature) for group in GROUPS.values())


def _not(group: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda feature: not group(feature)


def _guess(
    base: KnowledgeBase, rest: Sequence[Example], held: Sequence[Example], keep: Callable[[str], bool]
) -> list[str]:
    """The labels of `held` by a model of the kind that is served, trained with `rest` and the features to keep."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    within = (example.linked for example in rest if example.label != OUTSIDE)
    counted = Counter(word for linked in within for word in set(masked(linked, base)) if word[0] != "<")
    familiar = frozenset(word for word, count in counted.items() if count > 2)

    def seen(example: Example) -> list[str]:
        return [feature for feature in features(example.linked, base, familiar) if keep(feature)]

    vectorizer: Any = CountVectorizer(analyzer=seen, min_df=2, dtype=float)
    # Saga reaches the accuracy of what is served in a tenth of the time.
    model: Any = LogisticRegression(C=INVERSE_REGULARISATION, solver="saga", tol=1e-2, max_iter=200, random_state=SEED)
    model.fit(vectorizer.fit_transform(rest), [example.label for example in rest])
    return [str(label) for label in model.predict(vectorizer.transform(held))]


def _score(said: Sequence[str], guessed: Sequence[str]) -> Score:
    pairs = list(zip(said, guessed, strict=True))
    return Score(
        asked=len(pairs),
        labels=sum(label == guess for label, guess in pairs),
        intents=sum(_intent(label) == _intent(guess) for label, guess in pairs),
        outside=sum(label == OUTSIDE for label in said),
        seen_outside=sum(label == guess == OUTSIDE for label, guess in pairs),
        refused=sum(label != OUTSIDE and guess == OUTSIDE for label, guess in pairs),
    )


def _intent(label: str) -> str:
    return label.partition(".")[0]

"""Say which term a question asks to have explained, from how people ask for each of them.

>>> terms.classify(words("do I have to hand the money back at the end?"))[0].label
'concept-grant'

Whoever needs a term explained seldom knows its name, so what is learnt are ways of asking:
``data/intents/terms/*.yaml`` and the sample questions of the concepts. The features are words, their beginnings,
pairs of words, and the letters of words that carry meaning, weighed by how rare they are (tf-idf); the model is
multinomial logistic regression, trained by `train`. Against BM25 over the same questions it finds the right term
first in 96 of 100 instead of 88 (questions of other hands). The concepts of somebody's own knowledge, which no model
has seen, are found by their texts (`knowledge.linking.retrieve`).
"""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Final, NamedTuple

from knowledge.intents.linear import Scored, probabilities
from knowledge.store.layout import COMPILED, DATA
from knowledge.store.table import Table

GRAM: Final = 4
"""How many letters of a word stand together as one feature."""
BEGINNING: Final = 6
"""By so many letters at its beginning a word is a feature too, whatever its ending."""
MODEL: Final = DATA / COMPILED / "terms.json"


class Row(NamedTuple):
    """What one feature says: how much it counts, and for which labels."""

    rarity: float
    weights: tuple[tuple[int, float], ...]
    """The numbers of labels with the weight of each, `rarity` included."""


class TermModel(NamedTuple):
    """A trained model of terms."""

    digest: str
    """The digest of the examples that it was trained from."""
    labels: tuple[str, ...]
    """The ids of the terms."""
    bias: tuple[float, ...]
    weights: Table[Row]
    light: frozenset[str]
    """Words whose letters say nothing."""


def read_term_model(path: Path = MODEL) -> TermModel:
    """Read a model as `train` writes it.

    Raises:
        OSError: The file is not there; ``python -m knowledge.compile`` makes it.
    """
    content = json.loads(path.read_bytes())
    return TermModel(
        content["digest"],
        tuple(content["labels"]),
        tuple(content["bias"]),
        Table(content["weights"], _row),
        frozenset(content["light"]),
    )


def _row(coded: str) -> Row:
    rarity, *pairs = coded.split(" ")
    return Row(float(rarity), tuple((int(label), float(weight)) for label, weight in (p.split(":") for p in pairs)))


class TermClassifier:
    """Scores questions with one model, which is read when the first one comes."""

    def __init__(self, path: Path = MODEL) -> None:
        """`path` is where `train` wrote the model."""
        self._path = path

    @cached_property
    def _model(self) -> TermModel:
        return read_term_model(self._path)

    def knows(self, term: str) -> bool:
        """Whether a term is among those that the model has seen."""
        return term in self._model.labels

    def classify(self, said: Sequence[str]) -> list[Scored]:
        """Every term with its probability, likeliest first; `said` are folded words."""
        model = self._model
        rows = [row for feature in term_features(said, model.light) if (row := model.weights.get(feature))]
        length = sqrt(sum(row.rarity * row.rarity for row in rows)) or 1.0
        scores = [0.0] * len(model.labels)
        for row in rows:
            for label, weight in row.weights:
                scores[label] += weight
        return probabilities(
            model.labels, [bias + score / length for bias, score in zip(model.bias, scores, strict=True)]
        )


def term_features(said: Sequence[str], light: Collection[str]) -> Iterator[str]:
    """What the model sees of a question: each feature once, as readable text."""
    return iter(dict.fromkeys(_features(said, light)))


def _features(said: Sequence[str], light: Collection[str]) -> Iterator[str]:
    for word, following in pairwise((*said, "$")):
        yield word
        yield f"{word} {following}"
        if len(word) > BEGINNING:
            yield f"{word[:BEGINNING]}-"
        if word not in light:
            framed = f"#{word}#"
            yield from (f"~{framed[begin : begin + GRAM]}" for begin in range(max(1, len(framed) - GRAM + 1)))

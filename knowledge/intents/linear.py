"""A linear model as it is served: weights of features added up for each label, and made probabilities."""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple


class Scored(NamedTuple):
    """A label and how likely it is."""

    label: str
    probability: float


def probabilities(labels: Sequence[str], scores: Sequence[float]) -> list[Scored]:
    """Every label with its probability, likeliest first (softmax); they sum to 1.

    Args:
        labels: The labels.
        scores: What the model adds up to for each of them.
    """
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    scored = [Scored(label, power / total) for label, power in zip(labels, powers, strict=True)]
    scored.sort(key=lambda each: -each.probability)
    return scored

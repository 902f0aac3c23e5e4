"""Measuring durations, with garbage collection off."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import ParamSpec

P = ParamSpec("P")


def timed(action: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """How long one call takes, in seconds."""
    begin = perf_counter()
    action(*args, **kwargs)
    return perf_counter() - begin


def percentile(durations: Sequence[float], share: float) -> float:
    """The duration that this share of all does not exceed."""
    ordered = sorted(durations)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without garbage collection, whose pauses would fall on whoever happens to be measured."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

"""Filters under a list: what of it is for SMEs, what of it is in one Land; offered where that leaves less."""

from typing import Final, Literal

from handlers.buttons import ButtonError
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Reading
from knowledge.reading.select import select
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import PAGE

Filter = Literal["sme", "land"]
_SME: Final = ("sme",)


def offered(base: KnowledgeBase, answer: Answer) -> tuple[Filter, ...]:
    """Return the filters that make `answer` shorter: only under lists of more than a page, for what was left open."""
    reading = answer.reading
    if answer.outcome != "answer" or answer.intent not in {"find", "count"} or answer.total <= PAGE:
        return ()
    filters: list[Filter] = []
    if reading.kinds == ("programme",) and not reading.target_groups and "target_groups" not in reading.excluded:
        left = len(select(base, reading.model_copy(update={"target_groups": _SME})).fitting)
        filters += ["sme"] if 0 < left < answer.total else []
    if not reading.regions and "regions" not in reading.excluded:
        filters += ["land"]
    return tuple(filters)


def narrowed(base: KnowledgeBase, reading: Reading, *wish: str) -> Reading:
    """Return what is left of `reading`: for SMEs (`sme`) or in a Land (`land`, its code).

    Raises:
        ButtonError: there is no such filter.
    """
    match wish:
        case ("sme",):
            return reading.model_copy(update={"target_groups": _SME})
        case ("land", land) if land in base.vocabulary.land_codes:
            return reading.model_copy(update={"regions": (land,), "places": ()})
        case _:
            raise ButtonError("there is no such filter")


def lands_of(base: KnowledgeBase, reading: Reading) -> frozenset[str]:
    """Return the codes of the Länder that leave something of `reading`."""
    lands = base.vocabulary.land_codes
    return frozenset(land for land in lands if select(base, narrowed(base, reading, "land", land)).fitting)

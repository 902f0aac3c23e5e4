"""Compare what is named, with each other or with what was spoken of: "ZIM oder INNO-KOM?", "which is older?"."""

from typing import Final

from knowledge.reading.describe import describe
from knowledge.reading.evidence import Evidence
from knowledge.reading.meaning import (
    definition,
    likeliest,
    term_about_organisations,
)
from knowledge.reading.question import Understood
from knowledge.reading.reading import Reading, Sort
from knowledge.reading.slots import order_asked
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.compare")


def compare(evidence: Evidence, probability: float) -> Understood | None:
    """Two entries or more; the one that is named with what was spoken of; a term that explains the difference."""
    several = len(evidence.named) > 1
    ids = likeliest(evidence.named if several else [*evidence.named, *evidence.organisations])
    if len(ids) < 2 and evidence.named and evidence.last:
        before = [id for id in evidence.last.reading.entries if id in evidence.known.others]
        ids = tuple(dict.fromkeys((*before, *ids)))
    if len(ids) == 1 and (nearly := nearly_named(evidence)):
        ids = (*ids, nearly)
    compared = len(ids) > 1
    first = first_asked(evidence, ids)
    of_terms = not first and (_names_are_terms(evidence) if compared else not evidence.named)
    if of_terms and evidence.term and evidence.term_covers(THRESHOLDS.term_in_part):
        return definition(evidence.term, probability)
    if not compared:
        silent = evidence.named and not evidence.attributes_asked and not evidence.says("how_many")
        return describe(evidence, probability) if silent else None
    if not first and (term := term_about_organisations(evidence)):
        return definition(term, probability)
    return compare_all(evidence, ids, probability * evidence.name_score)


def compare_all(evidence: Evidence, ids: tuple[str, ...], probability: float = 0.9) -> Understood:
    """These entries side by side, in the order that is asked for."""
    reading = Reading(entries=ids, sort=first_asked(evidence, ids))
    return Understood("compare", reading, probability, heard_as=evidence.heard_as)


def first_asked(evidence: Evidence, ids: tuple[str, ...]) -> Sort | None:
    """The figure in which they are compared, where that is asked: "which is older"."""
    kinds = tuple(evidence.known.base[id].kind for id in ids)
    return order_asked(evidence.linked, "comparative", kinds) or order_asked(evidence.linked, "superlative", kinds)


def nearly_named(evidence: Evidence) -> str | None:
    """What is compared with the one that is named, in words that could mean something else, too."""
    taken = [each for each in evidence.linked.mentions if each.type == "entry" and not each.weak]
    for match in evidence.linked.near:
        apart = all(match.end <= each.begin or each.end <= match.begin for each in taken)
        if apart and match.words > 1 and match.score > THRESHOLDS.nearly_named:
            return match.entry
    return None


def _names_are_terms(evidence: Evidence) -> bool:
    """Whether everything named is a term as well ("Spitzencluster or Exzellenzcluster")."""
    terms = {(cue.begin, cue.end) for cue in evidence.linked.cues if cue.type == "concept"}
    names = [mention for mention in evidence.linked.mentions if mention.type == "entry" and not mention.weak]
    return all((name.begin, name.end) in terms for name in names)

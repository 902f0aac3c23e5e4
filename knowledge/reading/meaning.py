"""Put what was understood into words of the engine: a fact of entries, a description, a choice, a name nobody bears.

=========================  ===================================================================
"Budget von ZIM"           ``fact``: ask, ``Reading(entries=("zim",), attribute="budget")``
"Medical Valley"           ``choice``: describe, two ids, and the outcome ``choices``
"Cluster Hintertupfingen"  ``unknown_name``: describe, nothing, and the outcome ``none``
=========================  ===================================================================
"""

from collections.abc import Sequence
from typing import Final

from knowledge.linking.retrieve import Hit
from knowledge.reading.evidence import Evidence
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.reading import Reading
from knowledge.reading.select import figure
from knowledge.store.codes import Attribute, Intent
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.meaning")
OF_PROGRAMMES: Final = ("funders", "managed_by")
"""What is asked of an organisation with these, where programmes are spoken of, is which ones it pays for or runs."""
MOST_SHOWN: Final = 3


def fact(evidence: Evidence, ids: tuple[str, ...], attributes: tuple[Attribute, ...], confidence: float) -> Understood:
    """What is asked of these entries; of which one it is asked where several were shown and one must be meant."""
    compared = evidence.last is not None and evidence.last.intent == "compare"
    if len(ids) > 1 and not evidence.named and not compared and not evidence.says("several"):
        return choice(evidence, "ask", ids, confidence, attributes)
    if "programme" in evidence.slots.kinds and all(evidence.base[id].kind == "organisation" for id in ids):
        attributes = tuple("programmes" if each in OF_PROGRAMMES else each for each in attributes)
    groups = evidence.slots.target_groups if "eligibility" in attributes else ()
    reading = Reading(entries=ids, attribute=attributes[0], attributes=attributes, target_groups=groups)
    if evidence.names_anything:
        return Understood("ask", reading, confidence, heard_as=evidence.heard_as)
    if evidence.last is not None:
        return Understood("ask", reading, confidence, carried=("entries",), heard_as=evidence.heard_as)
    # It was described: nothing was said before that could be carried over.
    heard_as = ", ".join(evidence.base[id].name(evidence.question.language) for id in ids)
    return Understood("ask", reading, confidence, heard_as=heard_as)


def fact_of_named(
    evidence: Evidence, groups: Sequence[tuple[str, ...]], attributes: tuple[Attribute, ...], probability: float
) -> Understood:
    """What is asked of the entries that are named, each with its candidates."""
    if len(groups) == 1 and len(groups[0]) > 1:
        return choice(evidence, "ask", groups[0], probability, attributes)
    # How many there are is a fact of what is named; how many it takes, where nobody has counted them, the term tells.
    counted = attributes[0] != "members" or any(figure(evidence.base[ids[0]], "members") is not None for ids in groups)
    if not counted and (term := evidence.term_about_all_named):
        return definition(term, probability)
    return fact(evidence, likeliest(groups), attributes, probability * evidence.name_score)


def likeliest(groups: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The first of each group's candidates, each once."""
    return tuple(dict.fromkeys(group[0] for group in groups))


def choice(
    evidence: Evidence,
    intent: Intent,
    ids: Sequence[str],
    confidence: float,
    attributes: tuple[Attribute, ...] = (),
) -> Understood:
    """The question back, which of these entries is meant."""
    reading = Reading(entries=tuple(ids), attribute=attributes[0] if attributes else None, attributes=attributes)
    return Understood(intent, reading, confidence, outcome="choices", heard_as=evidence.heard_as)


def description_of_named(evidence: Evidence, probability: float) -> Understood | None:
    """The description of the entry that is named first, before all organisations; None where none is."""
    groups = evidence.named or evidence.organisations
    if not groups:
        return None
    if term := term_about_organisations(evidence):
        return definition(term, probability)
    if len(groups[0]) > 1:
        return choice(evidence, "describe", groups[0], probability)
    reading = Reading(entries=groups[0])
    return Understood("describe", reading, probability * evidence.name_score, heard_as=evidence.heard_as)


def term_about_organisations(evidence: Evidence) -> Hit | None:
    """The term that is asked for about several organisations: "Fraunhofer, Max Planck: who does what?"."""
    several = len(evidence.organisations) > 1 and not evidence.named
    return evidence.term_about_all_named if several else None


def definition(term: Hit, probability: float) -> Understood:
    """The explanation of a term, the surer the more of the question it holds."""
    return Understood("define", Reading(entries=(term.entry,)), probability * min(1.0, 0.5 + term.covered))


def unknown_name(evidence: Evidence) -> Understood | None:
    """A name was said that is not known: nothing is found, but what is near can be shown. None where none was said."""
    near = evidence.linked.near
    if not evidence.unknown_words and not (near and near[0].score > THRESHOLDS.nearly_named):
        return None
    ids = tuple(match.entry for match in near[:MOST_SHOWN] if match.score > THRESHOLDS.worth_showing)
    if evidence.top.startswith("ask."):
        attribute = attribute_of(evidence.top)
        return Understood("ask", Reading(attribute=attribute, attributes=(attribute,)), 0.6, outcome="none", near=ids)
    return Understood("describe", Reading(), 0.6, outcome="none", near=ids)


def no_such_name(evidence: Evidence) -> Understood:
    """All that was said is a name, and nothing bears it."""
    near = tuple(
        match.entry for match in evidence.linked.whole[:MOST_SHOWN] if match.score > THRESHOLDS.worth_showing_whole
    )
    return Understood("describe", Reading(), 0.7, outcome="none", near=near)

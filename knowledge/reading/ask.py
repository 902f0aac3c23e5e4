"""Understand questions for facts: "Who pays for ZIM?", "und wie viel?", "who runs it and how much is in it?".

A fact is asked of what is named, of what was spoken of, or of what the question describes, in this order.
"""

from typing import Final

from knowledge.reading.compare import compare, nearly_named
from knowledge.reading.describe import describe, several_organisations
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.listed import list_asked_for
from knowledge.reading.meaning import (
    definition,
    fact,
    fact_of_named,
    unknown_name,
)
from knowledge.reading.question import Understood
from knowledge.reading.seek import find
from knowledge.reading.slots import order_asked
from knowledge.store.codes import ATTRIBUTES, Attribute
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.ask")
ASKED_WHERE: Final = ("apply", "contact", "link")
"""Attributes that "where" may ask for: then it asks for no place as well."""
ASKED_OF_CALLS: Final = ("dates", "status")
"""Attributes that, asked of a programme's calls, are told by how one applies."""


def ask(evidence: Evidence, attribute: Attribute, probability: float) -> Understood | None:
    """A fact of what is named, or of what was spoken of; a list where the fact is a condition of one."""
    slots = evidence.slots
    if listed := list_asked_for(evidence, attribute, probability):
        return listed
    compares = (
        evidence.probability("compare") > THRESHOLDS.compared
        or evidence.says("comparing")
        or order_asked(evidence.linked, "comparative", ())
    )
    if compares and (len(evidence.named) > 1 or nearly_named(evidence)):
        return compare(evidence, probability)
    if understood := several_organisations(evidence, probability):
        return understood
    if _is_hardly_asked(evidence, attribute):
        return describe(evidence, probability)
    if groups := evidence.named or [(id,) for id in evidence.class_named] or evidence.organisations:
        return fact_of_named(evidence, groups, _attributes(evidence, attribute), probability)
    if evidence.unknown_words and evidence.last is None and (unknown := unknown_name(evidence)):
        return unknown
    of_it = probability > THRESHOLDS.surely_of_it and evidence.refers_to_one
    if evidence.term and evidence.term_beyond_doubt and not of_it:
        return definition(evidence.term, probability)
    if slots.kinds and _sets_condition(evidence) and not (evidence.refers_back or of_it):
        return find(evidence, "count" if attribute == "members" else "find", probability)
    return _fact_of_unnamed(evidence, _attributes(evidence, attribute), probability)


def _sets_condition(evidence: Evidence) -> bool:
    """Whether something is said beside the kind; of what was spoken of, "the German agency" says nothing."""
    said = set(evidence.slots.filled) - {"kinds"}
    return bool(said - {"regions"} if evidence.spoken_of and evidence.slots.regions == ("DE",) else said)


def _is_hardly_asked(evidence: Evidence, attribute: Attribute) -> bool:
    """Whether no word asks for any fact, and little else speaks for this one: then the entry is to be described."""
    counts = attribute == "members" and evidence.says("how_many")
    if evidence.only_tells_of_it:
        return True
    silent = bool(evidence.named) and not (evidence.attributes_asked or counts)
    least = THRESHOLDS.hardly_asked if evidence.last else THRESHOLDS.hardly_asked_at_first
    least = THRESHOLDS.hardly_asked_besides if evidence.names_and_no_more else least
    return silent and evidence.probability(f"ask.{attribute}") < least


def _attributes(evidence: Evidence, first: Attribute) -> tuple[Attribute, ...]:
    """What is asked: the likeliest, and what else has a cue of its own and is likely too."""
    joined = evidence.says("and")
    least = THRESHOLDS.also_asked_joined if joined or "," in evidence.question.text else THRESHOLDS.also_asked
    others = [
        attribute
        for attribute in ATTRIBUTES
        if attribute != first and _is_also_asked(evidence, attribute, least, joined)
    ]
    if first in ASKED_WHERE:
        others = [attribute for attribute in others if attribute != "region"]
    if first in ASKED_OF_CALLS and "apply" not in others and evidence.says("calls"):
        others.append("apply")
    return (first, *others)


def _is_also_asked(evidence: Evidence, attribute: Attribute, least: float, joined: bool) -> bool:
    """Whether a further fact is asked: likely enough where a word asks for it, or likely anyway."""
    likely = evidence.probability(f"ask.{attribute}")
    if attribute not in evidence.attributes_asked:
        return likely > THRESHOLDS.also_likely
    return likely > least or (joined and attribute in evidence.asked_apart)


def _fact_of_unnamed(evidence: Evidence, attributes: tuple[Attribute, ...], probability: float) -> Understood | None:
    """A fact of what is said in common words, was spoken of, or is described; a term that the question is about."""
    before = evidence.spoken_of
    if evidence.goes_on_with_term and evidence.term:
        return definition(evidence.term, probability)
    if before and (evidence.refers_back or len(evidence.heard) <= FRAGMENT):
        return fact(evidence, evidence.described_among(before), attributes, probability * 0.9)
    if evidence.term and evidence.term_covers(THRESHOLDS.term_before_conversation) and _says_little_else(evidence):
        return definition(evidence.term, probability)
    if before:
        return fact(evidence, evidence.described_among(before), attributes, probability * 0.8)
    if evidence.term and evidence.term_covers(THRESHOLDS.term_before_described) and _says_little_else(evidence):
        return definition(evidence.term, probability)
    if found := evidence.described():
        return fact(evidence, (found,), attributes, probability * 0.6)
    return None


def _says_little_else(evidence: Evidence) -> bool:
    """Whether a term is asked for, not how something else goes that is not known here: "BAföG beantragen"."""
    return evidence.term_stands_out or not evidence.other_words

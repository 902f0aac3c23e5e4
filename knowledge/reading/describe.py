"""Describe what is named, described or was spoken of: "what is go-cluster?", "tell me more about it"."""

from typing import Final

from knowledge.reading.evidence import Evidence
from knowledge.reading.listed import asks_for_list_of_payer, asks_for_members_that
from knowledge.reading.meaning import (
    choice,
    definition,
    description_of_named,
    fact_of_named,
    likeliest,
    term_about_organisations,
    unknown_name,
)
from knowledge.reading.question import Understood
from knowledge.reading.reading import Reading
from knowledge.reading.seek import find
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.describe")
SHORT: Final = 6
"""A question of up to so many words that sets no condition asks for what was spoken of."""
MANY: Final = 3
"""Of so many organisations it is asked what tells them apart."""


def describe(evidence: Evidence, probability: float) -> Understood | None:
    """What is named, described or was spoken of; a term where the question is rather about one."""
    if understood := _told_of_named(evidence, probability):
        return understood
    slots = evidence.slots
    term, before = evidence.term, evidence.spoken_of
    if term and term.covered > THRESHOLDS.term_before_unknown and (evidence.says_term or not evidence.unknown_words):
        return definition(term, probability)
    if before and evidence.says("of_them"):
        return find(evidence, "find", probability)
    if evidence.unknown_words and (unknown := unknown_name(evidence)):
        return unknown
    if slots.kinds and len(slots.filled) > 1:
        return find(evidence, "find", probability)
    if before and len(evidence.heard) <= SHORT and not slots.filled:
        if len(before) > 1:
            return choice(evidence, "describe", before, probability * 0.8)
        return Understood("describe", Reading(entries=before), probability * 0.9, carried=("entries",))
    if found := evidence.described():
        return Understood("describe", Reading(entries=(found,)), probability * 0.6)
    if term and term.covered > THRESHOLDS.term_in_part:
        return definition(term, probability * 0.7)
    return unknown_name(evidence)


def _told_of_named(evidence: Evidence, probability: float) -> Understood | None:
    """What is told of what is named: its description, the list or number of its members, or what it pays for."""
    if asks_for_list_of_payer(evidence):
        return find(evidence, "find", probability)
    if understood := several_organisations(evidence, probability):
        return understood
    if evidence.named and asks_for_members_that(evidence):
        return find(evidence, "find", probability)
    if evidence.named and evidence.says("how_many"):
        return fact_of_named(evidence, evidence.named, ("members",), probability)
    return description_of_named(evidence, probability)


def several_organisations(evidence: Evidence, probability: float) -> Understood | None:
    """What tells several organisations apart: a term that is about them, else a comparison."""
    if term := term_about_organisations(evidence):
        return definition(term, probability)
    if len(evidence.organisations) < MANY or evidence.named or evidence.conditions:
        return None
    if evidence.term and evidence.likely_term > THRESHOLDS.perhaps:
        return definition(evidence.term, probability)
    return Understood("compare", Reading(entries=likeliest(evidence.organisations)), probability)

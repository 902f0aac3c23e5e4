"""Understand what asks for an explanation: "Was ist ein Spitzencluster?" for the term, not for an entry or a list."""

from typing import Final

from knowledge.linking.linked import Mention
from knowledge.reading.ask import ask
from knowledge.reading.called import has_strangers, is_name_like
from knowledge.reading.compare import compare
from knowledge.reading.describe import describe
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.listed import asks_for_members_that, lists_class
from knowledge.reading.meaning import (
    choice,
    definition,
    fact,
    no_such_name,
    unknown_name,
)
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.seek import find, list_intent
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.define")
TERMS_OFFERED: Final = 3
"""So many terms that are perhaps asked for are offered, likeliest first."""


def define(evidence: Evidence, probability: float) -> Understood | None:
    """A term explained, where the question is about no entry and no list."""
    if lists_class(evidence):
        return find(evidence, list_intent(evidence), probability)
    term, over_names = evidence.term, _says_term_over_names(evidence)
    if term and evidence.asks_for_meaning and (over_names or not evidence.named):
        return definition(term, max(probability, THRESHOLDS.meaning))
    if understood := _fact_of_spoken_of(evidence) or _fact_or_comparison(evidence, probability):
        return understood
    asks_for_term = term if not (evidence.named or evidence.refers_to_one) else None
    if asks_for_term and evidence.surely_asks_for_term:
        return definition(asks_for_term, max(probability, evidence.likely_term))
    if _asks_for_list(evidence):
        return find(evidence, list_intent(evidence), probability)
    puts_name = not evidence.says_term and is_name_like(evidence) and has_strangers(evidence)
    if asks_for_term and evidence.term_stands_out and not puts_name:
        return definition(asks_for_term, max(probability, evidence.likely_term))
    says_term = over_names or evidence.says_term_of_named
    if evidence.named and (evidence.asked_in_phrases or not says_term):
        return _about_named(evidence, probability)
    if not evidence.says_term and (understood := _rather_than_term(evidence, probability)):
        return understood
    return _term_said(evidence, probability)


def _fact_of_spoken_of(evidence: Evidence) -> Understood | None:
    """A fact of the one entry that was spoken of, in few words: "what's the funding rate?", not "a funding rate"."""
    before = evidence.described_among(evidence.spoken_of)
    several = evidence.last is not None and evidence.last.intent == "compare" and evidence.says("several")
    one = len(before) == 1 and before[0] in evidence.known.others
    if not (one or several) or len(evidence.heard) > FRAGMENT:
        return None
    of_it = evidence.says("pointing", "several") and any(cue.end - cue.begin > 1 for cue in evidence.attribute_cues)
    sets_conditions = evidence.conditions - ({"kinds", "funders"} if of_it else {"kinds"})
    if (
        evidence.names_anything
        or sets_conditions
        or not evidence.attributes_asked
        or evidence.says("indefinite", "defining")
    ):
        return None
    return fact(evidence, before, (attribute_of(f"ask.{evidence.attributes_asked[0]}"),), 0.8)


def _fact_or_comparison(evidence: Evidence, probability: float) -> Understood | None:
    """A comparison of what is named, or a fact of the programme that a term stands for."""
    if len(evidence.named) > 1 and evidence.probability("compare") > THRESHOLDS.compared_in_definition:
        return compare(evidence, probability)
    likely = evidence.facts[0]
    if not evidence.named and likely.probability > THRESHOLDS.fact_of_term and evidence.class_named:
        return fact(evidence, evidence.class_named, (attribute_of(likely.label),), probability * 0.7)
    return None


def _asks_for_list(evidence: Evidence) -> bool:
    """Whether conditions make a list of what could be a question for a term."""
    surely = evidence.surely_lists and not evidence.asked_in_phrases
    return surely or asks_for_members_that(evidence)


def _term_said(evidence: Evidence, probability: float) -> Understood | None:
    """The term that is said or covers most of the question; a fact of what was spoken of; what else is named."""
    likely = evidence.facts[0]
    in_phrase = any(cue.id == attribute_of(likely.label) and cue.end - cue.begin > 1 for cue in evidence.attribute_cues)
    if evidence.refers_to_one and (in_phrase or likely.probability > THRESHOLDS.fact_before):
        return ask(evidence, attribute_of(likely.label), probability)
    enough = (
        THRESHOLDS.term_said if evidence.says_term and not evidence.organisations else THRESHOLDS.term_before_described
    )
    if evidence.term and (evidence.surely_asks_for_term or evidence.term.covered > enough):
        return definition(evidence.term, probability)
    if evidence.organisations:
        return describe(evidence, probability)
    if evidence.unknown_words or evidence.likely_term < THRESHOLDS.perhaps_one_of:
        return unknown_name(evidence)
    near = [each.label for each in evidence.terms_asked if each.label in evidence.known.terms]
    return choice(evidence, "define", near[:TERMS_OFFERED], probability)


def _about_named(evidence: Evidence, probability: float) -> Understood | None:
    """What is asked of an entry that is no term: a fact if its cue is there, else a description."""
    phrases = evidence.asked_in_phrases
    likely = next((each for each in evidence.facts if each.label in phrases), evidence.facts[0])
    if phrases or likely.probability > THRESHOLDS.fact_of_named:
        return ask(evidence, attribute_of(likely.label), probability)
    return describe(evidence, probability)


def _rather_than_term(evidence: Evidence, probability: float) -> Understood | None:
    """What a question for a definition asks that says no term: for a name nobody bears, or for a list."""
    slots = evidence.slots
    if evidence.surely_asks_for_term:
        return None
    if slots.regions and slots.topics:
        return find(evidence, list_intent(evidence), probability)
    if evidence.unknown_words and is_name_like(evidence) and (unknown := unknown_name(evidence)):
        return unknown
    if is_name_like(evidence) and has_strangers(evidence) and not evidence.term_covers(THRESHOLDS.term_beyond_doubt):
        return no_such_name(evidence)
    is_special = slots.regions != ("DE",) and set(slots.filled) - {"kinds"}
    surely = evidence.probability("define") > THRESHOLDS.surely_defined and evidence.term_stands_out
    if slots.kinds and is_special and not (surely or evidence.term_covers(THRESHOLDS.term_before_conditions)):
        return find(evidence, list_intent(evidence), probability)
    return None


def _says_term_over_names(evidence: Evidence) -> bool:
    """Whether the term is said by the very words that name an entry, or by more of them."""
    if evidence.term is None:
        return False
    names = [mention for mention in evidence.linked.mentions if mention.type == "entry"]
    cues = [
        cue
        for cue in evidence.linked.cues
        if cue.type == "concept"
        and cue.id == evidence.term.entry
        and not any(_lies_within(cue, name) for name in names)
    ]
    return bool(cues) and (
        len(names) > 1 or any(all(cue.begin <= name.begin and name.end <= cue.end for name in names) for cue in cues)
    )


def _lies_within(cue: Mention, name: Mention) -> bool:
    """Whether a term is said by a part of a longer name: the *Digital Hub* of the *Digital Hub Initiative*."""
    return name.begin <= cue.begin and cue.end <= name.end and cue.end - cue.begin < name.end - name.begin

"""Understand replies that only the conversation gives a meaning.

==========================================  =============================================================
"mehr" after a list                         the next page of it
"the second one" after a list               describe the second entry shown; "its budget?" asks a fact of it
"auf Deutsch bitte"                         the same again, in the other language
"der in Bamberg" after a question back      the choice that fits, for what was asked before
"und INNO-KOM?" after a fact of ZIM         the same fact of the other
==========================================  =============================================================
"""

from typing import Final

from knowledge.linking.linked import Mention
from knowledge.reading.alike import alike, asks_for_alike
from knowledge.reading.compare import compare, compare_all, first_asked
from knowledge.reading.describe import describe
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.meaning import definition, fact, fact_of_named, likeliest
from knowledge.reading.pick import PAIR, number_said, numbers_said, one_of_shown, picked, says_which
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.reading import Reading, Turn
from knowledge.reading.seek import find, merged, without_named
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.follow")
SAID_OF_ONE: Final = ("kind", "funder", "status", "target_group")
"""Types of mentions that a question for a fact of one entry may hold: "can our institute still apply there"."""
MOST_COMPARED: Final = 4
"""So many are put side by side; more cannot be read on a phone."""
SHORT: Final = 4
"""So many words that ask how many there are ask it of the programme spoken of: "wie viele Netzwerke sinds"."""
LINES: Final = ("successor", "predecessor")
"""Attributes that lead from one entry to the next: "and after that?"."""


def followed(evidence: Evidence) -> Understood | None:
    """More of the list before, one of it, or the same in the other language."""
    if evidence.top == "language" and evidence.question.asked_language:
        return _in_other_language(evidence)
    if evidence.last is None:
        return None
    if understood := _back_to_list(evidence) or _same_elsewhere(evidence):
        return understood
    if says_which(evidence) and (one := one_of_shown(evidence)):
        return picked(evidence, one, surely=True)
    if understood := _ones_elsewhere(evidence) or _those_compared(evidence, evidence.last):
        return understood
    if evidence.named or evidence.organisations:
        return _corrected(evidence) or _of_members_named(evidence) or _compared_with_more(evidence, evidence.last)
    return _compared(evidence, evidence.last) or _of_what_was_listed(evidence, evidence.last) or _facts_of_it(evidence)


def _back_to_list(evidence: Evidence) -> Understood | None:
    """The list again that was shown before: "back to the list", "zeig nochmal die Treffer"."""
    back = evidence.says("back") and evidence.says("the_list") and len(evidence.heard) <= FRAGMENT
    if not back or evidence.list_before is None or evidence.names_anything or evidence.slots.filled:
        return None
    listed = evidence.list_before
    return Understood("find", listed.reading, 0.9, page=listed.page, follow="repeat")


def _same_elsewhere(evidence: Evidence) -> Understood | None:
    """The list before under another condition, where a question says so: "zurück zum Thema: das Gleiche für Berlin"."""
    slots = evidence.slots
    narrowed = slots.regions or slots.topics or slots.target_groups
    if not (evidence.says("same") and narrowed) or evidence.names_anything or "region" in evidence.attributes_asked:
        return None
    return merged(evidence, "find", 0.85, slots) if evidence.list_before else None


def _ones_elsewhere(evidence: Evidence) -> Understood | None:
    """Those of the list before that are where a question says, though none that was shown is: "the one in Erlangen"."""
    one = evidence.lists_before and evidence.slots.places and says_which(evidence)
    return merged(evidence, "find", 0.8, evidence.slots) if one and not evidence.names_anything else None


def _those_compared(evidence: Evidence, last: Turn) -> Understood | None:
    """What was shown or spoken of, side by side: "compare the two"; with what is named: "Unterschied zu CORNET?"."""
    if not (evidence.top == "compare" or evidence.says("comparing")) or evidence.conditions - {"sort"}:
        return None
    if evidence.names_anything:
        named, before = likeliest(evidence.named), last.reading.entries
        one_more = len(named) == len(before) == 1 and named != before and before[0] in evidence.known.others
        alone = one_more and evidence.says("comparing") and not (evidence.says_term or evidence.organisations)
        return compare_all(evidence, (*before, *named)) if alone else None
    if last.intent == "define" or not evidence.says("both", "several", "of_them", "pointing"):
        return None
    shown = last.shown or last.reading.entries
    if len(shown) == 1 or (evidence.says("both") and len(shown) != PAIR):
        shown = evidence.conversation.spoken
    ordered = tuple(shown[number] for number in numbers_said(evidence, len(shown)))
    compared = ordered if len(ordered) > 1 else shown
    return compare_all(evidence, compared) if 1 < len(compared) <= MOST_COMPARED else None


def _facts_of_it(evidence: Evidence) -> Understood | None:
    """Facts that phrases ask of the one spoken of, though their words could be conditions: "how much federal money"."""
    before = evidence.described_among(evidence.spoken_of)
    if len(before) != 1 or before[0] not in evidence.known.others or not evidence.phrases or evidence.says("defining"):
        return None
    asked = tuple(dict.fromkeys(attribute_of(f"ask.{cue.id}") for cue in evidence.phrases))
    apart = [each for each in asked if each in evidence.asked_apart]
    leans = evidence.refers_to_one or evidence.says("several") or (len(apart) > 1 and len(evidence.heard) <= FRAGMENT)
    if not leans or not _says_nothing_else(evidence):
        return None
    if evidence.slots.target_groups and "eligibility" not in asked:
        asked = (*asked, "eligibility")
    return fact(evidence, before, asked, 0.8)


def _says_nothing_else(evidence: Evidence) -> bool:
    """Whether every condition is one that a fact of one entry holds as well: money, a payer, a status, who asks."""
    things = evidence.known.gazetteer.cue_words["things"]
    for mention in evidence.linked.mentions:
        if mention.weak:
            continue
        sought = mention.type == "kind" and mention.begin and evidence.heard[mention.begin - 1].token.word in things
        if sought or mention.type not in SAID_OF_ONE:
            return False
        if mention.type == "kind" and mention.id != "programme" and not evidence.says_kind_of_it:
            return False
        if mention.type == "target_group" and not evidence.says("self"):
            return False
    return True


def _of_members_named(evidence: Evidence) -> Understood | None:
    """Of the list before, the members of a class: "just what comes from T!Raum"."""
    named = [id for ids in evidence.named for id in ids[:1] if evidence.has_members(id)]
    if not (evidence.lists_before and named and evidence.says("only", "of_them")) or evidence.attributes_asked:
        return None
    return merged(evidence, "find", 0.9, evidence.slots, tuple(named))


def _compared(evidence: Evidence, last: Turn) -> Understood | None:
    """Which of those compared before comes first: "which of the two is older"; a fact of each of them."""
    entries = last.reading.entries
    if last.intent != "compare" or len(entries) < 2 or evidence.slots.regions or evidence.slots.topics:
        return None
    if first := first_asked(evidence, entries):
        return Understood("compare", Reading(entries=entries, sort=first), 0.9, carried=("entries",))
    asked = [each for each in evidence.facts[:1] if each.probability > THRESHOLDS.fact_of_each]
    if asked and evidence.says("several", "of_them") and len(evidence.heard) <= FRAGMENT:
        return fact(evidence, entries, (attribute_of(asked[0].label),), 0.8)
    return None


def _compared_with_more(evidence: Evidence, last: Turn) -> Understood | None:
    """What was spoken of beside something else: "put it next to BioLAGO"."""
    before = last.reading.entries
    if not before or not evidence.says("beside") or evidence.attributes_asked:
        return None
    return compare_all(evidence, tuple(dict.fromkeys((*before, *likeliest(evidence.named)))))


def _in_other_language(evidence: Evidence) -> Understood:
    """The same again, or the fact that is asked as well: "english please: how long will it run?"."""
    last, asked = evidence.last, evidence.attributes_asked
    if last is None:
        return Understood("help", Reading(), 0.8)
    if asked and len(evidence.spoken_of) == 1:
        return fact(evidence, evidence.spoken_of, (attribute_of(f"ask.{asked[0]}"),), 0.8)
    return Understood(last.intent, last.reading, 0.95, last.outcome, page=last.page, near=last.near, follow="repeat")


def _of_what_was_listed(evidence: Evidence, last: Turn) -> Understood | None:
    """More of the list before, what is left of it, or one of it."""
    more = evidence.probability("more") > THRESHOLDS.more
    if more and last.intent in ("find", "count") and not evidence.slots.filled:
        page = last.page + 1 if last.intent == "find" else 0
        return Understood("find", last.reading, 0.95 if page else 0.9, page=page, follow="more")
    if evidence.slots.dropped and evidence.lists_before and (freed := merged(evidence, "find", 0.9, evidence.slots)):
        return freed
    if understood := _of_next_in_line(evidence, last) or _how_many_took_part(evidence):
        return understood
    if evidence.lists_before and (rest := without_named(evidence)):
        return rest
    if evidence.says_round and (evidence.class_before or last.reading.programmes):
        return merged(evidence, "find", 0.9, evidence.slots)
    if len(last.shown) > 1 and (_says_status_alone(evidence) or evidence.slots.filled == ("sort",)):
        return merged(evidence, "find", 0.9, evidence.slots)
    if one := one_of_shown(evidence):
        return picked(evidence, one, surely=True)
    if asks_for_alike(evidence) and (understood := alike(evidence)):
        return understood
    if understood := _same_fact(evidence, last):
        return understood
    if evidence.slots.regions or evidence.slots.topics:
        return None
    number = number_said(evidence, len(last.shown))
    return None if number is None else picked(evidence, last.shown[number])


def _same_fact(evidence: Evidence, last: Turn) -> Understood | None:
    """The fact asked before, of what a fragment describes ("and the one on photovoltaics?"), or one further in line."""
    asked = last.reading.attributes
    if last.intent != "ask" or not asked or len(evidence.heard) > FRAGMENT or evidence.slots.kinds:
        return None
    also = evidence.says("and") or any(cue.type == "inclusion" for cue in evidence.linked.cues)
    if also and (described := _described_alone(evidence)):
        return fact(evidence, (described,), asked, 0.7)
    line = asked[0]
    if line in LINES and line in evidence.attributes_asked and not evidence.slots.filled:
        before = (evidence.base[id] for id in last.reading.entries)
        further = [id for entry in before for id in getattr(entry, line) if getattr(evidence.base[id], line)]
        if further:
            return Understood("ask", last.reading.model_copy(update={"entries": tuple(dict.fromkeys(further))}), 0.8)
    return None


def _described_alone(evidence: Evidence) -> str | None:
    """What a fragment describes by most of a name, or by words that only its texts hold."""
    near = evidence.linked.near[:1]
    if near and near[0].of_name > THRESHOLDS.most_of_a_name and near[0].words > 1:
        return near[0].entry
    return evidence.foremost[0] if len(evidence.foremost) == 1 else None


def _how_many_took_part(evidence: Evidence) -> Understood | None:
    """How many belong to the programme spoken of: "und wie viele Netzwerke waren dabei?"."""
    before = evidence.spoken_of
    alone = set(evidence.slots.filled) == {"kinds"} and "programme" not in evidence.slots.kinds
    if evidence.lists_before or len(before) != 1 or not (alone and evidence.says("how_many")):
        return None
    short = len(evidence.heard) <= SHORT and evidence.base[before[0]].kind == "programme"
    of_it = evidence.says("of_them") and evidence.has_members(before[0])
    return fact(evidence, before, ("members",), 0.8) if short or of_it else None


def _of_next_in_line(evidence: Evidence, last: Turn) -> Understood | None:
    """A fact of what replaced the one spoken of, or came before it: "how much money went into the successor"."""
    lines = [cue for cue in evidence.attribute_cues if cue.id in LINES and cue.end - cue.begin == 1]
    lines = [cue for cue in lines if not cue.weak or _is_the_new_one(evidence, cue)]
    asked = [id for id in evidence.attributes_asked if id not in LINES]
    if len(last.reading.entries) != 1 or not lines or not asked:
        return None
    said = lines[0]
    if (
        said.begin == 0
        or evidence.heard[said.begin - 1].token.word not in evidence.known.gazetteer.cue_words["definite"]
    ):
        return None
    next_in_line = tuple(id for id in getattr(evidence.base[last.reading.entries[0]], said.id) if id in evidence.base)
    likeliest_asked = max(asked, key=lambda id: evidence.probability(f"ask.{id}"))
    return fact(evidence, next_in_line, (attribute_of(f"ask.{likeliest_asked}"),), 0.8) if next_in_line else None


def _is_the_new_one(evidence: Evidence, cue: Mention) -> bool:
    """Whether a word that may name what came next does: "the new one", "beim neuen?"."""
    behind = evidence.heard[cue.end : cue.end + 1]
    return not behind or behind[0].token.word in evidence.known.gazetteer.cue_words["the_one"]


def _corrected(evidence: Evidence) -> Understood | None:
    """What was asked before, of what a correction or a fragment names instead: "who funds ZIM", "no, IGF"."""
    last = evidence.last
    if last is None or last.intent != "ask" or not last.reading.attributes:
        return None
    further = last.reading.attributes[0] in LINES and last.reading.attributes[0] in {
        cue.id for cue in evidence.attribute_cues
    }
    if evidence.attributes_asked and not further:
        return None
    corrects = evidence.heard[0].token.word in evidence.known.gazetteer.cue_words["correcting"]
    fragment = evidence.top in ("ellipsis", "describe") and len(evidence.heard) <= FRAGMENT
    goes_on = evidence.says("and") and (fragment or further)
    groups = evidence.named or evidence.organisations
    return fact_of_named(evidence, groups, last.reading.attributes, 0.8) if corrects or goes_on else None


def _says_status_alone(evidence: Evidence) -> bool:
    """Whether a reply to a list is a status and nothing else: "noch laufende"."""
    said = {
        place for each in evidence.linked.mentions if each.type == "status" for place in range(each.begin, each.end)
    }
    return evidence.lists_before and len(said) == len(evidence.heard) and evidence.slots.filled == ("statuses",)


def ellipsis(evidence: Evidence, probability: float) -> Understood | None:
    """What was asked before, of what a fragment names instead or under the conditions that it sets."""
    last, slots = evidence.last, evidence.slots
    asked = evidence.attributes_asked
    if evidence.goes_on_with_term and evidence.term:
        return definition(evidence.term, probability)
    if asked and not evidence.named and not slots.filled and len(evidence.spoken_of) == 1:
        return fact(evidence, evidence.spoken_of, (attribute_of(asked[0]),), probability)
    if last is None and evidence.term and evidence.says_term_twice:
        return definition(evidence.term, probability)
    if last is None:
        return find(evidence, "find", probability)
    if groups := evidence.named or evidence.organisations:
        if last.intent == "compare":
            return compare(evidence, probability)
        if last.intent == "ask" and last.reading.attributes:
            return fact_of_named(evidence, groups, last.reading.attributes, probability)
        if evidence.lists_before and (slots.filled or evidence.has_members(groups[0][0])):
            return find(evidence, last.intent, probability)
        return describe(evidence, probability)
    if evidence.lists_before or evidence.class_before:
        counts = evidence.says("how_many") or (last.intent == "count" and not evidence.says("things"))
        return merged(evidence, "count" if counts else "find", probability, slots)
    if evidence.list_before and slots.filled:
        return merged(evidence, "find", probability, slots)
    return alike(evidence) or find(evidence, "find", probability)

"""Understand questions about entries: facts, descriptions, definitions and comparisons.

=====================================  =======================================================================
"Who pays for ZIM?"                    ask ``funders`` of *ZIM*
"what is go-cluster?"                  describe *go-cluster*
"Was ist ein Spitzencluster?"          define the term
"ZIM oder INNO-KOM?"                   compare the two
"Members of go-cluster in Bavaria?"    find: a condition makes a list of a fact
=====================================  =======================================================================

Each function takes its label's probability and gives None where the question lacks what the label needs.
"""

from dataclasses import replace
from typing import Final

from knowledge.linking.linked import Mention
from knowledge.reading.called import has_strangers, is_name_like
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.meaning import (
    choice,
    definition,
    description_of_named,
    fact,
    fact_of_named,
    likeliest,
    no_such_name,
    term_about_organisations,
    unknown_name,
)
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.reading import Reading, Sort
from knowledge.reading.seek import find, list_intent, merged
from knowledge.reading.select import select
from knowledge.reading.slots import order_asked
from knowledge.store.codes import ATTRIBUTES, Attribute
from knowledge.store.tuning import tuned

LISTED_WITH_CONDITION: Final = ("members", "programmes", "region", "topics", "link")
"""Attributes whose cue sets a condition on a list where another condition stands beside it."""
ASKED_OF_PROGRAMMES: Final = ("status", "dates", "grant", "budget", "eligibility", "apply", "successor")
"""Attributes that are asked of an organisation's programmes where programmes are spoken of, not of itself."""
LISTED_BY_ORGANISATION: Final = ("programmes", "funders", "managed_by")
"""Attributes that ask an organisation for the list of what it pays for."""
ASKED_OF_CALLS: Final = ("dates", "status")
"""Attributes that, asked of a programme's calls, are told by how one applies."""
COUNTABLE: Final = ("cluster", "network")
"""Kinds that are counted where their number is asked; of programmes "how much" asks for money, too."""
THRESHOLDS: Final = tuned("reading.ask")
SHORT: Final = 6
"""A question of up to so many words that sets no condition asks for what was spoken of."""


# From which share of a question on it is about a term, by what else it could be about.
MANY: Final = 3
"""Of so many organisations it is asked what tells them apart."""
TERMS_OFFERED: Final = 3
"""… so many are offered, likeliest first."""


def ask(evidence: Evidence, attribute: Attribute, probability: float) -> Understood | None:
    """A fact of what is named, or of what was spoken of; a list where the fact is a condition of one."""
    slots = evidence.slots
    if listed := _asked_of_list(evidence, attribute, probability):
        return listed
    compares = evidence.probability("compare") > THRESHOLDS.compared or order_asked(evidence.linked, "comparative", ())
    if compares and (len(evidence.named) > 1 or _nearly_named(evidence)):
        return compare(evidence, probability)
    if understood := _several_organisations(evidence, probability):
        return understood
    if _is_hardly_asked(evidence, attribute):
        return describe(evidence, probability)
    if groups := evidence.named or [(id,) for id in evidence.class_named] or evidence.organisations:
        return fact_of_named(evidence, groups, _attributes(evidence, attribute), probability)
    if evidence.unknown_words and evidence.last is None and (unknown := unknown_name(evidence)):
        return unknown
    if evidence.term and evidence.term_beyond_doubt:
        return definition(evidence.term, probability)
    of_it = probability > THRESHOLDS.surely_of_it and evidence.refers_to_one
    if slots.kinds and _sets_condition(evidence) and not (evidence.refers_back or of_it):
        if meant := _named_by_conditions(evidence):
            return fact(evidence, (meant,), _attributes(evidence, attribute), probability * 0.8)
        return find(evidence, "count" if attribute == "members" else "find", probability)
    return _fact_of_unnamed(evidence, _attributes(evidence, attribute), probability)


def _sets_condition(evidence: Evidence) -> bool:
    """Whether something is said beside the kind; of what was spoken of, "the German agency" says nothing."""
    said = set(evidence.slots.filled) - {"kinds"}
    return bool(said - {"regions"} if evidence.spoken_of and evidence.slots.regions == ("DE",) else said)


def _asked_of_list(evidence: Evidence, attribute: Attribute, probability: float) -> Understood | None:
    """The list or the number of what a fact is a condition of: "members of go-cluster in Bavaria"."""
    slots = evidence.slots
    special = slots.regions or slots.topics or slots.excluded
    if _names_class(evidence) and (slots.sort or _asks_for_members_of_a_status(evidence, attribute)):
        return find(evidence, "find", probability)
    if attribute == "members" and _names_class(evidence) and not evidence.says("how_many"):
        return find(evidence, "find", probability)
    if _asks_how_many_there_are(evidence):
        return find(evidence, "count", probability)
    if _asks_for_other_kind(evidence):
        return merged(evidence, "count" if evidence.says("how_many") else "find", probability, slots)
    if attribute == "members" and _asks_how_many_listed(evidence):
        return merged(evidence, "count", probability, slots)
    if attribute in LISTED_WITH_CONDITION and _names_class(evidence) and (special or evidence.says_round):
        return find(evidence, "count" if attribute == "members" else "find", probability)
    if _asks_organisation_for_programmes(evidence, attribute):
        return find(evidence, "find", probability)
    return None


def _asks_for_members_of_a_status(evidence: Evidence, attribute: Attribute) -> bool:
    """Whether members of a class are meant, not the class itself: "ended WIR alliances"."""
    if attribute != "status":
        return False
    alliances = bool(evidence.slots.kinds) and "programme" not in evidence.slots.kinds
    of_class = evidence.says("one") or evidence.says_status_of_class
    return (alliances and not of_class) or _puts_status_before_class(evidence)


def _puts_status_before_class(evidence: Evidence) -> bool:
    """Whether a status stands right before a class, as it is said of its members: "ended leading-edge clusters"."""
    mentions = [mention for mention in evidence.linked.mentions if not mention.weak]
    return any(
        status.type == "status" and entry.type == "entry" and status.end == entry.begin
        for status in mentions
        for entry in mentions
    )


def _asks_organisation_for_programmes(evidence: Evidence, attribute: Attribute) -> bool:
    """Whether what is asked of an organisation is asked of what it pays for."""
    if evidence.named or not evidence.organisations:
        return False
    if attribute == "status" and "open" in evidence.slots.statuses:
        return True
    return attribute in LISTED_BY_ORGANISATION or (bool(evidence.slots.kinds) and attribute in ASKED_OF_PROGRAMMES)


def _is_hardly_asked(evidence: Evidence, attribute: Attribute) -> bool:
    """Whether no word asks for any fact, and little else speaks for this one: then the entry is to be described."""
    counts = attribute == "members" and evidence.says("how_many")
    silent = bool(evidence.named) and not (evidence.attributes_asked or counts)
    least = THRESHOLDS.hardly_asked if evidence.last else THRESHOLDS.hardly_asked_at_first
    return silent and (evidence.names_and_no_more or evidence.probability(f"ask.{attribute}") < least)


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
    if _asks_for_list_of_payer(evidence):
        return find(evidence, "find", probability)
    if understood := _several_organisations(evidence, probability):
        return understood
    if evidence.named and _asks_for_members_that(evidence):
        return find(evidence, "find", probability)
    if evidence.named and evidence.says("how_many"):
        return fact_of_named(evidence, evidence.named, ("members",), probability)
    return description_of_named(evidence, probability)


def _several_organisations(evidence: Evidence, probability: float) -> Understood | None:
    """What tells several organisations apart: a term that is about them, else a comparison."""
    if term := term_about_organisations(evidence):
        return definition(term, probability)
    if len(evidence.organisations) < MANY or evidence.named or evidence.conditions:
        return None
    if evidence.term and evidence.likely_term > THRESHOLDS.perhaps:
        return definition(evidence.term, probability)
    return Understood("compare", Reading(entries=likeliest(evidence.organisations)), probability)


def define(evidence: Evidence, probability: float) -> Understood | None:
    """A term explained, where the question is about no entry and no list."""
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
    if asks_for_term and evidence.term_stands_out:
        return definition(asks_for_term, max(probability, evidence.likely_term))
    says_term = over_names or evidence.says_term_of_named
    if evidence.named and (evidence.asked_in_phrases or not says_term):
        return _about_named(evidence, probability)
    if not evidence.says_term and (understood := _rather_than_term(evidence, probability)):
        return understood
    return _term_said(evidence, probability)


def _fact_of_spoken_of(evidence: Evidence) -> Understood | None:
    """A fact of the one entry that was spoken of, in few words: "what's the funding rate?", not "a funding rate"."""
    before = evidence.spoken_of
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
    return surely or _asks_for_members_that(evidence) or _asks_what_to_apply_for(evidence)


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


def compare(evidence: Evidence, probability: float) -> Understood | None:
    """Two entries or more; the one that is named with what was spoken of; a term that explains the difference."""
    several = len(evidence.named) > 1
    ids = likeliest(evidence.named if several else [*evidence.named, *evidence.organisations])
    if len(ids) < 2 and evidence.named and evidence.last:
        before = [id for id in evidence.last.reading.entries if id in evidence.known.others]
        ids = tuple(dict.fromkeys((*before, *ids)))
    if len(ids) == 1 and (nearly := _nearly_named(evidence)):
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


def _nearly_named(evidence: Evidence) -> str | None:
    """What is compared with the one that is named, in words that could mean something else, too."""
    taken = [each for each in evidence.linked.mentions if each.type == "entry" and not each.weak]
    for match in evidence.linked.near:
        apart = all(match.end <= each.begin or each.end <= match.begin for each in taken)
        if apart and match.words > 1 and match.score > THRESHOLDS.nearly_named:
            return match.entry
    return None


def _attributes(evidence: Evidence, first: Attribute) -> tuple[Attribute, ...]:
    """What is asked: the likeliest, and what else has a cue of its own and is likely too."""
    joined = evidence.says("and")
    least = THRESHOLDS.also_asked_joined if joined or "," in evidence.question.text else THRESHOLDS.also_asked
    others = [
        attribute
        for attribute in ATTRIBUTES
        if attribute != first and _is_also_asked(evidence, attribute, least, joined)
    ]
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
    if named := _named_in_common_words(evidence):
        return fact(evidence, (named,), attributes, probability * 0.8)
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


def _named_in_common_words(evidence: Evidence) -> str | None:
    """The entry that is named in words which anybody uses: "the OLED alliance"."""
    if not evidence.linked.near:
        return None
    best = evidence.linked.near[0]
    named = best.of_said > THRESHOLDS.said_in_common_words and best.of_name > THRESHOLDS.named_in_common_words
    return best.entry if named and best.end - best.begin > 1 else None


def _named_by_conditions(evidence: Evidence) -> str | None:
    """The entry that alone meets the conditions, or that they name nearly: "the Bavarian wood cluster"."""
    slots = evidence.slots
    if not slots.topics or not (slots.regions or slots.places):
        return None
    conditions = replace(slots, target_groups=(), statuses=(), limits=())
    fitting = {hit.entry.id for hit in select(evidence.base, conditions.reading()).fitting}
    if len(fitting) == 1:
        return fitting.pop()
    near = [match for match in evidence.linked.near if match.entry in fitting and match.words > 1]
    return near[0].entry if near and near[0].score > THRESHOLDS.named_by_conditions else None


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
    surely = evidence.probability("define") > THRESHOLDS.surely_defined
    if slots.kinds and is_special and not (surely or evidence.term_covers(THRESHOLDS.term_before_conditions)):
        return find(evidence, list_intent(evidence), probability)
    return None


def _asks_for_list_of_payer(evidence: Evidence) -> bool:
    """Whether an organisation is named as who pays for what is looked for: "programmes of the transport ministry"."""
    slots = evidence.slots
    if evidence.named or not evidence.organisations:
        return False
    described = evidence.probability("describe") > THRESHOLDS.surely_defined or not _says_for_whom(evidence)
    if slots.filled == ("target_groups",) and described:
        return False
    return bool(slots.target_groups or slots.statuses or slots.instruments or "programme" in slots.kinds)


def _says_for_whom(evidence: Evidence) -> bool:
    """Whether a group is said as whom something is for: "BMWE, für Start-ups", not "what kind of company is it?"."""
    for_whom = evidence.known.gazetteer.cue_words["for_whom"]
    return any(
        mention.type == "target_group"
        and any(each.token.word in for_whom for each in evidence.heard[max(0, mention.begin - 2) : mention.begin])
        for mention in evidence.linked.mentions
    )


def _names_class(evidence: Evidence) -> bool:
    """Whether one thing is named, a programme to which clusters or networks belong."""
    return len(evidence.named) == 1 and evidence.has_members(evidence.named[0][0])


def _asks_for_other_kind(evidence: Evidence) -> bool:
    """Whether a list of one kind was shown and another is asked for: "und welche Netzwerke?"."""
    if evidence.last is None or not evidence.lists_before or not evidence.slots.kinds or evidence.named:
        return False
    asks_of_it = evidence.asked_in_phrases or (
        evidence.says("pointing")
        and any(cue.end - cue.begin > 1 and cue.id != "members" for cue in evidence.attribute_cues)
    )
    return set(evidence.slots.kinds) != set(evidence.last.reading.kinds) and not asks_of_it


def _asks_how_many_listed(evidence: Evidence) -> bool:
    """Whether a list was shown and "how many" is asked of nothing else."""
    nothing_else = not evidence.names_anything and "members" not in evidence.attributes_asked
    return evidence.lists_before and nothing_else and evidence.says("how_many")


def _asks_how_many_there_are(evidence: Evidence) -> bool:
    """Whether a word for a number stands right before what is counted: "wie viel Exzellenzcluster hat …"."""
    how_many = evidence.known.gazetteer.cue_words["how_many"]
    slots = evidence.slots
    special = slots.regions or slots.topics or (evidence.organisations and slots.kinds == ("programme",))
    return bool(special) and any(
        mention.begin > 0
        and evidence.heard[mention.begin - 1].best in how_many
        and (mention.id in COUNTABLE or evidence.has_members(mention.id) or bool(evidence.organisations))
        for mention in evidence.linked.mentions
        if mention.type in ("kind", "entry")
    )


def _asks_what_to_apply_for(evidence: Evidence) -> bool:
    """Whether somebody asks what there is for people like them: "what can a single researcher apply for"."""
    asks = "apply" in evidence.attributes_asked and not evidence.says("how")
    return asks and bool(evidence.slots.target_groups) and not (evidence.says_term or evidence.names_anything)


def _asks_for_members_that(evidence: Evidence) -> bool:
    """Whether members of a programme are meant that meet a condition: "future clusters in Saxony"."""
    somewhere = evidence.slots.regions and evidence.slots.regions != ("DE",)
    if not (somewhere or evidence.slots.topics) or len(evidence.named) > 1:
        return False
    programmes = evidence.named[0][:1] if evidence.named else evidence.class_named
    return bool(programmes) and evidence.has_members(programmes[0])


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


def _names_are_terms(evidence: Evidence) -> bool:
    """Whether everything named is a term as well ("Spitzencluster or Exzellenzcluster")."""
    terms = {(cue.begin, cue.end) for cue in evidence.linked.cues if cue.type == "concept"}
    names = [mention for mention in evidence.linked.mentions if mention.type == "entry" and not mention.weak]
    return all((name.begin, name.end) in terms for name in names)

"""Understand replies that only the conversation gives a meaning.

==========================================  =============================================================
"mehr" after a list                         the next page of it
"the second one" after a list               describe the second entry shown; "its budget?" asks a fact of it
"auf Deutsch bitte"                         the same again, in the other language
"der in Bamberg" after a question back      the choice that fits, for what was asked before
"und INNO-KOM?" after a fact of ZIM         the same fact of the other
==========================================  =============================================================
"""

from dataclasses import replace
from typing import Final

from knowledge.reading.compare import compare, compare_all, first_asked
from knowledge.reading.describe import describe
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.meaning import choice, definition, fact, fact_of_named, likeliest
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.reading import Reading, Turn
from knowledge.reading.seek import find, merged, without_named
from knowledge.store.entries import Alliance, Entry, Located, Programme
from knowledge.store.tuning import tuned

LINES: Final = ("successor", "predecessor")
"""Attributes that lead from one entry to the next: "and after that?"."""
THRESHOLDS: Final = tuned("reading.follow")
SHORT_CHOICE: Final = 4
"""A reply of up to so many words may describe one of the choices."""
SHORT_PICK: Final = 3
"""A number in a reply of up to so many words picks one of a list, whatever else is said."""
NUMBER_ALONE: Final = 2
"""A number in digits picks one of a list in a reply of up to so many words."""
MOST_DIGITS: Final = 6
PICKED: Final = ("next_item", "describe", "ellipsis", "more", "find")
"""Labels that leave open what is asked of one of a list: then it is described."""


def settled(evidence: Evidence) -> Understood | None:
    """A reply to the question which of several was meant."""
    if evidence.last is None or not evidence.last.choices:
        return None
    last = evidence.last
    chosen = _chosen(evidence, last.choices)
    if 1 < len(chosen) < len(last.choices) and _not_ruled_out(evidence, last.choices):
        return choice(evidence, last.intent, tuple(chosen), 0.8, last.reading.attributes)
    if len(chosen) != 1:
        return None
    reading = evidence.last.reading.model_copy(update={"entries": tuple(chosen)})
    return Understood(evidence.last.intent, reading, 0.95, follow="choose")


def followed(evidence: Evidence) -> Understood | None:
    """More of the list before, one of it, or the same in the other language."""
    if evidence.top == "language" and evidence.question.asked_language:
        return _in_other_language(evidence)
    if evidence.last is None:
        return None
    if evidence.named or evidence.organisations:
        return _corrected(evidence) or _of_members_named(evidence) or _compared_with_more(evidence, evidence.last)
    return _compared(evidence, evidence.last) or _of_what_was_listed(evidence, evidence.last)


def _of_members_named(evidence: Evidence) -> Understood | None:
    """Of the list before, the members of a class: "just what comes from T!Raum"."""
    named = [id for ids in evidence.named for id in ids[:1] if evidence.has_members(id)]
    if not (evidence.lists_before and named and evidence.says("only")) or evidence.attributes_asked:
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
    if evidence.top == "more" and last.intent in ("find", "count") and not evidence.slots.filled:
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
    if one := _one_of_shown(evidence):
        return _picked(evidence, one, surely=True)
    if evidence.says("similar") and (understood := alike(evidence)):
        return understood
    if understood := _same_fact(evidence, last):
        return understood
    if evidence.slots.regions or evidence.slots.topics:
        return None
    number = _number_said(evidence, len(last.shown))
    return None if number is None else _picked(evidence, last.shown[number])


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
    if (
        evidence.lists_before
        or len(before) != 1
        or not (alone and evidence.says("how_many") and evidence.says("of_them"))
    ):
        return None
    return fact(evidence, before, ("members",), 0.8) if evidence.has_members(before[0]) else None


def _of_next_in_line(evidence: Evidence, last: Turn) -> Understood | None:
    """A fact of what replaced the one spoken of, or came before it: "how much money went into the successor"."""
    lines = [cue for cue in evidence.attribute_cues if cue.id in LINES and cue.end - cue.begin == 1 and not cue.weak]
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


def _one_of_shown(evidence: Evidence) -> str | None:
    """That one of the list before which alone is what a question says: "the one in Aalen, how many members?"."""
    last, slots = evidence.last, evidence.slots
    if last is None or len(last.shown) < 2:
        return None
    if len(last.shown) == 2 and evidence.says("other_one") and len(last.reading.entries) == 1:
        others = [id for id in last.shown if id not in last.reading.entries]
        return others[0] if len(others) == 1 else None
    if not (slots.places or slots.topics or slots.regions) or not evidence.says("the_one"):
        return None
    shown = [evidence.base[id] for id in last.shown]
    if slots.regions and not slots.places:
        shown = [entry for entry in shown if not set(slots.regions).isdisjoint(entry.regions)]
    if slots.places:
        shown = [entry for entry in shown if isinstance(entry, Located) and entry.city in slots.places]
    if slots.topics:
        shown = [entry for entry in shown if not set(slots.topics).isdisjoint(entry.topics)]
    return shown[0].id if len(shown) == 1 else None


def alike(evidence: Evidence) -> Understood | None:
    """What is like the one that was spoken of, where a question says: "anything similar in Bavaria?"."""
    if evidence.last is None or evidence.lists_before or len(evidence.spoken_of) != 1:
        return None
    return _like(evidence, evidence.spoken_of[0], carried=("topics", "kinds"))


def alike_to_named(evidence: Evidence) -> Understood | None:
    """What is like the one that is named, somewhere else: "something like Silicon Saxony in Thuringia?"."""
    named = likeliest(evidence.named)
    if len(named) != 1 or not (evidence.says("similar") or _stands_behind_like(evidence, named[0])):
        return None
    return _like(evidence, named[0], ())


def _stands_behind_like(evidence: Evidence, id: str) -> bool:
    """Whether an entry is named as what another is to be like, elsewhere: "so etwas wie OptoNet in Hessen"."""
    like, elsewhere = (
        evidence.known.gazetteer.cue_words["like"],
        set(evidence.slots.regions) - set(evidence.base[id].regions),
    )
    mentions = [each for each in evidence.linked.mentions if each.type == "entry" and each.id == id and each.begin]
    return bool(elsewhere) and any(evidence.heard[each.begin - 1].token.word in like for each in mentions)


def _like(evidence: Evidence, id: str, carried: tuple[str, ...]) -> Understood | None:
    entry = evidence.base[id]
    if not evidence.slots.regions or not isinstance(entry, Alliance | Programme):
        return None
    kinds = ("programme",) if isinstance(entry, Programme) else ("cluster", "network")
    topics = evidence.slots.topics or tuple(topic for topic in entry.topics if topic != "open")
    conditions = replace(evidence.slots, topics=topics, kinds=kinds).reading()
    return Understood("find", conditions, 0.8, carried=carried)


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
    return fact_of_named(evidence, evidence.named, last.reading.attributes, 0.8) if corrects or goes_on else None


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
    return alike(evidence) or find(evidence, "find", probability)


def _chosen(evidence: Evidence, choices: tuple[str, ...]) -> list[str]:
    """Those of the choices that a reply may mean: by name, by what they belong to, by number, by what they are."""
    if left := _not_ruled_out(evidence, choices):
        return left
    if chosen := [id for ids in (*evidence.named, *evidence.organisations) for id in ids if id in choices]:
        return chosen
    if evidence.named:
        named = {ids[0] for ids in evidence.named}
        if chosen := [id for id in choices if named & set(evidence.base[id].referred())]:
            return chosen
    if (number := _number_said(evidence, len(choices))) is not None:
        return [choices[number]]
    if evidence.named:
        return []
    if evidence.slots.filled and (chosen := [id for id in choices if _fits(evidence, evidence.base[id])]):
        return chosen
    if len(evidence.heard) <= SHORT_CHOICE and len(choices) > 1:
        return list(evidence.described_among(choices, stands_out=1.0))
    return []


def _not_ruled_out(evidence: Evidence, choices: tuple[str, ...]) -> list[str]:
    """The choices that are left where a reply rules others out: "not the old InnoRegio one"."""
    unwanted = {
        mention.id
        for mention in evidence.linked.mentions
        if mention.type == "entry" and (mention.begin, mention.end) in evidence.slots.ruled_out
    }
    if not unwanted:
        return []
    return [id for id in choices if id not in unwanted and unwanted.isdisjoint(evidence.base[id].referred())]


def _fits(evidence: Evidence, entry: Entry) -> bool:
    """Whether an entry meets the conditions of the question on place, topic and kind."""
    slots = evidence.slots
    if slots.regions and not set(slots.regions) & set(entry.regions):
        return False
    if slots.topics and not set(slots.topics) & set(entry.topics):
        return False
    return not slots.kinds or entry.kind in slots.kinds


def _picked(evidence: Evidence, entry: str, surely: bool = False) -> Understood | None:
    """What is asked of one of a list: a fact where one has a cue, else a description.

    Args:
        evidence: The question.
        entry: The id of that one.
        surely: Whether nothing else can be meant.
    """
    cued = {f"ask.{cue.id}" for cue in evidence.attribute_cues}
    phrases = {f"ask.{cue.id}" for cue in evidence.attribute_cues if cue.end - cue.begin > 1}
    likely = next((each for each in evidence.facts if each.label in cued), None)
    if likely and (
        (surely and evidence.top not in PICKED)
        or likely.label == evidence.top
        or likely.probability > THRESHOLDS.fact_of_picked
        or likely.label in phrases
    ):
        return fact(evidence, (entry,), (attribute_of(likely.label),), 0.9)
    last = evidence.last
    if last and last.intent == "ask" and last.reading.attributes and evidence.says("and"):
        return fact(evidence, (entry,), last.reading.attributes, 0.8)
    if surely or evidence.top in PICKED or len(evidence.heard) <= SHORT_PICK:
        return Understood("describe", Reading(entries=(entry,)), 0.92, follow="pick")
    return None


def _number_said(evidence: Evidence, count: int) -> int | None:
    """Which of `count` items is meant, from 0: by an ordinal, or by a number alone."""
    if evidence.says_round:
        return None
    said = [int(cue.id) for cue in evidence.linked.cues if cue.type == "ordinal"]
    if not said and len(evidence.heard) <= NUMBER_ALONE and (digits := evidence.heard[-1].token.word).isdigit():
        said = [int(digits[:MOST_DIGITS])]
    for number in said:
        if number == -1 and count:
            return count - 1
        if 1 <= number <= count:
            return number - 1
    return None

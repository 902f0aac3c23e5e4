"""Tell which one of several is meant: of a list that was shown, or of the choices that were offered.

==========================================  =============================================================
"the second one" after a list               describe the second entry shown; "its budget?" asks a fact of it
"the one in Aalen, how many members?"       that one of the list which alone is there
"der in Bamberg" after a question back      the choice that fits, for what was asked before
==========================================  =============================================================
"""

from itertools import pairwise
from typing import Final

from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.meaning import choice, fact
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.reading import Reading
from knowledge.store.entries import Entry, Located
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.pick")
SHORT_CHOICE: Final = 4
"""A reply of up to so many words may describe one of the choices."""
SHORT_PICK: Final = 3
"""A number in a reply of up to so many words picks one of a list, whatever else is said."""
PAIR: Final = 2
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
    if (number := number_said(evidence, len(choices))) is not None:
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


def one_of_shown(evidence: Evidence) -> str | None:
    """That one of the list before which alone is what a question says: "the one in Aalen, how many members?"."""
    last = evidence.last
    if last is None:
        return None
    if evidence.says("other_one") and len(last.reading.entries) == 1:
        pair = last.shown if len(last.shown) == PAIR else evidence.conversation.spoken
        others = [id for id in pair if id not in last.reading.entries]
        return others[0] if len(others) == 1 else None
    if len(last.shown) < PAIR or not evidence.says("the_one"):
        return None
    if one := _that_meets(evidence, last.shown):
        return one
    if numbers_said(evidence, len(last.shown)):
        return None
    if one := _that_is_described(evidence, last.shown):
        return one
    narrows = evidence.slots.topics or evidence.slots.regions
    among = evidence.described_among(last.shown) if says_which(evidence) and not narrows else ()
    return among[0] if len(among) == 1 else None


def says_which(evidence: Evidence) -> bool:
    """Whether one is picked by what it is, in few words: "the one for maths", "the gypsum one", "das mit Drohnen"."""
    the_one, before, definite, small = (
        evidence.known.gazetteer.cue_words[role] for role in ("one_that", "before_topic", "definite", "in_names")
    )
    said = [heard.token.word for heard in evidence.heard]
    if len(said) > FRAGMENT:
        return False
    return any(
        (word in the_one and following in before)
        or (following in the_one and word not in small and not definite.isdisjoint(said[max(0, place - 1) : place]))
        for place, (word, following) in enumerate(pairwise(said))
    )


def _that_meets(evidence: Evidence, shown: tuple[str, ...]) -> str | None:
    """The only one of these that is where, or about what, a question says."""
    slots, entries = evidence.slots, [evidence.base[id] for id in shown]
    if not (slots.places or slots.topics or slots.regions):
        return None
    if slots.places:
        entries = [entry for entry in entries if isinstance(entry, Located) and entry.city in slots.places]
    elif slots.regions:
        entries = [entry for entry in entries if not set(slots.regions).isdisjoint(entry.regions)]
    if slots.topics:
        entries = [entry for entry in entries if not set(slots.topics).isdisjoint(entry.topics)]
    return entries[0].id if len(entries) == 1 else None


def _that_is_described(evidence: Evidence, shown: tuple[str, ...]) -> str | None:
    """The only one of these whose texts hold words which few others do, where something is asked of it."""
    described = [id for id in evidence.foremost if id in shown]
    return described[0] if len(described) == 1 and evidence.attributes_asked else None


def picked(evidence: Evidence, entry: str, surely: bool = False) -> Understood | None:
    """What is asked of one of a list: a fact where one has a cue, else a description.

    Args:
        evidence: The question.
        entry: The id of that one.
        surely: Whether nothing else can be meant.
    """
    cued = {f"ask.{cue.id}" for cue in evidence.attribute_cues}
    phrases = {f"ask.{cue.id}" for cue in evidence.attribute_cues if cue.end - cue.begin > 1}
    likely = next((each for each in evidence.facts if each.label in cued), None)
    certain = {f"ask.{id}" for id in evidence.attributes_asked}
    likely = next((each for each in evidence.facts if each.label in certain), likely)
    if likely and (
        (surely and evidence.top not in PICKED)
        or likely.label == evidence.top
        or likely.probability > THRESHOLDS.fact_of_picked
        or likely.label in phrases | certain
    ):
        return fact(evidence, (entry,), (attribute_of(likely.label),), 0.9)
    last = evidence.last
    if last and last.intent == "ask" and last.reading.attributes and evidence.says("and"):
        return fact(evidence, (entry,), last.reading.attributes, 0.8)
    if surely or evidence.top in PICKED or len(evidence.heard) <= SHORT_PICK:
        return Understood("describe", Reading(entries=(entry,)), 0.92, follow="pick")
    return None


def number_said(evidence: Evidence, count: int) -> int | None:
    """Which of `count` items is meant, from 0: by an ordinal, or by a number alone."""
    numbers = numbers_said(evidence, count)
    return numbers[0] if numbers else None


def numbers_said(evidence: Evidence, count: int) -> list[int]:
    """Which of `count` items are meant, from 0, in the order in which they are said."""
    if evidence.says_round:
        return []
    said = [int(cue.id) for cue in evidence.linked.cues if cue.type == "ordinal"]
    if not said and len(evidence.heard) <= NUMBER_ALONE and (digits := evidence.heard[-1].token.word).isdigit():
        said = [int(digits[:MOST_DIGITS])]
    places = [count - 1 if number == -1 else number - 1 for number in said]
    return list(dict.fromkeys(place for place in places if 0 <= place < count))

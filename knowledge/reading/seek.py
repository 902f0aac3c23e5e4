"""Understand a question for a list, or for how many there are, and a fragment that goes on with a list.

=====================================  =======================================================================
"offene Programme in Sachsen"          find: programmes, open, ``DE-SN``
"how many clusters of go-cluster"      ask ``members`` of *go-cluster*: the number is a fact of it
"… of them are in Bavaria?"            find or count: the members of *go-cluster* in ``DE-BY``
"und in Thüringen?" after a list       the list before with ``DE-TH`` in place of its region
=====================================  =======================================================================
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from knowledge.linking.linked import Mention
from knowledge.reading.evidence import Evidence
from knowledge.reading.meaning import description_of_named, fact, fact_of_named, likeliest, unknown_name
from knowledge.reading.question import Understood, attribute_of
from knowledge.reading.reading import Reading
from knowledge.reading.slots import Slots
from knowledge.store.codes import Intent
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.seek")
NEAR: Final = 3
"""So many words stand at most between what is given and whom it is for."""
SHORT_FRAGMENT: Final = 6
"""A question of up to so many words goes on with the list before where it is not complete in itself."""
CARRIED: Final = (
    "kinds",
    "regions",
    "places",
    "topics",
    "target_groups",
    "statuses",
    "funders",
    "instruments",
    "programmes",
)
"""The slots that a conversation lends."""
DROPPED_WITH_KIND: Final = ("programmes", "statuses", "instruments", "funders")
"""Slots that say nothing any more once another kind is asked for."""
TODAY: Final = ("open", "running")
"""What a programme is that there is today."""
SLOT_OF_EXCLUDED: Final = {"organisation": "funders", "programme": "programmes"}
"""Where lists look for what is ruled out by name; others among the entries."""


def find(evidence: Evidence, intent: Intent, probability: float) -> Understood | None:
    """The list (or, with the intent ``count``, the number) of what meets the conditions; None where none is set."""
    intent = _counted_or_shown(evidence, intent)
    if evidence.named:
        return _find_members(evidence, intent, probability)
    if understood := _fact_of_common_name(evidence):
        return understood
    slots, programmes = evidence.slots, tuple[str, ...]()
    if evidence.organisations and not evidence.lists_before and _says_where_it_is(evidence):
        return description_of_named(evidence, probability)
    if (slots.regions or slots.topics or slots.funders or intent == "count") and "programme" not in slots.kinds:
        programmes = evidence.class_named
    return _listed(evidence, intent, probability, slots, programmes)


def _says_where_it_is(evidence: Evidence) -> bool:
    """Whether nothing is said beside an organisation but where it is: "PTKA in Karlsruhe"."""
    slots, home = evidence.slots, evidence.base[evidence.organisations[0][0]].regions
    only_where = set(slots.filled) <= {"kinds", "regions", "places"} and slots.kinds in ((), ("organisation",))
    return only_where and set(slots.regions) <= set(home)


def list_intent(evidence: Evidence) -> Intent:
    """Whether a list is to be counted or shown, where no label says so."""
    rather = _counted(evidence) > evidence.probability("find") * THRESHOLDS.counted_rather
    return "count" if evidence.says("how_many") and rather else "find"


def merged(
    evidence: Evidence, intent: Intent, probability: float, slots: Slots, programmes: tuple[str, ...] = ()
) -> Understood | None:
    """The list before, with what a fragment says in place of what was said; None where nothing is said.

    Args:
        evidence: The question.
        intent: Whether they are to be shown or counted.
        probability: How likely that is.
        slots: What the fragment says.
        programmes: The programmes that it says they belong to.
    """
    turn = evidence.list_before or evidence.last
    if turn is None:
        return None
    before = turn.reading
    if slots.topics == ("open",) and before.topics:
        slots = replace(slots, topics=(), dropped=slots.dropped | {"topics"})
    lent: dict[str, object] = {name: getattr(before, name) for name in CARRIED if name not in slots.dropped}
    if evidence.list_before is None:
        lent["programmes"] = evidence.class_before
    if slots.kinds and (before.kinds or "programme" in slots.kinds) and set(slots.kinds) != set(before.kinds):
        lent.update(dict.fromkeys(DROPPED_WITH_KIND, ()))
    if slots.regions:
        lent["places"] = ()
    carried = tuple(name for name, values in lent.items() if values and name not in slots.filled)
    kept = {name: values for name, values in before.excluded.items() if not _is_replaced(name, slots)}
    conditions: dict[str, object] = {"excluded": kept, "limits": before.limits}
    if before.sort and intent == "find" and not slots.kinds:
        conditions["sort"] = before.sort
    conditions |= lent | {name: getattr(slots, name) for name in slots.filled}
    if programmes:
        conditions["programmes"] = programmes
    for name, ruled_out in slots.excluded.items():
        left = tuple(value for value in getattr(before, name, ()) if value not in ruled_out)
        if name not in slots.filled:
            conditions[name] = left
    if not any(conditions.values()):
        return None
    conditions["foremost"] = evidence.foremost or (() if slots.topics or slots.dropped else before.foremost)
    return Understood(intent, Reading.model_validate(conditions), probability, carried=carried)


def without_named(evidence: Evidence) -> Understood | None:
    """The list before without what a fragment names: "without the clusters of excellence"; None where it names none."""
    slots = _with_names(evidence, evidence.slots)
    said_alone = len(evidence.heard) <= SHORT_FRAGMENT and not evidence.names_anything
    named = slots.excluded.keys() - evidence.slots.excluded.keys()
    return merged(evidence, "find", 0.9, slots) if said_alone and named else None


def _is_replaced(slot: str, slots: Slots) -> bool:
    """Whether a question says or frees what was ruled out before: "no, Saxony" after "not in Hesse"."""
    where = ("regions", "places")
    return any(name in slots.filled or name in slots.dropped for name in (where if slot in where else (slot,)))


def _counted_or_shown(evidence: Evidence, intent: Intent) -> Intent:
    """The intent of a list, corrected by words that say plainly whether a number is wanted."""
    if evidence.slots.sort:
        return "find"
    if intent == "count" and not evidence.says("how_many", "how"):
        return "count" if evidence.last and evidence.last.intent == "count" else "find"
    counts = evidence.named or evidence.says("of_them") or _counted(evidence) > THRESHOLDS.counted
    if intent == "find" and evidence.says("how_many") and counts:
        return "count"
    return intent


def _counted(evidence: Evidence) -> float:
    return evidence.probability("count") + evidence.probability("ask.members")


def _find_members(evidence: Evidence, intent: Intent, probability: float) -> Understood | None:
    """The members of the programmes that are named; of anything else its description."""
    slots, base = evidence.slots, evidence.base
    programmes = tuple(
        id for id in likeliest(evidence.named) if base[id].kind == "programme" and evidence.has_members(id)
    )
    counted = not evidence.attributes_asked or "members" in evidence.attributes_asked
    if not programmes and intent == "count" and counted:
        return fact_of_named(evidence, evidence.named, ("members",), probability)
    if not programmes:
        cued = {
            cue.id
            for cue in evidence.attribute_cues
            if not cue.weak or evidence.probability(f"ask.{cue.id}") > THRESHOLDS.cued
        }
        if asked := [each for each in evidence.facts if each.label.removeprefix("ask.") in cued]:
            attribute = attribute_of(asked[0].label)
            return fact_of_named(evidence, evidence.named, (attribute,), probability)
        return description_of_named(evidence, probability)
    if intent == "count" and not (slots.regions or slots.topics or slots.excluded or slots.limits):
        return fact(evidence, programmes[:1], ("members",), probability)
    kinds = tuple(kind for kind in slots.kinds if kind != "programme")
    return _listed(evidence, intent, probability, replace(slots, instruments=(), kinds=kinds), programmes)


def _fact_of_common_name(evidence: Evidence) -> Understood | None:
    """A fact that a phrase asks of an entry, which is named in words that could be conditions of a list."""
    asked = next((cue for cue in evidence.attribute_cues if cue.end - cue.begin > 1 and not cue.weak), None)
    if asked is None or evidence.names_anything or not evidence.linked.near:
        return None
    best = evidence.linked.near[0]
    if any(
        not mention.weak
        and not (best.begin <= mention.begin < best.end)
        and not (asked.begin <= mention.begin < asked.end)
        for mention in evidence.linked.mentions
    ):
        return None
    told = best.words > 2 or best.of_name > THRESHOLDS.whole_name or evidence.foremost == (best.entry,)
    if told and best.of_said > THRESHOLDS.all_said and best.of_name > THRESHOLDS.common_name:
        return fact(evidence, (best.entry,), (attribute_of(f"ask.{asked.id}"),), 0.6)
    return None


def _listed(
    evidence: Evidence, intent: Intent, probability: float, slots: Slots, programmes: tuple[str, ...]
) -> Understood | None:
    """The list of what meets `slots`, of these programmes alone if there are any."""
    slots = _with_names(evidence, _where_it_was(evidence, _of_the_kind_asked_for(evidence, slots)))
    conditions = [name for name in slots.filled if name != "kinds"]
    if _narrows(evidence) if programmes else _goes_on(evidence, intent, slots, conditions):
        return merged(evidence, intent, probability, slots, programmes)
    if not (slots.filled or programmes):
        return None
    if not conditions and not programmes and evidence.unknown_words and not evidence.foremost:
        return unknown_name(evidence)
    if not slots.kinds and not programmes and (slots.funders or slots.instruments or slots.target_groups):
        slots = replace(slots, kinds=("programme",))
    if slots.kinds == ("programme",) and not slots.statuses and evidence.says("now"):
        slots = replace(slots, statuses=("open",) if "apply" in evidence.attributes_asked else TODAY)
    if slots.kinds == ("organisation",) and slots.funders:
        slots = replace(slots, funders=())
    foremost = evidence.foremost
    if not foremost and not programmes and evidence.other_words and _says_little(evidence, slots):
        return None
    return Understood(intent, slots.reading(programmes=programmes, foremost=foremost), probability)


def _says_little(evidence: Evidence, slots: Slots) -> bool:
    """Whether nothing of this field is said but a place, or but a kind where another field is rather meant."""
    said = set(slots.filled)
    if said <= {"kinds"}:
        return evidence.probability("out_of_scope") > evidence.probability("find")
    return said <= {"regions", "places"}


def _of_the_kind_asked_for(evidence: Evidence, slots: Slots) -> Slots:
    """What is sought of several kinds that are said: "which grants … network", "money for networks"; labels are given.

    Only programmes are of an instrument, so whoever says one seeks programmes, whatever they are for.
    """
    if slots.instruments and "programme" not in slots.kinds:
        return replace(slots, kinds=("programme",))
    asking = evidence.known.gazetteer.cue_words["things"]
    kinds = [
        mention
        for mention in evidence.linked.mentions
        if mention.type == "kind" and not mention.weak and (mention.begin, mention.end) not in slots.put_aside
    ]
    asked = {
        mention.id for mention in kinds if mention.begin and evidence.heard[mention.begin - 1].token.word in asking
    }
    if {mention.id for mention in kinds} <= {"programme"}:
        return slots
    if asked == {"programme"} or _is_for_alliances(evidence, kinds):
        return replace(slots, kinds=("programme",))
    return slots


def _is_for_alliances(evidence: Evidence, kinds: Sequence[Mention]) -> bool:
    """Whether programmes are sought that are for clusters or networks: "Landesförderung für Forschungsverbünde"."""
    for_whom = evidence.known.gazetteer.cue_words["for_whom"]
    return any(
        kind.id == "programme"
        and other.id in ("cluster", "network")
        and 0 < other.begin - kind.end <= NEAR
        and not for_whom.isdisjoint(each.token.word for each in evidence.heard[kind.end : other.begin])
        for kind in kinds
        for other in kinds
    )


def _with_names(evidence: Evidence, slots: Slots) -> Slots:
    """The slots with what is named where lists look for it: organisations among who pays, and what is ruled out."""
    organisations = likeliest(evidence.organisations)
    if not (slots.ruled_out or organisations or evidence.groups_of_who_asks):
        return slots
    excluded = dict(slots.excluded)
    for mention in evidence.linked.mentions:
        if mention.type == "entry" and not mention.weak and (mention.begin, mention.end) in slots.ruled_out:
            slot = SLOT_OF_EXCLUDED.get(evidence.base[mention.id].kind, "entries")
            excluded[slot] = tuple(dict.fromkeys((*excluded.get(slot, ()), mention.id)))
    return replace(
        slots,
        excluded=excluded,
        funders=slots.funders or organisations,
        target_groups=slots.target_groups or evidence.groups_of_who_asks,
    )


def _where_it_was(evidence: Evidence, slots: Slots) -> Slots:
    """The slots with where the one entry is that was spoken of, and its topics, where a question says so.

    "optics clusters there?", "programmes of that Land on this topic".
    """
    if evidence.lists_before or len(evidence.spoken_of) != 1 or not slots.filled:
        return slots
    entry, asked = evidence.base[evidence.spoken_of[0]], evidence.attributes_asked
    says_land = any(each.type == "funder" and each.id == "land" for each in evidence.linked.mentions)
    says_there = evidence.says("there") or says_land or (evidence.says("same", "that") and "region" in asked)
    if says_there and not slots.regions and "DE" not in entry.regions:
        slots = replace(slots, regions=entry.regions)
    if "topics" in asked and evidence.says("that", "same", "definite") and not slots.topics:
        slots = replace(slots, topics=tuple(topic for topic in entry.topics if topic != "open"))
    return slots


def _narrows(evidence: Evidence) -> bool:
    """Whether members of a programme are sought among those listed before: "only those in go-cluster"."""
    return evidence.lists_before and (evidence.refers_back or evidence.says("of_them", "only"))


def _goes_on(evidence: Evidence, intent: Intent, slots: Slots, conditions: Sequence[str]) -> bool:
    """Whether the question goes on with the list before: a complete one has a kind and a condition."""
    if not (evidence.lists_before or evidence.class_before):
        return False
    if evidence.refers_back or not slots.filled or evidence.says("of_them", "there"):
        return True
    if intent == "count" and not slots.kinds:
        return True
    corrects = evidence.heard[0].token.word in evidence.known.gazetteer.cue_words["correcting"]
    if corrects or (slots.filled == ("target_groups",) and evidence.says("self")):
        return True
    return not (slots.kinds and conditions) and len(evidence.heard) <= SHORT_FRAGMENT

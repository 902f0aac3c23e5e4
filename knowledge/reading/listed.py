"""Tell whether what is put as a question for a fact, a description or a term rather asks for a list.

=====================================  ==============================================================
"Members of go-cluster in Bavaria?"    a condition makes a list of a fact
"ended leading-edge clusters"          the status is that of the members, not of the programme
"programmes of the transport ministry" who pays is a condition
"und welche Netzwerke?"                another kind than the one that was listed
=====================================  ==============================================================
"""

from dataclasses import replace
from typing import Final

from knowledge.reading.evidence import Evidence
from knowledge.reading.question import Understood
from knowledge.reading.seek import find, merged
from knowledge.store.codes import Attribute

LISTED_WITH_CONDITION: Final = ("members", "programmes", "region", "topics", "link")
"""Attributes whose cue sets a condition on a list where another condition stands beside it."""
ASKED_OF_PROGRAMMES: Final = ("status", "dates", "grant", "budget", "eligibility", "apply", "successor")
"""Attributes that are asked of an organisation's programmes where programmes are spoken of, not of itself."""
LISTED_BY_ORGANISATION: Final = ("programmes", "funders", "managed_by")
"""Attributes that ask an organisation for the list of what it pays for."""
COUNTABLE: Final = ("cluster", "network")
"""Kinds that are counted where their number is asked; of programmes "how much" asks for money, too."""


def list_asked_for(evidence: Evidence, attribute: Attribute, probability: float) -> Understood | None:
    """The list or the number of what a fact is a condition of: "members of go-cluster in Bavaria"."""
    slots = evidence.slots
    special = (slots.regions and slots.regions != ("DE",)) or slots.topics or slots.excluded
    if _names_class(evidence) and (slots.sort or _asks_for_members_of_a_status(evidence, attribute)):
        return find(evidence, "find", probability)
    if _names_class(evidence) and evidence.says_round and set(evidence.attributes_asked) <= {"members"}:
        return find(evidence, "find", probability)
    if lists_class(evidence) and (slots.statuses or attribute in LISTED_WITH_CONDITION):
        return find(evidence, "find", probability)
    if attribute == "members" and _names_class(evidence) and not evidence.says("how_many"):
        return find(evidence, "find", probability)
    if _asks_how_many_there_are(evidence):
        return find(evidence, "count", probability)
    if _asks_for_other_kind(evidence):
        return merged(evidence, "count" if evidence.says("how_many") else "find", probability, slots)
    if attribute == "topics" and slots.topics and evidence.lists_before and attribute not in evidence.attributes_asked:
        return merged(evidence, "find", probability, slots)
    if attribute == "members" and _asks_how_many_listed(evidence):
        return merged(evidence, "count", probability, slots)
    if attribute in LISTED_WITH_CONDITION and _names_class(evidence) and (special or evidence.says_round):
        return find(evidence, "count" if attribute == "members" else "find", probability)
    if _asks_organisation_for_programmes(evidence, attribute):
        return find(evidence, "find", probability)
    return _programmes_of_organisation_spoken_of(evidence, attribute, probability)


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


def lists_class(evidence: Evidence) -> bool:
    """Whether the members of a programme are asked for by its name: "welche Spitzencluster gibt es nicht mehr"."""
    if not evidence.named or not evidence.has_members(evidence.named[0][0]):
        return False
    things, small = (evidence.known.gazetteer.cue_words[role] for role in ("things", "in_names"))
    words = [heard.token.word for heard in evidence.heard]
    for mention in evidence.linked.mentions:
        if mention.type == "entry" and mention.id == evidence.named[0][0] and not mention.weak:
            before = [word for word in words[: mention.begin] if word not in small]
            if before and before[-1] in things and len(before) == 1:
                return True
    return False


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


def _asks_organisation_for_programmes(evidence: Evidence, attribute: Attribute) -> bool:
    """Whether what is asked of an organisation is asked of what it pays for."""
    if evidence.named or not evidence.organisations:
        return False
    if "open" in evidence.slots.statuses and (attribute == "status" or attribute not in evidence.attributes_asked):
        return True
    payer = evidence.base[evidence.organisations[0][0]]
    if attribute == "topics" and not payer.topics and evidence.base.pays_or_runs(payer.id):
        return True
    return attribute in LISTED_BY_ORGANISATION or (bool(evidence.slots.kinds) and attribute in ASKED_OF_PROGRAMMES)


def _programmes_of_organisation_spoken_of(
    evidence: Evidence, attribute: Attribute, probability: float
) -> Understood | None:
    """What the organisation spoken of pays for or runs: "which programmes does it run?"."""
    before = evidence.spoken_of
    asks = attribute == "programmes" or (attribute in LISTED_BY_ORGANISATION and bool(evidence.slots.kinds))
    if not asks or evidence.names_anything or len(before) != 1 or evidence.base[before[0]].kind != "organisation":
        return None
    conditions = replace(evidence.slots, kinds=("programme",), funders=before)
    return Understood("find", conditions.reading(), probability, carried=("funders",))


def asks_for_list_of_payer(evidence: Evidence) -> bool:
    """Whether an organisation is named as who pays for what is looked for: "programmes of the transport ministry"."""
    slots = evidence.slots
    if evidence.named or not evidence.organisations:
        return False
    if slots.filled == ("target_groups",):
        return False
    return bool(slots.target_groups or slots.statuses or slots.instruments or "programme" in slots.kinds)


def asks_for_members_that(evidence: Evidence) -> bool:
    """Whether members of a programme are meant that meet a condition: "future clusters in Saxony"."""
    somewhere = evidence.slots.regions and evidence.slots.regions != ("DE",)
    if not (somewhere or evidence.slots.topics) or len(evidence.named) > 1:
        return False
    programmes = evidence.named[0][:1] if evidence.named else evidence.class_named
    return bool(programmes) and evidence.has_members(programmes[0])

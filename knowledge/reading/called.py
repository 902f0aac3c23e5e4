"""Understand a question that is nothing but a name, whole or in part or misspelt, with a frame around it or without.

===================================  =============================================================
"tell me about medcal vally"         describe *Medical Valley*, heard as it is written there
"Leibniz-Institut für Katalyse"      describe that institute, not the Leibniz Association
"Leibniz-Institut für Zauberei"      nothing bears that name, though a part of it is known
"Netzwerke in Sachsen"               None: these words are conditions of a list
===================================  =============================================================
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from knowledge.linking.linked import Mention
from knowledge.linking.names import NameMatch
from knowledge.reading.evidence import Evidence
from knowledge.reading.meaning import choice, no_such_name
from knowledge.reading.question import Understood
from knowledge.reading.reading import Reading
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.called")
SHORT_FRAME: Final = 4
"""So many words may stand before a name."""
BESIDE_A_NAME: Final = ("kind", "region", "place")
"""What may stand beside a name without being part of another."""
TOLD_ABOUT: Final = ("describe", "define", "out_of_scope")
"""Labels of questions that ask what something is, or cannot be told from them."""


def called_by_name(evidence: Evidence) -> Understood | None:
    """The entry of which everything that was said is the name; or that there is none of that name."""
    if (
        evidence.refers_back
        or evidence.says_round
        or evidence.slots.excluded
        or (evidence.says_term and evidence.asks_for_meaning)
    ):
        return None
    whole = evidence.linked.whole
    surely = bool(whole) and whole[0].score > THRESHOLDS.all_of_a_name
    if surely and (whole[0].of_name <= THRESHOLDS.all_but_nothing or _says_several(evidence)):
        surely = not _sets_conditions_only(evidence)
    if not surely and _names_institution(evidence) and (understood := _institution(evidence)):
        return understood
    if evidence.surely_asks_for_term and not evidence.names_anything:
        return None
    if evidence.says_term and not (whole and whole[0].of_name > THRESHOLDS.all_but_nothing):
        return None
    if not (surely or is_name_like(evidence)):
        return None
    if surely and _is_rather_the_whole(evidence):
        return _bearer(evidence, whole)
    asks = bool(evidence.attributes_asked) or evidence.top.startswith("ask.")
    surely_lists = evidence.probability("find") > THRESHOLDS.surely_a_list
    partly = evidence.names_anything and not asks and not surely_lists and _names_only_a_part(evidence)
    if evidence.names_anything and not partly:
        return None
    if whole and (surely or _is_name(evidence, whole[0], _needed_of_a_name(evidence))):
        return _bearer(evidence, whole)
    if partly and _could_be_known(evidence) and _is_all_that_is_said(evidence):
        return no_such_name(evidence)
    return None


def _is_rather_the_whole(evidence: Evidence) -> bool:
    """Whether a longer name is said as a whole of which a part, misspelt, was taken for another."""
    best = evidence.linked.whole[0]
    named = [mention for mention in evidence.linked.mentions if mention.type == "entry" and not mention.weak]
    return bool(named) and all(
        mention.how == "spelling" and mention.score < best.score and mention.id != best.entry for mention in named
    )


def is_name_like(evidence: Evidence) -> bool:
    """Whether the subject is put as names are, and nothing is asked but what it is."""
    begin, end = evidence.linked.subject
    if begin == end:
        return False
    terms = {place for cue in evidence.linked.cues if cue.type == "concept" for place in range(cue.begin, cue.end)}
    if terms.issuperset(range(begin, end)):
        return False
    return not any(word in evidence.known.gazetteer.function_words for _, word in evidence.subject)


def has_strangers(evidence: Evidence) -> bool:
    """Whether the subject holds words that stand for nothing: "the Baltic Unicorn cluster"."""
    return any(place not in evidence.explained_places for place, _ in evidence.subject)


def _bearer(evidence: Evidence, whole: tuple[NameMatch, ...]) -> Understood:
    """The entry that bears the name; the question back which of them, where the name is not enough to tell."""
    best = whole[0]
    said_whole = best.score > THRESHOLDS.all_of_a_name or best.of_name > THRESHOLDS.whole_name
    apart = THRESHOLDS.named_apart if said_whole else THRESHOLDS.half_named_apart
    rivals = [match.entry for match in whole if best.score - match.score < apart]
    if len(rivals) > 1 or not said_whole:
        return choice(evidence, "describe", rivals, 0.7)
    heard_as = best.surface if best.score < 1.0 else ""
    return Understood("describe", Reading(entries=(best.entry,)), best.score, heard_as=heard_as)


def _institution(evidence: Evidence) -> Understood | None:
    """The institution that is named; where a word is left that no known name explains, who is near, or that none is."""
    whole = evidence.linked.whole
    if whole and _is_name(evidence, whole[0], THRESHOLDS.half_named):
        return _bearer(evidence, whole)
    if not _is_left_unexplained(evidence):
        return None
    if rivals := [match.entry for match in whole if match.score > THRESHOLDS.near_institution]:
        return None if _are_linked(evidence, rivals) else choice(evidence, "describe", rivals, 0.7)
    if evidence.probability("out_of_scope") > THRESHOLDS.clearly_outside:
        return Understood("out_of_scope", Reading(), evidence.probability("out_of_scope"), outcome="unknown")
    return no_such_name(evidence)


def _are_linked(evidence: Evidence, ids: Sequence[str]) -> bool:
    """Whether one entry alone is near, and is linked already by most of its name: there is nothing to choose from."""
    enough = THRESHOLDS.all_of_a_name if evidence.attributes_asked else THRESHOLDS.all_but_a_slip
    return len(ids) == 1 and any(
        each.id == ids[0] and each.type == "entry" and each.score > enough and not each.weak
        for each in evidence.linked.mentions
    )


def _could_be_known(evidence: Evidence) -> bool:
    """Whether what is named belongs to this field: an institution rather does than what is like none."""
    if evidence.top == "out_of_scope" and evidence.probability("out_of_scope") > THRESHOLDS.clearly_outside:
        return False
    return evidence.probability("out_of_scope") <= THRESHOLDS.perhaps_outside


def _names_only_a_part(evidence: Evidence) -> bool:
    """Whether what is linked as a name is the smaller part of a longer one ("Leibniz-Institut für …")."""
    mentions = evidence.linked.mentions
    named = {place for each in mentions if each.type == "entry" for place in range(each.begin, each.end)}
    topics = {topic for each in _named_exactly(evidence) for topic in evidence.base[each.id].topics}
    beside = {
        place
        for each in mentions
        if each.type in BESIDE_A_NAME or (each.type == "topic" and each.id in topics)
        for place in range(each.begin, each.end)
    }
    covered = [place for place, _ in evidence.subject if place in named]
    others = [place for place, _ in evidence.subject if place not in named | beside]
    return len(others) > 1 and len(others) >= len(covered)


def _is_all_that_is_said(evidence: Evidence) -> bool:
    """Whether nothing stands around the subject but that somebody wants to be told about it."""
    begin, end = evidence.linked.subject
    if end < len(evidence.heard):
        return False
    listing = evidence.known.gazetteer.cue_words["listing"]
    before = [heard.token.word for heard in evidence.heard[:begin]]
    return evidence.top in TOLD_ABOUT or (len(before) <= SHORT_FRAME and not listing.intersection(before))


def _is_name(evidence: Evidence, match: NameMatch, enough: float) -> bool:
    """Whether the subject is this name: all that was said belongs to it, and it is more than `enough` of it."""
    return match.of_said > THRESHOLDS.all_said and match.of_name > enough and not evidence.slots.kinds


def _needed_of_a_name(evidence: Evidence) -> float:
    """How much of a name has to be said: most of it where its words could mean something else."""
    everyday = evidence.known.gazetteer.everyday_words
    if _sets_conditions_only(evidence):
        return THRESHOLDS.all_but_nothing
    if evidence.says("pointing"):
        return THRESHOLDS.whole_name
    return THRESHOLDS.whole_name if all(word in everyday for _, word in evidence.subject) else THRESHOLDS.half_named


def _says_several(evidence: Evidence) -> bool:
    """Whether a kind is said in the plural: "logistics networks in Central Germany"."""
    one = evidence.known.gazetteer.cue_words["one"]
    kinds = [mention for mention in evidence.linked.mentions if mention.type == "kind" and not mention.weak]
    return any(evidence.heard[mention.end - 1].token.word not in one for mention in kinds)


def _sets_conditions_only(evidence: Evidence) -> bool:
    """Whether every word of the subject is a condition of a list."""
    taken = {
        place
        for mention in evidence.linked.mentions
        if mention.type != "entry" and not mention.weak
        for place in range(mention.begin, mention.end)
    }
    return all(place in taken for place, _ in evidence.subject)


def _names_institution(evidence: Evidence) -> bool:
    """Whether the subject is put as the name of an institution."""
    if not is_name_like(evidence) or not _is_all_that_is_said(evidence):
        return False
    heads = _heads(evidence)
    if not heads or {"programme", "cluster"} & set(evidence.slots.kinds):
        return False
    return all(each.end in heads for each in _named_exactly(evidence))


def _is_left_unexplained(evidence: Evidence) -> bool:
    """Whether more is said of an institution than its head, a known name, and conditions that are put as such."""
    mentions = evidence.linked.mentions
    named = _places_of(each for each in mentions if each.type == "entry" and each.how == "exact")
    heads = _heads(evidence)
    left = {place for place, _ in evidence.subject} - named
    others = left - heads
    if not others:
        bare = evidence.known.gazetteer.cue_words["institution"]
        return bool(named) and any(evidence.heard[place].token.word not in bare for place in left)
    if others <= _places_of(each for each in mentions if each.type in ("place", "region") and each.how != "compound"):
        return not named
    return not others <= evidence.explained_places or _is_put_as_name(evidence, heads)


def _places_of(mentions: Iterable[Mention]) -> set[int]:
    """Where the words of these mentions stand."""
    return {place for mention in mentions for place in range(mention.begin, mention.end)}


def _heads(evidence: Evidence) -> set[int]:
    """Where words head the name of an institution, and do not belong to that of a programme, cluster or network."""
    within = _places_of(_named_exactly(evidence))
    heads = {place for place, _ in evidence.subject if _is_head(evidence, place)} - within
    groups = (range(each.begin, each.end) for each in evidence.linked.mentions if each.type == "target_group")
    return heads.union(*(group for group in groups if heads.intersection(group)))


def _named_exactly(evidence: Evidence) -> list[Mention]:
    """What is named but organisations, as it is written."""
    return [
        each
        for each in evidence.linked.mentions
        if each.type == "entry" and each.how == "exact" and evidence.base[each.id].kind != "organisation"
    ]


def _is_head(evidence: Evidence, place: int) -> bool:
    """Whether the word there, or it and the next one, heads the names of institutions: "Bundesinstitut"."""
    heads = evidence.known.gazetteer.cue_words["institution"]
    heard = evidence.heard[place]
    if not heads.isdisjoint((heard.token.word, heard.best)):
        return True
    if heard.token.word.endswith(evidence.known.ends_of_institutions):
        return True
    return not heard.known and "".join(each.token.word for each in evidence.heard[place : place + 2]) in heads


def _is_put_as_name(evidence: Evidence, heads: Collection[int]) -> bool:
    """Whether words that could be conditions are put as a name: "what is …", "institute of …", "… society"."""
    cue_words = evidence.known.gazetteer.cue_words
    small = cue_words["in_names"] - cue_words["where"]
    begin, end = evidence.linked.subject
    followers = (place + 1 for place in heads if place + 1 < end)
    return begin > 0 or end - 1 in heads or any(evidence.heard[place].token.word in small for place in followers)

"""Understand a question that is nothing but a name, whole or in part or misspelt, with a frame around it or without.

===================================  =============================================================
"tell me about medcal vally"         describe *Medical Valley*, heard as it is written there
"Leibniz-Institut für Katalyse"      describe that institute, not the Leibniz Association
"Leibniz-Institut für Zauberei"      nothing bears that name, though a part of it is known
"Netzwerke in Sachsen"               None: these words are conditions of a list
===================================  =============================================================
"""

from typing import Final

from knowledge.evidence import Evidence
from knowledge.meaning import choice, no_such_name
from knowledge.names import NameMatch
from knowledge.question import Understood
from knowledge.reading import Reading

ALL_OF_A_NAME: Final = 0.86
"""From this likeness on, everything that was said is a name."""
ALL_BUT_NOTHING: Final = 0.95
"""From this share of a name on, it is the name even where a term is in it."""
WHOLE_NAME: Final = 0.85
"""From this share on, a name was said as a whole."""
ALL_SAID: Final = 0.88
"""From this share on, everything that was said belongs to a name."""
HALF_NAMED: Final = 0.45
"""From this share of a name on, it is told by what was said of it, where that is nothing else."""
NAMED_APART: Final = 0.04
"""Names closer to each other than this cannot be told apart."""
HALF_NAMED_APART: Final = 0.15
"""The same where only a part of the name was said: what is near is then offered, not taken."""
CLEARLY_OUTSIDE: Final = 0.8
"""From this probability on, a question is beyond the scope, whatever it is like."""
PERHAPS_OUTSIDE: Final = 0.15
"""From this probability on, what is like no kind of institution is no name that could be known."""
SHORT_FRAME: Final = 4
"""So many words may stand before a name."""
INSTITUTIONS: Final = frozenset({"university", "research-institute", "association"})
"""Target groups whose words head the names of institutions."""
PLURAL_ENDINGS: Final = ("ties", "tutes", "ngen", "ulen", "unis", "ters", "tres", "ien", "laeten", "taeten")
"""How words for institutions end in the plural: then several are sought, not one named."""
BESIDE_A_NAME: Final = ("kind", "region", "place")
"""What may stand beside a name without being part of another."""
TOLD_ABOUT: Final = ("describe", "define", "out_of_scope")
"""Labels of questions that ask what something is, or cannot be told from them."""


def called_by_name(evidence: Evidence) -> Understood | None:
    """The entry of which everything that was said is the name; or that there is none of that name."""
    if evidence.refers_back:
        return None
    whole = evidence.linked.whole
    surely = bool(whole) and whole[0].score > ALL_OF_A_NAME and not _asks_in_a_phrase(evidence)
    if evidence.surely_asks_for_term and not evidence.names_anything:
        return None
    if evidence.says_term and not (whole and whole[0].of_name > ALL_BUT_NOTHING):
        return None
    if not (surely or is_name_like(evidence)):
        return None
    partly = evidence.names_anything and not evidence.attributes_asked and _names_only_a_part(evidence)
    if evidence.names_anything and not partly:
        return None
    if whole and (surely or _is_name(evidence, whole[0])):
        return _bearer(evidence, whole)
    if (partly or _is_institution(evidence)) and _could_be_known(evidence) and _is_all_that_is_said(evidence):
        return no_such_name(evidence)
    return None


def is_name_like(evidence: Evidence) -> bool:
    """Whether the subject is put as names are, and nothing is asked but what it is."""
    begin, end = evidence.linked.subject
    if begin == end or _asks_in_a_phrase(evidence):
        return False
    if any(cue.type == "concept" and cue.begin <= begin and end <= cue.end for cue in evidence.linked.cues):
        return False
    return not any(word in evidence.known.gazetteer.function_words for _, word in evidence.subject)


def has_strangers(evidence: Evidence) -> bool:
    """Whether the subject holds words that stand for nothing: "the Baltic Unicorn cluster"."""
    return any(place not in evidence.explained_places for place, _ in evidence.subject)


def _bearer(evidence: Evidence, whole: tuple[NameMatch, ...]) -> Understood:
    """The entry that bears the name; the question back which of them, where the name is not enough to tell."""
    best = whole[0]
    said_whole = best.score > ALL_OF_A_NAME or best.of_name > WHOLE_NAME
    apart = NAMED_APART if said_whole else HALF_NAMED_APART
    rivals = [match.entry for match in whole if best.score - match.score < apart]
    if len(rivals) > 1 or not said_whole:
        return choice(evidence, "describe", rivals, 0.7)
    heard_as = best.surface if best.score < 1.0 else ""
    return Understood("describe", Reading(entries=(best.entry,)), best.score, heard_as=heard_as)


def _could_be_known(evidence: Evidence) -> bool:
    """Whether what is named belongs to this field: an institution rather does than what is like none."""
    if evidence.top == "out_of_scope" and evidence.probability("out_of_scope") > CLEARLY_OUTSIDE:
        return False
    return _is_institution(evidence) or evidence.probability("out_of_scope") <= PERHAPS_OUTSIDE


def _is_all_that_is_said(evidence: Evidence) -> bool:
    """Whether nothing stands around the subject but that somebody wants to be told about it."""
    begin, end = evidence.linked.subject
    if end < len(evidence.heard):
        return False
    listing = evidence.known.gazetteer.cue_words["listing"]
    before = [heard.token.word for heard in evidence.heard[:begin]]
    return evidence.top in TOLD_ABOUT or (len(before) <= SHORT_FRAME and not listing.intersection(before))


def _is_name(evidence: Evidence, match: NameMatch) -> bool:
    """Whether the subject is this name: nearly all of it was said, or nothing else was."""
    everyday = evidence.known.gazetteer.everyday_words
    could_be_else = _sets_conditions_only(evidence) and not _is_institution(evidence)
    if could_be_else or evidence.says("pointing") or all(word in everyday for _, word in evidence.subject):
        enough = WHOLE_NAME
    else:
        enough = HALF_NAMED
    return match.of_said > ALL_SAID and match.of_name > enough and not evidence.slots.kinds


def _asks_in_a_phrase(evidence: Evidence) -> bool:
    """Whether a phrase in the subject asks for a fact or an order."""
    return any(
        cue.type in ("attribute", "superlative") and cue.end - cue.begin > 1 and not cue.weak
        for cue in evidence.linked.cues
        if evidence.linked.subject[0] <= cue.begin
    )


def _names_only_a_part(evidence: Evidence) -> bool:
    """Whether what is linked as a name is the smaller part of a longer one ("Leibniz-Institut für …")."""
    mentions = evidence.linked.mentions
    named = {place for each in mentions if each.type == "entry" for place in range(each.begin, each.end)}
    beside = {place for each in mentions if each.type in BESIDE_A_NAME for place in range(each.begin, each.end)}
    covered = [place for place, _ in evidence.subject if place in named]
    others = [place for place, _ in evidence.subject if place not in named | beside]
    if not evidence.named and evidence.organisations and _is_institution(evidence):
        return bool(others)
    return len(others) > 1 and len(others) >= len(covered)


def _sets_conditions_only(evidence: Evidence) -> bool:
    """Whether every word of the subject is a condition of a list."""
    taken = {
        place
        for mention in evidence.linked.mentions
        if mention.type != "entry" and not mention.weak
        for place in range(mention.begin, mention.end)
    }
    return all(place in taken for place, _ in evidence.subject)


def _is_institution(evidence: Evidence) -> bool:
    """Whether the subject is headed as the names of institutions are, in the singular, and no list is asked for."""
    if len(evidence.subject) < 2 or {"programme", "cluster"} & set(evidence.slots.kinds):
        return False
    for mention in evidence.linked.mentions:
        is_head = (mention.type == "target_group" and mention.id in INSTITUTIONS) or (
            mention.type == "kind" and mention.id == "organisation"
        )
        word = evidence.heard[mention.end - 1].token.word
        if is_head and evidence.linked.subject[0] <= mention.begin and not word.endswith(PLURAL_ENDINGS):
            return True
    return False

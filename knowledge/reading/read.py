"""Read a question: from what is linked and what it probably wants to a `Reading` of it, within a conversation.

>>> understood = reader.read(question, Conversation())
>>> understood.intent, understood.reading.regions
('find', ('DE-SN',))

First come replies that only the conversation gives a meaning (`follow`) and questions that are nothing but a
name (`called`). Then the labels of the classifier are tried in the order of their probability, weighed by
what the question holds. Each says what it needs (`ask`: a fact needs an entry, a comparison two of them;
`seek`: a list needs a condition); where a question lacks it, the conversation may lend it; else the next
label is tried. A label that is left with nothing is never guessed: the question was not understood.

::

    Question ─▶ Evidence ─┬─▶ follow ─┬─▶ Understood
                          ├─▶ called ─┤
                          └─▶ weigh ──┴─▶ ask · seek
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from knowledge.intents.linear import Scored
from knowledge.reading.ask import ask, compare, define, describe
from knowledge.reading.called import called_by_name
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.follow import alike_to_named, ellipsis, followed, settled
from knowledge.reading.known import Known
from knowledge.reading.meaning import definition, no_such_name, unknown_name
from knowledge.reading.question import Question, Understood, attribute_of
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.reading.seek import find
from knowledge.reading.unknown import names_unknown_member, puts_name_beside_kind, puts_unknown_name
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Intent

__all__ = ["Question", "Reader", "Understood"]

NEGLIGIBLE: Final = 0.001
"""Labels less likely than this are not looked at, …"""
LEAST_PROBABLE: Final = 0.06
"""… and those are not tried that are less likely than this, all weighed."""
DOUBTED: Final = 0.1
"""What every condition beyond the first leaves of the probability that a question is no list."""
IN_CAPITALS: Final = 0.2
"""What is left of the probability that a question is beyond the scope, where it writes a name as it is written."""
IN_SMALL_LETTERS: Final = 3.0
"""How much likelier it is so where all that is named is an acronym in small letters ("zim"), and most words are …"""
MOSTLY_STRANGE: Final = 0.5
"""… such a share of those that mean something."""
GOES_ON: Final = 0.05
"""The same where a list was shown before, and the question is short and sets a condition."""
EXPLAINED: Final = 0.02
"""The same where a word of this field is said, and every other word holds the sentence together, …"""
MOSTLY_EXPLAINED: Final = 0.1
"""… or all but a few do."""
FEW: Final = 1 / 3
AT_MOST_OUTSIDE: Final = 0.97
"""However sure the model is that a question with a word of this field is beyond the scope, it counts as no surer."""
SURELY_A_TERM: Final = 0.8
"""From this probability of a term on, conditions speak no less for an explanation than for a list."""
TERM_PERHAPS: Final = 0.2
"""From this probability on, a question that seems to ask for help may ask for a term."""
TERM_LIKELY: Final = 0.5
"""From this probability on, that a term is asked for speaks against a question beyond the scope."""
CUED: Final = 1.5
"""How much likelier a fact is asked for where a word asks for it, …"""
ASKED_IN_A_PHRASE: Final = 15.0
"""… and where a whole phrase does."""
MEANING_ASKED: Final = 15.0
"""How much likelier a term is to be explained where a word asks what it means, …"""
TERM_BESIDE_CONDITIONS: Final = 1.2
"""How much likelier, beside conditions of a list, than that a term is asked for like this; …"""
TERM_OF_NAMED: Final = 3.0
"""… and where one is said that is about what is named."""
CERTAINLY_OUTSIDE: Final = 0.97
"""Below this probability a question beyond the scope is still looked up among the names, …"""
BEYOND_DOUBT: Final = 0.99
"""Above this probability, as the classifier finds it, a question is beyond the scope though it says a condition."""
CLEARLY_OUTSIDE: Final = 0.8
"""… and below this one, more readily among the terms explained: where so much of the question is a term's."""
FACT_OF_UNKNOWN: Final = 0.25
"""From this probability on, a fact is asked of a name that is not known."""
TERM_INSIDE: Final = 0.55
TERM_OUTSIDE: Final = 0.75
INSIDE: Final = frozenset({"kind", "funder", "target_group", "instrument", "entry"})
"""Types of mentions that make a question one of this field."""
SHOWN_IN: Final = 4
"""After a number, so many words ask for what was counted: "show me those"."""
SURE_OF_SMALL_TALK: Final = 0.6
"""From this probability on, small talk may hold words of conditions."""
PLEASANTRIES: Final = ("greet", "thanks", "goodbye")
SURE_OF_PLEASANTRIES: Final = 0.5
"""From this probability of all of them on, nothing is meant but to be polite."""


class Reader:
    """Reads questions against one knowledge base."""

    def __init__(self, known: Known) -> None:
        """`known` is what questions are read against."""
        self._known = known

    def read(self, question: Question, conversation: Conversation) -> Understood:
        """The first meaning of `question` that holds, where `conversation` is what was said before."""
        if not question.linked.heard:
            return Understood("out_of_scope", Reading(), 1.0, outcome="unknown")
        evidence = Evidence(self._known, question, _still_known(conversation.last, self._known.base))
        if understood := settled(evidence) or followed(evidence):
            return understood
        if understood := alike_to_named(evidence) or called_by_name(evidence):
            return understood
        if names_unknown_member(evidence) and (understood := unknown_name(evidence)):
            return understood
        if puts_unknown_name(evidence):
            return no_such_name(evidence)
        tried: list[str] = []
        for label, probability in _weighed(evidence):
            if probability < LEAST_PROBABLE:
                break
            if understood := _as(label, evidence, probability):
                return replace(understood, tried=tuple(tried)) if tried else understood
            tried.append(label)
        return replace(unknown_name(evidence) or _outside(evidence, 0.5), tried=tuple(tried))


def _still_known(turn: Turn | None, base: KnowledgeBase) -> Turn | None:
    """What was said before, without entries that are not known any more: the knowledge changes, chats remember."""
    if turn is None:
        return None
    reading = turn.reading.model_copy(update={"entries": tuple(id for id in turn.reading.entries if id in base)})
    if turn.reading.entries and not reading.entries:
        return None
    known = {name: tuple(id for id in getattr(turn, name) if id in base) for name in ("shown", "choices")}
    return turn.model_copy(update={"reading": reading, **known})


# Which label holds


def _weighed(evidence: Evidence) -> list[Scored]:
    """The labels, likeliest first, where what the question holds speaks for a list and against other readings."""
    discount: float = DOUBTED ** max(0, len(evidence.conditions) + bool(evidence.named) - 1)
    goes_on = GOES_ON if _goes_on(evidence) else 1.0
    in_capitals = IN_CAPITALS if _writes_name_as_it_is(evidence) else 1.0
    if evidence.strangeness > MOSTLY_STRANGE and not evidence.refers_back:
        in_capitals *= IN_SMALL_LETTERS if _writes_acronym_small(evidence) else 1.0
    about = 1.0 if evidence.names_anything or evidence.says_term else discount * goes_on
    open_to_terms = max(evidence.probability("define"), evidence.probability("out_of_scope")) > LEAST_PROBABLE
    asked = evidence.terms_asked[0].probability if open_to_terms else 0.0
    likely_term = (asked > SURELY_A_TERM and not evidence.slots.limits) or evidence.says_term_alone
    explain = 1.0 if evidence.surely_asks_for_term or likely_term else about
    if evidence.conditions and evidence.probability("define") > NEGLIGIBLE:
        explain *= min(1.0, TERM_BESIDE_CONDITIONS * evidence.likely_term)
    if evidence.asks_for_meaning:
        explain = MEANING_ASKED
    elif evidence.says_term_of_named and not evidence.asked_in_phrases:
        explain = TERM_OF_NAMED
    fact = discount if evidence.last is None and not evidence.names_anything else 1.0
    factor = {each.label: fact for each in evidence.facts}
    factor |= {f"ask.{id}": fact * CUED for id in evidence.attributes_asked if f"ask.{id}" in factor}
    factor |= {label: ASKED_IN_A_PHRASE for label in evidence.asked_in_phrases if label in factor}
    explained = _explained(evidence)
    no_term = max(NEGLIGIBLE, 1.0 - asked) if asked > TERM_LIKELY and not evidence.unknown_words else 1.0
    outside = discount * in_capitals * goes_on * explained * no_term
    factor |= {"out_of_scope": outside, "define": explain, "describe": about}
    likely = [each for each in evidence.question.scored if each.probability > NEGLIGIBLE / 10]
    if explained < 1.0:
        likely = _doubted(likely)
    weighed = [(label, probability * factor.get(label, 1.0)) for label, probability in likely]
    total = sum(probability for _, probability in weighed)
    return sorted((Scored(label, weight / total) for label, weight in weighed), key=lambda each: -each.probability)


def _explained(evidence: Evidence) -> float:
    """What is left of the probability that a question is beyond the scope, as its words are of this field."""
    if evidence.probability("out_of_scope") < NEGLIGIBLE:
        return 1.0
    if evidence.foremost_fits:
        return EXPLAINED
    if not evidence.says_field or evidence.strangeness > FEW:
        return 1.0
    return MOSTLY_EXPLAINED if evidence.other_words else EXPLAINED


def _doubted(scored: Sequence[Scored]) -> list[Scored]:
    """The labels, where being beyond the scope has at most `AT_MOST_OUTSIDE` of all probability."""
    outside = next((each.probability for each in scored if each.label == "out_of_scope"), 0.0)
    if outside <= AT_MOST_OUTSIDE:
        return list(scored)
    rest = (1.0 - AT_MOST_OUTSIDE) / max(1.0 - outside, NEGLIGIBLE / 100)
    return [
        Scored(each.label, AT_MOST_OUTSIDE if each.label == "out_of_scope" else each.probability * rest)
        for each in scored
    ]


def _writes_name_as_it_is(evidence: Evidence) -> bool:
    """Whether a name is written with its own capitals inside: "InnoRegio", "ZIM"."""
    if evidence.question.text.isupper():
        return False
    for mention in evidence.linked.mentions:
        if mention.type == "entry" and not mention.weak and mention.how == "exact":
            written = "".join(heard.token.raw for heard in evidence.heard[mention.begin : mention.end])
            if any(char.isupper() for char in written[1:]):
                return True
    return False


def _writes_acronym_small(evidence: Evidence) -> bool:
    """Whether all that is named is an acronym in small letters."""
    names = [each for each in evidence.linked.mentions if each.type == "entry" and not each.weak]
    return bool(names) and all(
        each.surface.isupper() and each.end - each.begin == 1 and evidence.heard[each.begin].token.raw.islower()
        for each in names
    )


def _goes_on(evidence: Evidence) -> bool:
    """Whether a short question sets a condition on the list before, or asks a fact of what was spoken of."""
    if evidence.last is None or len(evidence.heard) > FRAGMENT or evidence.unknown_words:
        return False
    lists = evidence.lists_before or evidence.class_before
    return bool(evidence.slots.filled if lists else evidence.attributes_asked)


def _as(label: str, evidence: Evidence, probability: float) -> Understood | None:
    """The meaning of the question if `label` is right; None where the label lacks what it needs."""
    if label.startswith("ask."):
        return ask(evidence, attribute_of(label), probability)
    read_as = _READ_AS.get(label)
    return read_as(evidence, probability=probability) if read_as else None


# What is no question about entries


def _small_talk(evidence: Evidence, intent: Intent, probability: float) -> Understood | None:
    filled, named = evidence.slots.filled, bool(evidence.named)
    if named and intent in PLEASANTRIES and probability > SURE_OF_SMALL_TALK:
        named = not _writes_acronym_small(evidence)
    if named or (filled and probability < SURE_OF_SMALL_TALK and intent != "browse"):
        return None
    pleasant = intent in PLEASANTRIES
    sure = sum(evidence.probability(label) for label in PLEASANTRIES) > SURE_OF_PLEASANTRIES
    if pleasant and evidence.term and _asks_for_term_too(evidence):
        return definition(evidence.term, probability)
    if pleasant and not sure:
        return None
    if intent == "browse" and evidence.unknown_words:
        return None
    if intent in ("about", "help") and evidence.attributes_asked and len(evidence.spoken_of) == 1:
        return None
    if intent == "help" and evidence.likely_term > TERM_PERHAPS and evidence.probability("define") > TERM_PERHAPS:
        return None
    if intent == "browse" and evidence.lists_before and evidence.says("there") and filled:
        return find(evidence, "find", probability)
    last = evidence.last
    if intent == "browse" and last and last.intent == "count" and not filled and len(evidence.heard) <= SHOWN_IN:
        return Understood("find", last.reading, probability, follow="more")
    if intent == "browse" and set(filled) - {"kinds"}:
        return find(evidence, "find", probability)
    return Understood(intent, evidence.slots.reading() if intent == "browse" else Reading(), probability)


def _asks_for_term_too(evidence: Evidence) -> bool:
    """Whether a pleasantry goes on with a question for a term: "thanks, and TRL?"."""
    return evidence.says_term and evidence.question.text.rstrip().endswith("?")


def _outside(evidence: Evidence, probability: float) -> Understood:
    """A question beyond the scope, unless it says a name that is not known, or is about a term after all."""
    if evidence.slots.kinds and evidence.foremost_fits and (listed := find(evidence, "find", 0.5)):
        return listed
    in_phrase = any(cue.end - cue.begin > 1 for cue in evidence.attribute_cues)
    asks_fact = in_phrase or (bool(evidence.attribute_cues) and evidence.facts[0].probability > FACT_OF_UNKNOWN)
    surely = probability >= CLEARLY_OUTSIDE or evidence.probability("out_of_scope") > BEYOND_DOUBT
    asks = (asks_fact or bool(evidence.slots.kinds)) and not surely
    may_name = evidence.unknown_words and (asks or puts_name_beside_kind(evidence))
    if may_name and (unknown := unknown_name(evidence)):
        return unknown
    inside = any(mention.type in INSIDE and not mention.weak for mention in evidence.linked.mentions)
    enough = TERM_INSIDE if probability < CLEARLY_OUTSIDE else TERM_OUTSIDE
    if inside and probability < CERTAINLY_OUTSIDE and evidence.term and evidence.term_covers(enough):
        return definition(evidence.term, 1.0 - probability)
    return Understood("out_of_scope", Reading(), probability, outcome="unknown")


_READ_AS: Final[Mapping[str, Callable[..., Understood | None]]] = {
    "find": partial(find, intent="find"),
    "count": partial(find, intent="count"),
    "describe": describe,
    "define": define,
    "compare": compare,
    "ellipsis": ellipsis,
    "out_of_scope": _outside,
    "greet": partial(_small_talk, intent="greet"),
    "thanks": partial(_small_talk, intent="thanks"),
    "goodbye": partial(_small_talk, intent="goodbye"),
    "help": partial(_small_talk, intent="help"),
    "about": partial(_small_talk, intent="about"),
    "browse": partial(_small_talk, intent="browse"),
}
"""How to read a question of each label, but those of facts."""

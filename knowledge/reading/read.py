"""Read a question: from what is linked and what it probably wants to a `Reading` of it, within a conversation.

>>> understood = reader.read(question, Conversation())
>>> understood.intent, understood.reading.regions
('find', ('DE-SN',))

First come replies that only the conversation gives a meaning (`pick`, `follow`, `alike`) and questions that are
nothing but a name (`called`, `unknown`). Then the labels of the classifier are tried in the order of their
probability, weighed by what the question holds. Each says what it needs (`ask`: a fact needs an entry, `compare`: two
of them, `seek`: a list needs a condition); where a question lacks it, the conversation may lend it; else the next
label is tried. A label that is left with nothing is never guessed: the question was not understood.

::

    Question ─▶ Evidence ─┬─▶ pick · follow · alike ──────────────────────────┬─▶ Understood
                          ├─▶ called · unknown ───────────────────────────────┤
                          └─▶ weigh ─▶ seek · ask · describe · define · compare ┘
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from knowledge.intents.linear import Scored
from knowledge.reading.alike import alike_to_named
from knowledge.reading.ask import ask
from knowledge.reading.called import called_by_name
from knowledge.reading.compare import compare
from knowledge.reading.define import define
from knowledge.reading.describe import describe
from knowledge.reading.evidence import FRAGMENT, Evidence
from knowledge.reading.follow import ellipsis, followed
from knowledge.reading.known import Known
from knowledge.reading.meaning import definition, no_such_name, unknown_name
from knowledge.reading.pick import settled
from knowledge.reading.question import Question, Understood, Way, attribute_of
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.reading.seek import find
from knowledge.reading.unknown import names_unknown_member, puts_name_beside_kind, puts_unknown_name
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Intent
from knowledge.store.tuning import tuned

__all__ = ["Question", "Reader", "Understood"]

THRESHOLDS: Final = tuned("reading.read")
FACTORS: Final = tuned("reading.factors")
INSIDE: Final = frozenset({"kind", "funder", "target_group", "instrument", "entry"})
"""Types of mentions that make a question one of this field."""
SHOWN_IN: Final = 4
"""After a number, so many words ask for what was counted: "show me those"."""
PLEASANTRIES: Final = ("greet", "thanks", "goodbye")


class Reader:
    """Reads questions against one knowledge base."""

    def __init__(self, known: Known) -> None:
        """`known` is what questions are read against."""
        self._known = known

    def read(self, question: Question, conversation: Conversation) -> Understood:
        """The first meaning of `question` that holds, where `conversation` is what was said before."""
        return self.trace(question, conversation)[0]

    def trace(self, question: Question, conversation: Conversation) -> tuple[Understood, Way]:
        """The same, and how it came to be read so."""
        if not question.linked.heard:
            return Understood("out_of_scope", Reading(), 1.0, outcome="unknown"), Way("nothing said")
        evidence = Evidence(self._known, question, _still_known(conversation, self._known.base))
        for step, reads in _FIRST.items():
            if understood := reads(evidence):
                return understood, Way(step)
        weighed, tried = _weighed(evidence), list[str]()
        for label, probability in weighed:
            if probability < THRESHOLDS.least_probable:
                break
            if understood := _as(label, evidence, probability):
                return understood, Way(label, weighed, tried)
            tried.append(label)
        return unknown_name(evidence) or _outside(evidence, 0.5), Way("nothing left", weighed, tried)


def _still_known(conversation: Conversation, base: KnowledgeBase) -> Conversation:
    """What was said before, without entries that are not known any more: the knowledge changes, chats remember."""
    if conversation.last is None:
        return conversation
    turns = {name: _known_of(turn, base) for name in ("last", "listed") if (turn := getattr(conversation, name))}
    spoken = tuple(id for id in conversation.spoken if id in base)
    return conversation.model_copy(update={**turns, "spoken": spoken})


def _known_of(turn: Turn, base: KnowledgeBase) -> Turn | None:
    reading = turn.reading.model_copy(update={"entries": tuple(id for id in turn.reading.entries if id in base)})
    if turn.reading.entries and not reading.entries:
        return None
    known = {name: tuple(id for id in getattr(turn, name) if id in base) for name in ("shown", "choices")}
    return turn.model_copy(update={"reading": reading, **known})


# Which label holds


def _weighed(evidence: Evidence) -> list[Scored]:
    """The labels, likeliest first, where what the question holds speaks for a list and against other readings."""
    discount: float = FACTORS.doubted ** max(0, len(evidence.conditions) + bool(evidence.named) - 1)
    goes_on = FACTORS.goes_on if _goes_on(evidence) else 1.0
    in_capitals = FACTORS.in_capitals if _writes_name_as_it_is(evidence) else 1.0
    if evidence.strangeness > THRESHOLDS.mostly_strange and not evidence.refers_back:
        in_capitals *= FACTORS.in_small_letters if _writes_acronym_small(evidence) else 1.0
    about = 1.0 if evidence.names_anything or evidence.says_term else discount * goes_on
    open_to_terms = (
        max(evidence.probability("define"), evidence.probability("out_of_scope")) > THRESHOLDS.least_probable
    )
    asked = evidence.terms_asked[0].probability if open_to_terms else 0.0
    likely_term = (asked > THRESHOLDS.surely_a_term and not evidence.slots.limits) or evidence.says_term_alone
    explain = 1.0 if evidence.surely_asks_for_term or likely_term else about
    if evidence.conditions and evidence.probability("define") > THRESHOLDS.hardly_a_term:
        explain *= min(1.0, FACTORS.term_beside_conditions * evidence.likely_term)
    if evidence.asks_for_meaning:
        explain = FACTORS.meaning_asked
    elif evidence.says_term_of_named and not evidence.asked_in_phrases:
        explain = FACTORS.term_of_named
    fact = discount if evidence.last is None and not evidence.names_anything else 1.0
    factor = {each.label: fact for each in evidence.facts}
    factor |= {f"ask.{id}": fact * FACTORS.cued for id in evidence.attributes_asked if f"ask.{id}" in factor}
    if evidence.says("how_many") and any(evidence.has_members(ids[0]) for ids in evidence.named):
        factor["ask.members"] = fact * FACTORS.cued
    factor |= {label: FACTORS.asked_in_a_phrase for label in evidence.asked_in_phrases if label in factor}
    explained = _explained(evidence)
    no_term = (
        max(THRESHOLDS.negligible, 1.0 - asked)
        if asked > THRESHOLDS.term_likely and not evidence.unknown_words
        else 1.0
    )
    outside = discount * in_capitals * goes_on * explained * no_term
    factor |= {"out_of_scope": outside, "define": explain, "describe": about}
    likely = [each for each in evidence.question.scored if each.probability > THRESHOLDS.negligible / 10]
    if explained < 1.0:
        likely = _doubted(likely)
    weighed = [(label, probability * factor.get(label, 1.0)) for label, probability in likely]
    total = sum(probability for _, probability in weighed)
    return sorted((Scored(label, weight / total) for label, weight in weighed), key=lambda each: -each.probability)


def _explained(evidence: Evidence) -> float:
    """What is left of the probability that a question is beyond the scope, as its words are of this field."""
    if evidence.probability("out_of_scope") < THRESHOLDS.negligible:
        return 1.0
    if evidence.foremost_fits:
        return FACTORS.explained
    if not evidence.says_field or evidence.strangeness > THRESHOLDS.few:
        return 1.0
    return FACTORS.mostly_explained if evidence.other_words else FACTORS.explained


def _doubted(scored: Sequence[Scored]) -> list[Scored]:
    """The labels, where being beyond the scope has at most `THRESHOLDS.at_most_outside` of all probability."""
    outside = next((each.probability for each in scored if each.label == "out_of_scope"), 0.0)
    if outside <= THRESHOLDS.at_most_outside:
        return list(scored)
    rest = (1.0 - THRESHOLDS.at_most_outside) / max(1.0 - outside, THRESHOLDS.negligible / 100)
    return [
        Scored(each.label, THRESHOLDS.at_most_outside if each.label == "out_of_scope" else each.probability * rest)
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
    alike = evidence.says("and") and len(evidence.spoken_of) == 1 and bool(evidence.slots.regions)
    lists = evidence.list_before or evidence.class_before or alike
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
    if named and intent in PLEASANTRIES and probability > THRESHOLDS.sure_of_small_talk:
        named = not _writes_acronym_small(evidence)
    if named or (filled and probability < THRESHOLDS.sure_of_small_talk and intent != "browse"):
        return None
    pleasant = intent in PLEASANTRIES
    sure = sum(evidence.probability(label) for label in PLEASANTRIES) > THRESHOLDS.sure_of_pleasantries
    if pleasant and evidence.term and _asks_for_term_too(evidence):
        return definition(evidence.term, probability)
    if pleasant and not sure:
        return None
    if intent == "browse" and evidence.unknown_words:
        return None
    if intent in ("about", "help") and evidence.attributes_asked and len(evidence.spoken_of) == 1:
        return None
    if (
        intent == "help"
        and evidence.likely_term > THRESHOLDS.term_perhaps
        and evidence.probability("define") > THRESHOLDS.term_perhaps
    ):
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
    asks_fact = in_phrase or (
        bool(evidence.attribute_cues) and evidence.facts[0].probability > THRESHOLDS.fact_of_unknown
    )
    surely = probability >= THRESHOLDS.clearly_outside or evidence.probability("out_of_scope") > THRESHOLDS.beyond_doubt
    asks = (asks_fact or bool(evidence.slots.kinds)) and not surely
    may_name = evidence.unknown_words and (asks or puts_name_beside_kind(evidence))
    if may_name and (unknown := unknown_name(evidence)):
        return unknown
    inside = any(mention.type in INSIDE and not mention.weak for mention in evidence.linked.mentions)
    enough = THRESHOLDS.term_inside if probability < THRESHOLDS.clearly_outside else THRESHOLDS.term_outside
    if inside and probability < THRESHOLDS.certainly_outside and evidence.term and evidence.term_covers(enough):
        return definition(evidence.term, 1.0 - probability)
    return Understood("out_of_scope", Reading(), probability, outcome="unknown")


def _unknown_member(evidence: Evidence) -> Understood | None:
    return unknown_name(evidence) if names_unknown_member(evidence) else None


def _unknown_name(evidence: Evidence) -> Understood | None:
    return no_such_name(evidence) if puts_unknown_name(evidence) else None


_FIRST: Final[Mapping[str, Callable[[Evidence], Understood | None]]] = {
    "a choice": settled,
    "a reply": followed,
    "something alike": alike_to_named,
    "a name": called_by_name,
    "an unknown member": _unknown_member,
    "an unknown name": _unknown_name,
}
"""How a question is read before any label is asked, in this order."""
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

"""What the words of a question say beside the names in it: conditions, roles of words, what asks for a fact.

Of "how much money is there in Saxony?"::

    said.conditions          {"regions"}     what a list would be narrowed by
    said.attributes_asked    ("budget",)     what a word asks for without a doubt
    said.says("how_many")    True            the roles of small words
    said.other_words         ()              what is left unexplained
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from knowledge.intents.classify import asks
from knowledge.intents.linear import Scored
from knowledge.linking.link import Heard, Linked, Mention
from knowledge.reading.known import Known
from knowledge.reading.question import Question
from knowledge.reading.reading import ROUND, Conversation, Turn
from knowledge.reading.slots import Slots
from knowledge.store.base import KnowledgeBase
from knowledge.store.tuning import tuned
from knowledge.store.vocabulary import CueRole

THRESHOLDS: Final = tuned("reading.evidence.said")
ONE_CONDITION: Final = {"places": "regions", "limits": "sort"}
"""Slots that count as one condition with another."""
FIELD: Final = frozenset({"kind", "topic", "target_group", "funder", "instrument", "entry"})
"""Types of mentions that make a question one of this field."""


def _lies_within(cue: Mention, phrase: Mention) -> bool:
    """Whether a word is only a part of a phrase that asks for something else: the "part of" in "which part of"."""
    shorter = cue.end - cue.begin < phrase.end - phrase.begin
    return shorter and cue.id != phrase.id and phrase.begin <= cue.begin and cue.end <= phrase.end and not phrase.weak


@dataclass(frozen=True)
class Said:
    """One question, the turn before it, and what its words say."""

    known: Known
    question: Question
    conversation: Conversation
    """What was said before, as far as what it speaks of is still known."""

    @property
    def last(self) -> Turn | None:
        """The turn before."""
        return self.conversation.last

    @property
    def base(self) -> KnowledgeBase:
        """What can be asked about."""
        return self.known.base

    @property
    def linked(self) -> Linked:
        """The words of the question and what they mean."""
        return self.question.linked

    @property
    def heard(self) -> tuple[Heard, ...]:
        """The words of the question."""
        return self.question.linked.heard

    @property
    def slots(self) -> Slots:
        """The conditions that the question sets."""
        return self.question.slots

    @cached_property
    def _probabilities(self) -> Mapping[str, float]:
        return {each.label: each.probability for each in self.question.scored}

    def probability(self, label: str) -> float:
        """How probable the classifier finds a label."""
        return self._probabilities.get(label, 0.0)

    @cached_property
    def top(self) -> str:
        """The likeliest label."""
        return self.question.scored[0].label if self.question.scored else "out_of_scope"

    @cached_property
    def facts(self) -> tuple[Scored, ...]:
        """The labels that ask for a fact, likeliest first."""
        return tuple(each for each in self.question.scored if each.label.startswith("ask."))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words, but a *there* that points nowhere: "is there anything …"."""
        there, existing = (self.known.gazetteer.cue_words[role] for role in ("there", "existing"))
        said = [heard.best for heard in self.heard]
        return frozenset(word for before, word in pairwise(("", *said)) if not (word in there and before in existing))

    def says(self, *roles: CueRole) -> bool:
        """Whether a word of the question has one of these roles."""
        cue_words, said = self.known.gazetteer.cue_words, self._words
        return any(not said.isdisjoint(cue_words[role]) for role in roles)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """What conditions are set on; a word that says kind and instrument at once sets one."""
        said = frozenset(ONE_CONDITION.get(slot, slot) for slot in self.slots.filled)
        kinds, instruments = (
            {(each.begin, each.end) for each in self.linked.mentions if each.type == said_as and not each.weak}
            for said_as in ("kind", "instrument")
        )
        return said - {"kinds"} if kinds and kinds == instruments else said

    @property
    def says_round(self) -> bool:
        """Whether a round of a competition is said: "who won the second round?"."""
        return any(limit.field == ROUND for limit in self.slots.limits)

    @cached_property
    def attribute_cues(self) -> tuple[Mention, ...]:
        """What asks for a fact: no word of a name does ("Projektträger Jülich"), nor the *region* of a place."""
        cues = [cue for cue in self.linked.cues if cue.type == "attribute" and asks(cue, self.linked)]
        return tuple(cue for cue in cues if not any(_lies_within(cue, other) for other in cues))

    @cached_property
    def phrases(self) -> tuple[Mention, ...]:
        """The phrases of several words that ask for a fact without a doubt: "who pays", "wie viel Geld"."""
        return tuple(
            cue
            for cue in self.attribute_cues
            if cue.end - cue.begin > 1 and not cue.weak and cue.score > THRESHOLDS.phrase_heard
        )

    @cached_property
    def attributes_asked(self) -> tuple[str, ...]:
        """The attributes that are asked for without a doubt."""
        return tuple(cue.id for cue in self.attribute_cues if not cue.weak)

    @cached_property
    def unknown_words(self) -> tuple[str, ...]:
        """Words that nobody knows and that stand in no mention: maybe a name."""
        return tuple(
            heard.token.word
            for place, heard in enumerate(self.heard)
            if place not in self.explained_places and not heard.words and not heard.token.word.isdigit()
        )

    @cached_property
    def other_words(self) -> tuple[int, ...]:
        """Where words stand that are no condition, no name and no cue, and do not hold the sentence together."""
        gazetteer = self.known.gazetteer
        spans = (*self.linked.mentions, *self.linked.cues)
        explained = {place for span in spans if not span.weak for place in range(span.begin, span.end)}
        return tuple(
            place
            for place, heard in enumerate(self.heard)
            if place not in explained
            and heard.token.word not in gazetteer.function_words
            and heard.best not in gazetteer.function_words
        )

    @property
    def strangeness(self) -> float:
        """Which share of the words that mean something is neither condition nor name nor cue, from 0 to 1."""
        said = sum(heard.token.word not in self.known.gazetteer.function_words for heard in self.heard)
        return len(self.other_words) / said if said else 0.0

    @property
    def says_field(self) -> bool:
        """Whether a word is said that questions of this field are made of; a place is in any, and so is a flight."""
        said = {each.type for each in self.linked.mentions if each.type in FIELD and not each.weak}
        return bool(said - {"topic"}) or ("topic" in said and not self._may_be_any_topic)

    @property
    def _may_be_any_topic(self) -> bool:
        """Whether topics are said with other words in a way that is rather asked elsewhere: "cheap flights"."""
        everyday = self.known.gazetteer.everyday_words
        topics = [each for each in self.linked.mentions if each.type == "topic" and not each.weak]
        words = (heard.best for each in topics for heard in self.heard[each.begin : each.end])
        elsewhere = self.probability("out_of_scope") > THRESHOLDS.asked_elsewhere
        return bool(self.other_words) and (elsewhere or all(word in everyday for word in words))

    @cached_property
    def explained_places(self) -> frozenset[int]:
        """Where words stand that mean something, alone or with others."""
        return frozenset(place for mention in self.linked.mentions for place in range(mention.begin, mention.end))

    @cached_property
    def subject(self) -> tuple[tuple[int, str], ...]:
        """The words that carry meaning of what is left without the frame of the question, each with its place."""
        begin, end = self.linked.subject
        small = self.known.gazetteer.cue_words["in_names"]
        return tuple(
            (place, word) for place in range(begin, end) if (word := self.heard[place].token.word) not in small
        )

"""Which term a question asks to have explained: by its name, by the words for it, by the way it is asked.

Of "what is a Spitzencluster?"::

    explained.says_term          True
    explained.term.entry         "concept-leading-edge-cluster"
    explained.term_stands_out    True
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from knowledge.intents.linear import Scored
from knowledge.linking.link import Mention
from knowledge.linking.retrieve import Hit
from knowledge.reading.evidence.names import SEVERAL
from knowledge.reading.evidence.texts import Described
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.evidence.terms")
TERMS_COMPARED: Final = 8


class Explained(Described):
    """What a question says, names and describes, with the term it is about."""

    @cached_property
    def says_term(self) -> bool:
        """Whether a term is said that is explained, beyond the words for kinds and groups."""
        return any(
            cue.type == "concept"
            and not cue.weak
            and (cue.begin, cue.end) not in self.slots.ruled_out
            and not any(mention.begin <= cue.begin < mention.end for mention in self.linked.mentions)
            for cue in self.linked.cues
        )

    @property
    def says_term_alone(self) -> bool:
        """Whether a term is all that is said beside the frame of the question: "what are HAWs?"."""
        begin, end = self.linked.subject
        return begin > 0 and any(
            cue.type == "concept"
            and not cue.weak
            and cue.begin <= begin < end <= cue.end
            and not self._is_only_a_kind(cue)
            for cue in self.linked.cues
        )

    @property
    def says_term_twice(self) -> bool:
        """Whether nothing is said but one term in several words for it: "HAW = Fachhochschule?"."""
        cues = [cue for cue in self.linked.cues if cue.type == "concept" and not cue.weak]
        said = {place for cue in cues for place in range(cue.begin, cue.end)}
        one = len({cue.id for cue in cues}) == 1 < len({cue.begin for cue in cues})
        return one and len(said) == len(self.heard)

    @cached_property
    def says_term_of_named(self) -> bool:
        """Whether a term is said beside a name, and is about what is named: "the 15:85 split at LIB 2015"."""
        named = {id for ids in self._all_named for id in ids[:1]}
        taken = {
            place
            for mention in self.linked.mentions
            if mention.type == "entry" and not mention.weak
            for place in range(mention.begin, mention.end)
        }
        return any(
            cue.type == "concept"
            and not cue.weak
            and not taken.issuperset(range(cue.begin, cue.end))
            and not named.isdisjoint(self.base[cue.id].referred())
            for cue in self.linked.cues
        )

    @property
    def asks_for_meaning(self) -> bool:
        """Whether a word asks what a term means that is said, or a term holds a name: "Financing of LIB 2015"."""
        if self.surely_lists or self.slots.regions or self.slots.topics:
            return False
        terms = [cue for cue in self.linked.cues if cue.type == "concept" and not cue.weak]
        names = [each for each in self.linked.mentions if each.type == "entry" and not each.weak]
        if terms and self.says("defining"):
            return True
        return self.probability("define") > THRESHOLDS.perhaps_term and any(
            term.begin <= name.begin and name.end <= term.end and name.end - name.begin < term.end - term.begin
            for term in terms
            for name in names
        )

    @cached_property
    def terms_asked(self) -> list[Scored]:
        """The terms that are asked for like this, likeliest first."""
        return self.known.asking.classify([heard.best for heard in self.heard])

    @property
    def likely_term(self) -> float:
        """How likely the likeliest term is asked for, from 0 to 1; 1 where one is that no model has seen."""
        if self._is_about_unseen_term:
            return 1.0
        return self.terms_asked[0].probability

    @property
    def _is_about_unseen_term(self) -> bool:
        """Whether the term that the question is about is none that the model has seen."""
        return bool(self.known.unseen_terms and self.term and self.term.entry in self.known.unseen_terms)

    @property
    def term_stands_out(self) -> bool:
        """Whether one term is asked for like this, and no other nearly as likely."""
        if self._is_about_unseen_term:
            return self.term_covers(THRESHOLDS.holds_much)
        first, second = self.terms_asked[:2]
        clearly = (
            first.probability > THRESHOLDS.perhaps_term and first.probability > THRESHOLDS.clearly * second.probability
        )
        return clearly or first.probability > THRESHOLDS.likely_term

    @property
    def term_about_all_named(self) -> Hit | None:
        """The term that is asked for and about all that is named: who does what of the research organisations."""
        asked, named = self.terms_asked[0], {ids[0] for ids in self._all_named}
        if asked.probability < THRESHOLDS.asked_beside_names or not named or asked.label not in self.base:
            return None
        if not named <= set(self.base[asked.label].referred()):
            return None
        return Hit(asked.label, asked.probability, asked.probability)

    @property
    def term_beyond_doubt(self) -> bool:
        """Whether a term is said and asked for as nothing else is, and no list is: "must a grant be paid back?"."""
        asked = self.terms_asked[0]
        said = any(cue.type == "concept" and cue.id == asked.label and not cue.weak for cue in self.linked.cues)
        return (
            said and asked.probability > THRESHOLDS.asked_beyond_doubt and not (self.slots.regions or self.slots.topics)
        )

    @cached_property
    def term(self) -> Hit | None:
        """The term that the question is about, and how much of the question it holds."""
        cues = [cue for cue in self.linked.cues if cue.type == "concept" and not cue.weak]
        said = {cue.id: (cue.end - cue.begin) * cue.score for cue in cues}
        alone = {cue.id for cue in cues if not self._is_only_a_kind(cue)}
        asked = dict(self.terms_asked[:TERMS_COMPARED])
        hits = self.known.term_texts.search(self._content, most=TERMS_COMPARED)
        if missed := (frozenset(said) | (asked.keys() & self.known.terms)) - {hit.entry for hit in hits}:
            hits += self.known.term_texts.search(self._content, among=missed, most=len(missed))
            if not self.unknown_words:
                held = {hit.entry for hit in hits}
                likely = [id for id, probability in asked.items() if probability > THRESHOLDS.likely_term]
                hits += [Hit(id, 0.0, 0.0) for id in likely if id not in held]
        most = max((hit.score for hit in hits), default=0.0) or 1.0
        by_name = {hit.entry: 1.0 + THRESHOLDS.said * min(2.0, said.get(hit.entry, 0.0)) for hit in hits}
        weighed = [
            hit._replace(
                score=self._asked_for(hit, asked) + THRESHOLDS.held * by_name[hit.entry] * hit.score / most,
                covered=max(hit.covered, THRESHOLDS.term_covered if hit.entry in alone else 0.0),
            )
            for hit in hits
        ]
        return max(weighed, key=lambda hit: hit.score, default=None)

    def _asked_for(self, hit: Hit, asked: Mapping[str, float]) -> float:
        """How likely a term is asked for; what the model has never seen is told by its texts alone."""
        return hit.covered if hit.entry in self.known.unseen_terms else asked.get(hit.entry, 0.0)

    def _is_only_a_kind(self, cue: Mention) -> bool:
        """Whether a term is said by no more than the word for a kind, which stands in questions about anything."""
        return any(
            mention.type == "kind" and mention.begin <= cue.begin and cue.end <= mention.end
            for mention in self.linked.mentions
        )

    def term_covers(self, share: float) -> bool:
        """Whether the question is about a term that holds more than this share of it."""
        return self.term is not None and self.term.covered > share

    @property
    def surely_asks_for_term(self) -> bool:
        """Whether the question is put as one for an explanation, and a term holds much of it."""
        listed = self.slots.excluded or len(self.conditions) > SEVERAL
        likely = self.probability("define") > THRESHOLDS.surely_a_term and not listed
        return likely and self.term_stands_out

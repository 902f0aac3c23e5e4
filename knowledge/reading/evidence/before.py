"""What a question could refer to: what was said before it."""

from functools import cached_property
from typing import Final

from knowledge.reading.evidence.terms import Explained
from knowledge.reading.reading import Turn
from knowledge.reading.slots import with_twin
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.evidence.before")
FRAGMENT: Final = 8
"""A question of up to so many words may lean on what was said before."""


class Evidence(Explained):
    """One question and what was said before it, with all that they give away."""

    @property
    def lists_before(self) -> bool:
        """Whether the turn before was a list or the number of its items."""
        return self.last is not None and self.last.intent in ("find", "count")

    @property
    def list_before(self) -> Turn | None:
        """The list that a condition narrows: the turn before, or that which it took something out of."""
        return self.last if self.lists_before else self.conversation.listed

    @property
    def refers_back(self) -> bool:
        """Whether the question is a fragment that only what was said before completes."""
        return self.last is not None and self.probability("ellipsis") > THRESHOLDS.leans_on

    @cached_property
    def spoken_of(self) -> tuple[str, ...]:
        """What "it" is: the entry that the conversation is about, the first of a list in order, or those listed."""
        if self.last is None:
            return ()
        listed = self.last.shown[:1] if self.last.reading.sort else self.last.shown
        return self.last.reading.entries or listed

    @property
    def goes_on_with_term(self) -> bool:
        """Whether a term was explained before, and another is said: nothing else can be asked of a term."""
        if self.last is None or self.last.intent != "define" or self.conditions - {"kinds"}:
            return False
        return any(cue.type == "concept" and not cue.weak for cue in self.linked.cues)

    @property
    def refers_to_one(self) -> bool:
        """Whether a word points back to an entry that was spoken of."""
        if self.last is None or self.named:
            return False
        return any(id in self.known.others for id in self.spoken_of) and (self.says("pointing") or self.says_kind_of_it)

    @property
    def says_kind_of_it(self) -> bool:
        """Whether the one spoken of is called by its kind: "where is the cluster", "wer trägt das Netzwerk"."""
        one, definite = (self.known.gazetteer.cue_words[role] for role in ("one", "definite"))
        kinds = {kind for id in self.spoken_of for kind in with_twin((self.base[id].kind,))}
        return any(
            mention.type == "kind"
            and mention.id in kinds
            and mention.begin > 0
            and self.heard[mention.begin].token.word in one
            and self.heard[mention.begin - 1].token.word in definite
            for mention in self.linked.mentions
        )

    @cached_property
    def class_before(self) -> tuple[str, ...]:
        """The programme that the conversation is about, where a list of its members can be meant."""
        if self.last is None or len(self.last.reading.entries) != 1:
            return ()
        entry = self.base.get(self.last.reading.entries[0])
        id = self.known.programme_of_term.get(entry.id, entry.id) if entry else None
        return (id,) if id and self.has_members(id) else ()

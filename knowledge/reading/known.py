"""What questions are read against: the knowledge, and what finds things in it.

>>> known = Known(base, texts, gazetteer, terms)
>>> "concept-cluster" in known.terms, "zim" in known.others
(True, True)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge.intents.terms import TermClassifier
from knowledge.linking.gazetteer import Gazetteer
from knowledge.linking.retrieve import TextIndex
from knowledge.reading.named import programme_of_term
from knowledge.store.base import KnowledgeBase
from knowledge.store.entries import Concept

SHORTEST_END: Final = 5
"""Words for institutions of so many letters end compounds, too."""


@dataclass(frozen=True)
class Known:
    """What questions are read against."""

    base: KnowledgeBase
    texts: TextIndex
    """Finds what a question describes without naming it."""
    gazetteer: Gazetteer
    """Tells what kind of word a word is."""
    asking: TermClassifier
    """Tells which term is asked for."""

    @cached_property
    def terms(self) -> frozenset[str]:
        """The ids of the terms that are explained."""
        return frozenset(entry.id for entry in self.base.of_kind("concept"))

    @cached_property
    def unseen_terms(self) -> frozenset[str]:
        """Those of them that no model was trained for: they come with somebody's own knowledge."""
        return frozenset(id for id in self.terms if not self.asking.knows(id))

    @cached_property
    def others(self) -> frozenset[str]:
        """The ids of everything that is no term."""
        return frozenset(self.base.entries) - self.terms

    @cached_property
    def term_texts(self) -> TextIndex:
        """Finds the terms that a question is about."""
        return self.texts.only(self.terms)

    @cached_property
    def other_texts(self) -> TextIndex:
        """Finds everything else that it describes."""
        return self.texts.only(self.others)

    @cached_property
    def ends_of_institutions(self) -> tuple[str, ...]:
        """What compounds end in that are institutions: *Bundesinstitut*."""
        return tuple(head for head in self.gazetteer.cue_words["institution"] if len(head) >= SHORTEST_END)

    @cached_property
    def programme_of_term(self) -> Mapping[str, str]:
        """The programme of which a term explains the name, by the id of the term."""
        terms = [entry for entry in self.base.of_kind("concept") if isinstance(entry, Concept)]
        found = {term.id: programme_of_term(self.base, term) for term in terms}
        return {term: programme for term, programme in found.items() if programme}

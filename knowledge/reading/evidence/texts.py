"""What a question describes without naming it: the entries whose texts hold its words.

Of "the one that trains people for batteries"::

    described.described()                        the entry that stands out among all, or None
    described.described_among(("a", "b"))        that one of these
    described.foremost                           those that hold words which few others do
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from knowledge.linking.fold import words
from knowledge.reading.evidence.names import Named
from knowledge.store.tuning import tuned
from knowledge.store.vocabulary import ENDINGS

THRESHOLDS: Final = tuned("reading.evidence.texts")
OWN_WORD: Final = 4
"""Words of so many letters can be what a question is about, beyond its conditions, …"""
RARELY_HELD: Final = 12
"""… where the texts of at most so many entries hold them."""
MOST_FOREMOST: Final = 8


class Described(Named):
    """What a question says and names, with what it describes."""

    @cached_property
    def foremost(self) -> tuple[str, ...]:
        """The entries whose texts hold what a list is asked about beyond its conditions: "patents", "gypsum"."""
        said = list(dict.fromkeys(self._own_words()))
        hits = self.known.other_texts.search(said, most=MOST_FOREMOST) if said else []
        return tuple(hit.entry for hit in hits if hit.covered >= THRESHOLDS.nearly_as_much * hits[0].covered)

    @property
    def foremost_fits(self) -> bool:
        """Whether one of them also is where, or of the kind or topic, that the question says."""
        slots = self.slots
        if self.strangeness > THRESHOLDS.mostly_strange and not (slots.regions or slots.topics):
            return False
        return bool(slots.regions or slots.kinds or slots.topics) and any(
            (not slots.regions or not set(slots.regions).isdisjoint(entry.regions))
            and (not slots.kinds or entry.kind in slots.kinds)
            and (not slots.topics or not set(slots.topics).isdisjoint(entry.topics))
            for entry in map(self.base.__getitem__, self.foremost)
        )

    def _own_words(self) -> Iterator[str]:
        """Words that few entries hold; those that anybody uses only where they stand in a name."""
        gazetteer, texts = self.known.gazetteer, self.known.texts
        topics = {
            place for each in self.linked.mentions if each.type == "topic" for place in range(each.begin, each.end)
        }
        taken = self.explained_places - topics
        taken |= {
            place
            for cue in self.linked.cues
            if cue.type != "concept" and not cue.weak
            for place in range(cue.begin, cue.end)
        }
        for place, heard in enumerate(self.heard):
            word = heard.best
            if place in taken or len(word) < OWN_WORD or word.isdigit() or word in gazetteer.function_words:
                continue
            if 0 < texts.held(word) <= RARELY_HELD and (
                word not in gazetteer.everyday_words or self._stands_in_names(word)
            ):
                yield word

    def _stands_in_names(self, word: str) -> bool:
        """Whether few names hold a word, in one form or another: *Patente* for "patent"."""
        held = (self.known.gazetteer.names_with(word + ending) for ending in ENDINGS)
        return 0 < sum(held) <= RARELY_HELD

    @cached_property
    def _content(self) -> list[str]:
        """The words as they were understood, of compounds also the parts."""
        said = []
        for heard in self.heard:
            said.append(heard.best)
            if heard.how == "compound":
                said.extend(part for part, _ in heard.words[:2])
        for cue in self.linked.cues:
            if cue.type == "concept" and cue.how != "exact":
                said.extend(words(self.base[cue.id].name(self.question.language)))
        return said

    def described(self) -> str | None:
        """The entry whose texts the question repeats, where one stands out."""
        hits = self.known.other_texts.search(self._content, most=2)
        if not hits or hits[0].covered < THRESHOLDS.mostly_described:
            return None
        return hits[0].entry if len(hits) == 1 or hits[0].score > THRESHOLDS.stands_out * hits[1].score else None

    def described_among(self, ids: tuple[str, ...], stands_out: float | None = None) -> tuple[str, ...]:
        """That one of `ids` which the question describes ("the one for maths"), else all of them.

        It has to score more than `stands_out` times as much as the next, by default as the data file says.
        """
        stands_out = stands_out or THRESHOLDS.stands_out_among_few
        if len(ids) < 2:
            return ids
        hits = self.known.texts.search(self._content, among=frozenset(ids), most=2)
        if hits and (len(hits) == 1 or hits[0].score > stands_out * hits[1].score):
            return (hits[0].entry,)
        return ids

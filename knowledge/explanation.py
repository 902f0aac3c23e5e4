"""How an answer came about, step by step, in a form that a person reads: ``clusterlotse ask --explain``.

>>> explanation = assistant.explain("hydrogn clusters in Saxony", Conversation(), date(2026, 1, 1))
>>> [line for line in explanation.lines() if line.startswith("  hzwo")]
['  hzwo: meets DE-SN, hydrogen']
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge.answering.answers import Answer
from knowledge.intents.linear import Scored
from knowledge.linking.linked import Linked, Mention
from knowledge.reading.question import Understood, Way
from knowledge.reading.select import Found, select
from knowledge.store.base import KnowledgeBase

MOST_NEAR: Final = 3
MOST_LABELS: Final = 5


@dataclass(frozen=True)
class Explanation:
    """How an answer came about."""

    base: KnowledgeBase
    linked: Linked
    scored: tuple[Scored, ...]
    terms: Callable[[], Sequence[Scored]]
    """Asks the model of terms: which term is asked for, likeliest first."""
    understood: Understood
    way: Way
    answer: Answer

    def lines(self) -> Iterator[str]:
        """The steps, one line each: what was heard, linked, wanted, read, and why each result is there."""
        yield "words"
        yield from self._words()
        yield "meaning"
        yield from self._meaning()
        yield "intent"
        yield from self._intents()
        yield "reading"
        yield from self._reading()
        yield "results"
        yield from self._results()

    def _words(self) -> Iterator[str]:
        for heard in self.linked.heard:
            known = ", ".join(f"{word} {score:.2f}" for word, score in heard.words) or "not known"
            yield f"  {heard.token.raw}: {known}" + (f" ({heard.how})" if heard.how != "exact" else "")

    def _meaning(self) -> Iterator[str]:
        for mention in self.linked.mentions:
            rivals = f", rivals: {', '.join(map(self._rival, mention.rivals))}" if mention.rivals else ""
            weak = ", weak" if mention.weak else ""
            yield (
                f"  {self._said(mention)!r} → {mention.type} {mention.id}"
                f" ({mention.how} {mention.score:.2f}{weak}{rivals})"
            )
        for cue in self.linked.cues:
            yield f"  {self._said(cue)!r} ⇢ {cue.type} {cue.id}"
        for match in self.linked.near[:MOST_NEAR]:
            yield f"  near: {match.entry} ({match.surface}) {match.score:.2f}, of the name {match.of_name:.2f}"

    def _intents(self) -> Iterator[str]:
        weighed = {each.label: each.probability for each in self.way.weighed}
        likely = dict.fromkeys(each.label for each in (*self.way.weighed[:MOST_LABELS], *self.scored[:MOST_LABELS]))
        found = {each.label: each.probability for each in self.scored}
        for label in list(likely)[:MOST_LABELS]:
            after = f", weighed {weighed[label]:.2f}" if label in weighed else ""
            tried = " – passed over" if label in self.way.tried else ""
            yield f"  {label} {found.get(label, 0.0):.2f}{after}{tried}"
        yield f"  read as {self.way.by}"
        if self.understood.intent == "define":
            for term in self.terms()[:MOST_NEAR]:
                yield f"  term {term.label} {term.probability:.2f}"

    def _reading(self) -> Iterator[str]:
        yield f"  {self.understood.intent}, {self.understood.outcome}, confidence {self.answer.confidence:.2f}"
        if self.understood.follow:
            yield f"  goes on from before: {self.understood.follow}" + (
                f", page {self.understood.page + 1}" if self.understood.page else ""
            )
        for slot, value in self.understood.reading.model_dump(exclude_defaults=True).items():
            carried = " (carried over)" if slot in self.understood.carried else ""
            yield f"  {slot}: {value}{carried}"

    def _results(self) -> Iterator[str]:
        for id in self.answer.results:
            yield f"  {id}: {self._why(id)}"
        for id in self.answer.also:
            yield f"  {id}: also, {self._why(id)}"
        for id in self.answer.nearest:
            yield f"  {id}: nearest, {'a condition was given up for it' if self._lists else self._why(id)}"
        if not (self.answer.results or self.answer.also or self.answer.nearest):
            yield "  none"

    def _said(self, mention: Mention) -> str:
        return " ".join(each.token.raw for each in self.linked.heard[mention.begin : mention.end])

    def _rival(self, id: str) -> str:
        score = next((match.score for match in self.linked.near if match.entry == id), None)
        return id if score is None else f"{id} {score:.2f}"

    @property
    def _lists(self) -> bool:
        return self.understood.intent in ("find", "count")

    @cached_property
    def _selected(self) -> dict[str, Found]:
        """What was selected for a list, by id."""
        if not self._lists:
            return {}
        selection = select(self.base, self.answer.reading)
        return {found.entry.id: found for found in (*selection.fitting, *selection.also)}

    def _why(self, id: str) -> str:
        """Why an entry is there: what it meets, how it was named, that it was spoken of, or that it is described."""
        if found := self._selected.get(id):
            meets = ", ".join(dict.fromkeys(found.matches))
            told = [f"meets {meets}"] if meets else []
            told += ["for everyone"] if found.fit == "also" else []
            told += ["its texts hold the question's words"] if id in self.answer.reading.foremost else []
            return ", ".join(told) or "of the kind asked for"
        for mention in (*self.linked.mentions, *self.linked.cues):
            if mention.id == id and not mention.weak:
                return f"named by {self._said(mention)!r} ({mention.how} {mention.score:.2f})"
        if "entries" in self.understood.carried or self.understood.follow or self.way.by == "a reply":
            return "spoken of before, or what follows from it"
        for match in self.linked.near:
            if match.entry == id:
                return f"its name {match.surface!r} is near ({match.score:.2f})"
        asked = next((term for term in self.terms()[:MOST_NEAR] if term.label == id), None)
        return (
            f"the term asked for like this ({asked.probability:.2f})"
            if asked
            else "its texts hold the question's words"
        )

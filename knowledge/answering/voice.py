"""What all answers have in common: their frame, cards of entries, questions to go on with, and what is said besides."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from knowledge.answering.answers import Answer, Card, Suggestion
from knowledge.answering.conditions import Conditions
from knowledge.answering.facts import FactTeller
from knowledge.answering.figures import Figures
from knowledge.answering.phrases import Phrases
from knowledge.reading.question import Understood
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language
from knowledge.store.entries import Concept, Entry, Located, Programme

STALE_AFTER: Final = 1
"""Years after which "open" is said with its date."""
EXAMPLES: Final = ("east", "photonics", "zim", "cluster")
NEWEST_SHOWN: Final = 2
"""So many of what replaced something are named where there is little room."""


class Voice:
    """Speaks one language."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        """`base` is what is known."""
        self.base = base
        self.language = language
        self.phrases = Phrases(base, language)
        self.conditions = Conditions(self.phrases)
        self.facts = FactTeller(self.phrases)
        self.figures = Figures(self.facts)
        self.say = self.phrases.wording.say

    def build(self, understood: Understood, lead: str, **parts: Any) -> Answer:
        """An answer with what all have in common."""
        common = {
            "language": self.language,
            "intent": understood.intent,
            "outcome": understood.outcome,
            "reading": understood.reading,
            "confidence": round(min(1.0, understood.confidence), 3),
            "lead": lead,
        }
        return Answer(**(common | parts))

    def entries(self, understood: Understood) -> list[Entry]:
        """The entries that a question names, as far as they are there."""
        return [self.base[id] for id in understood.reading.entries if id in self.base]

    # Cards

    def card(self, entry: Entry, this_year: int, fact: str | None = None) -> Card:
        """An entry on one line.

        Args:
            entry: The entry.
            this_year: Today's year, by which "open" can be out of date; 0 where that does not matter.
            fact: What is said of it; by default the one fact that matters most.
        """
        status = entry.status
        show = status != "unknown" and not isinstance(entry, Concept) and entry.kind not in ("organisation", "platform")
        label = self.phrases.status(entry) if show else ""
        if show and status == "open" and not self.is_current(entry, this_year):
            label += self.say("fact.figure_as_of", date=entry.as_of)
        return Card(
            id=entry.id,
            title=entry.name(self.language),
            fact=self.one_fact(entry) if fact is None else fact,
            badge=status if show else None,
            badge_label=label,
            link=self.base.link(entry.id),
        )

    def is_current(self, entry: Entry, this_year: int) -> bool:
        """Whether what is known of an entry is not so old that it needs its date; always where `this_year` is 0."""
        return not entry.as_of or this_year - int(entry.as_of[:4]) <= STALE_AFTER

    def one_fact(self, entry: Entry) -> str:
        """The one fact that matters most about an entry, in a few words."""
        if isinstance(entry, Programme):
            if replaced := self.replaced("list", entry):
                return replaced.lstrip("; ")
            fact = self.facts.tell(entry, "grant")
            if fact.known and (entry.grant_rate or entry.max_grant_eur):
                return fact.cell
            return self.phrases.codes("target_groups", entry.target_groups[:3])
        if isinstance(entry, Located):
            topics = self.phrases.codes("topics", [topic for topic in entry.topics[:2] if topic != "open"])
            city = self.phrases.city(entry.city) if entry.city else ""
            return ", ".join(part for part in (city, topics) if part)
        return ""

    def replaced(self, message: str, entry: Entry, **values: object) -> str:
        """What there is today in place of what has ended, or what followed it and has ended too; else nothing.

        Args:
            message: "list" for a part of a line, "describe" for a sentence.
            entry: Any entry.
            values: What else the message holds.
        """
        if entry.status != "ended" or not entry.successor:
            return ""
        if living := self.facts.living(entry):
            key = "ended" if message == "describe" else "today"
            shown = living if message == "describe" else living[:NEWEST_SHOWN]
            return self.say(f"{message}.{key}", names=self.phrases.entries(shown), **values)
        return self.say(f"{message}.followed", names=self.phrases.entries(entry.successor), **values)

    # What has to be said besides

    def suggestion(self, key: str, **values: object) -> Suggestion:
        """A question to go on with."""
        return Suggestion(
            label=self.say(f"suggest.{key}.label", **values), text=self.say(f"suggest.{key}.text", **values)
        )

    def examples(self) -> tuple[Suggestion, ...]:
        """Questions to begin with."""
        return tuple(self.suggestion(f"examples.{name}") for name in EXAMPLES)

    def understood_as(self, understood: Understood) -> Iterable[str]:
        """What the conversation lent, and how a name was understood that was written otherwise."""
        reading = understood.reading
        values = [
            self.phrases.codes(slot, getattr(reading, slot)) if slot != "kinds" else self.phrases.kinds(reading, 2)
            for slot in understood.carried
            if getattr(reading, slot)
        ]
        if values:
            yield self.say("list.carried", values=", ".join(dict.fromkeys(values)))
        if understood.heard_as:
            yield self.say("describe.heard_as", name=understood.heard_as)

    def ended(self, entry: Entry, told: Sequence[str] = ()) -> list[str]:
        """That an entry has ended, since when, and what replaced it, as far as that is not told yet."""
        if entry.status != "ended":
            return []
        year = self.facts.end_year(entry)
        when = self.say("describe.when", year=year) if year else ""
        said = "status" in told or (year is not None and "dates" in told)
        if "successor" in told:
            return [] if said else [self.say("describe.ended_plain", when=when)]
        if said:
            living = self.facts.living(entry)
            return [self.say("describe.today", names=self.phrases.entries(living))] if living else []
        return [self.replaced("describe", entry, when=when) or self.say("describe.ended_plain", when=when)]

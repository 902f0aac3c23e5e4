"""Answer about several entries: side by side, as a question back which one is meant, or as names that are alike."""

from collections.abc import Sequence
from typing import Final

from knowledge.answering.answers import Answer, Choice, Row
from knowledge.answering.voice import Voice
from knowledge.reading.question import Understood
from knowledge.reading.reading import Reading
from knowledge.reading.select import figure
from knowledge.store.base import FUNDING_ADVICE, FUNDING_ADVICE_URL
from knowledge.store.codes import PAGE, Attribute
from knowledge.store.entries import Alliance, Entry, Located

COMPARED: Final[tuple[Attribute, ...]] = (
    "status",
    "dates",
    "funders",
    "managed_by",
    "eligibility",
    "grant",
    "budget",
    "members",
    "region",
    "topics",
    "parent",
    "successor",
)
"""What a comparison compares, in this order."""


class Several:
    """Answers about several entries in one language."""

    def __init__(self, voice: Voice) -> None:
        """`voice` speaks it."""
        self.voice = voice
        self.base = voice.base
        self.say = voice.say

    def compare(self, understood: Understood) -> Answer:
        """The entries side by side: what differs in rows, what does not in one sentence."""
        entries = self.voice.entries(understood)
        rows, same = [], []
        for attribute in COMPARED:
            if attribute == "parent" and all(isinstance(entry, Alliance) for entry in entries):
                continue  # who funds them says it
            facts = [self.voice.facts.tell(entry, attribute, instead=False) for entry in entries]
            if not any(fact.known for fact in facts):
                continue
            label = self.say(f"attribute.{_called(attribute, entries)}")
            if len({fact.cell for fact in facts}) == 1:
                if facts[0].cell == self.say("compare.unknown"):
                    continue
                same.append(f"{label}: {facts[0].cell}")
            else:
                rows.append(Row(label=label, cells=tuple(fact.cell for fact in facts)))
        notes = list(self.voice.understood_as(understood))
        for entry in entries:
            notes += [f"{self.voice.phrases.short(entry.id)}: {line}" for line in self.voice.ended(entry)]
        names = [entry.name(self.voice.language) for entry in entries]
        lead = self.say("compare.lead", names=self.voice.phrases.wording.join(names))
        return self.voice.build(
            understood,
            " ".join(filter(None, (self._first(understood.reading, entries), lead))),
            results=tuple(entry.id for entry in entries),
            total=len(entries),
            columns=tuple(self.voice.phrases.short(entry.id) for entry in entries),
            table=tuple(rows),
            paragraphs=(self.say("compare.same", values="; ".join(same)),) if same else (),
            cards=tuple(self.voice.card(entry, 0, "") for entry in entries),
            notes=tuple(notes),
        )

    def _first(self, reading: Reading, entries: Sequence[Entry]) -> str:
        """Which of them comes first, where that is asked and the figure of each is known."""
        sort = reading.sort
        if sort is None:
            return ""
        figures = {entry.id: figure(entry, sort.field) for entry in entries}
        if None in figures.values():
            return ""
        ranked = sorted(entries, key=lambda entry: figures[entry.id] or 0.0, reverse=sort.descending)
        of_kinds = reading.model_copy(update={"kinds": tuple(entry.kind for entry in entries)})
        return self.voice.figures.first(sort, self.voice.conditions.figure(sort.field, of_kinds), ranked)

    def choices(self, understood: Understood) -> Answer:
        """The question back which entry is meant; what has ended comes last."""
        entries = sorted(self.voice.entries(understood)[:PAGE], key=lambda entry: entry.status == "ended")
        key = "choices.which_entry" if understood.carried else "choices.lead"
        cards = tuple(self.voice.card(entry, 0) for entry in entries)
        return self.voice.build(
            understood,
            self.say(key),
            results=tuple(entry.id for entry in entries),
            total=len(entries),
            cards=cards,
            choices=tuple(Choice(id=card.id, title=card.title, hint=card.fact) for card in cards),
        )

    def unknown_name(self, understood: Understood) -> Answer:
        """That nothing is known by a name, and what has a similar one."""
        near = [self.base[id] for id in understood.near if id in self.base]
        advice = self.base.link(FUNDING_ADVICE) or FUNDING_ADVICE_URL
        return self.voice.build(
            understood,
            self.say("none.name"),
            nearest=tuple(entry.id for entry in near),
            also_lead=self.say("none.near") if near else "",
            also_cards=tuple(self.voice.card(entry, 0) for entry in near),
            notes=() if near else (self.say("none.nothing_near", url=advice),),
        )


def _called(attribute: Attribute, entries: Sequence[Entry]) -> str:
    """What an attribute is called of these entries: clusters are founded, and funded through programmes."""
    if attribute == "dates" and all(isinstance(entry, Located) and entry.founded for entry in entries):
        return "founded"
    if attribute == "funders" and all(isinstance(entry, Alliance) for entry in entries):
        return "through"
    return attribute

"""Figures in words: which one a superlative asks for, who has it, and what it is of an entry, with its year.

>>> figures = Figures(FactTeller(Phrases(base, "en")))
>>> figures.of(base["zim"], "start_year")
'since 2008'
"""

from collections.abc import Sequence
from typing import Final

from knowledge.answering.facts import FactTeller
from knowledge.reading.reading import Sort
from knowledge.reading.select import figure
from knowledge.store.codes import Attribute
from knowledge.store.entries import Alliance, Entry, Located, Programme

YEARS: Final = ("start_year", "founded", "end_year")
TOLD_BY: Final[dict[str, Attribute]] = {
    "budget_eur": "budget",
    "max_grant_eur": "grant",
    "grant_rate": "grant",
    "members": "members",
    "count": "members",
}
"""The attribute that tells a figure; years are those of `dates`."""
MOST_TIED: Final = 3
"""So many that share the first place are named; of more, only how many there are besides."""


class Figures:
    """Tells figures in one language."""

    def __init__(self, facts: FactTeller) -> None:
        """`facts` tells the attributes that the figures belong to."""
        self.facts = facts
        self.phrases = facts.phrases
        self.say = self.phrases.wording.say

    def of(self, entry: Entry, field: str) -> str:
        """A figure of an entry as it stands beside its name; empty where it is not known."""
        value = figure(entry, field)
        if value is None:
            return ""
        if field == "end_year":
            return self.say("fact.dates.cell_until", end=int(value))
        if field in YEARS:
            if isinstance(entry, Located) and entry.founded == value:
                return self.say("figure.founded", year=int(value))
            return self.facts.tell(entry, "dates").cell
        cell = self.facts.tell(entry, TOLD_BY[field]).cell
        return cell if TOLD_BY[field] == "grant" else self.facts.dated(entry, cell)

    def first(self, sort: Sort, name: str, entries: Sequence[Entry]) -> str:
        """The answer to a superlative: the first of a sorted list, and those that share its place, with the figure.

        Args:
            sort: The order asked for.
            name: What the figure is called of what is in the list ("founded" for `start_year`).
            entries: What fits, in this order.
        """
        best = figure(entries[0], sort.field)
        tied = [entry for entry in entries if figure(entry, sort.field) == best]
        names = [entry.name(self.phrases.language) for entry in tied[:MOST_TIED]]
        if len(tied) > MOST_TIED:
            names = [*names[:-1], self.say("superlative.more", count=len(tied) - MOST_TIED + 1)]
        value = self._value(tied[0], sort.field, best or 0.0)
        if len(tied) == 1 and sort.field not in YEARS:
            value = self.facts.dated(tied[0], value)
        key = f"superlative.{name}.{'most' if sort.descending else 'least'}"
        message = "superlative.year" if sort.field in YEARS else "superlative.figure"
        return self.say(message, label=self.say(key), names=self.phrases.wording.join(names), value=value)

    def _value(self, entry: Entry, field: str, value: float) -> str:
        wording = self.phrases.wording
        if field in YEARS:
            return str(int(value))
        if field.endswith("eur"):
            return wording.money(value)
        if field == "grant_rate":
            return wording.share(value)
        if isinstance(entry, Alliance | Programme):
            return self.facts.tell(entry, "members").cell
        return wording.number(value)

"""Answer with a list: what fits and how much of it, the first of an order, and what is near where nothing fits."""

from itertools import combinations
from typing import Final

from knowledge.answering.answers import Answer, Suggestion
from knowledge.answering.voice import Voice
from knowledge.reading.question import Understood
from knowledge.reading.reading import ROUND, Reading
from knowledge.reading.select import Found, Selection, select
from knowledge.store.codes import PAGE
from knowledge.store.entries import Entry, Located, Programme

GIVEN_UP: Final = (
    *("limits", "sort", "statuses", "target_groups", "instruments"),
    *("funders", "programmes", "regions", "topics"),
)
"""Slots in the order in which their conditions are given up where nothing fits them all; cities go with regions."""
NEAREST: Final = 3
"""How many entries are shown where nothing fits."""
ALSO_SHOWN: Final = 2
"""So many of what comes also have a card beside a full page; with fewer results, as many as fill the page."""


class Lists:
    """Answers with lists in one language."""

    def __init__(self, voice: Voice) -> None:
        """`voice` speaks it."""
        self.voice = voice
        self.base = voice.base
        self.say = voice.say

    def answer(self, understood: Understood, this_year: int) -> Answer:
        """What fits, a page of it.

        Args:
            understood: A reading with the intent `find` or `count`.
            this_year: Today's year.
        """
        reading = understood.reading
        selection = select(self.base, reading)
        total, also_total = len(selection.fitting), len(selection.also)
        if not total and not also_total:
            return self._nothing(understood)
        first = understood.page * PAGE
        shown = selection.fitting[first : first + PAGE]
        if understood.page and not shown:
            return self.voice.build(understood, self.say("list.no_more"), outcome="none")
        also = selection.also[:PAGE] if understood.page == 0 else ()
        rest = total - first - len(shown)
        lead, *paragraphs = self._lead(understood, selection, this_year)
        return self.voice.build(
            understood,
            lead,
            paragraphs=tuple(paragraphs),
            results=tuple(hit.entry.id for hit in shown),
            total=total,
            also=tuple(hit.entry.id for hit in also),
            also_total=also_total,
            cards=tuple(self.voice.card(hit.entry, this_year, self._why(reading, hit, shown)) for hit in shown),
            also_lead=self.say("list.also", count=also_total) if also and total else "",
            also_cards=tuple(
                self.voice.card(hit.entry, this_year, self._figures(reading, hit.entry))
                for hit in also[: max(ALSO_SHOWN, PAGE - len(shown))]
            ),
            notes=tuple(self._notes(understood, selection, rest)),
            suggestions=self._suggestions(reading, selection, rest),
            page=understood.page,
            more=rest > 0,
        )

    def _lead(self, understood: Understood, selection: Selection, this_year: int) -> tuple[str, ...]:
        """What answers first, and for a superlative how many were ranked."""
        reading, fitting = understood.reading, selection.fitting
        total = len(fitting)
        conditions = self._conditions(reading, selection)
        only = fitting[0].entry if total == 1 else None
        noun = self.voice.phrases.kinds(reading, total or 2, only)
        if not total:
            return (self.say("list.nothing_special", noun=noun, conditions=conditions),)
        if reading.sort:
            figure = self.voice.conditions.figure(reading.sort.field, reading)
            order = self.say(f"order.{figure}.{'most' if reading.sort.descending else 'least'}")
            ranked = self.say("list.sorted", count=total, noun=noun, conditions=conditions, order=order)
            if understood.page:
                return (ranked,)
            return (self.voice.figures.first(reading.sort, figure, [hit.entry for hit in fitting]), ranked)
        if understood.intent == "count":
            counted = self._counted_by(reading, selection)
            return (self.say("count.lead", count=total, noun=noun, conditions=counted),)
        taking = [hit.entry for hit in fitting if hit.entry.status == "open"]
        if taking and reading.statuses != ("open",) and "programme" in reading.kinds:
            current = all(self.voice.is_current(entry, this_year) for entry in taking)
            key = f"list.{'only_open' if len(taking) == total else 'lead_open'}{'' if current else '_once'}"
            return (self.say(key, count=total, noun=noun, conditions=conditions, open=len(taking)),)
        return (self.say("list.lead", count=total, noun=noun, conditions=conditions),)

    def _conditions(self, reading: Reading, selection: Selection) -> str:
        """The conditions of a list; where nothing that is in the city named stands first, how many are there."""
        first = selection.fitting[0].entry if selection.fitting else None
        if reading.places and isinstance(first, Located) and first.city not in reading.places:
            return self._counted_by(reading, selection)
        return self.voice.conditions.all(reading, len(selection.fitting))

    def _counted_by(self, reading: Reading, selection: Selection) -> str:
        """The conditions of a count; of a city it is said how many are there, of those that its Land has."""
        said = self.voice.conditions.all(reading, len(selection.fitting), home_first=False)
        if said == self.voice.conditions.all(reading, len(selection.fitting)):
            return said
        there = sum(isinstance(hit.entry, Located) and hit.entry.city in reading.places for hit in selection.fitting)
        cities = self.voice.phrases.codes("places", reading.places)
        return said + self.say("count.there" if there else "count.none_there", count=there, values=cities)

    def _notes(self, understood: Understood, selection: Selection, rest: int) -> list[str]:
        reading = understood.reading
        notes = list(self.voice.understood_as(understood))
        if understood.page:
            pages = -(-len(selection.fitting) // PAGE)
            notes.append(self.say("list.page", page=understood.page + 1, pages=pages))
        if rest > 0:
            notes.append(self.say("list.more", count=rest))
        if understood.intent == "find" and not reading.sort and "ended" not in reading.statuses:
            notes += self._best_known_ended(selection)
        if reading.target_groups and "programme" in reading.kinds:
            notes.append(self.say("list.check"))
        return notes

    def _best_known_ended(self, selection: Selection) -> list[str]:
        """A line on the best known of the ended programmes that fit, and on what replaced it."""
        ended = [
            hit.entry for hit in selection.fitting if hit.entry.status == "ended" and hit.entry.kind == "programme"
        ]
        if not ended:
            return []
        entry = max(ended, key=lambda entry: (self.base.references(entry.id), entry.id))
        year = self.voice.facts.end_year(entry)
        since = self.say("list.since", year=year) if year else ""
        today = self.voice.replaced("list", entry)
        return [self.say("list.ended", name=entry.name(self.voice.language), since=since, today=today)]

    def _why(self, reading: Reading, hit: Found, shown: tuple[Found, ...]) -> str | None:
        """Why an entry is in the list: the figure asked for, or what sets it apart from those around it."""
        if figures := self._figures(reading, hit.entry):
            return figures
        slots = [slot for slot in ("regions", "topics", "target_groups") if getattr(reading, slot)]
        if isinstance(hit.entry, Programme) and len(slots) > 1:
            values = [
                self.voice.phrases.code(slot, code)
                for slot in slots
                for code in getattr(reading, slot)
                if code in hit.matches and not all(code in other.matches for other in shown)
            ]
            if values:
                return self.say("list.fits", values=", ".join(values))
        return None

    def _figures(self, reading: Reading, entry: Entry) -> str | None:
        """The figures of an entry by which the list is sorted or limited; None where there are none."""
        fields = [reading.sort.field] if reading.sort else []
        fields += [limit.field for limit in reading.limits if limit.field != ROUND]
        figures = [self.voice.figures.of(entry, field) for field in fields]
        return ", ".join(dict.fromkeys(filter(None, figures))) or None

    def _nothing(self, understood: Understood) -> Answer:
        reading = understood.reading
        conditions = self.voice.conditions
        noun = self.voice.phrases.kinds(reading, 2)
        given_up, nearest = self._nearest(reading)
        without = conditions.of(reading, given_up)
        return self.voice.build(
            understood,
            self.say("list.none", noun=noun, conditions=conditions.all(reading, 2, home_first=False)),
            outcome="none",
            nearest=tuple(entry.id for entry in nearest),
            also_lead=self.say("list.nearest", conditions=without) if nearest else "",
            also_cards=tuple(self.voice.card(entry, 0) for entry in nearest),
            notes=tuple(self.voice.understood_as(understood)),
        )

    def _nearest(self, reading: Reading) -> tuple[tuple[str, ...], list[Entry]]:
        """What is given up so that something fits, as little as possible, and what fits then."""
        filled = [slot for slot in GIVEN_UP if getattr(reading, slot)]
        for count in range(1, len(filled) + 1):
            for slots in combinations(filled, count):
                update: dict[str, object] = {slot: None if slot == "sort" else () for slot in slots}
                if "regions" in slots:
                    update["places"] = ()
                if found := select(self.base, reading.model_copy(update=update)).fitting:
                    return slots, [hit.entry for hit in found[:NEAREST]]
        return (), []

    def _suggestions(self, reading: Reading, selection: Selection, rest: int) -> tuple[Suggestion, ...]:
        names = []
        if rest > 0:
            names.append("more")
        taking = sum(hit.entry.status == "open" for hit in selection.fitting)
        if reading.statuses != ("open",) and 0 < taking < len(selection.fitting):
            names.append("open_only")
        return tuple(self.voice.suggestion(name) for name in names)

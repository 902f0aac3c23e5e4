"""Answer what was understood: from an `Understood` reading to an `Answer` that a person can read on a phone.

First the sentence that answers, then one card an entry, then what has to be said besides: what has ended and what
replaced it, what was carried over, as of when a figure is. Wording comes from the message files, names and facts from
`phrases` and `facts`; here is only what is said, and in which order.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from knowledge.answering.answers import Answer, Card, Choice, Row, Suggestion
from knowledge.answering.facts import FactTeller
from knowledge.answering.phrases import Phrases
from knowledge.reading.read import Understood
from knowledge.reading.reading import Reading
from knowledge.reading.select import Found, Selection, select
from knowledge.store.base import FUNDING_ADVICE, FUNDING_ADVICE_URL, KnowledgeBase
from knowledge.store.codes import PAGE, Attribute, Intent, Language
from knowledge.store.entries import Alliance, Concept, Entry, Located, Programme

GIVEN_UP: Final = (
    *("places", "regions", "statuses", "limits", "sort"),
    *("target_groups", "instruments", "funders", "programmes", "topics"),
)
"""Slots in the order in which their conditions are given up where nothing fits them all."""
NEAREST: Final = 3
"""How many entries are shown where nothing fits."""
ALSO_SHOWN: Final = 2
"""So many of what comes also have a card beside a full page; with fewer results, as many as fill the page."""
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
STALE_AFTER: Final = 1
"""Years after which "open" is said with its date."""


class Answerer:
    """Answers in one language."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        """`base` is what is known."""
        self.base = base
        self.language = language
        self.phrases = Phrases(base, language)
        self.facts = FactTeller(self.phrases)
        self.say = self.phrases.wording.say

    def answer(self, understood: Understood, this_year: int) -> Answer:
        """The answer to what was understood.

        Args:
            understood: The reading of the question.
            this_year: Today's year, by which "open" can be out of date.
        """
        intent = understood.intent
        if understood.outcome == "none":
            return self._unknown_name(understood)
        if understood.outcome == "choices":
            return self._choices(understood)
        if intent in ("find", "count"):
            return self._list(understood, this_year)
        if intent == "ask":
            return self._ask(understood, this_year)
        if intent in ("describe", "define"):
            return self._describe(understood, this_year)
        if intent == "compare":
            return self._compare(understood)
        if intent == "browse":
            return self._browse(understood)
        if intent == "about":
            return self._about(understood)
        if intent == "out_of_scope":
            return self.outside(understood)
        return self._social(understood)

    def _build(self, understood: Understood, lead: str, **parts: Any) -> Answer:
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

    # Lists

    def _list(self, understood: Understood, this_year: int) -> Answer:
        reading, intent = understood.reading, understood.intent
        selection = select(self.base, reading)
        total, also_total = len(selection.fitting), len(selection.also)
        if not total and not also_total:
            return self._nothing(understood)
        first = understood.page * PAGE
        shown = selection.fitting[first : first + PAGE]
        if understood.page and not shown:
            return self._build(understood, self.say("list.no_more"), outcome="none")
        also = selection.also[:PAGE] if understood.page == 0 else ()
        pages = -(-total // PAGE)
        notes = [*self._carried(understood), *self._heard_as(understood)]
        if understood.page:
            notes.append(self.say("list.page", page=understood.page + 1, pages=pages))
        rest = total - first - len(shown)
        if rest > 0:
            notes.append(self.say("list.more", count=rest))
        if "ended" not in reading.statuses:
            notes += self._best_known_ended(selection)
        if reading.target_groups and "programme" in reading.kinds and (shown or also):
            notes.append(self.say("list.check"))
        return self._build(
            understood,
            self._list_lead(reading, intent, selection),
            results=tuple(hit.entry.id for hit in shown),
            total=total,
            also=tuple(hit.entry.id for hit in also),
            also_total=also_total,
            cards=tuple(self._card(hit.entry, this_year, self._why(reading, hit)) for hit in shown),
            also_lead=self.say("list.also", count=also_total) if also and total else "",
            also_cards=tuple(self._card(hit.entry, this_year) for hit in also[: max(ALSO_SHOWN, PAGE - len(shown))]),
            notes=tuple(notes),
            suggestions=self._suggestions_for_list(reading, selection, rest),
            page=understood.page,
            more=rest > 0,
        )

    def _list_lead(self, reading: Reading, intent: Intent, selection: Selection) -> str:
        total = len(selection.fitting)
        conditions = self.phrases.conditions(reading)
        if not total:
            return self.say("list.nothing_special", noun=self.phrases.kinds(reading, 2), conditions=conditions)
        noun = self.phrases.kinds(reading, total)
        if intent == "count":
            return self.say("count.lead", count=total, noun=noun, conditions=conditions)
        if reading.sort:
            field = self.say(f"field.{reading.sort.field}")
            return self.say("list.sorted", count=total, noun=noun, conditions=conditions, field=field)
        taking = sum(hit.entry.status == "open" for hit in selection.fitting)
        if taking and reading.statuses != ("open",) and "programme" in reading.kinds:
            key = "list.only_open" if taking == total else "list.lead_open"
            return self.say(key, count=total, noun=noun, conditions=conditions, open=taking)
        return self.say("list.lead", count=total, noun=noun, conditions=conditions)

    def _best_known_ended(self, selection: Selection) -> list[str]:
        """A line on the best known of the ended programmes that fit, and on what replaced it."""
        ended = [
            hit.entry for hit in selection.fitting if hit.entry.status == "ended" and hit.entry.kind == "programme"
        ]
        if not ended:
            return []
        entry = max(ended, key=lambda entry: (self.base.references(entry.id), entry.id))
        year = self.facts.end_year(entry)
        return [
            self.say(
                "list.ended",
                name=entry.name(self.language),
                since=self.say("list.since", year=year) if year else "",
                today=self.say("list.today", names=self.phrases.entries(entry.successor)) if entry.successor else "",
            )
        ]

    def _why(self, reading: Reading, hit: Found) -> str:
        """Why an entry fits, where several conditions were asked for; else the fact that matters most."""
        conditions = [slot for slot in ("regions", "topics", "target_groups") if getattr(reading, slot)]
        if isinstance(hit.entry, Programme) and len(conditions) > 1:
            values = [
                self.phrases.code(slot, code)
                for slot in conditions
                for code in getattr(reading, slot)
                if code in hit.matches
            ]
            if values:
                return self.say("list.fits", values=", ".join(values))
        if reading.sort:
            fact = self.facts.tell(hit.entry, _attribute_of(reading.sort.field))
            return fact.cell if fact.known else ""
        return self._fact(hit.entry)

    def _nothing(self, understood: Understood) -> Answer:
        reading = understood.reading
        lead = self.say("list.none", noun=self.phrases.kinds(reading, 2), conditions=self.phrases.conditions(reading))
        nearest = self._nearest(reading)
        return self._build(
            understood,
            lead,
            outcome="none",
            nearest=tuple(entry.id for entry in nearest),
            also_lead=self.say("list.nearest") if nearest else "",
            also_cards=tuple(self._card(entry, 0) for entry in nearest),
            notes=tuple(self._carried(understood)),
        )

    def _nearest(self, reading: Reading) -> list[Entry]:
        """What fits once conditions are given up one after the other, the narrowest first."""
        for slot in GIVEN_UP:
            if getattr(reading, slot):
                reading = reading.model_copy(update={slot: None if slot == "sort" else ()})
                if slot != "places" and (found := select(self.base, reading).fitting):
                    return [hit.entry for hit in found[:NEAREST]]
        return []

    def _suggestions_for_list(self, reading: Reading, selection: Selection, rest: int) -> tuple[Suggestion, ...]:
        names = []
        if rest > 0:
            names.append("more")
        taking = sum(hit.entry.status == "open" for hit in selection.fitting)
        if reading.statuses != ("open",) and 0 < taking < len(selection.fitting):
            names.append("open_only")
        return tuple(self._suggestion(name) for name in names)

    # Cards

    def _card(self, entry: Entry, this_year: int, fact: str | None = None) -> Card:
        status = entry.status
        show = status != "unknown" and not isinstance(entry, Concept) and entry.kind not in ("organisation", "platform")
        label = self.phrases.status(entry) if show else ""
        if show and status == "open" and entry.as_of and this_year - int(entry.as_of[:4]) > STALE_AFTER:
            label += self.say("fact.figure_as_of", date=entry.as_of)
        return Card(
            id=entry.id,
            title=entry.name(self.language),
            fact=self._fact(entry) if fact is None else fact,
            badge=status if show else None,
            badge_label=label,
            link=self.base.link(entry.id),
        )

    def _fact(self, entry: Entry) -> str:
        """The one fact that matters most about an entry, in a few words."""
        if isinstance(entry, Programme):
            if entry.status == "ended" and entry.successor:
                return self.say("list.today", names=self.phrases.entry(entry.successor[0])).lstrip("; ")
            fact = self.facts.tell(entry, "grant")
            if fact.known and (entry.grant_rate or entry.max_grant_eur):
                return fact.cell
            return self.phrases.codes("target_groups", entry.target_groups[:3])
        if isinstance(entry, Located):
            topics = self.phrases.codes("topics", [topic for topic in entry.topics[:2] if topic != "open"])
            city = self.phrases.city(entry.city) if entry.city else ""
            return ", ".join(part for part in (city, topics) if part)
        return ""

    # One entry

    def _entries(self, understood: Understood) -> list[Entry]:
        return [self.base[id] for id in understood.reading.entries if id in self.base]

    def _ask(self, understood: Understood, this_year: int) -> Answer:
        entries = self._entries(understood)
        asked = understood.reading.attributes
        # How to apply says more of a deadline than since when there is a programme.
        asked = ("apply", "dates") if asked == ("dates", "apply") else asked
        told = [self.facts.tell(entry, attribute) for entry in entries for attribute in asked]
        notes = [*self._carried(understood), *self._heard_as(understood)]
        paragraphs = [fact.text for fact in told[1:]]
        for entry in entries:
            notes += self._ended(entry, understood.reading.attributes)
            if not all(fact.known for fact in told):
                contact = self.facts.tell(entry, "contact")
                if contact.known and "contact" not in understood.reading.attributes:
                    notes.append(self.say("fact.ask_there", contact=contact.cell))
        members = self._members_here(understood, entries)
        if members:
            paragraphs.append(self.say("fact.members_here", count=len(self.base.members_of(entries[0].id))))
        return self._build(
            understood,
            told[0].text,
            results=tuple(entry.id for entry in entries),
            total=len(entries),
            paragraphs=tuple(paragraphs),
            cards=tuple(self._card(entry, this_year) for entry in entries),
            also_cards=tuple(members),
            notes=tuple(dict.fromkeys(notes)),
            suggestions=self._questions_about(entries[0], understood.reading.attributes),
        )

    def _members_here(self, understood: Understood, entries: Sequence[Entry]) -> list[Card]:
        if "members" not in understood.reading.attributes or len(entries) != 1:
            return []
        return [self._card(member, 0) for member in self.base.members_of(entries[0].id)[:NEAREST]]

    def _ended(self, entry: Entry, told: Sequence[Attribute] = ()) -> list[str]:
        """That an entry has ended, since when, and what replaced it; nothing where it has not."""
        if entry.status != "ended":
            return []
        if "status" in told:
            names = self.phrases.entries(entry.successor)
            return [self.say("describe.today", names=names)] if names else []
        year = self.facts.end_year(entry)
        when = self.say("describe.when", year=year) if year else ""
        if entry.successor and "successor" not in told:
            return [self.say("describe.ended", when=when, names=self.phrases.entries(entry.successor))]
        return [self.say("describe.ended_plain", when=when)]

    def _describe(self, understood: Understood, this_year: int) -> Answer:
        entry = self._entries(understood)[0]
        kind, status = self.say(f"kind.{entry.kind}", count=1), self.phrases.status(entry)
        name, summary = entry.name(self.language), entry.summary(self.language)
        if isinstance(entry, Concept):
            lead, paragraphs = summary or name, []
        elif entry.status == "unknown" or entry.kind in ("organisation", "platform"):
            lead, paragraphs = self.say("describe.lead_plain", name=name, kind=kind), [summary]
        else:
            lead, paragraphs = self.say("describe.lead", name=name, kind=kind, status=status), [summary]
        notes = [*self._carried(understood), *self._heard_as(understood), *self._ended(entry)]
        if isinstance(entry, Programme) and entry.status in ("open", "planned", "running"):
            paragraphs.append(entry.text("apply", self.language))
        if isinstance(entry, Alliance) and entry.partners:
            notes.append(self.say("describe.partners", values=self.phrases.wording.join(list(entry.partners[:5]))))
        if entry.as_of:
            notes.append(self.say("describe.as_of", date=entry.as_of))
        return self._build(
            understood,
            lead,
            results=(entry.id,),
            total=1,
            paragraphs=tuple(part for part in paragraphs if part),
            cards=(self._card(entry, this_year),),
            notes=tuple(notes),
            suggestions=self._questions_about(entry, ()),
        )

    def _questions_about(self, entry: Entry, told: Sequence[Attribute]) -> tuple[Suggestion, ...]:
        """What one may want to know next of an entry."""
        if isinstance(entry, Concept):
            related = [other for other in entry.related if other in self.base][:3]
            return tuple(self._suggestion("related", name=self.phrases.entry(other)) for other in related)
        names = {"funders": "funders", "members": "members", "region": "where"}
        if isinstance(entry, Programme):
            names = {"eligibility": "who", "grant": "how_much", "apply": "apply", "funders": "funders"}
            if entry.status == "ended":
                names = {"successor": "successor", "funders": "funders", "budget": "how_much"}
        names["contact"] = "contact"
        return tuple(
            self._suggestion(name, name=entry.name(self.language))
            for attribute, name in names.items()
            if attribute not in told and self.facts.tell(entry, attribute).known  # type: ignore[arg-type]
        )[:4]

    def _suggestion(self, key: str, **values: object) -> Suggestion:
        return Suggestion(
            label=self.say(f"suggest.{key}.label", **values), text=self.say(f"suggest.{key}.text", **values)
        )

    # Several entries

    def _compare(self, understood: Understood) -> Answer:
        entries = self._entries(understood)
        rows, same = [], []
        for attribute in COMPARED:
            facts = [self.facts.tell(entry, attribute, instead=False) for entry in entries]
            if not any(fact.known for fact in facts):
                continue
            label = self.say(f"attribute.{attribute}")
            if len({fact.cell for fact in facts}) == 1:
                if facts[0].cell == self.say("compare.unknown"):
                    continue
                same.append(f"{label}: {facts[0].cell}")
            else:
                rows.append(Row(label=label, cells=tuple(fact.cell for fact in facts)))
        notes = list(self._heard_as(understood))
        for entry in entries:
            notes += [f"{self.phrases.short(entry.id)}: {line}" for line in self._ended(entry)]
        return self._build(
            understood,
            self.say("compare.lead", names=self.phrases.wording.join([entry.name(self.language) for entry in entries])),
            results=tuple(entry.id for entry in entries),
            total=len(entries),
            columns=tuple(self.phrases.short(entry.id) for entry in entries),
            table=tuple(rows),
            paragraphs=(self.say("compare.same", values="; ".join(same)),) if same else (),
            cards=tuple(self._card(entry, 0) for entry in entries),
            notes=tuple(notes),
        )

    def _choices(self, understood: Understood) -> Answer:
        entries = self._entries(understood)[:PAGE]
        key = "choices.which_entry" if understood.carried else "choices.lead"
        return self._build(
            understood,
            self.say(key),
            results=tuple(entry.id for entry in entries),
            total=len(entries),
            cards=tuple(self._card(entry, 0) for entry in entries),
            choices=tuple(
                Choice(id=entry.id, title=entry.name(self.language), hint=self._fact(entry)) for entry in entries
            ),
        )

    def _unknown_name(self, understood: Understood) -> Answer:
        near = [self.base[id] for id in understood.near if id in self.base]
        lead = self.say("none.name")
        advice = self.base.link(FUNDING_ADVICE) or FUNDING_ADVICE_URL
        return self._build(
            understood,
            lead,
            nearest=tuple(entry.id for entry in near),
            also_lead=self.say("none.near") if near else "",
            also_cards=tuple(self._card(entry, 0) for entry in near),
            notes=() if near else (self.say("none.nothing_near", url=advice),),
        )

    # Small talk, and what is beyond

    def _social(self, understood: Understood) -> Answer:
        paragraphs = [self.say("help.more")] if understood.intent == "help" else []
        suggestions = self._examples() if understood.intent in ("greet", "help") else ()
        lead = self.say(f"{understood.intent}.lead")
        return self._build(understood, lead, paragraphs=tuple(paragraphs), suggestions=suggestions)

    def _about(self, understood: Understood) -> Answer:
        newest = max((entry.as_of for entry in self.base.entries.values() if entry.as_of), default="")
        advice = self.base.link(FUNDING_ADVICE) or FUNDING_ADVICE_URL
        return self._build(
            understood,
            self.say("about.lead", count=len(self.base)),
            paragraphs=(self.say("about.sources", newest=newest), self.say("about.advice", url=advice)),
        )

    def _browse(self, understood: Understood) -> Answer:
        base = self.base
        topics = [item.name(self.language) for item in base.vocabulary.topics if item.id != "open"]
        families = sorted(
            (entry for entry in base.of_kind("programme") if base.members_of(entry.id)),
            key=lambda entry: -len(base.members_of(entry.id)),
        )
        return self._build(
            understood,
            self.say(
                "browse.lead",
                programmes=len(base.of_kind("programme")),
                alliances=len(base.of_kind("cluster", "network")),
                concepts=len(base.of_kind("concept")),
            ),
            paragraphs=(
                self.say("browse.topics", values=", ".join(topics)),
                self.say("browse.regions"),
                self.say("browse.families", values=", ".join(entry.name(self.language) for entry in families[:PAGE])),
            ),
            suggestions=self._examples(),
        )

    def outside(self, understood: Understood, key: str = "unknown.lead", foreign: bool = False) -> Answer:
        """What is said to what was not understood, or is beyond what is known here."""
        paragraphs = [self.say("unknown.scope")]
        if foreign:
            paragraphs.append(self.say("unknown.languages"))
        return self._build(understood, self.say(key), paragraphs=tuple(paragraphs), suggestions=self._examples())

    def _examples(self) -> tuple[Suggestion, ...]:
        return tuple(self._suggestion(f"examples.{name}") for name in ("east", "photonics", "zim", "cluster"))

    # What has to be said besides

    def _carried(self, understood: Understood) -> Iterable[str]:
        """What the conversation lent, in words."""
        reading = understood.reading
        values = [
            self.phrases.codes(slot, getattr(reading, slot)) if slot != "kinds" else self.phrases.kinds(reading, 2)
            for slot in understood.carried
            if getattr(reading, slot)
        ]
        return [self.say("list.carried", values=", ".join(values))] if values else []

    def _heard_as(self, understood: Understood) -> Iterable[str]:
        return [self.say("describe.heard_as", name=understood.heard_as)] if understood.heard_as else []


def _attribute_of(field: str) -> Attribute:
    """The attribute that tells a figure."""
    figures: dict[str, Attribute] = {
        "budget_eur": "budget",
        "max_grant_eur": "grant",
        "grant_rate": "grant",
        "members": "members",
        "count": "members",
    }
    return figures.get(field, "dates")

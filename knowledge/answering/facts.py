"""Answer one attribute of one entry in a sentence: the fact first, with its year, and honestly where it is not known.

>>> fact = FactTeller(Phrases(base, "en")).tell(base["wir"], "managed_by")
>>> fact.text, fact.known
('WIR! – Change through Innovation in the Region is run by Project Management Jülich (PtJ).', True)
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from knowledge.answering.phrases import Phrases
from knowledge.store.codes import Attribute
from knowledge.store.entries import Alliance, Entry, Located, Organisation, Platform, Programme

STANDS_IN: Final[dict[Attribute, Attribute]] = {"budget": "grant", "grant": "budget"}
"""What is told of an entry's money where the figure asked for is not known: what one gets, or what there is."""


class Fact(NamedTuple):
    """What is known of an attribute: a sentence, and its core as a cell of a table."""

    text: str
    cell: str
    known: bool = True
    refers: tuple[str, ...] = ()
    """Ids of other entries in it."""


class FactTeller:
    """Tells facts in one language."""

    def __init__(self, phrases: Phrases) -> None:
        """`phrases` names things in the language of the answer."""
        self.phrases = phrases
        self.base = phrases.base
        self.say = phrases.wording.say
        self._tellers: dict[Attribute, Callable[[Entry], Fact | None]] = {
            "funders": self._funders,
            "managed_by": self._managed_by,
            "budget": self._budget,
            "grant": self._grant,
            "eligibility": self._eligibility,
            "apply": self._apply,
            "contact": self._contact,
            "link": self._link,
            "status": self._status,
            "dates": self._dates,
            "region": self._region,
            "topics": self._topics,
            "members": self._members,
            "successor": self._successor,
            "predecessor": self._predecessor,
            "parent": self._parent,
            "programmes": self._programmes,
        }

    def tell(self, entry: Entry, attribute: Attribute, instead: bool = True) -> Fact:
        """The fact; where it is not known, a sentence that says so.

        Args:
            entry: Any entry.
            attribute: What is asked of it.
            instead: Whether a figure that is close to the one asked may stand in for it.
        """
        fact = self._tellers[attribute](entry)
        if fact is None and instead and attribute in STANDS_IN:
            fact = self._tellers[STANDS_IN[attribute]](entry)
        if fact is not None:
            return fact
        key = f"fact.{attribute}.unknown"
        return Fact(self.say(key, name=self._name(entry)), self.say("compare.unknown"), known=False)

    def _name(self, entry: Entry) -> str:
        return entry.name(self.phrases.language)

    def _known(self, attribute: str, entry: Entry, values: str, refers: tuple[str, ...] = ()) -> Fact:
        return Fact(self.say(f"fact.{attribute}.known", name=self._name(entry), values=values), values, refers=refers)

    def _entries(self, attribute: str, entry: Entry, ids: tuple[str, ...]) -> Fact | None:
        return self._known(attribute, entry, self.phrases.entries(ids), ids) if ids else None

    def _as_of(self, entry: Entry) -> str:
        return self.say("fact.figure_as_of", date=entry.as_of) if entry.as_of else ""

    # Who

    def _funders(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            return self._entries("funders", entry, entry.funders)
        if isinstance(entry, Alliance) and entry.programmes:
            through = self.phrases.entries(entry.programmes)
            text = self.say("fact.through", name=self._name(entry), values=through)
            payers = tuple(dict.fromkeys(funder for id in entry.programmes for funder in self._payers(id)))
            if payers:
                text += " " + self.say("fact.funders.known", name=through, values=self.phrases.entries(payers))
            return Fact(text, through, refers=(*entry.programmes, *payers))
        if isinstance(entry, Platform):
            return self._entries("managed_by", entry, entry.run_by)
        return None

    def _payers(self, programme: str) -> tuple[str, ...]:
        entry = self.base.get(programme)
        return entry.funders if isinstance(entry, Programme) else ()

    def _managed_by(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            return self._entries("managed_by", entry, entry.managed_by)
        if isinstance(entry, Platform):
            return self._entries("managed_by", entry, entry.run_by)
        if entry.contact and entry.contact.name:
            return self._known("managed_by", entry, entry.contact.name)
        return None

    def _contact(self, entry: Entry) -> Fact | None:
        if entry.contact and (values := self.phrases.contact(entry.contact)):
            return self._known("contact", entry, values)
        if isinstance(entry, Programme):
            for id in entry.managed_by:
                office = self.base.get(id)
                if office and office.contact and (values := self.phrases.contact(office.contact)):
                    return self._known("contact", entry, values, (id,))
        return None

    # Money

    def _budget(self, entry: Entry) -> Fact | None:
        amount, note = getattr(entry, "budget_eur", None), self.phrases.note(entry, "budget_note")
        if amount is None and not note:
            return None
        values = "; ".join(
            part for part in (self.phrases.wording.money(amount) if amount is not None else "", note) if part
        )
        text = self.say("fact.budget.known", name=self._name(entry), amount=values + self._as_of(entry))
        return Fact(text, self.phrases.wording.money(amount) if amount is not None else note)

    def _grant(self, entry: Entry) -> Fact | None:
        if not isinstance(entry, Programme):
            return None
        short = [
            part
            for part in (
                self.say("fact.grant_rate", share=self.phrases.wording.share(entry.grant_rate))
                if entry.grant_rate
                else "",
                self.say("fact.grant_most", amount=self.phrases.wording.money(entry.max_grant_eur))
                if entry.max_grant_eur
                else "",
            )
            if part
        ]
        note = self.phrases.note(entry, "grant_note")
        if not short and not note:
            return None
        values = "; ".join([*short, *((note.rstrip("."),) if note else ())]) + self._as_of(entry)
        text = self.say("fact.grant.known", name=self._name(entry), values=values)
        return Fact(text, ", ".join(short) or note)

    # Who and how

    def _eligibility(self, entry: Entry) -> Fact | None:
        if not isinstance(entry, Programme) or not entry.target_groups:
            return None
        groups = self.phrases.wording.join([self.phrases.code("target_groups", group) for group in entry.target_groups])
        text = self.say("fact.eligibility.known", name=self._name(entry), values=groups)
        if entry.regions and not {"DE", "EU"} & set(entry.regions):
            text += " " + self.say("fact.eligibility_regions", values=self.phrases.codes("regions", entry.regions))
        if how := entry.text("apply", self.phrases.language):
            text += " " + how
        return Fact(text, groups)

    def _apply(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            if how := entry.text("apply", self.phrases.language):
                return Fact(self.say("fact.apply.known", name=self._name(entry), text=how), how)
            return None
        if isinstance(entry, Alliance):
            text = self.say("fact.apply_cluster", name=self._name(entry))
            return Fact(text, text, known=False)
        return None

    def _link(self, entry: Entry) -> Fact | None:
        url = self.base.link(entry.id)
        return Fact(self.say("fact.link.known", name=self._name(entry), url=url), url) if url else None

    # When

    def _status(self, entry: Entry) -> Fact | None:
        name, language = self._name(entry), self.phrases.language
        if entry.status == "unknown":
            return None
        ended = entry.status == "ended"
        key = "ended_alliance" if ended and not isinstance(entry, Programme) else entry.status
        year = self.end_year(entry)
        when = self.say("describe.when", year=year) if ended and year else ""
        text = self.say(f"fact.status.{key}", name=name, when=when, as_of="" if ended else self._as_of(entry))
        if isinstance(entry, Programme) and not ended and (how := entry.text("apply", language)):
            text += " " + how
        return Fact(text, self.phrases.status(entry))

    @staticmethod
    def end_year(entry: Entry) -> int | None:
        """The year in which an entry ended, where it is known."""
        if isinstance(entry, Programme):
            return entry.end_year
        return entry.period.end if isinstance(entry, Alliance) and entry.period else None

    def _dates(self, entry: Entry) -> Fact | None:
        name = self._name(entry)
        start, end = None, self.end_year(entry)
        if isinstance(entry, Programme):
            start = entry.start_year
        elif isinstance(entry, Located) and entry.founded:
            period = entry.period if isinstance(entry, Alliance) else None
            if period and period.start and period.end:
                text = self.say(
                    "fact.dates.founded_funded", name=name, year=entry.founded, start=period.start, end=period.end
                )
                return Fact(text, f"{entry.founded}")
            return Fact(self.say("fact.dates.founded", name=name, year=entry.founded), f"{entry.founded}")
        elif isinstance(entry, Alliance) and entry.period:
            start = entry.period.start
        if start and end:
            return Fact(self.say("fact.dates.from_to", name=name, start=start, end=end), f"{start}–{end}")
        if start:
            return Fact(self.say("fact.dates.since", name=name, start=start), f"{start}–")
        return Fact(self.say("fact.dates.until", name=name, end=end), f"–{end}") if end else None

    # Where and what

    def _region(self, entry: Entry) -> Fact | None:
        name, regions = self._name(entry), self.phrases.codes("regions", entry.regions)
        if isinstance(entry, Located) and entry.city:
            city = self.phrases.city(entry.city)
            return Fact(self.say("fact.region.city", name=name, city=city, values=regions), f"{city} ({regions})")
        if not entry.regions:
            return None
        key = "fact.region.known" if isinstance(entry, Programme) else "fact.region.home"
        return Fact(self.say(key, name=name, values=regions), regions)

    def _topics(self, entry: Entry) -> Fact | None:
        topics = tuple(topic for topic in entry.topics if topic != "open")
        if topics:
            fact = self._known("topics", entry, self.phrases.codes("topics", topics))
            summary = "" if isinstance(entry, Programme) else entry.summary(self.phrases.language)
            return fact._replace(text=f"{fact.text} {summary}".strip())
        if entry.topics:
            return Fact(self.say("fact.topics.open", name=self._name(entry)), self.phrases.code("topics", "open"))
        return None

    def _members(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            count, note = entry.count, self.phrases.note(entry, "count_of")
        elif isinstance(entry, Alliance):
            count, note = entry.members, self.phrases.note(entry, "members_note")
        else:
            return None
        parts = [self.phrases.wording.number(count) if count is not None else "", note]
        values = " – ".join(part for part in parts if part)
        text = (
            self.say("fact.members.known", name=self._name(entry), count_text=values + self._as_of(entry))
            if values
            else ""
        )
        if isinstance(entry, Alliance) and entry.partners:
            partners = self.say("fact.members_partners", values=self.phrases.wording.join(list(entry.partners)))
            text = f"{text} {partners}".strip()
        return Fact(text, values) if text else None

    # Before and after

    def _successor(self, entry: Entry) -> Fact | None:
        if fact := self._entries("successor", entry, entry.successor):
            if entry.status == "ended":
                year = self.end_year(entry)
                when = self.say("describe.when", year=year) if year else ""
                fact = fact._replace(text=f"{fact.text} {self.say('describe.ended_plain', when=when)}")
            return fact
        if entry.status in ("open", "running", "active"):
            text = self.say("fact.successor.none", name=self._name(entry))
            return Fact(text, self.say("compare.unknown"))
        return None

    def _predecessor(self, entry: Entry) -> Fact | None:
        return self._entries("predecessor", entry, entry.predecessor)

    def _parent(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            return self._entries("parent", entry, (entry.parent,)) if entry.parent else None
        if isinstance(entry, Alliance):
            return self._entries("parent", entry, entry.programmes)
        return None

    def _programmes(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Alliance):
            return self._funders(entry)
        if isinstance(entry, Organisation):
            paid = tuple(
                other.id
                for other in self.base.of_kind("programme")
                if isinstance(other, Programme) and entry.id in (*other.funders, *other.managed_by)
            )
            if paid:
                names = self.phrases.codes("programmes", paid)
                return Fact(self.say("fact.programmes.known", name=self._name(entry), values=names), names, refers=paid)
        if isinstance(entry, Programme) and (lines := self.base.children_of(entry.id)):
            names = self.phrases.entries(line.id for line in lines)
            return Fact(self.say("fact.lines", name=self._name(entry), values=names), names)
        return None

"""Answer one attribute of one entry in a sentence: the fact first, with its year, and honestly where it is not known.

>>> fact = FactTeller(Phrases(base, "en")).tell(base["wir"], "managed_by")
>>> fact.text, fact.known
('WIR! – Change through Innovation in the Region is run by Project Management Jülich (PtJ).', True)
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from knowledge.answering.phrases import Phrases
from knowledge.store.codes import Attribute
from knowledge.store.entries import Alliance, Entry, Located, Organisation, Platform, Programme

STANDS_IN: Final[dict[Attribute, Attribute]] = {"budget": "grant", "grant": "budget"}
"""What is told of an entry's money where the figure asked for is not known: what one gets, or what there is."""
LEADS: Final = 40
"""A note that says a figure within so many characters needs no figure before it."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


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
        return Fact(self._says(attribute, entry, values), values, refers=refers)

    def _says(self, attribute: str, entry: Entry, values: str) -> str:
        """The sentence for a fact that is known: in the past of what has ended."""
        past = f"fact.{attribute}.ended"
        key = past if entry.status == "ended" and past in self.phrases.wording else f"fact.{attribute}.known"
        return self.say(key, name=self._name(entry), values=values)

    def _entries(self, attribute: str, entry: Entry, ids: tuple[str, ...]) -> Fact | None:
        return self._known(attribute, entry, self.phrases.entries(ids), ids) if ids else None

    def _as_of(self, entry: Entry) -> str:
        return self.say("fact.figure_as_of", date=entry.as_of) if entry.as_of else ""

    def dated(self, entry: Entry, values: str) -> str:
        """What is said of figures, with the date of the entry where no year is in it."""
        return values if _YEAR.search(values) else values + self._as_of(entry)

    def _holds(self, note: str, amount: str) -> bool:
        """Whether a note says an amount, in digits or with its unit ("40 per cent", "5 million")."""
        return re.search(rf"(?<![\d.,]){re.escape(amount)}(?!\d|[.,]\d)", note) is not None

    def _says_money(self, note: str, euros: float) -> bool:
        amount = self.phrases.wording.money(euros)
        return self._holds(note, amount.rsplit(" ", 1)[0])

    def _says_share(self, note: str, share: float) -> bool:
        percent = self.phrases.wording.number(100 * share, 1)
        return re.search(rf"(?<![\d.,]){re.escape(percent)}\s?(?:%|[Pp]er ?cent|[Pp]rozent)", note) is not None

    # Who

    def _funders(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            return self._entries("funders", entry, entry.funders)
        if isinstance(entry, Alliance) and entry.programmes:
            return self._through(entry)
        if isinstance(entry, Platform):
            return self._entries("managed_by", entry, entry.run_by)
        return None

    def _through(self, entry: Alliance) -> Fact:
        """By which programmes an alliance is or was funded, whose label it holds, and who pays for those."""
        bonds = {
            bond: [id for id in entry.programmes if self._bond(id) == bond]
            for bond in ("through", "through_ended", "label")
        }
        sentences, cells = list[str](), list[str]()
        for bond, ids in bonds.items():
            if ids:
                values, key = self.phrases.entries(ids), f"fact.{bond}_too" if sentences else f"fact.{bond}"
                sentences.append(self.say(key, name=self._name(entry), values=values))
                cells.append(self.say("fact.label_cell", values=values) if bond == "label" else values)
        paying = [*bonds["through"], *bonds["through_ended"]]
        if payers := self._payers(paying or bonds["label"]):
            key = "fact.payers" if bonds["through"] else "fact.payers_ended" if paying else "fact.label_payers"
            before_label = len(sentences) - bool(paying and bonds["label"])
            sentences.insert(before_label, self.say(key, values=self.phrases.entries(payers)))
        return Fact(" ".join(sentences), ", ".join(cells), refers=(*entry.programmes, *payers))

    def _payers(self, programmes: Iterable[str]) -> tuple[str, ...]:
        """Who pays for these programmes, each once."""
        entries = [self.base.get(id) for id in programmes]
        payers = [payer for entry in entries if isinstance(entry, Programme) for payer in entry.funders]
        return tuple(dict.fromkeys(payers))

    def _bond(self, id: str) -> str:
        """What ties an alliance to a programme: money, money that it had once, or a label."""
        programme = self.base.get(id)
        if isinstance(programme, Programme) and programme.instrument == "label":
            return "label"
        return "through_ended" if programme and programme.status == "ended" else "through"

    def _managed_by(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            return self._entries("managed_by", entry, entry.managed_by)
        if isinstance(entry, Platform):
            return self._entries("managed_by", entry, entry.run_by)
        if isinstance(entry, Organisation):
            return None
        if entry.contact and entry.contact.name and entry.contact.name not in entry.names():
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
        city = self.phrases.city(entry.city) if isinstance(entry, Located) and entry.city else ""
        if values := ", ".join(part for part in (entry.url, city) if part):
            return Fact(self.say("fact.contact.partly", name=self._name(entry), values=values), values, known=False)
        return None

    # Money

    def _budget(self, entry: Entry) -> Fact | None:
        amount, note = getattr(entry, "budget_eur", None), self.phrases.note(entry, "budget_note")
        if amount is None and not note:
            return None
        money = self.phrases.wording.money(amount) if amount is not None else ""
        leads = amount is not None and self._says_money(note[:LEADS], amount)
        values = note if leads else _listed(money, note)
        text = self.say("fact.budget.known", name=self._name(entry), amount=self.dated(entry, values))
        return Fact(text, money or note)

    def _grant(self, entry: Entry) -> Fact | None:
        if not isinstance(entry, Programme):
            return None
        note = self.phrases.note(entry, "grant_note").rstrip(".")
        short, unsaid = [], []
        if entry.grant_rate:
            short.append(self.say("fact.grant_rate", share=self.phrases.wording.share(entry.grant_rate)))
            unsaid += [] if self._says_share(note, entry.grant_rate) else short[-1:]
        if entry.max_grant_eur:
            short.append(self.say("fact.grant_most", amount=self.phrases.wording.money(entry.max_grant_eur)))
            unsaid += [] if self._says_money(note, entry.max_grant_eur) else short[-1:]
        if not short and not note:
            return None
        values = self.dated(entry, _listed(*unsaid, note))
        return Fact(self.say("fact.grant.known", name=self._name(entry), values=values), ", ".join(short) or note)

    # Who and how

    def _eligibility(self, entry: Entry) -> Fact | None:
        if not isinstance(entry, Programme) or not entry.target_groups:
            return None
        groups = self.phrases.wording.join([self.phrases.code("target_groups", group) for group in entry.target_groups])
        text = self._says("eligibility", entry, groups)
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
        year = self.end_year(entry)
        key: str = entry.status
        if ended and not isinstance(entry, Programme):
            key = "ended_alliance_when" if year else "ended_alliance"
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
            cell = self.say("fact.dates.cell_since", start=start)
            return Fact(self.say("fact.dates.since", name=name, start=start), cell)
        if end:
            return Fact(self.say("fact.dates.until", name=name, end=end), self.say("fact.dates.cell_until", end=end))
        return None

    # Where and what

    def _region(self, entry: Entry) -> Fact | None:
        name, regions = self._name(entry), self.phrases.codes("regions", entry.regions)
        if isinstance(entry, Located) and entry.city:
            return self._city(name, entry.city, entry.regions)
        if not entry.regions:
            return None
        home = not isinstance(entry, Programme)
        text = self.say("fact.region.home", name=name, values=regions) if home else self._says("region", entry, regions)
        return Fact(text, regions)

    def _city(self, name: str, city: str, regions: tuple[str, ...]) -> Fact:
        """Where something is at home: its city with the Land that this is in, and what else belongs to it."""
        said, all_regions = self.phrases.city(city), self.phrases.codes("regions", regions)
        land = next((each.region for each in self.base.vocabulary.cities if each.name == city), "")
        others = [region for region in regions if region != land]
        if land not in regions or not others:
            text = self.say("fact.region.city", name=name, city=said, values=all_regions)
        else:
            home, values = self.phrases.code("regions", land), self.phrases.codes("regions", others)
            text = self.say("fact.region.city_and", name=name, city=said, home=home, values=values)
        return Fact(text, f"{said} ({all_regions})")

    def _topics(self, entry: Entry) -> Fact | None:
        """What it is about: its summary says more than the names of its topics, which come after."""
        topics = tuple(topic for topic in entry.topics if topic != "open")
        if not entry.topics:
            return None
        cell = self.phrases.codes("topics", topics or entry.topics)
        summary = entry.summary(self.phrases.language)
        key = "known" if topics else "open"
        if not summary:
            return Fact(self.say(f"fact.topics.{key}", name=self._name(entry), values=cell), cell)
        return Fact(f"{summary} {self.say(f'fact.topics.{key}_after', values=cell)}", cell)

    def _members(self, entry: Entry) -> Fact | None:
        if isinstance(entry, Programme):
            values, cell = self._counted(entry.count, self.phrases.note(entry, "count_of"), "counted")
        elif isinstance(entry, Alliance):
            values, cell = self._counted(entry.members, self.phrases.note(entry, "members_note"), "members_counted")
        else:
            return None
        text = ""
        if values:
            text = self.say("fact.members.known", name=self._name(entry), values=self.dated(entry, values))
        if isinstance(entry, Alliance) and entry.partners:
            partners = self.say("fact.members_partners", values=self.phrases.wording.join(list(entry.partners)))
            text = f"{text} {partners}".strip()
        return Fact(text, cell) if text else None

    def _counted(self, count: int | None, note: str, key: str) -> tuple[str, str]:
        """How many there are, in full and in short: the note alone where it holds the figure, else the figure first."""
        if count is None:
            return note, note
        number = self.phrases.wording.number(count)
        for said in (number, f"{count:,}", str(count)):
            if self._holds(note, said):
                return note, next(part for part in note.split("; ") if self._holds(part, said))
        if not note:
            values = self.say(f"fact.{key}", count=count, number=number)
            return values, values
        if key == "counted":
            values = f"{number} – {note}" if note[0].isdigit() else f"{number} {note}"
            return values, values.split("; ")[0]
        short = self.say(f"fact.{key}", count=count, number=number)
        return f"{short} – {note}", short

    # Before and after

    def living(self, entry: Entry) -> tuple[str, ...]:
        """The ids of what has replaced an entry and has not ended itself, the nearest first."""
        found, seen, waiting = dict[str, None](), {entry.id}, list(entry.successor)
        while waiting:
            other = self.base.get(waiting.pop(0))
            if other is None or other.id in seen:
                continue
            seen.add(other.id)
            if other.status == "ended" and other.successor:
                waiting += other.successor
            elif other.status != "ended":
                found[other.id] = None
        return tuple(found)

    def _successor(self, entry: Entry) -> Fact | None:
        if fact := self._entries("successor", entry, entry.successor):
            living = self.living(entry)
            between = [id for id in entry.successor if id not in living]
            if living and between:
                values, today = self.phrases.entries(between), self.phrases.entries(living)
                text = self.say("fact.successor.chain", name=self._name(entry), values=values, today=today)
                return fact._replace(text=text, refers=(*entry.successor, *living))
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


def _listed(*parts: str) -> str:
    return "; ".join(part for part in parts if part)

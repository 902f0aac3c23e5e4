"""Name things in one language: entries, codes, conditions, years and figures, as parts of a sentence.

>>> phrases = Phrases(base, "en")
>>> phrases.conditions(Reading(kinds=("programme",), regions=("DE-SN",), topics=("hydrogen",)))
' for Saxony on hydrogen'
"""

from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.answering.wording import wording
from knowledge.reading.reading import ROUND, Limit, Reading
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language
from knowledge.store.entries import Contact, Entry
from knowledge.store.vocabulary import Item

LONGEST_ACRONYM: Final = 12
SIGNS: Final = {"<=": "≤", ">=": "≥"}
"""How comparisons are written for people, where that is not how they are written in a reading."""
MOST_NAMED: Final = 4
"""Longer enumerations end in how many more there are."""


class Phrases:
    """The names of everything, in one language."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        """`base` gives the names of entries and codes."""
        self.base = base
        self.language = language
        self.wording = wording(language)
        vocabulary = base.vocabulary
        self._names: dict[str, dict[str, str]] = {
            "regions": self._named(vocabulary.regions)
            | {group.code: group.name(language) for group in vocabulary.region_groups if group.code},
            "topics": self._named(vocabulary.topics),
            "target_groups": self._named(vocabulary.target_groups),
        }
        self._cities = {city.name: city for city in vocabulary.cities}

    def _named(self, items: Iterable[Item]) -> dict[str, str]:
        return {item.id: item.name(self.language) for item in items}

    def entry(self, id: str) -> str:
        """The name of an entry, or its id where it is not there."""
        entry = self.base.get(id)
        return entry.name(self.language) if entry else id

    def short(self, id: str) -> str:
        """A short name of an entry, for a column of a table: its acronym, or what stands before a dash."""
        name = self.entry(id)
        if name.endswith(")") and (acronym := name[name.rindex("(") + 1 : -1]) and len(acronym) <= LONGEST_ACRONYM:
            return acronym
        return name.split(" – ")[0]

    def entries(self, ids: Iterable[str]) -> str:
        """The names of entries, enumerated."""
        return self.wording.join([self.entry(id) for id in ids])

    def code(self, slot: str, code: str) -> str:
        """The name of a region, topic, target group, status or instrument."""
        if slot == "statuses":
            return self.wording.say(f"status.{code}")
        if slot == "instruments":
            return self.wording.say(f"instrument.{code}")
        if slot in ("funders", "programmes", "entries"):
            return self.entry(code)
        if slot == "places":
            return self.city(code)
        return self._names.get(slot, {}).get(code, code)

    def codes(self, slot: str, codes: Sequence[str], join: str = "and") -> str:
        """Several of them, enumerated."""
        names = [self.code(slot, code) for code in codes]
        if len(names) > MOST_NAMED + 1:
            names = [*names[:MOST_NAMED], f"+{len(names) - MOST_NAMED}"]
        if any(f" {self.wording.say('and')} " in name for name in names):
            return ", ".join(names)
        if join == "or" and len(names) > 1:
            return f" {self.wording.say('or')} ".join(names)
        return self.wording.join(names)

    def city(self, name: str) -> str:
        """A city's name: in English the one that is usual there, where the vocabulary has one."""
        city = self._cities.get(name)
        return city.name_en if self.language == "en" and city and city.name_en else name

    def kinds(self, reading: Reading, count: int) -> str:
        """What is counted: "programmes", "clusters and networks"."""
        kinds = set(reading.kinds)
        if {"cluster", "network"} & kinds:
            name = "alliance" if kinds <= {"cluster", "network"} else "any"
        elif len(kinds) == 1:
            name = kinds.pop()
        elif reading.programmes:
            name = "member"
        else:
            name = "any"
        return self.wording.say(f"kind.{name}", count=count)

    def conditions(self, reading: Reading) -> str:
        """The conditions of a list as they follow its noun, each with its preposition; empty where there are none."""
        say, parts = self.wording.say, []
        if reading.programmes:
            parts.append(say("condition.programmes", values=self.codes("programmes", reading.programmes, "or")))
        if reading.regions:
            home = "condition.regions" if "programme" in reading.kinds else "condition.home"
            lands = self.codes("regions", reading.regions)
            parts.append(say(home, values=lands))
            cities = self.codes("places", reading.places)
            if cities and cities != lands and home == "condition.home":
                parts.append(say("condition.places", values=cities))
        parts += [self._condition(reading, slot, "and") for slot in ("topics", "target_groups")]
        parts += [self._condition(reading, slot, "or") for slot in ("funders", "instruments")]
        if len(reading.statuses) > 1:
            parts.append(say("condition.statuses.several", values=self.codes("statuses", reading.statuses, "or")))
        elif reading.statuses:
            parts.append(say(f"condition.statuses.{reading.statuses[0]}"))
        for limit in reading.limits:
            if limit.field == ROUND and limit.op == "=":
                parts.append(say("condition.round", value=int(limit.value)))
                continue
            field = say(f"field.{limit.field}")
            parts.append(
                say("condition.limit", field=field, op=SIGNS.get(limit.op, limit.op), value=self._value(limit))
            )
        for slot, codes in reading.excluded.items():
            parts.append(say("condition.excluded", values=self.codes(slot, codes)))
        return "".join(parts)

    def _condition(self, reading: Reading, slot: str, join: str) -> str:
        codes = getattr(reading, slot)
        return self.wording.say(f"condition.{slot}", values=self.codes(slot, codes, join)) if codes else ""

    def _value(self, limit: Limit) -> str:
        """What something is compared with: a year, a sum of money or another number."""
        if limit.field.endswith("year") or limit.field == "founded":
            return str(int(limit.value))
        return self.wording.money(limit.value) if limit.field.endswith("eur") else self.wording.number(limit.value)

    def status(self, entry: Entry) -> str:
        """The status of an entry, in a word or two."""
        return self.wording.say(f"status.{entry.status}")

    def contact(self, contact: Contact) -> str:
        """A contact on one line."""
        return ", ".join(part for part in (contact.name, contact.phone, contact.email, contact.url) if part)

    def note(self, entry: Entry, field: str) -> str:
        """What a note says (``grant_note``), in this language where it exists in it."""
        return getattr(entry, f"{field}_{self.language}", None) or getattr(entry, field, None) or ""

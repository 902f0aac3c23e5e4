"""Name things in one language: entries, codes, cities and kinds, as parts of a sentence.

>>> phrases = Phrases(base, "en")
>>> phrases.entry("zim"), phrases.short("zim"), phrases.codes("regions", ["DE-SN", "DE-TH"])
('Central Innovation Programme for SMEs (ZIM)', 'ZIM', 'Saxony and Thuringia')
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from knowledge.answering.wording import wording
from knowledge.reading.reading import Reading
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language
from knowledge.store.entries import Contact, Entry
from knowledge.store.vocabulary import Item

LONGEST_ACRONYM: Final = 12
MOST_NAMED: Final = 4
"""Longer enumerations end in how many more there are."""
_DASH: Final = re.compile(r"\s+[–-]\s+")


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
        if name.endswith(")"):
            stem, _, inner = name[:-1].rpartition(" (")
            if len(inner) <= LONGEST_ACRONYM and sum(map(str.isupper, inner)) > 1:
                return inner
            name = stem or name
        return _DASH.split(name)[0]

    def called(self, entry: Entry) -> str:
        """What an entry is called in a question about it: its short name where that is known to mean it alone."""
        short = self.short(entry.id)
        return short if short in entry.names() and self._bearers[short] == 1 else entry.name(self.language)

    @cached_property
    def _bearers(self) -> Counter[str]:
        """How many entries bear a name."""
        return Counter(name for entry in self.base.entries.values() for name in entry.names())

    def entries(self, ids: Iterable[str]) -> str:
        """The names of entries, enumerated."""
        return self.wording.join([self.entry(id) for id in ids])

    def code(self, slot: str, code: str) -> str:
        """The name of a region, topic, target group, status, instrument or kind."""
        if slot == "statuses":
            return self.wording.say(f"status.{code}")
        if slot == "instruments":
            return self.wording.say(f"instrument.{code}")
        if slot == "kinds":
            return self.wording.say(f"kind.{code}", count=2)
        if slot in ("funders", "programmes", "entries"):
            return self.entry(code)
        if slot == "places":
            return self.city(code)
        return self._names.get(slot, {}).get(code, code)

    def codes(self, slot: str, codes: Sequence[str], join: str = "and", attributive: bool = False) -> str:
        """Several of them, enumerated.

        Args:
            slot: What they are.
            codes: Their codes.
            join: "and" or "or".
            attributive: Whether statuses describe a noun ("laufend") and are not said of it ("läuft").
        """
        names = [self.wording.say(f"being.{code}") if attributive else self.code(slot, code) for code in codes]
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

    def land_of(self, name: str) -> str:
        """The code of the Land in which a city lies; empty where it is not known."""
        city = self._cities.get(name)
        return city.region if city else ""

    def kinds(self, reading: Reading, count: int, only: Entry | None = None) -> str:
        """What is counted: "programmes", "clusters and networks".

        Args:
            reading: What was asked for.
            count: How many there are.
            only: The one that was found, where there is but one: then it is called by its own kind.
        """
        kinds = set(reading.kinds)
        if only:
            name: str = only.kind
        elif {"cluster", "network"} & kinds:
            name = "alliance" if kinds <= {"cluster", "network"} else "any"
        elif len(kinds) == 1:
            name = kinds.pop()
        elif reading.programmes:
            name = "alliance"
        else:
            name = "any"
        return self.wording.say(f"kind.{name}", count=count)

    def status(self, entry: Entry) -> str:
        """The status of an entry, in a word or two."""
        return self.wording.say(f"status.{entry.status}")

    def contact(self, contact: Contact) -> str:
        """A contact on one line."""
        return ", ".join(part for part in (contact.name, contact.phone, contact.email, contact.url) if part)

    def note(self, entry: Entry, field: str) -> str:
        """What a note says (``grant_note``), in this language where it exists in it."""
        return getattr(entry, f"{field}_{self.language}", None) or getattr(entry, field, None) or ""

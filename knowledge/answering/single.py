"""Answer about what was named: a description, or the facts that were asked for."""

from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.answering.answers import Answer, Card, Suggestion
from knowledge.answering.facts import Fact
from knowledge.answering.voice import Voice
from knowledge.reading.question import Understood
from knowledge.reading.reading import Reading
from knowledge.reading.select import is_for_any
from knowledge.store.codes import Attribute
from knowledge.store.entries import Alliance, Concept, Entry, Programme

MEMBERS_SHOWN: Final = 3
MOST_QUESTIONS: Final = 4
TOLD_BY_HOW_TO_APPLY: Final[frozenset[Attribute]] = frozenset({"status", "eligibility", "grant", "dates"})
"""What is not known of these, how to apply says something to."""
TOLD_ELSEWHERE: Final[frozenset[Attribute]] = frozenset({"contact", "link", "apply"})
"""What is not known of these, a summary does not tell."""
SAID_WITHIN: Final[tuple[tuple[Attribute, Attribute], ...]] = (("link", "contact"), ("apply", "eligibility"))
"""What is said within another fact, where both are asked for."""


class Single:
    """Answers about entries in one language."""

    def __init__(self, voice: Voice) -> None:
        """`voice` speaks it."""
        self.voice = voice
        self.base = voice.base
        self.say = voice.say

    # Facts

    def ask(self, understood: Understood, this_year: int) -> Answer:
        """The facts asked for, of one entry or several.

        Args:
            understood: A reading with the intent `ask`.
            this_year: Today's year.
        """
        entries, asked = self.voice.entries(understood), understood.reading.attributes
        # How to apply says more of a deadline than since when there is a programme.
        asked = ("apply", "dates") if asked == ("dates", "apply") else asked
        texts, notes = list[str](), list(self.voice.understood_as(understood))
        for entry in entries:
            told = {attribute: self.voice.facts.tell(entry, attribute) for attribute in asked}
            texts += [*self._yes_or_no(entry, understood.reading), *self._texts(entry, told)]
            notes += self._notes(entry, told)
        members = self.base.members_of(entries[0].id) if "members" in asked and len(entries) == 1 else ()
        here = "members_here" if len(members) <= MEMBERS_SHOWN else "members_here_some"
        lead, *paragraphs = dict.fromkeys(texts)
        return self.voice.build(
            understood,
            lead,
            results=tuple(entry.id for entry in entries),
            total=len(entries),
            paragraphs=tuple(paragraphs),
            cards=tuple(self._card(entry, this_year, texts) for entry in entries),
            also_lead=self.say(f"fact.{here}", count=len(members)) if members else "",
            also_cards=tuple(self.voice.card(member, 0) for member in members[:MEMBERS_SHOWN]),
            notes=tuple(dict.fromkeys(notes)),
            suggestions=self._questions_about(entries[0], texts) if len(entries) == 1 else (),
        )

    def _yes_or_no(self, entry: Entry, reading: Reading) -> Iterator[str]:
        """For which of the groups that the question names an entry is, and for which it is not."""
        if not (isinstance(entry, Programme) and entry.target_groups):
            return
        meant = [group for group in reading.target_groups if is_for_any(entry, (group,))]
        others = [group for group in reading.target_groups if group not in meant]
        for said, groups in (("yes", meant), ("no", others)):
            if groups:
                values = self.voice.phrases.codes("target_groups", groups)
                yield self.say(f"fact.eligibility_{said}", name=entry.name(self.voice.language), values=values)

    def _texts(self, entry: Entry, told: dict[Attribute, Fact]) -> list[str]:
        """The facts in sentences, and what helps on where one is not known."""
        for within, whole in SAID_WITHIN:
            if within in told and whole in told and told[within].cell in told[whole].text:
                told = {attribute: fact for attribute, fact in told.items() if attribute != within}
        texts = [fact.text for fact in told.values()]
        if instead := self._instead(entry, told):
            texts.append(instead)
        return texts

    def _instead(self, entry: Entry, told: dict[Attribute, Fact]) -> str:
        """What is known to a question whose fact is not: how to apply, or what it is."""
        language = self.voice.language
        unknown = {attribute for attribute, fact in told.items() if not fact.known} - TOLD_ELSEWHERE
        if "successor" in told and not entry.successor:
            unknown.add("successor")
        if not unknown or "topics" in told:
            return ""
        how = entry.text("apply", language) if isinstance(entry, Programme) else ""
        if how and unknown & TOLD_BY_HOW_TO_APPLY:
            said = any(how in fact.text for fact in told.values())
            return "" if said else how
        return entry.summary(language)

    def _notes(self, entry: Entry, told: dict[Attribute, Fact]) -> list[str]:
        notes = self.voice.ended(entry, tuple(told))
        if not all(fact.known for fact in told.values()) and "contact" not in told:
            contact = self.voice.facts.tell(entry, "contact")
            if contact.known:
                notes.append(self.say("fact.ask_there", contact=contact.cell))
        return notes

    def _card(self, entry: Entry, this_year: int, texts: Sequence[str]) -> Card:
        """An entry asked about: without what the answer says anyway."""
        fact = "" if entry.status == "ended" else self.voice.one_fact(entry)
        return self.voice.card(entry, this_year, "" if any(fact in text for text in texts) else fact)

    # Descriptions

    def describe(self, understood: Understood, this_year: int) -> Answer:
        """What an entry is, or what a term means.

        Args:
            understood: A reading with the intent `describe` or `define`.
            this_year: Today's year.
        """
        entry = self.voice.entries(understood)[0]
        language = self.voice.language
        kind, status = self.say(f"kind.{entry.kind}", count=1), self.voice.phrases.status(entry)
        name, summary = entry.name(language), entry.summary(language)
        if isinstance(entry, Concept):
            lead, paragraphs = summary or name, []
        elif entry.status == "unknown" or entry.kind in ("organisation", "platform"):
            lead, paragraphs = self.say("describe.lead_plain", name=name, kind=kind), [summary]
        else:
            lead, paragraphs = self.say("describe.lead", name=name, kind=kind, status=status), [summary]
        notes = [*self.voice.understood_as(understood), *self.voice.ended(entry)]
        if isinstance(entry, Programme) and entry.status in ("open", "planned", "running"):
            paragraphs.append(entry.text("apply", language))
        if isinstance(entry, Alliance) and entry.partners:
            partners = self.voice.phrases.wording.join(list(entry.partners[:5]))
            notes.append(self.say("describe.partners", values=partners))
        if entry.as_of:
            notes.append(self.say("describe.as_of", date=entry.as_of))
        return self.voice.build(
            understood,
            lead,
            results=(entry.id,),
            total=1,
            paragraphs=tuple(part for part in paragraphs if part),
            cards=(self._card(entry, this_year, ()),),
            notes=tuple(notes),
            suggestions=self._questions_about(entry, paragraphs),
        )

    def _questions_about(self, entry: Entry, texts: Sequence[str]) -> tuple[Suggestion, ...]:
        """What one may want to know next of an entry: what is known and is not in these texts."""
        if isinstance(entry, Concept):
            related = [other for other in entry.related if other in self.base][:3]
            return tuple(self.voice.suggestion("related", name=self.voice.phrases.entry(other)) for other in related)
        names: dict[Attribute, str] = {"funders": "funders", "members": "members", "region": "where"}
        if isinstance(entry, Programme):
            names = {"eligibility": "who", "grant": "how_much", "apply": "apply", "funders": "funders"}
            if entry.status == "ended":
                names = {"successor": "successor", "funders": "funders", "budget": "how_much"}
        names["contact"] = "contact"
        facts = {name: self.voice.facts.tell(entry, attribute) for attribute, name in names.items()}
        return tuple(
            self.voice.suggestion(name, name=self.voice.phrases.called(entry))
            for name, fact in facts.items()
            if fact.known and not any(fact.text in text or fact.cell in text for text in texts)
        )[:MOST_QUESTIONS]

"""Answer what is not about entries: small talk, what is known here and where from, and what is beyond."""

from knowledge.answering.answers import Answer
from knowledge.answering.voice import Voice
from knowledge.reading.question import Understood
from knowledge.store.base import FUNDING_ADVICE, FUNDING_ADVICE_URL
from knowledge.store.codes import PAGE


class Talk:
    """Talks in one language."""

    def __init__(self, voice: Voice) -> None:
        """`voice` speaks it."""
        self.voice = voice
        self.base = voice.base
        self.say = voice.say

    def social(self, understood: Understood) -> Answer:
        """A greeting, thanks, a farewell, or help."""
        paragraphs = [self.say("help.more")] if understood.intent == "help" else []
        suggestions = self.voice.examples() if understood.intent in ("greet", "help") else ()
        lead = self.say(f"{understood.intent}.lead")
        return self.voice.build(understood, lead, paragraphs=tuple(paragraphs), suggestions=suggestions)

    def about(self, understood: Understood) -> Answer:
        """Who answers here, whose service it is, and where the answers come from."""
        newest = max((entry.as_of for entry in self.base.entries.values() if entry.as_of), default="")
        advice = self.base.link(FUNDING_ADVICE) or FUNDING_ADVICE_URL
        return self.voice.build(
            understood,
            self.say("about.lead", count=len(self.base)),
            paragraphs=(
                self.say("about.independent"),
                self.say("about.sources", newest=newest),
                self.say("about.advice", url=advice),
            ),
        )

    def browse(self, understood: Understood) -> Answer:
        """What is known here."""
        base, language = self.base, self.voice.language
        topics = [item.name(language) for item in base.vocabulary.topics if item.id != "open"]
        families = sorted(
            (entry for entry in base.of_kind("programme") if base.members_of(entry.id)),
            key=lambda entry: -len(base.members_of(entry.id)),
        )
        return self.voice.build(
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
                self.say("browse.families", values=", ".join(entry.name(language) for entry in families[:PAGE])),
            ),
            suggestions=self.voice.examples(),
        )

    def outside(self, understood: Understood, key: str = "unknown.lead", foreign: bool = False) -> Answer:
        """What is said to what was not understood, or is beyond what is known here.

        Args:
            understood: What was not.
            key: The message that says so.
            foreign: Whether it was said in a language that is not spoken here: then both that are answer.
        """
        lead = self.say("unknown.languages" if foreign else key)
        paragraphs = () if key == "unknown.empty" else (self.say("unknown.examples"),)
        return self.voice.build(understood, lead, paragraphs=paragraphs, suggestions=self.voice.examples())

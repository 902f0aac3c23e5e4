"""An assistant that says what a test needs, in both languages, without understanding anything.

It keeps to the engine's contract: `answer` and `again` return the same kinds of answers, with pages, choices, badges,
suggestions and a conversation that goes on.
"""

from dataclasses import replace
from datetime import date

from knowledge.answering.answers import Answer, Badge, Card, Choice, Suggestion
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.store.codes import PAGE, Intent, Language

ENTRIES: tuple[str, ...] = ("zim", "wir", "inno-kom", "go-cluster", *(f"programme-{number}" for number in range(16)))
LONG_ID = "a-programme-with-an-identifier-that-is-longer-than-any-deep-link-could-ever-carry"
BADGES: tuple[tuple[Badge, str, str], ...] = (("open", "open", "offen"), ("ended", "ended", "beendet"))


class ScriptedAssistant:
    """Knows twenty programmes and a few words."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Conversation, Language | None]] = []

    def answer(self, text: str, conversation: Conversation, today: date, language: Language | None = None) -> Answer:
        """Answer by the first word that is known in `text`."""
        self.heard.append((text, conversation, language))
        words = text.casefold()
        if "auf deutsch" in words or "in english" in words:
            wish: Language = "de" if "deutsch" in words else "en"
            again = self.again(conversation.last or Turn(intent="help", reading=Reading()), today, wish)
            return replace(again, conversation=again.conversation.model_copy(update={"fixed": True}))
        kept = conversation.language if conversation.fixed else None
        spoken = language or kept or _language(words) or conversation.language or "en"
        if "boom" in words:
            raise RuntimeError(f"the secret question {text}")
        if "weather" in words or "wetter" in words:
            return _unknown(spoken, conversation)
        if "innovation" in words:
            return _choices(spoken)
        if words.startswith(("and", "und")):
            turn = conversation.last or Turn(intent="find", reading=Reading())
            reading = turn.reading.model_copy(update={"regions": ("DE-TH",)})
            return self.again(turn.model_copy(update={"reading": reading}), today, spoken)
        named = next((entry for entry in (*ENTRIES, LONG_ID) if entry in words.replace(" ", "-")), None)
        if named:
            return self.again(Turn(intent="describe", reading=Reading(entries=(named,))), today, spoken)
        return self.again(Turn(intent="find", reading=Reading(kinds=("programme",))), today, spoken)

    def again(self, turn: Turn, today: date, language: Language) -> Answer:
        """Answer what was understood."""
        if turn.intent == "about":
            return _unknown(language, Conversation())
        if turn.reading.entries:
            return _entry(turn, language)
        return _list(turn, language)


def title_of(entry: str, language: Language) -> str:
    """Return what an entry is called; it holds what HTML trips over."""
    return f"{'Programme' if language == 'en' else 'Förderung'} <{entry}> & more"


def card_of(entry: str, language: Language) -> Card:
    """Return an entry as one line."""
    badge, english, german = BADGES[len(entry) % 2]
    return Card(
        id=entry,
        title=title_of(entry, language),
        fact="up to 50 %" if language == "en" else "bis zu 50 %",
        badge=badge,
        badge_label=english if language == "en" else german,
        link=f"https://example.org/{entry}?a=1&b=2",
    )


def _language(words: str) -> Language | None:
    german = {"wer", "welche", "und", "programme?", "cluster?", "förderung", "wetter", "für", "ist"}
    english = {"who", "which", "and", "weather", "what", "programmes", "the", "for", "is"}
    found = set(words.replace("?", " ?").split())
    if found & english:
        return "en"
    return "de" if found & german else None


def _list(turn: Turn, language: Language) -> Answer:
    shown = ENTRIES[turn.page * PAGE : (turn.page + 1) * PAGE]
    english = language == "en"
    regions = ", ".join(turn.reading.regions)
    lead = f"{len(ENTRIES)} programmes fit." if english else f"{len(ENTRIES)} Programme passen."
    turn = turn.model_copy(update={"shown": shown})
    return Answer(
        language=language,
        intent=turn.intent,
        outcome="answer",
        reading=turn.reading,
        results=shown,
        total=len(ENTRIES),
        confidence=1.0,
        lead=f"{lead} {regions}".strip(),
        cards=tuple(card_of(entry, language) for entry in shown),
        also_lead="For all Germany:" if english else "Für ganz Deutschland:",
        also_cards=(card_of("zim", language),),
        notes=("As of 2025.",) if english else ("Stand 2025.",),
        suggestions=(
            Suggestion(
                label="Only open ones", text="Which programmes are open and fund something in all Germany for everyone?"
            )
            if english
            else Suggestion(
                label="Nur offene", text="Welche Programme sind offen und fördern etwas in ganz Deutschland für alle?"
            ),
        ),
        page=turn.page,
        more=(turn.page + 1) * PAGE < len(ENTRIES),
        conversation=Conversation(last=turn, language=language),
    )


def _entry(turn: Turn, language: Language) -> Answer:
    entry = turn.reading.entries[0]
    english = language == "en"
    intent: Intent = turn.intent if turn.intent in {"describe", "ask"} else "describe"
    turn = turn.model_copy(update={"shown": (entry,), "intent": intent})
    return Answer(
        language=language,
        intent=intent,
        outcome="answer",
        reading=turn.reading,
        results=(entry,),
        total=1,
        confidence=1.0,
        lead=f"{title_of(entry, language)} {'funds research' if english else 'fördert Forschung'}.",
        paragraphs=("It began in 2008.",) if english else ("Es begann 2008.",),
        cards=(card_of(entry, language),),
        suggestions=(
            Suggestion(label="Who can apply?", text=f"Who can apply for {entry}?"),
            Suggestion(label="How much?", text=f"How much does {entry} pay?"),
        )
        if english
        else (
            Suggestion(label="Wer darf?", text=f"Wer darf {entry} beantragen?"),
            Suggestion(label="Wie viel?", text=f"Wie viel zahlt {entry}?"),
        ),
        conversation=Conversation(last=turn, language=language),
    )


def _choices(language: Language) -> Answer:
    reading = Reading(entries=("zim", "wir"), attribute="eligibility", attributes=("eligibility",))
    return Answer(
        language=language,
        intent="ask",
        outcome="choices",
        reading=reading,
        results=("zim", "wir"),
        total=2,
        confidence=0.5,
        lead="Which one do you mean?" if language == "en" else "Was meinen Sie?",
        choices=tuple(Choice(id=entry, title=title_of(entry, language), hint="2008") for entry in ("zim", "wir")),
        conversation=Conversation(last=Turn(intent="ask", reading=reading, choices=("zim", "wir")), language=language),
    )


def _unknown(language: Language, conversation: Conversation) -> Answer:
    return Answer(
        language=language,
        intent="out_of_scope",
        outcome="unknown",
        reading=Reading(),
        confidence=0.0,
        lead="I do not know that." if language == "en" else "Das weiß ich nicht.",
        suggestions=(Suggestion(label="Help", text="What can you do?"),),
        conversation=conversation,
    )

"""What the assistant answers: structure, not markup. Surfaces (terminal, Telegram, JSON) render it."""

from dataclasses import dataclass, field
from typing import Literal

from knowledge.reading.reading import Conversation, Reading
from knowledge.store.codes import Intent, Language, Outcome

Badge = Literal["open", "running", "active", "planned", "ended", "unknown"]


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in an answer, on one line: what it is called, the one fact that matters, where to read more."""

    id: str
    title: str
    fact: str = ""
    badge: Badge | None = None
    """The entry's status; a surface shows it as a mark (open, ended, …)."""
    badge_label: str = ""
    """The status in the answer's language, as a word or two ("open", "beendet")."""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: a label and one cell for each entry compared."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate of a question back: what a button shows and which entry it means."""

    id: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that could be asked next: `label` fits a button, `text` is the whole question."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, complete: what was understood, what was found, and how to say it.

    `lead` answers in one sentence. Then come `cards` (the results), `also_lead` with `also_cards` (what is open to
    everyone), `table` (a comparison), `notes` (ended, replaced by, as of when, what was carried over), `choices`
    and `suggestions`. A surface shows them in this order and leaves out what is empty.
    """

    language: Language
    intent: Intent
    outcome: Outcome
    reading: Reading
    lead: str
    results: tuple[str, ...] = ()
    total: int = 0
    also: tuple[str, ...] = ()
    also_total: int = 0
    nearest: tuple[str, ...] = ()
    confidence: float = 1.0
    """How sure it is that the question was meant so, from 0 to 1."""
    paragraphs: tuple[str, ...] = ()
    """Whole sentences after the lead: a summary, further facts that were asked for."""
    cards: tuple[Card, ...] = ()
    also_lead: str = ""
    also_cards: tuple[Card, ...] = ()
    columns: tuple[str, ...] = ()
    """The names of the entries compared, above the cells of `table`."""
    table: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    page: int = 0
    """Which page of the results this is, from 0."""
    more: bool = False
    """Whether a further page of results exists ("more" shows it)."""
    conversation: Conversation = field(default_factory=Conversation)
    """What the chat has to remember: hand it in with the next question."""

    @property
    def links(self) -> tuple[str, ...]:
        """Every URL in the answer, each once, that of the first result first."""
        found = [card.link for card in (*self.cards, *self.also_cards) if card.link]
        return tuple(dict.fromkeys(found))

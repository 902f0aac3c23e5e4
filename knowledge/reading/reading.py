"""What a question means, in ids and codes: a `Reading`; and what a chat remembers of it: a `Conversation`.

Both are plain values that survive a round trip through JSON, so that whoever keeps a conversation
(a database, a loop in a terminal) needs to know nothing of what is in it.
"""

from typing import Final, Literal

from pydantic import Field

from knowledge.store.codes import Attribute, Intent, Language, Outcome
from knowledge.store.values import Value

ROUND: Final = "round"
"""The figure that says in which round of a competition a cluster was chosen."""


class Limit(Value):
    """A condition on a figure or a year: ``Limit(field="start_year", op=">=", value=2010)``."""

    field: str
    op: Literal["<", "<=", "=", ">=", ">"]
    value: float


class Sort(Value):
    """The order that a superlative asks for: ``Sort(field="budget_eur", descending=True)``."""

    field: str
    descending: bool


class Reading(Value):
    """How a question was understood. Every slot holds ids or codes; an empty slot was left open."""

    kinds: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    attribute: Attribute | None = None
    attributes: tuple[Attribute, ...] = ()
    excluded: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    sort: Sort | None = None
    foremost: tuple[str, ...] = ()
    """Entries whose texts hold the question's own words ("patents"): they come first, or alone."""


class Turn(Value):
    """One answered question, as far as later questions may refer to it."""

    intent: Intent
    reading: Reading
    shown: tuple[str, ...] = ()
    """Ids on the page shown, in order: what "the second one" counts."""
    page: int = 0
    choices: tuple[str, ...] = ()
    """Candidates that the user was asked to choose from; empty where nothing is open."""
    outcome: Outcome = "answer"
    """Whether an answer was found, for "auf Deutsch bitte" to say the same again, …"""
    near: tuple[str, ...] = ()
    """… with the ids that are near a name which is not known."""


class Conversation(Value):
    """What a chat remembers: the last turn that meant something, what it came from, and the language asked for.

    >>> Conversation()
    Conversation(last=None, listed=None, spoken=(), language=None, fixed=False)
    """

    last: Turn | None = None
    listed: Turn | None = None
    """The list before, while it is asked about what stands in it: "back to the list", "only in Jena"."""
    spoken: tuple[str, ...] = ()
    """The ids of the two entries that were spoken of by themselves, the latest first: "compare the two"."""
    language: Language | None = None
    """The language of the last answer: what a fragment such as "ZIM?" is answered in."""
    fixed: bool = False
    """Whether the user asked for `language` and so keeps it."""

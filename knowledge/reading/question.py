"""A question as it comes to be read, and what it was read as.

"Programme in Sachsen" comes as a `Question`: its words linked, its labels scored, its slots filled. It is read as
``Understood("find", Reading(kinds=("programme",), regions=("DE-SN",)), 0.98)``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from knowledge.intents.linear import Scored
from knowledge.linking.linked import Linked
from knowledge.reading.reading import Reading
from knowledge.reading.slots import Slots
from knowledge.store.codes import ATTRIBUTES, Attribute, Intent, Language, Outcome

Follow = Literal["more", "repeat", "pick", "choose"]
"""How a reply leans on what was said before: the next page, the same again, one of a list, one of the choices."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that the steps before reading found out about it."""

    text: str
    linked: Linked
    scored: Sequence[Scored]
    """The labels of the classifier, likeliest first."""
    slots: Slots
    language: Language
    asked_language: Language | None = None
    """The language that the question asks to be answered in ("auf Deutsch bitte")."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means: what is to be answered, and how sure that is."""

    intent: Intent
    reading: Reading
    confidence: float
    outcome: Outcome = "answer"
    page: int = 0
    carried: tuple[str, ...] = ()
    """The slots that the conversation lent, for the answer to say so."""
    near: tuple[str, ...] = ()
    """Ids near a name that is not known."""
    heard_as: str = ""
    """The name of an entry as it was understood, where it was written otherwise."""
    follow: Follow | None = None


class Way(NamedTuple):
    """How a question came to be read as it was."""

    by: str
    """What read it: a step that looks before the labels do, or the label that held."""
    weighed: Sequence[Scored] = ()
    """The labels as they were weighed, likeliest first; empty where none was asked."""
    tried: Sequence[str] = ()
    """Those of them that were tried before, and passed over."""


def attribute_of(label: str) -> Attribute:
    """The attribute that a label such as ``ask.budget`` asks for."""
    name = label.removeprefix("ask.")
    return next(attribute for attribute in ATTRIBUTES if attribute == name)

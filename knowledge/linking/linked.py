"""What a question's words are linked to: words as they were heard, what they mean, and names that are near.

Of "Wasserstofnetzwerke in sachsen"::

    heard      wasserstofnetzwerke (compound: wasserstoff + netzwerke), in, sachsen
    mentions   topic hydrogen and kind network in the first word, region DE-SN in the third
"""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from knowledge.linking.fold import Token
from knowledge.linking.gazetteer import TermType
from knowledge.linking.names import NameMatch

How = Literal["exact", "spelling", "compound", "name"]
"""As it is written; misspelt; as a part of a compound; as a part of a name."""

CUES: Final[frozenset[TermType]] = frozenset(
    {
        "attribute",
        "concept",
        "operator",
        "comparative",
        "superlative",
        "quantity",
        "magnitude",
        "numeral",
        "ordinal",
        "exclusion",
        "inclusion",
    }
)
"""Types of terms that may share their words with others."""


class Heard(NamedTuple):
    """One word of the question and what it was heard as.

    `words` are known words with their likeness (1.0: spelt so), best first; of a compound, its two parts come first and
    the whole last.
    """

    token: Token
    words: tuple[tuple[str, float], ...]
    how: How
    known: bool

    @property
    def best(self) -> str:
        """The word that it most likely is; of a compound, the whole of it."""
        if self.how == "compound":
            return self.words[2][0] if len(self.words) > 2 else self.token.word
        return self.words[0][0] if self.words else self.token.word


class Mention(NamedTuple):
    """What the words from `begin` up to `end` mean, and how sure that is (1.0: written exactly so)."""

    type: TermType
    id: str
    begin: int
    end: int
    score: float
    surface: str
    how: How
    weak: bool = False
    rivals: tuple[str, ...] = ()
    """Other ids of the same type that these words may mean as well."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A question with its words linked."""

    heard: tuple[Heard, ...]
    mentions: tuple[Mention, ...]
    """What takes its words alone, in order."""
    cues: tuple[Mention, ...]
    """What may lie over mentions, in order."""
    near: tuple[NameMatch, ...] = ()
    """Entries with a name like something in the question, best first, linked or not."""
    subject: tuple[int, int] = (0, 0)
    """From which word up to which stands what is left without the frame ("tell me about …, please")."""
    whole: tuple[NameMatch, ...] = ()
    """Entries of which all of the subject may be the name, best first."""

"""Fold a text into tokens that can be compared: the first step of understanding a question.

>>> [token.word for token in fold("Fördert das BMFTR die Straße?")]
['foerdert', 'das', 'bmftr', 'die', 'strasse']
>>> fold("go-cluster!")[1]
Token(word='cluster', start=3, end=10, raw='cluster')

German is folded as Germans do it without umlauts (ä→ae, ö→oe, ü→ue, ß→ss), never ö→o: *Forderung* is another word
than *Förderung*. What people write who have no umlauts at all ("Thuringen") is covered by `bare`, for names alone.
"""

import re
import unicodedata
from typing import Final, NamedTuple

MAX_TOKENS: Final = 150
"""Tokens beyond these are not read: a question that long has said what it wants before."""

MAX_LETTERS: Final = 8192
"""What follows is not read either: a single character may stand for twenty once it is normalised."""

_WORD: Final = re.compile(r"[^\W_]+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "å": "a"})
_BARE: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"})


class Token(NamedTuple):
    """One word of a text: its folded form, its place in the normalised text, and how it was written."""

    word: str
    start: int
    end: int
    raw: str


def normalise(text: str) -> str:
    """The text in Unicode NFKC, so that a letter is one code point however it was typed."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def fold_word(word: str) -> str:
    """One word, casefolded, with umlauts written out and every other accent off."""
    if word.isascii():
        return word.lower()
    folded = word.casefold().translate(_UMLAUTS)
    if folded.isascii():
        return folded
    return "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))


def fold(text: str) -> list[Token]:
    """The tokens of a text, in order: at most `MAX_TOKENS`, none of them empty."""
    tokens = []
    for match in _WORD.finditer(normalise(text)[:MAX_LETTERS]):
        raw = match[0]
        if word := fold_word(raw):
            tokens.append(Token(word, match.start(), match.end(), raw))
            if len(tokens) == MAX_TOKENS:
                break
    return tokens


def words(text: str) -> list[str]:
    """The folded words of a text: what `fold` gives, without their places."""
    return [token.word for token in fold(text)]


def bare(text: str) -> str:
    """The text with the dots of its umlauts left out (Thüringen → Thuringen): how names are typed abroad."""
    return text.translate(_BARE)

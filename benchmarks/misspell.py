"""Ways in which people write a name otherwise than it stands, each repeatable from a seed.

A way of writing takes a name and a source of chance, and gives the name as somebody might type it, or None where it
has nothing to get wrong (no umlaut, no hyphen).
"""

import random
import re
from collections.abc import Callable, Collection, Sequence
from typing import Final

from knowledge.linking.fold import words

Way = Callable[[str, random.Random], str | None]

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
ROWS: Final = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
LONG: Final = 4
"""A name is long from so many words on that tell something."""
LINKERS: Final = frozenset(
    {"a", "am", "an", "and", "at", "by", "das", "der", "des", "die", "for", "für", "im", "in"}
    | {"fuer", "fur", "of", "on", "the", "to", "und", "von", "vor", "zu", "zum", "zur"}
)
SHORTENED: Final = (
    (r"\bMax[- ]Planck[- ]Institut(e)?\b", "MPI"),
    (r"\bTechnische Universität\b", "TU"),
    (r"\bTechnische Hochschule\b", "TH"),
    (r"\bFachhochschule\b", "FH"),
    (r"\bHochschule\b", "HS"),
    (r"\bUniversitätsklinikum\b", "Uniklinik"),
    (r"\bUniversität\b", "Uni"),
    (r"\bUniversity\b", "Univ."),
    (r"\bInstitut(e)?\b", "Inst."),
    (r"\bDeutsche[rs]?\b", "Dt."),
    (r"\bGesellschaft\b", "Ges."),
    (r"\bAkademie\b", "Akad."),
    (r"\bResearch\b", "Res."),
    (r"\bund\b", "u."),
    (r"\bfür\b", "f."),
)
"""What people shorten in names, longest first, and what they write for it."""


def one_slip(name: str, chance: random.Random) -> str | None:
    """A letter missing, doubled, changed for its neighbour on the keyboard or swapped, in one word of four or more."""
    return _slip(name, chance)


def two_slips(name: str, chance: random.Random) -> str | None:
    """Two such slips, in one word or in two."""
    once = _slip(name, chance)
    return once and _slip(once, chance)


def umlauts(name: str, chance: random.Random) -> str | None:
    """Umlauts written out, as without them on the keyboard, or with their dots left off, as abroad."""
    return _changed(name, name.translate(chance.choice((_WRITTEN_OUT, _BARE))))


def lower_case(name: str, chance: random.Random) -> str | None:
    """No capitals, and perhaps no punctuation."""
    lower = name.lower()
    return lower if chance.random() < 0.5 else " ".join(re.findall(r"[\w-]+", lower))


def hyphens(name: str, chance: random.Random) -> str | None:
    """Hyphens left out, for a space or for nothing."""
    return _changed(name, re.sub(r"(?<=\w)-(?=\w)", chance.choice((" ", " ", "")), name))


def joined(name: str, chance: random.Random) -> str | None:
    """Two neighbouring words written as one."""
    gaps = [match.start() for match in re.finditer(r"(?<=\w{3}) (?=\w{3})", name)]
    if not gaps:
        return None
    gap = chance.choice(gaps)
    return name[:gap] + name[gap + 1 :].replace(name[gap + 1], name[gap + 1].lower(), 1)


def split(name: str, chance: random.Random) -> str | None:
    """A long word written as two."""
    long = list(re.finditer(r"[^\W\d_]{9,}", name))
    if not long:
        return None
    word = chance.choice(long)
    place = chance.randrange(word.start() + 4, word.end() - 3)
    return f"{name[:place]} {name[place:]}"


def swapped(name: str, chance: random.Random) -> str | None:
    """Two neighbouring words of a long name the other way round, or its last word first."""
    parts = name.split(" ")
    telling = [place for place, part in enumerate(parts) if _tells(part)]
    beside = [place for place in telling if place + 1 in telling]
    if len(telling) < LONG or not beside:
        return None
    last = len(parts) - 1
    if chance.random() < 0.3 and last - 1 in beside:
        return " ".join((parts[-1], *parts[:-1]))
    place = chance.choice(beside)
    parts[place], parts[place + 1] = parts[place + 1], parts[place]
    return " ".join(parts)


def shortened(name: str, chance: random.Random) -> str | None:
    """Usual words shortened as people do: Uni, Inst., MPI, u., f."""
    del chance
    short = name
    for long, abbreviation in SHORTENED:
        short = re.sub(long, abbreviation, short)
    return _changed(name, short)


class Dropping:
    """Words of long names left out, but never those without which the name could be another's."""

    def __init__(self, names: Collection[tuple[str, str]]) -> None:
        """`names` are all names that there are, each with the id of what it names."""
        self._names = [(owner, _telling_words(name)) for owner, name in names]

    def __call__(self, name: str, chance: random.Random) -> str | None:
        """The name without one word, or without two where it is very long, and without what then hangs in the air."""
        parts = name.split(" ")
        telling = [place for place, part in enumerate(parts) if _tells(part)]
        if len(telling) < LONG:
            return None
        chance.shuffle(telling)
        for gone in ([telling[:2]] if len(telling) > LONG + 1 else []) + [[place] for place in telling]:
            left = _without(parts, gone)
            if self._owners(_telling_words(left)) == self._owners(_telling_words(name)):
                return left
        return None

    def _owners(self, said: frozenset[str]) -> set[str]:
        """Whose names hold all that is said."""
        return {owner for owner, held in self._names if said <= held}


def both(first: Way, second: Way) -> Way:
    """One way after the other, where both have something to get wrong."""

    def way(name: str, chance: random.Random) -> str | None:
        once = first(name, chance)
        return once and second(once, chance)

    return way


def ways(names: Collection[tuple[str, str]]) -> dict[str, Way]:
    """Every way, by what a table calls it; `names` are all names that there are, each with its owner's id."""
    dropped = Dropping(names)
    return {
        "one slip": one_slip,
        "two slips": two_slips,
        "a word dropped": dropped,
        "words swapped": swapped,
        "umlauts": umlauts,
        "hyphens left out": hyphens,
        "words joined": joined,
        "a word split": split,
        "lower case": lower_case,
        "shortened": shortened,
        "lower case, a slip": both(lower_case, one_slip),
        "umlauts, a slip": both(umlauts, one_slip),
        "a word dropped, a slip": both(dropped, one_slip),
    }


_BARE: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "Ä": "A", "Ö": "O", "Ü": "U"})
_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_BESIDE: Final = {
    letter: "".join(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
    for row in ROWS
    for place, letter in enumerate(row)
}


def _tells(part: str) -> bool:
    """Whether a part of a name tells something, and is no dash, article or preposition."""
    return any(char.isalpha() for char in part) and part.lower() not in LINKERS


def _without(parts: Sequence[str], gone: Collection[int]) -> str:
    """What is left of a name, without prepositions that nothing follows any more."""
    left: list[str] = []
    for place, part in enumerate(parts):
        if place in gone:
            while left and left[-1].lower() in LINKERS:
                left.pop()
        else:
            left.append(part)
    while left and left[0].lower() in LINKERS:
        left.pop(0)
    return " ".join(left)


def _telling_words(name: str) -> frozenset[str]:
    return frozenset(words(name)) - LINKERS


def _slip(name: str, chance: random.Random) -> str | None:
    # A word of capitals is an acronym: another letter makes it another one.
    found = re.finditer(r"[^\W\d_]{4,}", name)
    long = [match for match in found if not match[0].isupper() and match[0].lower() not in LINKERS]
    if not long:
        return None
    word = chance.choice(long)
    place = chance.randrange(word.start() + 1, word.end() - 1)
    letter, behind = name[place], name[place + 1]
    middle = chance.choice(
        (
            behind,  # the letter is missing
            letter + letter + behind,
            letter + chance.choice(LETTERS) + behind,
            chance.choice(_BESIDE.get(letter.lower(), LETTERS)) + behind,
            behind + letter,
        )
    )
    return name[:place] + middle + name[place + 2 :]


def _changed(name: str, written: str) -> str | None:
    return None if written == name else written

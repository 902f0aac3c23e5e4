"""Read the figures and years that a question compares with: as `Limit` conditions on entries.

=========================================  ==========================================================
"more than fifty members"                  ``members > 50``
"über einer Milliarde Euro"                ``budget_eur > 1000000000``
"90 Prozent oder mehr"                     ``grant_rate >= 0.9``
"between 2005 and 2010"                    ``start_year >= 2005`` and ``start_year <= 2010``
"not more than 10 million"                 ``budget_eur <= 10000000``: what is denied is turned round
"die zweite Runde"                         ``round = 2``
=========================================  ==========================================================
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Literal, NamedTuple

from knowledge.linking.fold import normalise
from knowledge.linking.linked import Linked, Mention
from knowledge.reading.exclusion import AHEAD
from knowledge.reading.reading import ROUND, Limit

CLOSE_BEFORE: Final = 16
"""Words that compare stand at most so many characters before their number."""
CLOSE_BEHIND: Final = 2
"""Words that belong to a number stand at most so many characters behind it."""
BEFORE_IT: Final = 8
"""A word behind a number names what it is of, rather than one that is up to so many characters nearer before it."""
MOST_FIGURES: Final = 8
"""Further numbers in a question are not looked at."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
OPPOSITE: Final = {"<": ">=", "<=": ">", ">=": "<", ">": "<="}
"""What a comparison is turned into by a "not" before it."""

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_PERCENT: Final = re.compile(r"\s*(?:%|percent|per cent|prozent)", re.IGNORECASE)
_EURO: Final = re.compile(r"\s*(?:€|eur(?:os?)?\b)", re.IGNORECASE)
_OPENS_RANGE: Final = re.compile(r"\b(?:between|zwischen|from|von|vom)\s*$", re.IGNORECASE)
_WITHIN_RANGE: Final = re.compile(r"\s*(?:(?P<up_to>-|–|to|bis(?: zu)?)|and|und|till|until)\s*", re.IGNORECASE)

Op = Literal["<", "<=", "=", ">=", ">"]


class Figure(NamedTuple):
    """A number in a question, from the character `start` up to `end`, its unit included."""

    value: float
    """With its magnitude, where it has one; of a percentage, the share of one."""
    start: int
    end: int
    unit: Literal["year", "percent", "money", ""]
    scale: float = 1.0
    """What its unit makes of the number itself: a million, a hundredth."""

    @property
    def compared_as(self) -> str:
        """What kind of figure words have to compare for this one."""
        return "year" if self.unit == "year" else "figure"


def limits(linked: Linked, text: str) -> Iterator[Limit]:
    """Every figure or year that something is compared with.

    Args:
        linked: The question, linked.
        text: The question as it was asked.
    """
    if number := _round(linked):
        yield Limit(field=ROUND, op="=", value=number)
    text = normalise(text)
    operators = _operators(linked)
    figures = list(islice(_figures(linked, text), MOST_FIGURES))
    while figures:
        figure = figures.pop(0)
        if figures and _is_range(figure, figures[0], text):
            upper = figures.pop(0)
            comparisons: list[tuple[Op, Figure]] = [(">=", _as_upper_end(figure, upper)), ("<=", upper)]
        else:
            op = _operator(linked, operators, figure) or _implied(linked, figure)
            comparisons = [(op, figure)] if op else []
        for op, compared in comparisons:
            if field := _field(linked, compared):
                yield Limit(field=field, op=op, value=compared.value)


def _round(linked: Linked) -> int | None:
    """Which round of a competition is said: "the second round", "round 2", "the second Spitzencluster contest"."""
    named = {mention.begin for mention in linked.mentions if mention.type == "entry" and not mention.weak}
    for cue in linked.cues:
        if cue.type == "ordinal" and cue.end in named and int(cue.id) > 0:
            return int(cue.id)
        if cue.type == "quantity" and cue.id == ROUND:
            before = [int(other.id) for other in linked.cues if other.type == "ordinal" and other.end == cue.begin]
            behind = linked.heard[cue.end].token.word if cue.end < len(linked.heard) else ""
            number = before[0] if before else int(behind) if behind.isdecimal() and len(behind) == 1 else 0
            if number > 0:
                return number
    return None


# Numbers


def _figures(linked: Linked, text: str) -> Iterator[Figure]:
    """The numbers in a question, in digits and in words, in order."""
    digits = [(match.start(), match.end(), match[0]) for match in islice(_NUMBER.finditer(text), MOST_FIGURES)]
    found = [_figure(linked, text, start, end, _value(said), said) for start, end, said in digits]
    for cue in linked.cues:
        if cue.type == "numeral":
            start, end = _stretch(linked, cue)
            value = float(cue.id)
            if all(end <= other.start or other.end <= start for other in found):
                figure = _figure(linked, text, start, end, value, "")
                if value > 1 or figure.unit == "money":
                    found.append(figure)
    return iter(sorted(found, key=lambda figure: figure.start))


def _figure(linked: Linked, text: str, start: int, end: int, value: float, digits: str) -> Figure:
    """A number with what belongs to it behind: a magnitude, percent, euros."""
    for cue in linked.cues:
        opens, closes = _stretch(linked, cue)
        if cue.type == "magnitude" and 0 <= opens - end <= CLOSE_BEHIND:
            euro = _EURO.match(text, closes)
            scale = float(cue.id)
            return Figure(value * scale, start, euro.end() if euro else closes, "money", scale)
    if percent := _PERCENT.match(text, end):
        return Figure(value / 100, start, percent.end(), "percent", 1 / 100)
    if euro := _EURO.match(text, end):
        return Figure(value, start, euro.end(), "money")
    is_year = digits.isdigit() and FIRST_YEAR <= value <= LAST_YEAR
    return Figure(value, start, end, "year" if is_year else "")


def _value(digits: str) -> float:
    """A number as it is written in either language: 1.500 and 1,500 are thousands, 1.5 and 1,5 are not."""
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))


def _stretch(linked: Linked, cue: Mention) -> tuple[int, int]:
    """From which character up to which a cue stands."""
    return linked.heard[cue.begin].token.start, linked.heard[cue.end - 1].token.end


# Comparing


def _is_range(first: Figure, second: Figure, text: str) -> bool:
    """Whether two numbers are the ends of a range: "between 20 and 50", "2010-2015"."""
    if first.compared_as != second.compared_as:
        return False
    within = _WITHIN_RANGE.fullmatch(text, first.end, second.start)
    opened = first.unit == "year" or _OPENS_RANGE.search(text, max(0, first.start - CLOSE_BEFORE), first.start)
    return bool(within and (within["up_to"] or opened))


def _as_upper_end(lower: Figure, upper: Figure) -> Figure:
    """The lower end of a range in the unit that is said behind the upper one: "10 to 50 million"."""
    if lower.unit or not upper.unit:
        return lower
    return lower._replace(value=lower.value * upper.scale, unit=upper.unit)


def _operators(linked: Linked) -> list[Mention]:
    """The words that compare, the longest where one holds another; what is denied is the other way round."""
    cues = [cue for cue in linked.cues if cue.type == "operator"]
    longest = [
        cue
        for cue in cues
        if not any(
            other.begin <= cue.begin and cue.end <= other.end and other.end - other.begin > cue.end - cue.begin
            for other in cues
        )
    ]
    denied = {cue.end for cue in linked.cues if cue.type == "exclusion" and cue.id in AHEAD}
    return [_turned(cue) if cue.begin in denied else cue for cue in longest]


def _turned(cue: Mention) -> Mention:
    """The opposite comparison: "not more than" is at most."""
    op, applies_to = cue.id.split()
    return cue._replace(id=f"{OPPOSITE.get(op, op)} {applies_to}")


def _operator(linked: Linked, operators: Sequence[Mention], figure: Figure) -> Op | None:
    """How a number is compared: by the words close behind it ("2010 or later"), else by those before it."""
    end = _end_of_counted(linked, figure)
    behind: Op | None = None
    before: tuple[int, Op] | None = None
    for cue in operators:
        op, applies_to = cue.id.split()
        if applies_to not in (figure.compared_as, "any"):
            continue
        opens, closes = _stretch(linked, cue)
        if 0 <= opens - end <= CLOSE_BEHIND and cue.end - cue.begin > 1:
            behind = _as_op(op)
        if 0 <= figure.start - closes <= CLOSE_BEFORE and (before is None or opens > before[0] or op != "="):
            before = (opens, _as_op(op))
    return behind or (before[1] if before else None)


def _end_of_counted(linked: Linked, figure: Figure) -> int:
    """Where the words behind a number end that say what is counted: "50 members or more"."""
    for cue in linked.cues:
        opens, closes = _stretch(linked, cue)
        if cue.type == "quantity" and 0 <= opens - figure.end <= CLOSE_BEHIND:
            return closes
    return figure.end


def _implied(linked: Linked, figure: Figure) -> Op | None:
    """How a number is compared where no word says so: a year beside a verb, a share of the costs of programmes."""
    if figure.unit == "year":
        return "=" if _stands_by_verb(linked, figure) else None
    said = {mention.type for mention in linked.mentions if not mention.weak}
    return ">=" if figure.unit == "percent" and "kind" in said and "entry" not in said else None


def _stands_by_verb(linked: Linked, figure: Figure) -> bool:
    """Whether a year stands right beside a word for beginning or ending: "ended 2013", "2019 gestartet"."""
    for cue in linked.cues:
        if cue.type == "quantity" and cue.id.endswith("_year"):
            opens, closes = _stretch(linked, cue)
            if 0 <= figure.start - closes <= CLOSE_BEHIND or 0 <= opens - figure.end <= CLOSE_BEHIND:
                return True
    return False


def _as_op(op: str) -> Op:
    match op:
        case "<" | "<=" | "=" | ">=" | ">":
            return op
        case _:
            raise ValueError(f"{op!r} compares nothing")


# What is compared


def _field(linked: Linked, figure: Figure) -> str | None:
    """Which figure of an entry is meant: that of the unit, else the one named, else money for millions and euros."""
    if figure.unit == "year":
        return _year_field(linked)
    if figure.unit == "percent":
        return "grant_rate"
    return _quantity_near(linked, figure) or ("budget_eur" if figure.unit == "money" else None)


def _quantity_near(linked: Linked, figure: Figure) -> str | None:
    """The figure that the nearest word names: of members, of money; years are told by themselves."""

    def distance(cue: Mention) -> int:
        opens, closes = _stretch(linked, cue)
        return opens - figure.end if opens >= figure.end else figure.start - closes + BEFORE_IT

    named = [cue for cue in _quantities(linked) if not cue.id.endswith("_year")]
    return min(named, key=distance).id if named else None


def _quantities(linked: Linked) -> Iterable[Mention]:
    return (cue for cue in linked.cues if cue.type == "quantity" and cue.id != ROUND)


def _year_field(linked: Linked) -> str:
    ended = any(mention.type == "status" and mention.id == "ended" for mention in linked.mentions)
    return "end_year" if ended or any(cue.id == "end_year" for cue in _quantities(linked)) else "start_year"

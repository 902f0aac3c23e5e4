"""Turn linked mentions into the slots of a reading: conditions that entries have to meet.

>>> slots = fill_slots(linker.link(fold("open programmes in Saxony, but not for start-ups")), "…")
>>> slots.kinds, slots.regions, slots.statuses, slots.excluded
(('programme',), ('DE-SN',), ('open',), {'target_groups': ('startup',)})
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

from knowledge.linking.fold import normalise
from knowledge.linking.linked import Linked, Mention
from knowledge.reading.reading import ROUND, Limit, Reading, Sort

EXCLUSION_REACH: Final = 4
"""What is ruled out begins at most so many words behind the word that rules out."""
CLOSE_BEFORE: Final = 16
"""Words that compare stand at most so many characters before their number."""
MOST_NUMBERS: Final = 8
"""Further numbers in a question are not looked at."""
OPPOSITE: Final = {"<": ">=", "<=": ">", ">=": "<", ">": "<="}
"""What a comparison is turned into by a "not" before it."""
SIZE: Final = "size"
"""The field of superlatives that name no figure: the biggest."""
CLOSE_BEHIND: Final = 2
"""Words that compare stand at most so many characters behind their number."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

SLOT_OF: Final = {
    "kind": "kinds",
    "region": "regions",
    "place": "regions",
    "topic": "topics",
    "target_group": "target_groups",
    "status": "statuses",
    "funder": "funders",
    "instrument": "instruments",
}
"""The slot that a type of mention fills."""

CONDITIONS: Final = (*dict.fromkeys(("kinds", "regions", "places", *SLOT_OF.values())), "excluded", "limits", "sort")
"""The names of all slots, as they stand in a reading."""

_PERCENT: Final = re.compile(r"\s*(?:%|percent|per cent|prozent)", re.IGNORECASE)
_YEARS: Final = re.compile(
    r"(?:\b(?:between|zwischen|from|von|vom)\s+)?\b((?:19|20)\d\d)\s*(?:-|–|\b(?:and|und|to|till|until|bis)\b)\s*((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""From one year to another."""
_CLAUSE_END: Final = re.compile(r"[:;?!]")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")


@dataclass(slots=True)
class Slots:
    """The conditions of a question, before it is decided what they are conditions of."""

    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    excluded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    sort: Sort | None = None
    ruled_out: frozenset[tuple[int, int]] = frozenset()
    """Where names stand that are ruled out: from which word up to which."""

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of the slots that hold something."""
        return tuple(name for name in CONDITIONS if getattr(self, name))

    def reading(self, **more: object) -> Reading:
        """A reading with these conditions, and `more` slots of it."""
        return Reading.model_validate({**{name: getattr(self, name) for name in CONDITIONS}, **more})


def fill_slots(linked: Linked, text: str) -> Slots:
    """The conditions that a linked question sets.

    Args:
        linked: The question, linked.
        text: The question as it was asked, for its figures.
    """
    slots = Slots()
    ruled_out = _ruled_out(linked, normalise(text))
    found: dict[str, dict[str, None]] = {}
    excluded: dict[str, dict[str, None]] = {}
    for mention in linked.mentions:
        slot = SLOT_OF.get(mention.type)
        if slot is None or mention.weak or _says_kind(mention, linked) or _says_size(mention, linked):
            continue
        into = excluded if mention in ruled_out else found
        if mention.type == "place":
            region, city = mention.id.split("/", 1)
            into.setdefault("regions", {})[region] = None
            into.setdefault("places", {})[city] = None
        elif mention.id != "land":
            into.setdefault(slot, {}).update(dict.fromkeys(mention.id.split("+")))
    if "DE" in found.get("regions", {}) and len(found["regions"]) > 1:
        del found["regions"]["DE"]
    for name, values in found.items():
        setattr(slots, name, tuple(value for value in values if value not in excluded.get(name, {})))
    slots.kinds = _with_twin(slots.kinds)
    slots.excluded = {name: tuple(values) for name, values in excluded.items()}
    slots.ruled_out = frozenset((mention.begin, mention.end) for mention in ruled_out)
    slots.limits = tuple(_limits(linked, text))
    slots.sort = _sort(linked, slots.kinds)
    return slots


def _sort(linked: Linked, kinds: Sequence[str]) -> Sort | None:
    """The order that a superlative asks for; mere size is that of the figure named, else the kind's own."""
    for cue in linked.cues:
        if cue.type == "superlative":
            field, direction = cue.id.split()
            if field == SIZE:
                named = next(
                    (other.id for other in linked.cues if other.type == "quantity" and other.id != ROUND), None
                )
                field = named or ("budget_eur" if "programme" in kinds else "members")
            return Sort(field=field, descending=direction == "desc")
    return None


def _says_kind(mention: Mention, linked: Linked) -> bool:
    """Whether an instrument is only another word for clusters ("Innovationsallianzen")."""
    return mention.type == "instrument" and any(
        other.type == "kind" and other.id in ("cluster", "network") and other.begin == mention.begin
        for other in linked.mentions
    )


def _says_size(mention: Mention, linked: Linked) -> bool:
    """Whether a company is only what a word for its size goes with ("mittelständische Firmen")."""
    return mention.id == "company" and any(
        other.id in ("sme", "startup") and other.end == mention.begin for other in linked.mentions
    )


def _with_twin(kinds: Sequence[str]) -> tuple[str, ...]:
    """Cluster and network are one thing to whoever asks."""
    if "cluster" in kinds or "network" in kinds:
        return ("cluster", "network", *(kind for kind in kinds if kind not in ("cluster", "network")))
    return tuple(kinds)


def _ruled_out(linked: Linked, text: str) -> frozenset[Mention]:
    """The mentions that stand behind a word that rules them out, and those joined to them, within one clause."""
    ruled_out: list[Mention] = []
    for cue in linked.cues:
        if cue.type != "exclusion":
            continue
        reach = cue.end + EXCLUSION_REACH
        for mention in linked.mentions:
            between = text[linked.heard[cue.end - 1].token.end : linked.heard[mention.begin].token.start]
            if _CLAUSE_END.search(between):
                break
            if cue.begin < mention.begin < reach and mention.end > cue.end and mention.type != "kind":
                ruled_out.append(mention)
                reach = mention.end + 2
    return frozenset(ruled_out)


def _limits(linked: Linked, text: str) -> Iterable[Limit]:
    """Every figure or year that something is compared with."""
    text = normalise(text)
    operators = _operators(linked)
    if number := _round(linked):
        yield Limit(field=ROUND, op="=", value=number)
    if years := _YEARS.search(text):
        yield Limit(field=_year_field(linked), op=">=", value=int(years[1]))
        yield Limit(field=_year_field(linked), op="<=", value=int(years[2]))
    compares = operators or any(cue.type == "quantity" for cue in linked.cues)
    numbers = list(islice(_NUMBER.finditer(text), MOST_NUMBERS)) if compares else []
    for match in numbers:
        if years and years.start() <= match.start() < years.end():
            continue
        value, magnitude = _value(match[0]), _magnitude(linked, match.end())
        is_year = magnitude == 1 and FIRST_YEAR <= value <= LAST_YEAR and match[0].isdigit()
        op = _operator(linked, operators, match.start(), match.end(), "year" if is_year else "figure")
        if op is None and is_year and _stands_by_verb(linked, match.start(), match.end()):
            op = "="
        if op is None:
            continue
        if is_year:
            yield Limit(field=_year_field(linked), op=op, value=value)
        elif _PERCENT.match(text, match.end()):
            yield Limit(field="grant_rate", op=op, value=value / 100)
        elif quantity := _quantity(linked, magnitude, text, match.end()):
            yield Limit(field=quantity, op=op, value=value * magnitude)


def _round(linked: Linked) -> int | None:
    """Which round of a competition is said: "the second round", "round 2"."""
    for cue in linked.cues:
        if cue.type == "quantity" and cue.id == ROUND:
            before = [int(other.id) for other in linked.cues if other.type == "ordinal" and other.end == cue.begin]
            behind = linked.heard[cue.end].token.word if cue.end < len(linked.heard) else ""
            number = before[0] if before else int(behind) if behind.isdecimal() and len(behind) == 1 else 0
            if number > 0:
                return number
    return None


def _stands_by_verb(linked: Linked, start: int, end: int) -> bool:
    """Whether a year stands right beside a word for beginning or ending: "ended 2013", "2019 gestartet"."""
    for cue in linked.cues:
        if cue.type == "quantity" and cue.id.endswith("_year"):
            opens, closes = linked.heard[cue.begin].token.start, linked.heard[cue.end - 1].token.end
            if 0 <= start - closes <= CLOSE_BEHIND or 0 <= opens - end <= CLOSE_BEHIND:
                return True
    return False


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
    denied = {cue.end for cue in linked.cues if cue.type == "exclusion"}
    return [_turned(cue) if cue.begin in denied else cue for cue in longest]


def _turned(cue: Mention) -> Mention:
    """The opposite comparison: "not more than" is at most."""
    op, applies_to = cue.id.split()
    return cue._replace(id=f"{OPPOSITE.get(op, op)} {applies_to}")


def _operator(linked: Linked, operators: Iterable[Mention], start: int, end: int, compared: str) -> "Op | None":
    """How a number is compared: by the words close behind it ("2010 or later"), else by those before it."""
    behind: Op | None = None
    before: tuple[int, Op] | None = None
    for cue in operators:
        op, applies_to = cue.id.split()
        if applies_to not in (compared, "any"):
            continue
        opens, closes = linked.heard[cue.begin].token.start, linked.heard[cue.end - 1].token.end
        if 0 <= opens - end <= CLOSE_BEHIND and cue.end - cue.begin > 1:
            behind = _as_op(op)
        if 0 <= start - closes <= CLOSE_BEFORE and (before is None or opens > before[0] or op != "="):
            before = (opens, _as_op(op))
    return behind or (before[1] if before else None)


Op = Literal["<", "<=", "=", ">=", ">"]


def _as_op(op: str) -> Op:
    match op:
        case "<" | "<=" | "=" | ">=" | ">":
            return op
        case _:
            raise ValueError(f"{op!r} compares nothing")


def _value(digits: str) -> float:
    """A number as it is written in either language: 1.500 and 1,500 are thousands, 1.5 and 1,5 are not."""
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))


def _magnitude(linked: Linked, behind: int) -> int:
    for cue in linked.cues:
        if cue.type == "magnitude" and 0 <= linked.heard[cue.begin].token.start - behind <= 2:
            return int(cue.id)
    return 1


def _quantity(linked: Linked, magnitude: int, text: str, behind: int) -> str | None:
    """Which figure is meant: the one named, else money for millions and euros."""
    named = next((cue.id for cue in linked.cues if cue.type == "quantity" and cue.id != ROUND), None)
    if named:
        return named
    money = magnitude > 1 or re.match(r"\s*(?:€|eur)", text[behind:], re.IGNORECASE)
    return "budget_eur" if money else None


def _year_field(linked: Linked) -> str:
    ended = any(mention.type == "status" and mention.id == "ended" for mention in linked.mentions) or any(
        cue.type == "quantity" and cue.id == "end_year" for cue in linked.cues
    )
    return "end_year" if ended else "start_year"

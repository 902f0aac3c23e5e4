"""Turn linked mentions into the slots of a reading: conditions that entries have to meet.

>>> slots = fill_slots(linker.link(fold("open programmes in Saxony, but not for start-ups")), "…")
>>> slots.kinds, slots.regions, slots.statuses, slots.excluded
(('programme',), ('DE-SN',), ('open',), {'target_groups': ('startup',)})
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from knowledge.linking.fold import normalise
from knowledge.linking.linked import Linked, Mention
from knowledge.reading.figures import limits
from knowledge.reading.reading import ROUND, Limit, Reading, Sort

EXCLUSION_REACH: Final = 4
"""What is ruled out begins at most so many words behind the word that rules out."""
JOINED: Final = 2
"""So many words may join it to further ones."""
SIZE: Final = "size"
"""The field of superlatives that name no figure: the biggest."""

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

_CLAUSE_END: Final = re.compile(r"[:;?!]")


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
    unwanted = set[str]()
    for mention in linked.mentions:
        slot = SLOT_OF.get(mention.type)
        if slot is None or mention.weak or _is_no_condition(mention, linked):
            continue
        if mention.type == "kind" and mention in ruled_out:
            unwanted.add(mention.id)
            continue
        into = excluded if mention in ruled_out else found
        if mention.type == "place":
            region, city = mention.id.split("/", 1)
            if into is found or _is_land_too(mention, linked):
                into.setdefault("regions", {})[region] = None
            into.setdefault("places", {})[city] = None
        elif mention.id != "land" and not _is_said_closer(mention, linked):
            into.setdefault(slot, {}).update(dict.fromkeys(mention.id.split("+")))
    if unwanted and not found.get("kinds"):
        # "I want no funding but networks" asks for networks; "no funding in Saxony" says nothing else, so it stays.
        found["kinds"] = dict.fromkeys(unwanted)
    if "DE" in found.get("regions", {}) and len(found["regions"]) > 1:
        del found["regions"]["DE"]
    for name, values in found.items():
        setattr(slots, name, tuple(value for value in values if value not in excluded.get(name, {})))
    slots.kinds = _with_twin(slots.kinds)
    slots.excluded = {name: tuple(values) for name, values in excluded.items()}
    slots.ruled_out = frozenset((mention.begin, mention.end) for mention in ruled_out)
    slots.limits = tuple(limits(linked, text))
    slots.sort = order_asked(linked, "superlative", slots.kinds)
    return slots


def order_asked(linked: Linked, by: Literal["comparative", "superlative"], kinds: Sequence[str]) -> Sort | None:
    """The order that words ask for; mere size is that of the figure named, else that of the kinds."""
    for cue in linked.cues:
        if cue.type == by:
            field, direction = cue.id.split()
            if field == "budget_eur" and any(
                other.type == "quantity" and other.id == "max_grant_eur" for other in linked.cues
            ):
                field = "max_grant_eur"
            if field == SIZE:
                named = next(
                    (other.id for other in linked.cues if other.type == "quantity" and other.id != ROUND), None
                )
                field = named or ("budget_eur" if "programme" in kinds else "members")
            return Sort(field=field, descending=direction == "desc")
    return None


def _is_no_condition(mention: Mention, linked: Linked) -> bool:
    """Whether a mention only repeats another, or is welcome, too."""
    says_twice = _says_kind(mention, linked) or _says_size(mention, linked)
    return says_twice or _is_welcome(mention, linked) or _is_compared(mention, linked) or _is_partner(mention, linked)


def _is_welcome(mention: Mention, linked: Linked) -> bool:
    """Whether what has ended is to be listed, too ("auch ehemalige"): then its status is no condition."""
    return mention.id == "ended" and any(
        cue.id == "too" and cue.end == mention.begin for cue in linked.cues if cue.type == "inclusion"
    )


def _is_partner(mention: Mention, linked: Linked) -> bool:
    """Whether somebody is only who others work with: "a farm together with scientists"."""
    if mention.type != "target_group":
        return False
    others = any(other.type in ("target_group", "topic") and other.begin < mention.begin for other in linked.mentions)
    return others and any(
        cue.id == "companion" and 0 <= mention.begin - cue.end <= 1 for cue in linked.cues if cue.type == "inclusion"
    )


def _is_compared(mention: Mention, linked: Linked) -> bool:
    """Whether a word for a kind is only what there is most of: "most public money"."""
    return mention.type == "kind" and any(
        cue.type == "superlative" and cue.begin < mention.begin and mention.end <= cue.end for cue in linked.cues
    )


def _says_kind(mention: Mention, linked: Linked) -> bool:
    """Whether an instrument is only another word for clusters ("Innovationsallianzen")."""
    return mention.type == "instrument" and any(
        other.type == "kind" and other.id in ("cluster", "network") and other.begin == mention.begin
        for other in linked.mentions
    )


def _says_size(mention: Mention, linked: Linked) -> bool:
    """Whether a company is only what a word for its size goes with ("mittelständische Firmen")."""
    return mention.id == "company" and any(
        other.id in ("sme", "startup") and not other.weak and 0 <= mention.begin - other.end <= JOINED
        for other in linked.mentions
    )


def _is_land_too(place: Mention, linked: Linked) -> bool:
    """Whether a city is a Land as well; ruling out any other leaves its Land."""
    return any(
        other.type == "region" and (other.begin, other.end) == (place.begin, place.end) for other in linked.mentions
    )


def _is_said_closer(mention: Mention, linked: Linked) -> bool:
    """Whether one of several payers is named itself: "the economics ministry (federation)"."""
    return "+" in mention.id and any(
        other.type == "funder" and other.id in mention.id.split("+") for other in linked.mentions
    )


def _with_twin(kinds: Sequence[str]) -> tuple[str, ...]:
    """Cluster and network are one thing to whoever asks."""
    if "cluster" in kinds or "network" in kinds:
        return ("cluster", "network", *(kind for kind in kinds if kind not in ("cluster", "network")))
    return tuple(kinds)


def _ruled_out(linked: Linked, text: str) -> frozenset[Mention]:
    """The mentions that words rule out: behind most of them, before some ("leave those out"), within one clause."""
    ruled_out = set[Mention]()
    for cue in linked.cues:
        if cue.type == "exclusion" and cue.id != "ending":
            ruled_out.update(_before(cue, linked, text) if cue.id == "behind" else _behind(cue, linked, text))
    return frozenset(ruled_out)


def _behind(cue: Mention, linked: Linked, text: str) -> Iterator[Mention]:
    """What stands behind a word that rules out, and what is joined to it; behind "no, …" that is nothing."""
    reach = cue.end + (EXCLUSION_REACH if cue.id == "ahead" else 1)
    closes = linked.heard[cue.end - 1].token.end
    if text[closes : closes + 1] == ",":
        return
    for mention in linked.mentions:
        between = text[closes : linked.heard[mention.begin].token.start]
        if _ends_clause(between) or _is_ended(cue, mention, linked):
            return
        if cue.begin < mention.begin < reach and mention.end > cue.end:
            yield mention
            reach = mention.end + (JOINED if cue.id == "ahead" else 0)


def _is_ended(cue: Mention, mention: Mention, linked: Linked) -> bool:
    """Whether what is ruled out ends before a mention: "not in Bavaria but in Hesse"."""
    return any(
        other.type == "exclusion" and other.id == "ending" and cue.end <= other.begin < mention.begin
        for other in linked.cues
    )


def _before(cue: Mention, linked: Linked, text: str) -> Iterator[Mention]:
    """What was said before words that rule it out and end the clause: the last thing, and those joined to it."""
    behind = next((mention for mention in linked.mentions if mention.begin >= cue.end), None)
    closes = linked.heard[cue.end - 1].token.end
    rest = text[closes : linked.heard[behind.begin].token.start] if behind else text[closes:]
    if not (_ends_clause(rest) or (behind is None and len(rest.split()) <= EXCLUSION_REACH)):
        return
    last: Mention | None = None
    for mention in reversed(linked.mentions):
        if mention.end > cue.begin or mention.type == "kind" or mention.weak:
            continue
        if last and not _are_joined(mention, last, linked, text):
            return
        yield mention
        last = mention


def _are_joined(first: Mention, second: Mention, linked: Linked, text: str) -> bool:
    """Whether two things are ruled out together: "Bavaria and Hamburg", not "in the east, Saxony"."""
    between = text[linked.heard[first.end - 1].token.end : linked.heard[second.begin].token.start]
    near = second.begin - first.end <= JOINED and not between.strip().startswith(",")
    return near and _place_type(first) == _place_type(second)


def _place_type(mention: Mention) -> str:
    """The type of a mention; cities and Länder are ruled out together."""
    return "region" if mention.type == "place" else mention.type


def _ends_clause(between: str) -> bool:
    return _CLAUSE_END.search(between) is not None

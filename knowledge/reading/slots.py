"""Turn linked mentions into the slots of a reading: conditions that entries have to meet.

>>> slots = fill_slots(linker.link(fold("open programmes in Saxony, but not for start-ups")), "…")
>>> slots.kinds, slots.regions, slots.statuses, slots.excluded
(('programme',), ('DE-SN',), ('open',), {'target_groups': ('startup',)})
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from knowledge.linking.fold import normalise
from knowledge.linking.linked import Linked, Mention
from knowledge.reading import exclusion
from knowledge.reading.figures import limits
from knowledge.reading.reading import ROUND, Limit, Reading, Sort

SIZED: Final = 2
"""A company stands at most so many words behind the word for its size."""
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
    put_aside: frozenset[tuple[int, int]] = frozenset()
    """Where words stand that are no condition, as another is said for them or as they are freed."""
    dropped: frozenset[str] = frozenset()
    """The slots that the question frees of what a conversation has put there: "never mind the region"."""

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
    said = normalise(text)
    ruled_out, put_aside = exclusion.ruled_out(linked, said), exclusion.put_aside(linked, said)
    found: dict[str, dict[str, None]] = {}
    excluded: dict[str, dict[str, None]] = {}
    unwanted = set[str]()
    for mention in linked.mentions:
        slot = SLOT_OF.get(mention.type)
        if slot is None or mention.weak or mention in put_aside or _is_no_condition(mention, linked):
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
    slots.kinds = with_twin(slots.kinds)
    slots.excluded = {name: tuple(values) for name, values in excluded.items()}
    slots.ruled_out = frozenset((mention.begin, mention.end) for mention in ruled_out)
    slots.put_aside = frozenset((mention.begin, mention.end) for mention in put_aside)
    slots.dropped = exclusion.dropped(linked, said)
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
    return any(says_nothing(mention, linked) for says_nothing in (_says_size, _is_welcome, _is_compared, _is_partner))


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
    """Whether a word for a kind is only what there is most of: "most public money", not "biggest cluster"."""
    superlatives = [cue for cue in linked.cues if cue.type == "superlative"]
    says_size = any(cue.end == mention.begin and cue.id.startswith(SIZE) for cue in superlatives)
    compared = any(cue.begin < mention.begin and mention.end <= cue.end for cue in superlatives)
    return mention.type == "kind" and compared and not says_size


def _says_size(mention: Mention, linked: Linked) -> bool:
    """Whether a company is only what a word for its size goes with ("mittelständische Firmen")."""
    return mention.id == "company" and any(
        other.id in ("sme", "startup") and not other.weak and 0 <= mention.begin - other.end <= SIZED
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


def with_twin(kinds: Sequence[str]) -> tuple[str, ...]:
    """Cluster and network are one thing to whoever asks."""
    if "cluster" in kinds or "network" in kinds:
        return ("cluster", "network", *(kind for kind in kinds if kind not in ("cluster", "network")))
    return tuple(kinds)

"""Which entries a question names: for each name the entries that it may mean, the likeliest first.

==========================================  =====================================================================
"ZIM oder INNO-KOM"                         [("zim",), ("inno-kom",)]
"the Medical Valley" (two bear the name)    [("medical-valley", "medical-valley-bamberg")]
"Medical Valley in Bamberg"                 [("medical-valley-bamberg",)]: the rest of the question decides
"the leading-edge cluster it's OWL"         [("its-owl",)]: a programme beside one of its members is only its class
==========================================  =====================================================================
"""

from collections.abc import Callable, Sequence
from typing import Final

from knowledge.linking.fold import words
from knowledge.linking.linked import Linked
from knowledge.reading.slots import Slots
from knowledge.store.base import KnowledgeBase
from knowledge.store.entries import Alliance, Concept, Entry, Programme
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.named")
SHORTEST_HEAD: Final = 11
"""A term of so many letters or more, with which a programme's name begins, stands for the programme."""


def named_entries(base: KnowledgeBase, linked: Linked, slots: Slots) -> list[tuple[str, ...]]:
    """The candidates of every name in a question, in order, without names that are ruled out."""
    found: dict[tuple[int, int], list[str]] = {}
    for mention in linked.mentions:
        place = (mention.begin, mention.end)
        if mention.type == "entry" and not mention.weak and place not in slots.ruled_out:
            ids = found.setdefault(place, [])
            ids.extend(id for id in (mention.id, *mention.rivals) if id not in ids)
    groups: list[tuple[str, ...]] = []
    for ids in found.values():
        group = _narrowed(base, linked, slots, ids)
        if len(group) == 1:
            group = (_line_named(base, linked, group[0]),)
        if all(group[0] != other[0] for other in groups):
            groups.append(group)
    classes = {programme for ids in groups for programme in _programmes_of(base[ids[0]])}
    return [ids for ids in groups if ids[0] not in classes]


def has_members(base: KnowledgeBase, id: str) -> bool:
    """Whether clusters or networks belong to a programme or to one of its lines."""
    return any(base.members_of(programme) for programme in base.family(id))


def programme_of_term(base: KnowledgeBase, term: Concept) -> str | None:
    """The programme of which a term explains the name: of those that it refers to, one that shares a name."""
    said = {"".join(words(name)) for name in term.names()}
    for id in term.related:
        entry = base.get(id)
        if isinstance(entry, Programme):
            names = ["".join(words(name)) for name in entry.names()]
            if any(name in said or any(_heads(own, name) for own in said) for name in names):
                return entry.id
    return None


def _heads(term: str, name: str) -> bool:
    """Whether a name begins with a term, singular or plural."""
    return len(term) >= SHORTEST_HEAD and name.startswith(term[:-1])


def _programmes_of(entry: Entry) -> tuple[str, ...]:
    return entry.programmes if isinstance(entry, Alliance) else ()


def _line_named(base: KnowledgeBase, linked: Linked, id: str) -> str:
    """The line of a programme that the question names by further words ("ZIM … innovation networks"), else itself."""
    lines = {line.id for line in base.children_of(id)}
    for match in linked.near:
        if match.entry in lines and match.words > 1 and match.of_name > THRESHOLDS.line_named:
            return match.entry
    return id


def _narrowed(base: KnowledgeBase, linked: Linked, slots: Slots, ids: Sequence[str]) -> tuple[str, ...]:
    """The candidates that the rest of the question speaks for; all of them where it says nothing."""
    said = {mention.id for mention in linked.mentions if mention.type == "entry"} - set(ids)
    speaks_for: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: not slots.kinds or entry.kind in slots.kinds,
        lambda entry: bool(set(entry.regions) & set(slots.regions)),
        lambda entry: "cluster" in slots.kinds and has_members(base, entry.id),
        lambda entry: bool(said & set(entry.referred())),
        lambda entry: isinstance(entry, Programme) and entry.instrument in slots.instruments,
        lambda entry: any(line.id in ids for line in base.children_of(entry.id)),
    )
    left = list(ids)
    for is_meant in speaks_for:
        if len(left) > 1:
            left = [id for id in left if is_meant(base[id])] or left
    return tuple(left)

"""Find what a question rules out, takes back or frees: "not in Bavaria", "Hamburg, no, Bremen", "never mind energy".

>>> said = "Cluster in Hamburg, nein, Bremen"
>>> [mention.surface for mention in put_aside(linker.link(fold(said)), said)]
['Hamburg', 'Hamburg']
"""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.linking.linked import Linked, Mention

EXCLUSION_REACH: Final = 4
"""What is ruled out begins at most so many words behind the word that rules out."""
JOINED: Final = 2
"""So many words may join it to further ones."""
AHEAD: Final = ("ahead", "denying")
"""Words that rule out what follows within a few words."""
FREED: Final = {
    "region": ("regions", "places"),
    "place": ("regions", "places"),
    "topic": ("topics",),
    "topics": ("topics",),
    "target_group": ("target_groups",),
    "eligibility": ("target_groups",),
    "status": ("statuses",),
    "funder": ("funders",),
    "funders": ("funders",),
    "instrument": ("instruments",),
}
"""The slots of a type of mention, and those that a word for an attribute names: the *place* of "forget the place"."""

_CLAUSE_END: Final = re.compile(r"[:;?!]")


def ruled_out(linked: Linked, text: str) -> frozenset[Mention]:
    """The mentions that words rule out: behind most of them, before some ("leave those out"), within one clause."""
    found = set[Mention]()
    for cue in linked.cues:
        if cue.type == "exclusion" and cue.id in (*AHEAD, "adjacent"):
            found.update(_behind(cue, linked, text))
        elif cue.type == "exclusion" and cue.id == "behind":
            found.update(_before(cue, linked, text))
    return frozenset(found)


def _behind(cue: Mention, linked: Linked, text: str) -> Iterator[Mention]:
    """What stands behind a word that rules out, and what is joined to it; behind "no, …" and "not." nothing does."""
    reach = cue.end + (EXCLUSION_REACH if cue.id in AHEAD else 1)
    closes = linked.heard[cue.end - 1].token.end
    if text[closes : closes + 1] in (",", "."):
        return
    last: Mention | None = None
    for mention in linked.mentions:
        between = text[closes : linked.heard[mention.begin].token.start]
        if _ends_clause(between) or _is_ended(cue, mention, linked):
            return
        if cue.begin < mention.begin < reach and mention.end > cue.end:
            if cue.id == "denying" and (
                "," in between if last is None else _is_said_instead(last, mention, linked, text)
            ):
                return
            yield mention
            reach = mention.end + (JOINED if cue.id in AHEAD else 0)
            last = mention


def _is_said_instead(denied: Mention, mention: Mention, linked: Linked, text: str) -> bool:
    """Whether a comma sets apart what is meant: "not Bavaria, Hesse", not "not Bavaria, Hesse or Saxony"."""
    between = text[linked.heard[denied.end - 1].token.end : linked.heard[mention.begin].token.start]
    further = any(
        other.begin >= mention.end and _place_type(other) == _place_type(mention) for other in linked.mentions
    )
    return between.strip() == "," and _place_type(denied) == _place_type(mention) and not further


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


def put_aside(linked: Linked, text: str) -> frozenset[Mention]:
    """The mentions that set no condition, as another is said in their place or as they are only named to be freed."""
    found = set[Mention]()
    for cue in linked.cues:
        if cue.type == "exclusion" and cue.id == "correcting":
            found.update(_taken_back(cue, linked, text))
        elif cue.type == "exclusion" and cue.id in ("replacing", "dropping"):
            found.update(_next(cue, linked, text))
    return frozenset(found)


def dropped(linked: Linked, text: str) -> frozenset[str]:
    """The slots that are freed, by their name or by what they hold: "forget the place", "never mind energy"."""
    freed = set[str]()
    for cue in linked.cues:
        if cue.type != "exclusion" or cue.id != "dropping":
            continue
        closes = linked.heard[cue.end - 1].token.end
        named = [
            other.id
            for other in linked.cues
            if other.type == "attribute"
            and _is_near(cue, other)
            and not _ends_sentence(text[closes : linked.heard[other.begin].token.start])
        ]
        held = [mention.type for mention in _next(cue, linked, text)]
        freed.update(slot for key in held or named for slot in FREED.get(key, ()))
    return frozenset(freed)


def _taken_back(cue: Mention, linked: Linked, text: str) -> Iterator[Mention]:
    """What stands right before a word that corrects, where the like of it stands right behind."""
    denied = ruled_out(linked, text)
    corrected = [mention for mention in _next(cue, linked, text) if not mention.weak and mention not in denied]
    for mention in linked.mentions:
        between = text[linked.heard[mention.end - 1].token.end : linked.heard[cue.begin].token.start]
        adjacent = mention.end <= cue.begin and not between.strip(" ,.-–…")
        if adjacent and any(_place_type(mention) == _place_type(other) for other in corrected):
            yield mention


def _next(cue: Mention, linked: Linked, text: str) -> Iterator[Mention]:
    """What stands first behind a cue, within its clause; a comma ends that of all but a correction: "no, Bremen"."""
    closes = linked.heard[cue.end - 1].token.end
    behind = [mention for mention in linked.mentions if _is_near(cue, mention)]
    for mention in behind:
        between = text[closes : linked.heard[mention.begin].token.start]
        ends = _ends_clause(between) or (cue.id != "correcting" and _ends_sentence(between))
        if mention.begin == behind[0].begin and not ends:
            yield mention


def _is_near(cue: Mention, other: Mention) -> bool:
    return 0 <= other.begin - cue.end < EXCLUSION_REACH


def _ends_sentence(between: str) -> bool:
    """Whether a comma or a full stop ends what a word reaches: "never mind. …"."""
    return _ends_clause(between) or "," in between or "." in between

"""Decide which weak wordings mean what they can mean: those in whose company something else points the same way.

*Essen* is a city and also a meal: in "Netzwerke in Essen" a kind stands beside it and "in" before it, so the city is
meant; in "Was gibt es zu essen?" nothing speaks for it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from knowledge.linking.gazetteer import Gazetteer, TermType
from knowledge.linking.linked import CUES, Heard, Mention
from knowledge.store.vocabulary import CueRole

COMPANY: Final[frozenset[TermType]] = frozenset(
    {"kind", "topic", "target_group", "entry", "funder", "status", "instrument"}
)
"""Types of terms that speak for a weak wording beside them."""
WITH_STATUS: Final[frozenset[TermType]] = frozenset({"kind", "entry", "funder"})
"""Types of terms that speak for a status."""
SIZED: Final = ("company", "sme", "startup")
"""Who can be of a size; a small town is no small company."""
NEAR_COMPANY: Final = 3
"""A word for a size is said of what stands so close behind it: "a small biotech company"."""
NEAR_KIND: Final = 2
"""A word for any age says a status of a kind that stands so close behind it: "the old eastern programmes"."""
INTRODUCED: Final[Mapping[TermType, CueRole]] = {
    "place": "before_place",
    "region": "before_place",
    "funder": "before_funder",
    "topic": "before_topic",
}
"""Words that introduce a meaning of each type: with anything else in the question they speak for it."""


def settled(spans: Sequence[Mention], heard: Sequence[Heard], gazetteer: Gazetteer) -> list[Mention]:
    """The spans, with those that were weak and stand in company made strong."""
    strong = [span for span in spans if not span.weak and span.type not in CUES]
    return [
        span._replace(weak=False) if span.weak and _in_company(span, strong, heard, gazetteer) else span
        for span in spans
    ]


def _in_company(span: Mention, strong: Sequence[Mention], heard: Sequence[Heard], gazetteer: Gazetteer) -> bool:
    """Whether what stands around a weak wording speaks for its meaning."""
    said = heard[span.begin : span.end]
    if span.how == "compound" and any(other.begin == span.begin for other in strong):
        return False
    if span.type not in ("entry", "target_group", "status") and all(
        gazetteer.is_function_word(each.token.word) for each in said
    ):
        return False
    others = {other.type for other in strong if other.end <= span.begin or span.end <= other.begin}
    if others and _is_introduced(span, heard, gazetteer):
        return True
    match span.type:
        case "entry":
            if any(other.type == "kind" and other.begin == span.end for other in strong):
                return True
            if any(_lies_within(other, span) for other in strong):
                return False
            before = heard[span.begin - 1].token.word if span.begin else ""
            return (
                not others
                and before not in gazetteer.cue_words["determiner"]
                and _all_explained(span, heard, gazetteer)
            )
        case "topic":
            return any(other.type == "kind" and span.begin in (other.end, other.begin - 1) for other in strong)
        case "status" | "target_group" if gazetteer.is_function_word(heard[span.begin].token.word):
            return any(_is_said_of(span, other) for other in strong)
        case "status":
            return bool(others & WITH_STATUS)
        case "kind":
            return bool(others) and "kind" not in others
        case "place" | "funder" | "instrument":
            return False
        case _:
            return bool(others & COMPANY)


def _is_said_of(span: Mention, other: Mention) -> bool:
    """Whether a word for any size or age is said of what stands close behind it: "a small biotech company"."""
    if span.type == "status":
        return other.type == "kind" and 0 < other.begin - span.begin <= NEAR_KIND
    return other.type == "target_group" and other.id in SIZED and 0 < other.begin - span.begin <= NEAR_COMPANY


def _lies_within(other: Mention, span: Mention) -> bool:
    """Whether a smaller part of the words means something by itself: the Land of "in NRW", which is also a name."""
    return span.begin <= other.begin and other.end <= span.end and other.end - other.begin < span.end - span.begin


def _is_introduced(span: Mention, heard: Sequence[Heard], gazetteer: Gazetteer) -> bool:
    role = INTRODUCED.get(span.type)
    return role is not None and span.begin > 0 and heard[span.begin - 1].token.word in gazetteer.cue_words[role]


def _all_explained(span: Mention, heard: Sequence[Heard], gazetteer: Gazetteer) -> bool:
    """Whether nothing but function words and cues stands beside a name that is also an everyday word."""
    if all(gazetteer.is_function_word(each.best) for each in heard[span.begin : span.end]):
        return False
    beside = [*heard[: span.begin], *heard[span.end :]]
    return all(gazetteer.is_function_word(each.best) or gazetteer.is_cue(each.best) for each in beside)

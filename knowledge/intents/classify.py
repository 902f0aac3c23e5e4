"""Say what a linked question wants: a probability for every label, from a small linear model.

>>> classifier.classify(linker.link(fold("wer bezahlt das ZIM?")))[0].label
'ask.funders'

The question is seen *masked*: what is linked stands there as its type ("wer bezahlt das <programme>"), so that a few
example utterances cover all entries, regions and topics. The features are words and pairs of words of the masked
question, the letters of words that stand for nothing, which slots are filled, and how many words nobody knows. The
model is multinomial logistic regression, trained from ``data/intents/*.yaml`` by `train`; here it only adds
up weights.

Labels are the intents of the contract, `ask` with its attribute (``ask.budget``), and what is said only within a
conversation: ``more``, ``next_item``, ``ellipsis``, ``language``.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from knowledge.intents.linear import Scored, probabilities
from knowledge.linking.link import Linked, Mention
from knowledge.store.base import KnowledgeBase
from knowledge.store.layout import COMPILED, DATA
from knowledge.store.table import Table

GRAM: Final = 4
"""How many letters of a word stand together as one feature."""
WORDED: Final = ("topic", "kind", "target_group", "instrument", "status")
"""Types of mentions whose own words are features too: *cinema* is a topic, but who says it wants to see a film."""
LENGTHS: Final = (1, 2, 3, 5, 8, 13, 21)
MODEL: Final = DATA / COMPILED / "intents.json"


class Model(NamedTuple):
    """A trained model: what each feature says for each label."""

    digest: str
    """The digest of the examples that it was trained from."""
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Table[tuple[float, ...]]
    """For each feature a weight for every label, in their order."""
    familiar: frozenset[str]
    """Words that questions within the scope are made of, beside what is linked."""
    everyday: Mapping[str, float]
    """All words of the examples, those of questions beyond the scope too: how many more English ones hold each."""
    frames: frozenset[str]
    """Words that stand around a name when somebody wants to be told about it."""


def read_model(path: Path = MODEL) -> Model:
    """Read a model as `train` writes it.

    Raises:
        OSError: The file is not there; ``python -m knowledge.compile`` makes it.
    """
    content = json.loads(path.read_bytes())
    labels = len(content["labels"])
    return Model(
        content["digest"],
        tuple(content["labels"]),
        tuple(content["bias"]),
        Table(content["weights"], lambda coded: _weights(coded, labels)),
        frozenset(content["familiar"]),
        content["everyday"],
        frozenset(content["frames"]),
    )


def _weights(coded: str, labels: int) -> tuple[float, ...]:
    """A weight for each of so many labels: rows are added up faster than the pairs that they are kept as."""
    weights = [0.0] * labels
    for pair in coded.split(" "):
        label, _, weight = pair.partition(":")
        weights[int(label)] = float(weight)
    return tuple(weights)


class Classifier:
    """Scores linked questions with one model."""

    def __init__(self, model: Model, base: KnowledgeBase) -> None:
        """`base` tells which kind an entry mentioned is of."""
        self.model = model
        self._base = base

    def classify(self, linked: Linked) -> list[Scored]:
        """Every label with its probability, likeliest first; the probabilities sum to 1."""
        model = self.model
        seen = map(model.weights.get, features(linked, self._base, model.familiar))
        scores = [sum(weights) for weights in zip(model.bias, *filter(None, seen), strict=True)]
        return probabilities(model.labels, scores)


def _swallows(mention: Mention, cue: Mention) -> bool:
    """Whether a mention says more than a term in it: the words of a kind or group, or of a longer name."""
    if mention.weak or not (mention.begin <= cue.begin and cue.end <= mention.end):
        return False
    return mention.type != "entry" or mention.end - mention.begin > cue.end - cue.begin


def asks(cue: Mention, linked: Linked) -> bool:
    """Whether a word for a fact asks for it, and neither belongs to a name nor only says what a condition is."""
    return not (_is_in_name(cue, linked) or _says_what_a_condition_is(cue, linked))


def _says_what_a_condition_is(cue: Mention, linked: Linked) -> bool:
    """Whether a word only tells what stands beside it: "zum Thema Gesundheit", "the Leipzig region"."""
    if cue.end - cue.begin > 1:
        return False
    mentions = [mention for mention in linked.mentions if not mention.weak]
    if cue.id == "topics":
        return any(each.type == "topic" and 0 <= each.begin - cue.end <= 1 for each in mentions)
    places = [each for each in mentions if each.type in ("place", "region")]
    return cue.id == "region" and any(each.begin == cue.end or each.end == cue.begin for each in places)


def _is_in_name(cue: Mention, linked: Linked) -> bool:
    """Whether what could ask for a fact is a word of a name: "Projektträger Jülich"."""
    return any(
        mention.type == "entry"
        and mention.how == "exact"
        and not mention.weak
        and mention.begin <= cue.begin
        and cue.end <= mention.end
        for mention in linked.mentions
    )


def masked(linked: Linked, base: KnowledgeBase) -> list[str]:
    """The words of a question, with what is linked replaced by its type: ``["wer", "bezahlt", "<programme>"]``."""
    by_begin: dict[int, list[Mention]] = {}
    for mention in linked.mentions:
        if not mention.weak:
            by_begin.setdefault(mention.begin, []).append(mention)
    seen: list[str] = []
    place = 0
    while place < len(linked.heard):
        mentions = by_begin.get(place)
        if mentions:
            seen.extend(dict.fromkeys(_type(mention, base) for mention in mentions))
            place = mentions[0].end
        else:
            seen.append(linked.heard[place].best)
            place += 1
    return seen


def _type(mention: Mention, base: KnowledgeBase) -> str:
    if mention.type == "entry":
        kind = base[mention.id].kind
        return f"<{'alliance' if kind in ('cluster', 'network') else kind}>"
    if mention.type == "kind":
        return f"<kind:{'cluster' if mention.id == 'network' else mention.id}>"
    return "<region>" if mention.type == "place" else f"<{mention.type}>"


def features(linked: Linked, base: KnowledgeBase, familiar: Collection[str]) -> Iterator[str]:
    """What the model sees of a question: each feature once, as readable text."""
    return iter(dict.fromkeys(_features(linked, base, familiar)))


def _features(linked: Linked, base: KnowledgeBase, familiar: Collection[str]) -> Iterator[str]:
    seen = masked(linked, base)
    previous = "^"
    strange = 0
    for word in seen:
        yield word
        yield f"{previous} {word}"
        previous = word
        if word[0] != "<":
            framed = f"#{word}#"
            for begin in range(max(1, len(framed) - GRAM + 1)):
                yield f"~{framed[begin : begin + GRAM]}"
            strange += word not in familiar
    yield f"{previous} $"
    yield f"^^ {' '.join(seen[:3])}"
    yield f"strange={min(strange, 4)}"
    yield f"strange/{round(4 * strange / max(1, len(seen)))}"
    yield f"length={sum(len(seen) > length for length in LENGTHS)}"
    yield f"entries={min(_named_apart(linked), 2)}"
    types = {mention.type for mention in linked.mentions if not mention.weak}
    for filled in types:
        yield f"has {filled}"
    if not types - {"kind"}:
        yield "has nothing"
    yield from _worded(linked)
    yield from _cued(linked)


def _named_apart(linked: Linked) -> int:
    """How many different entries are named: one that is named twice over ("SPRIND, the agency") is one."""
    candidates: dict[int, set[str]] = {}
    for mention in linked.mentions:
        if mention.type == "entry" and not mention.weak:
            candidates.setdefault(mention.begin, set()).add(mention.id)
    apart: list[set[str]] = []
    for ids in candidates.values():
        if all(ids.isdisjoint(others) for others in apart):
            apart.append(ids)
    return len(apart)


def _worded(linked: Linked) -> Iterator[str]:
    for mention in linked.mentions:
        if mention.type in WORDED and not mention.weak:
            yield f"={mention.surface.lower()}"


def _cued(linked: Linked) -> Iterator[str]:
    for cue in linked.cues:
        if cue.type == "attribute":
            if asks(cue, linked):
                yield f"?{cue.id}"
        elif cue.type == "concept" and any(_swallows(mention, cue) for mention in linked.mentions):
            yield "?concept of a mention"
        elif cue.type in ("superlative", "concept"):
            yield f"?{cue.type}"
            if cue.begin == 0 and cue.end == len(linked.heard):
                yield f"?{cue.type} alone"

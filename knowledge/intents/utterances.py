"""The example utterances in ``data/intents/*.yaml``: what people say, by what they want.

A file holds examples of one intent, or groups of them; placeholders stand for anything of their type:

    intent: ask
    groups:
      funders:
        en:
          - who pays for {programme}?
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import LANGUAGES, Kind, Language
from knowledge.store.entries import Concept
from knowledge.store.layout import DATA
from knowledge.store.vocabulary import ENDINGS, Item

UTTERANCES: Final = DATA / "intents"
TERMS: Final = UTTERANCES / "terms"

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Utterance(NamedTuple):
    """One example: what is said, in which language, the label that it is an example of, and how much it counts."""

    text: str
    language: Language
    label: str
    weight: float = 1.0


def read_utterances(folder: Path = UTTERANCES) -> Iterator[Utterance]:
    """Every example under `folder`, file by file, placeholders and all."""
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        intent = content["intent"]
        for group, examples in _groups(content):
            label = _label(intent, group)
            for language in LANGUAGES:
                for text in examples.get(language, ()):
                    yield Utterance(text, language, label)


def _groups(content: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Sequence[str]]]]:
    groups: Mapping[str, Mapping[str, Sequence[str]]] = content.get("groups", {})
    return groups.items() if groups else [("", content["examples"])]


def _label(intent: str, group: str) -> str:
    if intent == "ask":
        return f"ask.{group}"
    return group if intent == "chat" else intent


def concept_questions(base: KnowledgeBase) -> Iterator[Utterance]:
    """The questions that the concepts in `base` are asked with, as examples of the label `define`."""
    names = {name for entry in base.of_kind("concept") for name in entry.names()}
    for text, language, _ in term_utterances(base):
        if text not in names:
            yield Utterance(text, language, "define")


def term_utterances(base: KnowledgeBase, folder: Path = TERMS) -> Iterator[tuple[str, Language, str]]:
    """How people ask for the concepts in `base`: each example, its language, and the id of the concept.

    These are their names, their sample questions, and the examples under `folder`.
    """
    learnt = {
        id: examples
        for path in sorted(folder.glob("*.yaml"))
        for id, examples in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    }
    for entry in sorted(base.of_kind("concept"), key=lambda entry: entry.id):
        if isinstance(entry, Concept):
            for language in LANGUAGES:
                names = (entry.name(language), *entry.aliases)
                questions = entry.questions_en if language == "en" else entry.questions_de
                for text in (*names, *questions, *learnt.get(entry.id, {}).get(language, ())):
                    yield text, language, entry.id


class Filler:
    """Fills the placeholders of utterances with what the knowledge base holds, at random but repeatably."""

    def __init__(self, base: KnowledgeBase, seed: int = 0) -> None:
        """Draw from `base` with a generator of its own, seeded with `seed`."""
        self._seed = seed
        self._random = random.Random(seed)  # noqa: S311 - draws examples, keeps no secret
        self._draw = _placeholders(base, self._random)

    def begin(self, text: str) -> None:
        """Draw for `text` what is drawn for it among any others, so that a new example changes no other."""
        self._random.seed(f"{self._seed} {text}")

    def fill(self, text: str) -> str:
        """The text with every placeholder replaced.

        Raises:
            KeyError: A placeholder is not known.
        """
        return PLACEHOLDER.sub(lambda match: self._draw[match[1]](), text)

    def misspell(self, text: str) -> str:
        """The text with one slip in one of its longer words."""
        words = list(re.finditer(r"\w{5,}", text))
        if not words:
            return text
        word = self._random.choice(words)
        place = self._random.randrange(word.start() + 1, word.end() - 1)
        slip = self._random.randrange(4)
        letter = self._random.choice("aeinrst")
        middle = ("", letter, letter + text[place], text[place + 1] + text[place])[slip]
        return text[:place] + middle + text[place + (2 if slip == 3 else 1) :]


def _placeholders(base: KnowledgeBase, draw: random.Random) -> dict[str, Callable[[], str]]:
    vocabulary = base.vocabulary
    names = {
        kind: sorted(name for entry in base.of_kind(kind) for name in entry.names() if len(name) < 60)
        for kind in ("programme", "cluster", "network", "organisation", "platform", "concept")
    }

    def name_of(*kinds: Kind) -> Callable[[], str]:
        return lambda: draw.choice(names[draw.choice(kinds)] or ["Cluster"])

    def word_of(items: Iterable[Item]) -> Callable[[], str]:
        words = [word for item in items for word in item.words]
        return lambda: draw.choice(words).replace("~", draw.choice(ENDINGS[:4]))

    regions = word_of((*vocabulary.regions, *vocabulary.region_groups))
    cities = [name for city in vocabulary.cities if not city.weak for name in (city.name, *city.names)]
    kinds = {kind.id: kind for kind in vocabulary.kinds}
    return {
        "programme": name_of("programme"),
        "cluster": name_of("cluster"),
        "network": name_of("network"),
        "organisation": name_of("organisation"),
        "platform": name_of("platform"),
        "entry": name_of("programme", "cluster", "network"),
        "concept": name_of("concept"),
        "region": lambda: regions() if draw.random() < 0.5 else draw.choice(cities),
        "topic": word_of(vocabulary.topics),
        "target_group": word_of(vocabulary.target_groups),
        "status": word_of(vocabulary.statuses),
        "instrument": word_of(vocabulary.instruments),
        "funder": lambda: draw.choice((word_of(vocabulary.funders), name_of("organisation")))(),
        "kind": word_of([kinds["programme"], kinds["cluster"], kinds["network"]]),
        "kind_money": word_of([kinds["programme"]]),
        "kind_cluster": word_of([kinds["cluster"], kinds["network"]]),
        "year": lambda: str(draw.randrange(1990, 2031)),
        "amount": lambda: draw.choice(
            ("5 million euros", "10 Mio. Euro", "500,000 euros", "1 Milliarde Euro", "2 Mio")
        ),
        "number": lambda: str(draw.randrange(2, 300)),
    }

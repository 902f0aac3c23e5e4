"""A name with one slip is still found: nearly always, and whatever the slip."""

import random
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

import pytest
from hypothesis import settings

from knowledge import Assistant, KnowledgeBase
from knowledge.linking.fold import words
from tests.knowledge.talk import ask, shown

QUESTIONS: Final = ("{}", "tell me about {}", "was ist {}?")
FIRST: Final = 3
"""A name is found where its entry is among so many first results or candidates."""


def names(base: KnowledgeBase) -> list[tuple[str, str]]:
    """Every name of six or more letters that is no acronym and belongs to one entry alone, with that entry's id."""
    owners: dict[str, set[str]] = {}
    for entry in base.entries.values():
        for name in entry.names():
            owners.setdefault("".join(words(name)), set()).add(entry.id)
    meant = {
        word for item in base.vocabulary.topics + base.vocabulary.kinds for text in item.words for word in words(text)
    }
    return sorted(
        (name, entry.id)
        for entry in base.entries.values()
        if entry.kind != "concept"
        for name in entry.names()
        if sum(char.isalpha() for char in name) >= 6
        and not is_acronym(name)
        and len(owners["".join(words(name))]) == 1
        and not set(words(name)) <= meant
    )


def is_acronym(name: str) -> bool:
    return sum(char.isupper() or char.isdigit() for char in name) > sum(char.islower() for char in name)


def with_a_slip(name: str, chance: random.Random) -> str:
    """The name with one letter of one word left out, doubled by another, changed, or swapped with the next."""
    places = [place for place, char in enumerate(name) if char.isalpha()]
    place = chance.choice(places)
    other = chance.choice(ascii_lowercase)
    match chance.choice(("insert", "delete", "replace", "swap")):
        case "insert":
            return name[:place] + other + name[place:]
        case "delete":
            return name[:place] + name[place + 1 :]
        case "replace":
            return name[:place] + other + name[place + 1 :]
        case _:
            return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]


def misspelt(base: KnowledgeBase, seed: int) -> Iterator[tuple[str, str]]:
    """Every other name once, with a slip, alone or in a question, and its entry."""
    chance = random.Random(seed)
    for name, id in names(base)[seed % 2 :: 2]:
        yield chance.choice(QUESTIONS).format(with_a_slip(name, chance)), id


@pytest.mark.parametrize("seed", range(max(1, settings().max_examples // 500)))  # ten times as many by `make fuzz`
def test_97_of_100_names_are_found_with_a_slip(assistant: Assistant, seed: int) -> None:
    tried = list(misspelt(assistant.base, seed))
    missed = [(question, id) for question, id in tried if id not in shown(ask(assistant, question))[:FIRST]]
    assert len(tried) > 500
    assert len(missed) <= 0.03 * len(tried), missed


@pytest.mark.parametrize("question", ["money for a smal firm in Bremen", "Geld für eine kliene Firma in Bremen"])
def test_a_wording_is_known_by_its_other_words(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).reading.target_groups == ("sme",)

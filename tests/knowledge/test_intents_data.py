"""The example utterances: complete, well-formed, and each of them under one intent only."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pytest
import yaml

from knowledge.store import codes
from knowledge.store.layout import DATA

FOLDER: Final = DATA / "intents"

PLACEHOLDERS: Final = {
    "programme",
    "cluster",
    "network",
    "organisation",
    "entry",
    "concept",
    "region",
    "topic",
    "target_group",
    "status",
    "instrument",
    "funder",
    "kind",
    "kind_money",
    "kind_cluster",
    "year",
    "amount",
    "number",
}

MINIMUM: Final = {
    "find": 220,
    "count": 80,
    "describe": 80,
    "ask": 35 * len(codes.ATTRIBUTES),
    "compare": 70,
    "define": 200,
    "browse": 50,
    "greet": 40,
    "thanks": 40,
    "goodbye": 40,
    "help": 50,
    "about": 50,
    "out_of_scope": 500,
}
"""How many examples an intent has at least, in each language."""

FRAGMENTS: Final = {"more", "next_item", "ellipsis", "language"}
"""The groups of `chat.yaml`."""

MINIMUM_OF_A_GROUP: Final = {"ask": 35, "chat": 40, "out_of_scope": 12}


class Example(NamedTuple):
    """One line of an example file and where it stands."""

    file: str
    group: str | None
    language: str
    text: str

    @property
    def label(self) -> tuple[str, str | None]:
        """What the example teaches: the groups of out of scope are for the reader only."""
        return self.file, self.group if self.file in {"ask", "chat"} else None

    @property
    def folded(self) -> str:
        """The text as far as it teaches anything: no case, no punctuation."""
        return " ".join(re.findall(r"\{\w+\}|\w+", self.text.casefold())) or self.text


def read(file: str) -> dict[str, Any]:
    content = yaml.safe_load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def examples_of(file: str) -> Iterator[Example]:
    content = read(file)
    groups: dict[str | None, dict[str, list[str]]] = content.get("groups") or {None: content["examples"]}
    for group, languages in groups.items():
        for language, texts in languages.items():
            for text in texts:
                yield Example(file, group, language, text)


FILES: Final = sorted(path.stem for path in FOLDER.glob("*.yaml"))
EXAMPLES: Final = [example for file in FILES for example in examples_of(file)]


def test_every_intent_has_a_file_and_no_file_is_without_an_intent() -> None:
    assert set(FILES) == {*codes.INTENTS, "chat"}
    assert {file: read(file).get("intent") for file in FILES} == {file: file for file in FILES}


@pytest.mark.parametrize("language", codes.LANGUAGES)
@pytest.mark.parametrize("intent", codes.INTENTS)
def test_every_intent_has_enough_examples_in_both_languages(intent: str, language: str) -> None:
    texts = [example for example in EXAMPLES if example.file == intent and example.language == language]
    assert len(texts) >= MINIMUM[intent]


@pytest.mark.parametrize("language", codes.LANGUAGES)
@pytest.mark.parametrize("file", sorted(MINIMUM_OF_A_GROUP))
def test_every_group_has_enough_examples_in_both_languages(file: str, language: str) -> None:
    sizes = {group: len(languages[language]) for group, languages in read(file)["groups"].items()}
    assert [group for group, size in sizes.items() if size < MINIMUM_OF_A_GROUP[file]] == []


def test_the_groups_of_ask_are_the_attributes() -> None:
    assert set(read("ask")["groups"]) == set(codes.ATTRIBUTES)


def test_the_groups_of_chat_are_the_known_fragments() -> None:
    assert set(read("chat")["groups"]) == FRAGMENTS


def test_examples_are_in_the_known_languages_and_are_text() -> None:
    assert [e for e in EXAMPLES if e.language not in codes.LANGUAGES] == []
    assert [e for e in EXAMPLES if str(e.text).strip() != e.text or not e.text] == []


def test_placeholders_are_known() -> None:
    unknown = [e for e in EXAMPLES if set(re.findall(r"\{(.*?)\}", e.text)) - PLACEHOLDERS]
    assert unknown == []
    assert [e for e in EXAMPLES if re.search(r"[{}]", re.sub(r"\{\w+\}", "", e.text))] == []


def test_no_example_stands_under_two_intents() -> None:
    labels: dict[str, set[tuple[str, str | None]]] = {}
    for example in EXAMPLES:
        labels.setdefault(example.folded, set()).add(example.label)
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}


def test_no_example_stands_twice_in_its_language() -> None:
    seen = Counter((*example.label, example.language, example.folded) for example in EXAMPLES)
    assert [key for key, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_each_file_says_how_to_edit_it(file: str) -> None:
    text = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
    header = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("#")
    assert "How to edit" in header

"""The examples in the docstrings of the engine are true."""

import doctest
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import knowledge
from knowledge import Assistant, Conversation, Reading
from knowledge.answering.conditions import Conditions
from knowledge.answering.facts import FactTeller
from knowledge.answering.figures import Figures
from knowledge.answering.phrases import Phrases
from knowledge.index import open_index
from knowledge.intents.classify import Classifier, read_model
from knowledge.intents.terms import TermClassifier
from knowledge.linking.fold import fold, words
from knowledge.linking.language import LanguageGuesser, count_votes
from knowledge.reading.read import Question
from knowledge.reading.reading import Limit
from knowledge.reading.slots import fill_slots
from knowledge.store.codes import LANGUAGES

MODULES = sorted(module.name for module in walk_packages(knowledge.__path__, "knowledge."))
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def examples(name: str) -> list[doctest.DocTest]:
    module = import_module(name)
    return [test for test in doctest.DocTestFinder(exclude_empty=True).find(module) if test.examples]


@pytest.fixture(scope="session")
def names(assistant: Assistant) -> dict[str, Any]:
    """What examples speak of without making it."""
    base, linker, model = assistant.base, assistant.linker, read_model()
    summaries = {language: [entry.summary(language) for entry in base.entries.values()] for language in LANGUAGES}
    index = open_index(base, model)
    classifier = Classifier(model, base)
    linked = linker.link(fold("programmes in Saxony"))
    slots = fill_slots(linked, "programmes in Saxony")
    return {
        "assistant": assistant,
        "base": base,
        "summaries": summaries,
        "index": index.texts,
        "languages": index.languages,
        "vocabulary": base.vocabulary,
        "gazetteer": linker.gazetteer,
        "linker": linker,
        "classifier": classifier,
        "reader": assistant._reader,
        "terms": TermClassifier(),
        "model": model,
        "question": Question("programmes in Saxony", linked, classifier.classify(linked), slots, "en"),
        "fold": fold,
        "words": words,
        "load": knowledge.load,
        "Phrases": Phrases,
        "Conditions": Conditions,
        "FactTeller": FactTeller,
        "Figures": Figures,
        "Limit": Limit,
        "Conversation": Conversation,
        "date": date,
        "Reading": Reading,
        "LanguageGuesser": LanguageGuesser,
        "count_votes": count_votes,
    }


@pytest.mark.parametrize(
    "name",
    [name for name in MODULES if examples(name)],
)
def test_the_examples_of_a_module_are_true(name: str, names: dict[str, Any]) -> None:
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    wrong: list[str] = []
    for test in examples(name):
        # Two examples call what they are made from "texts".
        test.globs = {**test.globs, **names, "texts": names["summaries" if name.endswith(".language") else "index"]}
        runner.run(test, out=wrong.append)
    assert not wrong, "\n".join(wrong)

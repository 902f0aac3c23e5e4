"""Everything that questions are looked up in, made once from a knowledge base: at once where it is the shipped one.

The shipped knowledge comes with its index compiled (``data/compiled/index.json``); any other knowledge is indexed when
it is loaded, in about half a second.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypedDict

from knowledge.intents.classify import Model
from knowledge.linking.gazetteer import Gazetteer, TermsFiled, file_terms, function_words
from knowledge.linking.language import LanguageGuesser, count_votes
from knowledge.linking.retrieve import TextIndex, TextsFiled, file_texts
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import LANGUAGES, Language
from knowledge.store.entries import Concept
from knowledge.store.layout import COMPILED, DATA

FILE: Final = "index.json"
PIECES: Final = "spelling.json"
"""What is needed for misspelt words alone stands in a file of its own."""


class Filed(TypedDict):
    """An index as it is compiled, and what it was made from."""

    made_from: str
    terms: TermsFiled
    texts: TextsFiled
    votes: dict[str, float]


@dataclass(frozen=True, slots=True)
class Index:
    """What the steps of understanding look things up in."""

    gazetteer: Gazetteer
    texts: TextIndex
    languages: LanguageGuesser


def open_index(base: KnowledgeBase, model: Model) -> Index:
    """The index of a knowledge base: the compiled one where it was made from just this, else a new one."""
    compiled = _compiled(made_from(base, model))
    filed = compiled or file_all(base, model)
    gazetteer = Gazetteer(filed["terms"], _compiled_pieces if compiled else None)
    return Index(
        gazetteer,
        TextIndex(filed["texts"], gazetteer.function_words),
        LanguageGuesser(filed["votes"], base.vocabulary),
    )


def file_all(base: KnowledgeBase, model: Model) -> Filed:
    """Index everything in a knowledge base."""
    texts, spelt = file_texts(base, function_words(base.vocabulary))
    return {
        "made_from": made_from(base, model),
        "terms": file_terms(base, spelt, model.everyday, model.frames),
        "texts": texts,
        "votes": count_votes(
            base.vocabulary, {language: list(_spoken(base, language)) for language in LANGUAGES}, model.everyday
        ),
    }


def made_from(base: KnowledgeBase, model: Model) -> str:
    """What an index of these is made from; empty where that cannot be told from a file."""
    return f"{base.digest} {model.digest}" if base.digest else ""


def _compiled(wanted: str) -> Filed | None:
    path = DATA / COMPILED / FILE
    if not wanted or not path.exists():
        return None
    filed: Filed = json.loads(path.read_bytes())
    return filed if filed["made_from"] == wanted else None


def _compiled_pieces() -> dict[str, str]:
    pieces: dict[str, str] = json.loads((DATA / COMPILED / PIECES).read_bytes())
    return pieces


def _spoken(base: KnowledgeBase, language: Language) -> Iterator[str]:
    """Texts that are certainly in one language."""
    for entry in base.entries.values():
        yield entry.summary(language)
        if isinstance(entry, Concept):
            yield from entry.questions_en if language == "en" else entry.questions_de

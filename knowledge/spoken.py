"""In which language a question is spoken, and in which one it asks to be answered.

>>> hear_language(linker.link(fold("wer fördert ZIM, in english please")), languages, gazetteer)
Spoken(language='de', asked='en', foreign=False, name_alone=False)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.linking.gazetteer import Gazetteer
from knowledge.linking.language import LanguageGuesser
from knowledge.linking.linked import Linked
from knowledge.store.codes import Language

NAME_VOTE: Final = 0.45
"""How much the words of a name say about the language of a question, beside its other words."""
PLACE_VOTE: Final = 0.6
"""The same of the name of a place: *Sachsen* or *Saxony*."""
COMPOUND_VOTE: Final = 0.75
"""How much more a compound says: it is German."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a question tells of its language."""

    language: Language | None
    """That of the question; None where its words do not tell."""
    asked: Language | None
    """The one that it names, where it names one."""
    foreign: bool
    """Whether it is in a language that is neither."""
    name_alone: bool
    """Whether nothing is said but a name: it is said in any language."""


def hear_language(linked: Linked, languages: LanguageGuesser, gazetteer: Gazetteer) -> Spoken:
    """What a linked question tells of its language, by the votes of its words."""
    return Spoken(
        languages.guess(_votes(linked, gazetteer)),
        _named(linked, gazetteer),
        languages.is_foreign([heard.token.word for heard in linked.heard]),
        _is_name_alone(linked),
    )


def _votes(linked: Linked, gazetteer: Gazetteer) -> Iterator[tuple[str, str, float]]:
    """The words of a question as understood and as written, and how much each tells of its language."""
    weight = [1.0] * len(linked.heard)
    for mention in linked.mentions:
        if mention.type in ("entry", "place", "region"):
            for place in range(mention.begin, mention.end):
                weight[place] = NAME_VOTE if mention.type == "entry" else PLACE_VOTE
    shouted = all(heard.token.raw.isupper() for heard in linked.heard)
    for heard, vote in zip(linked.heard, weight, strict=True):
        acronym = heard.token.raw.isupper() and not shouted
        light = vote == NAME_VOTE and gazetteer.is_function_word(heard.best)
        # An umlaut in the name of a place says nothing: people write Würzburg in English too.
        written = heard.best if vote == PLACE_VOTE else heard.token.raw
        yield heard.best, written, 0.0 if acronym or light else vote
        if heard.how == "compound":
            yield "der", heard.token.raw, COMPOUND_VOTE


def _is_name_alone(linked: Linked) -> bool:
    named = {place for each in linked.mentions if each.type == "entry" for place in range(each.begin, each.end)}
    return bool(named) and len(named) == len(linked.heard)


def _named(linked: Linked, gazetteer: Gazetteer) -> Language | None:
    """The language that a question names last."""
    for heard in reversed(linked.heard):
        if heard.best in gazetteer.cue_words["english"]:
            return "en"
        if heard.best in gazetteer.cue_words["german"]:
            return "de"
    return None

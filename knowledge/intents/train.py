"""Train the model that `classify` serves from the example utterances, for ``python -m knowledge.compile``.

Every example is filled several times with what the knowledge base holds, once with a slip of the pen, and linked just
as a question is. The concepts' sample questions are examples of `define`. Needs scikit-learn (the extra ``train``).
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from knowledge.intents.classify import features, masked
from knowledge.intents.terms import term_features
from knowledge.intents.utterances import (
    PLACEHOLDER,
    Filler,
    Utterance,
    concept_questions,
    read_utterances,
    term_utterances,
)
from knowledge.linking.fold import fold, words
from knowledge.linking.gazetteer import Gazetteer, file_terms, function_words
from knowledge.linking.language import lean
from knowledge.linking.link import Linked, Linker
from knowledge.linking.retrieve import file_texts
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import LANGUAGES

FILLED: Final = 6
"""How many times an example with placeholders is filled; the last time with a slip."""
WEIGHT_OF_FILLED: Final = 3.0
"""What such an example counts in all, beside one that is said as it stands."""
WEIGHT_OF_TERMS: Final = 0.35
"""What a question for a term counts: there are more of them than people ask."""
SEED: Final = 7
"""Of five ways to fill the examples, that whose model answers most questions right; the worst has one in 150 less."""
ONE_LINKED_OF: Final = 20
"""Of so many examples, one has its links in the digest."""
INVERSE_REGULARISATION: Final = 0.5
SMALLEST: Final = 0.08
"""Weights below it are left out: they change no answer and would fill the file."""
SEEN_WITH_TERMS: Final = 3
"""Features of fewer examples tell no term."""
INVERSE_REGULARISATION_OF_TERMS: Final = 10.0
SMALLEST_OF_TERMS: Final = 0.5
OUTSIDE: Final = "out_of_scope"


class Example(NamedTuple):
    """An example as the model sees it: its words linked, its label, how much it counts."""

    linked: Linked
    label: str
    weight: float


def examples(base: KnowledgeBase, seed: int = SEED) -> list[Utterance]:
    """Every training example, placeholders filled."""
    filler = Filler(base, seed)
    found: dict[str, Utterance] = {}
    for utterance in concept_questions(base):
        found.setdefault(utterance.text, utterance._replace(weight=WEIGHT_OF_TERMS))
    for utterance in read_utterances():
        times, weight = (FILLED, WEIGHT_OF_FILLED / FILLED) if "{" in utterance.text else (1, 1.0)
        filler.begin(utterance.text)
        for time in range(times + 1):
            text = filler.fill(utterance.text)
            text = filler.misspell(text) if time == times else text
            found.setdefault(text, utterance._replace(text=text, weight=weight))
    return list(found.values())


def digest(examples: Sequence[Utterance], linker: Linker | None = None, base: KnowledgeBase | None = None) -> str:
    """The digest of training examples: it tells what a model was made from.

    It covers every example, to the last name that fills it. With a linker it covers how they are linked, too: every
    word and name that is known, and what the model sees of some examples, as seeing all takes half a minute.
    """
    found = hashlib.sha256()
    for utterance in examples:
        found.update("\t".join(map(str, utterance)).encode() + b"\n")
    if linker and base:
        found.update(base.vocabulary.model_dump_json().encode())
        for entry in sorted(base.entries.values(), key=lambda entry: entry.id):
            found.update("\t".join(entry.names()).encode() + b"\n")
        for utterance in examples[::ONE_LINKED_OF]:
            found.update("\t".join(sorted(features(linker.link(fold(utterance.text)), base, ()))).encode() + b"\n")
    return found.hexdigest()


def intents_digest(base: KnowledgeBase) -> str:
    """The digest that a model of intents has that was trained on `base` and the examples of today."""
    return digest(examples(base), example_linker(base), base)


def example_linker(base: KnowledgeBase) -> Linker:
    """What links the examples as questions are linked."""
    _, spelt = file_texts(base, function_words(base.vocabulary))
    return Linker(Gazetteer(file_terms(base, spelt, everyday_words())))


def everyday_words() -> dict[str, float]:
    """The words of the example utterances, beside their placeholders: how much more English than German they are.

    One that stands in a single utterance may be a slip.
    """
    counted = {language: Counter[str]() for language in LANGUAGES}
    for each in read_utterances():
        counted[each.language].update(set(words(PLACEHOLDER.sub(" ", each.text))))
    english, german = counted["en"], counted["de"]
    return {word: lean(english[word], german[word]) for word, count in sorted((english + german).items()) if count > 1}


def frame_words() -> frozenset[str]:
    """Words that several examples of wanting to be told about something have around its name."""
    counted = Counter(
        word
        for each in read_utterances()
        if each.label == "describe"
        for word in set(words(PLACEHOLDER.sub(" ", each.text)))
    )
    return frozenset(word for word, count in counted.items() if count > 2)


def train(base: KnowledgeBase) -> dict[str, Any]:
    """Fit the model to all examples, linked as questions are."""
    linker = example_linker(base)
    filled = examples(base)
    linked = [Example(linker.link(fold(each.text)), each.label, each.weight) for each in filled]
    model = fit([each for each in linked if not _says_nothing_else(each, base)], base)
    return {"digest": digest(filled, linker, base)} | model


def term_examples(base: KnowledgeBase) -> list[Utterance]:
    """Every example of asking for a term, labelled with its id."""
    return [Utterance(text, language, id) for text, language, id in term_utterances(base)]


def train_terms(base: KnowledgeBase) -> dict[str, Any]:
    """Fit the model of terms to all examples of asking for one: what `terms` reads."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    filled = term_examples(base)
    light = function_words(base.vocabulary)
    seen = [dict.fromkeys(term_features(words(each.text), light), 1.0) for each in filled]
    often = Counter(feature for each in seen for feature in each)
    vectorizer, rarity = DictVectorizer(), TfidfTransformer()
    counted = vectorizer.fit_transform(
        [{feature: value for feature, value in each.items() if often[feature] >= SEEN_WITH_TERMS} for each in seen]
    )
    regression = LogisticRegression(C=INVERSE_REGULARISATION_OF_TERMS, max_iter=200, tol=1e-3)
    regression.fit(rarity.fit_transform(counted), [each.label for each in filled])
    weights = {}
    for feature, rare, column in zip(vectorizer.get_feature_names_out(), rarity.idf_, regression.coef_.T, strict=True):
        pairs = [f"{i}:{rare * w:.2f}" for i, w in enumerate(column) if abs(w) >= SMALLEST_OF_TERMS]
        weights[str(feature)] = " ".join((f"{rare:.2f}", *pairs))
    return {
        "digest": digest(filled),
        "labels": list(regression.classes_),
        "bias": [round(float(value), 3) for value in regression.intercept_],
        "light": sorted(light),
        "weights": dict(sorted(weights.items())),
    }


def _says_nothing_else(example: Example, base: KnowledgeBase) -> bool:
    """Whether an example holds only what questions of another label are made of.

    "5G network in Bavaria" may be asked by who has no reception; it cannot be told from a question for a network. And a
    term's question that names an entry is told from a question for a fact of that entry by nothing but the term.
    """
    linked, label, _ = example
    if label == "define":
        return any(mention.type == "entry" and not mention.rivals for mention in linked.mentions) and not any(
            cue.type == "concept" for cue in linked.cues
        )
    return label == OUTSIDE and len(linked.mentions) > 1 and all(word[0] == "<" for word in masked(linked, base))


def fit(examples: Sequence[Example], base: KnowledgeBase) -> dict[str, Any]:
    """Fit a model to linked questions and their labels: what `classify` reads, but the digest."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counted = Counter(
        word
        for linked, label, _ in examples
        if label != OUTSIDE
        for word in set(masked(linked, base))
        if word[0] != "<"
    )
    familiar = frozenset(word for word, count in counted.items() if count > 2)
    seen = [dict.fromkeys(features(linked, base, familiar), 1.0) for linked, _, _ in examples]
    often = Counter(feature for each in seen for feature in each)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{feature: value for feature, value in each.items() if often[feature] > 2} for each in seen]
    )
    regression = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=200, tol=1e-3)
    regression.fit(matrix, [label for _, label, _ in examples], [weight for *_, weight in examples])
    weights = {
        str(feature): " ".join(
            f"{label}:{weight:.2f}" for label, weight in enumerate(column) if abs(weight) >= SMALLEST
        )
        for feature, column in zip(vectorizer.get_feature_names_out(), regression.coef_.T, strict=True)
    }
    return {
        "labels": list(regression.classes_),
        "bias": [round(float(value), 3) for value in regression.intercept_],
        "familiar": sorted(familiar),
        "everyday": everyday_words(),
        "frames": sorted(frame_words()),
        "weights": {feature: coded for feature, coded in sorted(weights.items()) if coded},
    }

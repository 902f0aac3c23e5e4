"""Bring everything up to date that is made from the data files: ``python -m knowledge.compile``.

Each maker returns the files of one folder under ``data/`` by name. A test holds that what is committed is what they
make.
"""

import sys
from collections.abc import Callable
from typing import Final

from knowledge import index
from knowledge.answering import wording
from knowledge.intents import classify, terms, train
from knowledge.linking.spelling import file_pieces
from knowledge.store import schema, snapshot, tuning
from knowledge.store.base import KnowledgeBase
from knowledge.store.layout import COMPILED, DATA, SCHEMA, VOCABULARY
from knowledge.store.load import KnowledgeError, read_entries, read_vocabulary


def _snapshot() -> dict[str, str]:
    return snapshot.render(read_entries(DATA), read_vocabulary(DATA / VOCABULARY))


def _model() -> dict[str, str]:
    """The intent model: trained anew, which needs scikit-learn, where its examples or their links have changed."""
    base = _base()
    try:
        if classify.read_model().digest == train.intents_digest(base):
            return {}
    except (OSError, ValueError, KeyError):
        pass
    return {classify.MODEL.name: snapshot.one_item_a_line(train.train(base))}


def _terms() -> dict[str, str]:
    """The model of terms, likewise."""
    base = _base()
    try:
        if terms.read_term_model().digest == train.digest(train.term_examples(base)):
            return {}
    except (OSError, ValueError, KeyError):
        pass
    return {terms.MODEL.name: snapshot.one_item_a_line(train.train_terms(base))}


def _index() -> dict[str, str]:
    filed = index.file_all(_base(), classify.read_model())
    return {
        index.FILE: snapshot.one_item_a_line(filed),
        index.PIECES: snapshot.one_item_a_line(file_pieces(filed["terms"]["known"])),
    }


def _wording() -> dict[str, str]:
    return {wording.COMPILED_FILE: snapshot.one_item_a_line(wording.compiled())}


def _thresholds() -> dict[str, str]:
    return {tuning.COMPILED_FILE: snapshot.one_item_a_line(tuning.compiled())}


def _base() -> KnowledgeBase:
    digests = " ".join(snapshot.digest(DATA, part) for part in snapshot.PARTS)
    return KnowledgeBase(read_entries(DATA), read_vocabulary(DATA / VOCABULARY), digests)


MAKERS: Final[tuple[tuple[str, Callable[[], dict[str, str]]], ...]] = (
    (SCHEMA, schema.render),
    (COMPILED, _snapshot),
    (COMPILED, _model),
    (COMPILED, _terms),
    (COMPILED, _index),
    (COMPILED, _wording),
    (COMPILED, _thresholds),
)
"""What makes the files of which folder, in the order in which they build on each other."""


def main() -> int:
    """Write every made file that is not current, and say which; 1 where the knowledge is not valid."""
    try:
        for folder, maker in MAKERS:
            (DATA / folder).mkdir(exist_ok=True)
            for name, content in maker().items():
                path = DATA / folder / name
                if not path.exists() or path.read_text(encoding="utf-8") != content:
                    path.write_text(content, encoding="utf-8", newline="\n")
                    sys.stdout.write(f"{folder}/{name} written\n")
    except KnowledgeError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

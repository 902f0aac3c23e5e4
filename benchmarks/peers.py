"""Accuracy and speed beside what one would build instead, on the public questions and with the same knowledge.

Two tables, since no other way does both: finding the entries that a question names or implies, and telling what it
wants. Questions within a conversation are left out, for none of the others remembers one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks.questions import TODAY, Question, converse, read_questions
from benchmarks.report import Report, milliseconds, percent
from benchmarks.rivals import (
    EMBEDDING,
    FIRST,
    Build,
    Text,
    by_bm25,
    by_embedding,
    by_linear_classifier,
    by_token_set_ratio,
    by_wratio,
    has_embedding,
)
from benchmarks.timing import timed, undisturbed
from bot.jsonl import as_object
from knowledge import Assistant, Conversation, KnowledgeBase, load
from knowledge.intents.utterances import Filler, read_utterances
from knowledge.store.entries import Entry
from tests.knowledge.gold import faults

Right = Callable[[Mapping[str, Any], Sequence[str]], bool]
"""Whether the keys found, best first, are what gold asks for."""
OURS: Final = "clusterlotse"
SEED: Final = 7
NOT_TEXT: Final = {"id", "kind", "former_ids", "url", "sources", "contact", "as_of"}


def measure(show: int) -> Iterator[Report]:
    """Yield both tables; with `show`, questions whose entries we miss."""
    base = load().base
    assistant = Assistant(base)
    questions = read_questions()
    passed = [not any(faults(turn.question.gold, as_object(turn.answer))) for turn in converse(assistant, questions)]
    alone = [question for question in questions if question.chat is None]
    naming = [question for question in alone if _names_entries(question.gold)]
    yield _finding(assistant, naming, percent(sum(passed), len(passed)))
    yield _telling(assistant, [question for question in alone if "intent" in question.gold])
    missed = [question for question in naming if not _are_shown(question.gold, _entries(assistant, question.text))]
    if show and missed:
        yield Report(
            f"peers: {min(show, len(missed))} of {len(missed)} questions whose entries we do not show",
            ("question", "wanted", "shown"),
            [
                (question.text, ", ".join(_wanted(question.gold)), ", ".join(_entries(assistant, question.text)))
                for question in missed[:show]
            ],
        )


def _finding(assistant: Assistant, questions: Sequence[Question], passed: str) -> Report:
    base = assistant.base
    names = [Text(entry.id, name) for entry in base.entries.values() for name in entry.names()]
    whole = [Text(entry.id, _text_of(entry, base)) for entry in base.entries.values()]
    # The model reads no more than the first 256 pieces of words.
    short = [Text(entry.id, " ".join((*entry.names(), entry.summary("en")))) for entry in base.entries.values()]
    ways: list[tuple[str, Build, Sequence[Text]]] = [
        ("nearest name, WRatio", by_wratio, names),
        ("nearest name, token_set_ratio", by_token_set_ratio, names),
        ("BM25 over all text", by_bm25, whole),
        ("TF-IDF and a linear classifier", by_linear_classifier, [*names, *whole]),
        ("sentence embedding of names and summary", by_embedding, short),
    ]
    ours = _row(OURS, partial(_entries, assistant), questions, _are_shown)
    return Report(
        f"peers: {len(questions)} questions that name or imply entries; a hit has all of them among the first {FIRST}",
        ("finding entries", f"hit@{FIRST}", "median", "built in"),
        [ours, *_rows(questions, _are_shown, ways)],
        (
            f"Of all public questions, those of conversations too, {passed} pass every check with {OURS}.",
            "None of the others reads a condition, states a fact, counts, compares, follows a conversation or refuses.",
        ),
    )


def _telling(assistant: Assistant, questions: Sequence[Question]) -> Report:
    filler = Filler(assistant.base, SEED)
    spoken = [Text(each.label.partition(".")[0], filler.fill(each.text)) for each in read_utterances()]
    ways: list[tuple[str, Build, Sequence[Text]]] = [
        ("nearest example, WRatio", by_wratio, spoken),
        ("nearest example, token_set_ratio", by_token_set_ratio, spoken),
        ("nearest example, BM25", by_bm25, spoken),
        ("TF-IDF and a linear classifier", by_linear_classifier, spoken),
        ("nearest of a quarter of them, sentence embedding", by_embedding, spoken[::4]),
    ]
    ours = _row(OURS, partial(_intent, assistant), questions, _is_meant)
    return Report(
        f"peers: what {len(questions)} questions want, told by {len(spoken):,} examples",
        ("telling the intent", "right", "median", "built in"),
        [ours, *_rows(questions, _is_meant, ways)],
    )


def _entries(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.answer(question, Conversation(), TODAY)
    return [*answer.results, *answer.also][:FIRST]


def _intent(assistant: Assistant, question: str) -> list[str]:
    return [assistant.answer(question, Conversation(), TODAY).intent]


def _rows(
    questions: Sequence[Question], right: Right, ways: Iterable[tuple[str, Build, Sequence[Text]]]
) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, build, texts in ways:
        if build is by_embedding and not has_embedding():
            rows.append((name, "skipped", "", f"needs {EMBEDDING.replace('_', '-')}"))
            continue
        begin = perf_counter()
        find = build(texts)
        rows.append(_row(name, find, questions, right, perf_counter() - begin))
    return rows


def _row(
    name: str,
    find: Callable[[str], list[str]],
    questions: Sequence[Question],
    right: Right,
    building: float | None = None,
) -> tuple[str, ...]:
    hits = sum(right(question.gold, find(question.text)) for question in questions)
    with undisturbed():
        took = median(timed(find, question.text) for question in questions)
    return name, percent(hits, len(questions)), milliseconds(took), "" if building is None else f"{building:.1f} s"


def _names_entries(gold: Mapping[str, Any]) -> bool:
    return any(gold.get(check) for check in ("must", "must_any", "first"))


def _wanted(gold: Mapping[str, Any]) -> list[str]:
    return [*gold.get("must", ()), *_listed(gold.get("first", ())), *gold.get("must_any", ())]


def _are_shown(gold: Mapping[str, Any], found: Sequence[str]) -> bool:
    """Whether all entries that must be shown are there, and one of each set of which one suffices."""
    either = [each for each in (gold.get("must_any", ()), _listed(gold.get("first", ()))) if each]
    return set(gold.get("must", ())) <= set(found) and all(set(each) & set(found) for each in either)


def _is_meant(gold: Mapping[str, Any], found: Sequence[str]) -> bool:
    return found[0] in _listed(gold["intent"])


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _text_of(entry: Entry, base: KnowledgeBase) -> str:
    """Everything that is said of an entry, its codes as the words that they stand for."""
    vocabulary = base.vocabulary
    called = {item.id: f"{item.name_en} {item.name_de}" for item in (*vocabulary.regions, *vocabulary.topics)}

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield called.get(value) or (base[value].name("en") if value in base else value)
        elif isinstance(value, list | tuple):
            for each in value:
                yield from texts(each)

    fields = entry.model_dump(exclude=NOT_TEXT, exclude_none=True)
    return " ".join(text for value in fields.values() for text in texts(value))

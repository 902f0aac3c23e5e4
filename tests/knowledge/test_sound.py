"""What holds of every answer, whatever was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answer, Assistant, KnowledgeBase
from knowledge.store.codes import PAGE
from tests.knowledge.talk import ask, shown, text
from tests.knowledge.test_answers import PLAIN


def assert_sound(answer: Answer, base: KnowledgeBase) -> None:
    """Everything that an answer promises whatever was asked."""
    assert len(answer.results) <= PAGE
    assert len(answer.also) <= PAGE
    assert not set(answer.results) & set(answer.also)
    assert all(id in base.entries for id in (*shown(answer), *answer.nearest))
    assert answer.lead
    assert 0.0 <= answer.confidence <= 1.0
    if answer.intent in ("find", "count"):
        assert answer.total >= len(answer.results)
        assert answer.more == (answer.total > PAGE * answer.page + len(answer.results))
    else:
        assert answer.also == ()
        assert answer.also_total == 0
    assert answer.also_total >= len(answer.also)
    if answer.outcome in ("none", "unknown"):
        assert (answer.results, answer.also, answer.total) == ((), (), 0)
    if answer.results:
        first = base.link(answer.results[0])
        assert first is not None
        assert answer.links[0] == first
    assert all(link.startswith(("https://", "http://")) for link in answer.links)
    assert len(text(answer)) <= 4096 * 4


@pytest.mark.parametrize(
    "question", [question for questions in PLAIN.values() for asked in questions for question in asked]
)
def test_a_plain_answer_is_sound(assistant: Assistant, question: str) -> None:
    assert_sound(ask(assistant, question), assistant.base)


PIECES = st.sampled_from(
    (
        *("which", "programmes", "clusters", "Netzwerke", "in Saxony", "in Bayern", "for SMEs", "zu Wasserstoff"),
        *("open", "ended", "ZIM", "WIR!", "go-cluster", "InnoRegio", "who funds", "wie viele", "compare", "what is"),
        *("not", "ohne", "before 2005", "more than 10 million", "members of", "Kredite", "vom Bund", "größte", "?"),
    )
)


@given(st.lists(PIECES, min_size=1, max_size=7).map(" ".join))
def test_any_mix_of_known_words_gets_a_sound_answer(assistant: Assistant, question: str) -> None:
    assert_sound(ask(assistant, question), assistant.base)


def test_every_name_leads_to_its_entry(assistant: Assistant) -> None:
    base = assistant.base
    names = [(name, entry.id) for entry in base.entries.values() if entry.kind != "concept" for name in entry.names()]
    missed = [(name, id) for name, id in names if id not in shown(ask(assistant, name))]
    assert len(missed) <= 0.01 * len(names), missed

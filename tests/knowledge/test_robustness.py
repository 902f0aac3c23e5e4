"""No text crashes the assistant or makes it think long: any code points, any length, any repetition."""

from time import process_time
from typing import Final

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.jsonl import as_object, dump
from knowledge import Answer, Assistant, KnowledgeBase
from tests.knowledge.gold import HARDER, questions
from tests.knowledge.talk import TODAY, Talk, text

SECONDS: Final = 0.05
"""How long an answer may take."""
SLACK: Final = 2
"""So much slower may a machine be that has other work."""
TRIES: Final = 5
"""A text that is really slow is so each time."""
SEARCHED: Final = 20 * (settings().max_examples or 1)
"""1,000 texts in every run of the tests, 100,000 in `make fuzz`."""


class Watch:
    """Times answers, in processor time, and tries again what was slow: other work on the machine may have been."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def says(self, question: str) -> Answer:
        times: list[float] = []
        for _ in range(TRIES):
            begin = process_time()
            answer = Talk(self.assistant).says(question)
            times.append(process_time() - begin)
            if times[-1] <= SLACK * SECONDS:
                return answer
        raise AssertionError(f"{min(times):.3f} s for {question[:80]!r}")


@pytest.fixture(scope="session")
def watch(assistant: Assistant) -> Watch:
    watch = Watch(assistant)
    Talk(assistant).says("what is built on first use is built: Inovationsprogramm, compare ZIM and IGF")
    return watch


ANY = st.text(st.characters(), max_size=300)
"""Any code points at all, lone surrogates too."""
NASTY = st.text(
    st.sampled_from(
        "\x00\x1b\t\n\r\u200b\u200d\u200f\u202e\u2066\ufeff\ud800\udfff\u0308\u0301\u20dd🏳️‍🌈ßẞİıﬁ①½²ZWzw \"'%{}<>&\\"
    ),
    max_size=200,
)
KNOWN = st.sampled_from(
    (
        *(
            "ZIM",
            "WIR!",
            "go-cluster",
            "Sachsen",
            "programmes",
            "wie viele",
            "who funds",
            "2010",
            "10 Mio",
            "not",
            "vor",
        ),
        *(
            "the second one",
            "more",
            "auf Deutsch",
            "Wasserstoff",
            "Leeding-Edge Clustr",
            "bis",
            "999999999999",
            "1e309",
        ),
    )
)
MIXED = st.lists(KNOWN | ANY | NASTY, max_size=12).map(" ".join)
REPEATED = st.builds(
    lambda unit, times: unit * times, st.text(st.characters(), min_size=1, max_size=12) | KNOWN, st.integers(1, 3000)
)


ANYTHING = ANY | NASTY | MIXED | REPEATED


@settings(max_examples=SEARCHED)
@given(ANYTHING)
@example("")
@example("\ud800")
@example("2010-13-45 99999999999999999999999 Mio. Euro, mehr als 1e309, vor 0000")
def test_any_text_is_answered(assistant: Assistant, question: str) -> None:
    answer = Talk(assistant).says(question)
    assert answer.lead
    assert text(answer)
    assert dump(as_object(answer)).isascii()


@settings(
    max_examples=SEARCHED // 4,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # what is slow is slow to shrink
    report_multiple_bugs=False,
)
@given(ANYTHING)
@example("vor 2010 nach 2010 " * 60)
def test_any_text_is_answered_at_once(watch: Watch, question: str) -> None:
    watch.says(question)


@pytest.mark.parametrize(
    "question",
    [
        "a " * 2048,
        "ZIM " * 1024,
        "who funds ZIM " * 290,
        "zentrales innovationsprogramm mittelstand " * 97,
        "der die das und " * 256,
        "not " * 1024,
        "\u0308" * 4096,
        "a\u0301\u0308" * 1365,
        "\u202e" + "MIZ sdnuf ohw" * 300,
        "1" * 4096,
        "ﬃ Ǆ ㌀ " * 400,
        "\ud800" * 4096,
        "א" * 4096,
        "netzwrek clustr inovation " * 150,
        "1.000 " * 680,
        "vor 2010 nach 2010 " * 60,
    ],
    ids=lambda question: ascii(question[:16]),
)
def test_repetitions_are_no_work(watch: Watch, question: str) -> None:
    watch.says(question)


@pytest.mark.parametrize(
    "character",
    ["x", "א", "\n", "(", "🚀", "\ud800", "\u0308", "x ", "ZIM ", "1.000 "],
    ids=ascii,
)
def test_a_line_of_100_000_characters_is_no_work(watch: Watch, character: str) -> None:
    assert watch.says(character * 100_000).outcome == "unknown"


@given(st.lists(MIXED | st.sampled_from(["more", "the second one", "auf Deutsch bitte", "and in Saxony?"]), max_size=6))
def test_any_conversation_goes_on(assistant: Assistant, lines: list[str]) -> None:
    talk = Talk(assistant)
    for line in lines:
        talk.says(line)
    assert talk.says("who funds ZIM").results == ("zim",)


@given(st.lists(st.sampled_from([question["text"] for question in (*questions(), *questions(HARDER))]), max_size=6))
@example(["ptj", "which programmes does it run", "and BAFA?"])
@example(["und davor?"])
def test_any_questions_in_any_order_are_answered(assistant: Assistant, lines: list[str]) -> None:
    talk = Talk(assistant)
    for line in lines:
        assert text(talk.says(line))


@given(ANY | MIXED)
def test_the_same_question_has_the_same_answer(assistant: Assistant, question: str) -> None:
    assert Talk(assistant).says(question) == Talk(assistant).says(question)


@given(ANY | MIXED)
def test_any_question_can_be_explained(assistant: Assistant, question: str) -> None:
    talk = Talk(assistant)
    explanation = assistant.explain(question, talk.conversation, TODAY)
    assert all(isinstance(line, str) for line in explanation.lines())
    assert explanation.answer == talk.says(question)


def test_knowledge_of_nothing_answers_too(shipped: KnowledgeBase) -> None:
    assistant = Assistant(KnowledgeBase([], shipped.vocabulary))
    for question in (
        "",
        "which programmes fund eastern Germany",
        "who funds ZIM",
        "what is a cluster",
        "help",
        "who are you",
    ):
        answer = Talk(assistant).says(question)
        assert text(answer)
        assert answer.results == ()

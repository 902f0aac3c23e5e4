import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import batch
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Conversation
from knowledge.store.codes import Language
from tests.bot.fakes import FakeAssistant

TODAY = date(2026, 5, 4)


def run(
    *lines: bytes, assistant: FakeAssistant | None = None, language: Language | None = None
) -> list[dict[str, Any]]:
    engine = assistant or FakeAssistant()

    def respond(text: str, conversation: Conversation, wanted: Language | None) -> tuple[Answer, dict[str, Any]]:
        return engine.answer(text, conversation, TODAY, wanted), {}

    return [json.loads(line) for line in batch.run(lines, respond, language)]


def leads(replies: Iterable[dict[str, Any]]) -> list[str]:
    return [reply["text"].partition("\n")[0] for reply in replies]


def test_every_line_is_answered_in_order_with_its_id() -> None:
    replies = run(b'{"id": "q1", "text": "one"}\n', b'{"id": 2, "text": "two"}\n', b'{"text": "three"}')
    assert [reply["id"] for reply in replies] == ["q1", 2, None]
    assert leads(replies) == ["one (turn 1)", "two (turn 1)", "three (turn 1)"]


def test_an_answer_has_exactly_the_keys_of_the_contract() -> None:
    (reply,) = run(b'{"text": "one"}')
    assert list(reply) == [
        "id", "language", "intent", "outcome", "reading", "results", "total", "also", "also_total", "nearest", "text",
        "links", "confidence",
    ]  # fmt: skip
    assert list(reply["reading"]) == [
        "kinds", "entries", "regions", "places", "topics", "target_groups", "statuses", "funders", "instruments",
        "programmes", "attribute", "attributes", "excluded", "limits", "sort", "foremost",
    ]  # fmt: skip


def test_lines_of_one_chat_are_one_conversation_and_others_are_not() -> None:
    replies = run(
        b'{"text": "a", "chat": "c1"}',
        b'{"text": "b", "chat": "c2"}',
        b'{"text": "c", "chat": "c1"}',
        b'{"text": "d"}',
        b'{"text": "e", "chat": null}',
    )
    assert leads(replies) == ["a (turn 1)", "b (turn 1)", "c (turn 2)", "d (turn 1)", "e (turn 1)"]


@pytest.mark.parametrize(
    ("line", "id"),
    [
        (b"", None),
        (b"  \r\n", None),
        (b"not json", None),
        (b'"text"', None),
        (b"[]", None),
        (b"null", None),
        (b'{"id": "q"}', "q"),
        (b'{"id": "q", "text": null}', "q"),
        (b'{"id": "q", "text": 7}', "q"),
        (b'{"id": "q", "text": "a", "lang": "fr"}', "q"),
        (b'{"id": "q", "text": "a", "lang": ["en"]}', "q"),
        (b'{"id": "q", "text": "a", "lang": ""}', "q"),
        (b'{"id": NaN, "text": "a"}', None),
        (b'{"id": 1e999, "text": "a"}', None),
        (b'{"id": "\xff", "text": "a"}', None),
        (b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b', "text": "a"}', None),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "a"}', None),
        (b'{"text": "raw \x00 NUL"}', None),
    ],
)
def test_a_bad_line_gets_an_error_with_its_id_and_the_run_goes_on(line: bytes, id: object) -> None:
    bad, good = run(line, b'{"text": "next"}')
    assert bad["id"] == id
    assert list(bad) == ["id", "error"]
    assert good["text"].startswith("next")


def test_a_question_that_trips_the_engine_up_costs_only_its_own_answer(caplog: pytest.LogCaptureFixture) -> None:
    bad, good = run(
        b'{"id": 1, "text": "private"}', b'{"id": 2, "text": "b"}', assistant=FakeAssistant(fails_on="private")
    )
    assert list(bad) == ["id", "error"]
    assert good["id"] == 2
    assert "private" not in caplog.text


def test_the_language_of_a_line_wins_over_that_of_the_command() -> None:
    replies = run(b'{"text": "a", "lang": "de"}', b'{"text": "b"}', b'{"text": "b", "lang": null}', language="en")
    assert [reply["language"] for reply in replies] == ["de", "en", "en"]


def test_line_ends_of_windows_a_byte_order_mark_and_unknown_keys_do_no_harm() -> None:
    (reply,) = run(b'\xef\xbb\xbf{"text": "a", "mood": "good"}\r\n')
    assert reply["text"].startswith("a (turn 1)")


@pytest.mark.parametrize("text", ["\ud800", "\0", "x" * 100_000, "\u2028", "🧭", ""])
def test_any_text_is_echoed_in_ascii(text: str) -> None:
    engine = FakeAssistant()
    lines = [json.dumps({"id": text, "text": text}).encode()]
    output = list(batch.run(lines, lambda *asked: (engine.answer(asked[0], asked[1], TODAY, asked[2]), {})))
    assert output[0].isascii()
    assert json.loads(output[0])["id"] == text
    assert engine.asked[0][0] == text


@given(st.lists(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: json.dumps({"text": text}).encode())))
def test_whatever_comes_in_there_is_one_line_out_for_each_in(lines: list[bytes]) -> None:
    replies = run(*lines)
    assert len(replies) == len(lines)
    assert all("error" in reply or "outcome" in reply for reply in replies)

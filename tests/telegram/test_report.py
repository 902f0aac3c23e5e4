import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.memory import default_url
from bot.report import described, grouped
from handlers.buttons import meaning
from knowledge.reading.reading import Conversation
from knowledge.store.base import KnowledgeBase
from tests.telegram.fake import FakeTelegram
from tests.telegram.people import User
from tests.telegram.running import Clock, running
from tests.telegram.scripted import ScriptedAssistant


def test_questions_that_are_alike_count_as_one() -> None:
    groups = grouped(["Weather in Dresden?", "weather dresden", "in dresden: weather", "who is the chancellor"])
    assert [(group.count, group.examples[0]) for group in groups] == [
        (3, "Weather in Dresden?"),
        (1, "who is the chancellor"),
    ]


def test_a_reading_is_described_in_codes(clock: Clock) -> None:
    answer = ScriptedAssistant().answer("and in Thuringia", Conversation(), clock.now.date())
    assert described(meaning(answer)) == "find regions=DE-TH"
    assert described("a question on a button") is None
    # What only orders a list says nothing to a person.
    ordered = replace(answer, reading=answer.reading.model_copy(update={"foremost": ("zim", "wir")}))
    assert described(meaning(ordered)) == "find regions=DE-TH"


async def test_a_report_tells_an_operator_what_to_mend(
    telegram: FakeTelegram,
    assistant: ScriptedAssistant,
    base: KnowledgeBase,
    anna: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(telegram, assistant, base, database=default_url(tmp_path), keep_unanswered=True):
        for question in ("weather in Dresden", "the weather in Dresden?", "which programmes", "which programmes"):
            await anna.says(question)
        answer = await anna.says("zim")
        await anna.taps(answer.button("👎"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    shown = await asyncio.to_thread(printed, "report")
    assert "     2  the weather in Dresden? | weather in Dresden" in shown
    made = json.loads(await asyncio.to_thread(printed, "report", "--json"))
    assert made["disliked"] == [{"count": 1, "examples": ["describe entries=zim"]}]
    assert {"count": 2, "examples": ["find kinds=programme"]} in made["asked"]
    assert str(anna.id) not in shown


def printed(*words: str) -> str:
    return CliRunner().invoke(cli, words, catch_exceptions=False).output


def test_a_report_on_nothing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "none"))
    result = CliRunner().invoke(cli, ["report"])
    assert result.exit_code == 1
    assert "nothing is remembered yet" in result.output
    assert not (tmp_path / "none").exists()

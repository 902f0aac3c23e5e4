import io
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot import terminal
from knowledge.answering.answers import Card
from knowledge.store.codes import LANGUAGES
from tests.bot.fakes import FakeAssistant, answer

TODAY = date(2026, 5, 4)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PipeInput]:
    """A keyboard that a test types on."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


def converse(monkeypatch: pytest.MonkeyPatch, typed: bytes, assistant: FakeAssistant | None = None) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(typed), isatty=lambda: False))
    terminal.converse(cast(Any, assistant or FakeAssistant()), lambda: TODAY)


def test_piped_lines_are_one_conversation_in_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    converse(monkeypatch, b"one\n\n  two\r\n")
    output = capsys.readouterr().out
    assert output.split("\n\n")[0] == "one (turn 1)"
    assert "two (turn 2)" in output
    assert "\x1b" not in output


def test_bytes_that_are_no_text_do_not_end_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = FakeAssistant()
    converse(monkeypatch, b"\xff\xfe\nnext\n", assistant)
    assert [text for text, *_ in assistant.asked] == ["��", "next"]


@pytest.mark.parametrize("leaving", [b"/quit", b"quit", b"Exit", b":q"])
def test_leaving_asks_nothing_more(leaving: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = FakeAssistant()
    converse(monkeypatch, leaving + b"\nnot asked\n", assistant)
    assert assistant.asked == []


def test_commands_are_not_questions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assistant = FakeAssistant()
    converse(monkeypatch, b"/help\n/nonsense now\n", assistant)
    output = capsys.readouterr().out
    assert all(command in output for command in terminal.COMMANDS)
    assert "There is no /nonsense." in output
    assert assistant.asked == []


def test_a_question_that_trips_the_engine_up_does_not_end_the_chat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    converse(monkeypatch, b"private\nnext\n", FakeAssistant(fails_on="private"))
    assert "next (turn 1)" in capsys.readouterr().out
    assert caplog.messages == ["ZeroDivisionError"]


def test_explain_goes_on_and_off(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    converse(monkeypatch, b"a\n/explain\nb\n/explain\nc\n")
    blocks = capsys.readouterr().out.split("\n\n")
    explained = [following for block, following in pairwise(blocks) if block.startswith("tokens:")]
    assert explained == ["b (turn 2)"]


def test_the_editor_gives_lines_until_ctrl_d(keyboard: PipeInput) -> None:
    keyboard.send_text("one\r")
    keyboard.send_text("two\r")
    keyboard.send_text("\x04")
    assert list(terminal._edited_lines()) == ["one", "two"]


def test_ctrl_c_gives_up_the_line_and_not_the_chat(keyboard: PipeInput) -> None:
    keyboard.send_text("half a thou\x03")
    keyboard.send_text("next\r\x04")
    assert list(terminal._edited_lines()) == ["next"]


def test_the_history_outlives_the_chat_and_is_private(keyboard: PipeInput, tmp_path: Path) -> None:
    keyboard.send_text("remember me\r\x04")
    list(terminal._edited_lines())
    history = tmp_path / "clusterlotse" / "history"
    assert "remember me" in history.read_text(encoding="utf-8")
    assert history.stat().st_mode & 0o077 == 0


def test_without_a_place_for_the_history_there_still_is_a_chat(
    keyboard: PipeInput, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    keyboard.send_text("one\r\x04")
    assert list(terminal._edited_lines()) == ["one"]


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "de_CH"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_greeting_follows_the_locale(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.locale_language() == language


def test_every_message_exists_in_every_language() -> None:
    english, german = (terminal.own_words(language) for language in LANGUAGES)
    assert english.keys() == german.keys()
    for key in sorted(english.keys()):
        text, other = (words.say(key, command="/x", commands="/y") for words in (english, german))
        assert text
        assert text != other
        assert all(command in other for command in terminal.COMMANDS if command in text)


def shown(width: int = 40, environment: dict[str, str] | None = None, **terminal_can: Any) -> str:
    link = "https://programme.example/a/very/long/path/that/is/wider/than/the/screen"
    console = Console(
        file=io.StringIO(),
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        _environ=environment or {},
        **terminal_can,
    )
    card = Card(id="a", title="[bold]A", badge="open", badge_label="open", fact="up to 60 %", link=link)
    terminal._show(console, answer(cards=(card,)))
    return cast(io.StringIO, console.file).getvalue()


def test_a_link_stays_whole_however_narrow_the_screen() -> None:
    assert "  https://programme.example/a/very/long/path/that/is/wider/than/the/screen\n" in shown()


def test_a_long_line_hangs_under_its_mark() -> None:
    assert "● [bold]A · open ·\n  up to 60 %\n" in shown(width=20)


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    assert "[bold]A" in shown()


def test_links_can_be_clicked_where_the_terminal_can() -> None:
    assert "\x1b]8;" in shown(force_terminal=True, color_system="standard")


def test_no_colour_is_honoured() -> None:
    coloured = shown(force_terminal=True, color_system="standard")
    plain = shown(force_terminal=True, color_system="standard", environment={"NO_COLOR": "1"})
    assert "\x1b[32m" in coloured
    assert "\x1b[32m" not in plain

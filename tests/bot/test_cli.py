import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from tests.bot.fakes import FakeAssistant

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KNOWLEDGE", "TELEGRAM_BOT_TOKEN", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    """A fake engine in place of the real one."""
    fake = FakeAssistant()
    monkeypatch.setattr(cli, "_assistant", lambda paths: fake)
    return fake


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process: exit status, standard output, standard error."""

    def invoke(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        output, errors = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, output, errors

    return invoke


def start(*arguments: str, stdin: str | bytes | None = None, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin or b"",
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **variables},
    )


def test_without_a_command_it_shows_what_it_can_do(run: Run) -> None:
    status, output, _ = run()
    assert status == 0
    assert all(command in output for command in cli.cli.commands)


@pytest.mark.parametrize("command", sorted(cli.cli.commands))
def test_every_command_has_help(command: str, run: Run) -> None:
    status, output, errors = run(command, "--help")
    assert (status, errors) == (0, "")
    assert output.startswith(f"Usage: clusterlotse {command}")
    assert cli.cli.commands[command].help


@pytest.mark.parametrize("command", ["ask", "chat", "serve", "check", "export"])
def test_every_command_takes_other_knowledge(command: str, run: Run) -> None:
    status, output, errors = run(command, "--knowledge", "missing-folder", *(["x"] if command == "ask" else []))
    if command == "serve":
        assert "TELEGRAM_BOT_TOKEN" in errors
    else:
        assert "missing-folder" in errors
    assert (status, output) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("ask",),
        ("ask", "--batch", "a question"),
        ("ask", "--lang", "fr", "x"),
        ("ask", "--nonsense", "x"),
        ("chat", "too", "much"),
        ("check", "--knowledge"),
        ("serve",),
    ],
)
def test_wrong_usage_is_one_plain_line_and_status_2(arguments: tuple[str, ...], run: Run) -> None:
    status, output, errors = run(*arguments)
    assert (status, output) == (2, "")
    assert errors.startswith("clusterlotse: ")
    assert errors.count("\n") == 1


def test_a_wrong_setting_is_one_plain_line_and_status_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    status, _, errors = run("serve")
    assert status == 2
    assert errors.startswith("clusterlotse: LOG_LEVEL must be ")


def test_ask_prints_the_answer_as_text(run: Run, assistant: FakeAssistant) -> None:
    assert run("ask", "who funds this") == (
        0,
        "who funds this (turn 1)\n\n● ZIM · open · up to 60 %\n  https://zim.example/\n",
        "",
    )


def test_ask_takes_a_question_without_quotes(run: Run, assistant: FakeAssistant) -> None:
    run("ask", "who", "funds", "this")
    assert assistant.asked[0] == ("who funds this", cli.today(), None)


def test_ask_answers_an_empty_question_too(run: Run, assistant: FakeAssistant) -> None:
    assert run("ask", "")[0] == 0
    assert assistant.asked[0][0] == ""


def test_ask_fixes_the_language(run: Run, assistant: FakeAssistant) -> None:
    _, output, _ = run("ask", "--json", "--lang", "de", "x")
    assert json.loads(output)["language"] == "de"


def test_json_is_one_line_with_the_text_that_ask_prints(run: Run, assistant: FakeAssistant) -> None:
    _, text, _ = run("ask", "x ü")
    _, output, _ = run("ask", "--json", "x ü")
    assert output.count("\n") == 1
    assert output.isascii()
    assert json.loads(output)["text"] + "\n" == text


def test_explain_shows_how_it_came_about_before_the_answer(run: Run, assistant: FakeAssistant) -> None:
    _, output, _ = run("ask", "--explain", "x")
    assert output.startswith("tokens: one two\nintent: find 0.90\n\nx (turn 1)\n")


def test_explain_joins_the_json_object(run: Run, assistant: FakeAssistant) -> None:
    _, output, _ = run("ask", "--explain", "--json", "x")
    assert json.loads(output)["explanation"] == ["tokens: one two", "intent: find 0.90"]


@pytest.mark.usefixtures("assistant")
def test_a_fault_of_our_own_is_one_plain_line_and_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_assistant", lambda paths: FakeAssistant(fails_on="x"))
    status, output, errors = run("ask", "x")
    assert (status, output) == (1, "")
    assert errors.startswith("clusterlotse: unexpected ZeroDivisionError")
    assert errors.count("\n") == 1


def test_interrupting_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(paths: object) -> FakeAssistant:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_assistant", interrupt)
    status, output, errors = run("ask", "x")
    assert (status, output, errors.strip()) == (130, "", "")


def test_broken_knowledge_is_one_plain_line_and_status_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("{broken\n[]\n", encoding="utf-8")
    status, output, errors = run("ask", "x", "--knowledge", "own.jsonl")
    assert (status, output) == (1, "")
    assert errors.startswith("clusterlotse: own.jsonl:1: ")
    assert errors.count("\n") == 1


def test_check_names_every_fault_on_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("{broken\n[]\n", encoding="utf-8")
    status, output, errors = run("check", "--knowledge", "own.jsonl")
    assert (status, errors) == (1, "")
    assert [line.split(":")[:2] for line in output.splitlines()] == [["own.jsonl", "1"], ["own.jsonl", "2"]]


def test_check_counts_what_is_valid(run: Run, tmp_path: Path) -> None:
    line = {"id": "a", "kind": "programme", "name_en": "A"}
    (tmp_path / "own.jsonl").write_text(json.dumps(line), encoding="utf-8")
    status, output, errors = run("check", "--knowledge", "own.jsonl")
    assert (status, output.count("\n"), errors) == (0, 1, "")
    assert output.startswith("1 ")


def test_a_reference_that_leads_nowhere_is_a_warning(run: Run, tmp_path: Path) -> None:
    lines = [{"id": f"a{number}", "kind": "programme", "name_en": "A", "parent": "gone"} for number in range(9)]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, output, errors = run("export", "--knowledge", "own.jsonl")
    assert (status, output.count("\n")) == (0, 9)
    assert errors.count("warning") == 4
    assert "6 more warnings" in errors


def test_export_can_be_loaded_again(run: Run, tmp_path: Path) -> None:
    _, exported, _ = run("export")
    (tmp_path / "all.jsonl").write_text(exported, encoding="utf-8")
    assert run("export", "--knowledge", "all.jsonl") == (0, exported, "")
    assert len(exported.splitlines()) >= 630


def test_a_batch_answers_before_its_input_ends() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id in ("first", "second"):
            process.stdin.write(json.dumps({"id": id, "text": "ZIM"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == id
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_batch_survives_whatever_bytes_come() -> None:
    lines = [
        b"\xff\xfe",
        b"",
        b'{"text": "\\ud800"}',
        b'{"text": "\\u0000"}',
        json.dumps({"text": "x" * 100_000}).encode(),
    ]
    done = start("ask", "--batch", stdin=b"\n".join(lines))
    assert (done.returncode, done.stderr) == (0, b"")
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["error" in reply for reply in replies] == [True, True, False, False, False]


@pytest.mark.parametrize("command", ["export", "chat"])
def test_a_reader_that_leaves_is_no_noise(command: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"ZIM?\n" * 2_000)
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_that_knows_ascii_only_still_gets_its_answer() -> None:
    done = start("ask", "Förderung in Thüringen?", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"https://" in done.stdout


def test_asking_loads_neither_telegram_nor_a_line_editor() -> None:
    script = (
        "import sys\n"
        "from bot.cli import main\n"
        "try: main(['ask', 'ZIM?'])\n"
        "except SystemExit: pass\n"
        "heavy = {'telegram', 'prompt_toolkit', 'rich', 'pydantic_settings', 'httpx', 'asyncio'}\n"
        "print('heavy:', *sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "heavy:"

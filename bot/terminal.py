"""The chat in a terminal: a line editor with a history, answers in colour, links that can be clicked.

Without a terminal on either side it reads lines and prints plain answers, so that a chat can be piped through.
"""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.layout import Span, blocks
from bot.text import render
from knowledge.answering.answers import Answer
from knowledge.answering.wording import Wording, wording
from knowledge.reading.reading import Conversation
from knowledge.store.codes import Language

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from rich.console import Console
    from rich.text import Text

    from knowledge import Assistant

COMMANDS: Final = ("/help", "/explain", "/quit")
_LEAVING: Final = frozenset({"/quit", "/exit", "quit", "exit", ":q"})
_PROMPT: Final = "› "
_WORDING: Final = Path(__file__).parent / "wording"

_STYLES: Final = {
    "lead": "bold",
    "text": "",
    "mark": "dim",
    "title": "bold",
    "badge": "",
    "fact": "",
    "link": "cyan",
    "note": "italic",
    "label": "dim",
    "suggestion": "dim",
}
_BADGE_STYLES: Final = {
    "open": "green",
    "active": "green",
    "running": "yellow",
    "planned": "yellow",
    "ended": "red",
    "unknown": "dim",
}

_log = logging.getLogger(__name__)

Show = Callable[[Answer], None]
Say = Callable[[str], None]


def converse(assistant: "Assistant", today: Callable[[], date], language: Language | None = None) -> None:
    """Answer questions until whoever asks leaves.

    Args:
        assistant: Answers them.
        today: The clock.
        language: The language of all answers; None answers in the language of each question.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        own = language or locale_language()
        say, show = _screen()
        say(own_words(own).say("greeting"))
        _Chat(assistant, today, language, own, say, show).run(_edited_lines())
        say(own_words(own).say("goodbye"))
    else:
        _Chat(assistant, today, language, language or "en", _print, _print_answer).run(_piped_lines())


def locale_language() -> Language:
    """The language of the locale: German or, for every other, English."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "de" if next(filter(None, names), "").lower().startswith("de") else "en"


def own_words(language: Language) -> Wording:
    """What the chat itself says."""
    return wording(language, _WORDING)


class _Chat:
    """One conversation, and whether its answers are explained."""

    def __init__(
        self,
        assistant: "Assistant",
        today: Callable[[], date],
        language: Language | None,
        own: Language,
        say: Say,
        show: Show,
    ) -> None:
        self._assistant = assistant
        self._today = today
        self._language = language
        self._own = own
        """What the chat's own words are in: the language of the last answer, at first that of the locale."""
        self._say = say
        self._show = show
        self._explain = False
        self._conversation = Conversation()

    def run(self, lines: Iterable[str]) -> None:
        """Answer each line until they end or one of them leaves."""
        for line in lines:
            text = line.strip()
            if text.lower() in _LEAVING:
                return
            if text.startswith("/"):
                self._command(text.split()[0].lower())
            elif text:
                try:
                    self._answer(text)
                except OSError:
                    raise  # nobody is left to read
                except Exception as error:
                    # One question that trips the engine up must not end the chat.
                    _log.error("%s", type(error).__name__)
                    self._say(own_words(self._own).say("failed"))

    def _command(self, command: str) -> None:
        words = own_words(self._own)
        if command == "/help":
            self._say(words.say("help"))
        elif command == "/explain":
            self._explain = not self._explain
            self._say(words.say("explain_on" if self._explain else "explain_off"))
        else:
            self._say(words.say("unknown_command", command=command, commands=", ".join(COMMANDS)))

    def _answer(self, text: str) -> None:
        if self._explain:
            explanation = self._assistant.explain(text, self._conversation, self._today(), self._language)
            self._say("\n".join(explanation.lines()))
            answer = explanation.answer
        else:
            answer = self._assistant.answer(text, self._conversation, self._today(), self._language)
        self._conversation = answer.conversation
        self._own = answer.language
        self._show(answer)


def _piped_lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode(errors="replace")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


def _print_answer(answer: Answer) -> None:
    _print(render(answer))


def _edited_lines() -> Iterator[str]:
    """Lines from the editor, until Ctrl-D; Ctrl-C gives up the line, not the chat."""
    session = _session()
    while True:
        try:
            yield session.prompt(_PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _session() -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History = InMemoryHistory()
    path = _history_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        history = FileHistory(path)
    except OSError:
        pass  # a chat without a place to remember is still a chat
    return PromptSession(
        history=history,
        auto_suggest=AutoSuggestFromHistory(),
        completer=WordCompleter(list(COMMANDS), pattern=re.compile(r"^/\w*")),
        complete_while_typing=False,
    )


def _history_path() -> Path:
    """Where the XDG base directory specification puts a history."""
    state = os.environ.get("XDG_STATE_HOME", "")
    return (Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state") / "clusterlotse" / "history"


def _screen() -> tuple[Say, Show]:
    """How to say and show things in colour, as far as this terminal can."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)

    def say(text: str) -> None:
        console.print(text, style="dim")
        console.print()

    return say, lambda answer: _show(console, answer)


def _show(console: "Console", answer: Answer) -> None:
    """Print an answer: lines wrap between words and hang under their mark; a link stays whole, to click and to copy."""
    from rich.text import Text

    for block in blocks(answer):
        for line in block:
            if any(span.role == "link" for span in line):
                console.print(_styled(line), no_wrap=True, crop=False, overflow="ignore")
                continue
            mark, body = (line[:1], line[1:]) if line[0].role == "mark" else ((), line)
            margin = _styled(mark)
            for wrapped in _styled(body).wrap(console, max(console.width - margin.cell_len, 1)):
                wrapped.rstrip()
                console.print(margin + wrapped)
                margin = Text(" " * margin.cell_len)
        console.print()


def _styled(line: Iterable[Span]) -> "Text":
    from rich.style import Style
    from rich.text import Text

    text = Text()
    for span in line:
        style = Style.parse(_BADGE_STYLES[span.badge] if span.badge else _STYLES[span.role])
        if span.role == "link":
            style += Style(link=span.text)
        text.append(span.text, style)
    return text

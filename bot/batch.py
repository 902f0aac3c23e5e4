"""Questions as JSON Lines in, answers as JSON Lines out, one for one and in order.

A line that cannot be answered gets `{"id": …, "error": …}` in its place, and the run goes on.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from bot.jsonl import as_object, dump
from knowledge.answering.answers import Answer
from knowledge.reading.reading import Conversation
from knowledge.store.codes import LANGUAGES, Language

_BOM: Final = b"\xef\xbb\xbf"

Respond = Callable[[str, Conversation, Language | None], tuple[Answer, dict[str, Any]]]
"""Text, conversation and language in; the answer out, and what to add to its JSON object."""

_log = logging.getLogger(__name__)


class Question(NamedTuple):
    """One line of a batch; `chat` names the conversation it belongs to, None stands alone."""

    id: object
    text: str
    chat: str | None
    language: Language | None


class _BadLineError(Exception):
    """A line is no question; `id` is the line's own where it could be read."""

    def __init__(self, message: str, id: object = None) -> None:
        super().__init__(message)
        self.id = id


def run(lines: Iterable[bytes], respond: Respond, language: Language | None = None) -> Iterator[str]:
    """Answer every line; `language` holds for lines that name none.

    Yields:
        One line of JSON for each, without its line feed.
    """
    conversations: dict[str, Conversation] = {}
    for number, line in enumerate(lines):
        id: object = None
        try:
            question = _parse(line.removeprefix(_BOM) if number == 0 else line)
            id = question.id
            chat = question.chat
            conversation = Conversation() if chat is None else conversations.get(chat, Conversation())
            answer, extra = respond(question.text, conversation, question.language or language)
            if chat is not None:
                conversations[chat] = answer.conversation
            yield dump(as_object(answer, id) | extra)
        except _BadLineError as fault:
            yield dump({"id": fault.id, "error": str(fault)})
        except Exception as error:
            # One question that trips the engine up must not cost the answers to all that follow.
            # What was asked stays out of the log.
            _log.error("line %d: %s", number + 1, type(error).__name__)
            yield dump({"id": id, "error": "this question could not be answered"})


def _parse(line: bytes) -> Question:
    if not line.strip():
        raise _BadLineError("the line is blank")
    try:
        fields = json.loads(line.decode(), parse_constant=_reject, parse_float=_finite)
        dump([fields])  # what is nested too deeply to be echoed inside an answer is refused here
    except UnicodeDecodeError:
        raise _BadLineError("the line is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise _BadLineError("the line is not valid JSON") from None
    if not isinstance(fields, dict):
        raise _BadLineError("the line is not a JSON object")
    id, text, chat, language = (fields.get(key) for key in ("id", "text", "chat", "lang"))
    if not isinstance(text, str):
        raise _BadLineError('"text" is missing or not a string', id)
    if language is not None and language not in LANGUAGES:
        raise _BadLineError(f'"lang" must be one of {", ".join(LANGUAGES)}', id)
    return Question(id, text, None if chat is None else json.dumps(chat, sort_keys=True), language)


def _reject(constant: str) -> object:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(digits)
    return number

"""What a button says to the bot when it is pressed: at most 64 bytes, understood without any state.

```
e:de:zim             open an entry             p:de:<note>:2     show a page of a list
a:de:Wer fördert …?  ask a question            t:de:<note>       ask a question too long for a button
q:de:<note>:nur …    go on from an answer      r:de:<note>:<note> go on, too long for a button
c:de:<note>:0        choose a candidate        x:en:<note>:2     show the same in another language
v:de:<note>:+        like an answer            f: b: l: s:       finder, browsing, language, settings
m:de:<note>:dark     show a map, light or dark d:de:<note>:light show a timeline
n:de:<note>:sme      narrow a list             n:de:<note>       the whole list again
```

What does not fit stands in a note, remembered under a digest of its content: equal buttons share one note, and a note
says nothing about who pressed.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError
from telegram.constants import InlineKeyboardButtonLimit

from knowledge.answering.answers import Answer
from knowledge.reading.reading import Reading, Turn
from knowledge.store.codes import LANGUAGES, Intent, Language

MAX_BYTES: Final = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
_DIGEST_MARK: Final = "~"
_FREE_TEXT: Final = {"a": 0, "q": 1}
"""The verbs that end in words, which may hold anything, and how many arguments stand before."""


class ButtonError(Exception):
    """A button from another time: what it says is not understood, or what it refers to is gone."""

    message = "stale.button"
    """What is said to whoever pressed it."""


class EntryGoneError(ButtonError):
    """The entry that a button opens is not in the knowledge any more."""

    message = "stale.entry"


@dataclass(frozen=True)
class Press:
    """A pressed button, taken apart.

    >>> Press.decode("p:de:s3JLFQ:2")
    Press(verb='p', language='de', args=('s3JLFQ', '2'))
    """

    verb: str
    language: Language
    args: tuple[str, ...]

    def encode(self) -> str:
        """Return the callback data; raise `ButtonError` where it is too long for Telegram."""
        data = ":".join((self.verb, self.language, *self.args))
        if len(data.encode()) > MAX_BYTES:
            raise ButtonError(f"{len(data.encode())} bytes do not fit a button")
        return data

    @classmethod
    def decode(cls, data: str) -> "Press":
        """Read callback data; raise `ButtonError` where nothing that we know stands there."""
        verb, _, rest = data.partition(":")
        code, _, args = rest.partition(":")
        language = next((language for language in LANGUAGES if language == code), None)
        if language is None:
            raise ButtonError(f"a button in no language: {verb}")
        parts = tuple(args.split(":", _FREE_TEXT[verb]) if verb in _FREE_TEXT else args.split(":"))
        return cls(verb, language, parts)


def fits(verb: str, language: Language, *args: str) -> bool:
    """Tell whether a button with these arguments is short enough."""
    return len(":".join((verb, language, *args)).encode()) <= MAX_BYTES


class Notes(dict[str, str]):
    """The notes that the buttons of one message refer to, by their keys."""

    def add(self, content: str) -> str:
        """Take a note down and return its key."""
        key = digest(content)
        self[key] = content
        return key


def digest(content: str) -> str:
    """Return twelve characters that stand for `content`."""
    return base64.urlsafe_b64encode(hashlib.blake2b(content.encode(), digest_size=9).digest()).decode()


def entry_code(entry: str, room: int) -> str:
    """Return an entry's id, or a digest of it where it is longer than `room` bytes."""
    return entry if len(entry.encode()) <= room else _DIGEST_MARK + digest(entry)


def entry_of(code: str, entries: Iterable[str]) -> str:
    """Return the id that `entry_code` made `code` of; the code itself where there is no such id any more."""
    if not code.startswith(_DIGEST_MARK):
        return code
    return next((entry for entry in entries if digest(entry) == code[1:]), code)


class _Meant(BaseModel):
    """What a note keeps of an answer: how the question was understood, never the question."""

    model_config = ConfigDict(extra="forbid")

    intent: Intent
    reading: Reading
    choices: tuple[str, ...] = ()


def meaning(answer: Answer) -> str:
    """Return the note from which an answer can be given again."""
    choices = tuple(choice.id for choice in answer.choices)
    meant = _Meant(intent=answer.intent, reading=answer.reading, choices=choices)
    return meant.model_dump_json(exclude_defaults=True)


def turn_of(note: str | None, page: int = 0) -> Turn:
    """Read a note of `meaning`; raise `ButtonError` where it is gone or from a time that wrote it otherwise."""
    if note is None:
        raise ButtonError("the note is gone")
    try:
        meant = _Meant.model_validate_json(note)
    except ValidationError as error:
        raise ButtonError("the note is not understood any more") from error
    return Turn(intent=meant.intent, reading=meant.reading, choices=meant.choices, page=page)

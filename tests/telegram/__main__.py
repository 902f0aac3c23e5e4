"""`python -m tests.telegram`: type as a Telegram user, see what the bot sends, press its buttons by their numbers.

The bot is the real one, with the real knowledge, against the fake Telegram; nothing leaves this machine.

```
which programmes fund Saxony?   a message
7                               press the seventh button
@ photonics thuringia           an inline query
:de  :en                        the language of the app
:edit text                      edit the last message that was sent
:reply text                     reply to the last message of the bot
:sticker  :location 51.05 13.74 send something else: also :voice, :photo, :document, :contact
:as Bernd  :as admin            be somebody else
:group  :private                go into a group, and back
:save map.png                   write the last picture to a file
Ctrl-D                          leave
```
"""

import asyncio
import shlex
import sys
import textwrap
from pathlib import Path
from typing import Any, Final

import click

from bot.drawing import Gallery, available
from knowledge import Assistant, load
from tests.telegram.fake import FakeTelegram, InlineAnswer, Message
from tests.telegram.people import Group, User
from tests.telegram.running import ADMIN, running

WIDTH = 60
_FILE: Final = {"file_id": "f", "file_unique_id": "f"}
_SIZE: Final = _FILE | {"width": 1, "height": 1}
NOT_TEXT: Final[dict[str, Any]] = {
    "sticker": _SIZE | {"type": "regular", "is_animated": False, "is_video": False},
    "voice": _FILE | {"duration": 1},
    "photo": [_SIZE],
    "document": _FILE,
    "contact": {"phone_number": "1", "first_name": "C"},
}
"""What can be sent with a colon before its name."""


def shown(message: Message) -> str:
    """Return a message as it is seen: its text, and below it the rows of its numbered buttons."""
    text = f"🖼 {message.extra.get('caption', '')}" if "photo" in message.extra else message.text
    lines = [line for part in text.splitlines() for line in textwrap.wrap(part, WIDTH) or [""]]
    box = [f"│ {line}" for line in lines]
    number = 0
    for row in message.rows:
        cells = []
        for button in row:
            number += 1
            target = "" if button.data else " ↗"
            cells.append(f"{number}[{button.text}{target}]")
        box.append("│   " + "  ".join(cells))
    mark = "✎ edited" if message.edits else "bot"
    return "\n".join([f"╭ {mark} {message.id}", *(line.rstrip() for line in box), "╰"])


class Session:
    """People at one keyboard: who types is somebody, in the private chat or in a group."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram
        self.user = User(telegram, "You", "en")
        self.people = {"You": self.user}
        self.group: Group | None = None
        self.last: Message | None = None
        self.asked: Message | None = None

    def pressed(self, line: str) -> str | None:
        """Return what stands on the button that a line presses, or None where it presses none."""
        return self.last.buttons[int(line) - 1].text if line.isdecimal() and self.last else None

    async def does(self, line: str) -> str:
        """Do what a line says; return what is seen then."""
        before = len(self.telegram.changed)
        word, _, rest = line.partition(" ")
        if word == "@":
            return _offered(await self.user.asks_inline(rest))
        if done := self._changes(word, rest):
            return done
        notice = ""
        if line.isdecimal() and self.last:
            if not 0 < int(line) <= len(self.last.buttons):
                return "(there is no such button)"
            button = self.last.buttons[int(line) - 1]
            if not button.data:
                return f"(opens {button.url or button.raw})"
            notice = await self.user.taps(button, self.last)
        elif word == ":edit" and self.asked:
            await self.user.edits(self.asked, rest)
        else:
            await self._sends(word, rest, line)
            await self.telegram.settled()
        changed = list(dict.fromkeys(map(id, self.telegram.changed[before:])))
        messages = [message for message in self.telegram.changed[before:] if id(message) in changed]
        self.last = messages[-1] if messages else self.last
        seen = [shown(message) for message in dict(zip(changed, messages, strict=False)).values()]
        return "\n".join([*seen, *([f"({notice})"] if notice else [])]) or "(silence)"

    def _changes(self, word: str, rest: str) -> str:
        """Change who types, where and how; return what is so now, or nothing where the line says something else."""
        if word in {":de", ":en"}:
            self.user.json["language_code"] = word[1:]
            return f"(your app speaks {word[1:]})"
        if word == ":as" and rest:
            self.user = self.people.get(rest) or self._new(rest)
            return f"(you are {rest})"
        if word in {":group", ":private"}:
            self.group = (self.group or Group(self.telegram)) if word == ":group" else None
            return f"(you are in {'a group' if self.group else 'your private chat'})"
        if word == ":save" and self.telegram.pictures:
            Path(rest).write_bytes(self.telegram.pictures[-1])
            return f"(saved as {rest})"
        return ""

    def _new(self, name: str) -> User:
        user = User(self.telegram, name, self.user.json["language_code"])
        if name == "admin":
            user.id = user.json["id"] = user.chat.id = ADMIN
            self.telegram.chats[ADMIN] = user.chat
        self.people[name] = user
        return user

    async def _sends(self, word: str, rest: str, line: str) -> None:
        if word[1:] in NOT_TEXT and word[0] == ":":
            await self.user.sends("", self.group, **{word[1:]: NOT_TEXT[word[1:]]})
        elif word == ":location":
            latitude, longitude = map(float, shlex.split(rest))
            await self.user.sends("", self.group, location={"latitude": latitude, "longitude": longitude})
        elif word == ":reply":
            self.asked = await self.user.sends(rest, self.group, reply_to=self.last)
        else:
            self.asked = await self.user.sends(line, self.group)


def _offered(answer: InlineAnswer) -> str:
    lines = [f"  {result['title']}\n      {result.get('description', '')}" for result in answer.results]
    more = [f"  … next page {answer.next_offset}"] if answer.next_offset else []
    button = [f"  [{answer.button['text']}]"] if answer.button else []
    return "\n".join(["inline:", *button, *lines, *more])


async def converse() -> None:
    """Talk until the input ends."""
    base = load().base
    telegram = FakeTelegram()
    artist = Gallery() if available() else None
    async with running(telegram, Assistant(base), base, artist=artist):
        session = Session(telegram)
        while True:
            line = await asyncio.to_thread(_read)
            if line is None:
                return
            if line:
                click.echo(await session.does(line))


def _read() -> str | None:
    if sys.stdin.isatty():
        click.echo("you> ", nl=False)
    line = sys.stdin.readline()
    return line.strip() if line else None


if __name__ == "__main__":
    click.echo(__doc__)
    asyncio.run(converse())

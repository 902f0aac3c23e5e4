"""`python -m tests.telegram`: type as a Telegram user, see what the bot sends, press its buttons by their numbers.

The bot is the real one, with the real knowledge, against the fake Telegram; nothing leaves this machine.

```
which programmes fund Saxony?   a message
7                               press the seventh button
@ photonics thuringia           an inline query
:de  :en                        the language of the app
:edit text                      edit the last message that was sent
:sticker  :location 51.05 13.74 send something else
Ctrl-D                          leave
```
"""

import asyncio
import shlex
import sys
import textwrap

import click

from knowledge import Assistant, load
from tests.telegram.fake import FakeTelegram, InlineAnswer, Message
from tests.telegram.people import User
from tests.telegram.running import running

WIDTH = 60


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
    """One person at a keyboard."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram
        self.user = User(telegram, "You", "en")
        self.last: Message | None = None
        self.asked: Message | None = None

    def pressed(self, line: str) -> str | None:
        """Return what stands on the button that a line presses, or None where it presses none."""
        return self.last.buttons[int(line) - 1].text if line.isdecimal() and self.last else None

    async def does(self, line: str) -> str:
        """Do what a line says; return what is seen then."""
        before = len(self.telegram.changed)
        word, _, rest = line.partition(" ")
        if word in {":de", ":en"}:
            self.user.json["language_code"] = word[1:]
            return f"(your app speaks {word[1:]})"
        if word == "@":
            return _offered(await self.user.asks_inline(rest))
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

    async def _sends(self, word: str, rest: str, line: str) -> None:
        if word == ":sticker":
            sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "type": "regular"}
            await self.user.sends(sticker=sticker | {"is_animated": False, "is_video": False})
        elif word == ":location":
            latitude, longitude = map(float, shlex.split(rest))
            await self.user.sends(location={"latitude": latitude, "longitude": longitude})
        else:
            self.asked = await self.user.sends(line)


def _offered(answer: InlineAnswer) -> str:
    lines = [f"  {result['title']}\n      {result.get('description', '')}" for result in answer.results]
    more = [f"  … next page {answer.next_offset}"] if answer.next_offset else []
    button = [f"  [{answer.button['text']}]"] if answer.button else []
    return "\n".join(["inline:", *button, *lines, *more])


async def converse() -> None:
    """Talk until the input ends."""
    base = load().base
    telegram = FakeTelegram()
    async with running(telegram, Assistant(base), base):
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

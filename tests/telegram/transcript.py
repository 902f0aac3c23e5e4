"""`python -m tests.telegram.transcript`: write what the bot looks like into the documents that show it.

A document shows it between two markers, `<!-- transcript -->` and `<!-- /transcript -->`. The talk is had anew with the
real bot and the real knowledge, against the fake Telegram.
"""

import asyncio
import re
from pathlib import Path
from typing import Final

from handlers.services import Assistant
from knowledge import Assistant as Engine
from knowledge import KnowledgeBase, load
from tests.telegram.__main__ import Session
from tests.telegram.fake import FakeTelegram
from tests.telegram.running import running

ROOT: Final = Path(__file__).parents[2]
DOCUMENTS: Final = ("README.md", "docs/telegram.md")
TALK: Final = (
    "Is the Leading-Edge Cluster Competition still open?",
    "photonics clusters in thuringa",
    "1",
    ":de",
    "Wer kann ZIM beantragen?",
)
"""A line each, as in the terminal of `python -m tests.telegram`; a number presses that button."""
_MARKED: Final = re.compile(r"(<!-- transcript -->\n).*?(<!-- /transcript -->)", re.DOTALL)


async def transcript(assistant: Assistant, base: KnowledgeBase) -> str:
    """Have the talk; return it as Markdown."""
    telegram = FakeTelegram()
    async with running(telegram, assistant, base):
        session = Session(telegram)
        seen: list[str] = []
        for line in TALK:
            pressed = session.pressed(line)
            answer = await session.does(line)
            if not line.startswith(":"):
                seen.append(f"{f'[{pressed}]' if pressed else line:>64}\n\n{answer}")
    return "```text\n" + "\n\n".join(seen) + "\n```\n"


def shown_in(document: str) -> str | None:
    """Return the transcript that a document shows, or None where it shows none."""
    match = _MARKED.search((ROOT / document).read_text(encoding="utf-8"))
    return match[0].removeprefix(match[1]).removesuffix(match[2]) if match else None


def main() -> None:
    """Write the documents anew."""
    base = load().base
    written = asyncio.run(transcript(Engine(base), base))
    for document in DOCUMENTS:
        path = ROOT / document
        text = path.read_text(encoding="utf-8")
        path.write_text(_MARKED.sub(lambda match: match[1] + written + match[2], text), encoding="utf-8")


if __name__ == "__main__":
    main()

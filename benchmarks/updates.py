"""How many updates a second go through the whole bot, beside a bare PTB bot that sends back what it gets.

Both poll the same Telegram, one of nothing but canned answers on a port of this machine, in a process of its own. Every
update is a question from another chat; an update is done when its answer has arrived there. The bot does all that it
does: it understands the question, remembers the talk in a file, renders the answer and keeps to Telegram's limits.

It keeps its last answers, and people ask the same things. So it runs twice, each time as if just started: with every
question of the tests asked several times, as the bar has it, and with no two questions alike. What it changes for the
whole process, so that imports which must fail do so at once, speeds the bare bot up too.
"""

import asyncio
import gc
import itertools
import json
import multiprocessing
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from benchmarks.questions import TODAY, read_questions
from benchmarks.report import Report, at_least_share, milliseconds, percent
from bot.application import build
from bot.limits import Limiter
from bot.memory import Memory, default_url
from handlers.services import Services
from knowledge import Assistant, KnowledgeBase, load

TOKEN: Final = "123456789:AAFakeTokenForMeasurementsOnly-0123456789"
UPDATES: Final = 1000
"""How many are waiting when a bot begins to poll."""
ROUNDS: Final = 7
"""Each bot runs once in each, and its median counts."""
SHARE: Final = 0.7
_BATCH: Final = 100
_PATIENCE: Final = 120.0
_ME: Final = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "some_bot"}

Bot = Application[Any, Any, Any, Any, Any, Any]


class Run(NamedTuple):
    """How long a bot took for all updates, and how long it computed, all its threads together."""

    seconds: float
    computing: float


def measure(show: int) -> Iterator[Report]:
    """Yield one table."""
    del show
    questions = [question.text for question in read_questions() if question.chat is None]
    base = load().base
    assistant = Assistant(base)
    gc.freeze()  # as the command does
    times = UPDATES // len(questions)
    # Blanks make a question another one, which takes as long to understand.
    unlike = [question + " " * time for time in range(times) for question in questions]
    bare, whole, new = [], [], []
    for _ in range(ROUNDS):
        bare.append(asyncio.run(_run(questions, _echo)))
        whole.append(asyncio.run(_run(questions, lambda url: _whole(url, assistant, base))))
        new.append(asyncio.run(_run(unlike, lambda url: _whole(url, assistant, base))))
    fast, ours, first = (median(UPDATES / run.seconds for run in runs) for runs in (bare, whole, new))
    computing = [median(run.computing / UPDATES for run in runs) for runs in (bare, whole, new)]
    echoing, answering, all_new = map(milliseconds, computing)
    yield Report(
        f"updates: {UPDATES} questions, each from another chat",
        ("bot", "updates a second", "computing, each", "of the bare bot"),
        (
            ("a bare PTB bot that sends back what it gets", f"{fast:.0f}", echoing, ""),
            (
                f"the whole bot, {len(questions)} questions asked {times} times each",
                f"{ours:.0f}",
                answering,
                at_least_share(ours / fast, SHARE),
            ),
            ("the whole bot, every question new", f"{first:.0f}", all_new, percent(first, fast)),
        ),
    )


async def _run(questions: Sequence[str], make: Any) -> Run:
    """Let a bot answer all updates."""
    with _telegram(questions) as (url, done):
        async with make(url) as bot:
            before = process_time()
            await bot.updater.start_polling(error_callback=lambda _: None)
            await bot.start()
            seconds = await asyncio.to_thread(_received, done)
            computing = process_time() - before
            await bot.updater.stop()
            await bot.stop()
    return Run(seconds, computing)


def _received(done: Connection) -> float:
    if not done.poll(_PATIENCE):
        raise TimeoutError("not every update was answered")
    seconds: float = done.recv()
    return seconds


@asynccontextmanager
async def _echo(url: str) -> AsyncIterator[Bot]:
    """A bot as PTB's tutorial builds it."""

    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        if update.message:
            await update.message.reply_text(update.message.text or "")

    application: Bot = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        yield application


@asynccontextmanager
async def _whole(url: str, assistant: Assistant, base: KnowledgeBase) -> AsyncIterator[Bot]:
    """The bot as it serves, with a memory of its own."""
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(default_url(Path(folder)), _now)
        await memory.open()
        services = Services(assistant, base, memory, Limiter(UPDATES), _now)
        async with build(TOKEN, url, services) as application:
            yield application
        await memory.close()


def _now() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


@contextmanager
def _telegram(questions: Sequence[str]) -> Iterator[tuple[str, Connection]]:
    """A Telegram in a process of its own: its address, and what hears in how many seconds all was answered."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(list(questions), there), daemon=True)
    process.start()
    try:
        yield here.recv(), here
    finally:
        process.terminate()
        process.join()


def _serve(questions: Sequence[str], owner: Connection) -> None:
    asyncio.run(_Telegram(questions, owner).serve())


class _Telegram:
    """Hands out updates, as many as are asked for, and takes any answer for a good one."""

    def __init__(self, questions: Sequence[str], owner: Connection) -> None:
        self._owner = owner
        chosen = itertools.islice(itertools.cycle(questions), UPDATES)
        self._updates = [_update(number, text) for number, text in enumerate(chosen, 1)]
        self._answered = 0
        self._begun = 0.0

    async def serve(self) -> None:
        """Serve until the process is ended."""
        server = await asyncio.start_server(self._converse, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        self._owner.send(f"http://{host}:{port}")
        await server.serve_forever()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()
                return
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
            body = await reader.readexactly(int(fields.get(b"content-length", 0)))
            method = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
            content = json.dumps({"ok": True, "result": await self._result(method, body)}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ")
            writer.write(str(len(content)).encode() + b"\r\n\r\n" + content)

    async def _result(self, method: str, body: bytes) -> Any:
        if method == "getMe":
            return _ME
        if method == "getUpdates":
            return await self._next(_numbers(body))
        if method == "sendMessage":
            self._answered += 1
            if self._answered == UPDATES:
                self._owner.send(perf_counter() - self._begun)
            chat = {"id": 1, "type": "private", "first_name": "Anna"}
            return {"message_id": UPDATES + self._answered, "date": 1, "chat": chat, "text": "…"}
        return True

    async def _next(self, asked: dict[str, int]) -> list[dict[str, Any]]:
        self._begun = self._begun or perf_counter()
        waiting = self._updates[max(asked.get("offset", 0) - 1, 0) :][:_BATCH]
        if not waiting and asked.get("timeout"):
            # Nothing more comes: who polls is stopped while it waits.
            await asyncio.sleep(asked["timeout"])
        return waiting


def _numbers(body: bytes) -> dict[str, int]:
    fields: dict[str, str] = json.loads(body) if body.startswith(b"{") else dict(parse_qsl(body.decode()))
    return {name: int(value) for name, value in fields.items() if value.isdecimal()}


def _update(number: int, text: str) -> dict[str, Any]:
    person = {"id": number, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": number, "type": "private", "first_name": "Anna"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}

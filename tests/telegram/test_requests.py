"""How requests are carried: over few connections that are used again, through a proxy where one is named."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import NetworkError, TimedOut

from bot.requests import Network, Requests
from tests.telegram import faults
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.people import User
from tests.telegram.server import listening

API = "https://api.telegram.test"
URL = f"{API}/bot{TOKEN}/getMe"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + bytes((0, 0, 1, 0, 0, 0, 1, 0)) + bytes(100)


class Line(httpx.MockTransport):
    """A connection that knows whether it was closed."""

    closed = False

    async def aclose(self) -> None:
        self.closed = True


class Lines(list[Line]):
    """All connections that were made to a Telegram, and how many requests were on their way at once."""

    def __init__(self, telegram: FakeTelegram) -> None:
        super().__init__()
        self._telegram = telegram
        self._now = 0
        self.most = 0
        self.requests: list[httpx.Request] = []

    def __call__(self) -> Line:
        self.append(Line(self._carry))
        return self[-1]

    async def _carry(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            await asyncio.sleep(0)
            return await self._telegram(request)
        finally:
            self._now -= 1


@pytest.fixture
def lines(telegram: FakeTelegram) -> Lines:
    return Lines(telegram)


async def test_one_after_the_other_takes_one_connection(lines: Lines) -> None:
    requests = Requests(lines, 3)
    for _ in range(5):
        await requests.post(URL)
    assert len(lines) == 1


async def test_no_more_are_on_their_way_than_there_are_connections(lines: Lines) -> None:
    requests = Requests(lines, 3)
    await asyncio.gather(*(requests.post(URL) for _ in range(10)))
    assert (len(lines), lines.most) == (3, 3)


async def test_a_connection_is_used_again_after_a_fault(lines: Lines, telegram: FakeTelegram) -> None:
    requests = Requests(lines)
    telegram.fails("getMe", faults.unreachable, faults.timeout)
    with pytest.raises(NetworkError):
        await requests.post(URL)
    with pytest.raises(TimedOut):
        await requests.post(URL)
    assert await requests.post(URL) == telegram.me
    assert len(lines) == 1


async def test_who_gives_up_waiting_blocks_nobody(lines: Lines, telegram: FakeTelegram) -> None:
    requests = Requests(lines)
    tasks = [asyncio.create_task(requests.post(URL)) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[1].cancel()
    assert await tasks[2] == telegram.me


async def test_all_connections_are_closed_and_opened_again(lines: Lines, telegram: FakeTelegram) -> None:
    requests = Requests(lines, 2)
    await asyncio.gather(requests.post(URL), requests.post(URL))
    await requests.shutdown()
    assert [line.closed for line in lines] == [True, True]
    await requests.initialize()
    assert await requests.post(URL) == telegram.me


async def test_whoever_waits_longer_says_so(lines: Lines) -> None:
    requests = Requests(lines)
    await requests.post(URL, read_timeout=35)
    await requests.post(URL)
    assert [request.extensions["timeout"]["read"] for request in lines.requests] == [35, requests.read_timeout]


async def test_an_upload_gets_more_time(lines: Lines, anna: User) -> None:
    bot = Bot(TOKEN, f"{API}/bot", request=Requests(lines), get_updates_request=Requests(lines))
    await bot.send_message(anna.id, "zim")
    sent = await bot.send_photo(anna.id, PNG, "zim")
    await bot.edit_message_media(InputMediaPhoto(PNG, "wir"), anna.id, sent.message_id)
    text, *uploads = [request.extensions["timeout"]["write"] for request in lines.requests]
    assert min(uploads) > text


async def test_what_is_sent_over_the_network_arrives(telegram: FakeTelegram, anna: User) -> None:
    async with listening(telegram) as address:
        requests = Requests(Network(address))
        bot = Bot(TOKEN, f"{address}/bot", request=requests, get_updates_request=Requests(Network(address)))
        text = "Förderung <b>für</b> alle 🟢 & mehr"
        sent = await bot.send_message(anna.id, text)
        await requests.shutdown()
    assert sent.text == text
    assert telegram.sent[-1].text == text


@contextlib.asynccontextmanager
async def stalling(*answers: bytes) -> AsyncIterator[str]:
    """A server that gives these answers, one for each request, and leaves those open that are not complete."""
    left, conversations = list(answers), set[asyncio.Task[Any]]()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        conversations.add(task)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(left.pop(0))
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        yield f"http://{host}:{port}"
        await asyncio.gather(*conversations)


WHOLE = b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}'
HALF = WHOLE[:-10]


@pytest.mark.parametrize("stalled", [HALF, HALF[:20], b""])
async def test_what_stalls_is_given_up_and_holds_up_nothing(stalled: bytes) -> None:
    async with stalling(WHOLE, stalled, WHOLE, stalled, WHOLE) as address:
        requests = Requests(Network(address))
        assert await requests.post(address)
        with pytest.raises(TimedOut):
            await requests.post(address, read_timeout=0.05)
        assert await requests.post(address)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await requests.post(address)
        assert await requests.post(address)
        await requests.shutdown()


@contextlib.asynccontextmanager
async def proxy() -> AsyncIterator[tuple[str, list[str]]]:
    """A proxy that carries nothing on: its address, and the hosts that it was asked for."""
    asked: list[str] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readline()).split()[1].decode())
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield f"http://{host}:{port}", asked


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("prefix", ["http://", ""])
async def test_a_proxy_of_the_environment_is_gone_through(
    name: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with proxy() as (address, asked):
        monkeypatch.setenv(name, prefix + address.removeprefix("http://"))
        with pytest.raises(NetworkError):
            await Requests(Network(API)).post(URL)
    assert asked == ["api.telegram.test:443"]


async def test_a_server_can_be_left_out_of_it(monkeypatch: pytest.MonkeyPatch, telegram: FakeTelegram) -> None:
    async with proxy() as (address, asked), listening(telegram) as server:
        monkeypatch.setenv("HTTP_PROXY", address)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        requests = Requests(Network(server))
        assert await requests.post(f"{server}/bot{TOKEN}/getMe") == telegram.me
        await requests.shutdown()
    assert asked == []

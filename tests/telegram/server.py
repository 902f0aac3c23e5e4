"""The fake Telegram on a port of this machine, for a bot that runs as a process of its own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

import h11
import httpx

from tests.telegram.fake import FakeTelegram

_CHUNK: Final = 65536


@contextlib.asynccontextmanager
async def listening(telegram: FakeTelegram) -> AsyncIterator[str]:
    """Serve `telegram` until the block is left; yields its address."""
    connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        connections.add(task)
        try:
            await _converse(telegram, reader, writer)
        except (ConnectionError, asyncio.CancelledError, h11.RemoteProtocolError):
            pass
        finally:
            connections.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.close()
        for task in tuple(connections):
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


async def _converse(telegram: FakeTelegram, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = h11.Connection(h11.SERVER)
    while True:
        request, content = await _received(connection, reader)
        if request is None:
            return
        url = f"http://127.0.0.1{request.target.decode()}"
        response = await telegram(
            httpx.Request(request.method.decode(), url, headers=request.headers.raw_items(), content=content)
        )
        headers = [("content-type", "application/json"), ("content-length", str(len(response.content)))]
        head = h11.Response(status_code=response.status_code, headers=headers)
        for event in (head, h11.Data(data=response.content), h11.EndOfMessage()):
            writer.write(connection.send(event) or b"")
        await writer.drain()
        connection.start_next_cycle()


async def _received(connection: h11.Connection, reader: asyncio.StreamReader) -> tuple[h11.Request | None, bytes]:
    request: h11.Request | None = None
    content = b""
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            content += event.data
        elif isinstance(event, h11.EndOfMessage):
            return request, content
        else:
            return None, b""

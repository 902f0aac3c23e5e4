"""Requests to Telegram over the transport of httpx, as PTB's own, with less to do for each.

What is sent travels as JSON, which is written much faster than a form; Telegram takes both alike:
https://core.telegram.org/bots/api#making-requests. Nothing is done for what these requests never have: cookies,
redirects, credentials in the address. And whoever sends takes a free connection from a pile, where a pool looks
through all of them.
"""

import asyncio
from collections.abc import Callable
from functools import cached_property, lru_cache
from ssl import SSLContext
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Transport = Callable[[], httpx.AsyncBaseTransport]
"""Makes what carries one request at a time."""

_SECONDS: Final = 5.0
_UPLOAD_SECONDS: Final = 20.0
_USER_AGENT: Final = {"User-Agent": BaseRequest.USER_AGENT}
_HEADERS: Final = httpx.Headers({**_USER_AGENT, "Content-Type": "application/json"})


class Network:
    """Connections to a server, through the proxy that the environment names for it.

    :param address: of the server.
    """

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address)

    def __call__(self) -> httpx.AsyncBaseTransport:
        """Return what carries requests over one connection, opened when it is needed."""
        return httpx.AsyncHTTPTransport(verify=self._trust, limits=httpx.Limits(max_connections=1), proxy=self._proxy)

    @cached_property
    def _trust(self) -> SSLContext:
        return httpx.create_ssl_context()

    @cached_property
    def _proxy(self) -> str | None:
        proxies = getproxies()
        if proxy_bypass(self._address.hostname or ""):
            return None
        named = proxies.get(self._address.scheme) or proxies.get("all")
        return f"http://{named}" if named and "://" not in named else named


class Requests(BaseRequest):
    """Carries requests, each over a connection of its own.

    :param transport: makes the connections.
    :param connections: how many requests may be on their way at the same time.
    """

    def __init__(self, transport: Transport, connections: int = 1) -> None:
        self._transport = transport
        self._room = asyncio.Semaphore(connections)
        self._free: list[httpx.AsyncBaseTransport] = []
        self._address = lru_cache(httpx.URL)

    @property
    def read_timeout(self) -> float:
        """Seconds that Telegram may take for an answer where nothing else is said."""
        return _SECONDS

    async def initialize(self) -> None:
        """Do nothing: connections are opened when they are needed."""

    async def shutdown(self) -> None:
        """Close all connections."""
        while self._free:
            await self._free.pop().aclose()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - who waits for a free connection waits
    ) -> tuple[int, bytes]:
        """Carry out a request; return the status and what came.

        Raises:
            TimedOut: it took too long.
            NetworkError: it did not get through.
        """
        uploads = request_data is not None and request_data.contains_files
        seconds = {
            "connect": _or(connect_timeout, _SECONDS),
            "read": _or(read_timeout, _SECONDS),
            "write": _or(write_timeout, _UPLOAD_SECONDS if uploads else _SECONDS),
        }
        request = self._request(method, url, request_data, {"timeout": seconds})
        async with self._room:
            connection = self._free.pop() if self._free else self._transport()
            try:
                response = await connection.handle_async_request(request)
                return response.status_code, await response.aread()
            except httpx.TimeoutException as error:
                raise TimedOut from error
            except httpx.HTTPError as error:
                raise NetworkError(f"httpx.{type(error).__name__}") from error
            finally:
                self._free.append(connection)

    def _request(self, method: str, url: str, data: RequestData | None, extensions: dict[str, Any]) -> httpx.Request:
        address = self._address(url)
        if data is None:
            return httpx.Request(method, address, headers=_USER_AGENT, extensions=extensions)
        if data.contains_files:
            fields, files = data.json_parameters, data.multipart_data
            return httpx.Request(method, address, headers=_USER_AGENT, data=fields, files=files, extensions=extensions)
        return httpx.Request(method, address, headers=_HEADERS, content=data.json_payload, extensions=extensions)


def _or(given: Any, default: float) -> Any:
    return default if given is BaseRequest.DEFAULT_NONE else given

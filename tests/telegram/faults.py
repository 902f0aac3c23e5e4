"""What a Telegram that misbehaves does in place of an answer. Hand one to `FakeTelegram.fails`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Fault = Callable[[httpx.Request], httpx.Response]


@dataclass(frozen=True)
class Refusal(Exception):  # noqa: N818 - it is what a server says, not what went wrong here
    """A refusal as the Bot API words it: a status, a description and sometimes parameters."""

    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return httpx.Response(self.status, json=body, request=request)


def bad_request(why: str) -> Refusal:
    """A request that Telegram does not understand or does not carry out."""
    return Refusal(400, f"Bad Request: {why}")


def too_many_requests(retry_after: int) -> Refusal:
    """Flood control: come back after so many seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(chat_id: int) -> Refusal:
    """The group lives on as a supergroup with another id."""
    return Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat_id})


BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
KICKED = Refusal(403, "Forbidden: bot was kicked from the group chat")
CONFLICT = Refusal(
    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
NOT_MODIFIED = bad_request(
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def bad_gateway(request: httpx.Request) -> httpx.Response:
    """A proxy in front of Telegram that finds nobody behind it, and says so in HTML."""
    return httpx.Response(502, html="<html><body><h1>502 Bad Gateway</h1></body></html>", request=request)


def timeout(request: httpx.Request) -> httpx.Response:
    """No answer in time; nothing was done."""
    raise httpx.ReadTimeout("timed out", request=request)


def unreachable(request: httpx.Request) -> httpx.Response:
    """No connection at all."""
    raise httpx.ConnectError("connection refused", request=request)

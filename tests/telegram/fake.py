"""A Telegram of our own: the handler of an `httpx.MockTransport` that answers as the Bot API does.

It refuses what Telegram refuses, keeps what was sent, and misbehaves when told to:

>>> telegram = FakeTelegram()
>>> telegram.fails("sendMessage", too_many_requests(3))

`people.py` has those who talk to the bot through it.
"""

import asyncio
import email.parser
import itertools
import json
import re
import struct
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx

from tests.telegram import markup
from tests.telegram.faults import (
    BLOCKED,
    CONFLICT,
    KICKED,
    NOT_FOUND,
    NOT_MODIFIED,
    UNAUTHORIZED,
    Fault,
    Refusal,
    bad_request,
    migrated,
)
from tests.telegram.methods import CHAT_ACTIONS, METHODS, SCOPES, UPDATE_TYPES

TOKEN: Final = "123456789:AAFakeTokenForTestsOnly-0123456789abcde"
BOT: Final[dict[str, Any]] = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Clusterlotse",
    "username": "clusterlotse_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
PATIENCE: Final = 10.0
"""Seconds after which a test that waits for the bot gives up."""

_TEXT_FIELDS: Final = frozenset(
    {
        "text",
        "caption",
        "parse_mode",
        "url",
        "name",
        "description",
        "short_description",
        "language_code",
        "action",
        "callback_query_id",
        "inline_query_id",
        "next_offset",
        "secret_token",
        "inline_message_id",
    }
)
_START_OF_COMMAND: Final = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")
_MENTION: Final = re.compile(r"(?<!\w)@\w{3,32}")


@dataclass
class Call:
    """One request of the bot, with its fields decoded."""

    method: str
    fields: dict[str, Any]


@dataclass
class Button:
    """One button of an inline keyboard, as Telegram has it."""

    raw: dict[str, Any]

    @property
    def text(self) -> str:
        """What stands on it."""
        return str(self.raw["text"])

    @property
    def data(self) -> str | None:
        """What the bot gets when it is pressed."""
        return self.raw.get("callback_data")

    @property
    def url(self) -> str | None:
        """Where it leads."""
        return self.raw.get("url")


@dataclass
class Chat:
    """A chat on the server: what was said in it, and what the bot may do there."""

    id: int
    type: str
    title: str = ""
    forum: bool = False
    privacy: bool = True
    blocked: bool = False
    removed: bool = False
    muted: bool = False
    migrated_to: int | None = None
    messages: dict[int, "Message"] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """Return the chat as an update holds it."""
        named = {"first_name": self.title} if self.type == "private" else {"title": self.title}
        return {"id": self.id, "type": self.type, **named, **({"is_forum": True} if self.forum else {})}


@dataclass
class Message:
    """A message in a chat, as it stands there now."""

    chat: Chat
    id: int
    sender: dict[str, Any]
    text: str
    date: int
    html: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    reply_to: "Message | None" = None
    thread: int | None = None
    preview: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    edits: int = 0

    @property
    def rows(self) -> list[list[Button]]:
        """The keyboard under the message."""
        return [[Button(raw) for raw in row] for row in self.keyboard]

    @property
    def buttons(self) -> list[Button]:
        """All buttons under the message, from the top left."""
        return [button for row in self.rows for button in row]

    def button(self, text: str) -> Button:
        """Return the button on which `text` stands; raise `LookupError` where none does."""
        for button in self.buttons:
            if text in button.text:
                return button
        raise LookupError(f"no button {text!r} among {[button.text for button in self.buttons]}")

    @property
    def links(self) -> list[str]:
        """The addresses that the text links to, in order."""
        return [entity["url"] for entity in self.entities if entity["type"] == "text_link"]

    def json(self, nested: bool = False) -> dict[str, Any]:
        """Return the message as the Bot API does."""
        body: dict[str, Any] = {
            "message_id": self.id,
            "date": self.date,
            "chat": self.chat.json(),
            "from": self.sender,
        }
        if self.text:
            body |= {"text": self.text}
        if self.entities:
            body["entities"] = self.entities
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": self.keyboard}
        if self.thread is not None:
            body |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.preview:
            body["link_preview_options"] = self.preview
        if self.edits:
            body["edit_date"] = self.date + self.edits
        if self.reply_to and not nested:
            body["reply_to_message"] = self.reply_to.json(nested=True)
        return body | self.extra


@dataclass
class InlineAnswer:
    """What the bot answered to an inline query."""

    results: list[dict[str, Any]]
    next_offset: str = ""
    cache_time: int = 300
    is_personal: bool = False
    button: dict[str, Any] | None = None


class FakeTelegram:
    """The server. Use an instance as the handler of an `httpx.MockTransport`.

    :param token: the only token that it accepts.
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.me = dict(BOT)
        self.calls: list[Call] = []
        self.chats: dict[int, Chat] = {}
        self.sent: list[Message] = []
        self.pictures: list[bytes] = []
        """Every picture that the bot sent, or put in the place of another."""
        self.changed: list[Message] = []
        """Messages of the bot in the order in which they were sent or edited."""
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.callback_queries: dict[str, dict[str, Any] | None] = {}
        """Every press of a button by its id, and what the bot answered to it; None until it does."""
        self.inline_queries: dict[str, InlineAnswer | None] = {}
        self.webhook = ""
        self.join: Callable[[], Awaitable[None]] | None = None
        """Waits until the bot is through with the updates that it took; set by whoever runs the bot."""
        self._faults: defaultdict[str, deque[tuple[Fault, bool]]] = defaultdict(deque)
        self._updates: list[dict[str, Any]] = []
        self._allowed = UPDATE_TYPES - {"chat_member", "message_reaction", "message_reaction_count"}
        self._change = asyncio.Condition()
        self._heard = asyncio.Event()
        self._poll = 0
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(5_000_000_000)
        self._clock = itertools.count(1_790_000_000)

    # What a test does

    def fails(self, method: str, *faults: Fault, done: bool = False) -> None:
        """Let the next calls of `method` meet these faults, one each; with `done`, after having been carried out."""
        self._faults[method].extend((fault, done) for fault in faults)

    def calls_of(self, *methods: str) -> list[dict[str, Any]]:
        """Return the fields of all calls of these methods, in order."""
        return [call.fields for call in self.calls if call.method in methods]

    async def push(self, kind: str, body: dict[str, Any]) -> None:
        """Let the bot have an update, unless it did not ask for this kind."""
        if kind not in self._allowed:
            return
        async with self._change:
            self._updates.append({"update_id": next(self._update_ids), kind: body})
            self._change.notify_all()

    async def settled(self) -> None:
        """Wait until the bot is through with everything that was pushed; raise `TimeoutError` if it hangs."""
        async with asyncio.timeout(PATIENCE):
            async with self._change:
                await self._change.wait_for(lambda: not self._updates)
            if self.join:
                await self.join()

    async def heard(self) -> None:
        """Wait until the bot calls any method."""
        self._heard.clear()
        await self._heard.wait()

    def new_message(self, chat: Chat, sender: dict[str, Any], text: str, **more: Any) -> Message:
        """Put a message into a chat, as a user or the bot writes it, and return it."""
        message = Message(chat, next(self._message_ids), sender, text, next(self._clock), **more)
        chat.messages[message.id] = message
        return message

    def new_query(self) -> str:
        """Return an id for a press of a button or an inline query."""
        return str(next(self._query_ids))

    @staticmethod
    def entities_of(text: str) -> list[dict[str, Any]]:
        """Return what Telegram marks in a text that a user types: commands and mentions."""
        return sorted(
            (
                {
                    "type": kind,
                    "offset": markup.utf16(text[: match.start()]),
                    "length": markup.utf16(match[0]),
                }
                for kind, pattern in (("bot_command", _START_OF_COMMAND), ("mention", _MENTION))
                for match in pattern.finditer(text)
                if kind == "bot_command" or "/" not in text[max(0, match.start() - 33) : match.start()].split(" ")[-1]
            ),
            key=lambda entity: int(entity["offset"]),
        )

    # What the bot sees

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of the bot."""
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", request.url.path)
        if not match or not re.fullmatch(r"\d+:[\w-]{30,}", match[1]):
            return NOT_FOUND(request)
        if match[1] != self.token:
            return UNAUTHORIZED(request)
        method = match[2]
        if method not in METHODS:
            return NOT_FOUND(request)
        fault, done = self._faults[method].popleft() if self._faults[method] else (None, False)
        if fault and not done:
            return fault(request)
        try:
            fields = fields_of(request)
            _check_fields(method, fields)
            self.calls.append(Call(method, fields))
            self._heard.set()
            result = getattr(self, "_" + re.sub(r"(?=[A-Z])", "_", method).lower())(**fields)
            if isinstance(result, Awaitable):
                result = await result
        except Refusal as refusal:
            return refusal(request)
        if fault:
            return fault(request)
        return httpx.Response(200, json={"ok": True, "result": result}, request=request)

    def _get_me(self) -> dict[str, Any]:
        return self.me

    async def _get_updates(
        self, offset: int = 0, limit: int = 100, allowed_updates: list[str] | None = None, **fields: int
    ) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if allowed_updates:
            if not set(allowed_updates) <= UPDATE_TYPES:
                raise bad_request(f"unknown update types {sorted(set(allowed_updates) - UPDATE_TYPES)}")
            self._allowed = frozenset(allowed_updates)
        self._poll += 1
        poll = self._poll
        async with self._change:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
            self._change.notify_all()
            try:
                async with asyncio.timeout(fields.get("timeout", 0)):
                    await self._change.wait_for(lambda: self._updates or self._poll != poll)
            except TimeoutError:
                return []
            if self._poll != poll:
                raise CONFLICT
            return self._updates[:limit]

    def _set_webhook(self, url: str, **_: Any) -> bool:
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = url
        return True

    def _delete_webhook(self, drop_pending_updates: bool = False) -> bool:
        self.webhook = ""
        if drop_pending_updates:
            self._updates.clear()
        return True

    def _get_webhook_info(self) -> dict[str, Any]:
        return {
            "url": self.webhook,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }

    def _send_message(self, chat_id: int | str, text: str, **fields: Any) -> dict[str, Any]:
        chat = self._writable(chat_id)
        plain, entities = _formatted(text, fields)
        return self._deliver(chat, plain, text, entities, fields)

    def _send_photo(self, chat_id: int | str, photo: Any, caption: str = "", **fields: Any) -> dict[str, Any]:
        chat = self._writable(chat_id)
        return self._deliver(chat, "", caption, [], fields, extra=self._photo(photo, caption, fields))

    def _photo(self, photo: Any, caption: str, fields: dict[str, Any]) -> dict[str, Any]:
        width, height = _size_of(photo)
        plain, entities = _formatted(caption, fields, limit=1024) if caption else ("", [])
        self.pictures.append(photo)
        number = f"photo-{len(self.pictures)}"
        size = {"file_id": number, "file_unique_id": number, "width": width, "height": height}
        return {"photo": [size], **({"caption": plain, "caption_entities": entities} if plain else {})}

    def _edit_message_text(self, text: str, **fields: Any) -> dict[str, Any]:
        message = self._own_message(fields)
        if "photo" in message.extra:
            raise bad_request("there is no text in the message to edit")
        plain, entities = _formatted(text, fields)
        keyboard = _keyboard(fields.get("reply_markup"))
        preview = fields.get("link_preview_options", {})
        if (message.text, message.entities, message.keyboard) == (plain, entities, keyboard):
            raise NOT_MODIFIED
        message.text, message.html, message.entities = plain, text, entities
        message.keyboard, message.preview = keyboard, preview
        return self._edited(message)

    def _edit_message_media(self, media: dict[str, Any], **fields: Any) -> dict[str, Any]:
        message = self._own_message(fields)
        if media.get("type") != "photo" or not media.keys() <= {"type", "media", "caption", "parse_mode"}:
            raise bad_request("can't parse InputMedia")
        if "photo" not in message.extra:
            raise bad_request("message can't be edited")
        before = self.pictures[int(message.extra["photo"][0]["file_id"].rpartition("-")[2]) - 1]
        extra = self._photo(media["media"], media.get("caption", ""), media)
        keyboard = _keyboard(fields.get("reply_markup"))
        same = (message.extra.get("caption"), message.keyboard) == (extra.get("caption"), keyboard)
        if same and before == media["media"]:
            raise NOT_MODIFIED
        message.extra, message.html, message.keyboard = extra, media.get("caption", ""), keyboard
        return self._edited(message)

    def _edit_message_reply_markup(self, **fields: Any) -> dict[str, Any]:
        message = self._own_message(fields)
        keyboard = _keyboard(fields.get("reply_markup"))
        if message.keyboard == keyboard:
            raise NOT_MODIFIED
        message.keyboard = keyboard
        return self._edited(message)

    def _delete_message(self, chat_id: int | str, message_id: int) -> bool:
        message = self._writable(chat_id).messages.pop(message_id, None)
        if not message:
            raise bad_request("message to delete not found")
        return True

    def _send_chat_action(self, chat_id: int | str, action: str, **_: Any) -> bool:
        self._writable(chat_id)
        if action not in CHAT_ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def _answer_callback_query(self, callback_query_id: str, text: str = "", **fields: Any) -> bool:
        if self.callback_queries.get(callback_query_id, {}) is not None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(text) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self.callback_queries[callback_query_id] = {"text": text, **fields}
        return True

    def _answer_inline_query(self, inline_query_id: str, results: list[dict[str, Any]], **fields: Any) -> bool:
        if self.inline_queries.get(inline_query_id, InlineAnswer([])) is not None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        _check_inline(results, fields)
        self.inline_queries[inline_query_id] = InlineAnswer(results, **fields)
        return True

    def _set_my_commands(
        self, commands: list[dict[str, str]], scope: dict[str, Any] | None = None, language_code: str = ""
    ) -> bool:
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if set(command) != {"command", "description"} or not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        if len({command["command"] for command in commands}) < len(commands):
            raise bad_request("BOT_COMMAND_INVALID")
        self.commands[_scope(scope), _language(language_code)] = commands
        return True

    def _get_my_commands(self, scope: dict[str, Any] | None = None, language_code: str = "") -> list[dict[str, str]]:
        return self.commands.get((_scope(scope), _language(language_code)), [])

    def _delete_my_commands(self, scope: dict[str, Any] | None = None, language_code: str = "") -> bool:
        self.commands.pop((_scope(scope), _language(language_code)), None)
        return True

    def _set_profile(self, what: str, value: str, language_code: str, limit: int) -> bool:
        if len(value) > limit:
            raise bad_request(f"{what} is too long")
        self.profile[what, _language(language_code)] = value
        return True

    def _set_my_name(self, name: str = "", language_code: str = "") -> bool:
        return self._set_profile("name", name, language_code, 64)

    def _set_my_description(self, description: str = "", language_code: str = "") -> bool:
        return self._set_profile("description", description, language_code, 512)

    def _set_my_short_description(self, short_description: str = "", language_code: str = "") -> bool:
        return self._set_profile("short_description", short_description, language_code, 120)

    def _get_profile(self, what: str, language_code: str) -> dict[str, str]:
        return {what: self.profile.get((what, _language(language_code))) or self.profile.get((what, ""), "")}

    def _get_my_name(self, language_code: str = "") -> dict[str, str]:
        return self._get_profile("name", language_code)

    def _get_my_description(self, language_code: str = "") -> dict[str, str]:
        return self._get_profile("description", language_code)

    def _get_my_short_description(self, language_code: str = "") -> dict[str, str]:
        return self._get_profile("short_description", language_code)

    def _set_message_reaction(self, chat_id: int | str, message_id: int, **_: Any) -> bool:
        if message_id not in self._writable(chat_id).messages:
            raise bad_request("message to react not found")
        return True

    def _set_chat_menu_button(self, **_: Any) -> bool:
        return True

    def _leave_chat(self, chat_id: int | str) -> bool:
        self._writable(chat_id).removed = True
        return True

    def _writable(self, chat_id: int | str) -> Chat:
        chat = self.chats.get(int(chat_id)) if re.fullmatch(r"-?\d+", str(chat_id)) else None
        if not chat:
            raise bad_request("chat not found")
        if chat.migrated_to:
            raise migrated(chat.migrated_to)
        if chat.blocked:
            raise BLOCKED
        if chat.removed:
            raise KICKED
        if chat.muted:
            raise bad_request("not enough rights to send text messages to the chat")
        return chat

    def _own_message(self, fields: dict[str, Any]) -> Message:
        chat = self._writable(fields.get("chat_id", 0))
        message = chat.messages.get(fields.get("message_id", 0))
        if not message:
            raise bad_request("message to edit not found")
        if message.sender["id"] != self.me["id"]:
            raise bad_request("message can't be edited")
        return message

    def _deliver(
        self,
        chat: Chat,
        plain: str,
        html: str,
        entities: list[dict[str, Any]],
        fields: dict[str, Any],
        extra: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        thread = fields.get("message_thread_id")
        if thread is not None and not chat.forum:
            raise bad_request("message thread not found")
        reply = fields.get("reply_parameters") or {}
        replied = chat.messages.get(reply.get("message_id", 0))
        if reply and not replied and not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        message = self.new_message(
            chat,
            self.me,
            plain,
            html=html,
            entities=entities,
            keyboard=_keyboard(fields.get("reply_markup")),
            reply_to=replied,
            thread=thread,
            preview=fields.get("link_preview_options", {}),
            extra=extra or {},
        )
        self.sent.append(message)
        self.changed.append(message)
        return message.json()

    def _edited(self, message: Message) -> dict[str, Any]:
        message.edits += 1
        self.changed.append(message)
        return message.json()


def fields_of(request: httpx.Request) -> dict[str, Any]:
    """Return what a request tells, decoded."""
    kind = request.headers.get("content-type", "")
    raw: dict[str, Any] = {}
    if kind.startswith("multipart/form-data"):
        parsed = email.parser.BytesParser().parsebytes(
            b"Content-Type: " + kind.encode() + b"\r\n\r\n" + request.content
        )
        for part in parsed.get_payload():
            assert isinstance(part, email.message.Message)
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            name = str(part.get_param("name", header="content-disposition"))
            raw[name] = payload if part.get_filename() else payload.decode()
        for name, value in raw.items():
            if isinstance(value, str) and value.startswith("attach://"):
                raw[name] = raw.get(value.removeprefix("attach://"), b"")
        media = json.loads(raw.get("media", "{}"))
        if str(media.get("media", "")).startswith("attach://"):
            raw["media"] = media | {"media": raw.get(media["media"].removeprefix("attach://"), b"")}
        raw = {name: value for name, value in raw.items() if not name.startswith("attached")}
    elif kind == "application/json":
        raw = json.loads(request.content)
    else:
        raw = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
    return {name: _decoded(name, value) for name, value in raw.items()}


def _size_of(photo: Any) -> tuple[int, int]:
    """Return width and height of a picture that Telegram takes as a photo."""
    if not isinstance(photo, bytes) or not photo.startswith(b"\x89PNG\r\n\x1a\n"):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(photo) > 10 * 1024 * 1024:
        raise bad_request("file is too big")
    width, height = struct.unpack(">II", photo[16:24])
    if not width or not height or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _decoded(name: str, value: Any) -> Any:
    if name in _TEXT_FIELDS or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _check_fields(method: str, fields: dict[str, Any]) -> None:
    known = METHODS[method]
    if missing := known.required - fields.keys():
        raise bad_request(f"{method} needs {', '.join(sorted(missing))}")
    # Telegram ignores fields that it does not know; whoever sends one has made a mistake that a test should show.
    if unknown := fields.keys() - known.required - known.optional:
        raise bad_request(f"{method} takes no {', '.join(sorted(unknown))}")


def _formatted(text: str, fields: dict[str, Any], limit: int = 4096) -> tuple[str, list[dict[str, Any]]]:
    mode = fields.get("parse_mode", "")
    if mode.lower() == "html":
        try:
            plain, entities = markup.parse(text)
        except markup.MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain, entities = text, fields.get("entities", [])
    if not plain.strip():
        raise bad_request("message text is empty")
    if markup.utf16(plain) > limit:
        raise bad_request("message is too long" if limit == 4096 else "message caption is too long")
    preview = fields.get("link_preview_options") or {}
    if not preview.keys() <= {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}:
        raise bad_request("wrong link_preview_options")
    return plain, entities


def _keyboard(reply_markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    if not reply_markup:
        return []
    if reply_markup.keys() != {"inline_keyboard"}:
        raise bad_request("only inline keyboards are known here")
    rows: list[list[dict[str, Any]]] = reply_markup["inline_keyboard"]
    if any(len(row) > 8 for row in rows) or sum(map(len, rows)) > 100:
        raise bad_request("reply markup is too long")
    for button in itertools.chain.from_iterable(rows):
        _check_button(button)
    return [row for row in rows if row]


def _check_button(button: dict[str, Any]) -> None:
    actions = button.keys() - {"text", "style", "icon_custom_emoji_id"}
    known = {"url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text"}
    if not str(button.get("text", "")).strip():
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) != 1 or not actions <= known:
        raise bad_request(f"a button needs exactly one action, not {sorted(actions)}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not markup.is_link(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    for name in actions & {"switch_inline_query", "switch_inline_query_current_chat"}:
        if markup.utf16(button[name]) > 256:
            raise bad_request("BUTTON_DATA_INVALID")


def _check_inline(results: list[dict[str, Any]], fields: dict[str, Any]) -> None:
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [result.get("id", "") for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(str(result_id).encode()) <= 64 for result_id in ids):
        raise bad_request("RESULT_ID_INVALID")
    known = {"type", "id", "title", "input_message_content", "reply_markup", "url", "description"}
    for result in results:
        if result.get("type") != "article" or not result.get("title", "").strip() or not result.keys() <= known:
            raise bad_request("RESULT_TYPE_INVALID")
        content = result.get("input_message_content") or {}
        _formatted(content.get("message_text", ""), content)
        _keyboard(result.get("reply_markup"))
        if "url" in result and not markup.is_link(result["url"]):
            raise bad_request("URL_INVALID")
    if len(fields.get("next_offset", "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = fields.get("button") or {"text": "none", "start_parameter": "none"}
    if not button.get("text") or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")


def _scope(scope: dict[str, Any] | None) -> str:
    scope = scope or {"type": "default"}
    if scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope")
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def _language(code: str) -> str:
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad_request("invalid language code specified")
    return code

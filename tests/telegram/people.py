"""Who talks to the bot: people, and the groups in which they meet.

>>> anna = User(telegram, "Anna", language_code="de")
>>> answer = await anna.says("Cluster für Photonik in Thüringen")
>>> entry = await anna.presses(answer.button("1"))

Every act waits until the bot is through with it, so that silence can be told from slowness.
"""

import itertools
from typing import Any

from tests.telegram.fake import Button, Chat, FakeTelegram, InlineAnswer, Message

_ids = itertools.count(7001)


class User:
    """A person with a private chat with the bot.

    :param language_code: the language of the person's app, as `de` or `de-AT`; None where the app tells none.
    """

    def __init__(self, telegram: FakeTelegram, name: str = "Anna", language_code: str | None = "en") -> None:
        self.telegram = telegram
        self.id = next(_ids)
        self.json: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": name}
        if language_code:
            self.json["language_code"] = language_code
        self.chat = Chat(self.id, "private", name)
        telegram.chats[self.id] = self.chat
        self.toasts: list[str] = []
        """What the bot answered to pressed buttons beside editing or sending something."""

    async def says(self, text: str, chat: "Group | None" = None, **more: Any) -> Message:
        """Send a text; return the last message that the bot sent or edited for it.

        Raises:
            AssertionError: the bot said nothing.
        """
        heard = await self.hears(text, chat, **more)
        assert heard, f"the bot said nothing to {text!r}"
        return heard[-1]

    async def hears(self, text: str, chat: "Group | None" = None, **more: Any) -> list[Message]:
        """Send a text; return all messages that the bot sent or edited for it, in order."""
        before = len(self.telegram.changed)
        await self.sends(text, chat, **more)
        await self.telegram.settled()
        return self.telegram.changed[before:]

    async def sends(
        self,
        text: str = "",
        chat: "Group | None" = None,
        reply_to: Message | None = None,
        thread: int | None = None,
        **extra: Any,
    ) -> Message:
        """Send a message, of any kind, without waiting for the bot."""
        place = chat.chat if chat else self.chat
        message = self.telegram.new_message(
            place,
            self.json,
            text,
            entities=FakeTelegram.entities_of(text),
            reply_to=reply_to,
            thread=thread,
            extra=extra,
        )
        if self._delivered(message):
            await self.telegram.push("message", message.json())
        return message

    async def sends_something(self, **extra: Any) -> Message:
        """Send a message that is not text (`voice=…`, `photo=…`, `location=…`); return the bot's answer."""
        before = len(self.telegram.changed)
        await self.sends("", **extra)
        await self.telegram.settled()
        assert len(self.telegram.changed) > before, f"the bot said nothing to {sorted(extra)}"
        return self.telegram.changed[-1]

    async def edits(self, message: Message, text: str) -> list[Message]:
        """Change a message that was sent; return what the bot sent or edited for it."""
        before = len(self.telegram.changed)
        message.text, message.entities = text, FakeTelegram.entities_of(text)
        message.edits += 1
        await self.telegram.push("edited_message", message.json())
        await self.telegram.settled()
        return self.telegram.changed[before:]

    async def presses(self, button: Button | str, message: Message | None = None) -> Message:
        """Press a button; return the message that the bot sent or edited last for it.

        Raises:
            AssertionError: the bot did not answer the press, or sent and changed nothing.
        """
        before = len(self.telegram.changed)
        await self.taps(button, message)
        assert len(self.telegram.changed) > before, f"nothing changed after {button!r}: {self.toasts[-1]!r}"
        return self.telegram.changed[-1]

    async def taps(self, button: Button | str, message: Message | None = None) -> str:
        """Press a button (or send its data, for an old one); return the notice that the bot answered with."""
        data = button if isinstance(button, str) else button.data
        assert data is not None, f"{button!r} is no button that the bot hears of"
        origin = message or self._message_of(button)
        query = self.telegram.new_query()
        self.telegram.callback_queries[query] = None
        body = {
            "id": query,
            "from": self.json,
            "message": origin.json(),
            "chat_instance": "1",
            "data": data,
        }
        await self.telegram.push("callback_query", body)
        await self.telegram.settled()
        answer = self.telegram.callback_queries[query]
        assert answer is not None, f"the bot did not answer the press of {data!r}"
        self.toasts.append(answer["text"])
        return str(answer["text"])

    async def asks_inline(self, text: str, offset: str = "") -> InlineAnswer:
        """Type `@bot text` in some chat; return what the bot offers."""
        query = self.telegram.new_query()
        self.telegram.inline_queries[query] = None
        await self.telegram.push("inline_query", {"id": query, "from": self.json, "query": text, "offset": offset})
        await self.telegram.settled()
        answer = self.telegram.inline_queries[query]
        assert answer is not None, f"the bot did not answer the inline query {text!r}"
        return answer

    async def blocks(self) -> None:
        """Block the bot, of which Telegram tells it."""
        self.chat.blocked = True
        await self._membership("kicked", "member")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self.chat.blocked = False
        await self._membership("member", "kicked")

    async def _membership(self, new: str, old: str) -> None:
        member = {"user": self.telegram.me}
        until = {"until_date": 0}
        await self.telegram.push(
            "my_chat_member",
            {
                "chat": self.chat.json(),
                "from": self.json,
                "date": 1_790_000_000,
                "old_chat_member": member | {"status": old} | (until if old == "kicked" else {}),
                "new_chat_member": member | {"status": new} | (until if new == "kicked" else {}),
            },
        )
        await self.telegram.settled()

    def _message_of(self, button: Button | str) -> Message:
        for message in reversed(self.telegram.changed):
            if any(button == data or button == data.data for data in message.buttons):
                return message
        raise LookupError(f"no message has the button {button!r}")

    def _delivered(self, message: Message) -> bool:
        # In privacy mode a bot in a group gets commands, replies to itself and what came through itself.
        if message.chat.type == "private" or not message.chat.privacy:
            return True
        first = message.entities[0] if message.entities else {}
        command = message.text.split()[0] if first.get("type") == "bot_command" and first["offset"] == 0 else ""
        me = self.telegram.me
        mine = bool(command) and ("@" not in command or command.endswith(f"@{me['username']}"))
        reply = message.reply_to is not None and message.reply_to.sender["id"] == me["id"]
        return mine or reply or message.extra.get("via_bot", {}).get("id") == me["id"]


class Group:
    """A group that the bot is a member of.

    :param privacy: whether the bot is in privacy mode there, as bots are unless told otherwise.
    """

    def __init__(
        self, telegram: FakeTelegram, title: str = "Cluster", *, forum: bool = False, privacy: bool = True
    ) -> None:
        self.telegram = telegram
        kind = "supergroup" if forum else "group"
        number = next(_ids)
        self.chat = Chat(-1_000_000_000_000 - number if forum else -number, kind, title, forum, privacy)
        telegram.chats[self.chat.id] = self.chat

    async def becomes_supergroup(self, by: User) -> None:
        """Move the group to another id, of which Telegram tells the bot on both sides."""
        old = self.chat
        new = Chat(-1_000_000_000_000 + old.id, "supergroup", old.title, privacy=old.privacy)
        self.telegram.chats[new.id] = new
        for place, extra in (
            (old, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": old.id}),
        ):
            message = self.telegram.new_message(place, by.json, "", extra=extra)
            await self.telegram.push("message", message.json())
        old.migrated_to = new.id
        self.chat = new
        await self.telegram.settled()

"""The fake refuses what Telegram refuses: a test that passes against it means something."""

from typing import Any

import httpx
import pytest

from tests.telegram import faults, markup
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.people import User


async def call(telegram: FakeTelegram, method: str, token: str = TOKEN, **fields: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.MockTransport(telegram)) as client:
        return await client.post(f"https://api.telegram.test/bot{token}/{method}", data=fields)


async def refused(telegram: FakeTelegram, method: str, **fields: Any) -> str:
    response = await call(telegram, method, **fields)
    assert response.status_code == 400, response.text
    return str(response.json()["description"])


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>x</h1>", "Unsupported start tag"),
        ("a < b", "Unsupported start tag"),
        ("<b>x", "Can't find end tag"),
        ("<b>x</i>", "Unmatched end tag"),
        ("x</b>", "Unexpected end tag"),
        ("<b><i>x</b></i>", "Unmatched end tag"),
        ('<a href="nowhere">x</a>', "none that Telegram knows"),
        ('<a href="ftp://example.org">x</a>', "none that Telegram knows"),
        ("<a>x</a>", "without an address"),
        ("<code><b>x</b></code>", "must not stand here"),
    ],
)
async def test_broken_html_is_refused(telegram: FakeTelegram, anna: User, html: str, fault: str) -> None:
    assert fault in await refused(telegram, "sendMessage", chat_id=anna.id, text=html, parse_mode="HTML")


def test_good_html_becomes_text_and_entities() -> None:
    text, entities = markup.parse(
        '🟢 <b>a &amp; b</b> <a href="https://example.org/?a=1&amp;b=2">c</a> &lt;d&gt; &unknown'
    )
    assert text == "🟢 a & b c <d> &unknown"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "text_link", "offset": 9, "length": 1, "url": "https://example.org/?a=1&b=2"},
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "empty"), ("  \n", "empty"), ("<b> </b>", "empty"), ("x" * 4097, "too long"), ("🟢" * 2049, "too long")],
)
async def test_empty_and_overlong_texts_are_refused(telegram: FakeTelegram, anna: User, text: str, fault: str) -> None:
    assert fault in await refused(telegram, "sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "fault"),
    [
        ('{"text": "x"}', "exactly one action"),
        ('{"text": "x", "url": "https://example.org", "callback_data": "y"}', "exactly one action"),
        ('{"text": "", "callback_data": "y"}', "text buttons"),
        ('{"text": "x", "callback_data": ""}', "BUTTON_DATA_INVALID"),
        ('{"text": "x", "callback_data": "' + "ü" * 33 + '"}', "BUTTON_DATA_INVALID"),
        ('{"text": "x", "url": "more:1"}', "Wrong HTTP URL"),
        ('{"text": "x", "unknown": "y"}', "exactly one action"),
    ],
)
async def test_wrong_buttons_are_refused(telegram: FakeTelegram, anna: User, button: str, fault: str) -> None:
    keyboard = f'{{"inline_keyboard": [[{button}]]}}'
    assert fault in await refused(telegram, "sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard)


async def test_unknown_fields_methods_and_chats_are_refused(telegram: FakeTelegram, anna: User) -> None:
    assert "takes no colour" in await refused(telegram, "sendMessage", chat_id=anna.id, text="x", colour="red")
    assert "needs text" in await refused(telegram, "sendMessage", chat_id=anna.id)
    assert "chat not found" in await refused(telegram, "sendMessage", chat_id=1, text="x")
    assert (await call(telegram, "sendTelegram")).status_code == 404


async def test_wrong_tokens_are_refused(telegram: FakeTelegram) -> None:
    assert (await call(telegram, "getMe", token="1:" + "x" * 35)).status_code == 401
    assert (await call(telegram, "getMe", token="nonsense")).status_code == 404


@pytest.mark.parametrize(
    "commands",
    [
        '[{"command": "Start", "description": "x"}]',
        '[{"command": "a-b", "description": "x"}]',
        f'[{{"command": "{"x" * 33}", "description": "x"}}]',
        '[{"command": "start", "description": ""}]',
        f'[{{"command": "start", "description": "{"x" * 257}"}}]',
        '[{"command": "a", "description": "x"}, {"command": "a", "description": "y"}]',
        "[" + ", ".join(f'{{"command": "c{number}", "description": "x"}}' for number in range(101)) + "]",
    ],
)
async def test_wrong_commands_are_refused(telegram: FakeTelegram, commands: str) -> None:
    assert "BOT_COMMAND" in await refused(telegram, "setMyCommands", commands=commands)


def article(number: int, text: str = "x") -> str:
    content = f'{{"message_text": "{text}"}}'
    return f'{{"type": "article", "id": "{number}", "title": "x", "input_message_content": {content}}}'


@pytest.mark.parametrize(
    ("results", "fault"),
    [
        (", ".join(article(number) for number in range(51)), "RESULTS_TOO_MUCH"),
        (f"{article(1)}, {article(1)}", "RESULT_ID_DUPLICATE"),
        (article(1, ""), "empty"),
    ],
)
async def test_wrong_inline_results_are_refused(telegram: FakeTelegram, results: str, fault: str) -> None:
    telegram.inline_queries["7"] = None
    assert fault in await refused(telegram, "answerInlineQuery", inline_query_id="7", results=f"[{results}]")


async def test_queries_are_answered_once(telegram: FakeTelegram) -> None:
    telegram.callback_queries["7"] = None
    assert (await call(telegram, "answerCallbackQuery", callback_query_id="7")).json()["ok"]
    assert "too old" in await refused(telegram, "answerCallbackQuery", callback_query_id="7")
    assert "too old" in await refused(telegram, "answerCallbackQuery", callback_query_id="8")


async def test_editing_keeps_the_rules_of_editing(telegram: FakeTelegram, anna: User) -> None:
    sent = (await call(telegram, "sendMessage", chat_id=anna.id, text="x")).json()["result"]["message_id"]
    same = {"chat_id": anna.id, "message_id": sent}
    assert "not modified" in await refused(telegram, "editMessageText", text="x", **same)
    assert (await call(telegram, "editMessageText", text="y", **same)).json()["result"]["text"] == "y"
    assert "not found" in await refused(telegram, "editMessageText", text="y", chat_id=anna.id, message_id=99)
    question = await anna.sends("hello")
    assert "can't be edited" in await refused(
        telegram, "editMessageText", text="y", chat_id=anna.id, message_id=question.id
    )


async def test_faults_come_in_order_and_once(telegram: FakeTelegram, anna: User) -> None:
    telegram.fails("sendMessage", faults.too_many_requests(3), faults.bad_gateway)
    flood = await call(telegram, "sendMessage", chat_id=anna.id, text="x")
    assert (flood.status_code, flood.json()["parameters"]) == (429, {"retry_after": 3})
    assert (await call(telegram, "sendMessage", chat_id=anna.id, text="x")).status_code == 502
    assert telegram.sent == []
    telegram.fails("sendMessage", faults.timeout, done=True)
    with pytest.raises(httpx.ReadTimeout):
        await call(telegram, "sendMessage", chat_id=anna.id, text="x")
    assert len(telegram.sent) == 1


async def test_blocked_chats_and_webhooks_are_refused(telegram: FakeTelegram, anna: User) -> None:
    anna.chat.blocked = True
    assert (await call(telegram, "sendMessage", chat_id=anna.id, text="x")).status_code == 403
    await call(telegram, "setWebhook", url="https://example.org/hook")
    assert (await call(telegram, "getUpdates")).status_code == 409
    assert "HTTPS" in await refused(telegram, "setWebhook", url="http://example.org/hook")


async def test_commands_and_mentions_are_marked() -> None:
    assert FakeTelegram.entities_of("/ask@clusterlotse_bot 🟢 who, @anna_b?") == [
        {"type": "bot_command", "offset": 0, "length": 21},
        {"type": "mention", "offset": 30, "length": 7},
    ]

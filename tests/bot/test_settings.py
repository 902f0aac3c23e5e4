import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import logs
from bot.settings import Settings, SettingsError, load_settings
from bot.sources import knowledge_sources

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def _empty_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    settings = load_settings()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.knowledge == ("shipped",)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("LOG_LEVEL=ERROR\nLOG_FORMAT=json\n# a comment\nSOMETHING_ELSE=1\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = load_settings()
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")


def test_an_empty_value_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    monkeypatch.setenv("ADMIN_IDS", "")
    assert load_settings().telegram_bot_token is None


def test_operators_are_listed_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", "1, 2 3")
    assert load_settings().admin_ids == {1, 2, 3}


def test_the_address_of_the_bot_api_needs_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert load_settings().telegram_api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "123:secret with spaces"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("ADMIN_IDS", "1,somebody"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("WEBHOOK_URL", "http://bot.example"),
        ("WEBHOOK_PORT", "0"),
        ("WEBHOOK_PORT", "https"),
        ("WEBHOOK_SECRET", "not allowed: ü"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable_and_not_the_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert message.startswith(f"{name} must ")
    assert "\n" not in message
    assert value not in message.removeprefix(name)


def test_a_file_that_is_no_text_is_one_line_too() -> None:
    Path(".env").write_bytes(b"LOG_LEVEL=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^\.env is not UTF-8 text$"):
        load_settings()


def test_no_secret_is_shown() -> None:
    settings = Settings(telegram_bot_token=SecretStr(TOKEN), webhook_secret=SecretStr("hush-hush"))
    assert TOKEN not in repr(settings)
    assert "hush-hush" not in f"{settings!r} {settings.model_dump()}"


def test_knowledge_comes_from_the_command_line_then_the_environment_then_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert knowledge_sources() == ("shipped",)
    Path(".env").write_text("KNOWLEDGE=from-file\n", encoding="utf-8")
    assert knowledge_sources() == ("from-file",) == load_settings().knowledge
    monkeypatch.setenv("KNOWLEDGE", "shipped:own.jsonl")
    assert knowledge_sources() == ("shipped", "own.jsonl") == load_settings().knowledge
    assert knowledge_sources(["given"]) == ("given",)


@pytest.mark.parametrize("formatter", [logs.TextFormatter, logs.JSONFormatter])
def test_no_secret_is_logged_not_even_in_a_traceback(formatter: type[logs.TextFormatter]) -> None:
    secret = "short"
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe {secret}")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "%s", (f"{TOKEN} {secret}",), (ValueError, error, error.__traceback__)
        )
    line = formatter([secret]).format(record)
    assert "ValueError" in line
    assert TOKEN not in line
    assert f"{secret}\n" not in line
    assert f" {secret}" not in line.replace("[secret]", "")


def test_requests_are_not_logged_even_when_everything_else_is() -> None:
    root = logging.getLogger()
    before, handlers = root.level, root.handlers[:]
    try:
        logs.configure(Settings(log_level="DEBUG"))
        assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
        assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)
    finally:
        root.setLevel(before)
        root.handlers[:] = handlers

"""What the program is told from outside: environment variables and `.env`, checked once and then fixed.

>>> Settings(_env_file=None).log_level
'INFO'
"""

import re
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.sources import split_sources
from knowledge.store.load import SHIPPED

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram allows as a webhook's secret token."""


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one plain line that names the variable, never a secret."""


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an http or https address")
    return value.rstrip("/")


def _secure_address(value: str) -> str:
    if not value.startswith("https://"):
        raise ValueError("must be an https address")
    return _web_address(value)


def _token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()
    if not re.fullmatch(r"[^\s/?#]+", token):
        raise ValueError("must be the token as @BotFather gave it, without spaces or slashes")
    return SecretStr(token)


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("must be 1 to 256 letters, digits, _ or -")
    return value


def _split_sources(value: object) -> object:
    return (split_sources(value) or (SHIPPED,)) if isinstance(value, str) else value


def _split_ids(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """Every setting there is; the environment wins over `.env`, and an empty value counts as none."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    """The token of the bot; `serve` alone needs it."""
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org"
    """Root of the Bot API, without a slash at its end; the bot appends `/bot…` and `/file/bot…`."""
    knowledge: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_sources)] = (SHIPPED,)
    """What to load: folders, JSON Lines files, the word `shipped`; the later id wins."""
    data_dir: Path = Path("var")
    """Where what the bot remembers lives by default."""
    database_url: str | None = None
    """What the bot remembers; None is a SQLite file in `data_dir`."""
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_split_ids)] = frozenset()
    """Telegram user ids that may use the operator's commands."""
    questions_per_minute: int = Field(20, ge=1)
    """How many questions one person may ask a minute."""
    keep_unanswered: bool = False
    """Whether questions that were not understood are kept, without who asked."""
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)] = "INFO"
    """How much is logged."""
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = "text"
    """How it is logged."""
    webhook_url: Annotated[str, AfterValidator(_secure_address)] | None = None
    """Public address that Telegram sends updates to; None means polling."""
    webhook_listen: str = "127.0.0.1"
    """Address that the webhook listens on."""
    webhook_port: int = Field(8443, ge=1, le=65535)
    """Port that the webhook listens on."""
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    """What Telegram sends with every update; webhook mode needs it."""


def load_settings() -> Settings:
    """Read the settings from the environment and `.env`.

    Raises:
        SettingsError: a value is wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = (f"{str(fault['loc'][0]).upper()} {_plain(fault['type'], fault['msg'])}" for fault in error.errors())
        raise SettingsError("; ".join(dict.fromkeys(faults))) from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text") from None
    except OSError as error:
        raise SettingsError(f".env cannot be read: {error.strerror}") from None


def _plain(kind: str, message: str) -> str:
    if kind == "int_parsing":
        return "must be a whole number"
    return message.removeprefix("Value error, ").replace("Input should be", "must be", 1)

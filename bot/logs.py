"""Logging: what is logged how, and that no secret ever stands in a log.

`httpx` writes every address it calls, and the address of the Bot API holds the token. It is kept quiet, and whatever
still holds a secret has it struck out at the last moment, tracebacks included.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from bot.settings import Settings

_TOKEN: Final = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")
"""What a Telegram token looks like, for one that is not ours."""
_STRUCK_OUT: Final = "[secret]"
_QUIET: Final = ("httpx", "httpcore")


def configure(settings: Settings) -> None:
    """Log to standard error as the settings say."""
    secrets = [each.get_secret_value() for each in (settings.telegram_bot_token, settings.webhook_secret) if each]
    formatter = JSONFormatter(secrets) if settings.log_format == "json" else TextFormatter(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(_without_traceback)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[settings.log_level]))


def _without_traceback(record: logging.LogRecord) -> bool:
    """Make one line of what PTB logs with a traceback when Telegram cannot be reached or refuses something."""
    error = record.exc_info[1] if record.exc_info else None
    if record.name.partition(".")[0] == "telegram" and type(error).__module__ == "telegram.error":
        record.msg, record.args = f"{record.getMessage()} ({type(error).__name__})", None
        record.exc_info = record.exc_text = None
    return True


class TextFormatter(logging.Formatter):
    """One line of text a record, its traceback below; secrets struck out."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        return self._strike_out(super().format(record))

    def _strike_out(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _STRUCK_OUT)
        return _TOKEN.sub(_STRUCK_OUT, text)


class JSONFormatter(TextFormatter):
    """One JSON object a record, on one line; secrets struck out."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._strike_out(record.getMessage()),
        }
        if record.exc_info:
            fields["exception"] = self._strike_out(self.formatException(record.exc_info))
        return json.dumps(fields)

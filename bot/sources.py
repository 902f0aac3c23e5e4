"""Which knowledge to load: what the command line says, else the setting `KNOWLEDGE`, else what is shipped.

Apart from `bot.settings`, because a single question should not wait for all settings to be read and checked.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from knowledge.store.load import SHIPPED


def knowledge_sources(given: Sequence[str] = ()) -> tuple[str, ...]:
    """What to load, in order, the later laid over the earlier: folders, JSON Lines files, the word `shipped`.

    Raises:
        ValueError: `.env` is not UTF-8 text.
        OSError: `.env` cannot be read.
    """
    return tuple(given) or split_sources(os.environ.get("KNOWLEDGE") or _from_env_file()) or (SHIPPED,)


def split_sources(value: str) -> tuple[str, ...]:
    """Take sources apart that are written as in `PATH`."""
    return tuple(source for source in value.split(os.pathsep) if source)


def _from_env_file() -> str:
    if not Path(".env").is_file():
        return ""
    from dotenv import dotenv_values

    return dotenv_values(".env").get("KNOWLEDGE") or ""

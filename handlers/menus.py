"""What Telegram shows of the bot before anybody asks: command menus, name and descriptions, per language and scope."""

import logging
from collections.abc import Iterable
from typing import Any, Final

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.scenes import PICTURES
from handlers.wording import label
from knowledge.store.codes import LANGUAGES, Language

log = logging.getLogger(__name__)

PRIVATE: Final = (
    "find",
    "browse",
    "programmes",
    "clusters",
    *PICTURES,
    "language",
    "settings",
    "about",
    "help",
    "privacy",
    "forget",
    "start",
)
GROUP: Final = ("ask", "programmes", "clusters", *PICTURES, "help", "about", "privacy")
ADMIN: Final = (*PRIVATE, "stats")
_DEFAULT: Final[Language] = "en"


async def publish(bot: ExtBot[Any], admins: Iterable[int] = (), *, pictures: bool = False) -> None:
    """Tell Telegram the menus and the profile, where it has other ones; with `pictures`, what draws them too.

    A menu that cannot be set is logged and left: the bot answers without it.
    """
    menus: list[tuple[BotCommandScope, tuple[str, ...]]] = [
        (BotCommandScopeAllPrivateChats(), PRIVATE),
        (BotCommandScopeAllGroupChats(), GROUP),
        *((BotCommandScopeChat(admin), ADMIN) for admin in sorted(admins)),
    ]
    for language in LANGUAGES:
        # The menu without a language is what everybody else sees.
        code = "" if language == _DEFAULT else language
        for scope, commands in menus:
            names = [name for name in commands if pictures or name not in PICTURES]
            await _safely(_set_commands(bot, scope, names, language, code))
        await _safely(_set_profile(bot, language, code))


async def _set_commands(
    bot: ExtBot[Any], scope: BotCommandScope, names: Iterable[str], language: Language, code: str
) -> None:
    wanted = tuple(BotCommand(name, label(language, f"command.{name}")) for name in names)
    if await bot.get_my_commands(scope=scope, language_code=code or None) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=code or None)


async def _set_profile(bot: ExtBot[Any], language: Language, code: str) -> None:
    name = label(language, "profile.name")
    if (await bot.get_my_name(language_code=code or None)).name != name:
        await bot.set_my_name(name, language_code=code or None)
    description = label(language, "profile.description")
    if (await bot.get_my_description(language_code=code or None)).description != description:
        await bot.set_my_description(description, language_code=code or None)
    short = label(language, "profile.short_description")
    if (await bot.get_my_short_description(language_code=code or None)).short_description != short:
        await bot.set_my_short_description(short, language_code=code or None)


async def _safely(step: Any) -> None:
    try:
        await step
    except TelegramError as refusal:
        log.warning("a menu or description could not be set: %s", type(refusal).__name__)

"""/find and /browse: menus in one message, edited from step to step. Every button holds the whole state.

```
f:de:where:sme::            the step "where", with "sme" chosen before
f:de:show:sme:DE-SN:*       the results; * is a step that was skipped
b:de:topic  b:de:topic:hydrogen
```
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from telegram import InlineKeyboardMarkup, Update

from handlers.buttons import ButtonError, Press
from handlers.geography import land_at
from handlers.keyboards import Row, button, markup, paired, whole_list
from handlers.narrowing import lands_of
from handlers.outgoing import send, target_of
from handlers.replies import View
from handlers.services import Context, Place
from handlers.speaking import spoken
from handlers.wording import label, say
from knowledge.reading.reading import Reading
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import KINDS, Language, TargetGroup

STEPS: Final = ("who", "where", "what")
SKIPPED: Final = "*"
_MENUS: Final = ("kind", "topic", "land")


@dataclass(frozen=True)
class State:
    """How far a search has come: the step that is shown, and what was chosen in each."""

    step: str
    who: str = ""
    where: str = ""
    what: str = ""

    def args(self) -> tuple[str, ...]:
        """Return the state as a button holds it."""
        return self.step, self.who, self.where, self.what

    @classmethod
    def of(cls, step: str, reading: Reading | None) -> "State":
        """Return the state in which a search for programmes goes on with a step; in any other talk it begins."""
        groups = reading.target_groups if reading and reading.kinds == ("programme",) else ()
        return cls(step, groups[0] if len(groups) == 1 and groups[0] in get_args(TargetGroup) else SKIPPED)

    @classmethod
    def decode(cls, args: Sequence[str]) -> "State":
        """Read what a button holds; raise `ButtonError` where that is no state."""
        if len(args) != 1 + len(STEPS) or args[0] not in {*STEPS, "show"}:
            raise ButtonError("no step of the finder")
        return cls(*args)

    def chosen(self, value: str) -> "State":
        """Return the state after `value` was chosen in the step shown."""
        position = STEPS.index(self.step)
        following = (*STEPS, "show")[position + 1]
        return replace(self, **{self.step: value, "step": following})

    def back(self) -> "State | None":
        """Return the state of the step before, or None in the first one."""
        position = (*STEPS, "show").index(self.step)
        return replace(self, step=STEPS[position - 1]) if position else None

    def reading(self) -> Reading:
        """Return the question that the choices make."""
        return Reading(
            kinds=("programme",), target_groups=_slot(self.who), regions=_slot(self.where), topics=_slot(self.what)
        )


async def find(update: Update, context: Context) -> None:
    """Begin a search."""
    await _begin(update, context, State(STEPS[0]))


async def browse(update: Update, context: Context) -> None:
    """Show what can be browsed."""
    await _begin(update, context, None)


async def locate(update: Update, context: Context) -> None:
    """Go on with a search from a location that was sent: its Land is chosen, the location is not kept.

    Who is searching is known from the talk, as after the first step.
    """
    message, user = update.message, update.effective_user
    if message is None or user is None or message.location is None:
        return
    recalled = await context.bot_data.memory.recall(Place(message.chat_id, user.id))
    language, base = spoken(user, recalled), context.bot_data.base
    last = recalled.conversation.last if recalled.conversation else None
    state = State.of("where", last.reading if last else None)
    land = land_at(message.location.latitude, message.location.longitude)
    if land is None:
        view = step(base, language, state)
        html = f"{say(language, 'find.elsewhere')}\n\n{view.html}"
    else:
        view = step(base, language, state.chosen(land))
        located = say(language, "find.located", land=dict(_lands(base, language)).get(land, land))
        html = f"{located}\n\n{view.html}"
    await send(context, target_of(message), replace(view, html=html))


def step(base: KnowledgeBase, language: Language, state: State) -> View:
    """Return one step of the search as a message."""
    offered = _offered(base, language)[state.step]
    rows = paired([button(name, "f", language, *state.chosen(code).args()) for code, name in offered])
    last = [button(label(language, "button.skip"), "f", language, *state.chosen(SKIPPED).args())]
    before = state.back()
    if before is not None:
        last.insert(0, button(label(language, "button.back"), "f", language, *before.args()))
    lines = [say(language, "find.title"), say(language, f"find.{state.step}")]
    if chosen := _names(base, language, state):
        lines.insert(1, say(language, "find.chosen", chosen=" · ".join(chosen)))
    if state.step == "where":
        lines.append(f"<i>{say(language, 'find.land_by_location')}</i>")
    return View("\n".join(lines), markup([*rows, last]))


def after_results(language: Language, state: State) -> Row:
    """Return the buttons under the results: back to the last step, or start again."""
    back = state.back() or State(STEPS[0])
    return [
        button(label(language, "button.back"), "f", language, *back.args()),
        button(label(language, "button.restart"), "f", language, *State(STEPS[0]).args()),
    ]


def menu(base: KnowledgeBase, language: Language, name: str) -> View:
    """Return a menu of /browse; an unknown name is the first one."""
    if name not in _MENUS:
        rows = [[button(label(language, f"browse.{menu}s"), "b", language, menu)] for menu in _MENUS]
        return View(say(language, "browse.title"), markup(rows))
    offered: list[tuple[str, str]]
    if name == "kind":
        offered = [(kind, label(language, f"kind.{kind}")) for kind in KINDS if kind != "network"]
    elif name == "topic":
        offered = _topics(base, language)
    else:
        offered = _lands(base, language)
    rows = paired([button(text, "b", language, name, code) for code, text in offered])
    return View(say(language, f"browse.{name}"), markup([*rows, back_to_menu(language, "all")]))


def lands(base: KnowledgeBase, language: Language, key: str, reading: Reading, back: Sequence[Row]) -> View:
    """Return the Länder to which the list in the note `key` can be narrowed, as a message above the rows `back`."""
    fitting = lands_of(base, reading)
    offered = [(code, name) for code, name in _lands(base, language) if code in fitting]
    rows = paired([button(name, "n", language, key, "land", code) for code, name in offered])
    here = [button(label(language, "button.back"), "n", language, key)]
    return View(say(language, "narrow.land"), markup([*rows, here, *back]))


def way_back(keyboard: InlineKeyboardMarkup | None, language: Language, shown: str = "") -> list[Row]:
    """Return those rows of a keyboard that lead back from a list, to a menu or to the whole of it, in `language`.

    Args:
        keyboard: What stands under a list or a menu now.
        language: The language of what will be shown.
        shown: The note of the list that will be shown: what leads to it is left out.
    """
    rows = []
    for row in keyboard.inline_keyboard if keyboard else ():
        data = row[0].callback_data
        press = Press.decode(data) if isinstance(data, str) else None
        match press:
            case Press(verb="f"):
                rows.append(after_results(language, replace(State.decode(press.args), step="show")))
            case Press(verb="b", args=(name,)) if len(row) == 1:
                rows.append(back_to_menu(language, name))
            case Press(verb="n", args=(key,)) if key != shown:
                rows.append(whole_list(language, key))
    return rows


def browsed(args: Sequence[str]) -> Reading | None:
    """Return the question that a button of /browse stands for, or None where it opens a menu."""
    if len(args) != len(("menu", "code")):
        return None
    name, code = args
    if name == "kind":
        return Reading(kinds=("cluster", "network") if code == "cluster" else (code,))
    return Reading(topics=(code,)) if name == "topic" else Reading(regions=(code,))


def back_to_menu(language: Language, name: str) -> Row:
    """Return the button that leads back to a menu."""
    return [button(label(language, "button.back"), "b", language, name)]


async def _begin(update: Update, context: Context, state: State | None) -> None:
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    recalled = await context.bot_data.memory.recall(Place(message.chat_id, user.id))
    language, base = spoken(user, recalled), context.bot_data.base
    view = step(base, language, state) if state else menu(base, language, "all")
    await send(context, target_of(message), view)


def _offered(base: KnowledgeBase, language: Language) -> dict[str, list[tuple[str, str]]]:
    words = base.vocabulary
    groups: tuple[str, ...] = get_args(TargetGroup)
    people: list[tuple[str, str]] = [
        (group.id, _capital(group.name(language))) for group in words.target_groups if group.id in groups
    ]
    whole = [("DE", label(language, "button.all_germany")), ("east", label(language, "button.east"))]
    return {"who": people, "where": [*whole, *_lands(base, language)], "what": _topics(base, language)}


def _lands(base: KnowledgeBase, language: Language) -> list[tuple[str, str]]:
    lands = [region for region in base.vocabulary.regions if region.id in base.vocabulary.land_codes]
    return sorted(((land.id, land.name(language)) for land in lands), key=lambda pair: pair[1])


def _topics(base: KnowledgeBase, language: Language) -> list[tuple[str, str]]:
    topics = [(topic.id, _capital(topic.name(language))) for topic in base.vocabulary.topics if topic.id != "open"]
    return sorted(topics, key=lambda pair: pair[1].casefold())


def _names(base: KnowledgeBase, language: Language, state: State) -> list[str]:
    offered = _offered(base, language)
    return [names[value] for step in STEPS if (value := getattr(state, step)) in (names := dict(offered[step]))]


def _slot(value: str) -> tuple[str, ...]:
    return () if value in {"", SKIPPED} else (value,)


def _capital(name: str) -> str:
    """Return a name as it stands on a button: the first letter is a capital one."""
    return name[:1].upper() + name[1:]

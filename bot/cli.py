"""The command line: `clusterlotse ask | chat | serve | draw | check | export | report`.

What a command alone needs is imported inside it: a single question should not wait for Telegram or a line editor.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from knowledge.store.codes import LANGUAGES, Language

if TYPE_CHECKING:
    from handlers.scenes import Picture
    from knowledge import Assistant
    from knowledge.answering.answers import Answer
    from knowledge.reading.reading import Conversation
    from knowledge.store.base import KnowledgeBase

# What is loaded stays until the end, and no plugin of pydantic's is used: looking for either would double the start.
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

PROGRAM: Final = "clusterlotse"
INTERRUPTED: Final = 130
"""The exit status of a program that was stopped by Ctrl-C."""
_WARNINGS_SHOWN: Final = 3


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name=PROGRAM, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Ask about German networks, clusters and the programmes that fund them, in English or German."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


_knowledge = click.option(
    "--knowledge",
    "paths",
    metavar="PATH",
    multiple=True,
    help="Load this in place of the shipped knowledge: a folder, a JSON Lines file, or the word 'shipped'. "
    "Given more than once, the later id wins. Setting: KNOWLEDGE.",
)
_language = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Answer in this language, whatever the question's."
)


@cli.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--batch", is_flag=True, help="Read JSON Lines from standard input and answer each with one JSON line.")
@_language
@click.option("--explain", is_flag=True, help="Show how the answer came about.")
@_knowledge
def ask(
    question: tuple[str, ...],
    as_json: bool,
    batch: bool,
    language: Language | None,
    explain: bool,
    paths: tuple[str, ...],
) -> None:
    """Answer one QUESTION, or a batch of them.

    A batch line is {"text": "…"}, with "id", "chat" and "lang" as you like; lines of one chat are one conversation.
    """
    if batch and question:
        raise click.UsageError("--batch reads its questions from standard input: leave QUESTION out")
    if not batch and not question:
        raise click.UsageError('a question is missing: clusterlotse ask "QUESTION"')

    respond = partial(_respond, _assistant(paths), explain)
    if batch:
        _ask_batch(respond, language)
        return

    from knowledge.reading.reading import Conversation

    answer, extra = respond(" ".join(question), Conversation(), language)
    if as_json:
        from bot.jsonl import as_object, dump

        click.echo(dump(as_object(answer) | extra))
    else:
        from bot.text import render

        for line in extra.get("explanation", ()):
            click.echo(line)
        if extra:
            click.echo()
        click.echo(render(answer))


@cli.command()
@_language
@_knowledge
def chat(language: Language | None, paths: tuple[str, ...]) -> None:
    """Chat in the terminal. Ctrl-D leaves."""
    assistant = _assistant(paths)
    from bot.terminal import converse

    converse(assistant, today, language)


@cli.command()
@_knowledge
def serve(paths: tuple[str, ...]) -> None:
    """Run the Telegram bot.

    It polls, or serves a webhook where WEBHOOK_URL is set; TELEGRAM_BOT_TOKEN holds the bot's token.
    """
    from bot import logs
    from bot.settings import SettingsError, load_settings

    try:
        settings = load_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    if settings.telegram_bot_token is None:
        raise click.UsageError("TELEGRAM_BOT_TOKEN is missing: set it to the token that @BotFather gave you")
    logs.configure(settings)
    base = _load(paths)

    from bot.serve import run

    run(settings, base)


@cli.command()
@click.argument("picture", type=click.Choice(["map", "timeline"]))
@click.argument("question", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), required=True, metavar="FILE", help="Write the PNG picture here."
)
@click.option("--dark", is_flag=True, help="Draw it in light colours on a dark ground.")
@_language
@_knowledge
def draw(
    picture: "Picture",
    question: tuple[str, ...],
    output: str,
    dark: bool,
    language: Language | None,
    paths: tuple[str, ...],
) -> None:
    """Draw the answer to a QUESTION as a map of the Länder or as a timeline, and print what it shows in words.

    It needs the optional extra: pip install 'clusterlotse[pictures]'.
    """
    from bot import drawing

    if not drawing.available():
        raise click.ClickException(drawing.MISSING)
    from handlers.scenes import scene_of
    from knowledge.reading.reading import Conversation

    assistant = _assistant(paths)
    answer = assistant.answer(" ".join(question), Conversation(), today(), language)
    scene = scene_of(picture, assistant.base, answer, today(), dark=dark)
    if scene is None:
        raise click.ClickException(f"there is nothing to draw; the answer is: {answer.lead}")
    Path(output).write_bytes(drawing.draw(scene))
    click.echo(scene.caption)


@cli.command()
@_knowledge
def check(paths: tuple[str, ...]) -> None:
    """Validate the knowledge: a count, or one line for every fault."""
    from knowledge.store.check import check as find_faults

    report = find_faults(_sources(paths))
    if report.faults:
        for fault in report.faults:
            click.echo(fault)
        sys.exit(1)
    click.echo(report.summary)


@cli.command()
@_knowledge
def export(paths: tuple[str, ...]) -> None:
    """Print the whole knowledge as JSON Lines, one entry a line."""
    from knowledge.store.snapshot import export_lines

    for line in export_lines(_load(paths).entries.values()):
        click.echo(line)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
def report(as_json: bool) -> None:
    """Print what the Telegram bot did not understand, what was disliked and what is asked most."""
    import asyncio

    from bot.report import report_on
    from bot.serve import CannotServe, remembered
    from bot.settings import SettingsError, load_settings

    try:
        settings = load_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    try:
        made = report_on(asyncio.run(remembered(settings)))
    except CannotServe as error:
        raise click.ClickException(error.message) from None
    if as_json:
        from bot.jsonl import dump

        click.echo(dump(made.as_object()))
        return
    for line in made.lines():
        click.echo(line)


def today() -> date:
    """The date where the program runs; the engine has no clock of its own."""
    return datetime.now(UTC).astimezone().date()


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave: with 0, with 2 for wrong usage or settings, with 1 for anything else.

    An error is one plain line on standard error; only LOG_LEVEL=DEBUG shows the traceback of one that nobody foresaw.
    """
    sys.exit(_run(partial(cli.main, args=args, prog_name=PROGRAM, standalone_mode=False)))


def _run(command: Callable[[], object]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show is replaced: half a character must not cost the answer.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    try:
        status = command()
        sys.stdout.flush()
    except click.UsageError as error:
        return _fail(error.format_message(), status=2)
    except click.ClickException as error:
        return _fail(error.format_message(), status=error.exit_code)
    except BrokenPipeError:
        _discard_output()
        return 1
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        _discard_output()
        return _fail(str(error), status=1)
    except Exception as error:
        if os.environ.get("LOG_LEVEL", "").upper() == "DEBUG":
            raise
        return _fail(f"unexpected {type(error).__name__}: {error}", status=1)
    return status if isinstance(status, int) else 0


def _discard_output() -> None:
    """Send what is still buffered nowhere: written at exit, it would fail once more, loudly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, status: int) -> int:
    click.echo(f"{PROGRAM}: {' '.join(message.split())}", err=True)
    return status


def _ask_batch(
    respond: "Callable[[str, Conversation, Language | None], tuple[Answer, dict[str, Any]]]", language: Language | None
) -> None:
    from bot import batch

    for line in batch.run(sys.stdin.buffer, respond, language):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _respond(
    assistant: "Assistant", explain: bool, text: str, conversation: "Conversation", language: Language | None
) -> "tuple[Answer, dict[str, Any]]":
    """The answer, and with `explain` how it came about, as the lines of an extra JSON field."""
    if not explain:
        return assistant.answer(text, conversation, today(), language), {}
    explanation = assistant.explain(text, conversation, today(), language)
    return explanation.answer, {"explanation": list(explanation.lines())}


def _assistant(paths: Sequence[str]) -> "Assistant":
    base = _load(paths)
    from knowledge import Assistant

    assistant = Assistant(base)
    gc.freeze()
    gc.enable()
    return assistant


def _sources(paths: Sequence[str]) -> tuple[str, ...]:
    from bot.sources import knowledge_sources
    from knowledge.store.load import SHIPPED

    try:
        sources = knowledge_sources(paths)
    except (OSError, ValueError):
        raise click.UsageError(".env cannot be read as UTF-8 text") from None
    for source in sources:
        if source != SHIPPED and not os.path.exists(source):  # noqa: PTH110 - false for any path that cannot be
            raise click.UsageError(f"knowledge {source!r}: there is no such file or folder")
    return sources


def _load(paths: Sequence[str]) -> "KnowledgeBase":
    from knowledge.store.load import KnowledgeError, load

    try:
        loaded = load(_sources(paths))
    except KnowledgeError as error:
        first, *others = error.faults
        more = f" (and {len(others)} more: clusterlotse check names all)" if others else ""
        raise click.ClickException(f"{first}{more}") from None
    for warning in loaded.warnings[:_WARNINGS_SHOWN]:
        click.echo(f"{PROGRAM}: warning: {warning}", err=True)
    if len(loaded.warnings) > _WARNINGS_SHOWN:
        left = len(loaded.warnings) - _WARNINGS_SHOWN
        click.echo(f"{PROGRAM}: {left} more warnings: clusterlotse check names all", err=True)
    return loaded.base

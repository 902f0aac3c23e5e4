"""The rooms: imports run one way only, bot → handlers → knowledge, and knowledge is pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "knowledge")
FORBIDDEN = {
    "bot": set[str](),
    "handlers": {"bot", "sqlite3", "sqlalchemy", "os"},
    "knowledge": {
        "bot", "handlers", "telegram", "asyncio", "httpx", "socket", "urllib", "sqlite3", "sqlalchemy", "os",
        "time", "threading",
    },
}  # fmt: skip
STEPS = ("store", "linking", "intents", "reading", "answering")
"""The folders of `knowledge`, each of which may import itself and those before it."""
CLOCKS = {"now", "today", "utcnow"}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """The packages that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield (node.module or "").partition(".")[0]


def parsed(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_there(room: str) -> None:
    assert modules(room)
    assert (ROOT / room / "py.typed").exists()


@pytest.mark.parametrize(
    "path", [path for room in ROOMS for path in modules(room)], ids=lambda path: str(path.relative_to(ROOT))
)
def test_imports_run_one_way_only(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert set(imported(parsed(path))) & (FORBIDDEN[room] | {"tests", "benchmarks"}) == set()


@pytest.mark.parametrize("path", modules("knowledge"), ids=lambda path: path.name)
def test_knowledge_has_no_clock_and_no_environment_of_its_own(path: Path) -> None:
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    assert [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS] == []


def steps_imported(tree: ast.AST) -> set[str]:
    """The folders of `knowledge` that a module imports, and the modules beside them."""
    modules = (node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module)
    return {module.split(".")[1] for module in modules if module.startswith("knowledge.")}


@pytest.mark.parametrize(
    "path", [path for path in modules("knowledge") if path.parent.name in STEPS], ids=lambda path: path.stem
)
def test_each_step_knows_only_those_before_it(path: Path) -> None:
    before = STEPS[: STEPS.index(path.parent.name) + 1]
    assert steps_imported(parsed(path)) <= set(before)


def test_the_rules_find_what_they_forbid() -> None:
    tree = ast.parse("import os.path\nfrom telegram.ext import Application\ndef f():\n    import asyncio\n")
    assert set(imported(tree)) == {"os", "telegram", "asyncio"}

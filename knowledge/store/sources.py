"""Where knowledge is read from: folders of YAML and files of JSON Lines, with the line that every value stands in.

::

    read(source) ──▶ Record (values, file, lines) ──validate──▶ Entry
                └──▶ Fault  (file:line: field: what is wrong)
"""

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, get_args

import yaml
from pydantic import ValidationError

from knowledge.store.codes import KINDS, Kind
from knowledge.store.entries import MODELS, Entry
from knowledge.store.layout import FOLDERS, VOCABULARY

_Loader: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """Something wrong in the knowledge, and where."""

    file: str
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Record:
    """The raw values of one entry, and where they stand."""

    file: str
    line: int
    values: dict[str, Any]
    node: yaml.Node | None = field(default=None, repr=False, compare=False)

    def line_of(self, *path: str | int) -> int:
        """The line of a field or of a part of it; that of what holds it where it is not there."""
        line, node = self.line, self.node
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == step), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line

    def fault(self, path: str | tuple[str | int, ...], problem: str) -> Fault:
        """A fault in a field of this record."""
        steps = (path,) if isinstance(path, str) else path
        return Fault(self.file, self.line_of(*steps), ".".join(map(str, steps)), problem)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a source holds, and what was wrong already when it was read."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    vocabulary: Path | None = None
    """The folder of its vocabulary, where it brings one."""


class UnreadableError(Exception):
    """A source that cannot be read at all; the message is one plain line."""

    def __init__(self, source: str | Path, problem: str) -> None:
        self.problem = problem
        super().__init__(f"{source}: {problem}")


def read(source: str | Path) -> Content:
    """Read a folder laid out like the shipped data, or a file of JSON Lines.

    Raises:
        UnreadableError: There is no such file or folder, or it may not be read, or it is no folder of knowledge.
    """
    path = Path(source)
    try:
        return _read_folder(path) if path.is_dir() else _read_lines(path)
    except OSError as error:
        raise UnreadableError(source, f"cannot be read: {(error.strerror or str(error)).lower()}") from None


def validate(record: Record) -> tuple[Entry | None, tuple[Fault, ...]]:
    """The entry of a record, or every fault that its fields have."""
    values = {key: value for key, value in record.values.items() if value is not None}
    kind = values.get("kind")
    if not isinstance(kind, str) or kind not in MODELS:
        problem = "is missing" if kind is None else f"{kind!r} is none of {', '.join(KINDS)}"
        return None, (record.fault("kind", problem),)
    try:
        return MODELS[kind].model_validate(values), ()
    except ValidationError as error:
        return None, tuple(
            record.fault(detail["loc"], _problem(kind, detail["type"], detail["loc"], detail["msg"], detail["input"]))
            for detail in error.errors(include_url=False)
        )


def shown(path: Path) -> str:
    """The path as a message names it: from the working directory where it lies in there."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _read_folder(folder: Path) -> Content:
    known = [name for name in (*FOLDERS, VOCABULARY) if (folder / name).is_dir()]
    if not known:
        raise UnreadableError(folder, f"is no folder of knowledge: none of {', '.join(FOLDERS)} is in it")
    records: list[Record] = []
    faults: list[Fault] = []
    for name in known:
        if name != VOCABULARY:
            for path in sorted((folder / name).glob("*.y*ml")):
                found, wrong = _read_yaml(path)
                records += found
                faults += wrong
    return Content(tuple(records), tuple(faults), folder / VOCABULARY if VOCABULARY in known else None)


def _read_yaml(path: Path) -> tuple[list[Record], list[Fault]]:
    file = shown(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else []
    except UnicodeDecodeError:
        return [], [Fault(file, 1, "yaml", "is not UTF-8 text")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "cannot be read"
        return [], [Fault(file, mark.line + 1 if mark else 1, "yaml", f"is broken: {problem}")]
    if not isinstance(values, list):
        return [], [Fault(file, 1, "yaml", "is not a list of entries")]
    records: list[Record] = []
    faults: list[Fault] = []
    for child, value in zip(node.value if node else [], values, strict=True):
        line = child.start_mark.line + 1
        if isinstance(value, dict):
            records.append(Record(file, line, {str(key): item for key, item in value.items()}, child))
            faults += (Fault(file, twice, key, "is there twice in this entry") for key, twice in _repeated(child))
        else:
            faults.append(Fault(file, line, "entry", "is not a mapping of fields"))
    return records, faults


def _repeated(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Keys that YAML would silently let the last of win."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated(value)


def _read_lines(path: Path) -> Content:
    file = shown(path)
    records: list[Record] = []
    faults: list[Fault] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            faults.append(Fault(file, number, "json", "is not UTF-8 text"))
        except (json.JSONDecodeError, RecursionError) as error:
            problem = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            faults.append(Fault(file, number, "json", f"is broken: {problem}"))
        else:
            if isinstance(values, dict):
                records.append(Record(file, number, values))
            else:
                faults.append(Fault(file, number, "json", "is not an object"))
    return Content(tuple(records), tuple(faults))


def _problem(kind: Kind, type_: str, location: tuple[str | int, ...], message: str, value: object) -> str:
    """What pydantic found, in plain words."""
    fields = MODELS[kind].model_fields
    name = str(location[-1])
    if type_ == "extra_forbidden":
        near = difflib.get_close_matches(name, fields, n=1) if len(location) == 1 else []
        return f"is not a field of a {kind}" + (f"; is {near[0]} meant?" if near else "")
    if type_ == "missing":
        return "is missing"
    if type_ == "string_pattern_mismatch":
        patterns = {
            "url": "is not a web address (https://…)",
            "as_of": "is neither a year nor a year and month (2025-05) from 1990 on",
        }
        return f"{value!r} " + patterns.get(name, "is not an id: lower-case letters, digits and hyphens, no others")
    if type_ == "literal_error":
        return f"{value!r} is none of {', '.join(_choices(fields[str(location[0])].annotation))}"
    if type_ == "value_error":
        return message.removeprefix("Value error, ")
    return f"{value!r}: {message[:1].lower()}{message[1:]}"


def _choices(annotation: object) -> Iterable[str]:
    """The values that a field of literals allows."""
    arguments = get_args(annotation)
    if arguments and all(isinstance(argument, str) for argument in arguments):
        return arguments
    return [choice for argument in arguments for choice in _choices(argument)]

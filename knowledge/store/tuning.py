"""The numbers that decide how a question is understood, by the module that decides: ``data/thresholds.yaml``.

>>> THRESHOLDS = tuned("linking.link")
>>> THRESHOLDS.sure_name
0.72
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from knowledge.store import yaml_file
from knowledge.store.layout import COMPILED, DATA

THRESHOLDS_FILE: Final = DATA / "thresholds.yaml"
COMPILED_FILE: Final = "thresholds.json"


class Tuned:
    """The numbers of one section, each an attribute; a name that is not in the file is an `AttributeError`."""

    def __init__(self, numbers: Mapping[str, float]) -> None:
        """`numbers` are found by their names."""
        self.__dict__.update(numbers)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> float: ...


@cache
def tuned(section: str) -> Tuned:
    """The numbers of one section of the file, the same object for all who ask.

    Raises:
        KeyError: There is no such section.
    """
    return Tuned(sections()[section])


@cache
def sections(file: Path = THRESHOLDS_FILE) -> Mapping[str, Mapping[str, float]]:
    """All numbers, read once: from what was compiled of them where they have not changed since."""
    content = file.read_bytes()
    made = file.parent / COMPILED / COMPILED_FILE
    if made.exists() and (known := json.loads(made.read_bytes()))["made_from"] == yaml_file.digest(content):
        current: Mapping[str, Mapping[str, float]] = known["sections"]
        return current
    parsed: Mapping[str, Mapping[str, float]] = yaml_file.parse(content)
    return parsed


def compiled(file: Path = THRESHOLDS_FILE) -> dict[str, Any]:
    """All numbers with the digest of their file: JSON is there sooner than YAML."""
    content = file.read_bytes()
    return {"made_from": yaml_file.digest(content), "sections": yaml_file.parse(content)}

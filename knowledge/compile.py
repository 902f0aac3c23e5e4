"""Bring everything up to date that is made from the data files: ``python -m knowledge.compile``.

Each maker returns the files of one folder under ``data/`` by name. A test holds that what is committed is what they
make.
"""

import sys
from collections.abc import Callable
from typing import Final

from knowledge import schema, snapshot
from knowledge.layout import COMPILED, DATA, SCHEMA, VOCABULARY
from knowledge.load import KnowledgeError, read_entries, read_vocabulary


def _snapshot() -> dict[str, str]:
    return snapshot.render(read_entries(DATA), read_vocabulary(DATA / VOCABULARY))


MAKERS: Final[dict[str, Callable[[], dict[str, str]]]] = {
    SCHEMA: schema.render,
    COMPILED: _snapshot,
}
"""What makes the files of which folder."""


def main() -> int:
    """Write every made file that is not current, and say which; 1 where the knowledge is not valid."""
    try:
        made = {folder: maker() for folder, maker in MAKERS.items()}
    except KnowledgeError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return 1
    for folder, files in made.items():
        (DATA / folder).mkdir(exist_ok=True)
        for name, content in files.items():
            path = DATA / folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                path.write_text(content, encoding="utf-8", newline="\n")
                sys.stdout.write(f"{folder}/{name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

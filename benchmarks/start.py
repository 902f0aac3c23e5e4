"""What it costs to start: a question from the command line beside bare imports, loading and indexing, memory."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.questions import FOLDER
from benchmarks.report import Bar, Report, at_most, milliseconds
from benchmarks.timing import timed
from knowledge.store import snapshot

TIMES: Final = 7
AT_MOST_IMPORTS: Final = 4
LOADING: Final = 0.3
MEGABYTES: Final = 120

IMPORTS: Final = "import pydantic, rapidfuzz, yaml"
COMMAND: Final = "from bot.cli import main; main()"
"""What the console script `clusterlotse` does."""
TIMED_LOADING: Final = """
import gc
from time import perf_counter
from knowledge import Assistant, load
gc.disable()  # as the command does
begin = perf_counter()
Assistant(load().base)
print(perf_counter() - begin)
"""
# What a child was given by its parent before it became another program is not in VmHWM, as it is in getrusage.
PEAK: Final = """
import atexit, sys
def peak():
    with open("/proc/self/status") as status:
        print(next(line for line in status if line.startswith("VmHWM")).split()[1], file=sys.stderr)
atexit.register(peak)
"""


def measure(show: int) -> Iterator[Report]:
    """Yield one table; there are no examples to show."""
    del show
    asking: list[float] = []
    importing: list[float] = []
    _run(COMMAND, ["ask", "ZIM?"])
    for _ in range(TIMES):  # in turns, so that both meet the same machine
        asking.append(timed(_run, COMMAND, ["ask", "ZIM?"]))
        importing.append(timed(_run, IMPORTS))
    times = median(asking) / median(importing)
    loading = median(float(_run(TIMED_LOADING).stdout) for _ in range(TIMES))
    rows: list[tuple[str | Bar, ...]] = [
        (
            "clusterlotse ask 'ZIM?', from start to end",
            milliseconds(median(asking)),
            f"{times:.2f} ×",
            at_most(times, AT_MOST_IMPORTS, " ×"),
        ),
        (f'python -c "{IMPORTS}"', milliseconds(median(importing)), "1 ×", ""),
        ("loading and indexing, modules imported", milliseconds(loading), "", at_most(loading, LOADING, " s")),
    ]
    if Path("/proc/self/status").exists():
        questions = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.jsonl")))
        for what, arguments, text in (
            ("peak memory, one question", ["ask", "ZIM?"], b""),
            ("peak memory, all public questions", ["ask", "--batch"], questions),
        ):
            megabytes = float(_run(PEAK + COMMAND, arguments, text).stderr.split()[-1]) / 1024
            rows.append((what, f"{megabytes:.0f} MB", "", at_most(megabytes, MEGABYTES, " MB", digits=0)))
    stale = snapshot.read_entries() is None or snapshot.read_vocabulary() is None
    notes = (
        ["The data was edited and not compiled: all of it was read from YAML. Run `make compile` first."]
        if stale
        else []
    )
    yield Report("start", ("what", "took", "of the imports", "bar"), rows, notes)


def _run(code: str, arguments: Sequence[str] = (), text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run `code` in a Python of its own.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    # With its bytecode, as an installed package has it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, input=text, env=environment, capture_output=True, check=True)

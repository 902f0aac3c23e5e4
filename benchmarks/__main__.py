"""Run measurements and print what they found: ``python -m benchmarks [name …]``."""

import argparse
import importlib
import sys
from typing import Final

from rich.console import Console

MEASUREMENTS: Final = {
    "start": "how long a question takes from the command line, and how much memory",
    "speed": "how long one question takes when the knowledge is loaded",
    "growth": "how that grows with the number of entries",
    "updates": "how many updates a second the Telegram bot answers, beside a bare one",
    "names": "how well names beyond the shipped ones are found",
    "peers": "how accurate and how fast other methods are on the same questions",
    "ablation": "what each group of features is worth to the classifier",
}
"""Each is a module of this package with a function `measure(show)` that yields reports."""
ONLY_BY_NAME: Final = {"thresholds": "how many questions each threshold decides; takes some minutes"}
"""Likewise, but not among all."""


def main() -> int:
    """Print the tables of the measurements named, or of all."""
    listed = "\n".join(f"  {name:12}{what}" for name, what in (MEASUREMENTS | ONLY_BY_NAME).items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog=f"measurements:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "names", nargs="*", metavar="name", help="which measurements to run (default: all but thresholds)"
    )
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N examples of what went wrong")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.names if name not in MEASUREMENTS | ONLY_BY_NAME]:
        parser.error(f"no such measurement: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS | ONLY_BY_NAME)}")
    console = Console(highlight=False)
    for name in arguments.names or MEASUREMENTS:
        for report in importlib.import_module(f"benchmarks.{name}").measure(arguments.show):
            report.print(console)
    return 0


if __name__ == "__main__":
    sys.exit(main())

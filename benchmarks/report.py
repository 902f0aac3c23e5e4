"""What a measurement found, as a table: what was measured, what it was held against, and whether the bar is met."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell that holds a figure against its bar; `met` says on which side it is."""

    text: str
    met: bool


def at_most(value: float, limit: float, unit: str = "", digits: int = 2) -> Bar:
    """A bar that is met by no more than `limit`."""
    return Bar(f"≤ {_plain(limit)}{unit} (is {value:.{digits}f}{unit})", value <= limit)


def at_least_share(value: float, limit: float) -> Bar:
    """A bar that is met by a share of `limit` or more."""
    return Bar(f"≥ {_plain(100 * limit)} % (is {100 * value:.1f} %)", value >= limit)


def at_most_share(value: float, limit: float) -> Bar:
    """A bar that is met by a share of `limit` or less."""
    return Bar(f"≤ {_plain(100 * limit)} % (is {100 * value:.1f} %)", value <= limit)


def percent(part: float, whole: float) -> str:
    """A share as a person writes it; a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def milliseconds(seconds: float) -> str:
    """A duration as a person writes it."""
    return f"{1000 * seconds:.3g} ms"


@dataclass(frozen=True, slots=True)
class Report:
    """One table: its title, the heads of its columns, its rows, and what to know when reading it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | Bar]]
    notes: Sequence[str] = ()

    def print(self, console: Console) -> None:
        """Print the table, bars that are met with a tick and those that are missed with a cross."""
        table = Table(title=self.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="left" if number == 0 else "right", overflow="fold")
        for row in self.rows:
            table.add_row(*(_cell(cell) for cell in row))
        console.print(table)
        for note in self.notes:
            console.print(Text(note, style="dim"))
        console.print()


def _cell(cell: str | Bar) -> Text:
    if isinstance(cell, Bar):
        return Text(f"{'✓' if cell.met else '✗'} {cell.text}", style="green" if cell.met else "bold red")
    return Text(cell)


def _plain(value: float) -> str:
    return f"{value:.4g}"

"""How people see a command's work: tables on stdout, a bar and notes on stderr."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from kg.build.corpus import OnProgress

TABLE_WIDTH = 100
"""Characters, where stdout is no terminal."""


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]], console: "Console | None" = None) -> None:
    """Columns as far as the console is wide; else each row as a block of «name value» lines. Long values are folded.

    The console is stdout, unless another is given."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if console is None:
        console = Console() if sys.stdout.isatty() else Console(file=sys.stdout, width=TABLE_WIDTH, no_color=True)
    if not rows:
        console.print("no rows")
        return
    if sum(_least(column) + 2 for column in zip(head, *rows, strict=True)) <= console.width:
        table = Table(*head, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for column in table.columns:
            column.overflow = "fold"
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    for at, row in enumerate(rows):
        block = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, value in zip(head, row, strict=True):
            if value:
                block.add_row(name, Text(value))
        if at:
            console.print()
        console.print(block)


def _least(column: Sequence[str]) -> int:
    """The width below which a column cannot be read: its longest word, and a phrase in not too many lines."""
    longest_word = max(len(word) for cell in column for word in cell.split() or [""])
    return max(len(column[0]), min(longest_word, 24), min(max(map(len, column)), 18))


def note(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def progress_bar() -> Iterator["OnProgress | None"]:
    """A bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, done: int, total: int) -> None:
            task = tasks.setdefault(step, bar.add_task(step, total=total))
            bar.update(task, completed=done)

        yield advance

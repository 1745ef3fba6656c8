"""The three streams of the program, which may be closed, full, or know few letters; and what is shown on them."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.model.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

    from kg.build.corpus import OnProgress

TABLE_WIDTH = 100
"""Characters, where stdout is no terminal."""


def prepare() -> None:
    """Puts something where a stream was closed, before another file gets its number: writing to stdout fails then,
    stdin is empty, and what goes to stderr is lost. A letter that a terminal has not is written as its number."""
    for name, flags, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def say(line: str, *, err: bool = False) -> None:
    """One line for people, whatever the words of documents and the names of files in it."""
    click.echo(printable(line), err=err)


def give(content: bytes) -> None:
    """Data for programs, as they are; where people look at them as far as a terminal should see them."""
    if sys.stdout.isatty():
        content = "\n".join(map(printable, content.decode().split("\n"))).encode()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def stdout_console() -> "Console":
    """Makes the console for tables: as wide as the terminal; of one width and without colours where stdout is none."""
    from rich.console import Console

    class Told(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Told() if sys.stdout.isatty() else Told(file=sys.stdout, width=TABLE_WIDTH, no_color=True)


def drop_output() -> None:
    """What is still to be written is not: the stream has failed once."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as far as the console is wide; else each row as a block of «name value» lines. Long values are folded."""
    from rich.table import Table
    from rich.text import Text

    console = stdout_console()
    if not rows:
        console.print("no rows")
        return
    if sum(_least(column) + 2 for column in zip(head, *rows, strict=True)) <= console.width:
        table = Table(*head, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for column in table.columns:
            column.overflow = "fold"
        for row in rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print(table)
        return
    for at, row in enumerate(rows):
        block = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, value in zip(head, row, strict=True):
            if value:
                block.add_row(name, Text(printable(value)))
        if at:
            console.print()
        console.print(block)


def _least(column: Sequence[str]) -> int:
    """The width below which a column cannot be read: its longest word, and a phrase in not too many lines."""
    longest_word = max(len(word) for cell in column for word in cell.split() or [""])
    return max(len(column[0]), min(longest_word, 24), min(max(map(len, column)), 18))


def note(line: str) -> None:
    say(line, err=True)


@contextmanager
def progress_bar() -> Iterator["OnProgress | None"]:
    """A bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {"read": bar.add_task("read", total=None, rate="looking for documents")}

        def advance(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total, rate="")
            elapsed = bar.tasks[tasks[step]].elapsed or 0
            rate = f"{done / elapsed:.1f} a second" if done and elapsed else "models are loaded"
            bar.update(tasks[step], completed=done, total=total, rate=rate)

        yield advance

"""The three streams of the program, which may be closed, full, or know few letters; and what is shown on them."""

import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.model.errors import printable

if TYPE_CHECKING:
    from kg.build.corpus import OnProgress
    from kg.queries.answers import AnswerColumn

TABLE_WIDTH, _ANSWER_WIDTH = 100, 80
"""Characters of a table and of the answer to a query, where stdout is no terminal."""
_BETWEEN = 2
"""Blanks between columns."""
_TITLE = 42
"""Characters of a document's date and title, on the screen."""
_FIRST = 3
"""Columns that go before the words of a text."""
_WORDS = ("quote", "evidence")
_LONG = (*_WORDS, "document", "label", "event", "agreement", "project", "title")


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


def drop_output() -> None:
    """What is still to be written is not: the stream has failed once."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def width(otherwise: int) -> int:
    """Of the terminal; where stdout is none, of $COLUMNS, or `otherwise`."""
    return shutil.get_terminal_size((otherwise, 24)).columns


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, its long values folded."""
    if not rows:
        note("no rows")
        return
    click.echo(_table(head, rows, width(TABLE_WIDTH)))


def print_columns(columns: "Sequence[AnswerColumn]", *, chosen: bool, paged: bool) -> None:
    """A table of as many columns as the terminal has room for, in a pager where it is longer than the terminal.

    Where stdout is no terminal all columns are given; then, and where they were `chosen`, those that do not fit beside
    each other stand below each other, each row a block."""
    if not any(column.cells for column in columns):
        return
    room = width(_ANSWER_WIDTH)
    on_screen = sys.stdout.isatty() or "COLUMNS" in os.environ
    chooses = on_screen and not chosen
    shown = _fitting(columns, room) if chooses else columns
    left_out = [one.name for one in columns if one not in shown]
    # Rows that differ in what is not shown, as offsets are not, are one.
    rows = [*dict.fromkeys(zip(*(_cut(one) if chooses else one.cells for one in shown), strict=True))]
    text = _table([one.name for one in shown], rows, room)
    if paged and sys.stdout.isatty() and text.count("\n") + 2 > shutil.get_terminal_size().lines:
        # Who reads takes their time.
        signal.setitimer(signal.ITIMER_REAL, 0)
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)
    if left_out:
        note(f"left out: {', '.join(left_out)}; --columns shows them")


def _cut(column: "AnswerColumn") -> Sequence[str]:
    """Its cells, titles of documents only as far as one needs to know them again."""
    if column.name != "document":
        return column.cells
    return [cell if len(cell) <= _TITLE else f"{cell[:_TITLE].rstrip()}…" for cell in column.cells]


def _fitting(columns: "Sequence[AnswerColumn]", room: int) -> "Sequence[AnswerColumn]":
    """The first that fit beside each other; what all rows say goes last, the words of a text before the fourth."""
    telling = [one for one in columns if not one.says_one_thing]
    words = [one for one in telling[_FIRST:] if one.name in _WORDS]
    kept: list[AnswerColumn] = []
    for one in dict.fromkeys([*telling[:_FIRST], *words, *telling, *columns]):
        if sum(_least((other.name, *_cut(other))) + _BETWEEN for other in [*kept, one]) <= room + _BETWEEN:
            kept.append(one)
    return [one for one in columns if one in kept] or columns


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> str:
    """Columns as far as there is room; else each row as a block of «name value» lines. Long values are folded."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=io.StringIO(), width=room, no_color=True)
    if sum(_least(column) + _BETWEEN for column in zip(head, *rows, strict=True)) <= room + _BETWEEN:
        table = Table(*head, box=None, pad_edge=False, padding=(0, _BETWEEN, 0, 0))
        for column in table.columns:
            column.overflow = "fold"
        # A name that is to be typed stays whole.
        table.columns[0].no_wrap = (
            not any(" " in row[0] for row in rows) and max(len(row[0]) for row in rows) < room // 2
        )
        for row in rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print(table)
    else:
        for at, row in enumerate(rows):
            block = Table(box=None, show_header=False, pad_edge=False, padding=(0, _BETWEEN, 0, 0))
            block.add_column(no_wrap=True)
            block.add_column(overflow="fold")
            for name, value in zip(head, row, strict=True):
                if value:
                    block.add_row(name, Text(printable(value)))
            if at:
                console.print()
            console.print(block)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())  # type: ignore[attr-defined]


def _least(column: Sequence[str]) -> int:
    """The width below which a column cannot be read: its longest word, and a phrase in not too many lines."""
    longest_word = max(len(word) for cell in column for word in cell.split() or [""])
    phrase = 22 if column[0] in _LONG else 14
    return max(len(column[0]), min(longest_word, 16), min(max(map(len, column)), phrase))


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

"""The three streams of the program, which may be closed, full, or know few letters; and what is shown on them."""

import os
import sys
from typing import TYPE_CHECKING

import click

from kg.model.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

TABLE_WIDTH = 100


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


def console() -> "Console":
    """For tables: as wide as the terminal; of one width and without colours where stdout is none."""
    from rich.console import Console

    class Told(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Told() if sys.stdout.isatty() else Told(file=sys.stdout, width=TABLE_WIDTH, no_color=True)


def drop_output() -> None:
    """What is still to be written is not: the stream has failed once."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

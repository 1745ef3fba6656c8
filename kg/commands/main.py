"""The command line: its commands, and one line for every error. Data goes to stdout, all else to stderr."""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from kg.commands.guard import exit_code, in_a_process
from kg.commands.terminal import prepare

COMMANDS = {
    "build": ("build", "Read documents (files, folders or quoted patterns like 'texts/**/*.txt') into the store."),
    "status": ("build", "What is in the store, what it was made with, and which files and versions are others now."),
    "query": ("query", "Answer a saved query, the query in a file, or the one on stdin."),
    "check": (
        "query",
        "Check the graph against its shapes, the quotes against the texts, the saved queries and the ontology.",
    ),
    "evaluate": ("query", "Precision and recall against annotations, by kind of fact and by rule."),
    "rules": ("rules", "List the rules, try them on a text, test your own (docs/rules.md says how to write one)."),
    "identity": ("identity", "Which names are one thing, and why."),
    "export": ("export", "Write a map for Gephi and other programs, or the graph itself as linked data."),
    "measures": ("export", "Degree, betweenness and community of each node of a map, the most central first."),
    "release": (
        "export",
        "Write the graph in every format with its tables, terms, metadata (VoID, DCAT, PROV, RO-Crate), checksums and "
        "a landing page into DIR, which is made, or is empty.",
    ),
    "push": ("remote", "Send the graphs to another store, at the URL where it takes SPARQL 1.1 Updates."),
    "serve": ("serve", "Answer SPARQL over HTTP, with pages for people; read-only unless it is told otherwise."),
}
"""Each with its module, which is imported when the command is asked for, and the first sentence of its help."""


class _Imported(Mapping[str, click.Command]):
    """The commands by their names."""

    def __getitem__(self, name: str) -> click.Command:
        module, _ = COMMANDS[name]
        command: click.Command = getattr(import_module(f"kg.commands.{module}_commands"), name)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(click.Group):
    """Gives every user's error one line and its exit code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.commands = _Imported()  # type: ignore[assignment]  # none is added

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        sys.exit(exit_code(lambda: super(_Commands, self).main(*args, **kwargs)))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        room = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=COMMANDS[name][1]).get_short_help_str(room))
                    for name in sorted(COMMANDS)
                ]
            )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """A knowledge graph of how regions cooperate, read from official Russian and Kazakh texts."""


def program() -> None:
    """Runs the program as it is started: its streams are made usable, and what asks a store has its own process."""
    prepare()
    main(obj=in_a_process)

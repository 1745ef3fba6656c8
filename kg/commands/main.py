"""The command line: its commands, and one line for every error. Data goes to stdout, all else to stderr."""

import sys
from typing import Any, NoReturn

import click

from kg.commands.build_commands import build, status
from kg.commands.export_commands import export, measures, release
from kg.commands.guard import exit_code, in_a_process
from kg.commands.identity_commands import identity
from kg.commands.query_commands import check, evaluate, query
from kg.commands.remote_commands import push
from kg.commands.rules_commands import rules
from kg.commands.serve_commands import serve
from kg.commands.terminal import prepare


class _Commands(click.Group):
    """Gives every user's error one line and its exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        sys.exit(exit_code(lambda: super(_Commands, self).main(*args, **kwargs)))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """A knowledge graph of how regions cooperate, read from official Russian and Kazakh texts."""


for command in (build, status, query, check, evaluate, rules, identity, export, measures, release, push, serve):
    main.add_command(command)


def program() -> None:
    """Runs the program as it is started: its streams are made usable, and what asks a store has its own process."""
    prepare()
    main(obj=in_a_process)

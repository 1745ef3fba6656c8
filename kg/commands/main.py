"""The command line: its commands, and one line for every error. Data goes to stdout, all else to stderr."""

import os
import sys
from typing import Any, NoReturn

import click

from kg.commands.build_commands import build, status
from kg.commands.check_commands import check, evaluate
from kg.commands.export_commands import export, measures
from kg.commands.identity_commands import identity
from kg.commands.options import BAD_INPUT, INTERRUPTED
from kg.commands.query_command import query
from kg.commands.remote_commands import push
from kg.commands.rules_commands import rules
from kg.commands.serve_commands import serve
from kg.model.errors import KgError


class _Commands(click.Group):
    """Gives every user's error one line and its exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(BAD_INPUT)
        except click.ClickException as error:
            _fail(error.format_message())
        except KgError as error:
            _fail(str(error))
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read the output has had enough of it («kg query … | head»).
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> NoReturn:
    click.echo(f"kg: {' '.join(message.split())}", err=True)
    sys.exit(BAD_INPUT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """A knowledge graph of how regions cooperate, read from official Russian and Kazakh texts."""


for command in (build, status, query, check, evaluate, rules, identity, export, measures, push, serve):
    main.add_command(command)

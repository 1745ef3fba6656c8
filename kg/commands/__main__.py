"""`python -m kg.commands`, the command line where the script is not installed."""

from kg.commands.main import program

program()

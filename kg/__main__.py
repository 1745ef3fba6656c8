"""`python -m kg`, the command line where the script is not installed."""

from kg.cli import main

main()

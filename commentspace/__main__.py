"""The command line: `commentspace COMMAND`, or `python -m commentspace COMMAND`."""

import sys

import typer

from commentspace.commands import commands
from commentspace.errors import Refusal


def main() -> None:
    """Run one command; a refusal is its sentence on standard error, and exit code 1."""
    try:
        commands()
    except Refusal as refusal:
        typer.echo(refusal.said(), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

"""The command line: `commentspace COMMAND`, or `python -m commentspace COMMAND`."""

import sys
from collections.abc import Sequence

import typer

from commentspace.commands import commands
from commentspace.errors import Refusal


def main(words: Sequence[str] | None = None) -> None:
    """Run one command, that of the process where none is given; a refusal is its sentence, and exit code 1."""
    try:
        commands(words, prog_name="commentspace")
    except Refusal as refusal:
        typer.echo(refusal.said(), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

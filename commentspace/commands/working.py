"""The work behind the doors in a process of its own, beside servers that leave it to workers."""

import asyncio
import signal
from typing import Annotated

import structlog
import typer

from commentspace import __version__, settings
from commentspace.app import Worker
from commentspace.commands.logs import log_as
from commentspace.commands.options import DataOption, opened
from commentspace.commands.server import require_mail_port
from commentspace.errors import Misconfigured, marked

log = structlog.get_logger("commentspace.worker")

ListenOption = Annotated[bool, typer.Option("--listen", help="Also take mail in, at COMMENTSPACE_MAIL_PORT.")]


def worker(listen: ListenOption = False, data: DataOption = None) -> None:
    """Do the server's work with mail and daily letters.

    For PostgreSQL: set COMMENTSPACE_WORK=no for the servers, and run one worker or several. It sees to mail, daily
    letters, erasures and files that take long, until Ctrl+C or SIGTERM.
    """
    chosen = settings.load(data=data).checked()
    if chosen.url.startswith("sqlite"):
        raise Misconfigured(
            marked(
                "A worker of its own needs PostgreSQL: with SQLite the server does this work. "
                "Set COMMENTSPACE_DATABASE_URL, or use “commentspace serve” alone."
            )
        )
    with opened(chosen) as database:
        if listen:
            require_mail_port(chosen)
        log_as(chosen)
        asyncio.run(_work(Worker(chosen, database), listening=listen))


async def _work(program: Worker, *, listening: bool) -> None:
    """Until a signal ends it; what is in hand is finished first."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, told.set)
    log.info("working", version=__version__)
    typer.echo("commentspace works on mail and daily letters. Ctrl+C ends it.")
    await program.run(told, listening=listening)
    log.info("stopped")

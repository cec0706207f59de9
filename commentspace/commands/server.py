"""The server's process: one a data folder, a port of its own, a greeting, and a clean stop."""

import fcntl
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import structlog
import uvicorn

from commentspace import __version__
from commentspace.app import Program
from commentspace.commands.logs import log_as
from commentspace.errors import Misconfigured, marked
from commentspace.settings import Settings

log = structlog.get_logger("commentspace.server")

LONGEST_STOP = 30
"""Seconds that requests may take to finish once the server is told to stop."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """One server a data folder: held by a lock that ends with the process."""
    with _lock_file(folder).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Misconfigured(
                marked("Another commentspace serves from %(data)s already. End it first, or choose another --data."),
                data=folder,
            ) from error
        yield


def _lock_file(folder: Path) -> Path:
    path = folder / "serve.lock"
    try:
        path.touch()
    except OSError as error:
        raise Misconfigured(
            marked("Nothing can be written in %(data)s: %(why)s. Name another folder with --data."),
            data=folder,
            why=error.strerror,
        ) from error
    return path


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at this address, which nobody can take from us while we get ready; port 0 is any that is free."""
    with socket.socket(_family(host)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise Misconfigured(
                marked("The port %(port)s on %(host)s cannot be used: %(why)s. Choose another with --port."),
                port=port,
                host=host,
                why=error.strerror,
            ) from error
        yield listening


def require_mail_port(chosen: Settings) -> None:
    """Misconfigured where the port for answers by mail is taken."""
    if chosen.mail_port > 0 and free_port(chosen.mail_port, chosen.mail_host) != chosen.mail_port:
        raise Misconfigured(
            marked(
                "The port %(port)s on %(host)s, where mail comes in, cannot be used. "
                "Choose another with COMMENTSPACE_MAIL_PORT, or -1 for none."
            ),
            port=chosen.mail_port,
            host=chosen.mail_host,
        )


def free_port(wanted: int, host: str) -> int:
    """The wanted port where it is free, else another that is."""
    for port in (wanted, 0):
        with socket.socket(_family(host)) as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    raise Misconfigured(marked("No port is free on %(host)s."), host=host)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def run(chosen: Settings, program: Program, listening: socket.socket, greet: Callable[[], None]) -> None:
    """Serve until a signal ends it."""
    log_as(chosen)
    config = uvicorn.Config(
        program.app,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        timeout_graceful_shutdown=LONGEST_STOP,
        server_header=False,
        access_log=False,
        log_config=None,
    )
    Server(config, program, greet).run([listening])


class Server(uvicorn.Server):
    """uvicorn, that says where it serves, and tells open pages to come back before it stops."""

    def __init__(self, config: uvicorn.Config, program: Program, greet: Callable[[], None]):
        super().__init__(config)
        self.program = program
        self.greet = greet

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so only when the port answers."""
        await super().startup(sockets)
        if self.started:
            log.info("serving", version=__version__)
            self.greet()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; a second Ctrl+C does not wait. uvicorn's own raises the signal again after the stop, and dies of it."""
        self.force_exit |= self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye to the open pages, finish what runs, then stop."""
        log.info("stopping", sockets=self.program.hub.listening)
        await self.program.say_goodbye()
        await super().shutdown(sockets)

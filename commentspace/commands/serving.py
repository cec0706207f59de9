"""Serving: for real, or as a demo."""

import fcntl
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import structlog
import typer
import uvicorn

from commentspace import settings
from commentspace.app import Program
from commentspace.commands.options import DataOption, opened
from commentspace.database import Database, schema
from commentspace.demo import fill
from commentspace.demo.mailbox import Mailbox
from commentspace.errors import Misconfigured, marked
from commentspace.settings import Settings

PortOption = Annotated[
    int | None, typer.Option(help="Port for the browser (or COMMENTSPACE_PORT).", show_default="8000")
]
HostOption = Annotated[
    str | None, typer.Option(help="Address to listen on (or COMMENTSPACE_HOST).", show_default="127.0.0.1")
]


def serve(port: PortOption = None, host: HostOption = None, data: DataOption = None) -> None:
    """Serve. The database has to be migrated; see also “commentspace config”."""
    chosen = chosen_for(port, host, data)
    with only_one(chosen), opened(chosen) as database:
        run(chosen, Program(chosen, database), f"commentspace serves {chosen.base_url}")


def demo(port: PortOption = None, host: HostOption = None, data: DataOption = None) -> None:
    """Show a filled space in which one can sign in as anybody; on the loopback only."""
    chosen = chosen_for(port, host, data, demo=True)
    chosen.data.mkdir(parents=True, exist_ok=True)
    with only_one(chosen):
        first = Database(chosen.url)
        try:
            schema.migrate(first.engine)
        finally:
            first.close()
        if fill.is_empty(chosen.url):
            typer.echo("Filling the demo space.", err=True)
            fill.fill(chosen.url)
        mailbox = Mailbox()
        chosen = chosen.model_copy(
            update={
                "smtp_host": "127.0.0.1",
                "smtp_port": mailbox.port,
                "mail_port": free_port(chosen.mail_port, chosen.mail_host),
            }
        )
        with mailbox, opened(chosen) as database:
            said = f"The demo is ready: open {chosen.base_url} and choose whom to be. Ctrl+C ends it."
            run(chosen, Program(chosen, database), said)


def chosen_for(port: int | None, host: str | None, data: Any, *, demo: bool = False) -> Settings:
    """The settings, where a port on the command line also stands in the base URL that is otherwise the default."""
    chosen = settings.load(data=data, port=port, host=host, demo=demo or None)
    if "base_url" not in chosen.model_fields_set:
        chosen = chosen.model_copy(update={"base_url": f"http://localhost:{chosen.port}"})
    return chosen.checked()


@contextmanager
def only_one(chosen: Settings) -> Iterator[None]:
    """One server a data folder: held by a lock that ends with the process."""
    chosen.data.mkdir(parents=True, exist_ok=True)
    with (chosen.data / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Misconfigured(
                marked("Another commentspace serves from %(data)s already. End it first, or choose another --data."),
                data=chosen.data,
            ) from error
        yield


def free_port(wanted: int, host: str) -> int:
    """The wanted port where it is free, else another that is."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Misconfigured(marked("No port is free on %(host)s."), host=host)


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
            self.greet()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye to the open pages, finish what runs, then stop."""
        await self.program.say_goodbye()
        await super().shutdown(sockets)


def run(chosen: Settings, program: Program, said: str) -> None:
    """Serve until a signal ends it."""
    log_as(chosen)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((chosen.host, chosen.port))
        except OSError as error:
            raise Misconfigured(
                marked("The port %(port)s on %(host)s cannot be used: %(why)s. Choose another with --port."),
                port=chosen.port,
                host=chosen.host,
                why=error.strerror,
            ) from error
    config = uvicorn.Config(
        program.app,
        host=chosen.host,
        port=chosen.port,
        ws="websockets-sansio",
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        timeout_graceful_shutdown=30,
        server_header=False,
        access_log=False,
        log_config=None,
    )
    Server(config, program, lambda: typer.echo(said, err=True)).run()


def log_as(chosen: Settings) -> None:
    """Structured lines on standard error, for people or for programs."""
    level = getattr(logging, chosen.log_level.upper())
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    last = structlog.processors.JSONRenderer() if chosen.log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                last,
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("uvicorn.error").setLevel(max(level, logging.WARNING))
    logging.getLogger("mail.log").setLevel(logging.WARNING)

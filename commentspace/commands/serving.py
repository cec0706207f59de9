"""Serving: for real, or as a demo."""

from pathlib import Path

import typer

from commentspace import settings
from commentspace.app import Program
from commentspace.commands.migrating import migrated
from commentspace.commands.options import DataOption, HostOption, PortOption, made, opened, reached
from commentspace.commands.server import bound, free_port, only_one, require_mail_port, run
from commentspace.demo import fill
from commentspace.demo.mailbox import Mailbox
from commentspace.errors import Misconfigured, marked
from commentspace.settings import Settings

__all__ = ["demo", "free_port", "serve"]

DEMO_IS_READY = """The demo is ready:
    {url}/           choose whom to be, and look around
    {url}/demo/mail  read the mail that the server sent, and answer it
What you do stays in {data}. Ctrl+C ends it."""


def serve(port: PortOption = None, host: HostOption = None, data: DataOption = None) -> None:
    """Serve, until Ctrl+C or SIGTERM.

    The database has to be migrated first; “commentspace config” lists all that can be set.
    """
    given = settings.load(data=data, port=port, host=host, demo=False)
    at_port(given, given.port).checked()
    with opened(given) as database, only_one(given.data), bound(given.host, given.port) as listening:
        chosen = at_port(given, listening.getsockname()[1])
        require_mail_port(chosen)
        said = f"commentspace serves {chosen.base_url} on port {chosen.port} of {chosen.host}. Ctrl+C ends it."
        run(chosen, Program(chosen, database), listening, lambda: typer.echo(said))


def demo(port: PortOption = None, host: HostOption = None, data: DataOption = None) -> None:
    """Show a filled space; anybody can be anybody there.

    It migrates and fills a new folder, and keeps what is done in it. It serves on the loopback only, until Ctrl+C.
    """
    given = settings.load(data=data, port=port, host=host, demo=True)
    at_port(given, given.port).checked()
    with only_one(made(given.data)), bound(given.host, given.port) as listening, Mailbox() as mailbox:
        prepare(given)
        chosen = for_demo(at_port(given, listening.getsockname()[1]), mailbox)
        with opened(chosen) as database:
            said = DEMO_IS_READY.format(url=chosen.base_url.rstrip("/"), data=chosen.data.resolve())
            run(chosen, Program(chosen, database), listening, lambda: typer.echo(said))


def at_port(given: Settings, port: int) -> Settings:
    """The settings with this port, which also stands in the base URL where none was chosen."""
    base_url = given.base_url if "base_url" in given.model_fields_set else f"http://localhost:{port}"
    return given.model_copy(update={"port": port, "base_url": base_url})


def for_demo(chosen: Settings, mailbox: Mailbox) -> Settings:
    """The settings with mail that stays inside; without a line for each request, where nobody asked for them."""
    level = chosen.log_level if "log_level" in chosen.model_fields_set else "warning"
    mail_port = free_port(max(chosen.mail_port, 0), chosen.mail_host)
    inside = {"smtp_host": "127.0.0.1", "smtp_port": mailbox.port, "smtp_security": "none", "smtp_user": ""}
    return chosen.model_copy(update={**inside, "mail_port": mail_port, "log_level": level})


def prepare(chosen: Settings) -> None:
    """Migrate the demo's database, and fill it once. A new file is filled under another name, so that it is whole."""
    file = chosen.database_file
    if file is None or file.exists():
        fill_in_place(chosen)
        return
    beside = file.with_name("filling.sqlite3")
    for left in (beside, *_logs_of(beside)):
        left.unlink(missing_ok=True)  # of a filling that was cut off
    fill_in_place(chosen.model_copy(update={"database_url": f"sqlite:///{beside}"}))
    if any(log.exists() for log in _logs_of(beside)):
        raise RuntimeError("the new database was not closed")
    beside.rename(file)


def _logs_of(file: Path) -> tuple[Path, ...]:
    """SQLite's write-ahead log and its index; both are gone once the last connection has been closed."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


def fill_in_place(chosen: Settings) -> None:
    """Migrate the database; fill it where it is empty; Misconfigured where what is in it is no demo."""
    with reached(chosen) as database:
        migrated(database)
        found = database.read_here(fill.found)
    if found == fill.SOMETHING_ELSE:
        raise Misconfigured(
            marked(
                "What is in %(data)s is not the demo. The demo would let anybody in, and send no mail out; "
                "choose another folder with --data."
            ),
            data=chosen.database_url or chosen.data,
        )
    if found == fill.NOTHING:
        typer.echo("Filling the demo space; this takes some seconds.", err=True)
        fill.fill(chosen.url)

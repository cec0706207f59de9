"""Options that several commands have, and the database that they lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from commentspace.database import Database, schema
from commentspace.domain import people
from commentspace.domain.access import Caller
from commentspace.errors import Invalid, Misconfigured, marked
from commentspace.settings import Settings

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder for the database and the secrets; else COMMENTSPACE_DATA, or ./data.",
        show_default=False,
    ),
]
PortOption = Annotated[
    int | None,
    typer.Option(metavar="PORT", help="Port for the browser; else COMMENTSPACE_PORT, or 8000.", show_default=False),
]
HostOption = Annotated[
    str | None,
    typer.Option(
        metavar="HOST", help="Address to listen on; else COMMENTSPACE_HOST, or 127.0.0.1.", show_default=False
    ),
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="ADDRESS", help="Act as the person with this address; else as the operator.", show_default=False
    ),
]


@contextmanager
def opened(chosen: Settings) -> Iterator[Database]:
    """The database of these settings, if its schema is the program's; closed at the end."""
    if chosen.database_file is not None and not chosen.database_file.exists():
        raise Misconfigured(
            marked(
                "There is no database in %(data)s. Run “commentspace migrate” with the same settings first, "
                "or name another folder with --data."
            ),
            data=chosen.data,
        )
    with reached(chosen) as database:
        schema.require_current(database.engine)
        yield database


@contextmanager
def reached(chosen: Settings) -> Iterator[Database]:
    """The database of these settings, whatever its schema; closed at the end."""
    database = Database(chosen.url)
    try:
        _ask(database)
        yield database
    finally:
        database.close()


def _ask(database: Database) -> None:
    """Misconfigured where the database does not answer."""
    try:
        schema.version(database.engine)
    except DBAPIError as error:
        raise Misconfigured(
            marked("The database cannot be opened: %(why)s. Look at COMMENTSPACE_DATABASE_URL or --data."),
            why=str(error.orig).partition("\n")[0].rstrip("."),
        ) from error


def made(folder: Path) -> Path:
    """This folder, made where there is none: what is in it is for its owner alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(
            marked("The folder %(data)s cannot be used: %(why)s. Name another with --data."),
            data=folder,
            why=error.strerror,
        ) from error
    return folder


def acting(database: Database, address: str | None) -> Caller:
    """The operator, or the person with this address."""
    if address is None:
        return Caller(None, "command", is_operator=True)
    return Caller(database.read_here(_person, address), "command")


def _person(session: Session, address: str) -> int:
    person = people.with_address(session, people.checked_address(address))
    if person is None:
        raise Invalid(marked("Nobody here has the address %(address)s."), address=address)
    return person.id

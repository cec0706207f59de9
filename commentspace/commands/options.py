"""Options that every command has, and the database that they lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commentspace.database import Database, schema
from commentspace.domain import people
from commentspace.domain.access import Caller
from commentspace.errors import Invalid, marked
from commentspace.settings import Settings

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder for the database and the secrets (or COMMENTSPACE_DATA).", show_default=False),
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", help="Act as the person with this address, not as the operator.", show_default=False),
]


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database of these settings, if its schema is the program's; closed at the end."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url)
    try:
        schema.require_current(database.engine)
        yield database
    finally:
        database.close()


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

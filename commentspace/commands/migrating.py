"""Bringing a database to this program's schema."""

import typer
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError

from commentspace import settings
from commentspace.commands.options import DataOption, made, reached
from commentspace.database import Database, schema
from commentspace.errors import Misconfigured, marked


def migrate(data: DataOption = None) -> None:
    """Bring the database to this program's schema.

    A new database is made. It is done whole or not at all; with the present schema there is nothing to do.
    """
    chosen = settings.load(data=data)
    made(chosen.data)
    with reached(chosen) as database:
        done = migrated(database)
    typer.echo(f"The schema is now {schema.head()}." if done else f"The schema is {schema.head()} already.")


def migrated(database: Database) -> bool:
    """Migrate; whether there was something to do. Misconfigured where it cannot be done."""
    try:
        return schema.migrate(database.engine)
    except CommandError as error:
        raise Misconfigured(
            marked(
                "The database has schema %(version)s, which this program does not know: a newer one made it. "
                "Use that one, or a copy from before."
            ),
            version=schema.version(database.engine),
        ) from error
    except DBAPIError as error:
        raise Misconfigured(
            marked("The database could not be migrated and is as it was: %(why)s."),
            why=str(error.orig).partition("\n")[0],
        ) from error

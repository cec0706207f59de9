"""Migrations run on the program's own engines, in the one transaction that `commentspace.database.schema` opens."""

from alembic import context
from sqlmodel import SQLModel

from commentspace.database.engines import connect
from commentspace.domain import tables  # noqa: F401  # importing the tables fills the metadata
from commentspace.settings import load


def run() -> None:
    """Migrate over the connection that was handed in, or, for the alembic command, over the settings' database."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        context.configure(connection=connection, target_metadata=SQLModel.metadata)
        context.run_migrations()
        return
    with connect(load().url).execution_options(writing=True).begin() as own:
        context.configure(connection=own, target_metadata=SQLModel.metadata)
        context.run_migrations()


run()

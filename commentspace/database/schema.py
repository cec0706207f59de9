"""The schema's version: migrated whole or not at all, and never served when it is old."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from commentspace import places
from commentspace.errors import Misconfigured, marked


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(places.migrations()).replace("%", "%%"))
    return config


def head() -> str:
    """The version that this program works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def version(engine: Engine) -> str:
    """The version that the database has; empty for a new one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def migrate(engine: Engine, to: str = "") -> bool:
    """Bring the database to the program's version, in one transaction; whether there was something to do.

    `to` names an older version, for the tests of what is there when a newer program comes.
    """
    if version(engine) == (to or head()):
        return False
    config = _config()
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to or "head")
    return True


def require_current(engine: Engine) -> None:
    """Misconfigured where the database is older or newer than the program."""
    if version(engine) != head():
        raise Misconfigured(
            marked(
                "The database has schema %(version)s, this program works with %(head)s. "
                "Run “commentspace migrate” with the same settings, then start again."
            ),
            version=version(engine) or "none",
            head=head(),
        )

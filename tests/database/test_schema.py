"""The schema: migrated whole or not at all, the same as the tables say, and never served when it is old."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

from commentspace.database import schema
from commentspace.database.engines import connect
from commentspace.errors import Misconfigured
from tests.copies import Copies


@pytest.fixture
def engine(copies: Copies) -> Iterator[Engine]:
    """A database without any tables."""
    with copies.empty() as url:
        engine = connect(url)
        yield engine
        engine.dispose()


def tables(engine: Engine) -> list[str]:
    return inspect(engine).get_table_names()


def test_a_new_database_is_migrated_once(engine: Engine) -> None:
    assert (schema.version(engine), schema.migrate(engine), schema.migrate(engine)) == ("", True, False)
    assert schema.version(engine) == schema.head() != ""
    schema.require_current(engine)


def test_migrating_is_whole_a_failure_leaves_nothing_behind(engine: Engine) -> None:
    with engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE withdrawal (in_the_way integer)")
    with pytest.raises(DatabaseError, match="withdrawal"):
        schema.migrate(engine)
    assert tables(engine) == ["withdrawal"]
    assert schema.version(engine) == ""


def test_what_was_migrated_is_what_the_tables_say(engine: Engine) -> None:
    schema.migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_database_that_was_never_migrated_is_not_served_and_the_sentence_says_what_to_run(engine: Engine) -> None:
    with pytest.raises(Misconfigured, match="commentspace migrate") as refused:
        schema.require_current(engine)
    assert "none" in refused.value.said()
    assert schema.head() in refused.value.said()


def test_a_database_of_another_version_is_not_served(engine: Engine) -> None:
    schema.migrate(engine)
    with engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Misconfigured, match="9999"):
        schema.require_current(engine)

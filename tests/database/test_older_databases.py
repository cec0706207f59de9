"""What was written with an older schema stays, and new columns say what was true of it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import IntegrityError

from commentspace.database import schema
from commentspace.database.engines import connect
from tests.copies import Copies

BEFORE = [
    "INSERT INTO person (id, uid, name, language, zone, digest_hour, takes_letters, is_admin, created_at) "
    "VALUES (1, 'aaaaaaaaaaaaaaaa', 'Ama Boateng', 'en', 'UTC', 7, true, false, CURRENT_TIMESTAMP)",
    "INSERT INTO space (id, uid, slug, title, is_open, holds_new, seq, created_at) "
    "VALUES (1, 'bbbbbbbbbbbbbbbb', 'wetlands', 'Wetlands', true, false, 1, CURRENT_TIMESTAMP)",
    "INSERT INTO membership (id, uid, space_id, person_id, role, affiliation, on_behalf_of, pseudonym, digest, "
    "takes_announcements, digest_seq, joined_seq, joined_at) VALUES (1, 'cccccccccccccccc', 1, 1, 'participant', "
    "'', 'Ghana', 'dddddddddddddddd', 'numbers', true, 1, 1, CURRENT_TIMESTAMP)",
]


@pytest.fixture
def engine(copies: Copies) -> Iterator[Engine]:
    """A database as the first release left it, with a person, a space and a membership."""
    with copies.empty() as url:
        engine = connect(url)
        schema.migrate(engine, "0001")
        with engine.execution_options(writing=True).begin() as connection:
            for statement in BEFORE:
                connection.exec_driver_sql(statement)
        yield engine
        engine.dispose()


def test_what_was_there_stays_and_gets_what_was_true_of_it(engine: Engine) -> None:
    assert schema.version(engine) == "0001"
    assert schema.migrate(engine)
    schema.require_current(engine)
    asked = (
        "SELECT name, shows_reading, reads, erased_at, presence, is_listed, on_behalf_of, takes_receipts, mail_rule, "
        "digest, digest_texts, at_once FROM person, space, membership"
    )
    with engine.connect() as connection:
        [row] = connection.exec_driver_sql(asked).all()
    assert [*row] == ["Ama Boateng", True, "", None, "names", False, "Ghana", True, "post", "new", False, False]


def test_new_rules_hold_for_what_was_there(engine: Engine) -> None:
    schema.migrate(engine)
    assert {"visit", "invitation", "comment_file", "bounce", "report", "picture", "submission", "job", "token"} <= set(
        inspect(engine).get_table_names()
    )
    with pytest.raises(IntegrityError), engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE space SET presence = 'everything'")
    with pytest.raises(IntegrityError), engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE space SET mail_rule = 'whatever'")

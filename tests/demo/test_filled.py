"""The demo as it is filled: what happened over days lies over days."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from commentspace.database import Database, schema
from commentspace.demo import fill
from commentspace.demo.cast import CAST
from commentspace.demo.discussion import discussions
from commentspace.demo.revised import all_revised

TIMES = """
    SELECT count(*), count(DISTINCT posted_at), max(julianday(posted_at)) - min(julianday(posted_at)) FROM comment
"""
WHO = """
    SELECT (SELECT count(*) FROM membership WHERE is_listed),
        (SELECT count(*) FROM invitation WHERE accepted_at IS NULL)
"""
ROOM = """
    SELECT count(*), sum(parent_id IS NOT NULL), sum(exact IS NOT NULL), count(DISTINCT at)
    FROM contribution WHERE delegation_id IS NOT NULL AND state = 'open'
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A filled demo, for reading."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite3'}"
    database = Database(url)
    schema.migrate(database.engine)
    fill.fill(url)
    yield database
    database.close()


def test_comments_stand_at_the_times_at_which_they_were_made(demo: Database) -> None:
    comments, times, days = demo.read_here(lambda session: session.execute(text(TIMES)).one())
    comments_of = [*(each.comments for each in discussions()), *(each.comments for each in all_revised())]
    written = [comment.minutes_ago for found in comments_of for comment in found]
    assert comments == len(written)
    assert times == len(set(written))
    assert abs(days * 24 * 60 - (max(written) - min(written))) < 1


def test_the_address_book_is_not_empty_and_somebody_has_been_invited(demo: Database) -> None:
    listed, waiting = demo.read_here(lambda session: session.execute(text(WHO)).one())
    assert listed == sum(each.is_listed for each in CAST) > 0
    assert waiting == sum(each.is_awaited for each in CAST) == 1


def test_a_room_holds_two_notes_and_an_answer_that_wait(demo: Database) -> None:
    assert tuple(demo.read_here(lambda session: session.execute(text(ROOM)).one())) == (3, 1, 2, 3)

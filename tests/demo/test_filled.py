"""The demo as it is filled: what happened over days lies over days."""

from pathlib import Path

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


def test_comments_stand_at_the_times_at_which_they_were_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    database = Database(url)
    schema.migrate(database.engine)
    fill.fill(url)
    comments, times, days = database.read_here(lambda session: session.execute(text(TIMES)).one())
    database.close()
    comments_of = [*(each.comments for each in discussions()), *(each.comments for each in all_revised())]
    written = [comment.minutes_ago for found in comments_of for comment in found]
    assert comments == len(written)
    assert times == len(set(written))
    assert abs(days * 24 * 60 - (max(written) - min(written))) < 1


def test_the_address_book_is_not_empty_and_somebody_has_been_invited(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    database = Database(url)
    schema.migrate(database.engine)
    fill.fill(url)
    listed, waiting = database.read_here(lambda session: session.execute(text(WHO)).one())
    database.close()
    assert listed == sum(each.is_listed for each in CAST) > 0
    assert waiting == sum(each.is_awaited for each in CAST) == 1

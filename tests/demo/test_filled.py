"""The demo as it is filled: what happened over days lies over days."""

from pathlib import Path

from sqlalchemy import text

from commentspace.database import Database, schema
from commentspace.demo import fill
from commentspace.demo.discussion import discussions

TIMES = """
    SELECT count(*), count(DISTINCT posted_at), max(julianday(posted_at)) - min(julianday(posted_at)) FROM comment
"""


def test_comments_stand_at_the_times_at_which_they_were_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    database = Database(url)
    schema.migrate(database.engine)
    fill.fill(url)
    comments, times, days = database.read_here(lambda session: session.execute(text(TIMES)).one())
    database.close()
    written = [comment.minutes_ago for each in discussions() for comment in each.comments]
    assert comments == len(written)
    assert times == len(set(written))
    assert abs(days * 24 * 60 - (max(written) - min(written))) < 1

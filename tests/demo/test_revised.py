"""The demo's draft that came through three revisions: its files hold together, and its story is one worth showing."""

import pytest

from commentspace.demo import places
from commentspace.demo.cast import BY_KEY
from commentspace.demo.revised import Revised, all_revised

ALL = all_revised()


@pytest.mark.parametrize("revised", ALL, ids=lambda each: each.symbol)
def test_every_comment_stands_in_the_revision_that_was_the_newest_then(revised: Revised) -> None:
    for comment in revised.comments:
        assert comment.author in BY_KEY
        number = sum(each.issued.minutes_ago > comment.minutes_ago for each in revised.rounds) - 1
        found = revised.draft(number)[places.find(revised.draft(number), comment.paragraph)]
        if comment.quotation:
            assert found.markdown.count(comment.quotation) == 1


@pytest.mark.parametrize("revised", ALL, ids=lambda each: each.symbol)
def test_every_comment_was_made_while_its_review_was_open(revised: Revised) -> None:
    for comment in revised.comments:
        open_then = [
            each
            for each in revised.rounds
            if each.opened_ago > comment.minutes_ago > (each.closed.minutes_ago if each.closed else 0)
        ]
        assert len(open_then) == 1


@pytest.mark.parametrize("revised", ALL, ids=lambda each: each.symbol)
def test_what_was_taken_over_had_been_said_before(revised: Revised) -> None:
    said = {comment.key: comment.minutes_ago for comment in revised.comments}
    for number, each in enumerate(revised.rounds):
        for name, keys in each.taken.items():
            places.find(revised.draft(number), name)
            assert all(said[key] > each.issued.minutes_ago for key in keys)

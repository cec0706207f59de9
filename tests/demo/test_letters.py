"""The announcements and letters of the demo are written by people who may write them, in order."""

from commentspace.demo.cast import member
from commentspace.demo.discussion import discussions
from commentspace.demo.letters import correspondence


def test_two_announcements_are_made_by_moderators() -> None:
    announcements = correspondence().announcements
    assert len(announcements) == 2
    assert {member(each.author).role for each in announcements} <= {"moderator", "owner"}
    assert all(each.subject and each.body for each in announcements)


def test_a_letter_goes_to_the_author_of_a_comment_who_answers_it() -> None:
    comments = {(each.symbol, comment.key): comment for each in discussions() for comment in each.comments}
    (exchange,) = correspondence().exchanges
    about = comments[exchange.symbol, exchange.comment]
    assert exchange.answer.author == about.author
    assert exchange.letter.author not in (about.author, "")
    assert member(exchange.letter.author).role == "participant"
    assert about.minutes_ago > exchange.letter.minutes_ago > exchange.answer.minutes_ago

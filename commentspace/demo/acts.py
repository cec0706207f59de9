"""What the cast did after their drafts were issued, each act by its own verb, so many minutes ago."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from commentspace.demo import letters, places
from commentspace.demo.discussion import Comment, Discussion
from commentspace.demo.filling import A_DAY, Filling
from commentspace.domain import announcements, comments, edits, holds, messages, reviews, withdrawals
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.postings import Posting
from commentspace.domain.review_windows import Window
from commentspace.text.quotation import Quotation


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens so many minutes ago."""

    minutes_ago: int
    verb: Callable[..., None]
    args: tuple[Any, ...]


def of_discussion(discussion: Discussion) -> Iterator[Step]:
    """Everything that happened to a document after it was issued."""
    review = discussion.review
    yield Step(review.opened.minutes_ago, _open, (discussion,))
    if review.closed:
        yield Step(review.closed.minutes_ago, _close, (discussion,))
    yield from of_comments(discussion)


def of_comments(discussion: Discussion) -> Iterator[Step]:
    """What was said about a document."""
    for comment in discussion.comments:
        key = (discussion.symbol, comment.key)
        yield Step(comment.minutes_ago, _post, (discussion, comment))
        for number, edit in enumerate(comment.edits, start=1):
            yield Step(edit.minutes_ago, _edit, (key, comment.author, edit.body, number))
        if comment.withdrawn:
            yield Step(comment.withdrawn.minutes_ago, _withdraw, (key, comment.author, comment.withdrawn.reason))
        for verb, act in ((holds.hold, comment.held), (holds.release, comment.released)):
            if act:
                yield Step(act.minutes_ago, _moderate, (key, verb, act.by, act.reason))


def _open(filling: Filling, ago: int, discussion: Discussion) -> None:
    review, document = discussion.review, filling.documents[discussion.symbol]
    closes_at = filling.now + timedelta(minutes=max(review.closes_in_minutes, A_DAY))
    who = filling.caller(review.opened.by)
    filling.do(ago, reviews.open, who, document, Window(None, closes_at), rules=review.rules)


def _close(filling: Filling, ago: int, discussion: Discussion) -> None:
    closed = discussion.review.closed
    if closed:
        document = filling.documents[discussion.symbol]
        filling.do(ago, reviews.close, filling.caller(closed.by), document, closed.reason)


def _post(filling: Filling, ago: int, discussion: Discussion, comment: Comment) -> None:
    who = filling.caller(comment.author, comment.door)
    key = f"demo-{discussion.symbol.replace('/', '-')}-{comment.key}"
    words = Quotation(comment.quotation, "", "", -1, -1) if comment.quotation else None
    proposal = Proposal.of(comment.proposal)
    posting = Posting(Body.of(comment.body), key, words, comment.kind, proposal=proposal)
    verb: Any
    if comment.reply_to:
        verb, target = comments.reply, filling.comments[discussion.symbol, comment.reply_to]
    else:
        index = places.find(filling.drafts[discussion.symbol], comment.paragraph)
        verb, target = comments.post, filling.paragraphs[discussion.symbol][index]
    posted = filling.do(ago, verb, who, target, posting)
    filling.comments[discussion.symbol, comment.key] = posted.uid


def _edit(filling: Filling, ago: int, key: tuple[str, str], author: str, body: str, number: int) -> None:
    once = f"demo-edit-{key[1]}-{number}"
    filling.do(ago, edits.edit, filling.caller(author), filling.comments[key], Body.of(body), key=once, based_on=number)


def _withdraw(filling: Filling, ago: int, key: tuple[str, str], author: str, reason: str) -> None:
    filling.do(ago, withdrawals.withdraw, filling.caller(author), filling.comments[key], reason)


def _moderate(filling: Filling, ago: int, key: tuple[str, str], verb: Any, by: str, reason: str) -> None:
    filling.do(ago, verb, filling.caller(by), filling.comments[key], reason)


def of_letters() -> Iterator[Step]:
    """What the cast wrote outside the discussions."""
    found = letters.correspondence()
    for number, announcement in enumerate(found.announcements):
        yield Step(announcement.minutes_ago, _announce, (announcement, number))
    for number, exchange in enumerate(found.exchanges):
        made: list[str] = []
        yield Step(exchange.letter.minutes_ago, _write, (exchange, number, made))
        yield Step(exchange.answer.minutes_ago, _answer, (exchange, number, made))


def _announce(filling: Filling, ago: int, announcement: letters.Announcement, number: int) -> None:
    wording = Wording.of(announcement.subject, announcement.body)
    who = filling.caller(announcement.author)
    filling.do(ago, announcements.announce, who, filling.space_id, wording, f"demo-announcement-{number}")


def _write(filling: Filling, ago: int, exchange: letters.Exchange, number: int, made: list[str]) -> None:
    comment = filling.comments[exchange.symbol, exchange.comment]
    body = Body.of(exchange.letter.body)
    who = filling.caller(exchange.letter.author)
    made.append(filling.do(ago, messages.write, who, comment, body, f"demo-letter-{number}"))


def _answer(filling: Filling, ago: int, exchange: letters.Exchange, number: int, made: Sequence[str]) -> None:
    body = Body.of(exchange.answer.body)
    who = filling.caller(exchange.answer.author, "mail")
    filling.do(ago, messages.answer, who, made[0], body, None, f"demo-answer-{number}")

"""Fills an empty database with the demo: the same verbs as everybody's, at times in the past."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.database import Database
from commentspace.demo import letters, places
from commentspace.demo.cast import CAST, SPACE
from commentspace.demo.discussion import Comment, Discussion, discussions
from commentspace.domain import (
    announcements,
    comments,
    documents,
    edits,
    holds,
    members,
    messages,
    people,
    reviews,
    spaces,
    withdrawals,
)
from commentspace.domain.access import Caller
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.comments import Posting
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.members import Entry
from commentspace.domain.previews import Heading
from commentspace.domain.reviews import Window
from commentspace.domain.spaces import Plan
from commentspace.domain.tables import Event, Letter, Membership, Paragraph, Person, Placement, Revision, Space
from commentspace.formats import reading
from commentspace.text.quotation import Quotation

BEGAN = 11 * 24 * 60
"""Minutes ago at which the space was made: before everything in it."""

A_DAY = 24 * 60


@dataclass
class Filling:
    """The state of a filling: the database with its movable clock, and the names of what has been made."""

    database: Database
    now: datetime
    clock: list[datetime]
    space_id: int = 0
    people: dict[str, int] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    drafts: dict[str, list[DraftParagraph]] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)

    def do(self, minutes_ago: int, verb: Any, *args: Any, **named: Any) -> Any:
        """Run a verb as if it were so many minutes ago."""
        self.clock[0] = self.now - timedelta(minutes=minutes_ago)
        return self.database.write_here(verb, *args, space=self.space_id or None, **named)

    def caller(self, key: str, door: str = "web") -> Caller:
        """One of the cast at a door."""
        return Caller(self.people[key], door)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens so many minutes ago."""

    minutes_ago: int
    verb: Any
    args: tuple[Any, ...]


def is_empty(url: str) -> bool:
    """Whether nobody has made a space yet."""
    database = Database(url)
    try:
        return bool(database.read_here(_count_spaces) == 0)
    finally:
        database.close()


def _count_spaces(session: Session) -> int:
    return int(session.execute(select(func.count()).select_from(Space)).scalar_one())


def fill(url: str) -> None:
    """Make the named space with its cast, its drafts and everything that was said about them."""
    now = datetime.now(UTC)
    clock = [now]
    database = Database(url, clock=lambda: clock[0])
    filling = Filling(database, now, clock)
    try:
        _space(filling)
        found = discussions()
        for discussion in found:
            _document(filling, discussion)
        steps = [step for discussion in found for step in _steps(discussion)] + list(_letters())
        for step in sorted(steps, key=lambda step: -step.minutes_ago):
            step.verb(filling, step.minutes_ago, *step.args)
        clock[0] = now
        database.write_here(_settle, filling.space_id, now - timedelta(minutes=A_DAY))
    finally:
        database.close()


def _space(filling: Filling) -> None:
    """The space, made by its owner, with the whole cast as members."""
    owner = next(member for member in CAST if member.role == "owner")
    filling.do(BEGAN, people.make_admin, owner.name, owner.address)
    filling.people[owner.key] = filling.database.read_here(_person, owner.address)
    plan = Plan.of(SPACE.slug, SPACE.title, is_open=True)
    filling.space_id = filling.do(BEGAN, spaces.make, filling.caller(owner.key), plan)
    entries = [
        Entry.of(each.name, each.address, each.affiliation, each.on_behalf_of, each.role, each.language)
        for each in CAST
        if each is not owner
    ]
    filling.do(BEGAN, members.add, filling.caller(owner.key), filling.space_id, entries, invite=False)
    for each in CAST:
        filling.people[each.key] = filling.database.read_here(_person, each.address)
        filling.do(BEGAN, _know, filling.people[each.key], each)


def _person(session: Session, address: str) -> int:
    person = people.with_address(session, address)
    if person is None:
        raise LookupError(address)
    return person.id


def _know(session: Session, person_id: int, member: Any, *, now: datetime) -> None:
    """What the cast have told of themselves: a verified address, a zone, a language, whom they speak for."""
    people.verify(session, person_id, member.address, now)
    session.execute(
        update(Person).where(col(Person.id) == person_id).values(zone=member.time_zone, language=member.language)
    )
    session.execute(
        update(Membership)
        .where(col(Membership.person_id) == person_id)
        .values(affiliation=member.affiliation, on_behalf_of=member.on_behalf_of)
    )


def _document(filling: Filling, discussion: Discussion) -> None:
    """A draft, brought in and issued before its review opened."""
    ago = discussion.review.opened.minutes_ago + 30
    who = filling.caller(discussion.review.opened.by)
    draft = reading.read(discussion.draft(), discussion.file, discussion.language)
    heading = Heading.of(discussion.symbol, discussion.title, discussion.language)
    revision_id = filling.do(ago, documents.begin, who, filling.space_id, heading)
    for start, batch in documents.batches(documents.worded(draft.paragraphs)):
        filling.do(ago, documents.place, revision_id, start, batch)
    uid = filling.do(ago, documents.finish, who, revision_id, space_id=filling.space_id)
    filling.documents[discussion.symbol] = uid
    filling.drafts[discussion.symbol] = [each for each in draft.paragraphs if not each.left_out]
    filling.paragraphs[discussion.symbol] = filling.database.read_here(_placed, revision_id)


def _placed(session: Session, revision_id: int) -> list[str]:
    rows = session.execute(
        select(col(Paragraph.uid))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Revision.id) == revision_id)
        .order_by(col(Placement.position))
    )
    return list(rows.scalars())


def _steps(discussion: Discussion) -> Iterator[Step]:
    """Everything that happened to a document after it was issued."""
    review = discussion.review
    yield Step(review.opened.minutes_ago, _open, (discussion,))
    if review.closed:
        yield Step(review.closed.minutes_ago, _close, (discussion,))
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
    closes_at = filling.now + timedelta(minutes=max(discussion.review.closes_in_minutes, A_DAY))
    who = filling.caller(discussion.review.opened.by)
    filling.do(ago, reviews.open, who, filling.documents[discussion.symbol], Window(None, closes_at))


def _close(filling: Filling, ago: int, discussion: Discussion) -> None:
    closed = discussion.review.closed
    if closed:
        document = filling.documents[discussion.symbol]
        filling.do(ago, reviews.close, filling.caller(closed.by), document, closed.reason)


def _post(filling: Filling, ago: int, discussion: Discussion, comment: Comment) -> None:
    who = filling.caller(comment.author, comment.door)
    key = f"demo-{discussion.symbol.replace('/', '-')}-{comment.key}"
    words = Quotation(comment.quotation, "", "", -1, -1) if comment.quotation else None
    posting = Posting(Body.of(comment.body), key, words, comment.kind)
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


def _letters() -> Iterator[Step]:
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


def _settle(session: Session, space_id: int, yesterday: datetime, *, now: datetime) -> None:
    """As if the daily mails had gone out until yesterday: the next one is due now, and old letters are not sent."""
    told = session.execute(
        select(func.max(Event.seq)).where(col(Event.space_id) == space_id, col(Event.at) <= yesterday)
    ).scalar_one()
    session.execute(update(Membership).where(col(Membership.space_id) == space_id).values(digest_seq=told or 0))
    session.execute(update(Person).values(next_digest_at=now))
    session.execute(
        update(Letter)
        .where(col(Letter.created_at) < yesterday)
        .values(state="dropped", answer="written before the demo began")
    )

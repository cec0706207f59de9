"""A letter that its reader shows to the moderators, with the reason; and what these make of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import blocks, limits, record
from commentspace.domain.access import Caller, Role, Standing, standing, stranger
from commentspace.domain.tables import Comment, Document, Membership, Message, Person, Report, Space
from commentspace.errors import Conflict, Invalid, NotFound, marked

A_DAY = 10
LONGEST = 2_000
"""Characters of a reason, and of what moderators made of it."""

REASON = marked("Say in at most %(most)s characters what is wrong with this letter.")
OUTCOME = marked("Say in at most %(most)s characters what came of it: who reported the letter reads that.")
TOLD_BEFORE = marked("You have reported this letter already, with another reason. The moderators have the first one.")
SETTLED = marked("This report was settled meanwhile. What came of it is shown below.")
ERASED = marked("The words of this letter were erased at its writer's wish, so there is nothing to report any more.")
NOBODY = marked(
    "%(name)s is the only moderator of this space, so nobody else could look at it. "
    "You can still take no more letters from them."
)
MANY = marked("You have reported %(most)s letters within a day. Minutes until you can report the next: %(minutes)s.")


def report(session: Session, caller: Caller, message_uid: str, reason: str, *, space_id: int, now: datetime) -> str:
    """Show a letter that the caller has got to the moderators, but to its writer; returns the report's name.

    Sent again with the same reason it is one report. Raises NotFound for all but the letter's reader, Invalid without
    a reason, and Conflict where nobody could look at it.
    """
    message = blocks.received(session, caller, message_uid)
    if message.space_id != space_id:
        raise NotFound()
    reason = _checked(reason, REASON, "reason")
    before = _of_message(session, message.id)
    if before is not None and before.reason != reason:
        raise Conflict(TOLD_BEFORE, field="reason")
    if before is not None:
        return before.uid
    if not message.body:
        raise Conflict(ERASED)
    _require_somebody(session, message)
    limits.allow(session, f"reports:{caller.person}", A_DAY, timedelta(days=1), now, MANY)
    made = Report(space_id=message.space_id, message_id=message.id, by_id=caller.person, reason=reason, at=now)
    session.add(made)
    session.flush()
    _record(session, _reporter(session, caller, space_id), "letter.reported", made, now)
    return made.uid


def _checked(text: str, sentence: str, field: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Invalid(sentence, field=field, most=LONGEST)
    return text


def _of_message(session: Session, message_id: int) -> Report | None:
    found: Report | None = session.execute(
        select(Report).where(col(Report.message_id) == message_id)
    ).scalar_one_or_none()
    return found


def _require_somebody(session: Session, message: Message) -> None:
    """Conflict where the letter's writer is the only one who moderates the space."""
    moderating = (
        col(Membership.space_id) == message.space_id,
        col(Membership.role).in_(("moderator", "owner")),
        col(Membership.ended_at).is_(None),
        col(Membership.person_id) != message.from_id,
    )
    if session.execute(select(col(Membership.id)).where(*moderating)).first() is None:
        raise Conflict(NOBODY, name=session.get_one(Person, message.from_id).name)


def _reporter(session: Session, caller: Caller, space_id: int) -> Standing:
    """What the reporter is in the space, also where they have left it."""
    try:
        return standing(session, caller, space_id)
    except NotFound:
        uid = session.get_one(Person, caller.person).uid
        return Standing(space_id, caller.person, Role.STRANGER, caller.door, stranger(space_id, uid))


def settle(session: Session, caller: Caller, report_uid: str, outcome: str, *, space_id: int, now: datetime) -> None:
    """Say what came of a report; its reporter and the moderators read it. Sent again with the same words it is one."""
    who = _moderator(session, caller, space_id)
    found: Report | None = session.execute(
        select(Report)
        .join(Message, col(Message.id) == col(Report.message_id))
        .where(col(Report.uid) == report_uid, col(Report.space_id) == space_id, _seen(who))
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    outcome = _checked(outcome, OUTCOME, "outcome")
    if found.settled_at is not None and found.outcome != outcome:
        raise Conflict(SETTLED, field="outcome")
    if found.settled_at is None:
        found.settled_at, found.settled_by_id, found.outcome = now, who.person_id, outcome
        session.add(found)
        session.flush()
        _record(session, who, "letter.report-settled", found, now)


def _record(session: Session, who: Standing, verb: str, made: Report, now: datetime) -> None:
    """That it happened; neither the letter nor a word about it."""
    seq = record.next_number(session, made.space_id)
    record.append(session, who, seq, record.Entry(verb, {"report": made.uid}, things=(made.uid,)), now=now)


def _moderator(session: Session, caller: Caller, space_id: int) -> Standing:
    who = standing(session, caller, space_id)
    who.require("moderate")
    return who


def _seen(who: Standing) -> ColumnElement[bool]:
    """A moderator does not see what is reported of themselves, and by whom."""
    return literal(True) if who.person_id is None else col(Message.from_id) != who.person_id


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as moderators see it: the letter is shown to them because its reader showed it."""

    uid: str
    reason: str
    at: datetime
    settled_at: datetime | None
    outcome: str
    by: str
    writer: str
    text: str
    written_at: datetime
    comment: str | None
    symbol: str | None
    settled_by: str


def of_space(session: Session, who: Standing) -> list[ReportView]:
    """The reports of a space, those that wait first, then the newest; NotAllowed for all but moderators."""
    who.require("moderate")
    by, writer, settler = aliased(Person), aliased(Person), aliased(Person)
    rows = session.execute(
        select(
            *(col(getattr(Report, name)) for name in ("uid", "reason", "at", "settled_at", "outcome")),
            col(by.name),
            col(writer.name),
            *(col(Message.body), col(Message.at), col(Comment.uid), col(Document.symbol)),
            func.coalesce(col(settler.name), ""),
        )
        .select_from(Report)
        .join(Message, col(Message.id) == col(Report.message_id))
        .join(by, col(by.id) == col(Report.by_id))
        .join(writer, col(writer.id) == col(Message.from_id))
        .outerjoin(settler, col(settler.id) == col(Report.settled_by_id))
        .outerjoin(Comment, col(Comment.id) == col(Message.comment_id))
        .outerjoin(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Report.space_id) == who.space_id, _seen(who))
        .order_by(col(Report.settled_at).is_not(None), col(Report.id).desc())
        .limit(500)
    )
    return [ReportView(*row) for row in rows]


def waiting(session: Session, person_id: int | None, space_ids: Sequence[int]) -> list[tuple[str, str, int]]:
    """Of the spaces that this person moderates, those with reports that nobody has settled: slug, title, how many."""
    rows = session.execute(
        select(col(Space.slug), col(Space.title), func.count(col(Report.id)))
        .join(Report, col(Report.space_id) == col(Space.id))
        .join(Message, col(Message.id) == col(Report.message_id))
        .where(
            col(Space.id).in_(space_ids),
            col(Report.settled_at).is_(None),
            col(Message.from_id).is_distinct_from(person_id),
        )
        .group_by(col(Space.id), col(Space.slug), col(Space.title))
        .order_by(col(Space.title))
    )
    return [tuple(row) for row in rows]


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report as who made it sees it."""

    reason: str
    at: datetime
    settled_at: datetime | None
    outcome: str


def of_letters(session: Session, caller: Caller, message_uids: Sequence[str]) -> dict[str, OwnReport]:
    """The caller's reports of these letters, by the letters' names."""
    rows = session.execute(
        select(col(Message.uid), col(Report.reason), col(Report.at), col(Report.settled_at), col(Report.outcome))
        .join(Message, col(Message.id) == col(Report.message_id))
        .where(col(Report.by_id) == caller.person, col(Message.uid).in_(message_uids))
    )
    return {row[0]: OwnReport(*row[1:]) for row in rows}

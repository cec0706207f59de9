"""Late tokens: leave for one member to comment after closing, for a reason that everybody sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import documents, late, post_keys, record, review_windows, reviews, round_members, told
from commentspace.domain.access import LEAST, Caller, Role, Standing, standing
from commentspace.domain.invitations import present_member
from commentspace.domain.record import Tell
from commentspace.domain.tables import Document, LateToken, Membership, Person, Review
from commentspace.errors import Conflict, Invalid, NotFound, marked

MOST = 1_000
"""Comments that one token can be good for."""

NO_REVIEW = marked("There is no round of this document yet, so nobody can be late.")
FINISHED = marked("This round is finished. Undo that, or reopen it, before somebody may still comment.")
HAS_ONE = marked("%(name)s has leave to comment late already. Take that back first, or wait until it is used.")
ONLY_READS = marked("%(name)s is a reader here and may not comment. Make them a participant first.")
NOT_OF_ROUND = marked("%(name)s is not a member of this round. Add them to its members first.")
NOT_RUNNING = marked("This leave has ended already.")


@dataclass(frozen=True, slots=True)
class Leave:
    """Who may comment late: until when, how many comments, and why; Invalid with the field at fault."""

    member_uid: str
    until_at: datetime
    reason: str
    most: int = 1

    def __post_init__(self) -> None:
        if not self.member_uid:
            raise Invalid(marked("Choose the member who may comment late."), field="member")
        if not 1 <= self.most <= MOST:
            raise Invalid(marked("Give a number of comments from 1 to %(most)s."), field="most", most=MOST)


def give(
    session: Session, caller: Caller, document_uid: str, leave: Leave, *, key: str = "", now: datetime
) -> str | None:
    """Let a member comment after the newest round has closed; returns the token's name, None for a form sent twice.

    It may be given before the closing too. A reply counts as a comment. The writer is told by letter; whoever reads
    the document sees that there is such a leave, and why.
    """
    document, who = documents.find(session, caller, document_uid)
    who.require("review")
    if post_keys.is_used(session, who.person_id, "review.late", key, now=now):
        return None
    review_id, member, reason = _checked(session, document, who, leave, now)
    seq = record.next_number(session, document.space_id)
    token = LateToken(
        review_id=review_id,
        person_id=member.person_id,
        by_id=who.person_id,
        at=now,
        until_at=leave.until_at,
        most=leave.most,
        reason=reason,
        seq=seq,
    )
    session.add(token)
    session.flush()
    content = {"until": record.stamp(leave.until_at), "comments": leave.most, "reason": reason}
    things = (document.uid, token.uid, member.uid)
    entry = record.Entry("review.late", content, things, document.revision_uid, _tell(document, member.person_id))
    record.append(session, who, seq, entry, now=now)
    told.late(session, token.id, now=now)
    return token.uid


def _checked(
    session: Session, document: documents.DocumentView, who: Standing, leave: Leave, now: datetime
) -> tuple[int, Membership, str]:
    """The round, the member and the reason, if this leave can be given."""
    review = review_windows.of_document(session, document.id, now)
    if review.review_id is None:
        raise Conflict(NO_REVIEW)
    if review.sealed_at is not None:
        raise Conflict(FINISHED)
    closes_at = review.ended_at or review.closes_at or now
    if leave.until_at <= max(now, closes_at):
        raise Invalid(marked("Choose a time that is still to come, and after the closing."), field="until_at")
    member = present_member(session, leave.member_uid, who.space_id)
    name = session.get_one(Person, member.person_id).name
    if Role[member.role.upper()] < LEAST["comment"]:
        raise Invalid(ONLY_READS, field="member", name=name)
    theirs = standing(session, Caller(member.person_id), who.space_id)
    if review.is_invited and not round_members.belongs(session, theirs, review.review_id):
        raise Invalid(NOT_OF_ROUND, field="member", name=name)
    mine = col(LateToken.review_id) == review.review_id, col(LateToken.person_id) == member.person_id
    if session.execute(select(col(LateToken.id)).where(*mine, *late.running(now))).first() is not None:
        raise Conflict(HAS_ONE, field="member", name=name)
    return review.review_id, member, reviews.checked_reason(leave.reason)


def take_back(session: Session, caller: Caller, token_uid: str, *, now: datetime) -> None:
    """End a leave before its time; what was written with it stays. Conflict where it has ended."""
    token, document, who = _found(session, caller, token_uid)
    if token.ended_at is not None or token.until_at <= now:
        raise Conflict(NOT_RUNNING)
    token.ended_at, token.ended_by_id = now, who.person_id
    session.add(token)
    session.flush()
    seq, things = record.next_number(session, who.space_id), (document.uid, token.uid)
    entry = record.Entry("review.late_ended", {}, things, tell=_tell(document, token.person_id))
    record.append(session, who, seq, entry, now=now)


def _tell(document: documents.DocumentView, person_id: int) -> tuple[Tell, ...]:
    """Everybody reads of it; for whose it is the page is another one now."""
    return Tell(document_id=document.id), Tell(document_id=document.id, moderators_only=True, people=(person_id,))


def _found(session: Session, caller: Caller, token_uid: str) -> tuple[LateToken, documents.DocumentView, Standing]:
    row = session.execute(
        select(LateToken, col(Document.uid))
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .join(Document, col(Document.id) == col(Review.document_id))
        .where(col(LateToken.uid) == token_uid)
    ).one_or_none()
    if row is None:
        raise NotFound()
    document, who = documents.find(session, caller, row[1])
    who.require("review")
    return row[0], document, who


@dataclass(frozen=True, slots=True)
class TokenView:
    """A leave as its page shows it.

    `name` is what this person may know of whose it is: a name, a pseudonym, or nothing. How often it was used is
    for moderators and for whose it is, as the comments may be hidden from others.
    """

    uid: str
    review_id: int
    name: str
    is_mine: bool
    by: str
    at: datetime
    until_at: datetime
    reason: str
    ended_at: datetime | None
    most: int | None
    used: int | None

    def state(self, now: datetime) -> str:
        """ "taken back", "over", "used up" or "running"."""
        if self.ended_at is not None:
            return "taken back"
        if self.until_at <= now:
            return "over"
        return "used up" if self.used is not None and self.most is not None and self.used >= self.most else "running"


def of_document(session: Session, who: Standing, document_id: int) -> list[TokenView]:
    """The late tokens of all rounds of a document, the newest first, as this person may see them."""
    who.require("read")
    by = aliased(Person)
    rows = session.execute(
        select(
            LateToken,
            col(Review.named),
            col(Person.name),
            col(Membership.alias),
            col(by.name).label("by"),
            late.used().label("used"),
        )
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .join(Document, col(Document.id) == col(Review.document_id))
        .join(Person, col(Person.id) == col(LateToken.person_id))
        .outerjoin(
            Membership,
            (col(Membership.person_id) == col(Person.id)) & (col(Membership.space_id) == col(Document.space_id)),
        )
        .outerjoin(by, col(by.id) == col(LateToken.by_id))
        .where(col(Review.document_id) == document_id)
        .order_by(col(LateToken.id).desc())
    )
    return [_view(who, *row) for row in rows]


def _view(
    who: Standing, token: LateToken, named: str, name: str, alias: str | None, by: str | None, used: int
) -> TokenView:
    is_mine = who.person_id is not None and who.person_id == token.person_id
    if named != "names" and not (who.sees_names or is_mine):
        name = (alias or "") if named == "pseudonyms" else ""
    knows = who.sees_names or is_mine
    return TokenView(
        token.uid,
        token.review_id,
        name,
        is_mine,
        by or "",
        token.at,
        token.until_at,
        token.reason,
        token.ended_at,
        token.most if knows else None,
        used if knows else None,
    )


def mine(session: Session, person_id: int | None, document_ids: Sequence[int], now: datetime) -> dict[int, datetime]:
    """Until when this person may still comment late, by the document's key."""
    if person_id is None:
        return {}
    rows = session.execute(
        select(col(Review.document_id), col(LateToken.until_at))
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .where(col(LateToken.person_id) == person_id, col(Review.document_id).in_(document_ids), *late.running(now))
    )
    return dict(rows.all())

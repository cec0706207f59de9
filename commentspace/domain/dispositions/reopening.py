"""Taking an answer back: none is in force any more, what was stays in the history, what is proposed still waits."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.domain import comments, post_keys, record, reviews
from commentspace.domain.access import Caller, standing
from commentspace.domain.dispositions import answerable, answering, deciding
from commentspace.domain.record import Entry
from commentspace.domain.tables import Comment
from commentspace.errors import Conflict, marked

UNANSWERED = marked("This comment has no answer in force, so there is none to take back.")


def reopen(
    session: Session,
    caller: Caller,
    comment_uid: str,
    reason: str,
    *,
    seen: str | None = None,
    key: str = "",
    now: datetime,
) -> None:
    """Take the answer in force back, with a reason that stands in the comment's history.

    Raises NotFound, NotAllowed for who is no moderator; Conflict where there is no answer in force, ChangedSince where
    it is not the one that was `seen`; Invalid without a reason. With the `key` of a form, the same form does so once.
    """
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require("answer")
    if post_keys.is_again(session, who.person_id, "reopen", key, comment):
        return
    answering.require_unchanged(session, comment, seen)
    if comment.disposition_id is None:
        raise Conflict(UNANSWERED)
    reason = reviews.checked_reason(reason)
    found = answerable.of(session, [comment_uid])[0]
    seq = record.next_number(session, comment.space_id)
    ended, none = comment.disposition_id, {"disposition_id": None, "changed_seq": seq}
    session.execute(update(Comment).where(col(Comment.id) == comment.id).values(**none))
    post_keys.done(session, who.person_id, "reopen", key, comment, now=now)
    entry = Entry(deciding.REOPENED, {"comment": found.uid, "reason": reason}, (found.uid,), tell=(found.tell(),))
    record.append(session, who, seq, entry, now=now)
    deciding.leave_force(session, who, [ended], now=now)

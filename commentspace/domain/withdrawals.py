"""Withdrawing a comment: its place stays, its text is no longer shown."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.domain import post_keys, record, review_windows, reviews
from commentspace.domain.access import Caller
from commentspace.domain.branches import touch
from commentspace.domain.edits import own
from commentspace.domain.tables import Comment, Withdrawal
from commentspace.errors import Conflict, marked


def withdraw(
    session: Session, caller: Caller, comment_uid: str, reason: str = "", *, key: str = "", now: datetime
) -> None:
    """Take one's own comment back; after the review has closed too, and then marked as late.

    With the `key` of a form, the same form sent again does nothing more.
    """
    comment, who = own(session, caller, comment_uid, "withdraw")
    if post_keys.is_again(session, who.person, "withdraw", key, comment):
        return
    if comment.withdrawn_at is not None:
        raise Conflict(marked("This comment was withdrawn already."))
    reason = reviews.short_reason(reason)
    late = review_windows.is_over(session, comment.document_id, now)
    seq = record.next_number(session, comment.space_id)
    session.execute(update(Comment).where(col(Comment.id) == comment.id).values(withdrawn_at=now, changed_seq=seq))
    session.add(Withdrawal(comment_id=comment.id, by_id=caller.person, at=now, reason=reason, late=late, seq=seq))
    post_keys.done(session, who.person, "withdraw", key, comment, now=now)
    content = {"comment": comment.uid, "reason": reason, "late": str(late)}
    record.append(
        session,
        who,
        seq,
        record.Entry("comment.withdrawal", content, things=(comment.uid,), tell=(touch(session, comment),)),
        now=now,
    )

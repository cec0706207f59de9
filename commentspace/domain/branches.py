"""A comment with everything that answers it: held back together, and told to those whom it concerns."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import veils
from commentspace.domain.access import Standing
from commentspace.domain.dispositions import answerable
from commentspace.domain.postings import HELD_BY_RULE
from commentspace.domain.record import Tell
from commentspace.domain.tables import Comment, Hold, Space


def touch(session: Session, comment: Comment) -> Tell:
    """Whom a change of this comment is told to: everybody who may see it."""
    people = tuple(person for person in (comment.author_id, comment.held_for_id) if person)
    kept = comment.hold_id is not None or veils.is_veiled(session, comment.veil_id)
    return Tell(comment.document_id, comment.id, comment.paragraph_id, kept, people if kept else ())


def keep_back(session: Session, comment: Comment, held: Hold, seq: int) -> tuple[Tell, ...]:
    """Put a comment and the answers below it under this hold of its own; returns whom to tell.

    What was held with it before is held with it still; an answer that is held by itself stays so.
    """
    before = (None, comment.hold_id)
    branch = [each for each in below(session, comment) if each.hold_id in before]
    told = tell(session, comment, [each for each in branch if each.hold_id is None])
    session.execute(
        update(Comment)
        .where(col(Comment.id).in_([each.id for each in branch]))
        .values(hold_id=held.id, held_for_id=comment.author_id, shown_seq=None, changed_seq=seq)
    )
    return told


def look_again(session: Session, who: Standing, comment: Comment, seq: int, now: datetime) -> tuple[Tell, ...]:
    """After its writer changed it: where new comments wait for a moderator's look, it waits too; whom to tell.

    What a moderator writes does not wait, and what is held by itself already stays as it is.
    """
    if who.may("moderate") or not _holds_new(session, who.space_id) or _own(session, comment) is not None:
        return (touch(session, comment),)
    held = Hold(comment_id=comment.id, by_id=None, at=now, reason=HELD_BY_RULE, seq=seq)
    session.add(held)
    session.flush()
    return keep_back(session, comment, held, seq)


def waiting(session: Session, comment: Comment) -> Hold | None:
    """The hold of a comment that waits for a moderator's look, by the rule of its space; none of another one."""
    held = _own(session, comment)
    return held if held is not None and held.by_id is None else None


def _own(session: Session, comment: Comment) -> Hold | None:
    """The hold in force that is for this comment itself, not for one that it answers."""
    mine = col(Hold.id) == comment.hold_id, col(Hold.comment_id) == comment.id
    held: Hold | None = session.execute(select(Hold).where(*mine)).scalar_one_or_none()
    return held


def _holds_new(session: Session, space_id: int) -> bool:
    found: bool = session.execute(select(col(Space.holds_new)).where(col(Space.id) == space_id)).scalar_one()
    return found


def below(session: Session, comment: Comment) -> list[Comment]:
    """The comment and everything that answers it, however far down."""
    thread = session.execute(
        select(Comment).where(col(Comment.thread_id) == (comment.thread_id or comment.id)).order_by(col(Comment.id))
    ).scalars()
    found = {comment.id: comment}
    for each in thread:
        if each.parent_id in found:
            found[each.id] = each
    return list(found.values())


def tell(session: Session, comment: Comment, changing: Sequence[Comment]) -> tuple[Tell, ...]:
    """Everybody is told: those who saw it must lose it, and the others get it.

    An answer below that keeps its own state is told to those who see it, as it shows what it answers; so are the
    comments that were answered as duplicates of one of these.
    """
    ids = {each.id for each in changing}
    repeating = (each.tell() for each in answerable.repeating(session, ids) if each.id not in ids)
    touched = (
        touch(session, each)
        if each.id not in ids or veils.is_veiled(session, each.veil_id)
        else Tell(each.document_id, each.id, each.paragraph_id)
        for each in below(session, comment)
    )
    return (*touched, *repeating)

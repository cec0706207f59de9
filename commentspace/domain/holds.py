"""Holding a comment back, with its answers, until it is released."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import answers_at_once, branches, comments, post_keys, record, told, veils
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.dispositions import answerable
from commentspace.domain.record import Tell
from commentspace.domain.tables import Appeal, Comment, Hold
from commentspace.errors import Conflict, Invalid, NotAllowed, marked

LONGEST_REASON = 2_000


def hold(session: Session, caller: Caller, comment_uid: str, reason: str, *, key: str = "", now: datetime) -> None:
    """Show a comment, and the answers below it, to its author and to moderators only; the author is told why.

    One that waits for a moderator's look is refused by this, and then held back by the moderator.
    With the `key` of a form, the same form sent again does nothing more.
    """
    comment, who = _moderated(session, caller, comment_uid)
    if post_keys.is_again(session, who.person_id, "hold", key, comment):
        return
    waiting = branches.waiting(session, comment)
    if comment.hold_id is not None and waiting is None:
        raise Conflict(marked("This comment is held back already."))
    reason = _checked(reason)
    seq = record.next_number(session, comment.space_id)
    held = Hold(comment_id=comment.id, by_id=who.person_id, at=now, reason=reason, seq=seq)
    session.add(held)
    if waiting is not None:
        waiting.released_at, waiting.released_by_id = now, who.person_id
    session.flush()
    tell = branches.keep_back(session, comment, held, seq)
    told.held(session, held.id, now=now)
    post_keys.done(session, who.person_id, "hold", key, comment, now=now)
    _record(session, who, seq, "comment.hold", comment, reason, tell, now)


def _checked(reason: str) -> str:
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(
            marked("Give the reason, in at most %(most)s characters: the writer of the comment reads it."),
            field="reason",
            most=LONGEST_REASON,
        )
    return reason


def release(
    session: Session,
    caller: Caller,
    comment_uid: str,
    reason: str = "",
    *,
    seen: int | None = None,
    key: str = "",
    now: datetime,
) -> None:
    """Show a held comment, and what was held with it, to everybody who may read the space; `key` as in `hold`.

    `seen` is the number of the state that was looked at: Conflict where its writer has changed it since. An appeal
    against the hold is granted by this, and the reason is then told to who appealed.
    """
    comment, who = _moderated(session, caller, comment_uid)
    if post_keys.is_again(session, who.person_id, "release", key, comment):
        return
    if seen not in (None, comment.states):
        raise Conflict(answerable.EDITED)
    held = _releasable(session, who, comment)
    seq = record.next_number(session, comment.space_id)
    held.released_at, held.released_by_id, held.released_reason = now, who.person_id, reason.strip()
    session.add(held)
    session.flush()
    branch = list(
        session.execute(select(Comment).where(col(Comment.hold_id) == held.id).order_by(col(Comment.id))).scalars()
    )
    for each in branch:
        number = each.number or comments.shown_number(session, each.document_id, each.veil_id)
        session.execute(
            update(Comment)
            .where(col(Comment.id) == each.id)
            .values(hold_id=None, held_for_id=_through(session, each), shown_seq=seq, changed_seq=seq, number=number)
        )
    tell = branches.tell(session, comment, branch)
    answers_at_once.tell(session, [each.id for each in branch], now=now)
    _grant(session, held, who, now)
    post_keys.done(session, who.person_id, "release", key, comment, now=now)
    _record(session, who, seq, "comment.release", comment, reason, tell, now)


def _releasable(session: Session, who: Standing, comment: Comment) -> Hold:
    """The hold of a comment that this moderator may end."""
    held: Hold | None = session.execute(
        select(Hold).where(col(Hold.comment_id) == comment.id, col(Hold.released_at).is_(None))
    ).scalar_one_or_none()
    if held is None:
        raise Conflict(marked("This comment is not held back, or it is held with the comment that it answers."))
    if held.by_id not in (None, who.person_id) and comment.author_id == who.person_id:
        raise NotAllowed(marked("Another moderator holds your own comment back. You can appeal against that."))
    if _answers_held(session, comment):
        raise Conflict(marked("The comment that this one answers is held back. Release that one first."))
    return held


def _through(session: Session, comment: Comment) -> int | None:
    """Who sees it behind its veil, now that it is released: those above it are released before."""
    if comment.parent_id is None:
        return None
    return veils.seen_through(session, session.get_one(Comment, comment.parent_id))


def _grant(session: Session, held: Hold, who: Standing, now: datetime) -> None:
    """Whoever has appealed against what is released now is answered by that."""
    waiting = col(Appeal.hold_id) == held.id, col(Appeal.decided_at).is_(None)
    made: Appeal | None = session.execute(select(Appeal).where(*waiting)).scalar_one_or_none()
    if made is not None:
        made.decided_at, made.decided_by_id, made.is_upheld = now, who.person_id, False
        made.answer = held.released_reason
        session.add(made)
        session.flush()
        told.appeal_decided(session, made.id, now=now)


def _moderated(session: Session, caller: Caller, comment_uid: str) -> tuple[Comment, Standing]:
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require("hold")
    return comment, who


def _answers_held(session: Session, comment: Comment) -> bool:
    above = select(col(Comment.hold_id)).where(col(Comment.id) == comment.parent_id)
    return session.execute(above).scalar_one_or_none() is not None


def _record(
    session: Session,
    who: Standing,
    seq: int,
    verb: str,
    comment: Comment,
    reason: str,
    tell: tuple[Tell, ...],
    now: datetime,
) -> None:
    record.append(
        session,
        who,
        seq,
        record.Entry(
            verb,
            {"comment": comment.uid, "reason": reason},
            things=(comment.uid,),
            tell=tell,
        ),
        now=now,
    )

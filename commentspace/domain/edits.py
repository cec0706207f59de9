"""Editing what one wrote: every earlier state is kept and readable."""

from datetime import datetime

from sqlalchemy import insert, update
from sqlmodel import Session, col

from commentspace.domain import comments, post_keys, record, review_windows
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import Body, fingerprint
from commentspace.domain.post_keys import Once
from commentspace.domain.record import Tell
from commentspace.domain.tables import Comment, CommentState
from commentspace.errors import Conflict, NotAllowed, marked


def edit(
    session: Session, caller: Caller, comment_uid: str, body: Body, *, key: str, based_on: int, now: datetime
) -> None:
    """Give a comment a new text; `based_on` is the number of the state that the writer had before them.

    Raises NotFound, NotAllowed for another's comment, Closed after the review, Conflict where it was edited
    meanwhile or withdrawn, SentBefore.
    """
    comment, who = own(session, caller, comment_uid, "edit")
    once = Once(key, fingerprint(comment_uid, body.markdown))
    if post_keys.earlier(session, who.person, "edit", once) is not None:
        return
    if not who.may("moderate"):
        review_windows.taking(session, comment.document_id, now)
    if comment.withdrawn_at is not None:
        raise Conflict(marked("This comment was withdrawn, so it cannot be edited. Post a new one."))
    if comment.states != based_on:
        raise Conflict(
            marked("This comment was edited meanwhile, perhaps in another window. Look at it, then edit again."),
            field="body",
        )
    if comment.body != body.markdown:
        _write(session, who, comment, body, now)
    post_keys.keep(session, who.person, "edit", once, comment.id, now=now)


def own(session: Session, caller: Caller, comment_uid: str, verb: str) -> tuple[Comment, Standing]:
    """One's own comment, for a verb that only its author has."""
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require(verb)
    if comment.author_id != who.person_id:
        raise NotAllowed(marked("Only its author can change a comment."))
    return comment, who


def touch(comment: Comment) -> Tell:
    """Whom a change of this comment is told to: everybody who may see it."""
    people = tuple(person for person in (comment.author_id, comment.held_for_id) if person)
    held = comment.hold_id is not None
    return Tell(comment.document_id, comment.id, comment.paragraph_id, held, people if held else ())


def _write(session: Session, who: Standing, comment: Comment, body: Body, now: datetime) -> None:
    seq = record.next_number(session, comment.space_id)
    number = comment.states + 1
    session.execute(
        update(Comment)
        .where(col(Comment.id) == comment.id)
        .values(body=body.markdown, html=body.html, states=number, edited_at=now, changed_seq=seq)
    )
    state = {"comment_id": comment.id, "number": number, "body": body.markdown, "html": body.html, "at": now}
    session.execute(insert(CommentState), state | {"door": who.door, "seq": seq})
    content = {"comment": comment.uid, "body": body.markdown, "state": number}
    record.append(
        session, who, seq, record.Entry("comment.edit", content, things=(comment.uid,), tell=(touch(comment),)), now=now
    )

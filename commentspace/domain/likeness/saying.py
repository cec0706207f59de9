"""What a moderator says to a group: this comment is not like the others, or it belongs to them after all.

It is kept with who said it, when and why; the groups change at once, and every later look keeps to it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from commentspace.domain import names
from commentspace.domain.access import Caller, standing
from commentspace.domain.answered import wants_answer
from commentspace.domain.likeness import keeping
from commentspace.domain.likeness.counting import counted
from commentspace.domain.likeness.gathering import Stored
from commentspace.domain.likeness.settling import BY_HAND
from commentspace.domain.tables import Alike, Comment, Likeness, LikenessWord
from commentspace.errors import Conflict, Invalid, NotFound, TooLong, marked
from commentspace.text import normal

LONGEST = 2_000
"""Characters of a reason."""
ALONE = marked("This comment is in no group any more. Look at the list again.")
WHICH = marked("There is no comment with this number here that wants an answer. Type the number that stands beside it.")
ITSELF = marked("This is the same comment. Type the number of another one.")
ALREADY = marked("This comment is in the group already.")
LONG = marked("The reason is too long. Shorten it to 2,000 characters.")


class _Standing(NamedTuple):
    id: int
    uid: str
    document_id: int
    near: str
    similar: str


def part(session: Session, caller: Caller, comment_uid: str, reason: str = "", *, now: datetime) -> None:
    """Take a comment out of its groups: it is not like the others there.

    Raises NotFound, NotAllowed, Conflict where it is in none.
    """
    comment = _found(session, caller, comment_uid)
    beside = _beside(session, comment)
    if beside is None:
        raise Conflict(ALONE)
    _keep_word(session, caller, comment.id, beside.id, False, reason, now)
    _leave(session, comment, beside.uid)
    _count(session, comment.document_id)


def join(session: Session, caller: Caller, group_uid: str, number: str, reason: str = "", *, now: datetime) -> None:
    """Put the comment with this number beside another one: a copy of it, as the moderator sees it.

    Raises NotFound, NotAllowed, Invalid where no comment of the document has the number, Conflict where it is there.
    """
    beside = _found(session, caller, group_uid)
    comment = _numbered(session, beside.document_id, number)
    if comment.id == beside.id:
        raise Invalid(ITSELF, field="number")
    if beside.near and comment.near == beside.near:
        raise Conflict(ALREADY)
    _keep_word(session, caller, comment.id, beside.id, True, reason, now)
    if (heir := _beside(session, comment)) is not None:
        _leave(session, comment, heir.uid)
    likeness_id = keeping.begin(session, beside.document_id, now=now)
    near = beside.near or beside.uid
    placed = {comment.id: Stored(near, beside.similar, BY_HAND, 0)}
    if not beside.near:
        placed[beside.id] = Stored(near, beside.similar, "same", 1000)
    keeping.keep(session, likeness_id, placed, now=now)
    _count(session, beside.document_id)


def _found(session: Session, caller: Caller, uid: str) -> _Standing:
    """A comment that wants an answer, with its groups, for who may answer it."""
    space_id = session.execute(select(col(Comment.space_id)).where(col(Comment.uid) == uid)).scalar_one_or_none()
    if space_id is None:
        raise NotFound()
    standing(session, caller, space_id).require("answer")
    found = _standing(session, col(Comment.uid) == uid)
    if found is None:
        raise NotFound()
    return found


def _numbered(session: Session, document_id: int, typed: str) -> _Standing:
    digits = typed.strip().lstrip("#№").strip()
    if not (digits.isdecimal() and len(digits) < 10):
        raise Invalid(WHICH, field="number")
    found = _standing(session, col(Comment.document_id) == document_id, col(Comment.number) == int(digits))
    if found is None:
        raise Invalid(WHICH, field="number")
    return found


def _standing(session: Session, *conditions: Any) -> _Standing | None:
    empty = func.coalesce
    row = session.execute(
        select(
            *(col(Comment.id), col(Comment.uid), col(Comment.document_id)),
            *(empty(col(Alike.near), "").label("near"), empty(col(Alike.similar), "").label("similar")),
        )
        .outerjoin(Alike, col(Alike.comment_id) == col(Comment.id))
        .where(*conditions, wants_answer())
    ).one_or_none()
    return None if row is None else _Standing(*row)


def _beside(session: Session, comment: _Standing) -> _Standing | None:
    """The comment that stands for its group: the first, or, where it is that itself, the likest of the others."""
    for kind, name in (("near", comment.near), ("similar", comment.similar)):
        if name:
            others = col(getattr(Alike, kind)) == name, col(Alike.comment_id) != comment.id
            first = select(col(Comment.uid)).join(Alike, col(Alike.comment_id) == col(Comment.id)).where(*others)
            order = (col(Comment.uid) != name), col(Alike.score).desc(), col(Comment.id)
            uid = session.execute(first.where(wants_answer()).order_by(*order).limit(1)).scalar_one_or_none()
            if uid is not None:
                return _standing(session, col(Comment.uid) == uid)
    return None


def _keep_word(
    session: Session, caller: Caller, comment_id: int, other_id: int, is_alike: bool, reason: str, now: datetime
) -> None:
    said = normal.clean(reason).strip()
    if len(said) > LONGEST:
        raise TooLong(LONG, field="reason")
    values = {"uid": names.new(), "comment_id": comment_id, "other_id": other_id, "is_alike": is_alike}
    session.execute(insert(LikenessWord), [{**values, "reason": said, "by_id": caller.person_id, "at": now}])


def _leave(session: Session, comment: _Standing, heir: str) -> None:
    """Out of its groups; where it gave a group its name, that is called after `heir` now. A group of one is none."""
    session.execute(delete(Alike).where(col(Alike.comment_id) == comment.id))
    for kind, name in (("near", comment.near), ("similar", comment.similar)):
        if not name:
            continue
        group = col(getattr(Alike, kind))
        called = heir if name == comment.uid else name
        if called != name:
            session.execute(update(Alike).where(group == name).values({kind: called}))
        left: Sequence[int] = session.execute(select(col(Alike.id)).where(group == called)).scalars().all()
        if len(left) == 1:
            session.execute(update(Alike).where(group == called).values({kind: ""}))
    session.execute(delete(Alike).where(col(Alike.near) == "", col(Alike.similar) == ""))


def _count(session: Session, document_id: int) -> None:
    session.execute(
        update(Likeness)
        .where(col(Likeness.document_id) == document_id)
        .values(distinct=counted(session, document_id).distinct)
    )

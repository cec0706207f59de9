"""Endorsements: somebody supports a comment of another, for themselves or for whom they speak, and may take it back.

What holds for writing a comment holds for supporting one, but for leave to be late: it takes an open review.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, insert, select, update
from sqlmodel import Session, col

from commentspace.domain import branches, comments, entering, names, record, review_windows, veils
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.tables import (
    Comment,
    Delegate,
    Delegation,
    Endorsement,
    Membership,
    Person,
    Space,
)
from commentspace.domain.views import CommentView, EndorserView
from commentspace.errors import Conflict, NotAllowed, marked

ASKED_AT_ONCE = 1_000
"""Values in one question to the database."""

AS_ONE = marked("“%(delegation)s” speaks with one voice here: your focal point endorses comments for it.")


def endorse(session: Session, caller: Caller, comment_uid: str, *, personally: bool = False, now: datetime) -> None:
    """Support a comment of another; done before, it changes nothing.

    Raises NotFound, SignInNeeded, NotAllowed; Conflict for one's own comment, and for one that was withdrawn or that
    others do not see yet; Closed.
    """
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    _require_endorsing(session, who)
    if comment.author_id == who.person:
        raise Conflict(marked("This is your own comment: that you support it is plain."))
    if comment.withdrawn_at is not None:
        raise Conflict(marked("This comment was withdrawn, so it cannot be endorsed."))
    if comment.hold_id is not None or veils.is_veiled(session, comment.veil_id):
        raise Conflict(marked("Others do not see this comment yet, so it cannot be endorsed."))
    review = review_windows.taking(session, comment.document_id, now)
    entering.require_participant(session, who, review)
    if _mine(session, comment.id, who.person) is not None:
        return
    party = _party(session, who) or ("" if personally else who.on_behalf_of)
    uid, seq = names.new(), record.next_number(session, comment.space_id)
    row = {"uid": uid, "comment_id": comment.id, "by_id": who.person, "on_behalf_of": party, "door": who.door}
    masked = entering.under(who, review).masked
    session.execute(insert(Endorsement), row | {"masked": masked, "at": now, "seq": seq})
    _record(session, who, seq, "comment.endorse", comment, uid, now)


def take_back(session: Session, caller: Caller, comment_uid: str, *, now: datetime) -> None:
    """Support it no more, also after the review; where one did not, it changes nothing."""
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    mine = _mine(session, comment.id, who.person)
    if mine is None:
        return
    seq = record.next_number(session, comment.space_id)
    session.execute(update(Endorsement).where(col(Endorsement.id) == mine.id).values(withdrawn_at=now))
    _record(session, who, seq, "comment.endorse-back", comment, mine.uid, now)


def _require_endorsing(session: Session, who: Standing) -> None:
    """The role for it, in a space where one endorses."""
    who.require("endorse")
    if not session.execute(select(col(Space.endorses)).where(col(Space.id) == who.space_id)).scalar_one():
        raise NotAllowed(marked("Comments are not endorsed in this space. Say in an answer that you agree."))


class _Mine(NamedTuple):
    id: int
    uid: str


def _mine(session: Session, comment_id: int, person_id: int) -> _Mine | None:
    row = session.execute(
        select(col(Endorsement.id), col(Endorsement.uid))
        .where(col(Endorsement.comment_id) == comment_id, col(Endorsement.by_id) == person_id)
        .where(col(Endorsement.withdrawn_at).is_(None))
    ).first()
    return _Mine(*row) if row else None


def _party(session: Session, who: Standing) -> str:
    """The delegation in whose name its focal point endorses; empty for whoever belongs to none that speaks as one."""
    row = session.execute(
        select(col(Delegation.name), col(Delegate.part))
        .join(Delegate, col(Delegate.delegation_id) == col(Delegation.id))
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .where(col(Membership.space_id) == who.space_id, col(Membership.person_id) == who.person_id)
        .where(col(Delegate.ended_at).is_(None), col(Delegation.ended_at).is_(None), col(Delegation.speaks_as_one))
        .order_by(col(Delegate.part).desc())
    ).first()
    if row is None:
        return ""
    if row.part != "focal":
        raise NotAllowed(AS_ONE, delegation=row.name)
    return str(row.name)


def _record(
    session: Session, who: Standing, seq: int, verb: str, comment: Comment, endorsement: str, now: datetime
) -> None:
    content = {"comment": comment.uid, "endorsement": endorsement}
    entry = record.Entry(verb, content, things=(comment.uid,), tell=(branches.touch(session, comment),))
    record.append(session, who, seq, entry, now=now)


def with_endorsements(
    session: Session, who: Standing, shown: list[CommentView], endorsed: Sequence[int]
) -> list[CommentView]:
    """These comments with who endorses them, as this person may know it; `endorsed` are the keys of those that are."""
    if not endorsed:
        return shown
    found: dict[int, list[EndorserView]] = {}
    mine: set[int] = set()
    for start in range(0, len(endorsed), ASKED_AT_ONCE):
        for row in session.execute(_rows(endorsed[start : start + ASKED_AT_ONCE])):
            found.setdefault(row.comment_id, []).append(_view(who, row))
            if row.by_id == who.person_id:
                mine.add(row.comment_id)
    return [_with(view, found, mine) for view in shown]


def _with(view: CommentView, found: dict[int, list[EndorserView]], mine: set[int]) -> CommentView:
    """A withdrawn comment is supported by nobody any more."""
    if view.id not in found or view.status == "withdrawn":
        return view
    supporting = tuple(
        replace(each, is_of_earlier=view.edited_at is not None and each.at < view.edited_at) for each in found[view.id]
    )
    return replace(view, endorsed_by=supporting, is_endorsed=view.id in mine)


def _rows(comment_ids: Sequence[int]) -> Select[Any]:
    """The endorsements of these comments, where their space shows them, the first first."""
    return (
        select(
            *(col(getattr(Endorsement, name)) for name in ("comment_id", "by_id", "on_behalf_of", "masked", "at")),
            *(col(Person.name), col(Membership.alias)),
        )
        .join(Comment, col(Comment.id) == col(Endorsement.comment_id))
        .join(Space, col(Space.id) == col(Comment.space_id))
        .join(Person, col(Person.id) == col(Endorsement.by_id))
        .outerjoin(
            Membership,
            (col(Membership.person_id) == col(Endorsement.by_id)) & (col(Membership.space_id) == col(Space.id)),
        )
        .where(col(Endorsement.comment_id).in_(comment_ids), col(Endorsement.withdrawn_at).is_(None))
        .where(col(Space.endorses))
        .order_by(col(Endorsement.id))
    )


def _view(who: Standing, row: Row[Any]) -> EndorserView:
    if not row.masked or who.sees_names or row.by_id == who.person_id:
        return EndorserView(row.name, row.on_behalf_of, row.at)
    return EndorserView((row.alias or "") if row.masked == "alias" else "", "", row.at)

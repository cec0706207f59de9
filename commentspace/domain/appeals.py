"""Appeals against holds: the writer of a held comment says once why it should be seen, and a moderator decides.

Who holds a comment back does not uphold that themselves where another moderator is there; letting it go they may
always. What waits for a moderator's look, by the rule of its space, is not judged yet, so there is no appeal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import branches, comments, holds, record, told
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.tables import Appeal, Comment, Document, Hold, Membership, Person
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, marked
from commentspace.text import normal

LONGEST = 5_000
"""Characters of an appeal, and of its answer."""

OTHER = marked("You hold this comment back yourself, so another moderator decides whether it stays so.")
OWN = marked("This is your own comment, so another moderator decides about it.")


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal; `is_upheld` says whether the hold stays, and is None while nobody has decided."""

    uid: str
    text: str
    by: str
    at: datetime
    decided_at: datetime | None
    decided_by: str
    is_upheld: bool | None
    answer: str


@dataclass(frozen=True, slots=True)
class HoldView:
    """A time in which a comment was held back, with the appeal against it; `by` is empty for the rule of its space.

    Why it was released is for moderators.
    """

    at: datetime
    by: str
    reason: str
    released_at: datetime | None
    released_by: str
    released_reason: str
    appeal: AppealView | None


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An appeal of a document, as moderators list them."""

    comment: str
    number: int | None
    appeal: AppealView


def appeal(session: Session, caller: Caller, comment_uid: str, text: str, *, now: datetime) -> str:
    """Say why one's held comment should be seen, once for each hold; returns the appeal's name.

    Raises NotFound, NotAllowed for another's comment, Invalid for an empty or too long text, Conflict where there is
    nothing to appeal against, or where it was done with another text.
    """
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    if comment.author_id != who.person:
        raise NotAllowed(marked("Only the writer of a comment can appeal."))
    text = _checked(text, "text")
    held = _appealable(session, comment)
    before: Appeal | None = session.execute(select(Appeal).where(col(Appeal.hold_id) == held.id)).scalar_one_or_none()
    if before is not None and before.text != text:
        raise Conflict(marked("You have appealed against this already, and one can do so once."), field="text")
    if before is not None:
        return before.uid
    seq = record.next_number(session, comment.space_id)
    made = Appeal(hold_id=held.id, by_id=who.person, text=text, door=who.door, at=now, seq=seq)
    session.add(made)
    session.flush()
    _record(session, who, seq, "comment.appeal", comment, {"appeal": made.uid, "text": text}, now)
    return made.uid


def _appealable(session: Session, comment: Comment) -> Hold:
    """The hold against which the writer of a comment can appeal; else Conflict with what to do."""
    if comment.withdrawn_at is not None or comment.hold_id is None:
        raise Conflict(marked("This comment is not held back, so there is nothing to appeal against."))
    held = session.get_one(Hold, comment.hold_id)
    if held.comment_id != comment.id:
        raise Conflict(marked("This comment is held back with the one that it answers. Its writer can appeal."))
    if held.by_id is None:
        raise Conflict(
            marked("No moderator has looked at this comment yet. It is seen as soon as one lets it through.")
        )
    return held


def decide(
    session: Session,
    caller: Caller,
    appeal_uid: str,
    answer: str,
    *,
    is_upheld: bool,
    seen: int | None = None,
    now: datetime,
) -> None:
    """Decide an appeal: the hold stays (`is_upheld`), or the comment is released; its writer reads the answer.

    Raises NotFound, NotAllowed, Invalid without an answer, Conflict where it was decided otherwise meanwhile, or is to
    be released and is not as it was `seen` (as `holds.release`).
    """
    found, held, comment = _found(session, caller, appeal_uid)
    who = standing(session, caller, comment.space_id)
    answer = _checked(answer, "answer")
    if found.decided_at is not None:
        if (found.is_upheld, found.answer) == (is_upheld, answer):
            return
        raise Conflict(marked("This appeal was decided meanwhile. Look at what was decided."))
    _require_another(session, who, held, comment, is_upheld=is_upheld)
    if not is_upheld:
        holds.release(session, caller, comment.uid, answer, seen=seen, now=now)
        return
    found.decided_at, found.decided_by_id, found.is_upheld, found.answer = now, who.person_id, True, answer
    session.add(found)
    session.flush()
    told.appeal_decided(session, found.id, now=now)
    seq = record.next_number(session, comment.space_id)
    _record(session, who, seq, "comment.appeal-decided", comment, {"appeal": found.uid, "answer": answer}, now)


def _found(session: Session, caller: Caller, appeal_uid: str) -> tuple[Appeal, Hold, Comment]:
    row = session.execute(
        select(Appeal, Hold, Comment)
        .join(Hold, col(Hold.id) == col(Appeal.hold_id))
        .join(Comment, col(Comment.id) == col(Hold.comment_id))
        .where(col(Appeal.uid) == appeal_uid)
    ).one_or_none()
    if row is None:
        raise NotFound()
    found: tuple[Appeal, Hold, Comment] = tuple(row)
    standing(session, caller, found[2].space_id).require("hold")
    return found


def _require_another(session: Session, who: Standing, held: Hold, comment: Comment, *, is_upheld: bool) -> None:
    """The writer never decides, and who holds it back does not uphold that where another could decide."""
    if who.person_id is None:
        return
    if who.person_id == comment.author_id:
        raise NotAllowed(OWN)
    if is_upheld and who.person_id == held.by_id and _others(session, comment, held):
        raise NotAllowed(OTHER)


def _others(session: Session, comment: Comment, held: Hold) -> bool:
    """Whether somebody moderates here who neither wrote the comment nor holds it back."""
    others = (
        select(col(Membership.id))
        .where(col(Membership.space_id) == comment.space_id, col(Membership.role).in_(("moderator", "owner")))
        .where(col(Membership.ended_at).is_(None))
        .where(col(Membership.person_id).not_in((comment.author_id, held.by_id)))
    )
    return session.execute(others.limit(1)).first() is not None


def _checked(text: str, field: str) -> str:
    text = normal.clean(text).strip()
    if not text or len(text) > LONGEST:
        raise Invalid(marked("Say why, in at most %(most)s characters."), field=field, most=LONGEST)
    return text


def _record(
    session: Session, who: Standing, seq: int, verb: str, comment: Comment, more: dict[str, str], now: datetime
) -> None:
    entry = record.Entry(
        verb, {"comment": comment.uid} | more, things=(comment.uid,), tell=(branches.touch(session, comment),)
    )
    record.append(session, who, seq, entry, now=now)


def history(session: Session, who: Standing, comment_id: int) -> list[HoldView]:
    """Every time in which a comment was held back, for moderators and its writer; nothing for others."""
    author_id = session.execute(select(col(Comment.author_id)).where(col(Comment.id) == comment_id)).scalar_one()
    if not who.sees_held and (who.person_id is None or who.person_id != author_id):
        return []
    rows = session.execute(_holds().where(col(Hold.comment_id) == comment_id))
    return [
        HoldView(
            held.at,
            by or "",
            held.reason,
            held.released_at,
            releasing or "",
            held.released_reason if who.sees_held else "",
            _view(made, appealing or "", deciding or "") if made is not None else None,
        )
        for held, made, by, releasing, appealing, deciding in rows
    ]


@cache
def _holds() -> Select[Hold, Appeal, str, str, str, str]:
    """The times in which comments were held, with their appeals and the names of all who acted."""
    holder, releaser, decider, appellant = (aliased(Person) for _ in range(4))
    return (
        select(Hold, Appeal, col(holder.name), col(releaser.name), col(appellant.name), col(decider.name))
        .outerjoin(Appeal, col(Appeal.hold_id) == col(Hold.id))
        .outerjoin(holder, col(holder.id) == col(Hold.by_id))
        .outerjoin(releaser, col(releaser.id) == col(Hold.released_by_id))
        .outerjoin(appellant, col(appellant.id) == col(Appeal.by_id))
        .outerjoin(decider, col(decider.id) == col(Appeal.decided_by_id))
        .order_by(col(Hold.id))
    )


def _view(made: Appeal, by: str, decided_by: str) -> AppealView:
    return AppealView(made.uid, made.text, by, made.at, made.decided_at, decided_by, made.is_upheld, made.answer)


def of_document(session: Session, who: Standing, document_id: int) -> list[OpenAppeal]:
    """The appeals about comments of a document, those that wait first, then the newest; for moderators."""
    who.require("hold")
    by, decider = aliased(Person), aliased(Person)
    rows = session.execute(
        select(Appeal, col(Comment.uid), col(Comment.number), col(by.name), col(decider.name))
        .join(Hold, col(Hold.id) == col(Appeal.hold_id))
        .join(Comment, col(Comment.id) == col(Hold.comment_id))
        .join(by, col(by.id) == col(Appeal.by_id))
        .outerjoin(decider, col(decider.id) == col(Appeal.decided_by_id))
        .where(col(Comment.document_id) == document_id, col(Comment.space_id) == who.space_id)
        .order_by(col(Appeal.decided_at).is_not(None), col(Appeal.id).desc())
    )
    return [OpenAppeal(uid, number, _view(made, name, decided or "")) for made, uid, number, name, decided in rows]


def open_ones(session: Session, space_ids: Sequence[int]) -> list[tuple[str, str, int]]:
    """Of these spaces, the documents with appeals that nobody has decided: name, symbol and how many.

    For callers who moderate there; one whose comment was withdrawn meanwhile waits for nobody.
    """
    rows = session.execute(
        select(col(Document.uid), col(Document.symbol), func.count())
        .select_from(Appeal)
        .join(Hold, col(Hold.id) == col(Appeal.hold_id))
        .join(Comment, col(Comment.id) == col(Hold.comment_id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Document.space_id).in_(space_ids), col(Appeal.decided_at).is_(None))
        .where(col(Comment.withdrawn_at).is_(None))
        .group_by(col(Document.id), col(Document.uid), col(Document.symbol))
        .order_by(col(Document.symbol))
    )
    return [(uid, symbol, count) for uid, symbol, count in rows]

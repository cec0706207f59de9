"""Finishing a review: a moderator signs under the list of what is left without an answer, which is kept and shown."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step, Steps
from commentspace.domain import outstanding, record, review_windows, reviews, unfinishing, unveiling
from commentspace.domain.access import Caller, Standing
from commentspace.domain.answered import lacks_answer, wants_answer
from commentspace.domain.documents import DocumentView
from commentspace.domain.outstanding import Outstanding
from commentspace.domain.tables import Comment, Finish, FinishOpen, Person, Review
from commentspace.errors import Conflict, Invalid, marked

BATCH = 500
"""Comments of the list that are kept in one transaction."""
LONGEST_STATEMENT = 5_000

NOT_CLOSED = marked("Only a closed round can be finished. Close it first.")
ALREADY = marked("This round is finished already.")
LEFT = marked("Something that was received in time has not been dealt with. Settle what is listed here first.")
CHANGED = marked(
    "Something has changed since you looked: an answer was given or taken back, or a comment came in. "
    "The list is shown again as it is now. Read it, and sign once more."
)
NOT_FINISHED = marked("This round is not finished.")
UNSIGNED = marked("Type your name as it stands in your settings: %(name)s.")


@dataclass(frozen=True, slots=True)
class Ending:
    """What is signed: what is still to be dealt with, how much was answered, and the list of what was not.

    `mark` changes whenever any of it does; `opened` are the keys of the comments without an answer.
    """

    outstanding: Outstanding
    comments: int
    answered: int
    opened: Sequence[int]
    mark: str


@dataclass(frozen=True, slots=True)
class Signing:
    """What a moderator signs: the mark of the list that they saw, their name under it, and why it is left so."""

    mark: str
    signature: str = ""
    statement: str = ""

    def __post_init__(self) -> None:
        if len(self.statement) > LONGEST_STATEMENT:
            raise Invalid(marked("The statement has at most 5,000 characters."), field="statement")


def ending(session: Session, who: Standing, document: DocumentView, review: Review, now: datetime) -> Ending:
    """How a review would end now; for moderators."""
    who.require("review")
    standing = review_windows.of_review(session, review.id, now)
    left = outstanding.of_review(session, who, document, standing, now)
    here = col(Comment.review_id) == review.id
    wanted: int = session.execute(select(func.count()).select_from(Comment).where(here, wants_answer())).scalar_one()
    lacking = select(col(Comment.id)).where(here, lacks_answer()).order_by(col(Comment.number), col(Comment.id))
    opened = list(session.execute(lacking).scalars())
    seen = repr((left, wanted, sorted(opened)))
    return Ending(left, wanted, wanted - len(opened), opened, hashlib.sha256(seen.encode()).hexdigest()[:32])


def lacking(session: Session, who: Standing, review_id: int) -> int:
    """How many comments of a round have no answer; for moderators."""
    who.require("review")
    here = col(Comment.review_id) == review_id
    number: int = session.execute(select(func.count()).select_from(Comment).where(here, lacks_answer())).scalar_one()
    return number


def look(session: Session, caller: Caller, review_uid: str, now: datetime) -> Ending:
    """The same of a round by its name."""
    review, document, who = unveiling.moderated(session, caller, review_uid)
    return ending(session, who, document, review, now)


def finish(caller: Caller, review_uid: str, signing: Signing) -> Steps[str]:
    """Bring a closed review to its end: `Review.sealed_at`; returns the name of what is kept of it.

    A blind review is unveiled by it. What was not answered is kept in batches that nobody sees, and becomes visible
    by one short verb that looks once more. Conflict where it is not closed, something is left to be dealt with, or
    the list has changed; Invalid where the signature or the statement is missing.
    """
    space_id, is_blind = yield Look(_place, (caller, review_uid))
    finish_uid, opened = yield Step(_begin, (caller, review_uid, signing), space_id)
    if is_blind:
        yield from unveiling.unveil(caller, review_uid)
    for start in range(0, len(opened), BATCH):
        yield Step(_list, (finish_uid, opened[start : start + BATCH]), space_id)
    yield Step(_seal, (caller, review_uid, finish_uid, signing.mark), space_id)
    return str(finish_uid)


def _place(session: Session, caller: Caller, review_uid: str) -> tuple[int, bool]:
    review, document, _ = unveiling.moderated(session, caller, review_uid)
    return document.space_id, review.seen == "closing" and review.unveiled_seq is None


def _begin(
    session: Session, caller: Caller, review_uid: str, signing: Signing, *, now: datetime
) -> tuple[str, list[int]]:
    """Check all, and begin a row that no query sees while it has no number of the record.

    One that was begun and not ended goes: it was cut off, or its moderator is told that another came between.
    """
    review, document, who = unveiling.moderated(session, caller, review_uid)
    at_end = _checked(session, document, who, review, signing.mark, now)
    signature, statement = _signed(session, who, signing, at_end)
    cut_off = select(col(Finish.id)).where(col(Finish.review_id) == review.id, col(Finish.seq) == 0)
    session.execute(delete(FinishOpen).where(col(FinishOpen.finish_id).in_(cut_off)))
    session.execute(delete(Finish).where(col(Finish.review_id) == review.id, col(Finish.seq) == 0))
    finish = Finish(
        review_id=review.id,
        by_id=who.person_id,
        at=now,
        signature=signature,
        statement=statement,
        comments=at_end.comments,
        answered=at_end.answered,
        seq=0,
    )
    session.add(finish)
    session.flush()
    return finish.uid, list(at_end.opened)


def _checked(
    session: Session, document: DocumentView, who: Standing, review: Review, mark: str, now: datetime
) -> Ending:
    if review.sealed_at is not None:
        raise Conflict(ALREADY)
    if not unveiling.is_closed(session, document, review, now):
        raise Conflict(NOT_CLOSED)
    at_end = ending(session, who, document, review, now)
    if at_end.outstanding.ends_nothing:
        raise Conflict(LEFT)
    if at_end.mark != mark:
        raise Conflict(CHANGED)
    return at_end


def _signed(session: Session, who: Standing, signing: Signing, at_end: Ending) -> tuple[str, str]:
    """The name and the statement; neither is asked for where every comment has its answer."""
    statement = signing.statement.strip()
    if not at_end.opened:
        return "", statement
    name = "operator" if who.person_id is None else session.get_one(Person, who.person_id).name
    if _plain(signing.signature) != _plain(name):
        raise Invalid(UNSIGNED, field="signature", name=name)
    if not statement:
        raise Invalid(marked("Say why these comments are left without an answer."), field="statement")
    return name, statement


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _begun(session: Session, finish_uid: str) -> Finish:
    """What was begun; Conflict where another moderator has begun since. Keys are given anew, names never."""
    finish: Finish | None = session.execute(select(Finish).where(col(Finish.uid) == finish_uid)).scalar_one_or_none()
    if finish is None:
        raise Conflict(CHANGED)
    return finish


def _list(session: Session, finish_uid: str, comment_ids: Sequence[int], *, now: datetime) -> None:
    finish_id = _begun(session, finish_uid).id
    session.execute(insert(FinishOpen), [{"finish_id": finish_id, "comment_id": each} for each in comment_ids])


def _seal(session: Session, caller: Caller, review_uid: str, finish_uid: str, mark: str, *, now: datetime) -> None:
    """Look once more, and make it so: one number of the record, told to all."""
    review, document, who = unveiling.moderated(session, caller, review_uid)
    finish = _begun(session, finish_uid)
    at_end = _checked(session, document, who, review, mark, now)
    content = {
        "comments": at_end.comments,
        "answered": at_end.answered,
        "signature": finish.signature,
        "statement": finish.statement,
    }
    things = (document.uid, review.uid, finish.uid)
    seq = unfinishing.append(session, who, document, record.Entry("review.finished", content, things), now=now)
    session.execute(update(Finish).where(col(Finish.id) == finish.id).values(seq=seq, at=now))
    session.execute(update(Review).where(col(Review.id) == review.id).values(sealed_at=now))


def undo(session: Session, caller: Caller, review_uid: str, reason: str, *, now: datetime) -> None:
    """Take a finish back, with a reason: what was signed stays in the history. Conflict where it is not finished."""
    review, document, who = unveiling.moderated(session, caller, review_uid)
    if review.sealed_at is None:
        raise Conflict(NOT_FINISHED)
    unfinishing.undo_of(session, who, document, review.id, reviews.checked_reason(reason), now=now)

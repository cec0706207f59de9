"""A finished review that goes on after all: what was signed is undone, and stays in its history."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import record
from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.record import Entry, Tell
from commentspace.domain.tables import Finish, Review


def undo_of(
    session: Session, who: Standing, document: DocumentView, review_id: int, reason: str, *, now: datetime
) -> None:
    """Undo what ended a review, as part of another act or by itself; nothing where it is not finished."""
    in_force = col(Finish.review_id) == review_id, col(Finish.seq) > 0, col(Finish.undone_at).is_(None)
    found = list(session.execute(select(col(Finish.uid)).where(*in_force)).scalars())
    if not found:
        return
    ended = {"undone_at": now, "undone_by_id": who.person_id, "undone_reason": reason}
    session.execute(update(Finish).where(*in_force).values(**ended))
    session.execute(update(Review).where(col(Review.id) == review_id).values(sealed_at=None))
    append(session, who, document, Entry("review.unfinished", {"reason": reason}, (document.uid, *found)), now=now)


def append(session: Session, who: Standing, document: DocumentView, entry: Entry, *, now: datetime) -> int:
    """Record an act on a review, told to everybody who reads its document; returns its number."""
    seq = record.next_number(session, document.space_id)
    told = replace(entry, revision=document.revision_uid, tell=(Tell(document_id=document.id),))
    record.append(session, who, seq, told, now=now)
    return seq

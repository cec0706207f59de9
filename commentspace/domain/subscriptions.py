"""The link in a mail that stops it, without signing in."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import signing
from commentspace.domain.tables import Letter, Membership
from commentspace.errors import NotFound, marked

WHAT = marked("the daily mails and letters to all")


def _letter(session: Session, given: str, secret: bytes) -> Letter:
    uid = signing.verify("unsubscribe", given, secret)
    letter: Letter | None = session.execute(select(Letter).where(col(Letter.uid) == uid)).scalar_one_or_none()
    if letter is None or letter.person_id is None:
        raise NotFound()
    return letter


def read(session: Session, given: str, secret: bytes) -> str:
    """What this link would stop; NotFound for a link that is not ours."""
    _letter(session, given, secret)
    return WHAT


def end(session: Session, given: str, secret: bytes, *, now: datetime) -> str:
    """Stop the daily mail of the letter's space, or of every space for a letter that is about several."""
    letter = _letter(session, given, secret)
    mine = col(Membership.person_id) == letter.person_id
    if letter.space_id is not None:
        mine = mine & (col(Membership.space_id) == letter.space_id)
    session.execute(update(Membership).where(mine).values(digest="off"))
    return WHAT

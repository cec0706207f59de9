"""The link in a mail that stops it, without signing in."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import signing
from commentspace.domain.tables import Letter, Membership
from commentspace.errors import NotFound, marked

DAILY = marked("the daily mail with new comments")
TO_ALL = marked("the letters that moderators write to all members")


def _letter(session: Session, given: str, secret: bytes) -> Letter:
    uid = signing.verify("unsubscribe", given, secret)
    letter: Letter | None = session.execute(select(Letter).where(col(Letter.uid) == uid)).scalar_one_or_none()
    if letter is None or letter.person_id is None:
        raise NotFound()
    return letter


def read(session: Session, given: str, secret: bytes) -> str:
    """What this link would stop; NotFound for a link that is not ours."""
    return _what(_letter(session, given, secret))


def _what(letter: Letter) -> str:
    return TO_ALL if letter.kind == "announcement" else DAILY


def end(session: Session, given: str, secret: bytes, *, now: datetime) -> str:
    """Stop what the letter is of, in its space, or in every space for a letter that is about several."""
    letter = _letter(session, given, secret)
    mine = col(Membership.person_id) == letter.person_id
    if letter.space_id is not None:
        mine = mine & (col(Membership.space_id) == letter.space_id)
    stopped = {"takes_announcements": False} if letter.kind == "announcement" else {"digest": "off"}
    session.execute(update(Membership).where(mine).values(**stopped))
    return _what(letter)

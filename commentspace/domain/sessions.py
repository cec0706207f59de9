"""Sessions: the browsers in which somebody is signed in, each a row that can be ended."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import names
from commentspace.domain.access import Caller
from commentspace.domain.tables import Login, Person
from commentspace.errors import NotFound

LASTS = timedelta(days=60)
"""How long a browser stays signed in without being used."""
NOTED = timedelta(hours=1)
"""How exactly it is known when a browser was last used."""


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256 (the secrets are random, so no slow hash is needed)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(session: Session, person_id: int, agent: str, *, now: datetime) -> str:
    """Sign this person in; returns the token for the cookie."""
    token = names.token()
    session.add(Login(person_id=person_id, token_hash=digest(token), began_at=now, seen_at=now, browser=agent[:200]))
    return token


@dataclass(frozen=True, slots=True)
class Known:
    """Who a cookie belongs to."""

    person_id: int
    uid: str
    name: str
    language: str
    zone: str
    is_admin: bool
    login: str
    began_at: datetime
    seen_at: datetime


def who(session: Session, token: str, now: datetime) -> Known | None:
    """Whose session this token is, if it still lasts."""
    row = session.execute(
        select(
            col(Person.id),
            col(Person.uid),
            col(Person.name),
            col(Person.language),
            col(Person.zone),
            col(Person.is_admin),
            *(col(Login.uid).label("login"), col(Login.began_at), col(Login.seen_at)),
        )
        .join(Login, col(Login.person_id) == col(Person.id))
        .where(
            col(Login.token_hash) == digest(token),
            col(Login.ended_at).is_(None),
            col(Login.seen_at) > now - LASTS,
            col(Person.erased_at).is_(None),
        )
    ).first()
    return Known(*row) if row else None


def seen(session: Session, token: str, *, now: datetime) -> None:
    """Note, at most once an hour, that a session is still used."""
    session.execute(
        update(Login)
        .where(col(Login.token_hash) == digest(token), col(Login.seen_at) < now - NOTED)
        .values(seen_at=now)
    )


def out(session: Session, token: str, *, now: datetime) -> str:
    """End a session; returns its name, so that its sockets can be ended too."""
    login: Login | None = session.execute(
        select(Login).where(col(Login.token_hash) == digest(token))
    ).scalar_one_or_none()
    if login is None:
        raise NotFound()
    login.ended_at = now
    session.add(login)
    return login.uid


@dataclass(frozen=True, slots=True)
class SessionView:
    """A browser in which somebody is signed in, as they see it; `browser` is its User-Agent."""

    uid: str
    browser: str
    began_at: datetime
    seen_at: datetime


def of_person(session: Session, caller: Caller, now: datetime) -> list[SessionView]:
    """The sessions of this person that last, the one used last first."""
    rows = session.execute(
        select(col(Login.uid), col(Login.browser), col(Login.began_at), col(Login.seen_at))
        .where(
            col(Login.person_id) == caller.person,
            col(Login.ended_at).is_(None),
            col(Login.seen_at) > now - LASTS,
        )
        .order_by(col(Login.seen_at).desc(), col(Login.id).desc())
    )
    return [SessionView(*row) for row in rows]


def end(session: Session, caller: Caller, uid: str, *, now: datetime) -> list[str]:
    """End one of one's own sessions; returns its name, nothing where it had ended. NotFound for anybody else's."""
    mine = (col(Login.uid) == uid, col(Login.person_id) == caller.person)
    if session.execute(select(col(Login.id)).where(*mine)).first() is None:
        raise NotFound()
    ended = update(Login).where(*mine, col(Login.ended_at).is_(None)).values(ended_at=now)
    return list(session.execute(ended.returning(col(Login.uid))).scalars())


def end_others(session: Session, caller: Caller, login: str, *, now: datetime) -> list[str]:
    """End all of one's sessions but the one of this name; returns the names of those that were ended."""
    others = (col(Login.person_id) == caller.person, col(Login.uid) != login, col(Login.ended_at).is_(None))
    ended = update(Login).where(*others).values(ended_at=now).returning(col(Login.uid))
    return list(session.execute(ended).scalars())

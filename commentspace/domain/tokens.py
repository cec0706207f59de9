"""Keys with which a program acts for a person: made by them, shown once, ended by them; only hashes are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import names
from commentspace.domain.access import Caller
from commentspace.domain.sessions import digest
from commentspace.domain.tables import Person, Token
from commentspace.errors import Invalid, NotFound, Refusal, TooMany, marked
from commentspace.text import normal

PREFIX = "cs_"
"""Every key begins so: programs that look for secrets in files find it."""
FEED_PREFIX = "csf_"
"""So does one that stands in an address: it opens feeds and calendars, and nothing else."""
SCOPES = ("read", "write")
FEED = "feed"
"""The name of a key in a person's addresses of feeds and calendars."""
MOST = 20
LASTS = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365), "": None}
"""How long a key can last, by the word in the form; the last for ever."""
NOTED = timedelta(hours=1)


class Unknown(Refusal):
    """The key opens nothing."""

    sentence = marked(
        "This key is not known here, or has ended. Make another in your settings, under “Keys for programs”."
    )


class OnlyReads(Refusal):
    """The key was made for reading."""

    sentence = marked("This key was made for reading only. Make one in your settings that may write.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants a key for; checked by `of`."""

    name: str
    scope: str
    lasts: timedelta | None

    @classmethod
    def of(cls, name: str, scope: str, days: str) -> "Wanted":
        """Invalid, with the field at fault, where it says nothing sensible."""
        name = normal.line(name, field="name")
        if not name or len(name) > 80 or name == FEED:
            raise Invalid(marked("Name what the key is for, in at most 80 characters."), field="name")
        if scope not in SCOPES:
            raise Invalid(marked("Choose what the key may do."), field="scope")
        if days not in LASTS:
            raise Invalid(marked("Choose how long the key lasts."), field="days")
        return cls(name, scope, LASTS[days])


@dataclass(frozen=True, slots=True)
class TokenView:
    """A key as its person sees it in a list; the key itself is not kept."""

    uid: str
    name: str
    scope: str
    made_at: datetime
    used_at: datetime | None
    expires_at: datetime | None

    @property
    def is_feed(self) -> bool:
        """Whether it stands in addresses of feeds."""
        return self.name == FEED


def make(session: Session, caller: Caller, wanted: Wanted, *, now: datetime) -> str:
    """Make a key; the answer is the key, which nobody can see again. TooMany where there are enough."""
    return _made(session, caller, wanted, PREFIX, now)


def make_feed(session: Session, caller: Caller, *, now: datetime) -> str:
    """Make a key that stands in addresses of feeds and calendars, until it is ended."""
    return _made(session, caller, Wanted(FEED, "read", None), FEED_PREFIX, now)


def _made(session: Session, caller: Caller, wanted: Wanted, prefix: str, now: datetime) -> str:
    if len(of_person(session, caller, now)) >= MOST:
        raise TooMany(marked("You have %(most)s keys. End one that you no longer use."), most=MOST)
    key = prefix + names.token()
    session.add(
        Token(
            person_id=caller.person,
            name=wanted.name,
            token_hash=digest(key),
            scope=wanted.scope,
            made_at=now,
            expires_at=now + wanted.lasts if wanted.lasts else None,
        )
    )
    return key


def of_person(session: Session, caller: Caller, now: datetime) -> list[TokenView]:
    """The keys of this person that still open something, the newest first."""
    columns = [col(getattr(Token, name)) for name in ("uid", "name", "scope", "made_at", "used_at", "expires_at")]
    rows = session.execute(
        select(*columns).where(col(Token.person_id) == caller.person, _lasts(now)).order_by(col(Token.id).desc())
    )
    return [TokenView(*row) for row in rows]


def end(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """End one of one's own keys at once; NotFound for anybody else's."""
    mine = (col(Token.uid) == uid, col(Token.person_id) == caller.person)
    if session.execute(select(col(Token.id)).where(*mine)).first() is None:
        raise NotFound()
    session.execute(update(Token).where(*mine, col(Token.ended_at).is_(None)).values(ended_at=now))


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a key acts for."""

    person_id: int
    token_id: int
    scope: str
    language: str
    used_at: datetime | None

    def require(self, scope: str) -> None:
        """Go on, or OnlyReads."""
        if scope == "write" and self.scope != "write":
            raise OnlyReads()


def holder(session: Session, key: str, now: datetime, *, of_feeds: bool = False) -> Holder:
    """Whom this key acts for; Unknown where it opens nothing. A key of feeds opens nothing else."""
    if key.startswith(FEED_PREFIX) != of_feeds:
        raise Unknown()
    columns: list[Any] = [col(Person.id), col(Token.id), col(Token.scope), col(Person.language), col(Token.used_at)]
    row = session.execute(
        select(*columns)
        .join(Token, col(Token.person_id) == col(Person.id))
        .where(col(Token.token_hash) == digest(key), _lasts(now), col(Person.erased_at).is_(None))
    ).first()
    if row is None:
        raise Unknown()
    return Holder(*row)


def note_use(session: Session, token_id: int, *, now: datetime) -> None:
    """Note that a key was used; doors ask for it at most once an hour (`NOTED`)."""
    session.execute(update(Token).where(col(Token.id) == token_id).values(used_at=now))


def _lasts(now: datetime) -> ColumnElement[bool]:
    unended = col(Token.ended_at).is_(None)
    return unended & or_(col(Token.expires_at).is_(None), col(Token.expires_at) > now)

"""Signing in by a mailed link or code: good once, for ten minutes, in the browser that asked."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import limits, names, outbox, people, sessions
from commentspace.domain.sessions import digest
from commentspace.domain.tables import Address, Person, SignIn
from commentspace.errors import Invalid, marked

GOOD_FOR = timedelta(minutes=10)
TRIES = 5
"""Wrong codes of one browser, over all the letters that it has asked for."""

LETTER_PAUSE, LETTERS_A_DAY = timedelta(minutes=1), 20
"""How often an address gets a letter; who asks more often is answered as always."""
NETWORK_WINDOW, ASKED_FROM_NETWORK = timedelta(minutes=15), 300
"""How often a network may ask: a whole conference may sit behind one address."""

STALE = marked("This link or code is no longer good: it can be used once, within ten minutes. Ask for a new one.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser keeps (`uid`, `browser`) until the link or the code comes back."""

    uid: str
    browser: str


def ask(session: Session, address: str, next_path: str, network: str, browser: str = "", *, now: datetime) -> Asked:
    """Mail a link and a code to this address if somebody has it; the answer is the same if nobody has.

    `browser` is the secret that the browser keeps from asking before: while it is good it stays, so that each of
    the letters that are on their way signs in.
    """
    address = people.checked_address(address)
    limits.allow(session, f"sign-in-from:{network}", ASKED_FROM_NETWORK, NETWORK_WINDOW, now)
    is_due = _letter_is_due(session, address, now)
    person = people.with_address(session, address) if is_due else None
    if not _can_try(_live(session, browser, now)):
        browser = names.token()
    link, code = names.token(), f"{secrets.randbelow(10**8):08d}"
    asked = SignIn(
        person_id=person.id if person else None,
        link_hash=digest(link),
        code_hash=digest(code),
        browser_hash=digest(browser),
        asked_at=now,
        expires_at=now + GOOD_FOR,
        next_path=next_path,
    )
    session.add(asked)
    session.flush()
    if person:
        outbox.intend(
            session,
            outbox.Intent(
                kind="sign-in",
                dedup=f"sign-in:{asked.uid}",
                person_id=person.id,
                address=people.as_given(session, address),
                subjects={"link": link, "code": code, "until": now + GOOD_FOR},
            ),
            now=now,
        )
    return Asked(asked.uid, browser)


def _letter_is_due(session: Session, address: str, now: datetime) -> bool:
    """Whether this address, known or not, may get another letter; if so it is counted."""
    to = f"sign-in:{people.folded(address)}"
    is_due = limits.has_room(session, to, 1, LETTER_PAUSE, now) and limits.has_room(
        session, to, LETTERS_A_DAY, timedelta(days=1), now
    )
    if is_due:
        limits.count(session, to, now)
    return is_due


def _live(session: Session, browser: str, now: datetime) -> list[SignIn]:
    """What this browser has asked for and not yet used, while it is good; the newest first."""
    found = session.execute(
        select(SignIn)
        .where(
            col(SignIn.browser_hash) == digest(browser),
            col(SignIn.used_at).is_(None),
            col(SignIn.expires_at) > now,
        )
        .order_by(col(SignIn.id).desc())
    )
    return list(found.scalars())


def _can_try(live: Sequence[SignIn]) -> bool:
    return bool(live) and sum(asked.tries for asked in live) < TRIES


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the cookie, whose it is, and where they wanted to go."""

    token: str
    person_id: int
    next_path: str


def owner(session: Session, link: str, now: datetime) -> str:
    """The name of the person whom a mailed link signs in; Invalid where it is not good any more."""
    name: str | None = session.execute(
        select(col(Person.name))
        .join(SignIn, col(SignIn.person_id) == col(Person.id))
        .where(col(SignIn.link_hash) == digest(link), col(SignIn.used_at).is_(None), col(SignIn.expires_at) > now)
    ).scalar_one_or_none()
    if name is None:
        raise Invalid(STALE)
    return name


def by_link(session: Session, link: str, browser: str, agent: str, *, now: datetime) -> SignedIn:
    """Sign in with the mailed link, in the browser that asked; Invalid where it is not good any more."""
    asked = session.execute(select(SignIn).where(col(SignIn.link_hash) == digest(link))).scalar_one_or_none()
    if asked is None or asked.used_at or asked.expires_at <= now:
        raise Invalid(STALE)
    if not hmac.compare_digest(asked.browser_hash, digest(browser)):
        raise Invalid(
            marked(
                "This link was asked for in another browser. Open it there, "
                "or type the code from the mail in the browser in which you asked."
            )
        )
    return _begin(session, asked, agent, now)


def by_code(
    session: Session, asked_uid: str, browser: str, code: str, agent: str, *, now: datetime
) -> "SignedIn | str":
    """Sign in with the typed code of any letter that this browser has asked for and that is still good.

    A wrong code is counted, so the answer is then a sentence, not a refusal.
    """
    live = _live(session, browser, now)
    if not _can_try(live) or asked_uid not in {asked.uid for asked in live}:
        raise Invalid(STALE)
    typed = digest("".join(character for character in code if character.isdigit()))
    for asked in live:
        if asked.person_id is not None and hmac.compare_digest(asked.code_hash, typed):
            return _begin(session, asked, agent, now)
    live[0].tries += 1
    session.add(live[0])
    return marked("This is not the code in the mail. Look again at its eight digits.")


def _begin(session: Session, asked: SignIn, agent: str, now: datetime) -> SignedIn:
    """The session; whatever else the browser had asked for is used up with it."""
    if asked.person_id is None:
        raise Invalid(STALE)
    session.execute(
        update(SignIn)
        .where(col(SignIn.browser_hash) == asked.browser_hash, col(SignIn.used_at).is_(None))
        .values(used_at=now)
    )
    session.execute(
        update(Address)
        .where(col(Address.person_id) == asked.person_id, col(Address.verified_at).is_(None), col(Address.is_main))
        .values(verified_at=now)
    )
    return SignedIn(sessions.begin(session, asked.person_id, agent, now=now), asked.person_id, asked.next_path)

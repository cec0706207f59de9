"""Bounces: each is kept with what it says, and when there are enough of them letters to that address end.

The score is a query over them (docs/decisions/0013-bounces.md): what came before the last lifting does not count.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.domain import people, suppressions
from commentspace.domain.failures import Failure, Kind
from commentspace.domain.tables import Bounce, Letter, Membership, Suppression

APART = timedelta(days=1)
HARD_WITHIN = timedelta(days=30)
"""Two hard ones a day apart, within so long, end the letters."""
MANY_HARD, MANY_HARD_WITHIN = 3, timedelta(days=7)
MOST_SOFT, SOFT_WITHIN = 10, timedelta(days=14)
COMPLAINTS = 2
"""Of two letters within HARD_WITHIN: anybody can write one about a letter whose address they got hold of."""


def note(session: Session, inbound_id: int, letter_uid: str, failure: Failure, *, now: datetime) -> None:
    """A mail says that a letter did not arrive; the same mail counts once.

    It counts against the address to which the letter went, whatever address the mail names: its own address is
    signed, and so it is certain which letter it is about.
    """
    letter = session.execute(
        select(col(Letter.id), col(Letter.address), col(Letter.person_id)).where(col(Letter.uid) == letter_uid)
    ).first()
    known = select(col(Bounce.id)).where(col(Bounce.inbound_id) == inbound_id)
    if letter is not None and session.execute(known).first() is None:
        _keep(session, letter, failure, inbound_id, now)


def refused(session: Session, letter_id: int, failure: Failure | None, *, now: datetime) -> None:
    """A server did not take a letter, and never will; without a `failure` that says nothing of the address."""
    if failure is not None:
        columns = col(Letter.id), col(Letter.address), col(Letter.person_id)
        _keep(session, session.execute(select(*columns).where(col(Letter.id) == letter_id)).one(), failure, None, now)


def _keep(session: Session, letter: Any, failure: Failure, inbound_id: int | None, now: datetime) -> None:
    address = people.folded(letter.address)
    kept = Bounce(
        address=address,
        kind=failure.kind,
        status=failure.status,
        said=failure.said,
        letter_id=letter.id,
        inbound_id=inbound_id,
        at=now,
    )
    session.add(kept)
    session.flush()
    if failure.kind != "policy" and _is_enough(_counting(session, address, now), now):
        suppressions.suppress(session, address, failure.kind, now=now)
        if failure.kind == "complaint":
            _end_letters_to_many(session, letter.person_id)


def _end_letters_to_many(session: Session, person_id: int | None) -> None:
    """Who complained wants no daily mail and no letters to all, when letters go there again."""
    mine = col(Membership.person_id) == person_id
    session.execute(update(Membership).where(mine).values(digest="off", takes_announcements=False))


def _counting(session: Session, address: str, now: datetime) -> Sequence[Any]:
    """The bounces of this address that count."""
    lifted = select(func.max(col(Suppression.lifted_at))).where(col(Suppression.address) == address)
    columns = col(Bounce.kind), col(Bounce.at), col(Bounce.letter_id), col(Bounce.id)
    found = select(*columns).where(col(Bounce.address) == address, col(Bounce.at) > now - HARD_WITHIN)
    since = session.execute(lifted).scalar()
    found = found.order_by(col(Bounce.id))
    return session.execute(found if since is None else found.where(col(Bounce.at) > since)).all()


def _is_enough(found: Sequence[Any], now: datetime) -> bool:
    """The rule: hard ones on two days, or of three letters in a week; many soft ones in two weeks; two complaints.

    Letters are counted, not what is said of them: whoever gets hold of one letter's address can speak of that alone.
    """
    hard, soft = _letters(found, "hard"), _letters(found, "soft")
    on_two_days = bool(hard) and max(hard) - min(hard) >= APART
    lately = [at for at in hard if at > now - MANY_HARD_WITHIN]
    many_soft = [at for at in soft if at > now - SOFT_WITHIN]
    complained = len(_letters(found, "complaint")) >= COMPLAINTS
    return on_two_days or len(lately) >= MANY_HARD or len(many_soft) > MOST_SOFT or complained


def _letters(found: Sequence[Any], kind: Kind) -> list[datetime]:
    """When each letter was first said to have ended so."""
    first: dict[int, datetime] = {}
    for row in found:
        if row.kind == kind:
            first.setdefault(row.letter_id or -row.id, row.at)
    return list(first.values())

"""The code of conduct of a space: written by its owners, agreed to once per version by whoever comments there.

A change makes a new version, which is agreed to anew; earlier ones stay readable. Moderators are not asked.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from commentspace.domain import record
from commentspace.domain.access import Caller, Role, Standing, standing
from commentspace.domain.bodies import Body
from commentspace.domain.tables import Agreement, Conduct, Membership, Person, Space
from commentspace.errors import Conflict, NotAllowed, marked

CHANGED = marked("The code of conduct was changed meanwhile. Read it as it stands now, then send this again.")


@dataclass(frozen=True, slots=True)
class ConductView:
    """A version of the code of conduct; `html` is safe, and empty where the owners took the code away."""

    number: int
    text: str
    html: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A member who is asked to agree, and which version they agreed to last: 0 and no moment for none."""

    uid: str
    name: str
    on_behalf_of: str
    number: int
    at: datetime | None


def write(session: Session, caller: Caller, space_id: int, body: Body, *, seen: int, now: datetime) -> int:
    """Give a space another code of conduct, or take it away with an empty text; returns its number, 0 for none.

    `seen` is the number that the writer had before them: Conflict where another has come since. The same text again
    makes no new version.
    """
    who = standing(session, caller, space_id)
    who.require("govern")
    before = _number(session, space_id)
    if before != seen:
        raise Conflict(CHANGED, field="text")
    if _text(session, space_id, before) == body.markdown:
        return before
    number = _last(session, space_id) + 1
    row = {"space_id": space_id, "number": number, "text": body.markdown, "html": body.html}
    session.execute(insert(Conduct), row | {"by_id": who.person_id, "at": now})
    in_force = number if body.markdown else 0
    session.execute(update(Space).where(col(Space.id) == space_id).values(conduct_number=in_force))
    content = {"number": str(number), "text": body.markdown}
    record.append(
        session, who, record.next_number(session, space_id), record.Entry("conduct.written", content), now=now
    )
    return in_force


def agree(session: Session, caller: Caller, space_id: int, number: int, *, now: datetime) -> None:
    """Agree to this version, for oneself. Conflict where another is in force; agreed to again it changes nothing."""
    who = standing(session, caller, space_id)
    if who.person_id is not None and not who.is_member:
        raise NotAllowed(marked("Only members of this space agree to its code of conduct."))
    membership = session.execute(
        select(Membership).where(
            col(Membership.space_id) == space_id,
            col(Membership.person_id) == who.person,
            col(Membership.ended_at).is_(None),
        )
    ).scalar_one()
    if not number or number != _number(session, space_id):
        raise Conflict(CHANGED)
    if has_agreed(session, who, number):
        return
    of = col(Conduct.space_id) == space_id, col(Conduct.number) == number
    conduct_id = session.execute(select(col(Conduct.id)).where(*of)).scalar_one()
    row = {"membership_id": membership.id, "conduct_id": conduct_id, "door": who.door, "at": now}
    session.execute(insert(Agreement), row)
    entry = record.Entry("conduct.agreed", {"number": str(number)}, things=(membership.uid,))
    record.append(session, who, record.next_number(session, space_id), entry, now=now)


def has_agreed(session: Session, who: Standing, number: int) -> bool:
    """Whether this person has agreed to this version."""
    asked = (
        select(col(Agreement.id))
        .join(Conduct, col(Conduct.id) == col(Agreement.conduct_id))
        .join(Membership, col(Membership.id) == col(Agreement.membership_id))
        .where(col(Conduct.space_id) == who.space_id, col(Conduct.number) == number)
        .where(col(Membership.person_id) == who.person_id)
    )
    return session.execute(asked.limit(1)).first() is not None


def to_agree(session: Session, who: Standing) -> int:
    """The number of the version that this person has yet to agree to before they comment; 0 where nothing is asked."""
    if who.person_id is None or not who.may("comment") or who.may("moderate"):
        return 0
    number = _number(session, who.space_id)
    return number if number and not has_agreed(session, who, number) else 0


def in_force(session: Session, who: Standing) -> ConductView | None:
    """The code of conduct as it stands, for whoever may read the space."""
    number = _number(session, who.space_id)
    return next((each for each in versions(session, who) if each.number == number), None)


def versions(session: Session, who: Standing) -> list[ConductView]:
    """Every version, the newest first."""
    who.require("read")
    rows = session.execute(
        select(col(Conduct.number), col(Conduct.text), col(Conduct.html), col(Person.name), col(Conduct.at))
        .outerjoin(Person, col(Person.id) == col(Conduct.by_id))
        .where(col(Conduct.space_id) == who.space_id)
        .order_by(col(Conduct.number).desc())
    )
    return [ConductView(number, text, html, by or "", at) for number, text, html, by, at in rows]


def agreements(session: Session, who: Standing) -> list[AgreementView]:
    """Who is asked to agree, and to which version they agreed last, for moderators: by name."""
    who.require("moderate")
    last = (
        select(col(Agreement.membership_id), func.max(col(Conduct.number)).label("number"))
        .join(Conduct, col(Conduct.id) == col(Agreement.conduct_id))
        .where(col(Conduct.space_id) == who.space_id)
        .group_by(col(Agreement.membership_id))
        .subquery()
    )
    at = (
        select(col(Agreement.at))
        .join(Conduct, col(Conduct.id) == col(Agreement.conduct_id))
        .where(col(Agreement.membership_id) == col(Membership.id), col(Conduct.number) == last.c.number)
        .where(col(Conduct.space_id) == who.space_id)
        .correlate(Membership, last)
        .scalar_subquery()
    )
    rows = session.execute(
        select(col(Person.uid), col(Person.name), col(Membership.on_behalf_of), func.coalesce(last.c.number, 0), at)
        .select_from(Membership)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .outerjoin(last, last.c.membership_id == col(Membership.id))
        .where(col(Membership.space_id) == who.space_id, col(Membership.ended_at).is_(None))
        .where(col(Membership.role) == Role.PARTICIPANT.name.lower())
        .order_by(col(Person.name))
    )
    return [AgreementView(*row) for row in rows]


def _number(session: Session, space_id: int) -> int:
    number: int = session.execute(select(col(Space.conduct_number)).where(col(Space.id) == space_id)).scalar_one()
    return number


def _last(session: Session, space_id: int) -> int:
    found = select(func.max(col(Conduct.number))).where(col(Conduct.space_id) == space_id)
    return session.execute(found).scalar() or 0


def _text(session: Session, space_id: int, number: int) -> str:
    of = col(Conduct.space_id) == space_id, col(Conduct.number) == number
    return session.execute(select(col(Conduct.text)).where(*of)).scalar_one_or_none() or ""

"""What somebody has written and not submitted, for telling them before a review closes; nothing submits itself."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain.contributions import seeing
from commentspace.domain.tables import Contribution, Delegate, Delegation, Document, Membership, Person, Space


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document in which something waits: drafts of one's own, or contributions for the focal point to submit."""

    document_id: int
    document: str
    symbol: str
    slug: str
    drafts: int
    in_room: int


def waiting(session: Session, person_id: int) -> list[Waiting]:
    """What waits for this person in the spaces of which they are a member, by document: two queries for all."""
    drafts = _counted(session, person_id, seeing.drafts(person_id))
    room = _counted(session, person_id, col(Contribution.parent_id).is_(None), _led(person_id))
    if not (drafts or room):
        return []
    rows = session.execute(
        select(col(Document.id), col(Document.uid), col(Document.symbol), col(Space.slug))
        .join(Space, col(Space.id) == col(Document.space_id))
        .where(col(Document.id).in_({*drafts, *room}))
        .order_by(col(Document.symbol), col(Document.id))
    )
    return [Waiting(row.id, row.uid, row.symbol, row.slug, drafts.get(row.id, 0), room.get(row.id, 0)) for row in rows]


def _counted(session: Session, person_id: int, *conditions: object) -> dict[int, int]:
    """How many are open in each document, by its key."""
    here = select(col(Membership.space_id)).where(
        col(Membership.person_id) == person_id, col(Membership.ended_at).is_(None)
    )
    rows = session.execute(
        select(col(Contribution.document_id), func.count())
        .where(col(Contribution.state) == "open", col(Contribution.space_id).in_(here), *conditions)  # type: ignore[arg-type]  # conditions of SQL
        .group_by(col(Contribution.document_id))
    )
    return dict(rows.all())


def _led(person_id: int) -> object:
    """What stands in the rooms of delegations whose focal point they are; moderators have no seat (`seats.of`)."""
    led = (
        select(col(Delegate.delegation_id))
        .join(Delegation, col(Delegation.id) == col(Delegate.delegation_id))
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Person.id) == person_id, col(Person.is_admin).is_(False))
        .where(col(Membership.role).in_(("reader", "participant")))
        .where(col(Delegate.part) == "focal", col(Delegate.ended_at).is_(None), col(Delegation.ended_at).is_(None))
    )
    return col(Contribution.delegation_id).in_(led)

"""What a contribution has said, state by state, and who wrote it so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from commentspace.domain.tables import Contribution, ContributionState, Person

DROPPED = "dropped"
"""The `kind` of the row that holds why a contribution was dropped, and by whom: it is no state of the text."""
SAYING = ("body", "html", "kind", "proposal", "proposal_html")
TOLD_APART = ("body", "kind", "proposal")
"""By which of these one state is another than the one before."""


@dataclass(frozen=True, slots=True)
class StateView:
    """One state of a contribution."""

    number: int
    body: str
    html: str
    kind: str
    proposal: str | None
    proposal_html: str | None
    at: datetime
    by: str


def write(session: Session, key: int, number: int, said: dict[str, Any], by_id: int, now: datetime) -> None:
    """Keep a state beside those before."""
    row = {name: said[name] for name in SAYING}
    session.execute(
        insert(ContributionState), row | {"contribution_id": key, "number": number, "by_id": by_id, "at": now}
    )


def renew(session: Session, row: Contribution, said: dict[str, Any], by_id: int, now: datetime) -> None:
    """Give a contribution a new text; the one before stays readable to those who see it."""
    number = _next(session, row.id)
    changed = col(Contribution.id) == row.id
    session.execute(update(Contribution).where(changed).values(**said, states=row.states + 1, edited_at=now))
    write(session, row.id, number, said, by_id, now)


def drop(session: Session, row: Contribution, reason: str, by_id: int, now: datetime) -> None:
    """Keep why it was dropped."""
    said = {"body": reason, "html": "", "kind": DROPPED, "proposal": None, "proposal_html": None}
    write(session, row.id, _next(session, row.id), said, by_id, now)


def is_same(row: Contribution, said: dict[str, Any]) -> bool:
    """Whether it says this now."""
    return all(getattr(row, name) == said[name] for name in TOLD_APART)


def has_said(session: Session, row: Contribution, said: dict[str, Any], by_id: int) -> bool:
    """Whether this person wrote it so, in any state of it."""
    mine = col(ContributionState.contribution_id) == row.id, col(ContributionState.by_id) == by_id
    same = [col(getattr(ContributionState, name)).is_not_distinct_from(said[name]) for name in TOLD_APART]
    return session.execute(select(col(ContributionState.id)).where(*mine, *same).limit(1)).first() is not None


def is_by_another(session: Session, row: Contribution, person_id: int) -> bool:
    """Whether somebody else gave it the text that it has."""
    of_text = col(ContributionState.contribution_id) == row.id, col(ContributionState.kind) != DROPPED
    last = select(col(ContributionState.by_id)).where(*of_text).order_by(col(ContributionState.number).desc())
    return bool(session.execute(last.limit(1)).scalar_one_or_none() != person_id)


def of_contribution(session: Session, key: int) -> list[StateView]:
    """Every state, the newest first; why it was dropped is one of kind DROPPED. Who asks has asked `seeing`."""
    columns = [col(getattr(ContributionState, name)) for name in ("number", *SAYING, "at")]
    rows = session.execute(
        select(*columns, func.coalesce(col(Person.name), "").label("by"))
        .outerjoin(Person, col(Person.id) == col(ContributionState.by_id))
        .where(col(ContributionState.contribution_id) == key)
        .order_by(col(ContributionState.number).desc())
    )
    return [StateView(**row._mapping) for row in rows]


def _next(session: Session, key: int) -> int:
    mine = col(ContributionState.contribution_id) == key
    last: int = session.execute(select(func.max(col(ContributionState.number))).where(mine)).scalar_one() or 0
    return last + 1

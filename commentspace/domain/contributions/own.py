"""What somebody wrote and has not submitted, among their own data: to be taken away whole, and to be erased."""

from typing import Any

from sqlalchemy import Select, case, delete, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.tables import (
    Comment,
    Contribution,
    ContributionState,
    Covering,
    Delegate,
    Delegation,
    Document,
    Membership,
    Paragraph,
    Space,
)

NOTHING = {"body": "", "html": "", "proposal": None, "proposal_html": None}
NO_WORDS = dict.fromkeys(("exact", "prefix", "suffix", "start"), None)
SAYING = ("body", "html", "kind", "proposal", "proposal_html")


def written(person: int) -> Select[Any]:
    """Drafts, and contributions in rooms, those of delegations that they have left too.

    Of these it is said what they wrote, and not what others made of it, as they may not see that any more.
    """
    own = ("uid", "kind", "language", "exact", "door", "at")
    fate = [_of_draft(col(getattr(Contribution, name)), name) for name in ("state", "ended_at")]
    return (
        select(
            col(Contribution.id).label("contribution_id"),
            *(col(getattr(Contribution, name)) for name in own),
            *fate,
            _of_draft(col(Comment.uid), "comment"),
            col(Document.symbol).label("document"),
            col(Paragraph.uid).label("paragraph"),
            col(Delegation.name).label("in_room_of"),
        )
        .select_from(Contribution)
        .join(Document, col(Document.id) == col(Contribution.document_id))
        .join(Paragraph, col(Paragraph.id) == col(Contribution.paragraph_id))
        .outerjoin(Delegation, col(Delegation.id) == col(Contribution.delegation_id))
        .outerjoin(Comment, col(Comment.id) == col(Contribution.comment_id))
        .where(col(Contribution.author_id) == person)
    )


def _of_draft(column: Any, name: str) -> Any:
    """A column of drafts; nothing of what stands in a room."""
    return case((col(Contribution.delegation_id).is_(None), column)).label(name)


def with_states(session: Session, rows: list[dict[str, Any]]) -> None:
    """Put to each every state that they wrote of it."""
    by_key: dict[int, list[dict[str, Any]]] = {row.pop("contribution_id"): row.setdefault("states", []) for row in rows}
    columns = [col(getattr(ContributionState, name)) for name in ("number", "body", "kind", "proposal", "at")]
    wanted = (
        select(col(ContributionState.contribution_id), *columns)
        .join(Contribution, col(Contribution.id) == col(ContributionState.contribution_id))
        .where(col(ContributionState.contribution_id).in_(by_key))
        .where(col(ContributionState.by_id) == col(Contribution.author_id))
        .order_by(col(ContributionState.id))
    )
    for state in session.execute(wanted):
        row = dict(state._mapping)
        by_key[row.pop("contribution_id")].append(row)


def edited(person: int) -> Select[Any]:
    """What they made of others' contributions, as a focal point."""
    columns = [col(getattr(ContributionState, name)) for name in ("body", "kind", "proposal", "at")]
    found = select(col(Contribution.uid).label("contribution"), *columns).select_from(ContributionState)
    return found.join(Contribution, col(Contribution.id) == col(ContributionState.contribution_id)).where(
        col(ContributionState.by_id) == person, col(Contribution.author_id) != person
    )


def noted(person: int) -> Select[Any]:
    """The notes with which they submitted sets."""
    columns = [col(getattr(Covering, name)) for name in ("uid", "note", "on_behalf_of", "at")]
    found = select(col(Document.symbol).label("document"), *columns).select_from(Covering)
    return found.join(Document, col(Document.id) == col(Covering.document_id)).where(col(Covering.by_id) == person)


def sat(person: int) -> Select[Any]:
    """Their seats in delegations."""
    columns = [col(getattr(Delegate, name)) for name in ("part", "began_at", "ended_at", "reason")]
    found = select(col(Space.slug).label("space"), col(Delegation.name).label("delegation"), *columns)
    return (
        found.select_from(Delegate)
        .join(Delegation, col(Delegation.id) == col(Delegate.delegation_id))
        .join(Space, col(Space.id) == col(Delegation.space_id))
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .where(col(Membership.person_id) == person)
    )


def forget(session: Session, person_id: int, most: int) -> bool:
    """Erase what they wrote and did not submit, and their notes, some at a time; whether there may be more.

    In a room the places of what they wrote stay, without a word, and what they made of others' goes back to what it
    was before.
    """
    if _forget_states(session, person_id, most):
        return True
    mine = select(col(Contribution.id)).where(
        col(Contribution.author_id) == person_id,
        (col(Contribution.body) != "") | col(Contribution.proposal).is_not(None),
    )
    keys = list(session.execute(mine.order_by(col(Contribution.id)).limit(most)).scalars())
    said = col(ContributionState.contribution_id).in_(keys)
    session.execute(delete(ContributionState).where(said))
    session.execute(update(Contribution).where(col(Contribution.id).in_(keys)).values(**NOTHING, **NO_WORDS))
    is_open = col(Contribution.id).in_(keys), col(Contribution.state) == "open"
    session.execute(update(Contribution).where(*is_open).values(state="dropped"))
    if keys:
        return True
    session.execute(delete(Contribution).where(col(Contribution.author_id) == person_id, *_of_nobody_else()))
    unsaid = {"note": "", "html": "", "on_behalf_of": ""}
    session.execute(update(Covering).where(col(Covering.by_id) == person_id).values(**unsaid))
    session.execute(update(Delegate).where(col(Delegate.ended_by_id) == person_id).values(reason=""))
    return False


def _of_nobody_else() -> tuple[Any, ...]:
    """Drafts, to which nothing in a room refers."""
    other = aliased(Contribution)
    referred = select(col(other.parent_id)).where(col(other.parent_id).is_not(None))
    merged = select(col(other.merged_into_id)).where(col(other.merged_into_id).is_not(None))
    own = col(Contribution.delegation_id).is_(None), col(Contribution.comment_id).is_(None)
    return (*own, col(Contribution.id).not_in(referred), col(Contribution.id).not_in(merged))


def _forget_states(session: Session, person_id: int, most: int) -> bool:
    """Take back what they made of others' contributions; whether anything was taken back."""
    theirs = (
        select(col(ContributionState.contribution_id))
        .join(Contribution, col(Contribution.id) == col(ContributionState.contribution_id))
        .where(col(ContributionState.by_id) == person_id, col(Contribution.author_id) != person_id)
        .limit(most)
    )
    keys = set(session.execute(theirs).scalars())
    by_them = col(ContributionState.contribution_id).in_(keys), col(ContributionState.by_id) == person_id
    session.execute(delete(ContributionState).where(*by_them))
    for key in keys:
        last = session.execute(
            select(*(col(getattr(ContributionState, name)) for name in SAYING))
            .where(col(ContributionState.contribution_id) == key, col(ContributionState.kind) != "dropped")
            .order_by(col(ContributionState.number).desc())
            .limit(1)
        ).one_or_none()
        before = dict(last._mapping) if last else {**NOTHING, "kind": "substantive"}
        session.execute(update(Contribution).where(col(Contribution.id) == key).values(**before))
    return bool(keys)


def unseat(session: Session, membership_ids: list[int]) -> None:
    """Delete the seats of memberships that are deleted."""
    session.execute(delete(Delegate).where(col(Delegate.membership_id).in_(membership_ids)))

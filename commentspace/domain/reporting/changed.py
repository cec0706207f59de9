"""What became of the text after a round: the revisions issued since, and the proposals that went into them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlmodel import Session, col

from commentspace.domain import filters
from commentspace.domain.access import Standing, visible
from commentspace.domain.reporting.values import Changed, Place, Taken
from commentspace.domain.tables import (
    Adoption,
    Comment,
    Membership,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Revision,
    Version,
    Wording,
)
from commentspace.domain.view_rows import mask
from commentspace.domain.views import ParagraphView


def since(session: Session, who: Standing, review: Row[Any]) -> list[Changed]:
    """The revisions after the one that was commented on, each with what became of its paragraphs."""
    later = session.execute(
        select(col(Revision.id), col(Revision.number), col(Revision.issued_at), col(Revision.about))
        .where(col(Revision.document_id) == review.document_id, col(Revision.seq).is_not(None))
        .where(col(Revision.number) > review.revision)
        .order_by(col(Revision.number))
    ).all()
    relations, taken = _relations(session, [row.id for row in later]), _taken(session, who, review.id)
    return [Changed(row.number, row.issued_at, row.about, relations[row.id], taken[row.id]) for row in later]


def _relations(session: Session, revisions: Sequence[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {revision: {} for revision in revisions}
    rows = session.execute(
        select(col(Placement.revision_id), col(Placement.relation), func.count())
        .where(col(Placement.revision_id).in_(revisions))
        .group_by(col(Placement.revision_id), col(Placement.relation))
    )
    for revision, relation, count in rows:
        found[revision][relation] = count
    return found


def _taken(session: Session, who: Standing, review_id: int) -> dict[int, list[Taken]]:
    """The proposals of this round that went into each revision, as far as this reader may know of them."""
    rows = session.execute(
        select(
            *(col(Adoption.revision_id), col(Comment.number), col(Comment.uid), col(Comment.masked)),
            *(col(Person.name), col(Membership.alias), col(Comment.author_id), col(Wording.label)),
        )
        .select_from(Adoption)
        .join(Comment, col(Comment.id) == col(Adoption.comment_id))
        .join(Person, col(Person.id) == col(Comment.author_id))
        .join(Paragraph, col(Paragraph.id) == col(Adoption.paragraph_id))
        .join(
            Placement,
            and_(
                col(Placement.revision_id) == col(Adoption.revision_id),
                col(Placement.paragraph_id) == col(Adoption.paragraph_id),
            ),
        )
        .join(Revision, col(Revision.id) == col(Adoption.revision_id))
        .join(Version, and_(col(Version.revision_id) == col(Revision.id), col(Version.position) == 0))
        .join(
            PlacedWording,
            and_(
                col(PlacedWording.placement_id) == col(Placement.id),
                col(PlacedWording.language) == col(Version.language),
            ),
        )
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .outerjoin(Membership, filters.author())
        .where(col(Comment.review_id) == review_id, col(Comment.withdrawn_at).is_(None), visible(who))
        .order_by(col(Placement.position), col(Comment.id))
    )
    found: dict[int, list[Taken]] = defaultdict(list)
    for row in rows:
        found[row.revision_id].append(Taken(row.number, row.uid, _author(who, row), row.label))
    return found


def _author(who: Standing, row: Row[Any]) -> str:
    if not row.masked or who.sees_names or row.author_id == who.person_id:
        return str(row.name)
    return mask(row.masked, row.alias)


def along(paragraphs: Sequence[ParagraphView], begun: Sequence[Row[Any]]) -> list[Place]:
    """The parts of the draft under their headings, with the comments on them; those without any are there too."""
    comments = Counter(row.paragraph_id for row in begun)
    answered = Counter(row.paragraph_id for row in begun if row.outcome is not None)
    found: list[tuple[ParagraphView, list[int]]] = []
    for paragraph in paragraphs:
        if not found or paragraph.kind == "heading":
            found.append((paragraph, [0, 0]))
        found[-1][1][0] += comments[paragraph.id]
        found[-1][1][1] += answered[paragraph.id]
    return [Place(f"p-{head.uid}", head.label, head.text, head.language, *counts) for head, counts in found]

"""All revisions of a document and where its comments stood in each: what somebody needs to derive anchors again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.anchors import states
from commentspace.domain.documents import DocumentView
from commentspace.domain.exported import ExportedAnchor, ExportedPlace, ExportedRevision, ExportedWording
from commentspace.domain.tables import (
    Anchor,
    Comment,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Revision,
    Settlement,
    Wording,
)


@dataclass(frozen=True, slots=True)
class History:
    """What was issued, and the anchors of comments by their keys."""

    revisions: tuple[ExportedRevision, ...]
    wordings: tuple[ExportedWording, ...]
    anchors: Mapping[int, tuple[ExportedAnchor, ...]]


NONE = History((), (), {})


def gather(session: Session, document: DocumentView) -> History:
    """Everything that was issued of a document; the texts are everybody's who may read it."""
    issued = session.execute(
        select(Revision)
        .where(col(Revision.document_id) == document.id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number))
    ).scalars()
    return History(
        tuple(_revision(session, each) for each in issued), _wordings(session, document.id), _anchors(session, document)
    )


def _revision(session: Session, revision: Revision) -> ExportedRevision:
    rows = session.execute(
        select(
            *(col(Paragraph.uid), col(PlacedWording.language), col(Wording.hash), col(Placement.relation)),
            *(col(Placement.has_moved), col(Placement.doubt), col(Placement.is_gone)),
        )
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == revision.id)
        .order_by(col(Placement.position), col(PlacedWording.id))
    )
    places = tuple(ExportedPlace(*row) for row in rows)
    found = states.descents(session, revision.id)
    ids = {id for each in found for id in (each.from_id, each.to_id)}
    uids = dict(session.execute(select(col(Paragraph.id), col(Paragraph.uid)).where(col(Paragraph.id).in_(ids))).all())
    descents = tuple((uids[each.from_id], uids[each.to_id], each.kind) for each in found)
    return ExportedRevision(
        revision.number, revision.uid, revision.issued_at, revision.changed, revision.about, places, descents
    )


def _wordings(session: Session, document_id: int) -> tuple[ExportedWording, ...]:
    columns: list[Any] = [col(getattr(Wording, name)) for name in ("hash", "kind", "label", "markdown", "text")]
    rows = session.execute(
        select(*columns)
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .where(col(Paragraph.document_id) == document_id)
        .order_by(col(Wording.id))
    )
    return tuple({row.hash: ExportedWording(*row) for row in rows}.values())


def _anchors(session: Session, document: DocumentView) -> Mapping[int, tuple[ExportedAnchor, ...]]:
    """Where each comment stood, oldest revision first; what a person last said of it beside."""
    rows = session.execute(
        select(
            *(col(Anchor.comment_id), col(Anchor.id), col(Revision.number), col(Paragraph.uid), col(Anchor.language)),
            *(col(Wording.hash), col(Anchor.start), col(Anchor.end), col(Anchor.exact)),
            *(col(Anchor.verdict), col(Anchor.has_moved)),
        )
        .join(Revision, col(Revision.id) == col(Anchor.revision_id))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .where(col(Comment.document_id) == document.id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number))
    )
    said = _settlements(session, document.id)
    found: dict[int, tuple[ExportedAnchor, ...]] = {}
    for comment_id, anchor_id, *where in rows:
        anchor = ExportedAnchor(*where, *said.get(anchor_id, ()))
        found[comment_id] = (*found.get(comment_id, ()), anchor)
    return found


def _settlements(session: Session, document_id: int) -> dict[int, tuple[Any, ...]]:
    rows = session.execute(
        select(col(Settlement.anchor_id), col(Settlement.at), col(Person.name), col(Settlement.reason))
        .join(Person, col(Person.id) == col(Settlement.by_id))
        .join(Anchor, col(Anchor.id) == col(Settlement.anchor_id))
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .where(col(Comment.document_id) == document_id)
        .order_by(col(Settlement.id))
    )
    return {row[0]: tuple(row[1:]) for row in rows}

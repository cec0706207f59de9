"""All revisions of a document and where its comments stood in each: what somebody needs to derive anchors again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.anchors import places, states
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
    Version,
    Wording,
)


@dataclass(frozen=True, slots=True)
class History:
    """What was issued, and the anchors of comments by their keys."""

    revisions: tuple[ExportedRevision, ...]
    wordings: tuple[ExportedWording, ...]
    anchors: Mapping[int, tuple[ExportedAnchor, ...]]


NONE = History((), (), {})


def gather(session: Session, who: Standing, document: DocumentView) -> History:
    """Everything that was issued of a document, as this person may know of it."""
    who.require("read")
    return History(
        tuple(_revisions(session, who, document.id)), _wordings(session, document.id), _anchors(session, document)
    )


def _revisions(session: Session, who: Standing, document_id: int) -> Iterator[ExportedRevision]:
    """The texts are everybody's. What is gone is told in the revision that took it out; later, where comments are seen.

    It is kept there for what was said about it, and would tell of comments that are held back.
    """
    issued = session.execute(
        select(Revision)
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number))
    )
    stood: set[str] = set()
    for each in issued.scalars():
        told = stood | _spoken(session, who, each.id)
        yield _revision(session, each, told)
        stood = _standing(session, each.id)


def _standing(session: Session, revision_id: int) -> set[str]:
    """The names of the paragraphs that stand in a revision."""
    rows = session.execute(
        select(col(Paragraph.uid))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .where(col(Placement.revision_id) == revision_id, col(Placement.is_gone).is_(False))
    )
    return set(rows.scalars())


def _spoken(session: Session, who: Standing, revision_id: int) -> set[str]:
    """The names of the paragraphs at which comments stand there that this person sees."""
    there = places.in_revision(revision_id)
    rows = session.execute(
        select(col(Paragraph.uid))
        .join(there, there.c.paragraph_id == col(Paragraph.id))
        .join(Comment, col(Comment.id) == there.c.comment_id)
        .where(visible(who))
        .distinct()
    )
    return set(rows.scalars())


def _is_there() -> ColumnElement[bool]:
    """Whether readers know of the language version in which a wording stands, in a revision that was issued."""
    mine = col(Version.revision_id) == col(Revision.id), col(Version.language) == col(PlacedWording.language)
    return col(Revision.seq).is_not(None) & exists().where(*mine, col(Version.seq).is_not(None))


def _revision(session: Session, revision: Revision, told: set[str]) -> ExportedRevision:
    """A revision; of what is gone there those that are `told`."""
    rows = session.execute(
        select(
            *(col(Paragraph.uid), col(PlacedWording.language), col(Wording.hash), col(Placement.relation)),
            *(col(Placement.has_moved), col(Placement.doubt), col(Placement.is_gone)),
        )
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Placement.revision_id) == revision.id, _is_there())
        .order_by(col(Placement.position), col(PlacedWording.id))
    )
    placed = [ExportedPlace(*row) for row in rows]
    shown = tuple(each for each in placed if not each.is_gone or each.paragraph in told)
    found = states.descents(session, revision.id)
    ids = {id for each in found for id in (each.from_id, each.to_id)}
    uids = dict(session.execute(select(col(Paragraph.id), col(Paragraph.uid)).where(col(Paragraph.id).in_(ids))).all())
    descents = tuple((uids[each.from_id], uids[each.to_id], each.kind) for each in found)
    return ExportedRevision(
        revision.number, revision.uid, revision.issued_at, revision.changed, revision.about, shown, descents
    )


def _wordings(session: Session, document_id: int) -> tuple[ExportedWording, ...]:
    """What paragraphs have said, each once; nothing of a text that is being issued."""
    columns: list[Any] = [col(getattr(Wording, name)) for name in ("hash", "kind", "label", "markdown", "text")]
    issued = (
        select(col(PlacedWording.wording_id))
        .join(Placement, col(Placement.id) == col(PlacedWording.placement_id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Revision.document_id) == document_id, _is_there())
    )
    rows = session.execute(select(*columns).where(col(Wording.id).in_(issued)).order_by(col(Wording.id)))
    return tuple({row.hash: ExportedWording(*row) for row in rows}.values())


def _anchors(session: Session, document: DocumentView) -> Mapping[int, tuple[ExportedAnchor, ...]]:
    """Where each comment stood, oldest revision first; what a person last said of it beside."""
    rows = session.execute(
        select(
            *(col(Anchor.comment_id), col(Anchor.id), col(Revision.number), col(Paragraph.uid), col(Anchor.language)),
            *(col(Wording.hash), col(Anchor.start), col(Anchor.end), col(Anchor.exact)),
            *(col(Anchor.verdict), col(Anchor.has_moved), col(Anchor.prefix), col(Anchor.suffix)),
            *(col(Anchor.since), col(Anchor.fit), col(Anchor.proposal)),
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

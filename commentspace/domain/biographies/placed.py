"""Where the paragraphs of a line stood in each revision, and in which words: one query for all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from commentspace.domain.tables import Paragraph, Person, PlacedWording, Placement, Revision, Version, Wording
from commentspace.text.languages import direction

NEAR = 12
"""Places above a paragraph among which its neighbour is looked for, past those that were taken out."""
MOST_MOVES = 100


@dataclass(frozen=True, slots=True)
class Issued:
    """A revision: when and by whom it was issued, and what its moderator said of it."""

    id: int
    uid: str
    number: int
    at: datetime
    by: str
    about: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph in a revision, in one language version; one that was taken out is as one that is not there."""

    number: int
    paragraph_id: int
    uid: str
    position: int
    relation: str
    has_moved: bool
    wording_id: int
    kind: str
    level: int
    label: str
    html: str
    text: str
    hash: str
    language: str
    is_borrowed: bool
    is_behind: bool

    @property
    def direction(self) -> str:
        """The direction of its script: "ltr" or "rtl"."""
        return direction(self.language)


def issued(session: Session, document_id: int, version: str, original: str) -> list[Issued]:
    """The issued revisions of a document that have this version, the oldest first."""
    has_it = select(col(Version.revision_id)).where(col(Version.language) == version, col(Version.seq).is_not(None))
    columns = (Revision.id, Revision.uid, Revision.number, Revision.issued_at, Person.name, Revision.about)
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .outerjoin(Person, col(Person.id) == col(Revision.issued_by_id))
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None))
        .where(*(() if version == original else (col(Revision.id).in_(has_it),)))
        .order_by(col(Revision.number))
    )
    return [Issued(row[0], row[1], row[2], row[3], row[4] or "", row[5]) for row in rows]


def of_paragraphs(session: Session, document_id: int, paragraphs: Collection[int], version: str) -> list[Placed]:
    """These paragraphs in every issued revision in which they stand, in the order of revisions and places."""
    placement = (Placement.position, Placement.relation, Placement.has_moved)
    wording = ("id", "kind", "level", "label", "html", "text", "hash", "language")
    rows = session.execute(
        select(
            *(col(Revision.number), col(Paragraph.id), col(Paragraph.uid)),
            *(col(each) for each in placement),
            *(col(getattr(Wording, name)) for name in wording),
            *(col(PlacedWording.is_borrowed), col(PlacedWording.is_behind)),
        )
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.paragraph_id).in_(paragraphs), col(Placement.is_gone).is_(False))
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None))
        .where(col(PlacedWording.language) == version)
        .order_by(col(Revision.number), col(Placement.position))
    )
    return [Placed(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands above a paragraph: its printed label, and its first words."""

    uid: str
    label: str
    text: str


def above(session: Session, moved: Sequence[tuple[int, int]], version: str) -> dict[tuple[int, int], Neighbour]:
    """What stood above these places, each a revision's key and a position; nothing above the first."""
    if not moved:
        return {}
    near = [
        and_(col(Placement.revision_id) == revision, col(Placement.position).between(position - NEAR, position - 1))
        for revision, position in moved[:MOST_MOVES]
    ]
    rows = session.execute(
        select(
            *(col(Placement.revision_id), col(Placement.position)),
            *(col(Paragraph.uid), col(Wording.label), col(Wording.text)),
        )
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(or_(*near), col(Placement.is_gone).is_(False), col(PlacedWording.language) == version)
    ).all()
    found = {}
    for revision, position in moved[:MOST_MOVES]:
        before = [row for row in rows if row.revision_id == revision and row.position < position]
        if before:
            nearest = max(before, key=lambda row: row.position)
            found[revision, position] = Neighbour(nearest.uid, nearest.label, nearest.text)
    return found

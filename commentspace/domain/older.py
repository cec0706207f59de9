"""The revisions of a document, and an older one as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import documents
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Document, Person, Placement, Revision, Version
from commentspace.errors import NotFound
from commentspace.text.alignment import Relation

MOVED = "moved"
TOLD = (Relation.EDITED, Relation.NEW, Relation.DELETED, Relation.SPLIT, Relation.MERGED, Relation.RENUMBERED)
"""What is told of a revision in numbers; besides, how many paragraphs stand elsewhere (`MOVED`)."""
NOTHING = dict.fromkeys((*map(str, TOLD), MOVED), 0)


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision in the list of all; `changes` says how many paragraphs of it are edited, new and so on."""

    id: int
    uid: str
    number: int
    issued_at: datetime
    by: str
    about: str
    filename: str
    changes: dict[str, int] = field(default_factory=dict)


def find(session: Session, caller: Caller, uid: str, number: int) -> tuple[DocumentView, Standing, DocumentView]:
    """A revision of a document, what the caller is there, and the newest; NotFound where they may not know of it."""
    newest, who = documents.find(session, caller, uid)
    who.require("read")
    mine = col(Revision.document_id) == newest.id, col(Revision.number) == number, col(Revision.seq).is_not(None)
    original = col(Version.language) == newest.language
    row = session.execute(
        select(Revision, col(Version.title))
        .outerjoin(Version, (col(Version.revision_id) == col(Revision.id)) & original)
        .where(*mine)
    ).first()
    if row is None:
        raise NotFound()
    revision, title = row
    then = {"revision_id": revision.id, "revision_uid": revision.uid, "revision": number}
    is_older = revision.id != newest.revision_id
    then |= {"issued_at": revision.issued_at, "title": title or newest.title, "is_older": is_older}
    return replace(newest, **then), who, newest


def all_of(session: Session, who: Standing, document_id: int) -> Sequence[RevisionView]:
    """The revisions of a document that were issued, the newest first."""
    who.require("read")
    rows = session.execute(
        select(
            *(col(Revision.id), col(Revision.uid), col(Revision.number), col(Revision.issued_at)),
            *(func.coalesce(col(Person.name), ""), col(Revision.about), col(Revision.filename)),
        )
        .join(Document, col(Document.id) == col(Revision.document_id))
        .outerjoin(Person, col(Person.id) == col(Revision.issued_by_id))
        .where(col(Document.id) == document_id, col(Document.space_id) == who.space_id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number).desc())
    ).all()
    changes = _changes(session, [row[0] for row in rows])
    return [replace(RevisionView(*row), changes=changes.get(row.id, {})) for row in rows]


def _changes(session: Session, revisions: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many paragraphs of each revision have come into it in each way, and how many were taken out with it."""
    rows = session.execute(
        select(
            *(col(Placement.revision_id), col(Placement.relation), func.count()),
            func.count().filter(col(Placement.has_moved)),
        )
        .where(col(Placement.revision_id).in_(revisions), col(Placement.is_gone).is_(False))
        .group_by(col(Placement.revision_id), col(Placement.relation))
    )
    found: dict[int, dict[str, int]] = {}
    for revision_id, relation, count, elsewhere in rows:
        mine = found.setdefault(revision_id, dict(NOTHING))
        if relation in TOLD:
            mine[relation] = count
        mine[MOVED] += elsewhere
    for revision_id, count in _taken_out(session, revisions):
        found.setdefault(revision_id, dict(NOTHING))[Relation.DELETED.value] = count
    return found


def _taken_out(session: Session, revisions: Sequence[int]) -> Sequence[tuple[int, int]]:
    """How many paragraphs are gone in each revision that stood in the one before; what was gone then is not counted."""
    here, before = aliased(Revision), aliased(Revision)
    stood = aliased(Placement)
    follows = (col(before.document_id) == col(here.document_id)) & (col(before.number) == col(here.number) - 1)
    rows = session.execute(
        select(col(Placement.revision_id), func.count())
        .join(here, col(here.id) == col(Placement.revision_id))
        .join(before, follows)
        .join(stood, (col(stood.revision_id) == col(before.id)) & (col(stood.paragraph_id) == Placement.paragraph_id))
        .where(col(Placement.revision_id).in_(revisions), col(Placement.is_gone), col(stood.is_gone).is_(False))
        .group_by(col(Placement.revision_id))
    )
    return [(row[0], row[1]) for row in rows]

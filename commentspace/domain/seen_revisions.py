"""Which revision somebody had before them when they wrote: as a letter showed it, or as their file names it."""

from collections.abc import Callable, Generator
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from commentspace.database import Look, Work
from commentspace.domain import exports
from commentspace.domain.access import Caller
from commentspace.domain.submitted import Known, Submitted
from commentspace.domain.tables import Document, Inbound, LetterBlock, Paragraph, PlacedWording, Placement, Revision

Seen = tuple[str, str]
"""The name of a revision and the language of a version, as `Posting` takes them; both empty for what is newest."""


def by_letter(session: Session, inbound_id: int | None, paragraph_uid: str) -> Seen:
    """The revision and the version that the answered letter showed of this paragraph."""
    row = session.execute(
        select(col(Revision.uid), col(PlacedWording.language))
        .select_from(Inbound)
        .join(LetterBlock, col(LetterBlock.letter_id) == col(Inbound.letter_id))
        .join(Paragraph, col(Paragraph.id) == col(LetterBlock.paragraph_id))
        .join(Revision, col(Revision.id) == col(LetterBlock.revision_id))
        .join(
            Placement,
            (col(Placement.revision_id) == col(Revision.id)) & (col(Placement.paragraph_id) == col(Paragraph.id)),
        )
        .join(
            PlacedWording,
            (col(PlacedWording.placement_id) == col(Placement.id))
            & (col(PlacedWording.wording_id) == col(LetterBlock.wording_id)),
        )
        .where(col(Inbound.id) == inbound_id, col(Paragraph.uid) == paragraph_uid)
        .where(col(Placement.is_gone).is_(False))
        .order_by(col(PlacedWording.is_borrowed), col(LetterBlock.position), col(PlacedWording.id))
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else ("", "")


def named(session: Session, document_id: int, name: str) -> int | None:
    """The issued revision of a document that a file names, by its name outside or its number; None for no such one."""
    if not name:
        return None
    known = [col(Revision.uid) == name]
    if name.isascii() and name.isdecimal() and len(name) <= 6:
        known.append(col(Revision.number) == int(name))
    found: int | None = session.execute(
        select(col(Revision.id))
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None), or_(*known))
        .order_by(col(Revision.uid) != name)
        .limit(1)
    ).scalar_one_or_none()
    return found


def of_file(session: Session, document_uid: str, name: str) -> int | None:
    """The older revision that a file names; None where that is the newest, or not known here."""
    asked = select(col(Document.id), col(Document.revision_id)).where(col(Document.uid) == document_uid)
    document_id, newest = session.execute(asked).one()
    found = named(session, document_id, name)
    return None if found == newest else found


def reading(
    caller: Caller, document_uid: str, content: bytes, name: str, read: Callable[[bytes, str, Known], Submitted]
) -> Generator[Any, Any, Submitted]:
    """Read a filled file against the revision that it is about: the newest, or an older one that it names."""
    known: Known = yield Look(exports.known, (caller, document_uid))
    submitted: Submitted = yield Work(read, (content, name, known))
    older: int | None = yield Look(of_file, (document_uid, submitted.revision))
    if older is not None:
        known = yield Look(exports.known, (caller, document_uid, older))
        submitted = yield Work(read, (content, name, known))
    return submitted

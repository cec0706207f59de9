"""Where a paragraph stood that somebody had before them when they wrote: in the newest revision or an older one."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.access import Caller, standing
from commentspace.domain.postings import Place, place
from commentspace.domain.tables import Paragraph, Placement, Revision
from commentspace.domain.versions.shown import TRANSLATION, UNKNOWN
from commentspace.errors import NotFound


def seen_at(session: Session, caller: Caller, paragraph_uid: str, version: str, revision: str, kind: str = "") -> Place:
    """The paragraph as its writer saw it: in the revision that they name, else in the newest.

    NotFound where they may not know of it; gone where it does not stand there, whether anybody spoke of it or not.
    """
    revision_id = _read_in(session, paragraph_uid, revision)
    named = col(Paragraph.uid) == paragraph_uid
    try:
        return _in_version(session, named, version, revision_id, kind)
    except NotFound:
        last = _last_revision(session, paragraph_uid)
        at = place(session, named, revision_id=last)
        standing(session, caller, at.space_id)
        if version and at.revision_id in (revision_id, at.newest_id):
            raise NotFound(UNKNOWN) from None
        return at._replace(is_gone=True)


def _read_in(session: Session, paragraph_uid: str, revision: str) -> int | None:
    """The key of the revision of this name, that a writer reads; None where they name none.

    NotFound for one that is not issued, or of another document.
    """
    if not revision:
        return None
    found: int | None = session.execute(
        select(col(Revision.id))
        .join(Paragraph, col(Paragraph.document_id) == col(Revision.document_id))
        .where(col(Revision.uid) == revision, col(Revision.seq).is_not(None), col(Paragraph.uid) == paragraph_uid)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def _in_version(session: Session, named: Any, version: str, revision_id: int | None, kind: str) -> Place:
    """The paragraph in the language version that was read; where that has borrowed its words, in the original.

    What is said of a translation stays where there is none, too.
    """
    at = place(session, named, version=version, revision_id=revision_id)
    if at.is_borrowed and kind != TRANSLATION:
        return place(session, named, revision_id=revision_id)
    return at


def _last_revision(session: Session, paragraph_uid: str) -> int:
    """Where a paragraph stood last: one that was taken out answers alike, whether anybody has spoken of it or not."""
    found: int | None = session.execute(
        select(col(Placement.revision_id))
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Paragraph.uid) == paragraph_uid, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number).desc())
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found

"""The language versions of a revision, and a document read in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Comment, PlacedWording, Placement, Revision, Version
from commentspace.domain.versions.shown import TRANSLATION, UNKNOWN
from commentspace.errors import NotFound
from commentspace.text.languages import direction


@dataclass(frozen=True, slots=True)
class VersionView:
    """A language version of a revision; the original is the first."""

    language: str
    title: str
    is_original: bool

    @property
    def direction(self) -> str:
        """The direction of its script: "ltr" or "rtl"."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class VersionState:
    """What moderators are told of a version: of which revision its text is, and what it lacks."""

    version: VersionView
    revision: int
    added_at: datetime
    filename: str
    paragraphs: int
    lacking: int
    behind: int


def of_document(session: Session, document: DocumentView) -> list[VersionView]:
    """The versions of the revision that is read, in their order; of a document in one language that one alone."""
    rows = session.execute(
        select(col(Version.language), col(Version.title))
        .where(col(Version.revision_id) == document.revision_id, col(Version.seq).is_not(None))
        .order_by(col(Version.position), col(Version.id))
    )
    found = [VersionView(row.language, row.title, row.language == document.language) for row in rows]
    return sorted(found, key=lambda each: not each.is_original)


def in_version(session: Session, document: DocumentView, language: str) -> DocumentView:
    """The document as it is read in this version; NotFound where there is none. Empty is the original."""
    wanted = language or document.language
    found = next((each for each in of_document(session, document) if each.language == wanted), None)
    if found is None:
        raise NotFound(UNKNOWN)
    return read_as(document, found)


def read_as(document: DocumentView, version: VersionView) -> DocumentView:
    """The document as it is read in one of its versions."""
    if version.is_original:
        return document
    return replace(document, title=version.title or document.title, version=version.language)


def chosen(
    session: Session,
    who: Standing,
    document: DocumentView,
    asked: str,
    known: str,
    languages: Sequence[str],
    mark: str = "",
) -> DocumentView:
    """The document in the version that is `asked` for, else the one `known` from before, else in one's languages.

    What there is not, is passed over. Where the mark of a comment is given that stays on one version, it is that; but
    not for somebody who may not know of it.
    """
    versions = {each.language: each for each in of_document(session, document)}
    if len(versions) < 2:
        return document
    stays = _stays(session, who, document, mark) if mark.startswith("c-") and not asked else ""
    bases = {tag.partition("-")[0]: tag for tag in reversed(versions)}
    for tag in (asked, stays, known, *(bases.get(each.partition("-")[0], "") for each in languages)):
        if tag in versions:
            return read_as(document, versions[tag])
    return document


def _stays(session: Session, who: Standing, document: DocumentView, mark: str) -> str:
    """The version of a comment that is shown on that one only; empty for one that this person may not know of."""
    root = aliased(Comment)
    row = session.execute(
        select(col(Comment.version), col(Comment.kind), col(root.kind))
        .outerjoin(root, col(root.id) == col(Comment.thread_id))
        .where(col(Comment.uid) == mark.removeprefix("c-"), col(Comment.document_id) == document.id, visible(who))
    ).first()
    return row[0] if row and TRANSLATION in row[1:] else ""


def states(session: Session, document: DocumentView) -> list[VersionState]:
    """The versions of the newest revision, with how many paragraphs they lack or have not followed."""
    rows = session.execute(
        select(
            col(PlacedWording.language),
            func.count(),
            func.count().filter(col(PlacedWording.is_borrowed)),
            func.count().filter(col(PlacedWording.is_behind)),
        )
        .join(Placement, col(Placement.id) == col(PlacedWording.placement_id))
        .where(col(Placement.revision_id) == document.revision_id, col(Placement.is_gone).is_(False))
        .group_by(col(PlacedWording.language))
    )
    counts = {row[0]: row[1:] for row in rows}
    last = _last(session, document.id)
    found = []
    for each in of_document(session, document):
        row = last[each.language]
        found.append(VersionState(each, row[0], row[1], row[2], *counts.get(each.language, (0, 0, 0))))
    return found


def _last(session: Session, document_id: int) -> dict[str, tuple[int, datetime, str]]:
    """The last revision that changed or added each version: its number, when that was, and the file."""
    rows = session.execute(
        select(
            *(col(Version.language), col(Revision.number), col(Version.added_at)),
            *(col(Version.filename), col(Revision.filename), col(Revision.changed)),
        )
        .join(Revision, col(Revision.id) == col(Version.revision_id))
        .where(col(Revision.document_id) == document_id, col(Version.seq).is_not(None), col(Version.is_changed))
        .order_by(col(Revision.number))
    )
    return {row[0]: (row[1], row[2], row[3] or (row[4] if row[5] == row[0] else "")) for row in rows}

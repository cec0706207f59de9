"""Which two revisions are compared, and in which language version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import documents
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Revision, Version
from commentspace.errors import Invalid, marked
from commentspace.text.languages import direction

NO_REVISION = marked("This document has no revision %(number)s. Its newest one is revision %(newest)s.")
NO_VERSION = marked("These two revisions do not both have a text in this language. Take another language.")


@dataclass(frozen=True, slots=True)
class RevisionView:
    """An issued revision, as one chooses it; `versions` are the languages of its texts with their titles."""

    id: int
    uid: str
    number: int
    issued_at: datetime
    about: str
    versions: tuple[tuple[str, str], ...] = ()
    state: int = 0
    """Of its language versions: grows when one is added or taken up anew."""

    def title(self, version: str) -> str:
        """What the document is called in it."""
        return dict(self.versions).get(version, "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; nothing said means the newest revision and the one before, in the original."""

    older: int | None = None
    newer: int | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Two revisions of a document, the older first; the same one twice where the document has but one."""

    document: DocumentView
    who: Standing
    older: RevisionView
    newer: RevisionView
    version: str
    versions: tuple[str, ...]
    """The languages that both have."""
    revisions: tuple[RevisionView, ...]

    @property
    def key(self) -> tuple[str | int, ...]:
        """What the comparison depends on, and nothing else does."""
        return self.older.uid, self.older.state, self.newer.uid, self.newer.state, self.version

    @property
    def direction(self) -> str:
        """Of the version's script."""
        return direction(self.version)


def chosen(session: Session, caller: Caller, uid: str, asked: Asked) -> Chosen:
    """The revisions that are asked for, whichever is named first.

    NotFound where the caller may not know of the document, Invalid where it has no such revision or version.
    """
    document, who = documents.find(session, caller, uid)
    found = revisions(session, document.id)
    newer = _numbered(found, found[-1].number if asked.newer is None else asked.newer)
    older = _numbered(found, max(found[0].number, newer.number - 1) if asked.older is None else asked.older)
    if older.number > newer.number:
        older, newer = newer, older
    both = tuple(each for each, _ in newer.versions if each in dict(older.versions))
    version = asked.version or document.language
    if version not in both:
        raise Invalid(NO_VERSION, field="version")
    return Chosen(document, who, older, newer, version, both, tuple(found))


def revisions(session: Session, document_id: int) -> list[RevisionView]:
    """The issued revisions of a document, the oldest first."""
    issued = col(Revision.seq).is_not(None)
    columns = (Revision.id, Revision.uid, Revision.number, Revision.issued_at, Revision.about)
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]  # columns of tables are typed as their values
        .where(col(Revision.document_id) == document_id, issued)
        .order_by(col(Revision.number))
    ).all()
    texts = session.execute(
        select(col(Version.revision_id), col(Version.language), col(Version.title), col(Version.seq))
        .join(Revision, col(Revision.id) == col(Version.revision_id))
        .where(col(Revision.document_id) == document_id, issued, col(Version.seq).is_not(None))
        .order_by(col(Version.position), col(Version.id))
    ).all()
    return [
        RevisionView(
            row.id,
            row.uid,
            row.number,
            row.issued_at,
            row.about,
            tuple((each.language, each.title) for each in texts if each.revision_id == row.id),
            max((each.seq or 0 for each in texts if each.revision_id == row.id), default=0),
        )
        for row in rows
    ]


def _numbered(found: Sequence[RevisionView], number: int) -> RevisionView:
    for each in found:
        if each.number == number:
            return each
    raise Invalid(NO_REVISION, number=number, newest=found[-1].number, field="to")

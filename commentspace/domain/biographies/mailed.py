"""A biography by mail: whoever may read it may have it sent to themselves."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain import comments, documents, lookups, names, outbox
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.biographies import finding
from commentspace.domain.tables import Letter, Revision, Version
from commentspace.errors import NotAllowed, NotFound, TooMany, marked

KIND = "biography"
"""The kind of these letters."""
A_DAY = 20
"""How many somebody gets in a day."""

MEMBERS_ONLY = marked("Only members of this space get letters from it. You can read and print this page.")
OFTEN = marked(
    "%(most)s biographies have been mailed to you since yesterday, and no more go out today. "
    "You can read and print this page."
)


def may(who: Standing) -> bool:
    """Whether this person gets letters from the space."""
    return who.person_id is not None and (who.is_member or who.may("moderate"))


def ask_paragraph(
    session: Session, caller: Caller, document_uid: str, paragraph_uid: str, version: str = "", *, now: datetime
) -> None:
    """Mail the biography of a paragraph to the caller; NotFound, SignInNeeded, NotAllowed for no member, TooMany."""
    (_, document), who = finding.paragraph(session, caller, paragraph_uid, document_uid)
    _require_version(session, document.id, version)
    _ask(session, who, {"document": document_uid, "paragraph": paragraph_uid, "version": version}, now)


def _require_version(session: Session, document_id: int, version: str) -> None:
    """NotFound where no issued revision has this language version."""
    mine = col(Revision.document_id) == document_id, col(Version.language) == version, col(Version.seq).is_not(None)
    there = select(col(Version.id)).join(Revision, col(Revision.id) == col(Version.revision_id)).where(*mine)
    if version and session.execute(there.limit(1)).first() is None:
        raise NotFound()


def ask_comment(session: Session, caller: Caller, comment_uid: str, *, now: datetime) -> None:
    """Mail the biography of a comment to the caller; the same refusals."""
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    document = documents.find(session, caller, lookups.document_of(session, comment.document_id))[0]
    _ask(session, who, {"document": document.uid, "comment": comment_uid}, now)


def _ask(session: Session, who: Standing, subjects: dict[str, Any], now: datetime) -> None:
    if not (who.person and may(who)):
        raise NotAllowed(MEMBERS_ONLY)
    mine = col(Letter.person_id) == who.person, col(Letter.kind) == KIND
    lately = select(func.count()).select_from(Letter).where(*mine, col(Letter.created_at) > now - timedelta(days=1))
    if session.execute(lately).scalar_one() >= A_DAY:
        raise TooMany(OFTEN, most=A_DAY)
    intent = outbox.Intent(KIND, f"{KIND}:{names.new()}", who.person, who.space_id, subjects)
    outbox.intend(session, intent, now=now)

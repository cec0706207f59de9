"""Who may read the report of a review, and which round it is of."""

from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from commentspace.domain import documents
from commentspace.domain.access import Caller, Role, Standing, standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Document, Review, Revision
from commentspace.errors import NotAllowed, NotFound, SignInNeeded, marked

UNFINISHED = marked("There is no report yet: it is made when the moderators have finished the review.")
NOT_FOR_YOU = marked("The report of this review is not for you to read. Ask a moderator of the space.")


def find(
    session: Session, caller: Caller, document_uid: str, number: int | None
) -> tuple[DocumentView, Standing, Row[Any]]:
    """The document, the reader's standing, and the round of this number or the newest one.

    Moderators read it at any time; members, or everybody where it is public, when the review is finished. A public
    report of a space that is for members only is read as a stranger would read that space. NotFound for a round that
    is not there, and for all that a reader may not know of.
    """
    space_id = session.execute(
        select(col(Document.space_id)).where(col(Document.uid) == document_uid)
    ).scalar_one_or_none()
    if space_id is None:
        raise NotFound()
    review = _round(session, document_uid, number)
    try:
        who = standing(session, caller, space_id)
    except NotFound:
        if review is None or not _is_public(review):
            raise
        who = Standing(space_id, None, Role.STRANGER, caller.door, "")
    if review is None:
        raise NotFound()
    _require(who, review)
    return documents.with_uid(session, document_uid), who, review


def _is_public(review: Row[Any]) -> bool:
    return review.sealed_at is not None and review.report_for == "public"


def _require(who: Standing, review: Row[Any]) -> None:
    if allows(who, review.report_for, is_finished=review.sealed_at is not None):
        return
    if who.person_id is None:
        raise SignInNeeded()
    raise NotAllowed(UNFINISHED if review.sealed_at is None else NOT_FOR_YOU)


def allows(who: Standing, report_for: str, *, is_finished: bool) -> bool:
    """Whether somebody who reads the space may read a report: the rule for its page, its files and links to them."""
    if who.may("review"):
        return True
    return is_finished and (report_for == "public" or (report_for == "members" and who.is_member))


def _round(session: Session, document_uid: str, number: int | None) -> Row[Any] | None:
    """The round of this number, or the newest; what only holds the comments of a draft's own file is none."""
    names = "id uid number title seen named report_for sealed_at unveiled_seq document_id revision_id"
    asked = (
        select(*(col(getattr(Review, name)) for name in names.split()), col(Revision.number).label("revision"))
        .join(Document, col(Document.id) == col(Review.document_id))
        .join(Revision, col(Revision.id) == col(Review.revision_id))
        .where(col(Document.uid) == document_uid, col(Review.number) > 0)
        .order_by(col(Review.id).desc())
        .limit(1)
    )
    return session.execute(asked.where(col(Review.number) == number) if number is not None else asked).one_or_none()

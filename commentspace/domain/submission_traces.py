"""What filled files hold of a person: what of it they may take away, and what goes when they are erased."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import files, row_json
from commentspace.domain.tables import Document, Provenance, Submission, SubmissionRow


def sent(person: int) -> Select[Any]:
    """The files that they sent."""
    own = ["uid", "filename", "form", "layout", "door", "on_behalf_of", "received_at", "settled_at"]
    columns = [col(getattr(Submission, name)) for name in own]
    found = select(col(Document.symbol).label("document"), *columns).select_from(Submission)
    whole = col(Submission.person_id) == person, col(Submission.seq) > 0
    return found.join(Document, col(Document.id) == col(Submission.document_id)).where(*whole)


def rows(person: int) -> Select[Any]:
    """The rows of these files, as they stand there."""
    columns = (
        col(Submission.uid).label("file"),
        *(col(getattr(SubmissionRow, name)) for name in ("position", "verdict")),
    )
    found = select(*columns, col(SubmissionRow.reason), col(SubmissionRow.row)).select_from(SubmissionRow)
    whole = col(Submission.person_id) == person, col(Submission.seq) > 0
    return found.join(Submission, col(Submission.id) == col(SubmissionRow.submission_id)).where(*whole)


def forget(session: Session, person_id: int) -> None:
    """Erase the bytes and names of the files that they sent; their rows go batch by batch (`forget_rows`)."""
    mine = col(Submission.person_id) == person_id
    kept = {each for each in session.execute(select(col(Submission.blob_id)).where(mine)).scalars() if each is not None}
    nothing = {"blob_id": None, "filename": "", "note": "", "on_behalf_of": "", "inbound_id": None}
    session.execute(update(Submission).where(mine).values(**nothing))
    files.erase_unreferred(session, kept)


def forget_rows(session: Session, person_id: int, most: int) -> bool:
    """Erase the next rows of their files, with what comments still say of them; whether there are more."""
    mine = select(col(Submission.id)).where(col(Submission.person_id) == person_id)
    wanted = select(col(SubmissionRow.id)).where(col(SubmissionRow.submission_id).in_(mine)).limit(most)
    ids = list(session.execute(wanted).scalars())
    of_them = col(Provenance.submission_row_id).in_(ids)
    session.execute(update(Provenance).where(of_them).values(submission_row_id=None))
    session.execute(delete(SubmissionRow).where(col(SubmissionRow.id).in_(ids)))
    return len(ids) == most


def forget_named(session: Session, name: str, addresses: Collection[str], is_theirs: Callable[[object], bool]) -> None:
    """Erase their name and addresses where the files of others name them as the writer of a row; the words stay
    others'."""
    for column in (Provenance.said_by, Provenance.said_for):
        said = or_(col(column) == name, *(_has(col(column), each) for each in addresses))
        session.execute(update(Provenance).where(said, col(column) != "").values({column: ""}))
    naming = [_has(col(SubmissionRow.row), each) for each in addresses]
    if name:
        naming.append(col(SubmissionRow.row).like(row_json.within(name), escape="!"))
    if not naming:
        return
    for kept in session.execute(select(SubmissionRow).where(or_(*naming))).scalars():
        row = row_json.row(kept.row)
        cells = tuple((head, "" if is_theirs(cell) else cell) for head, cell in row.cells)
        reviewer = "" if is_theirs(row.reviewer) else row.reviewer
        organisation = "" if is_theirs(row.organisation) else row.organisation
        bare = replace(row, cells=cells, reviewer=reviewer, organisation=organisation)
        kept.row = row_json.kept(bare, row_json.placed_by(kept.row))
        session.add(kept)


def _has(column: Any, address: str) -> ColumnElement[bool]:
    """Whether a column holds an address, in capitals or not."""
    return func.lower(column).like(row_json.within(address), escape="!")

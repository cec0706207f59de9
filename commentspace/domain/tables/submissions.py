"""Filled files: what somebody sent back, row by row, and where each row belongs."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Submission(SQLModel, table=True):
    """A file with comments on a document that somebody sent: a matrix, a Word file, a packet. Its bytes are kept."""

    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    document_id: int = of("document")
    revision_id: int = of("revision")
    """The newest revision when it came: its rows are placed there."""
    person_id: int = of("person")
    blob_id: int | None = perhaps("blob")
    inbound_id: int | None = perhaps("inbound", index=True)
    filename: str
    form: str
    """The kind of file, such as "docx"."""
    layout: str = ""
    """How its rows were understood (`commentspace.domain.submitted`)."""
    door: str
    note: str = ""
    """What was noticed about the whole file, as JSON sentences (`commentspace.domain.why`)."""
    key: str
    on_behalf_of: str = ""
    received_at: Moment = moment()
    settled_at: Moment | None = perhaps_moment()
    """When nothing in it waited any more."""
    seq: int


class SubmissionRow(SQLModel, table=True):
    """One comment that a filled file holds, as it stands there; every row is kept, placed or not."""

    __tablename__ = "submission_row"
    __table_args__ = (
        UniqueConstraint("submission_id", "position"),
        CheckConstraint(
            "verdict IN ('sure', 'doubtful', 'known', 'unplaced', 'empty', 'posted', 'dropped', 'refused')",
            name="verdict",
        ),
    )

    id: int = key()
    uid: str = name()
    submission_id: int = of("submission", index=False)
    position: int
    row: str
    """What it says and where it may belong, as JSON of `commentspace.domain.submitted.Row`."""
    verdict: str
    reason: str = ""
    """Why it was refused, as a JSON sentence."""
    paragraph_id: int | None = perhaps("paragraph")
    comment_id: int | None = perhaps("comment", index=True)
    start: int | None = None
    end: int | None = None
    decided_at: Moment | None = perhaps_moment()

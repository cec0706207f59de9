"""When people were last here: what is new for them is what came after."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from commentspace.domain.tables.base import Moment, key, moment, of, perhaps_moment


class Visit(SQLModel, table=True):
    """A person's last visit to a document, and the one before it.

    A visit goes on as long as they come back within half an hour; `before_seq` is the number of the space's record up
    to which they had seen the document when the present visit began.
    """

    __table_args__ = (UniqueConstraint("person_id", "document_id"),)

    id: int = key()
    person_id: int = of("person", index=False)
    document_id: int = of("document")
    before_seq: int = 0
    before_at: Moment | None = perhaps_moment()
    seen_seq: int = 0
    seen_at: Moment = moment()

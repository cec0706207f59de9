"""Long work that people wait for, and can leave and come back to."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Job(SQLModel, table=True):
    """Something that somebody asked to have made, such as a PDF, with how far it has come and what came of it."""

    __table_args__ = (CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'ended')", name="state"),)

    id: int = key()
    uid: str = name()
    kind: str
    """What is made: "document" or "space"."""
    form: str
    """In which format, such as "pdf"."""
    options: str = "{}"
    language: str = "en"
    person_id: int = of("person")
    space_id: int | None = perhaps("space", index=True)
    document_id: int | None = perhaps("document", index=True)
    state: str = Field(default="waiting", index=True)
    phase: str = ""
    answer: str = ""
    """Why it failed, as a JSON sentence (`commentspace.domain.why`)."""
    done: int = 0
    total: int = 0
    attempts: int = 0
    leased_until: Moment | None = perhaps_moment()
    blob_id: int | None = perhaps("blob", index=True)
    filename: str = ""
    type: str = ""
    size: int = 0
    tells: bool = True
    """A letter with a link goes out when it is ready."""
    asked_at: Moment = moment()
    finished_at: Moment | None = perhaps_moment()
    expires_at: Moment | None = perhaps_moment()
    """When what was made is swept."""


class Token(SQLModel, table=True):
    """A key with which a program acts for a person through the API; only its hash is kept."""

    __table_args__ = (CheckConstraint("scope IN ('read', 'write')", name="scope"),)

    id: int = key()
    uid: str = name()
    person_id: int = of("person")
    name: str
    token_hash: str = Field(unique=True)
    scope: str = "read"
    made_at: Moment = moment()
    used_at: Moment | None = perhaps_moment()
    expires_at: Moment | None = perhaps_moment()
    ended_at: Moment | None = perhaps_moment()

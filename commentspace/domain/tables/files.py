"""Files and raw mail: named by their content, in short chunks, on both engines."""

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, of


class Blob(SQLModel, table=True):
    """A sequence of bytes, by its SHA-256."""

    id: int = key()
    sha256: str = Field(unique=True)
    size: int
    at: Moment = moment()


class BlobChunk(SQLModel, table=True):
    """At most 256 KiB of a blob."""

    __tablename__ = "blob_chunk"
    __table_args__ = (UniqueConstraint("blob_id", "position"),)

    id: int = key()
    blob_id: int = of("blob", index=False)
    position: int
    content: bytes = Field(sa_type=LargeBinary)

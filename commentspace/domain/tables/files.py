"""Files and raw mail: named by their content, in short chunks, on both engines."""

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps


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


class Picture(SQLModel, table=True):
    """A picture in the text of a draft; a wording refers to it as `picture:UID`."""

    id: int = key()
    uid: str = name()
    preview_id: int | None = perhaps("preview", index=True)
    document_id: int | None = perhaps("document", index=True)
    """None until the draft has been issued."""
    blob_id: int = of("blob")
    type: str
    width: int = 0
    height: int = 0
    """Both in CSS pixels; 0 where the file does not say."""

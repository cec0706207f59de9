"""Files and raw mail, kept by their content in chunk rows, and written before the verb that refers to them."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from commentspace.domain.tables import Blob, BlobChunk

CHUNK = 256 * 1024


def keep(session: Session, content: bytes, *, now: datetime) -> int:
    """Keep these bytes, once; returns the id of their blob."""
    sha256 = hashlib.sha256(content).hexdigest()
    known: int | None = session.execute(select(col(Blob.id)).where(col(Blob.sha256) == sha256)).scalar_one_or_none()
    if known is not None:
        return known
    blob_id: int = session.execute(
        insert(Blob).returning(col(Blob.id)), {"sha256": sha256, "size": len(content), "at": now}
    ).scalar_one()
    chunks = [
        {"blob_id": blob_id, "position": position, "content": content[start : start + CHUNK]}
        for position, start in enumerate(range(0, len(content), CHUNK))
    ]
    if chunks:
        session.execute(insert(BlobChunk), chunks)
    return blob_id


def read(session: Session, blob_id: int) -> bytes:
    """The bytes of a blob."""
    chunks = session.execute(
        select(col(BlobChunk.content)).where(col(BlobChunk.blob_id) == blob_id).order_by(col(BlobChunk.position))
    )
    return b"".join(chunks.scalars())


def erase(session: Session, blob_id: int) -> None:
    """Erase the bytes of a blob to which nothing refers any more."""
    session.execute(delete(BlobChunk).where(col(BlobChunk.blob_id) == blob_id))
    session.execute(delete(Blob).where(col(Blob.id) == blob_id))

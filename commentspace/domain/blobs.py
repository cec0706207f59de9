"""Files and raw mail, kept by their content in chunk rows, and written before the verb that refers to them."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session, col

from commentspace.domain.tables import Blob, BlobChunk

CHUNK = 256 * 1024
TOGETHER = 4 * CHUNK
"""Bytes that one transaction writes: of what is longer, a door writes one run after the other with `put`."""


def keep(session: Session, content: bytes, *, now: datetime) -> int:
    """Keep these bytes, once; returns the id of their blob."""
    return put(session, digest(content), len(content), 0, content, now=now)


def digest(content: bytes) -> str:
    """The name of these bytes: their SHA-256."""
    return hashlib.sha256(content).hexdigest()


def put(session: Session, sha256: str, size: int, start: int, content: bytes, *, now: datetime) -> int:
    """Keep a run of a blob's bytes, from `start` on, a multiple of CHUNK; returns the blob's id.

    `sha256` and `size` are those of all its bytes. What is kept already stays, so a blob that was begun and left
    is completed by whoever brings the same bytes again.
    """
    blob_id, first = _named(session, sha256, size, now), start // CHUNK
    kept = set(session.execute(select(col(BlobChunk.position)).where(col(BlobChunk.blob_id) == blob_id)).scalars())
    missing = [
        {"blob_id": blob_id, "position": position, "content": content[at : at + CHUNK]}
        for position, at in enumerate(range(0, len(content), CHUNK), start=first)
        if position not in kept
    ]
    if missing:
        session.execute(insert(BlobChunk), missing)
    return blob_id


def _named(session: Session, sha256: str, size: int, now: datetime) -> int:
    known: int | None = session.execute(select(col(Blob.id)).where(col(Blob.sha256) == sha256)).scalar_one_or_none()
    if known is not None:
        return known
    values = {"sha256": sha256, "size": size, "at": now}
    made: int = session.execute(insert(Blob).returning(col(Blob.id)), values).scalar_one()
    return made


def whole(session: Session, sha256: str) -> int:
    """The id of the blob of this name; LookupError where it is not here, or not with all its bytes."""
    row = session.execute(select(col(Blob.id), col(Blob.size)).where(col(Blob.sha256) == sha256)).first()
    if row is not None:
        chunks = select(func.count()).select_from(BlobChunk).where(col(BlobChunk.blob_id) == row.id)
        if session.execute(chunks).scalar_one() == -(-row.size // CHUNK):
            blob_id: int = row.id
            return blob_id
    raise LookupError("the blob is not whole")


def read(session: Session, blob_id: int) -> bytes:
    """The bytes of a blob."""
    chunks = session.execute(
        select(col(BlobChunk.content)).where(col(BlobChunk.blob_id) == blob_id).order_by(col(BlobChunk.position))
    )
    return b"".join(chunks.scalars())


def erase(session: Session, *blob_ids: int) -> None:
    """Erase the bytes of blobs to which nothing refers any more."""
    session.execute(delete(BlobChunk).where(col(BlobChunk.blob_id).in_(blob_ids)))
    session.execute(delete(Blob).where(col(Blob.id).in_(blob_ids)))

"""Files and raw mail, kept by their content in chunk rows, and written before the verb that refers to them."""

import hashlib
from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain.tables import Blob, BlobChunk, CommentFile, Job, Submission

CHUNK = 256 * 1024
TOGETHER = 4 * CHUNK
"""Bytes that one transaction writes: of what is longer, a door writes one run after the other with `put`."""


def keep(session: Session, content: bytes, *, now: datetime) -> int:
    """Keep these bytes, once; returns the id of their blob."""
    return put(session, digest(content), len(content), 0, content, now=now)


def keep_all(session: Session, contents: Sequence[bytes], *, now: datetime) -> list[int]:
    """Keep each of these in few statements, in the order in which they are given; returns the ids of their blobs."""
    named = {digest(content): content for content in contents}
    known = ids(session, list(named))
    new = [name for name in named if name not in known]
    if new:
        session.execute(insert(Blob), [{"sha256": name, "size": len(named[name]), "at": now} for name in new])
        made = ids(session, new)
        chunks = [
            {"blob_id": blob_id, "position": position, "content": named[name][at : at + CHUNK]}
            for name, blob_id in made.items()
            for position, at in enumerate(range(0, len(named[name]), CHUNK))
        ]
        if chunks:
            session.execute(insert(BlobChunk), chunks)
        known |= made
    for name in known.keys() - set(new):  # one that was begun and left is completed
        put(session, name, len(named[name]), 0, named[name], now=now)
    return [known[digest(content)] for content in contents]


def ids(session: Session, names: Sequence[str]) -> dict[Any, Any]:
    """The ids of the blobs of these names, as far as there are any."""
    rows = session.execute(select(col(Blob.sha256), col(Blob.id)).where(col(Blob.sha256).in_(names)))
    return {row.sha256: row.id for row in rows}


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


def writing(content: bytes) -> Generator[Step, Any, int]:
    """The writes of these bytes, one run after the other, for `database.carry_out`; returns the id of their blob."""
    blob_id, sha256 = 0, digest(content)
    for start in range(0, max(len(content), 1), TOGETHER):
        blob_id = yield Step(put, (sha256, len(content), start, content[start : start + TOGETHER]))
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
    """Erase the bytes of blobs to which nothing refers any more; those that came with somebody's comment, are a file
    with comments, or were made for somebody, stay."""
    for table in (CommentFile, Job, Submission):
        theirs = select(col(table.blob_id)).where(col(table.blob_id).in_(blob_ids))
        blob_ids = tuple(set(blob_ids) - set(session.execute(theirs).scalars()))
    session.execute(delete(BlobChunk).where(col(BlobChunk.blob_id).in_(blob_ids)))
    session.execute(delete(Blob).where(col(Blob.id).in_(blob_ids)))

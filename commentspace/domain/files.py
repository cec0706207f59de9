"""Files that came with comments: kept with them, seen by whoever sees them, handed out only to be saved."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from commentspace.domain import blobs, comments, names
from commentspace.domain.access import Caller, standing
from commentspace.domain.file_kinds import ALLOWED, File
from commentspace.domain.tables import (
    Blob,
    Comment,
    CommentFile,
    Inbound,
    Job,
    Letter,
    Picture,
    Preview,
    Provenance,
    Revision,
    Submission,
)
from commentspace.domain.views import CommentView, FileView
from commentspace.errors import NotFound

__all__ = ["ALLOWED", "File"]

ASKED_AT_ONCE = 1_000
"""Values in one question to the database."""


def runs(file: File) -> Iterator[tuple[str, int, int, bytes]]:
    """What `blobs.put` writes before the verb that keeps a long file; nothing of a short one."""
    if len(file.content) > blobs.TOGETHER:
        sha256, size = blobs.digest(file.content), len(file.content)
        for start in range(0, size, blobs.TOGETHER):
            yield sha256, size, start, file.content[start : start + blobs.TOGETHER]


def keep(session: Session, comment_id: int, kept: Sequence[File], *, now: datetime) -> None:
    """Keep files with a comment that has been written in this transaction."""
    rows = [
        {
            "uid": names.new(),
            "comment_id": comment_id,
            "blob_id": blobs.keep(session, file.content, now=now),
            "name": file.name,
            "type": file.type,
            "size": len(file.content),
            "at": now,
        }
        for file in kept
    ]
    if rows:
        session.execute(insert(CommentFile), rows)


def with_files(session: Session, shown: list[CommentView]) -> list[CommentView]:
    """These comments with the files that came with them, by mail or with what is filed for others.

    They go from sight with the text.
    """
    ids = [view.id for view in shown if (view.door == "mail" or _has_scans(view)) and view.status != "withdrawn"]
    found = of_comments(session, ids) if ids else {}
    return [replace(view, files=found[view.id]) if view.id in found else view for view in shown] if found else shown


def _has_scans(view: CommentView) -> bool:
    """Whether its sender's scans are shown: a letter names who wrote it, so not where its writer is not named."""
    return bool(view.channel) and not view.masked


def of_comments(session: Session, comment_ids: Sequence[int]) -> dict[int, tuple[FileView, ...]]:
    """The files of these comments, by the comment's key, for one who sees them."""
    found: dict[int, tuple[FileView, ...]] = {}
    columns = col(CommentFile.uid), col(CommentFile.name), col(CommentFile.type), col(CommentFile.size)
    for start in range(0, len(comment_ids), ASKED_AT_ONCE):
        some = comment_ids[start : start + ASKED_AT_ONCE]
        wanted = select(col(CommentFile.comment_id), *columns).where(col(CommentFile.comment_id).in_(some))
        for comment_id, *file in session.execute(wanted.order_by(col(CommentFile.id))):
            found[comment_id] = (*found.get(comment_id, ()), FileView(*file))
    return found


def find(session: Session, caller: Caller, comment_uid: str, file_uid: str) -> tuple[FileView, bytes]:
    """A file and its bytes; NotFound where its comment is not seen, or was withdrawn, or has no such file."""
    comment = comments.find(session, caller, comment_uid)
    here = col(CommentFile.comment_id) == comment.id, col(CommentFile.uid) == file_uid
    file: CommentFile | None = session.execute(select(CommentFile).where(*here)).scalar_one_or_none()
    if file is None or comment.withdrawn_at is not None or not _may_have(session, caller, comment):
        raise NotFound()
    return FileView(file.uid, file.name, file.type, file.size), blobs.read(session, file.blob_id)


def _may_have(session: Session, caller: Caller, comment: Comment) -> bool:
    """The rule of `_has_scans` for a comment that is seen."""
    if not comment.masked or comment.author_id == caller.person_id:
        return True
    channel = select(col(Provenance.channel)).where(col(Provenance.comment_id) == comment.id)
    return standing(session, caller, comment.space_id).sees_names or not session.execute(channel).scalar()


def forget(session: Session, comment_ids: Collection[int]) -> None:
    """Erase the files of these comments, and their bytes where nothing else has the same."""
    theirs = col(CommentFile.comment_id).in_(comment_ids)
    kept = set(session.execute(select(col(CommentFile.blob_id)).where(theirs)).scalars())
    session.execute(delete(CommentFile).where(theirs))
    blobs.erase(session, *(kept - _referred_to(session, kept)))


def forget_unused(session: Session, sha256s: Collection[str], *, now: datetime) -> None:
    """Erase bytes that were written for a comment which was then not posted."""
    kept = set(session.execute(select(col(Blob.id)).where(col(Blob.sha256).in_(sha256s))).scalars())
    blobs.erase(session, *(kept - _referred_to(session, kept)))


def erase_unreferred(session: Session, blob_ids: Collection[int]) -> None:
    """Erase those of these blobs that nothing has any more."""
    blobs.erase(session, *(set(blob_ids) - _referred_to(session, blob_ids)))


def _referred_to(session: Session, blob_ids: Collection[int]) -> set[int]:
    """Those of these blobs that something still has."""
    tables = (CommentFile, Inbound, Job, Letter, Picture, Preview, Revision, Submission)
    columns = [*(table.blob_id for table in tables), Provenance.file_id]
    found = (session.execute(select(col(column)).where(col(column).in_(blob_ids))).scalars() for column in columns)
    return {blob_id for ids in found for blob_id in ids if blob_id is not None}

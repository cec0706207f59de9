"""Scans that are put to a comment after it was filed for its sender."""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import blobs, comments, files
from commentspace.domain.access import Caller, standing
from commentspace.domain.files import File
from commentspace.domain.for_senders import MOST_FILES
from commentspace.domain.tables import Comment, Provenance
from commentspace.errors import Conflict, NotAllowed, marked


def attaching(caller: Caller, comment_uid: str, scan: File) -> Generator[Step, Any, None]:
    """The writes of a scan, in runs, for `database.carry_out`; raises as `attach` does, before anything is written."""
    comment = yield Step(require_filed, (caller, comment_uid))
    for run in files.runs(scan):
        yield Step(blobs.put, run)
    yield Step(attach, (caller, comment_uid, scan), comment.space_id)


def require_filed(session: Session, caller: Caller, comment_uid: str, *, now: datetime) -> Comment:
    """The comment, where a moderator asks and it was filed for its sender; NotFound, NotAllowed, Conflict."""
    comment = comments.find(session, caller, comment_uid)
    standing(session, caller, comment.space_id).require("moderate")
    channel = session.execute(select(col(Provenance.channel)).where(col(Provenance.comment_id) == comment.id)).scalar()
    if not channel:
        raise NotAllowed(marked("Files are put only to comments that a moderator has filed for their senders."))
    if comment.withdrawn_at is not None:
        raise Conflict(marked("This comment was withdrawn, so it takes no file."))
    return comment


def attach(session: Session, caller: Caller, comment_uid: str, scan: File, *, now: datetime) -> None:
    """Put a scan to a comment that was filed for its sender; the same file again changes nothing."""
    comment = require_filed(session, caller, comment_uid, now=now)
    kept = files.of_comments(session, [comment.id]).get(comment.id, ())
    if any(each.name == scan.name and each.size == len(scan.content) for each in kept):
        return
    if len(kept) >= MOST_FILES:
        raise Conflict(marked("At most %(most)s files come with a comment."), most=MOST_FILES)
    files.keep(session, comment.id, [scan], now=now)

"""Files that take long to make: who asks for one can leave, come back and fetch it, for a week.

What is in it is decided by what its person may see when it is made; whether they may still read the document, and as
much of it as then, is asked again when it is fetched. `job_runs` makes them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlmodel import Session, col

from commentspace.domain import blobs, changes, documents
from commentspace.domain.access import Caller, Role, Standing
from commentspace.domain.tables import Document, Job
from commentspace.errors import Conflict, NotFound, TooMany, marked

AT_ONCE = 3
"""Files that somebody can have in the making at a time."""
A_DAY = 40
SAME = timedelta(minutes=10)
"""How long the same question is answered by the same file, as long as nothing has changed."""
KEPT = timedelta(days=7)

WAITING = ("waiting", "running")

BUSY = marked("%(most)s of your files are being made. Wait until one is ready, or end one under “My files”.")
OFTEN = marked("You have had %(most)s files made since yesterday. Fetch those, or come back tomorrow.")
LESS = marked("You may see less now than when this file was made. Ask for it again.")
NOT_READY = marked("This file is not ready yet, or is not kept any more. Look under “My files”.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to have made: a form, and its options in words."""

    form: str
    words: Mapping[str, str]
    language: str


@dataclass(frozen=True, slots=True)
class JobView:
    """A file in the making, or made. `answer` is a kept reason (`why`): why it failed, or what has to be said of it."""

    uid: str
    form: str
    words: Mapping[str, str]
    state: str
    phase: str
    done: int
    total: int
    answer: str
    document: str
    symbol: str
    title: str
    filename: str
    size: int
    asked_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None
    tells: bool

    @property
    def is_waited_for(self) -> bool:
        """Whether it is still to come."""
        return self.state in WAITING


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody fetches."""

    filename: str
    type: str
    content: bytes


def ask(session: Session, caller: Caller, document_uid: str, wish: Wish, *, now: datetime) -> str:
    """Have a document made in a form; returns the name of the job.

    The same that is in the making already, or was made minutes ago and nothing that the caller may know of has changed
    since, is that one again. Raises NotFound, SignInNeeded, TooMany.
    """
    document, who = documents.find(session, caller, document_uid)
    who.require("read")
    kept = {"words": dict(wish.words), "cursor": changes.cursor(session, who, document.id)[0], "role": int(who.role)}
    options = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    if same := _same(session, who, document.id, wish, options, now):
        return same
    _require_room(session, who.person, now)
    job = Job(
        kind="document",
        form=wish.form,
        options=options,
        language=wish.language,
        person_id=who.person,
        space_id=document.space_id,
        document_id=document.id,
        asked_at=now,
    )
    session.add(job)
    session.flush()
    return job.uid


def _same(session: Session, who: Standing, document_id: int, wish: Wish, options: str, now: datetime) -> str | None:
    """The job that is the same, if there is one."""
    alike = (
        col(Job.person_id) == who.person,
        col(Job.document_id) == document_id,
        col(Job.form) == wish.form,
        col(Job.language) == wish.language,
        col(Job.options) == options,
        col(Job.state).in_((*WAITING, "done")),
        col(Job.asked_at) > now - SAME,
    )
    found: str | None = session.execute(
        select(col(Job.uid)).where(*alike).order_by(col(Job.id).desc()).limit(1)
    ).scalar_one_or_none()
    return found


def _require_room(session: Session, person_id: int, now: datetime) -> None:
    mine = select(func.count()).select_from(Job).where(col(Job.person_id) == person_id)
    if session.execute(mine.where(col(Job.state).in_(WAITING))).scalar_one() >= AT_ONCE:
        raise TooMany(BUSY, most=AT_ONCE)
    if session.execute(mine.where(col(Job.asked_at) > now - timedelta(days=1))).scalar_one() >= A_DAY:
        raise TooMany(OFTEN, most=A_DAY)


def mine(session: Session, caller: Caller) -> list[JobView]:
    """The files that the caller has asked for and may still know of, the newest first."""
    rows = session.execute(_views(col(Job.person_id) == caller.person).order_by(col(Job.id).desc())).all()
    return [_view(row) for row in rows if _may_know(session, caller, row.document)]


def _may_know(session: Session, caller: Caller, document_uid: str) -> bool:
    try:
        documents.find(session, caller, document_uid)
    except NotFound:
        return False
    return True


def find(session: Session, caller: Caller, uid: str) -> JobView:
    """One of the caller's; NotFound for those of others, and where they may not know of the document any more."""
    row = session.execute(_views(col(Job.person_id) == caller.person, col(Job.uid) == uid)).one_or_none()
    if row is None:
        raise NotFound()
    documents.find(session, caller, row.document)
    return _view(row)


def fetch(session: Session, caller: Caller, uid: str) -> Taken:
    """The file that was made. Conflict where it is not ready, or the caller may see less than when it was made."""
    view = find(session, caller, uid)
    _, who = documents.find(session, caller, view.document)
    row = session.execute(select(col(Job.blob_id), col(Job.type), col(Job.options)).where(col(Job.uid) == uid)).one()
    if view.state != "done" or row.blob_id is None:
        raise Conflict(NOT_READY)
    if who.role < Role(json.loads(row.options)["role"]):
        raise Conflict(LESS)
    return Taken(view.filename, row.type, blobs.read(session, row.blob_id))


def end(session: Session, caller: Caller, uid: str, *, now: datetime) -> JobView:
    """Do not have it made any more. Nothing happens to one that is done, or has ended."""
    view = find(session, caller, uid)
    if view.is_waited_for:
        job = session.execute(select(Job).where(col(Job.uid) == uid)).scalar_one()
        job.state, job.finished_at, job.leased_until, job.expires_at = "ended", now, None, now + KEPT
        session.add(job)
        session.flush()
    return view


def to_tell(session: Session, person_id: int, uid: str) -> JobView | None:
    """One that is done and that its person may still fetch: for the letter about it."""
    try:
        view = find(session, Caller(person_id, "mail"), uid)
    except NotFound:
        return None
    return view if view.state == "done" else None


_COLUMNS = (
    *("uid", "form", "options", "state", "phase", "done", "total", "answer"),
    *("filename", "size", "asked_at", "finished_at", "expires_at", "tells"),
)


def _views(*conditions: ColumnElement[bool]) -> Select[Any]:
    columns: Sequence[Any] = [
        *(col(getattr(Job, name)) for name in _COLUMNS),
        col(Document.uid).label("document"),
        col(Document.symbol),
        col(Document.title),
    ]
    return select(*columns).join(Document, col(Document.id) == col(Job.document_id)).where(*conditions)


def _view(row: Row[Any]) -> JobView:
    values = dict(row._mapping)
    return JobView(words=json.loads(values.pop("options"))["words"], **values)

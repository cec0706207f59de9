"""Files that take long to make: who asks for one can leave, come back and fetch it, for a week.

Each is of a document or of a space. What is in it is decided by what its person may see when it is made; whether they
may still read there, and as much as then, is asked again when it is fetched. `job_runs` makes them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlmodel import Session, col

from commentspace.domain import blobs, changes, documents, spaces
from commentspace.domain.access import Caller, Role, Standing
from commentspace.domain.tables import Document, Job, Space
from commentspace.errors import Conflict, NotFound, TooMany, marked

AT_ONCE = 3
"""Files that somebody can have in the making at a time."""
A_DAY = 40
SAME = timedelta(minutes=10)
"""How long the same question is answered by the same file, as long as nothing has changed."""
KEPT = timedelta(days=7)

WAITING = ("waiting", "running")
DOCUMENT, SPACE = "document", "space"
"""What a file can be of."""
REVISION = "revision"
"""The kind of a job that makes no file, but issues a document's next revision (`domain.revisions.progress`)."""
THERE = "there"
"""The phase of such a job once the revision can be seen: it is not ended any more."""
ARCHIVE = "archive"
"""The form for owners alone."""

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
    """A file in the making, or made. `answer` is a kept reason (`why`): why it failed, or what has to be said of it.

    `subject` is the name of the document, or the short name of the space, which stands for its symbol too.
    """

    uid: str
    kind: str
    form: str
    words: Mapping[str, str]
    state: str
    phase: str
    done: int
    total: int
    answer: str
    subject: str
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
    require(who, wish.form)
    kept = {"words": dict(wish.words), "cursor": changes.cursor(session, who, document.id)[0], "role": int(who.role)}
    options = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    job = Job(kind=DOCUMENT, form=wish.form, space_id=document.space_id, document_id=document.id, options=options)
    return _same(session, who, job, wish, (*WAITING, "done"), now) or _asked(session, who, job, wish, now)


def ask_of_space(session: Session, caller: Caller, slug: str, wish: Wish, *, now: datetime) -> str:
    """Have a space made in a form; returns the name of the job, of one that is in the making already that one.

    Raises NotFound, SignInNeeded, NotAllowed, TooMany.
    """
    space, who = spaces.find(session, caller, slug)
    require(who, wish.form)
    options = json.dumps({"words": dict(wish.words), "role": int(who.role)}, ensure_ascii=False, sort_keys=True)
    job = Job(kind=SPACE, form=wish.form, space_id=space.id, options=options)
    return _same(session, who, job, wish, WAITING, now) or _asked(session, who, job, wish, now)


def require(who: Standing, form: str) -> None:
    """Go on, or be refused: an archive is for owners, the rest for whoever may read."""
    who.require("govern" if form == ARCHIVE else "read")


def standing_at(session: Session, caller: Caller, kind: str, subject: str) -> Standing:
    """What the caller is where the file is of; NotFound where they may not know of that."""
    find = spaces.find if kind == SPACE else documents.find
    return find(session, caller, subject)[1]


def _asked(session: Session, who: Standing, job: Job, wish: Wish, now: datetime) -> str:
    _require_room(session, who.person, now)
    job.language, job.person_id, job.asked_at = wish.language, who.person, now
    session.add(job)
    session.flush()
    return job.uid


def _same(session: Session, who: Standing, job: Job, wish: Wish, states: Sequence[str], now: datetime) -> str | None:
    """The job that is the same, if there is one."""
    alike = (
        col(Job.person_id) == who.person,
        col(Job.kind) == job.kind,
        col(Job.space_id) == job.space_id,
        col(Job.document_id).is_(None) if job.document_id is None else col(Job.document_id) == job.document_id,
        col(Job.form) == wish.form,
        col(Job.language) == wish.language,
        col(Job.options) == job.options,
        col(Job.state).in_(states),
        col(Job.asked_at) > now - SAME,
    )
    found: str | None = session.execute(
        select(col(Job.uid)).where(*alike).order_by(col(Job.id).desc()).limit(1)
    ).scalar_one_or_none()
    return found


def _require_room(session: Session, person_id: int, now: datetime) -> None:
    mine = select(func.count()).select_from(Job).where(col(Job.person_id) == person_id, col(Job.kind) != REVISION)
    if session.execute(mine.where(col(Job.state).in_(WAITING))).scalar_one() >= AT_ONCE:
        raise TooMany(BUSY, most=AT_ONCE)
    if session.execute(mine.where(col(Job.asked_at) > now - timedelta(days=1))).scalar_one() >= A_DAY:
        raise TooMany(OFTEN, most=A_DAY)


def mine(session: Session, caller: Caller) -> list[JobView]:
    """The files that the caller has asked for and may still know of, the newest first."""
    theirs = _views(col(Job.person_id) == caller.person, col(Job.kind) != REVISION)
    rows = session.execute(theirs.order_by(col(Job.id).desc())).all()
    return [_view(row) for row in rows if _may_know(session, caller, row)]


def _may_know(session: Session, caller: Caller, row: Row[Any]) -> bool:
    try:
        standing_at(session, caller, row.kind, row.subject)
    except NotFound:
        return False
    return True


def find(session: Session, caller: Caller, uid: str) -> JobView:
    """One of the caller's; NotFound for those of others, and where they may not know any more of what it is of."""
    row = session.execute(_views(col(Job.person_id) == caller.person, col(Job.uid) == uid)).one_or_none()
    if row is None:
        raise NotFound()
    standing_at(session, caller, row.kind, row.subject)
    return _view(row)


def fetch(session: Session, caller: Caller, uid: str) -> Taken:
    """The file that was made. Conflict where it is not ready, or the caller may see less than when it was made."""
    view = find(session, caller, uid)
    who = standing_at(session, caller, view.kind, view.subject)
    row = session.execute(select(col(Job.blob_id), col(Job.type), col(Job.options)).where(col(Job.uid) == uid)).one()
    if view.state != "done" or row.blob_id is None:
        raise Conflict(NOT_READY)
    if who.role < Role(json.loads(row.options)["role"]):
        raise Conflict(LESS)
    return Taken(view.filename, row.type, blobs.read(session, row.blob_id))


def end(session: Session, caller: Caller, uid: str, *, now: datetime) -> JobView:
    """Do not have it made any more. Nothing happens to one that is done, or has ended."""
    view = find(session, caller, uid)
    stop(session, view, now=now)
    return view


def stop(session: Session, view: JobView, *, now: datetime) -> None:
    """End one that is at hand, where it is still to come."""
    waits = col(Job.uid) == view.uid, col(Job.state).in_(WAITING), col(Job.phase) != THERE
    job = session.execute(select(Job).where(*waits)).scalar_one_or_none()
    if job is not None:
        job.state, job.finished_at, job.leased_until, job.expires_at = "ended", now, None, now + KEPT
        session.add(job)
        session.flush()


def last_of(session: Session, document_id: int, kind: str) -> JobView | None:
    """The job of this kind that was asked for last about a document, whoever asked."""
    theirs = _views(col(Job.document_id) == document_id, col(Job.kind) == kind)
    row = session.execute(theirs.order_by(col(Job.id).desc()).limit(1)).one_or_none()
    return _view(row) if row else None


def to_tell(session: Session, person_id: int, uid: str) -> JobView | None:
    """One that is done and that its person may still fetch: for the letter about it."""
    try:
        view = find(session, Caller(person_id, "mail"), uid)
    except NotFound:
        return None
    return view if view.state == "done" else None


_COLUMNS = (
    *("uid", "kind", "form", "options", "state", "phase", "done", "total", "answer"),
    *("filename", "size", "asked_at", "finished_at", "expires_at", "tells"),
)


def _views(*conditions: ColumnElement[bool]) -> Select[Any]:
    columns: Sequence[Any] = [
        *(col(getattr(Job, name)) for name in _COLUMNS),
        subject().label("subject"),
        func.coalesce(col(Document.symbol), col(Space.slug)).label("symbol"),
        func.coalesce(col(Document.title), col(Space.title)).label("title"),
    ]
    return of_what(select(*columns)).where(*conditions)


def subject() -> ColumnElement[str]:
    """The column with the name of the document, or the short name of the space, in a select that goes `of_what`."""
    return func.coalesce(col(Document.uid), col(Space.slug))


def of_what(asked: Select[Any]) -> Select[Any]:
    """The same of jobs, with the document or the space that each is of."""
    asked = asked.select_from(Job).outerjoin(Document, col(Document.id) == col(Job.document_id))
    return asked.outerjoin(Space, col(Space.id) == col(Job.space_id))


def _view(row: Row[Any]) -> JobView:
    values = dict(row._mapping)
    return JobView(words=json.loads(values.pop("options"))["words"], **values)

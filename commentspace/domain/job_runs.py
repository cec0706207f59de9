"""How a file that somebody has asked for is made: leased by one process, kept a run at a time, swept after a week.

What a process that was killed had leased is taken up by another. A job that has failed three times fails for good,
with a sentence.
"""

import json
from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, or_, select, update
from sqlmodel import Session, SQLModel, col

from commentspace.database import Step
from commentspace.domain import blobs, jobs, outbox, people, why
from commentspace.domain.access import Caller
from commentspace.domain.jobs import KEPT
from commentspace.domain.tables import Job
from commentspace.domain.why import Sentence
from commentspace.errors import Refusal, marked

LEASE = timedelta(minutes=1)
"""A lease is prolonged every few seconds while its process lives."""
TRIES = 3
QUICK = timedelta(seconds=10)
"""Who got it sooner has waited for it, and needs no letter."""
TOGETHER = 2
"""Jobs that are erased in one transaction, with some megabytes each."""
LETTER = "export"
BROKEN = marked("The file could not be made: the work broke off three times. Take another form, or ask who runs this.")

BROKEN_ISSUE = marked(
    "The revision could not be issued: the work broke off three times. Nothing of it can be seen. Try again, or ask "
    "who runs this."
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made, for whom; `kind` and `subject` say of what, as in a JobView."""

    id: int
    uid: str
    kind: str
    form: str
    words: dict[str, str]
    language: str
    person_id: int
    subject: str
    attempts: int
    asked_at: datetime

    @property
    def caller(self) -> Caller:
        """Its person, as if they asked now."""
        return Caller(self.person_id)


def is_waiting(session: Session, now: datetime) -> bool:
    """Whether there is something to lease."""
    return session.execute(select(col(Job.id)).where(_free(now)).limit(1)).first() is not None


def _free(now: datetime) -> Any:
    left = and_(col(Job.state) == "running", col(Job.leased_until) <= now)
    return or_(col(Job.state) == "waiting", left)


def lease(session: Session, *, now: datetime) -> Task | None:
    """The oldest that waits, or that somebody has left; None where there is none. No two processes get the same.

    Who issues a revision does not wait for files.
    """
    order = col(Job.kind) != jobs.REVISION, col(Job.id)
    oldest = select(Job).where(_free(now)).order_by(*order).limit(1).with_for_update(skip_locked=True)
    job = session.execute(oldest).scalar_one_or_none()
    if job is None:
        return None
    if job.attempts >= TRIES:
        _settle(job, "failed", why.kept(BROKEN_ISSUE if job.kind == jobs.REVISION else BROKEN), now)
        session.add(job)
        return None
    job.state, job.attempts, job.leased_until = "running", job.attempts + 1, now + LEASE
    job.phase, job.done, job.total = "gathering", 0, 0
    session.add(job)
    session.flush()
    subject = session.execute(jobs.of_what(select(jobs.subject())).where(col(Job.id) == job.id)).scalar_one()
    return Task(
        id=job.id,
        uid=job.uid,
        kind=job.kind,
        form=job.form,
        words=json.loads(job.options)["words"],
        language=job.language,
        person_id=job.person_id,
        subject=subject,
        attempts=job.attempts,
        asked_at=job.asked_at,
    )


def beat(session: Session, task: Task, phase: str, done: int, total: int, *, now: datetime) -> bool:
    """Say how far it has come, and keep the lease; whether it is still wanted, and ours."""
    is_there = col(Job.phase) == jobs.THERE
    said = case((is_there, jobs.THERE), else_=phase)
    values = {"phase": said, "done": done, "total": total, "leased_until": now + LEASE}
    changed = session.execute(update(Job).where(_ours(task)).values(**values).returning(col(Job.id)))
    return changed.first() is not None


def _ours(task: Task) -> Any:
    """Ended meanwhile, or leased by another after us, it is not ours any more."""
    return and_(col(Job.id) == task.id, col(Job.state) == "running", col(Job.attempts) == task.attempts)


def there(session: Session, task: Task) -> bool:
    """Note that what it issues can be seen from this transaction on; False where it is not wanted any more, or ours."""
    values = {"phase": jobs.THERE, "done": 0, "total": 0}
    return session.execute(update(Job).where(_ours(task)).values(**values).returning(col(Job.id))).first() is not None


def done(session: Session, task: Task, *, now: datetime) -> None:
    """It is done, and there is no file of it."""
    job = session.execute(select(Job).where(_ours(task))).scalar_one_or_none()
    if job is not None:
        _settle(job, "done", "", now)
        session.add(job)


def note_role(session: Session, task: Task, *, now: datetime) -> str | None:
    """Keep what its person is as it is made, so that who may see less later does not fetch it.

    Returns their name; None where it is not wanted any more. NotFound or NotAllowed where they may not have it now.
    """
    who = jobs.standing_at(session, task.caller, task.kind, task.subject)
    jobs.require(who, task.form)
    job = session.execute(select(Job).where(_ours(task))).scalar_one_or_none()
    if job is None:
        return None
    job.options = json.dumps(json.loads(job.options) | {"role": int(who.role)}, ensure_ascii=False, sort_keys=True)
    session.add(job)
    return people.name_of(session, task.person_id)


def keep(
    task: Task, filename: str, media_type: str, made: bytes, notes: Iterable[Sentence]
) -> Generator[Step, Any, bool]:
    """Keep what was made, a run of bytes at a time, and tell its person; False where it is not wanted any more."""
    sha256, blob_id = blobs.digest(made), 0
    for start in range(0, max(1, len(made)), blobs.TOGETHER):
        run = made[start : start + blobs.TOGETHER]
        blob_id = yield Step(blobs.put, (sha256, len(made), start, run))
        if not (yield Step(beat, (task, "keeping", start + len(run), len(made)))):
            yield Step(let_go, ([blob_id],))
            return False
    kept: bool = yield Step(_finish, (task, blob_id, filename, media_type, len(made), why.kept(list(notes))))
    return kept


def _finish(
    session: Session,
    task: Task,
    blob_id: int,
    filename: str,
    media_type: str,
    size: int,
    answer: str,
    *,
    now: datetime,
) -> bool:
    job = session.execute(select(Job).where(_ours(task))).scalar_one_or_none()
    if job is None:
        let_go(session, [blob_id], now=now)
        return False
    _settle(job, "done", answer, now)
    job.blob_id, job.filename, job.type, job.size = blob_id, filename, media_type, size
    session.add(job)
    session.flush()
    if job.tells and now - job.asked_at > QUICK:
        _tell(session, job, now)
    return True


def _tell(session: Session, job: Job, now: datetime) -> None:
    intent = outbox.Intent(LETTER, f"{LETTER}:{job.uid}", job.person_id, job.space_id, {"job": job.uid})
    outbox.intend(session, intent, now=now)


def fail(session: Session, task: Task, refusal: Refusal, *, now: datetime) -> None:
    """It cannot be made, and trying again would not help: its person reads why."""
    job = session.execute(select(Job).where(_ours(task))).scalar_one_or_none()
    if job is not None:
        _settle(job, "failed", why.kept([Sentence.of(refusal)]), now)
        session.add(job)


def give_back(session: Session, task: Task, *, now: datetime) -> None:
    """It broke off, and is to be tried again."""
    session.execute(update(Job).where(_ours(task)).values(state="waiting", leased_until=None, phase=""))


def _settle(job: Job, state: str, answer: str, now: datetime) -> None:
    job.state, job.answer, job.phase, job.leased_until = state, answer, "", None
    job.finished_at, job.expires_at = now, now + KEPT


def sweep(session: Session, *, now: datetime) -> bool:
    """Remove one that was kept long enough; whether there was one."""
    old = select(col(Job.id)).where(col(Job.expires_at) <= now).order_by(col(Job.id)).limit(1)
    job_id = session.execute(old).scalar_one_or_none()
    if job_id is not None:
        _remove(session, [job_id], now)
    return job_id is not None


def erase(session: Session, person_id: int, spaces: Collection[int], after: int, *, now: datetime) -> int | None:
    """Of somebody who is erased: their jobs, and what was made of spaces where they had written, some at a time.

    What others have in the making there is begun anew. Takes those after a key; returns the key to go on from, or None
    at the end.
    """
    gathered = col(Job.space_id).in_(spaces), col(Job.state) == "running", col(Job.person_id) != person_id
    session.execute(update(Job).where(*gathered).values(state="waiting", leased_until=None, phase=""))
    made_there = and_(col(Job.space_id).in_(spaces), col(Job.state) == "done")
    theirs = or_(col(Job.person_id) == person_id, made_there), col(Job.id) > after
    ids = list(session.execute(select(col(Job.id)).where(*theirs).order_by(col(Job.id)).limit(TOGETHER)).scalars())
    _remove(session, ids, now)
    return ids[-1] if len(ids) == TOGETHER else None


def _remove(session: Session, ids: Collection[int], now: datetime) -> None:
    which = col(Job.id).in_(ids)
    made = list(session.execute(select(col(Job.blob_id)).where(which, col(Job.blob_id).is_not(None))).scalars())
    session.execute(delete(Job).where(which))
    let_go(session, made, now=now)


def let_go(session: Session, blob_ids: Collection[int], *, now: datetime) -> None:
    """Erase bytes that nothing refers to any more; the same bytes may have been kept for something else as well."""
    unused = set(blob_ids)
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            to_blobs = any(key.target_fullname == "blob.id" for key in column.foreign_keys)
            if unused and to_blobs and table.name != "blob_chunk":
                unused -= set(session.execute(select(column).where(column.in_(unused))).scalars())
    if unused:
        blobs.erase(session, *unused)

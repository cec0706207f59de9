"""Issuing the next revision as a job: asked for once, seen by every moderator, ended until its last act."""

import json
from collections.abc import Generator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from commentspace.database import Look, Step, Work
from commentspace.domain import issued, job_runs, jobs, previews
from commentspace.domain.access import Caller
from commentspace.domain.job_runs import Task
from commentspace.domain.jobs import JobView
from commentspace.domain.revisions import drafts, finishing, issue, plans
from commentspace.domain.tables import Document, Job
from commentspace.errors import Conflict, NotFound, marked


class Ended(Exception):
    """Nobody wants it issued any more."""


def ask(session: Session, caller: Caller, preview_uid: str, seen: str, language: str, *, now: datetime) -> str:
    """Have a draft issued as the next revision; returns the name of the job, of one that waits already that one.

    `seen` is the mark of the draft that was looked at. Conflict where it was changed since, where it follows a revision
    that is not the newest any more, or where another one is being issued.
    """
    preview = previews.waiting(session, caller, preview_uid)
    if preview.document_id is None or preview.base_id is None:
        raise Conflict(marked("This draft is a document of its own, and follows no revision."))
    previews.require_same(previews.mark_of(preview), seen)
    if session.get_one(Document, preview.document_id).revision_id != preview.base_id:
        raise Conflict(plans.OVERTAKEN)
    words = {"preview": preview_uid, "seen": seen}
    running = session.execute(select(Job).where(*_waiting(preview.document_id))).scalars().first()
    if running is not None:
        if json.loads(running.options)["words"] == words:
            return str(running.uid)
        raise Conflict(drafts.ANOTHER)
    job = Job(
        kind=jobs.REVISION,
        form="",
        space_id=preview.space_id,
        document_id=preview.document_id,
        options=json.dumps({"words": words}),
        language=language,
        person_id=caller.person,
        asked_at=now,
        tells=False,
    )
    session.add(job)
    session.flush()
    return job.uid


def _waiting(document_id: int) -> tuple[ColumnElement[bool], ...]:
    of_document = col(Job.document_id) == document_id, col(Job.kind) == jobs.REVISION
    return (*of_document, col(Job.state).in_(jobs.WAITING))


def find(session: Session, caller: Caller, document_uid: str) -> JobView:
    """How far the last issue of this document has come, for its moderators; NotFound where there was none of late."""
    document, _ = drafts.moderated(session, caller, document_uid)
    found = jobs.last_of(session, document.id, jobs.REVISION)
    if found is None:
        raise NotFound()
    return found


def end(session: Session, caller: Caller, document_uid: str, *, now: datetime) -> JobView:
    """Do not issue it, for any moderator; nothing happens once the revision is there."""
    found = find(session, caller, document_uid)
    jobs.stop(session, found, now=now)
    return found


class Watch:
    """The carrying out of one job: how far it has come, and what is to be swept where it ends early."""

    def __init__(self, task: Task):
        self.task = task
        self.far: tuple[str, int, int] = ("aligning", 0, 0)
        self.revision_id = 0
        self.is_there = False

    def steps(self) -> Generator[Any, Any, None]:
        """The parts of issuing, or of what is left of it where it was broken off after the revision was there.

        Raises Ended where nobody wants it any more.
        """
        task, preview_uid = self.task, self.task.words["preview"]
        found: issued.Issued | None = yield Look(issued.find, (task.caller, preview_uid))
        if found is None:
            yield from self._watched(issue.steps(task.caller, preview_uid, task.words["seen"], self._tell))
        else:
            self.is_there = True
            comments = yield Work(issued.comments_of, (found,))
            yield from issued.rest(task.caller, found, comments)
        yield Step(job_runs.done, (task,))

    def _tell(self, phase: str, done: int, total: int) -> None:
        self.far = phase, done, total

    def _watched(self, parts: Generator[Any, Any, str]) -> Generator[Any, Any, None]:
        """The same parts, but the last act only while somebody wants it."""
        answer: Any = None
        while True:
            try:
                part = parts.send(answer)
            except StopIteration:
                return
            is_last = isinstance(part, Step) and part.verb is finishing.finish
            answer = yield Step(last_act, (self.task, *part.args), part.space) if is_last else part
            if isinstance(part, Step) and part.verb is issue.begin:
                self.revision_id = answer
            self.is_there = self.is_there or (is_last and answer is not None)


def last_act(session: Session, task: Task, *given: Any, now: datetime) -> str | None:
    """Make the revision visible (`finishing.finish`), unless somebody has ended its job: Ended then."""
    uid = finishing.finish(session, *given, now=now)
    if uid is not None and not job_runs.there(session, task):
        raise Ended()
    return uid

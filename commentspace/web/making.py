"""Makes the files that people have asked for and do not wait for, one at a time, in a child process with limits.

The next revision of a document is issued here too.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import IntegrityError

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.database import Database
from commentspace.domain import exports, job_runs, jobs, mailed_drafts
from commentspace.domain.job_runs import Task
from commentspace.domain.reporting import gathering
from commentspace.domain.why import Sentence
from commentspace.errors import Refusal, marked
from commentspace.render import exporting, space_files
from commentspace.render.exporting import Form, Made, Options
from commentspace.render.reports import writing as report_files
from commentspace.render.reports.words import Words
from commentspace.render.reports.writing import ReportForm
from commentspace.render.space_files import Asked
from commentspace.settings import Settings
from commentspace.web import next_issuing

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks at what is asked for, and between two words of how far it has come."""
SWEEP = 600
"""Looks between two sweeps of what was kept long enough."""
SECONDS, MEMORY = 1800.0, 4 << 30
"""What a file may take: many times what a draft of 228 pages with 3,000 comments does."""


class TooBig(Refusal):
    """The file would take more than we give it."""

    sentence = marked("The document is too long for this form. Take another form, such as JSON or a comment matrix.")


class Maker:
    """Makes files until it is ended; several may work on one database."""

    def __init__(self, database: Database, settings: Settings):
        self._database = database
        self._settings = settings
        self._pool = Pool(SECONDS, MEMORY, children=1)

    @property
    def is_busy(self) -> bool:
        """Whether a child is at work."""
        return self._pool.is_busy

    def close(self) -> None:
        """End the child that waits for more."""
        self._pool.close()

    async def run(self) -> None:
        """Look for work, for ever."""
        looks = 0
        while True:
            while await self.once():
                pass
            if looks % SWEEP == 0:
                while await self._database.write(job_runs.sweep):
                    pass
            looks += 1
            await asyncio.sleep(EVERY)

    async def once(self) -> bool:
        """Make the next file, if somebody waits for one."""
        if not await self._database.read(job_runs.is_waiting, self._database.now()):
            return False
        task = await self._database.write(job_runs.lease)
        if task is None:
            return False
        try:
            await self._make(task)
        except asyncio.CancelledError:
            with suppress(Exception):
                await self._database.write(job_runs.give_back, task)
            raise
        except Refusal as refusal:
            await self._database.write(job_runs.fail, task, refusal)
        except (Endless, Drowned):
            await self._database.write(job_runs.fail, task, TooBig())
        except (Failed, IntegrityError):
            log.exception("what somebody has asked for could not be made", extra={"job": task.uid})
            await self._database.write(job_runs.give_back, task)
        return True

    async def _make(self, task: Task) -> None:
        if task.kind == jobs.REVISION:
            await next_issuing.carried_out(self._database, self._pool, task)
            return
        name = await self._database.write(job_runs.note_role, task)
        if name is None:
            return
        if task.form.startswith(report_files.JOB):
            await self._make_report(task)
            return
        options = replace(Options.of(task.words), reader=name)
        if task.kind == jobs.SPACE:
            await self._make_of_space(task, options)
        else:
            await self._make_of_document(task, options)

    async def _make_of_space(self, task: Task, options: Options) -> None:
        form = space_files.form_of(task.form)
        url = self._database.engine.url.render_as_string(hide_password=False)
        base_url, now = self._settings.base_url, self._database.now()
        asked = Asked(url, task.caller, task.subject, task.form, options, base_url, now)
        made = await self._written(task, partial(self._pool.call, space_files.make_telling), asked)
        await self._keep(task, f"{task.subject}.{form.extension}", form, made)

    async def _make_of_document(self, task: Task, options: Options) -> None:
        form = exporting.form_of(task.form)
        exported = await self._database.read(
            exports.gather,
            task.caller,
            task.subject,
            now=self._database.now(),
            base_url=self._settings.base_url,
            reply_address=mailed_drafts.address(task.subject, self._settings.mail_domain),
            with_source=form.with_source,
            with_history=form.with_history,
        )
        write = partial(self._pool.call, exporting.make_telling)
        made = await self._written(task, write, task.form, exported, options)
        await self._keep(task, exporting.filename(form, exported), form, made)

    async def _make_report(self, task: Task) -> None:
        """A report of the round, in the language and zone of who has asked."""
        form = task.form.removeprefix(report_files.JOB)
        read, number = self._database.read, int(task.words["round"])
        report = await read(gathering.gather, task.caller, task.subject, number, now=self._database.now())
        write = partial(self._pool.call, report_files.make_telling)
        made = await self._written(task, write, form, report, Words(task.language, task.words["zone"]))
        called = report_files.filename(report, report_files.form_of(form))
        await self._keep(task, called, report_files.form_of(form), made)

    async def _keep(self, task: Task, called: str, form: Form | ReportForm, made: Made | None) -> None:
        if made is not None:
            notes = [Sentence(*note) for note in made.notes]
            await self._database.carry_out(job_runs.keep(task, called, form.type, made.content, notes))

    async def _written(self, task: Task, write: Callable[..., Made], *given: object) -> Made | None:
        """What the child has written, which is told a path for how far it is; None where nobody wants it any more."""
        with TemporaryDirectory(prefix="commentspace-") as folder:
            path = str(Path(folder) / "progress")
            writing = asyncio.create_task(asyncio.to_thread(write, path, *given))
            try:
                while not (await asyncio.wait([writing], timeout=EVERY))[0]:
                    if not await self._database.write(job_runs.beat, task, *exporting.how_far(path)):
                        return None
                return await writing
            finally:
                if not writing.done():
                    self._pool.break_off()
                    await asyncio.gather(writing, return_exceptions=True)

"""Carries out what a moderator has asked for: a draft is issued as the next revision, in the background."""

import asyncio
from contextlib import suppress

from commentspace.children import Pool
from commentspace.database import Database
from commentspace.domain import job_runs
from commentspace.domain.job_runs import Task
from commentspace.domain.revisions import sweeping
from commentspace.domain.revisions.progress import Ended, Watch

EVERY = 1.0
"""Seconds between two words of how far it has come."""


async def carried_out(database: Database, pool: Pool, task: Task) -> None:
    """Issue the revision of a job, saying how far it is, until it is there or nobody wants it any more.

    What is written of one that does not come is swept. Raises what broke it off.
    """
    watch = Watch(task)
    working = asyncio.create_task(database.carry_out(watch.steps(), compute=pool.call))
    try:
        while not (await asyncio.wait([working], timeout=EVERY))[0]:
            if not await database.write(job_runs.beat, task, *watch.far) and not watch.is_there:
                break
        else:
            await working
    except Ended:
        pass
    finally:
        if not working.done():
            pool.break_off()
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
        if watch.revision_id and not watch.is_there:
            with suppress(asyncio.CancelledError):
                await database.carry_out(sweeping.steps(watch.revision_id))

"""The alignment of a draft, made in a child process where it is not kept yet, while other requests go on."""

import asyncio
from contextlib import suppress

from sqlmodel import Session

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.database import Database
from commentspace.domain.access import Caller
from commentspace.domain.revisions import corrections, drafts, plans
from commentspace.domain.revisions.aligned import Aligned
from commentspace.domain.revisions.plans import Plan
from commentspace.errors import Conflict, Refusal, TooLong, marked

SECONDS, MEMORY = 120.0, 2 << 30
PATIENCE = 2.0
"""Seconds that a page waits for it, before it says that it is being made."""
TOO_LONG = marked("These texts are too long to be aligned. Bring the draft in parts that are shorter.")
BROKEN = marked("The texts could not be aligned: the work broke off. Try again, or ask who runs this.")

_POOL = Pool(SECONDS, MEMORY, children=1)
_making: dict[str, asyncio.Task[str]] = {}
"""What is being made, by the draft and its state."""


class Unfinished(Exception):
    """It is being made still."""


async def aligned(
    database: Database, caller: Caller, document_uid: str, patience: float | None = PATIENCE
) -> tuple[Plan, Aligned]:
    """The waiting draft of a document, aligned with the revision that it follows.

    Raises Unfinished where that takes longer than `patience` (None waits as long as it takes), Conflict where no draft
    waits, TooLong where it takes too much.
    """

    def found(session: Session) -> Plan:
        return plans.of_preview(session, caller, drafts.begun(session, caller, document_uid).uid)

    plan = await database.read(found)
    kept = await asyncio.to_thread(Aligned.of, plan, plan.kept_links)
    if kept is not None:
        return plan, kept
    links = await _made(database, caller, plan, patience)
    made = await asyncio.to_thread(Aligned.of, plan, links)
    if made is None:
        raise Conflict(BROKEN)
    return plan, made


async def _made(database: Database, caller: Caller, plan: Plan, patience: float | None) -> str:
    """The alignment, made once for all who ask for it."""
    name = f"{plan.preview_uid} {plan.base_id} {plan.mark}"
    if name not in _making:
        _making[name] = asyncio.create_task(_make(database, caller, plan))
        _making[name].add_done_callback(lambda _: _making.pop(name, None))
    making = _making[name]
    done, _ = await asyncio.wait([making], timeout=patience)
    if not done:
        raise Unfinished
    return making.result()


async def _make(database: Database, caller: Caller, plan: Plan) -> str:
    try:
        links = await asyncio.to_thread(_POOL.call, plans.aligned, plan)
    except (Endless, Drowned) as refused:
        raise TooLong(TOO_LONG) from refused
    except Failed as failed:
        raise Conflict(BROKEN) from failed
    with suppress(Refusal):  # dropped or issued meanwhile: whoever asked gets it all the same
        await database.write(corrections.keep_links, caller, plan.preview_uid, links)
    return links

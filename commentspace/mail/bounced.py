"""A mail from no sender, or to an envelope sender of ours: another server speaks of a letter. It is never answered."""

import asyncio

from commentspace.domain import blobs, bounces
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.steps import Step
from commentspace.mail import bounce_reading
from commentspace.mail.addresses import Kind, Known
from commentspace.mail.message import Oversized
from commentspace.mail.office import Office
from commentspace.mail.reader_process import Endless
from commentspace.mail.way import Way

UNREADABLE = "unreadable"


async def deal_with(office: Office, way: Way, known: Known) -> None:
    """Keep what it says of the letter; one that says nothing that can be read is kept all the same.

    It counts only where it came to the letter's envelope sender, which servers alone are told: whoever was passed a
    letter knows the address that answers it.
    """
    raw = await office.database.read(blobs.read, way.message.blob_id)
    try:
        failure = await asyncio.to_thread(office.reader.call, bounce_reading.read, raw)
    except (Oversized, Endless):
        failure = None
    if failure is not None and known.kind == Kind.BOUNCE:
        await office.database.write(bounces.note, way.message.id, known.id, failure)
    way.note(Step.BOUNCE, failure.kind if failure else UNREADABLE)
    await office.end(way, Decision(Verdict.BOUNCE))

"""What every message that came in is dealt with: the database, our addresses, the readers, and the ends of its way."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commentspace.database import Database
from commentspace.domain import blobs, files, filing, inbound
from commentspace.domain.filing import Arrival, NotFiled, Outcome
from commentspace.domain.inbound import Decision
from commentspace.domain.mailed import MailedLetter
from commentspace.errors import Refusal
from commentspace.mail.addresses import AddressBook
from commentspace.mail.authentication import above_received, vouching
from commentspace.mail.reader_process import Job, Read, Reader
from commentspace.mail.reading import Block
from commentspace.mail.way import Way
from commentspace.settings import Settings


@dataclass(frozen=True, slots=True)
class Office:
    """The parts; each method is one of the things that may be done with a message."""

    database: Database
    settings: Settings
    book: AddressBook
    reader: Reader

    async def read(self, way: Way, letter: MailedLetter | None, address: str = "") -> Read:
        """Read a message in a child, aligned with the letter that it answers. Raises Oversized, Endless."""
        raw = await self.database.read(blobs.read, way.message.blob_id)
        blocks = _blocks(letter) if letter else []
        job = Job(raw, letter.content if letter else b"", address, letter.subject if letter else "", blocks)
        read = await asyncio.to_thread(self.reader.read, job)
        incoming = read.incoming
        results, ours = above_received(incoming.fields), self.settings.authserv_id
        way.has_read(read, vouching(results, ours, incoming.from_address))
        return read

    async def decide(self, way: Way, outcome: Outcome, found: int | None = None) -> None:
        """The verdict of a message of which nothing is filed, and whose sender is not certain."""
        ended = way.ended(outcome, found)
        await self.database.write(inbound.decide_of_uncertain, way.message.id, ended.decision, letter=ended.letter)

    async def end(self, way: Way, decision: Decision) -> None:
        """The verdict, of which nobody is told."""
        await self.decide(way, Outcome(decision))

    async def close(
        self,
        way: Way,
        arrival: Arrival,
        read: Read,
        comes_to: Callable[[Mapping[int, Refusal]], Outcome],
    ) -> None:
        """File what a message of a certain sender comes to; what is refused goes back, and the others are filed."""
        refused: dict[int, Refusal] = {}
        number = len(read.files.taken) + len(read.files.not_taken)
        await self._begin_to_keep(read)
        while True:
            outcome = way.ended(comes_to(refused), len(read.found.segments), number)
            try:
                first = next(iter(outcome.spaces), None)
                await self.database.write(filing.close, arrival, outcome, space=first)
            except NotFiled as some:
                refused.update(some.refusals)
            else:
                await self._forget_unused(read)
                return

    async def _begin_to_keep(self, read: Read) -> None:
        """Write long files in runs before the act that keeps them, so that no other writer waits for long."""
        for file in read.files.taken:
            for run in files.runs(file):
                await self.database.write(blobs.put, *run)

    async def _forget_unused(self, read: Read) -> None:
        """Of these, those that no comment has got in the end."""
        if long := [run[0] for file in read.files.taken for run in files.runs(file)]:
            await self.database.write(files.forget_unused, set(long))


def _blocks(letter: MailedLetter) -> Sequence[Block]:
    return [
        Block(each.position, each.kind, each.marker, each.text, each.paragraph, each.comment) for each in letter.blocks
    ]

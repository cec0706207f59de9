"""The mailbag: messages that come in at about the same time are committed together, each answered after that."""

import asyncio
import logging
from dataclasses import dataclass, field

from commentspace.database import Database
from commentspace.domain import blobs, intake
from commentspace.domain.intake import Parcel

log = logging.getLogger(__name__)

MOST = 64
OCTETS = 2 * blobs.TOGETHER
"""Messages, and octets of them, that share a commit: while one is under way others gather for the next."""
APART = 64 * 1024
"""Octets from which the digests of a message are reckoned on another thread."""


@dataclass(slots=True)
class Waiting:
    """A message that is to be committed, and who waits for that."""

    parcel: Parcel
    kept: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Mailbag:
    """Keeps messages on disk, each once for each of its recipients."""

    def __init__(self, database: Database):
        self._database = database
        self._waiting: list[Waiting] = []
        self._emptying: asyncio.Task[None] | None = None

    async def keep(self, raw: bytes, sender: str, recipients: list[str]) -> None:
        """Commit a message; a long one in runs before, so that no other writer waits for long."""
        if len(raw) < APART:
            parcel = Parcel.of(raw, sender, recipients)
        else:
            parcel = await asyncio.to_thread(Parcel.of, raw, sender, recipients)
        if len(raw) > blobs.TOGETHER:
            await self._keep_in_runs(parcel)
            return
        waiting = Waiting(parcel)
        self._waiting.append(waiting)
        if self._emptying is None or self._emptying.done():
            self._emptying = asyncio.create_task(self._empty())
        await waiting.kept

    async def _keep_in_runs(self, parcel: Parcel) -> None:
        write, raw = self._database.write, parcel.raw
        for start in range(0, len(raw), blobs.TOGETHER):
            await write(blobs.put, parcel.sha256, len(raw), start, raw[start : start + blobs.TOGETHER])
        await write(intake.store_kept, parcel.sha256, parcel.mark, parcel.sender, parcel.recipients)

    async def _empty(self) -> None:
        """Commit what waits, group by group."""
        while self._waiting:
            group = self._next_group()
            try:
                await self._database.write(intake.store_all, [each.parcel for each in group])
            except Exception as error:
                if len(group) == 1:
                    _tell(group[0], error)
                else:
                    await asyncio.gather(*map(self._keep_alone, group))
            else:
                for each in group:
                    _tell(each)

    def _next_group(self) -> list[Waiting]:
        group, octets = [self._waiting.pop(0)], 0
        while self._waiting and len(group) < MOST:
            octets += len(self._waiting[0].parcel.raw)
            if octets > OCTETS:
                break
            group.append(self._waiting.pop(0))
        return group

    async def _keep_alone(self, waiting: Waiting) -> None:
        """One of a group that could not be committed: the fault may be another's."""
        try:
            await self._database.write(intake.store_all, [waiting.parcel])
        except Exception as error:
            _tell(waiting, error)
        else:
            _tell(waiting)


def _tell(waiting: Waiting, error: Exception | None = None) -> None:
    """Whoever waits may have gone: their connection was lost."""
    if waiting.kept.done():
        return
    if error is None:
        waiting.kept.set_result(None)
    else:
        waiting.kept.set_exception(error)

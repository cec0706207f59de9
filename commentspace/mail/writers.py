"""Writing many letters in child processes, so that pages and sending go on meanwhile, on every processor there is.

They are begun when many letters wait, and ended when they have had nothing to do for a while. Each reads the database
for itself; what it has written comes back down the line, and is stored here.
"""

import asyncio
import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection

from sqlmodel import Session

from commentspace import children, places
from commentspace.database.engines import connect
from commentspace.domain.outbox import Due
from commentspace.mail.preparing import Bureau, Prepared, prepare
from commentspace.render.environment import environment
from commentspace.settings import Settings

CHILDREN = min(os.cpu_count() or 1, 2)
SECONDS = 60.0
"""How long a child may take to begin, and for its part of a batch."""
IDLE = 60.0
BEGIN = "import sys; from commentspace.mail import writers; writers.serve(int(sys.argv[1]))"


class Gone(Exception):
    """A child has ended, or does not answer: the letters are to be written here."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that writes letters, and our end of the line to it."""

    process: subprocess.Popen[bytes]
    line: Connection

    def prepare(self, leased: Sequence[Due], now: datetime) -> Prepared:
        """Its answer. Raises Gone."""
        try:
            self.line.send((leased, now))
            if not self.line.poll(SECONDS):
                raise Gone
            prepared: Prepared = self.line.recv()
        except (EOFError, OSError) as error:
            raise Gone from error
        return prepared

    def end(self) -> None:
        """Close the line, and end it at once."""
        self.line.close()
        self.process.kill()
        self.process.wait()


class Writers:
    """The children of one post office."""

    def __init__(self, url: str, settings: Settings):
        self._url, self._settings = url, settings
        self._children: list[Child] = []
        self._used_at = 0.0
        self._gone_at = float("-inf")
        self._beginning = threading.Lock()

    async def prepare(self, leased: Sequence[Due], now: datetime) -> Prepared:
        """Prepare these letters, each child its part of them. Raises Gone, and begins anew only a while later."""
        self._used_at = time.monotonic()
        if self._used_at - self._gone_at < IDLE:
            raise Gone
        try:
            children = await asyncio.to_thread(self._begun)
            parts = [
                asyncio.to_thread(child.prepare, leased[number :: len(children)], now)
                for number, child in enumerate(children)
            ]
            return _together(await asyncio.gather(*parts))
        except Gone:
            self._gone_at = time.monotonic()
            self.close()
            raise

    def tidy(self) -> None:
        """End them where they have had nothing to do for a while."""
        if self._children and time.monotonic() - self._used_at > IDLE:
            self.close()

    def close(self) -> None:
        """End them."""
        while self._children:
            self._children.pop().end()

    def _begun(self) -> list[Child]:
        with self._beginning:
            if not self._children:
                lines = [_begin() for _ in range(CHILDREN)]
                for child in lines:
                    child.line.send((self._url, self._settings))
                self._children = lines
            return list(self._children)


def _together(parts: Sequence[Prepared]) -> Prepared:
    whole = Prepared()
    for part in parts:
        whole.kept |= part.kept
        whole.written |= part.written
        whole.outcomes += part.outcomes
    return whole


def _begin() -> Child:
    """A child that listens; what it has to know it is told down the line, where nobody else reads."""
    return Child(*children.begun(BEGIN))


def serve(handle: int) -> None:
    """The child: write what comes down the line until it is closed."""
    line = Connection(handle)
    with contextlib.suppress(EOFError, OSError):
        url, settings = line.recv()
        engine, bureau = connect(url), Bureau(settings, environment(places.templates()))
        while True:
            leased, now = line.recv()
            with Session(engine, expire_on_commit=False) as session:
                if engine.dialect.name != "sqlite":
                    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
                line.send(prepare(session, bureau, leased, now))

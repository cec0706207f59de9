"""The database as a door sees it: `await database.write(verb, …)` and `await database.read(query, …)`."""

import asyncio
import logging
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import text
from sqlmodel import Session

from commentspace.database.engines import POOL, connect
from commentspace.database.writer import Call, Commit, Lane, Moved

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
LANES = 4


class Step(NamedTuple):
    """One of several writes that make an act together, each in a transaction of its own."""

    verb: Callable[..., Any]
    args: tuple[Any, ...]
    space: int | None = None


class Look(NamedTuple):
    """A query between the writes of an act."""

    query: Callable[..., Any]
    args: tuple[Any, ...]


class Work(NamedTuple):
    """Something that is computed between the writes of an act, by a function of a module and from values alone."""

    function: Callable[..., Any]
    args: tuple[Any, ...]


Steps = Generator[Step | Look | Work, Any, T]
"""An act in several parts; each is given what the one before has answered."""


class Database:
    """One database of one process. `clock` is for tests: without it the moment is the database's."""

    def __init__(self, url: str, *, clock: Callable[[], datetime] | None = None):
        self.engine = connect(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._clock = clock
        self._readers = ThreadPoolExecutor(POOL, thread_name_prefix="reader")
        self._listeners: list[Callable[[Moved], None]] = []
        self._mail_listeners: list[Callable[[], None]] = []
        self._lanes = [Lane(self.engine, clock, self._committed) for _ in range(1 if self.is_sqlite else LANES)]

    def now(self) -> datetime:
        """The moment, for doors that only show it; verbs are handed theirs when they run."""
        return self._clock() if self._clock else datetime.now(UTC)

    def on_commit(self, listener: Callable[[Moved], None]) -> None:
        """Call `listener` with the spaces moved after each commit, from the writer's thread."""
        self._listeners.append(listener)

    def on_mail(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each commit that has put a letter into the outbox, from the writer's thread."""
        self._mail_listeners.append(listener)

    async def write(self, verb: Callable[..., T], *args: Any, space: int | None = None, **named: Any) -> T:
        """Run a verb with the session before, and `now` beside, its arguments; return after its commit.

        `space` is the id of the space whose record the verb moves. A cancelled caller does not cancel the verb.
        """
        return await asyncio.shield(asyncio.wrap_future(self._submit(verb, args, named, space)))

    def write_here(self, verb: Callable[..., T], *args: Any, space: int | None = None, **named: Any) -> T:
        """The same for callers without an event loop (the command line)."""
        answer: T = self._submit(verb, args, named, space).result()
        return answer

    async def carry_out(self, steps: Generator[Any, Any, T], compute: Callable[..., Any] | None = None) -> T:
        """Carry out an act part by part; `compute` calls what is computed, as the `call` of a pool of children does."""
        answer: Any = None
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                done: T = end.value
                return done
            match step:
                case Step(verb, args, space):
                    answer = await self.write(verb, *args, space=space)
                case Look(query, args):
                    answer = await self.read(query, *args)
                case Work(function, args):
                    answer = await asyncio.to_thread(compute or _called, function, *args)

    def carry_out_here(self, steps: Generator[Any, Any, T], compute: Callable[..., Any] | None = None) -> T:
        """The same for callers without an event loop."""
        answer: Any = None
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                done: T = end.value
                return done
            match step:
                case Step(verb, args, space):
                    answer = self.write_here(verb, *args, space=space)
                case Look(query, args):
                    answer = self.read_here(query, *args)
                case Work(function, args):
                    answer = (compute or _called)(function, *args)

    def _submit(self, verb: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any], space: int | None) -> Any:
        return self._lanes[(space or 0) % len(self._lanes)].submit(Call(verb, args, named, space))

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Run a query on one snapshot, on a reader's thread."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, lambda: self.read_here(query, *args, **named)
        )

    def read_here(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Run a query on one snapshot, on this thread."""
        with Session(self.engine, expire_on_commit=False) as session:
            if not self.is_sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            return query(session, *args, **named)

    def last_sequences(self) -> Moved:
        """The last sequence number of every space, as committed by anybody."""
        with Session(self.engine) as session:
            return {row.id: row.seq for row in session.execute(text("SELECT id, seq FROM space"))}

    def data_version(self) -> int:
        """SQLite: a number that changes when another connection has committed (from the loop's own connection)."""
        if not hasattr(self, "_watching"):
            self._watching = self.engine.raw_connection()
        cursor = self._watching.cursor()
        cursor.execute("PRAGMA data_version")
        row: tuple[int] = cursor.fetchone() or (0,)
        return row[0]

    def announce(self, moved: Moved) -> None:
        """Tell the listeners of this process, each apart from the others; one that fails undoes nothing."""
        for listener in self._listeners:
            _told(listener, moved)

    def _committed(self, commit: Commit) -> None:
        if commit.mail:
            for listener in self._mail_listeners:
                _told(listener)
        if commit.moved:
            self.announce(commit.moved)
            _told(self._notify_others)

    def _notify_others(self) -> None:
        """PostgreSQL: say to other processes, once a group and apart from it, that something has moved."""
        if not self.is_sqlite:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("SELECT pg_notify('commentspace', '')"))

    def close(self) -> None:
        """Finish what is waiting and let go of the connections."""
        for lane in self._lanes:
            lane.close()
        self._readers.shutdown()
        if hasattr(self, "_watching"):
            self._watching.close()
        self.engine.dispose()


def _called(function: Callable[..., Any], *args: Any) -> Any:
    return function(*args)


def _told(listener: Callable[..., None], *args: Moved) -> None:
    try:
        listener(*args)
    except Exception:
        log.exception("a listener failed after a commit")

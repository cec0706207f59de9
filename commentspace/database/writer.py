"""The writer: takes what is waiting, runs it verb by verb, commits once for all, and only then answers."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlmodel import Session

from commentspace.database.types import UtcDateTime
from commentspace.errors import Refusal

log = logging.getLogger(__name__)

MOST = 64
"""Verbs that may share one commit."""

LAST_ACT = text("SELECT at FROM event WHERE space_id = :space ORDER BY seq DESC LIMIT 1").columns(at=UtcDateTime)

Moved = dict[int, int]
"""The spaces that a commit moved: the id of each, and its last sequence number."""


@dataclass(frozen=True, slots=True)
class Commit:
    """What a commit did that others may want to know of."""

    moved: Moved
    mail: bool

    @classmethod
    def of(cls, session: Session) -> "Commit":
        """What the verbs noted on their session."""
        return cls(dict(session.info.get("moved", {})), bool(session.info.get("mail")))


@dataclass(slots=True)
class Call:
    """A verb that waits for its turn; `space` is the id of the space whose record it moves."""

    verb: Callable[..., Any]
    args: tuple[Any, ...]
    named: dict[str, Any]
    space: int | None
    answer: "Future[Any]" = field(default_factory=Future)


class Undone(Exception):
    """A verb failed after it had written: the group has to be rolled back and run one by one."""


class Lane:
    """One thread that writes. SQLite has one lane; on PostgreSQL a space always takes the same one of several."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] | None, committed: Callable[[Commit], None]):
        self._engine = engine.execution_options(writing=True)
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._clock = clock
        self._committed = committed
        self._waiting: deque[Call] = deque()
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def submit(self, call: Call) -> "Future[Any]":
        """Put a verb in the queue; its future is done when its commit is on disk, or when it was refused."""
        with self._changed:
            if self._ended:
                raise RuntimeError("the database is closed")
            self._waiting.append(call)
            self._changed.notify()
        return call.answer

    def close(self) -> None:
        """Write what is waiting, then end the thread."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()

    def _serve(self) -> None:
        while group := self._next_group():
            try:
                self._together(group)
            except Undone:
                for call in group:
                    self._alone(call)
            except Exception as error:
                log.exception("a group of %d verbs could not be committed", len(group))
                for call in group:
                    if not call.answer.done():
                        call.answer.set_exception(error)

    def _next_group(self) -> list[Call]:
        """What may share a transaction: on PostgreSQL only verbs of one space, whose row is locked first."""
        with self._changed:
            while not self._waiting and not self._ended:
                self._changed.wait()
            group: list[Call] = []
            while self._waiting and len(group) < MOST:
                if group and not self._is_sqlite and self._waiting[0].space != group[0].space:
                    break
                group.append(self._waiting.popleft())
                if not self._is_sqlite and group[0].space is None:
                    break
            return group

    def _together(self, group: list[Call]) -> None:
        """One transaction for all; a refusal that wrote nothing is an answer like another."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            answers = [(call, *self._attempt(session, call)) for call in group]
            commit = Commit.of(session)
        for call, value, refusal in answers:
            call.answer.set_exception(refusal) if refusal else call.answer.set_result(value)
        self._committed(commit)

    def _attempt(self, session: Session, call: Call) -> tuple[Any, Refusal | None]:
        before = self._written(session)
        try:
            return self._run(session, call), None
        except Refusal as refusal:
            if self._written(session) != before:
                raise Undone from refusal
            return None, refusal
        except Exception as error:
            raise Undone from error
        finally:
            session.expunge_all()

    def _alone(self, call: Call) -> None:
        """One verb in a transaction of its own; whatever it raises is its own answer."""
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                value = self._run(session, call)
                commit = Commit.of(session)
        except Exception as error:
            call.answer.set_exception(error)
        else:
            call.answer.set_result(value)
            self._committed(commit)

    def _run(self, session: Session, call: Call) -> Any:
        """Lock the space, read the clock after that, run the verb, and send what it wrote."""
        session.connection()  # begins the transaction: on SQLite this takes the lock
        if call.space is not None and not self._is_sqlite:
            session.execute(text("SELECT id FROM space WHERE id = :id FOR NO KEY UPDATE"), {"id": call.space})
        session.info["space"] = call.space
        value = call.verb(session, *call.args, now=self._now(session, call.space), **call.named)
        session.flush()
        return value

    def _now(self, session: Session, space: int | None) -> datetime:
        """The moment, never before the last act of the space: a clock that was set back reopens nothing."""
        last = session.execute(LAST_ACT, {"space": space}).scalar() if space is not None else None
        now = self._clock_of(session)
        return now if last is None else max(now, last)

    def _clock_of(self, session: Session) -> datetime:
        if self._clock is not None:
            return self._clock()
        if self._is_sqlite:
            return datetime.now(UTC)
        moment: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        return moment

    @staticmethod
    def _written(session: Session) -> int:
        return int(session.connection().info.get("written", 0))

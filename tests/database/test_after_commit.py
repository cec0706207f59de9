"""Who is told after a commit, in this process and in others."""

import asyncio
import threading
from contextlib import closing
from datetime import datetime

import psycopg
import pytest
from sqlalchemy import event
from sqlmodel import Session

from commentspace.database import Database
from commentspace.domain import outbox, reviews
from commentspace.domain.outbox import Intent
from commentspace.errors import Refusal
from tests.database.verbs import PATIENCE, note, noted
from tests.world import World


class Told:
    """A listener that remembers what it was told, and can be waited for."""

    def __init__(self) -> None:
        self.heard: list[dict[int, int]] = []
        self._any = threading.Event()

    def __call__(self, moved: dict[int, int]) -> None:
        self.heard.append(moved)
        self._any.set()

    def wait(self) -> None:
        assert self._any.wait(PATIENCE)


def flush(world: World) -> None:
    """Wait until the listeners of the verbs before have been told: one lane tells in order."""
    world.write(note, "flushed")


def test_listeners_hear_which_space_moved_and_how_far(world: World) -> None:
    told = Told()
    world.database.on_commit(told)
    world.post("ama")
    told.wait()
    assert told.heard == [world.database.last_sequences()]


def test_they_hear_nothing_of_refusals_and_of_what_moves_no_space(world: World) -> None:
    told = Told()
    world.database.on_commit(told)
    with pytest.raises(Refusal):
        world.write(reviews.close, world.caller("ama"), world.document, "x")
    world.write(note, "x")
    flush(world)
    assert told.heard == []


def test_a_listener_that_fails_undoes_nothing_and_the_others_are_told(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_moved: dict[int, int]) -> None:
        raise ZeroDivisionError

    told = Told()
    world.database.on_commit(fail)
    world.database.on_commit(told)
    comment = world.post("ama")
    told.wait()
    assert world.view("wei", comment) is not None
    assert "a listener failed after a commit" in caplog.text
    assert world.post("ama") != comment


def test_whoever_waits_for_mail_hears_of_letters_only(world: World) -> None:
    heard = threading.Event()
    world.database.on_mail(heard.set)
    world.post("ama")
    flush(world)
    assert not heard.is_set()
    world.database.write_here(outbox.intend, Intent("hello", "hello:1", world.person("wei")))
    assert heard.wait(PATIENCE)


def test_the_sequences_are_those_that_anybody_has_committed(world: World) -> None:
    with closing(Database(world.url, clock=world.clock)) as other:
        before = world.database.last_sequences()[world.space_id]
        other.write_here(reviews.close, world.caller("lars"), world.document, "Done.", space=world.space_id)
        assert world.database.last_sequences() == {world.space_id: before + 1}


def test_sqlite_shows_that_another_connection_has_committed(sqlite_world: World) -> None:
    database = sqlite_world.database
    before = database.data_version()
    assert database.data_version() == before
    with closing(Database(sqlite_world.url, clock=sqlite_world.clock)) as other:
        other.write_here(note, "from elsewhere")
    assert database.data_version() != before


@pytest.mark.parametrize("copies", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_postgres_says_to_other_processes_that_something_has_moved(world: World) -> None:
    with psycopg.connect(world.url.replace("+psycopg", ""), autocommit=True) as listening:
        listening.execute("LISTEN commentspace")
        world.post("ama")
        [said] = list(listening.notifies(timeout=PATIENCE, stop_after=1))
    assert (said.channel, said.payload) == ("commentspace", "")


@pytest.mark.parametrize("copies", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
async def test_where_others_cannot_be_told_the_writer_goes_on(world: World) -> None:
    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "pg_notify" in statement:
            raise ConnectionError(statement)

    event.listen(world.database.engine, "before_cursor_execute", fail)
    world.post("ama")
    assert await asyncio.wait_for(world.database.write(note, "x", space=world.space_id), PATIENCE) == "noted x"


def test_a_verb_may_run_long_while_others_read(world: World) -> None:
    def read_meanwhile(session: Session, *, now: datetime) -> list[str]:
        note(session, "not yet", now=now)
        return noted(world)

    assert world.write(read_meanwhile) == []
    assert noted(world) == ["not yet"]

"""The record: gapless, append-only, and committed to without saying what was said."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from commentspace.domain import record, spaces
from tests.world import OPERATOR, World

CANARY = "canary 7f3a"


def live(world: World) -> None:
    """A little of everything."""
    comment = world.post("ama", text=CANARY, quote="flow of water")
    world.edit("ama", comment, f"{CANARY} again")
    world.hold(comment, f"{CANARY} held")
    world.release(world.seen("lars", comment).uid)
    world.withdraw("ama", comment, f"{CANARY} withdrawn")
    world.close_review(f"{CANARY} closed")
    world.reopen_review(f"{CANARY} reopened")


def check(world: World) -> tuple[int, list[str]]:
    return world.read(record.check, world.space_id)


@contextmanager
def tampering(world: World) -> Iterator[Connection]:
    """A connection of somebody who has found a way around the triggers."""
    with world.database.engine.execution_options(writing=True).begin() as connection:
        if world.database.is_sqlite:
            for act in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER event_no_{act}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield connection


def test_every_act_takes_the_next_number(world: World) -> None:
    before, _ = check(world)
    live(world)
    count, faults = check(world)
    assert (count - before, faults) == (7, [])
    numbers = [seq for (seq,) in world.rows("SELECT seq FROM event ORDER BY seq")]
    assert numbers == list(range(1, count + 1))
    assert world.database.last_sequences() == {world.space_id: count}


def test_spaces_count_apart(world: World) -> None:
    other = world.database.write_here(spaces.make, OPERATOR, spaces.Plan.of("peat", "Peat"))
    assert world.read(record.check, other) == (1, [])


def test_a_refused_act_leaves_no_number_out(world: World) -> None:
    before, _ = check(world)
    world.close_review()
    for _ in range(3):
        with pytest.raises(Exception, match="closed already"):
            world.close_review()
    world.reopen_review()
    assert check(world) == (before + 2, [])


@pytest.mark.parametrize("statement", ["UPDATE event SET verb = 'x' WHERE seq = 3", "DELETE FROM event WHERE seq = 3"])
def test_events_can_neither_be_changed_nor_deleted(world: World, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        world.database.engine.execution_options(writing=True).begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert check(world)[1] == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET verb = 'comment.release' WHERE seq = 3", "Event 3 is not what its leaf says."),
        ("UPDATE event SET actor = 'somebody' WHERE seq = 3", "Event 3 is not what its leaf says."),
        ("UPDATE event SET at = '2026-03-02 09:00:00.000001' WHERE seq = 3", "Event 3 is not what its leaf says."),
        ("DELETE FROM event_content WHERE event_id = 3; DELETE FROM event WHERE seq = 3", "number 3 is missing"),
        (
            "UPDATE event_content SET content = '{}' WHERE event_id = (SELECT id FROM event WHERE seq = 3)",
            "The content of event 3 is not what was committed to.",
        ),
        ("UPDATE space SET seq = seq + 1", "but its record holds"),
    ],
)
def test_whatever_is_changed_behind_its_back_is_found(world: World, statement: str, fault: str) -> None:
    world.post("ama")
    with tampering(world) as connection:
        for each in statement.split("; "):
            connection.exec_driver_sql(each)
    [said] = check(world)[1]
    assert fault in said


def test_content_can_be_erased_and_the_rest_still_verifies(world: World) -> None:
    live(world)
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM event_content")
    assert check(world)[1] == []


def test_events_hold_no_text_no_name_and_no_reason(world: World) -> None:
    live(world)
    events = repr(world.rows("SELECT * FROM event"))
    contents = repr(world.rows("SELECT * FROM event_content"))
    for secret in (CANARY, "Ama Boateng", "ama.boateng", "Ghana"):
        assert secret not in events
        assert secret in contents or secret.startswith(("Ama", "ama"))
    pseudonyms = {actor for (actor,) in world.rows("SELECT DISTINCT actor FROM event")}
    assert pseudonyms == {"operator", world.standing("ama").pseudonym, world.standing("lars").pseudonym}


def test_the_same_content_is_committed_to_differently_each_time(world: World) -> None:
    world.post("ama", text="Same.")
    world.post("ama", text="Same.")
    commitments = [c for (c,) in world.rows("SELECT commitment FROM event WHERE verb = 'comment.post'")]
    assert len(set(commitments)) == 2


def test_a_verb_that_forgets_to_name_its_space_is_a_fault_of_the_program(world: World) -> None:
    with pytest.raises(RuntimeError, match="must be written with space="):
        world.database.write_here(record_without_lock, world.space_id)


def record_without_lock(session: object, space_id: int, *, now: object) -> None:
    record.next_number(session, space_id)  # type: ignore[arg-type]  # a session, as the writer hands it

"""The writer: verbs share commits, and each gets its own answer."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from commentspace.demo.cast import SPACE
from commentspace.domain.tables import Space
from commentspace.errors import Conflict
from tests.database.verbs import PATIENCE, break_down, held_up, note, noted, refuse, refuse_half_way, refuse_late
from tests.world import World


def write(world: World, verb: Callable[..., Any], *args: Any) -> "asyncio.Task[Any]":
    return asyncio.create_task(world.database.write(verb, *args, space=world.space_id))


async def group(world: World, *verbs: tuple[Any, ...]) -> list[Any]:
    """Run these verbs in one group; their answers, or what they raised."""
    async with held_up(world.database, world.space_id):
        tasks = [write(world, *verb) for verb in verbs]
    return await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def counted(world: World, what: str) -> Iterator[list[None]]:
    """One more for each "commit" or "rollback" meanwhile."""
    seen: list[None] = []

    def count(_connection: object) -> None:
        seen.append(None)

    event.listen(world.database.engine, what, count)
    yield seen
    event.remove(world.database.engine, what, count)


async def test_what_is_waiting_shares_a_commit_and_each_gets_its_own_answer(world: World) -> None:
    with counted(world, "commit") as commits:
        answers = await group(world, *((note, f"{n}") for n in range(50)))
    assert answers == [f"noted {n}" for n in range(50)]
    assert noted(world) == [f"{n}" for n in range(50)]
    assert len(commits) == 2, "one for the verb that kept the writer busy, one for all the others"


async def test_a_refusal_in_a_group_harms_nobody(world: World) -> None:
    first, refused, second = await group(world, (note, "a"), (refuse,), (note, "b"))
    assert (first, second, noted(world)) == ("noted a", "noted b", ["a", "b"])
    assert isinstance(refused, Conflict)
    assert refused.said() == "Not today."


@pytest.mark.parametrize(
    ("verb", "raised"), [(refuse_late, Conflict), (refuse_half_way, Conflict), (break_down, ZeroDivisionError)]
)
async def test_a_verb_that_fails_after_writing_fails_alone_and_leaves_nothing(
    world: World, verb: Callable[..., Any], raised: type[Exception]
) -> None:
    with counted(world, "rollback") as rollbacks:
        first, failed, second = await group(world, (note, "a"), (verb,), (note, "b"))
    assert (first, second, noted(world)) == ("noted a", "noted b", ["a", "b"])
    assert isinstance(failed, raised)
    assert len(rollbacks) == 2, "the group, then the verb on its own"


async def test_a_group_that_was_undone_runs_its_verbs_again_one_by_one(world: World) -> None:
    runs: list[str] = []

    def run(session: Session, name: str, *, now: datetime) -> None:
        runs.append(name)
        note(session, name, now=now)

    await group(world, (run, "a"), (break_down,), (run, "b"))
    assert runs == ["a", "a", "b"]


async def test_the_writer_goes_on_after_a_failure(world: World) -> None:
    for verb in (break_down, refuse, refuse_late):
        with pytest.raises((Conflict, ZeroDivisionError)):
            await world.database.write(verb, space=world.space_id)
    assert await world.database.write(note, "still here", space=world.space_id) == "noted still here"


async def test_a_cancelled_caller_does_not_cancel_the_verb(world: World) -> None:
    async with held_up(world.database, world.space_id):
        cancelled, other = write(world, note, "cancelled"), write(world, note, "other")
        await asyncio.sleep(0)
        cancelled.cancel()
    await asyncio.wait_for(other, PATIENCE)
    assert cancelled.cancelled()
    assert noted(world) == ["cancelled", "other"]


async def test_what_a_refused_verb_had_changed_in_memory_is_written_by_nobody(world: World) -> None:
    def change_and_refuse(session: Session, *, now: datetime) -> None:
        session.get_one(Space, world.space_id).title = "Changed"
        raise Conflict("Not today.")

    await group(world, (change_and_refuse,), (note, "a"))
    assert noted(world) == ["a"]
    assert world.rows("SELECT title FROM space") == [(SPACE.title,)]


async def test_closing_the_database_finishes_what_is_waiting_and_takes_no_more(world: World) -> None:
    tasks = [write(world, note, f"{n}") for n in range(20)]
    await asyncio.sleep(0)
    world.database.close()
    assert len(await asyncio.gather(*tasks)) == 20
    with pytest.raises(RuntimeError, match="closed"):
        await world.database.write(note, "late")

"""The watch of the serving process: it beats, and unveils what is due."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from commentspace.domain import late_tokens, unveiling
from commentspace.web.watch import Watch
from tests.world import World


async def test_a_blind_review_is_unveiled_when_all_that_came_in_time_is_settled(sqlite_world: World) -> None:
    world, watch = sqlite_world, Watch(sqlite_world.database)
    world.execute("UPDATE review SET seen = 'closing'")
    world.clock.advance(hours=1)
    comment = world.post("ama")
    await watch.once()
    world.close_review()
    await watch.once()
    assert world.view("priya", comment) is None, "a closing by mistake can be taken back"
    world.clock.now += unveiling.AFTER
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person("wei"))
    leave = late_tokens.Leave(str(member), world.clock.now + timedelta(days=1), "The power was out.")
    token = world.write(late_tokens.give, world.caller("lars"), world.document, leave)
    await watch.once()
    assert world.view("priya", comment) is None, "Wei may still write, and is not to see the others before"
    world.write(late_tokens.take_back, world.caller("lars"), token)
    await watch.once()
    assert world.seen("priya", comment).number == 1


async def test_a_running_process_takes_a_jump_of_the_clock_for_no_outage(sqlite_world: World) -> None:
    world, watch = sqlite_world, Watch(sqlite_world.database)
    await watch.once()
    world.clock.advance(hours=2)
    await watch.once()
    assert world.rows("SELECT * FROM outage") == []
    world.clock.advance(hours=2)
    await Watch(world.database).once()
    assert len(world.rows("SELECT * FROM outage")) == 1, "a process that has just begun was away"


async def test_a_database_that_was_away_is_an_outage_though_the_process_ran(sqlite_world: World) -> None:
    world = sqlite_world
    await Watch(world.database).once()
    world.clock.advance(minutes=10)
    watch = Watch(world.database)
    world.execute("ALTER TABLE heartbeat RENAME TO away")
    with pytest.raises(OperationalError):
        await watch.once()
    world.execute("ALTER TABLE away RENAME TO heartbeat")
    await watch.once()
    assert len(world.rows("SELECT * FROM outage")) == 1

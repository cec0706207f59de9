"""Whoever is erased leaves no words in revisions: not in what was carried, merged, taken over or settled."""

from commentspace.demo.cast import member
from commentspace.domain import erasing
from commentspace.domain.biographies import mailed
from tests.safety import revised_canaries
from tests.safety.erased import holding
from tests.world import World

SAID = ("canary-on-what-is-gone", "canary-proposed", "canary-taken-over")


def erase(world: World, key: str) -> None:
    world.database.carry_out_here(erasing.erase(world.caller(key), member(key).address, world.clock.now))


def test_no_table_holds_what_they_said_in_any_revision(sqlite_world: World) -> None:
    world = sqlite_world
    taken = str(revised_canaries.plant(world)[0][0])
    world.write(mailed.ask_comment, world.caller("ama"), taken)
    assert {each.rpartition(": ")[2] for each in holding(world.database, SAID)} == set(SAID)
    erase(world, "ama")
    assert holding(world.database, SAID) == []


def test_no_table_holds_why_they_settled_something(sqlite_world: World) -> None:
    world = sqlite_world
    revised_canaries.plant(world)
    assert holding(world.database, ("canary-settled-reason",))
    erase(world, "lars")
    assert holding(world.database, ("canary-settled-reason",)) == []

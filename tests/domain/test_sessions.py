"""The browsers in which one is signed in: one's own, and nobody else's."""

import pytest

from commentspace.domain import sessions
from commentspace.errors import NotFound, SignInNeeded
from tests.world import World


def begin(world: World, key: str, browser: str = "a browser") -> str:
    """Signs somebody in; the name of the session."""
    token = world.database.write_here(sessions.begin, world.person(key), browser)
    known = world.read(sessions.who, token, world.clock.now)
    assert known is not None
    return known.login


def of(world: World, key: str) -> list[str]:
    return [each.uid for each in world.read(sessions.of_person, world.caller(key), world.clock.now)]


def test_one_sees_ones_own_sessions_that_last_the_last_used_first(world: World) -> None:
    stale = begin(world, "ama")
    world.clock.advance(days=60)
    first, other, last = begin(world, "ama"), begin(world, "wei"), begin(world, "ama")
    assert of(world, "ama") == [last, first]
    assert of(world, "wei") == [other]
    assert stale not in of(world, "ama")


def test_ending_one_leaves_the_others_and_is_no_error_twice(world: World) -> None:
    first, last = begin(world, "ama"), begin(world, "ama")
    assert world.database.write_here(sessions.end, world.caller("ama"), first) == [first]
    assert world.database.write_here(sessions.end, world.caller("ama"), first) == []
    assert of(world, "ama") == [last]


def test_ending_all_others_leaves_this_one(world: World) -> None:
    names = {begin(world, "ama") for _ in range(3)}
    here, theirs = names.pop(), begin(world, "wei")
    assert set(world.database.write_here(sessions.end_others, world.caller("ama"), here)) == names
    assert (of(world, "ama"), of(world, "wei")) == ([here], [theirs])


def test_nobody_ends_the_session_of_another(world: World) -> None:
    theirs = begin(world, "wei")
    for name in (theirs, "aaaaaaaaaaaaaaaa"):
        with pytest.raises(NotFound):
            world.database.write_here(sessions.end, world.caller("ama"), name)
    with pytest.raises(SignInNeeded):
        world.read(sessions.of_person, world.caller(None), world.clock.now)
    assert of(world, "wei") == [theirs]

"""Every role uses every way; a word in wrong hands fails."""

import pytest

from tests.safety.canaries import EVERYBODY, Canary, plant
from tests.safety.sources import SOURCES, Someone, Source
from tests.web.fixtures import AsVisitor
from tests.world import World


@pytest.fixture
def canaries(sqlite_world: World) -> list[Canary]:
    """What was planted in the world of this test."""
    return plant(sqlite_world)


@pytest.mark.parametrize("source", SOURCES, ids=[source.__name__ for source in SOURCES])
async def test_nobody_receives_what_is_not_for_them(
    sqlite_world: World, canaries: list[Canary], visitor: AsVisitor, source: Source
) -> None:
    for key in EVERYBODY:
        hidden = [canary for canary in canaries if key not in canary.may]
        assert hidden or key == "nadia"
        async for where, received in source(Someone(key, sqlite_world, visitor(key))):
            leaked = [f"{canary.word} ({canary.where})" for canary in hidden if canary.word.encode() in received]
            assert not leaked, f"{key} receives {leaked} from {where}"


async def test_every_canary_sings_for_those_whom_it_is_for(
    sqlite_world: World, canaries: list[Canary], visitor: AsVisitor
) -> None:
    """Else the test above would prove nothing."""
    heard = dict.fromkeys(EVERYBODY, b"")
    for key in EVERYBODY:
        async for _, received in SOURCES[0](Someone(key, sqlite_world, visitor(key))):
            heard[key] += received
    silent = [
        (canary.word, key)
        for canary in canaries
        if canary.shown
        for key in sorted(canary.may)
        if canary.word.encode() not in heard[key]
    ]
    assert not silent

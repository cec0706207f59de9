"""Every role uses every way; a word in wrong hands fails."""

import pytest

from tests.safety.canaries import EVERYBODY, Canary, plant
from tests.safety.sources import SOURCES, Someone, Source, pages
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
    heard = set[tuple[str, str]]()
    for key in EVERYBODY:
        async for where, received in source(Someone(key, sqlite_world, visitor(key))):
            for canary in canaries:
                if canary.word.encode() in received:
                    assert key in canary.may, f"{key} receives {canary.word} ({canary.where}) from {where}"
                    heard.add((canary.word, str(key)))
    if source is pages:
        assert not silent(canaries, heard), "a canary that nobody hears proves nothing"


def silent(canaries: list[Canary], heard: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The canaries that somebody for whom they are shown has not heard."""
    all_of_them = {(canary.word, key) for canary in canaries if canary.shown for key in canary.may}
    return sorted(all_of_them - heard)

"""The live door on SQLite for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.live.serving import Live, serving
from tests.world import World


@pytest.fixture
async def live(sqlite_world: World) -> AsyncIterator[Live]:
    async with serving(sqlite_world) as live:
        yield live

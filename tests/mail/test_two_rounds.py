"""Two workers make the daily round at the same moment: one letter a person, and nothing to be alarmed about."""

import asyncio
import logging
from contextlib import closing

import pytest

from commentspace.database import Database
from commentspace.mail.rounds import Rounds
from tests.world import World


async def test_two_workers_make_one_round(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.post("wei")
    world.clock.advance(days=1)
    with closing(Database(world.url, clock=world.clock)) as other, caplog.at_level(logging.WARNING):
        composed = await asyncio.gather(Rounds(world.database).once(), Rounds(other).once())
        assert sum(composed) == 12
        assert await Rounds(other).once() == 0
    assert world.rows("SELECT count(*), count(DISTINCT person_id) FROM outbox WHERE kind = 'digest'") == [(12, 12)]
    assert world.rows("SELECT count(*) FROM digest_window WHERE letter_id IS NOT NULL") == [(12,)]
    assert not caplog.records

"""Reminders of a closing: asked for, never planned, so that each member has one letter for each round."""

from datetime import timedelta

import pytest

from commentspace.domain.told import of_rounds
from tests.world import CLOSES, World


def test_each_member_is_reminded_once_in_short_transactions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_rounds, "BATCH", 4)
    world.clock.now = CLOSES - timedelta(days=2)
    [(members,)] = world.rows("SELECT count(*) FROM membership WHERE role = 'participant'")
    [review] = world.read(of_rounds.due, world.clock.now)
    while world.database.write_here(of_rounds.remind, review):
        pass
    assert world.rows("SELECT count(*), count(DISTINCT person_id) FROM outbox WHERE kind = 'closing'") == [
        (members, members)
    ]
    assert world.read(of_rounds.due, world.clock.now) == []


def test_nobody_is_reminded_of_what_has_closed_or_closes_later(world: World) -> None:
    for when in (CLOSES - timedelta(days=4), CLOSES + timedelta(hours=1)):
        assert world.read(of_rounds.due, when) == []

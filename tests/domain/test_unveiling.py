"""Unveiling: a blind review's comments come to be seen together, numbered as they were received."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from commentspace.database import Steps
from commentspace.domain import holds, unveiling
from commentspace.errors import Conflict, NotAllowed
from tests.clock import START
from tests.world import World


@pytest.fixture
def blind(world: World) -> str:
    """The review of the world, in which comments of others are seen after closing."""
    world.execute("UPDATE review SET seen = 'closing'")
    [(uid,)] = world.rows("SELECT uid FROM review")
    world.clock.advance(hours=1)
    return str(uid)


def unveil(world: World, review: str, by: str = "lars") -> bool:
    return world.database.carry_out_here(unveiling.unveil(world.caller(by), review))


def meanwhile(act: Steps[bool], happens: Callable[[], None]) -> Steps[bool]:
    """An act after whose first step something else happens."""
    answer = yield act.send(None)
    happens()
    while True:
        try:
            step = act.send(answer)
        except StopIteration as end:
            return bool(end.value)
        answer = yield step


def numbers(world: World) -> dict[str, int | None]:
    return dict(world.rows("SELECT uid, number FROM comment"))


def test_comments_come_to_be_seen_together_and_numbered_by_receipt(world: World, blind: str) -> None:
    by_web = world.post("ama")
    by_slow_mail = world.post("wei", door="mail", received_at=START + timedelta(minutes=5))
    assert world.views("priya") == []
    assert set(numbers(world).values()) == {None}
    world.close_review()
    assert unveil(world, blind)
    assert [(view.uid, view.number) for view in world.views("priya")] == [(by_web, 2), (by_slow_mail, 1)]
    assert not unveil(world, blind), "the second one changes nothing"


def test_many_are_numbered_in_batches_without_a_gap(world: World, blind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unveiling, "BATCH", 2)
    posted = [world.post("ama", text=f"Number {number}.") for number in range(1, 6)]
    world.close_review()
    act = unveiling.unveil(world.caller("lars"), blind)
    by_slow_mail = meanwhile(act, lambda: posted.append(world.post("wei", received_at=START)))
    assert world.database.carry_out_here(by_slow_mail)
    assert numbers(world) == {uid: number for number, uid in enumerate(posted, start=1)}
    assert [view.is_veiled for view in world.views("priya")] == [False] * 6


def test_a_held_comment_stays_held_and_gets_its_number_when_it_is_released(world: World, blind: str) -> None:
    held, other = world.post("ama"), world.post("wei")
    world.hold(held)
    world.close_review()
    unveil(world, blind)
    assert [view.uid for view in world.views("priya")] == [other]
    world.write(holds.release, world.caller("lars"), held)
    assert (world.seen("priya", held).number, world.seen("priya", other).number) == (2, 1)


def test_an_open_review_and_one_that_is_seen_are_not_unveiled(world: World, blind: str) -> None:
    world.post("ama")
    with pytest.raises(Conflict):
        unveil(world, blind)
    world.close_review()
    with pytest.raises(NotAllowed):
        unveil(world, blind, by="ama")
    assert world.views("priya") == []
    world.execute("UPDATE review SET seen = 'at_once'")
    with pytest.raises(Conflict):
        unveil(world, blind)


def test_what_comes_after_the_unveiling_is_seen_and_numbered_at_once(world: World, blind: str) -> None:
    world.post("ama")
    world.close_review()
    unveil(world, blind)
    later = world.post("wei", received_at=START)
    assert world.seen("priya", later).number == 2

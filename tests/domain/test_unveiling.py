"""Unveiling: a blind review's comments come to be seen together, numbered as they were received."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

import pytest

from commentspace.database import Steps
from commentspace.domain import changes, holds, unveiling
from commentspace.domain.contributions import submitting
from commentspace.domain.contributions.submitting import Set
from commentspace.errors import Conflict, NotAllowed
from tests.clock import START
from tests.delegating import keep
from tests.world import World

T = TypeVar("T")


@pytest.fixture
def blind(world: World) -> str:
    """The review of the world, in which comments of others are seen after closing."""
    world.execute("UPDATE review SET seen = 'closing'")
    [(uid,)] = world.rows("SELECT uid FROM review")
    world.clock.advance(hours=1)
    return str(uid)


def unveil(world: World, review: str, by: str = "lars") -> bool:
    return world.database.carry_out_here(unveiling.unveil(world.caller(by), review))


def meanwhile(act: Steps[T], happens: Callable[[], object], after: int = 1) -> Steps[T]:
    """An act after whose first steps, so many, something else happens."""
    answer: Any = None
    while True:
        try:
            step = act.send(answer)
        except StopIteration as end:
            return cast("T", end.value)
        answer = yield step
        after -= 1
        if not after:
            happens()


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


def test_what_a_moderator_answers_after_the_unveiling_is_told_to_everybody(world: World, blind: str) -> None:
    first = world.post("ama")
    world.close_review()
    unveil(world, blind)
    before = {key: cursor(world, key) for key in (None, "wei")}
    answer = world.reply("lars", first, "Thank you.")
    assert world.seen("wei", answer).number == 2
    assert all(cursor(world, key) != before[key] for key in before), "an old page would be taken for the newest"


def cursor(world: World, key: str | None) -> str:
    """Up to where somebody's page of the document stands."""
    world.change_space(is_open=True)
    token, _ = world.read(changes.cursor, world.standing(key), world.document_id)
    return token


def test_a_set_let_in_before_the_unveiling_and_written_after_it_is_told_to_everybody(world: World, blind: str) -> None:
    uids = [keep(world, "ama", f"Number {number}.") for number in range(submitting.TOGETHER + 1)]
    before: list[str] = []

    def happens() -> None:
        world.close_review()
        unveil(world, blind)
        before.append(cursor(world, "wei"))

    steps = submitting.steps(world.caller("ama"), world.document, Set(tuple(uids)))
    done = world.database.carry_out_here(meanwhile(steps, happens, after=2))
    assert [world.seen("wei", uid).is_veiled for uid in done.comments] == [False] * len(uids)
    assert cursor(world, "wei") != before[0]


def test_a_review_that_is_opened_again_while_it_is_unveiled_tells_nobody_a_number(world: World, blind: str) -> None:
    world.post("wei")
    mine = world.post("ama")
    world.close_review()
    act = unveiling.unveil(world.caller("lars"), blind)
    with pytest.raises(Conflict):
        world.database.carry_out_here(meanwhile(act, world.reopen_review, after=3))
    assert world.seen("lars", mine).number == 2, "the numbers are given already"
    assert world.seen("ama", mine).number is None
    world.close_review()
    unveil(world, blind)
    assert world.seen("ama", mine).number == 2

"""Comments are assigned to moderators, who alone know of it."""

from datetime import timedelta

import pytest

from commentspace.domain.dispositions import assigning
from commentspace.domain.dispositions.many import Answered
from commentspace.errors import Invalid, NotAllowed
from tests.world import World


def _assign(world: World, uids: list[str], to: str, *, by: str = "lars", **more: object) -> Answered:
    known = {each.person_id: each.uid for each in world.read(assigning.assignees, world.space_id)}
    uid = known[world.person(to)] if to else ""
    return world.database.carry_out_here(assigning.steps(world.caller(by), world.document, uids, uid, **more))  # type: ignore[arg-type]  # as each test names them


def test_moderators_see_who_prepares_the_answer_and_by_when(world: World) -> None:
    comment, due = world.post("ama"), world.clock.now + timedelta(days=2)
    assert _assign(world, [comment], "nadia", due_at=due).done == (comment,)
    seen = world.seen("lars", comment)
    assert (seen.assigned_to, seen.due_at) == ("نادية كرم", due)
    assert (world.seen("ama", comment).assigned_to, world.seen("ama", comment).due_at) == ("", None)


def test_the_last_assignment_counts_and_nobody_takes_it_off(world: World) -> None:
    comment = world.post("ama")
    _assign(world, [comment], "nadia")
    _assign(world, [comment], "lars", by="nadia")
    assert world.seen("fang", comment).assigned_to == "Lars Nygård"
    _assign(world, [comment], "")
    assert world.seen("fang", comment).assigned_to == ""
    assert world.rows("SELECT count(*) FROM assignment WHERE ended_at IS NULL") == [(0,)]


def test_only_moderators_assign_and_are_assigned_to(world: World) -> None:
    comment = world.post("ama")
    assert world.person("ama") not in {each.person_id for each in world.read(assigning.assignees, world.space_id)}
    with pytest.raises(NotAllowed):
        _assign(world, [comment], "nadia", by="ama")
    with pytest.raises(Invalid, match="Choose one of the moderators"):
        world.database.carry_out_here(assigning.steps(world.caller("lars"), world.document, [comment], "nobodyhere"))


def test_a_time_that_is_past_is_refused_before_anything_is_written(world: World) -> None:
    with pytest.raises(Invalid, match="past"):
        _assign(world, [world.post("ama")], "nadia", due_at=world.clock.now)
    assert world.rows("SELECT count(*) FROM assignment") == [(0,)]

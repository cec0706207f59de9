"""Comments are assigned to moderators, who alone know of it."""

from datetime import timedelta

import pytest

from commentspace.domain import members
from commentspace.domain.dispositions import assigning, batches
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.member_lists import Place
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


def _take_back(world: World, done: Answered, *, by: str = "nadia") -> set[str]:
    back = batches.take_back(world.caller(by), world.document, done.batch)
    return set(world.database.carry_out_here(back).done)


def test_an_assignment_is_taken_back_as_far_as_nobody_has_assigned_since(world: World) -> None:
    had, none, since = (world.post("ama") for _ in range(3))
    due = world.clock.now + timedelta(days=2)
    _assign(world, [had], "nadia", due_at=due, note="Ask the fishers.")
    done = _assign(world, [had, none, since], "lars", by="nadia")
    _assign(world, [since], "nadia")
    assert world.read(batches.size, world.caller("lars"), world.document, done.batch) == 2
    assert _take_back(world, done) == {had, none}
    seen = [world.seen("fang", each) for each in (had, none, since)]
    assert [(each.assigned_to, each.due_at) for each in seen] == [("نادية كرم", due), ("", None), ("نادية كرم", None)]
    assert _take_back(world, done) == set()
    assert world.rows("SELECT note FROM assignment WHERE ended_at IS NULL ORDER BY id") == [
        ("Ask the fishers.",),
        ("",),
    ]


def test_taking_comments_off_somebody_is_taken_back_once(world: World) -> None:
    first, second = world.post("ama"), world.post("ama")
    _assign(world, [first, second], "nadia")
    done = _assign(world, [first, second], "")
    _assign(world, [second], "lars", by="nadia")
    _assign(world, [second], "")
    assert _take_back(world, done) == {first}
    assert [world.seen("fang", each).assigned_to for each in (first, second)] == ["نادية كرم", ""]


def test_an_assignment_is_not_given_back_to_who_moderates_no_more(world: World) -> None:
    comment = world.post("ama")
    _assign(world, [comment], "nadia")
    done = _assign(world, [comment], "lars", by="nadia")
    _leave(world, "nadia", "participant")
    assert _take_back(world, done, by="lars") == {comment}
    assert world.seen("fang", comment).assigned_to == ""


def _leave(world: World, key: str, role: str = "") -> None:
    """They get another role, or with none they leave."""
    mine = "SELECT uid FROM membership WHERE person_id = :id AND space_id = :space"
    [(uid,)] = world.rows(mine, id=world.person(key), space=world.space_id)
    owner, space = world.caller("fang"), world.space_id
    if role:
        world.write(members.change, owner, uid, Place(role, "", ""), space_id=space)
    else:
        world.write(members.end, owner, uid, space_id=space)


@pytest.mark.parametrize("role", ["", "participant"])
def test_what_was_theirs_to_answer_is_nobodys_when_they_moderate_no_more(world: World, role: str) -> None:
    comment = world.post("ama")
    _assign(world, [comment], "nadia")
    _leave(world, "nadia", role)
    assert world.seen("lars", comment).assigned_to == ""
    told = "SELECT audience FROM notice WHERE seq = (SELECT max(seq) FROM event) AND comment_id IS NULL"
    assert ("moderators",) in world.rows(told)

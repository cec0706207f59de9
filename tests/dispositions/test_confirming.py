"""Where a space wants it, an answer is in force when another moderator has confirmed it."""

import pytest

from commentspace.domain.dispositions import confirming
from commentspace.domain.dispositions.confirming import Superseded
from commentspace.errors import Conflict, NotAllowed, NotFound
from tests.dispositions.acts import answer, answer_many, answers, confirm, confirms, history
from tests.world import World


@pytest.fixture(autouse=True)
def _confirmed(world: World) -> None:
    confirms(world)


def test_a_proposed_answer_is_seen_by_moderators_alone(world: World) -> None:
    comment = world.post("ama")
    proposed = answer(world, comment, "rejected")
    assert [world.seen(reader, comment).disposition for reader in ("ama", "wei", "lars")] == [None] * 3
    assert world.seen("wei", comment).proposed is None
    seen = world.seen("nadia", comment).proposed
    assert seen is not None
    assert seen.uid == proposed
    assert history(world, "ama", comment) == []
    assert [each.state for each in history(world, "nadia", comment)] == ["waiting"]


def test_others_cannot_tell_that_anything_was_proposed(world: World) -> None:
    comment = world.post("ama")
    before = world.rows("SELECT max(seq) FROM notice WHERE audience = 'all'")
    answer(world, comment, "rejected")
    assert world.rows("SELECT max(seq) FROM notice WHERE audience = 'all'") == before
    assert world.rows("SELECT count(*) FROM notice WHERE audience = 'person'") == [(0,)]


def test_confirmed_by_another_it_is_in_force_and_says_by_whom(world: World) -> None:
    comment = world.post("ama")
    assert confirm(world, answer(world, comment)) is True
    seen = world.seen("wei", comment).disposition
    assert seen is not None
    assert (seen.by, seen.confirmed_by) == ("Lars Nygård", "نادية كرم")


def test_who_proposed_it_does_not_confirm_it(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(NotAllowed, match="another moderator"):
        confirm(world, answer(world, comment), by="lars")


def test_of_two_who_confirm_at_once_the_second_learns_that_it_is_done(world: World) -> None:
    comment = world.post("ama")
    proposed = answer(world, comment)
    assert (confirm(world, proposed), confirm(world, proposed, by="fang")) == (True, False)
    seen = world.seen("ama", comment).disposition
    assert seen is not None
    assert seen.confirmed_by == "نادية كرم"


def test_a_newer_proposal_waits_in_the_place_of_the_older_one(world: World) -> None:
    comment = world.post("ama")
    older = answer(world, comment, "rejected")
    newer = answer(world, comment, "noted", by="nadia")
    with pytest.raises(Superseded) as refused:
        confirm(world, older, by="fang")
    assert refused.value.comment == comment
    assert confirm(world, newer, by="lars") is True
    assert [each.state for each in history(world, "lars", comment)] == ["in force", "superseded"]
    assert [each.view.outcome for each in history(world, "wei", comment)] == ["noted"], "the other never was in force"


def test_the_answer_in_force_stays_until_the_next_is_confirmed(world: World) -> None:
    comment = world.post("ama")
    confirm(world, answer(world, comment, "rejected"))
    newer = answer(world, comment, "accepted")
    seen = world.seen("ama", comment).disposition
    assert seen is not None
    assert seen.outcome == "rejected"
    confirm(world, newer)
    seen = world.seen("ama", comment).disposition
    assert seen is not None
    assert seen.outcome == "accepted"


def test_a_declined_answer_is_none_and_says_why_to_moderators(world: World) -> None:
    comment = world.post("ama")
    proposed = answer(world, comment, "rejected")
    world.write(confirming.decline, world.caller("nadia"), proposed, "Too harsh.")
    assert world.seen("lars", comment).proposed is None
    past = history(world, "lars", comment)[0]
    assert (past.state, past.declined_by, past.declined_reason) == ("declined", "نادية كرم", "Too harsh.")
    with pytest.raises(Conflict, match="declined"):
        confirm(world, proposed, by="fang")


def test_nobody_else_learns_that_a_proposal_exists(world: World) -> None:
    comment = world.post("ama")
    proposed = answer(world, comment)
    with pytest.raises(NotFound):
        confirm(world, proposed, by="ama")
    with pytest.raises(NotFound):
        world.write(confirming.decline, world.caller("wei"), proposed, "No.")


def test_what_was_withdrawn_meanwhile_is_not_confirmed(world: World) -> None:
    comment = world.post("ama")
    proposed = answer(world, comment)
    world.withdraw("ama", comment)
    with pytest.raises(Conflict, match="withdrawn"):
        confirm(world, proposed)


def test_many_are_confirmed_and_ones_own_are_left_with_why(world: World) -> None:
    theirs, own, none = (world.post("ama", text=f"Say {number}.") for number in range(3))
    answer_many(world, [theirs], answers("accepted"))
    answer(world, own, by="nadia")
    steps = confirming.steps(world.caller("nadia"), world.document, [theirs, own, none])
    done = world.database.carry_out_here(steps)
    assert done.done == (theirs,)
    assert {uid: why.said(str) for uid, why in done.left} == {own: confirming.NOT_OWN, none: confirming.ENDED}

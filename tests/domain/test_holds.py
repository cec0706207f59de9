"""Holding back: a comment and its answers are out of sight until they are released."""

import pytest

from commentspace.domain import holds
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.world import World


def test_a_comment_is_held_with_everything_that_answers_it(world: World) -> None:
    first, other = world.post("ama", text="Held."), world.post("wei", text="Not held.")
    answer = world.reply("wei", first)
    below = world.reply("olga", answer)
    world.hold(first)
    assert [view.uid for view in world.views("priya")] == [other]
    assert [view.uid for view in world.views("lars")] == [first, other, answer, below]


def test_an_answer_can_be_held_without_the_comment_above_it(world: World) -> None:
    first = world.post("ama")
    answer = world.reply("wei", first)
    beside, below = world.reply("olga", first), world.reply("olga", answer)
    world.hold(answer)
    assert [view.uid for view in world.views("priya")] == [first, beside]
    assert world.seen("olga", below).parent is None, "what one answered may be out of sight"


def test_moderators_see_by_whom_when_and_why_it_is_held(world: World) -> None:
    comment = world.post("ama")
    world.hold(comment, "A person is named.", by="nadia")
    seen = world.seen("lars", comment)
    assert (seen.status, seen.status_by, seen.status_reason) == ("held", "نادية كرم", "A person is named.")
    assert seen.status_at == world.clock.now


def test_what_is_posted_below_a_held_comment_is_held_with_it(world: World) -> None:
    comment = world.post("ama")
    world.hold(comment)
    answer = world.reply("lars", comment, "Can you say it without the name?")
    assert world.view("wei", answer) is None
    assert world.seen("ama", answer).body == "Can you say it without the name?"
    world.release(comment)
    assert world.seen("wei", answer).number == 2


def test_a_release_gives_everything_back_to_everybody(world: World) -> None:
    comment = world.post("ama")
    answer = world.reply("wei", comment)
    world.hold(comment)
    world.release(comment)
    assert [(view.uid, view.number, view.status) for view in world.views("priya")] == [
        (comment, 1, "shown"),
        (answer, 2, "shown"),
    ]


def test_numbers_have_no_gap_that_tells_of_what_was_never_shown(world: World) -> None:
    world.change_space(holds_new=True)
    hidden = [world.post("ama", text="Never shown."), world.post("wei", text="Shown later.")]
    world.change_space(holds_new=False)
    shown = world.post("olga")
    assert world.seen("priya", shown).number == 1
    assert [world.seen("lars", uid).number for uid in hidden] == [None, None]
    world.release(hidden[1])
    assert world.seen("priya", hidden[1]).number == 2
    assert world.seen("priya", world.post("olga")).number == 3


def test_a_comment_keeps_the_number_by_which_people_have_known_it(world: World) -> None:
    comment = world.post("ama")
    world.post("wei")
    world.hold(comment)
    world.release(comment)
    assert world.seen("priya", comment).number == 1


def test_a_release_moves_a_comment_to_the_end_of_what_is_new(world: World) -> None:
    comment = world.post("ama")
    world.hold(comment)
    world.release(comment)
    [(shown, changed, last)] = world.rows(
        "SELECT comment.shown_seq, comment.changed_seq, space.seq FROM comment JOIN space ON space.id = space_id"
    )
    assert shown == changed == last


def test_where_new_comments_are_held_by_rule_a_moderator_lets_them_out(world: World) -> None:
    world.change_space(holds_new=True)
    comment, own = world.post("ama"), world.post("lars", text="From the secretariat.")
    assert [view.uid for view in world.views("priya")] == [own]
    held = world.seen("ama", comment)
    assert (held.status, held.status_by) == ("held", "")
    assert "moderator" in held.status_reason
    world.release(comment)
    assert world.seen("priya", comment).status == "shown"


def test_holding_and_releasing_are_for_moderators(world: World) -> None:
    comment = world.post("ama")
    for by in ("ama", "wei", "priya"):
        with pytest.raises(NotAllowed):
            world.hold(comment, by=by)
    world.hold(comment)
    with pytest.raises(NotAllowed):
        world.release(comment, by="ama")
    with pytest.raises(NotFound):
        world.release(comment, by="wei")


def test_a_hold_needs_a_reason_and_holds_once(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(Invalid) as refused:
        world.hold(comment, " ")
    assert refused.value.field == "reason"
    with pytest.raises(Conflict):
        world.release(comment)
    world.hold(comment)
    with pytest.raises(Conflict):
        world.hold(comment)


def test_an_answer_is_released_with_what_it_answers_and_not_before(world: World) -> None:
    comment = world.post("ama")
    held_with_it = world.reply("wei", comment)
    held_before = world.reply("olga", comment)
    world.hold(held_before)
    world.hold(comment)
    for answer in (held_with_it, held_before):
        with pytest.raises(Conflict):
            world.release(answer)
    assert world.views("priya") == []
    world.release(comment)
    assert [view.uid for view in world.views("priya")] == [comment, held_with_it]
    world.release(held_before)
    assert world.seen("priya", held_before).number == 3


def test_the_reason_of_a_release_is_kept(world: World) -> None:
    comment = world.post("ama")
    world.hold(comment)
    world.write(holds.release, world.caller("nadia"), comment, " It is fine. ")
    [(by, reason)] = world.rows("SELECT released_by_id, released_reason FROM hold")
    assert (by, reason) == (world.person("nadia"), "It is fine.")

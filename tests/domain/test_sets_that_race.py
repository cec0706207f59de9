"""Sets that are submitted while something else happens: the review closes, a draft changes, another window submits."""

from datetime import timedelta

import pytest

from commentspace.domain import late_tokens
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, submitting
from commentspace.domain.contributions.coverings import Note
from commentspace.domain.contributions.submitting import Set
from commentspace.domain.edits import Particulars
from commentspace.errors import Closed, Conflict
from tests.delegating import drafts, keep, member_of, submit
from tests.world import World


def test_a_set_that_was_let_in_is_in_time_though_the_review_closes_while_it_is_written(world: World) -> None:
    uids = tuple(keep(world, "ama", f"Comment {n}.") for n in range(submitting.TOGETHER + 1))
    ama, wanted = world.caller("ama"), Set(uids, Note.of("All."))
    ready = world.read(submitting.look, ama, world.document, wanted).ready
    begun = world.write(submitting.begin, ama, world.document, wanted, ready)
    assert not world.views("lars")
    let_in = world.clock.now
    world.clock.advance(seconds=1)
    world.close_review()
    for some in (ready[: submitting.TOGETHER], ready[submitting.TOGETHER :]):
        world.write(submitting.write, begun, some, None)
    assert [(each.body, each.received_at) for each in world.views("wei")] == [
        (f"Comment {n}.", let_in) for n in range(submitting.TOGETHER + 1)
    ]


def test_a_set_that_was_only_looked_at_is_refused_when_the_review_closes_before_it_is_let_in(world: World) -> None:
    uid = keep(world, "ama", "One.")
    wanted = Set((uid,))
    ready = world.read(submitting.look, world.caller("ama"), world.document, wanted).ready
    world.close_review()
    with pytest.raises(Closed):
        world.write(submitting.begin, world.caller("ama"), world.document, wanted, ready)
    assert drafts(world, "ama")[0].state == "open"


def test_a_draft_that_was_edited_since_it_was_looked_at_is_not_submitted_as_it_was(world: World) -> None:
    uid = keep(world, "ama", "One.")
    wanted = Set((uid,))
    ready = world.read(submitting.look, world.caller("ama"), world.document, wanted).ready
    text = Body.of("Another."), Particulars("substantive")
    world.write(changing.edit, world.caller("ama"), uid, *text, based_on=1)
    with pytest.raises(Conflict):
        world.write(submitting.begin, world.caller("ama"), world.document, wanted, ready)


def test_two_windows_submit_a_set_once_and_what_was_cut_off_can_be_submitted_again(world: World) -> None:
    uids = tuple(keep(world, "ama", f"Comment {n}.") for n in range(submitting.TOGETHER + 1))
    ama, wanted = world.caller("ama"), Set(uids)
    ready = world.read(submitting.look, ama, world.document, wanted).ready
    begun = world.write(submitting.begin, ama, world.document, wanted, ready)
    with pytest.raises(Conflict, match="just now"):
        world.write(submitting.begin, ama, world.document, wanted, ready)
    world.write(submitting.write, begun, ready[:1], None)  # and then the power is cut
    world.clock.advance(minutes=2)
    assert [each.is_open for each in drafts(world, "ama")] == [False, True, True, True, True, True]
    submit(world, "ama", *uids[1:])
    assert len(world.views("wei")) == len(uids)


def test_a_late_token_is_not_spent_beyond_what_it_is_good_for(world: World) -> None:
    uids = tuple(keep(world, "ama", f"Comment {n}.") for n in range(3))
    world.close_review()
    leave = late_tokens.Leave(member_of(world, "ama"), world.clock.now + timedelta(days=1), "No power.", 2)
    world.write(late_tokens.give, world.caller("lars"), world.document, leave)
    with pytest.raises(Closed, match="2 more comments late"):
        submit(world, "ama", *uids)
    assert len(submit(world, "ama", *uids[:2]).comments) == 2
    with pytest.raises(Closed):
        submit(world, "ama", uids[2])

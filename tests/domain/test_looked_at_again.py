"""Where comments wait for a moderator's look, one that its writer changes waits again."""

import pytest

from commentspace.domain import appeals, holds, home
from commentspace.domain.dispositions.answerable import EDITED
from commentspace.errors import Conflict, NotFound
from tests.world import World


@pytest.fixture
def shown(world: World) -> str:
    """A comment that was let through, in a space whose comments wait for a look."""
    world.change_space(holds_new=True)
    comment = world.post("ama", text="Innocent.")
    world.release(comment)
    return comment


def waiting(world: World, key: str = "lars") -> int:
    found = world.read(home.work, [world.standing(key)], world.clock.now)
    return sum(count for _, _, count in found.held)


def test_a_changed_comment_waits_for_another_look_and_keeps_its_number(world: World, shown: str) -> None:
    assert waiting(world) == 0
    world.edit("ama", shown, "Anything.")
    assert world.view("priya", shown) is None
    mine = world.seen("ama", shown)
    assert (mine.status, mine.status_by, mine.body, waiting(world)) == ("held", "", "Anything.", 1)
    world.release(shown)
    seen = world.seen("priya", shown)
    assert (seen.body, seen.number, seen.states) == ("Anything.", 1, 2)


def test_its_answers_wait_with_it_and_come_back_with_it(world: World, shown: str) -> None:
    answer = world.reply("lars", shown, "Agreed.")
    world.edit("ama", shown, "The opposite.")
    assert (world.view("priya", answer), world.seen("ama", answer).body) == (None, "Agreed.")
    world.release(shown)
    assert [view.uid for view in world.views("priya")] == [shown, answer]


def test_what_moderators_change_and_what_says_the_same_is_seen_at_once(world: World, shown: str) -> None:
    own = world.post("lars", text="A word.")
    world.edit("lars", own, "A word more.")
    world.edit("ama", shown, "Innocent.")
    assert [view.body for view in world.views("priya")] == ["Innocent.", "A word more."]


def test_where_nobody_looks_first_a_change_is_seen_at_once(world: World, shown: str) -> None:
    world.change_space(holds_new=False)
    world.edit("ama", shown, "Anything.")
    assert world.seen("priya", shown).body == "Anything."


def test_one_that_waits_already_waits_once(world: World, shown: str) -> None:
    world.edit("ama", shown, "Second.")
    world.edit("ama", shown, "Third.")
    world.release(shown)
    assert world.seen("priya", shown).body == "Third."
    assert world.rows("SELECT count(*) FROM hold WHERE released_at IS NULL") == [(0,)]


def test_one_that_a_moderator_holds_back_stays_held_by_them(world: World, shown: str) -> None:
    world.hold(shown, "A person is named.")
    world.edit("ama", shown, "Nobody is named.")
    assert world.seen("ama", shown).status_reason == "A person is named."
    assert world.write(appeals.appeal, world.caller("ama"), shown, "It names nobody now.")


def test_an_answer_that_was_changed_while_it_was_held_with_another_is_not_released_with_that(
    world: World, shown: str
) -> None:
    answer = world.reply("wei", shown, "Innocent too.")
    world.release(answer)
    world.hold(shown)
    world.edit("wei", answer, "Anything.")
    world.release(shown)
    assert [view.uid for view in world.views("priya")] == [shown]
    world.release(answer)
    assert world.seen("priya", answer).body == "Anything."


def test_a_text_that_was_changed_since_a_moderator_looked_is_not_released(world: World, shown: str) -> None:
    world.edit("ama", shown, "Second.")
    world.edit("ama", shown, "Anything.")
    with pytest.raises(Conflict, match=EDITED):
        world.write(holds.release, world.caller("lars"), shown, seen=2)
    assert world.view("priya", shown) is None
    world.write(holds.release, world.caller("lars"), shown, seen=3)
    assert world.seen("priya", shown).body == "Anything."


def test_an_appeal_is_not_granted_for_a_text_that_was_changed_since_a_moderator_looked(
    world: World, shown: str
) -> None:
    world.hold(shown)
    appeal = world.write(appeals.appeal, world.caller("ama"), shown, "It is innocent.")
    world.edit("ama", shown, "Anything.")
    with pytest.raises(Conflict, match=EDITED):
        world.write(appeals.decide, world.caller("nadia"), appeal, "It is.", is_upheld=False, seen=1)
    with pytest.raises(NotFound):
        world.release(shown, by="wei")

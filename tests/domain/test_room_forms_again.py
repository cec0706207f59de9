"""A form of a delegation's room that is sent again changes nothing that its sender may not change now."""

import pytest

from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, merging
from commentspace.domain.delegations import governing
from commentspace.domain.dispositions import satisfying
from commentspace.domain.edits import Particulars
from commentspace.errors import Conflict
from tests.delegating import contribute, delegation, drafts, keep, member_of, room, submit
from tests.dispositions import acts
from tests.small_draft import FIRST
from tests.world import World

KEY = "a-key-of-the-form"


@pytest.fixture
def kenya(world: World) -> str:
    """A delegation: Ama is its focal point, Wei its expert."""
    return delegation(world, focal="ama", experts=["wei"])


def said(world: World) -> list[str]:
    """What stands in the room."""
    return [each.body for each in room(world, "ama")]


def by_focal_point(world: World, uid: str, text: str) -> None:
    """The focal point gives a contribution another text."""
    more = Particulars("substantive")
    world.write(changing.edit, world.caller("ama"), uid, Body.of(text), more, based_on=1)


def test_who_was_taken_out_changes_nothing_by_a_form_of_before(world: World, kenya: str) -> None:
    contribute(world, "wei", "Say which water.", key=KEY)
    world.write(governing.leave_out, world.caller("lars"), kenya, member_of(world, "wei"))
    with pytest.raises(Conflict):
        keep(world, "wei", "Say nothing.", key=KEY)
    assert said(world) == ["Say which water."]


def test_the_first_text_sent_twice_does_not_undo_what_the_focal_point_wrote(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.", key=KEY)
    by_focal_point(world, uid, "Name the river.")
    assert contribute(world, "wei", "Say which water.", key=KEY) == uid
    assert said(world) == ["Name the river."]
    with pytest.raises(Conflict, match="changed meanwhile"):
        contribute(world, "wei", "Say which lake.", key=KEY)
    assert said(world) == ["Name the river."]


def test_what_is_to_be_a_draft_is_not_put_into_the_room(world: World, kenya: str) -> None:
    contribute(world, "wei", "Say which water.", key=KEY)
    with pytest.raises(Conflict, match="cannot take another text"):
        keep(world, "wei", "For my eyes alone.", key=KEY)
    assert said(world) == ["Say which water."]
    assert drafts(world, "wei") == []


def test_nothing_is_merged_into_what_another_form_has_made(world: World, kenya: str) -> None:
    uids = contribute(world, "ama", "One.", key=KEY), contribute(world, "wei", "Two.")
    asked = world.caller("ama"), world.document, uids, world.paragraphs[FIRST].uid
    with pytest.raises(Conflict):
        world.write(merging.merge, *asked, world.posting("Both.", key=KEY))
    assert [(each.body, each.is_open) for each in room(world, "ama")] == [("One.", True), ("Two.", True)]


def test_only_who_submitted_it_reads_in_the_room_whether_they_are_satisfied(world: World, kenya: str) -> None:
    [comment] = submit(world, "ama", contribute(world, "wei", "Say which water.")).comments
    answer = acts.answer(world, comment, "noted", reason="Seen.")
    world.write(satisfying.say, world.caller("ama"), answer, False, "It says nothing.")
    words = [
        each.became.disposition.word
        for key in ("ama", "wei")
        for each in room(world, key)
        if each.became and each.became.disposition
    ]
    assert words == ["It says nothing.", ""]

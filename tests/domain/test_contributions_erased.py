"""What is not submitted, among one's own data, and when a person is erased."""

from commentspace.demo.cast import member
from commentspace.domain import erasing, my_data
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, writing
from commentspace.domain.delegations import governing
from commentspace.domain.edits import Particulars
from tests.delegating import contribute, delegation, keep, member_of, room, submit
from tests.safety.erased import holding
from tests.world import World

MORE = Particulars("substantive")


def erase(world: World, key: str) -> None:
    """Erase somebody at their own wish."""
    steps = erasing.erase(world.caller(key), member(key).address, world.clock.now)
    world.database.carry_out_here(steps)


def section(world: World, key: str, name: str) -> list[dict[str, object]]:
    """One list of somebody's own data."""
    [found] = [each for each in my_data.SECTIONS if each.name == name]
    return world.read(my_data.batch, world.caller(key), found, 0)[0]


def test_no_word_of_drafts_rooms_and_notes_is_left_of_an_erased_person(world: World) -> None:
    delegation(world, focal="wei", experts=["ama"], as_one=False)
    keep(world, "ama", "word-of-draft", quote="flow of water", proposal="word-of-proposal")
    mine, theirs = contribute(world, "ama", "word-in-room"), contribute(world, "wei", "It is Wei's.")
    world.write(writing.answer, world.caller("wei"), mine, world.posting("Wei answers."))
    world.write(writing.answer, world.caller("ama"), theirs, world.posting("word-of-answer"))
    submit(world, "ama", keep(world, "ama", "word-submitted"), note="word-of-note")
    erase(world, "ama")
    words = ("word-of-draft", "word-of-proposal", "word-in-room", "word-of-answer", "word-submitted", "word-of-note")
    assert not holding(world.database, words)
    assert [each.body for each in room(world, "wei") if each.body] == ["It is Wei's.", "Wei answers."]


def test_what_an_erased_focal_point_made_of_others_goes_back_to_what_it_was(world: World) -> None:
    uid = delegation(world, focal="ama", experts=["wei"])
    said, dropped = contribute(world, "wei", "Say which water."), contribute(world, "wei", "And when.")
    world.write(changing.edit, world.caller("ama"), said, Body.of("word-of-focal"), MORE, based_on=1)
    world.write(changing.drop, world.caller("ama"), dropped, "word-of-reason")
    world.write(governing.leave_out, world.caller("lars"), uid, member_of(world, "ama"))
    erase(world, "ama")
    assert not holding(world.database, ("word-of-focal", "word-of-reason"))
    assert [each.body for each in room(world, "wei")] == ["Say which water.", "And when."]


def test_ones_own_data_has_what_one_wrote_and_nothing_that_others_made_of_it(world: World) -> None:
    uid = delegation(world, focal="ama", experts=["wei"], as_one=False)
    keep(world, "wei", "A draft.")
    said = contribute(world, "wei", "Say which water.")
    world.write(changing.edit, world.caller("ama"), said, Body.of("Say which sea."), MORE, based_on=1)
    world.write(governing.leave_out, world.caller("lars"), uid, member_of(world, "wei"))
    submit(world, "ama", said, note="Our note.")
    mine = section(world, "wei", "drafts_and_contributions")
    assert [[state["body"] for state in each["states"]] for each in mine] == [["A draft."], ["Say which water."]]  # type: ignore[attr-defined]  # lists of states
    assert [(each["state"], each["comment"]) for each in mine] == [("open", None), (None, None)]
    assert [each["body"] for each in section(world, "ama", "contributions_i_edited")] == ["Say which sea."]
    assert [each["note"] for each in section(world, "ama", "notes_of_sets_i_submitted")] == ["Our note."]
    assert [each["part"] for each in section(world, "wei", "delegations")] == ["expert"]

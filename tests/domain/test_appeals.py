"""Appeals: a writer whose comment is held back says why it should be seen, and another moderator decides."""

import pytest

from commentspace.domain import appeals, holds, members
from commentspace.domain.appeals import HoldView
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.world import World


def held(world: World, by: str = "lars") -> str:
    comment = world.post("ama")
    world.hold(comment, "A person is named.", by=by)
    return comment


def appeal(world: World, comment: str, text: str = "It names an office.", by: str = "ama") -> str:
    return world.write(appeals.appeal, world.caller(by), comment, text)


def decide(world: World, uid: str, answer: str, by: str = "nadia", *, is_upheld: bool) -> None:
    world.write(appeals.decide, world.caller(by), uid, answer, is_upheld=is_upheld)


def history(world: World, key: str | None, comment: str) -> list[HoldView]:
    [(comment_id,)] = world.rows("SELECT id FROM comment WHERE uid = :uid", uid=comment)
    return world.read(appeals.history, world.standing(key), comment_id)


def test_the_writer_appeals_once_and_another_moderator_upholds_the_hold_with_an_answer(world: World) -> None:
    comment = held(world)
    uid = appeal(world, comment)
    assert appeal(world, comment) == uid, "sent twice it is one"
    with pytest.raises(Conflict, match="once"):
        appeal(world, comment, "And one more thing.")
    decide(world, uid, "The office has one person.", is_upheld=True)
    [told] = history(world, "ama", comment)
    assert told.appeal is not None
    assert (told.appeal.is_upheld, told.appeal.answer) == (True, "The office has one person.")
    assert world.view("priya", comment) is None


def test_an_appeal_that_is_granted_releases_the_comment(world: World) -> None:
    comment = held(world)
    decide(world, appeal(world, comment), "You are right.", is_upheld=False)
    assert world.seen("priya", comment).status == "shown"
    [told] = history(world, "ama", comment)
    assert told.appeal is not None
    assert (told.appeal.is_upheld, told.appeal.answer) == (False, "You are right.")


def test_a_release_without_a_word_about_the_appeal_settles_it_too(world: World) -> None:
    comment = held(world)
    appeal(world, comment)
    assert world.read(appeals.open_ones, [world.space_id])[0][2] == 1
    world.release(comment)
    assert world.read(appeals.open_ones, [world.space_id]) == []


def test_who_holds_it_back_may_give_in_but_not_uphold_their_own_hold(world: World) -> None:
    comment = held(world)
    uid = appeal(world, comment)
    with pytest.raises(NotAllowed, match="another moderator"):
        decide(world, uid, "No.", "lars", is_upheld=True)
    decide(world, uid, "I was wrong.", "lars", is_upheld=False)
    assert world.view("priya", comment) is not None


def test_the_only_other_moderator_decides_where_no_third_is_there(world: World) -> None:
    comment = held(world)
    uid = appeal(world, comment)
    for key in ("nadia", "fang"):
        [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
        if key == "nadia":
            world.write(members.end, world.caller("fang"), member, space_id=world.space_id)
        else:
            world.execute("UPDATE membership SET role = 'reader' WHERE uid = :uid", uid=member)
    decide(world, uid, "Nobody else is here.", "lars", is_upheld=True)
    assert history(world, "lars", comment)[0].appeal is not None


def test_a_moderator_decides_nothing_about_their_own_comment(world: World) -> None:
    comment = world.post("nadia")
    world.hold(comment, by="lars")
    uid = appeal(world, comment, by="nadia")
    for is_upheld in (True, False):
        with pytest.raises(NotAllowed, match="your own"):
            decide(world, uid, "Mine.", "nadia", is_upheld=is_upheld)
    with pytest.raises(NotAllowed, match="your own"):
        world.release(comment, by="nadia")


def test_two_moderators_who_decide_at_once_the_second_is_told(world: World) -> None:
    uid = appeal(world, held(world))
    decide(world, uid, "No.", is_upheld=True)
    decide(world, uid, "No.", "fang", is_upheld=True)
    with pytest.raises(Conflict, match="meanwhile"):
        decide(world, uid, "Yes.", "fang", is_upheld=False)


def test_only_its_writer_appeals_and_others_do_not_learn_of_it(world: World) -> None:
    comment = held(world)
    for key, refusal in (("wei", NotFound), ("nadia", NotAllowed)):
        with pytest.raises(refusal):
            appeal(world, comment, by=key)
    appeal(world, comment)
    world.release(comment)
    assert history(world, "wei", comment) == []
    with pytest.raises(NotAllowed):
        world.read(appeals.of_document, world.standing("ama"), world.document_id)


def test_there_is_no_appeal_against_what_nobody_has_decided(world: World) -> None:
    shown = world.post("ama")
    world.change_space(holds_new=True)
    waiting = world.post("ama")
    with pytest.raises(Conflict, match="not held back"):
        appeal(world, shown)
    with pytest.raises(Conflict, match="No moderator has looked"):
        appeal(world, waiting)
    parent = held(world)
    answer = world.reply("lars", parent)
    with pytest.raises(Conflict, match="with the one that it answers"):
        appeal(world, answer, by="lars")


def test_what_waits_for_a_look_is_refused_with_a_reason_and_then_one_may_appeal(world: World) -> None:
    world.change_space(holds_new=True)
    comment = world.post("ama")
    world.hold(comment, "This is about another draft.")
    seen = world.seen("ama", comment)
    assert (seen.status, seen.status_reason) == ("held", "This is about another draft.")
    assert world.view("wei", comment) is None
    decide(world, appeal(world, comment), "So it is.", is_upheld=False)
    assert world.seen("wei", comment).number == 1


def test_refusing_what_nobody_saw_moves_no_cursor_of_others(world: World) -> None:
    world.change_space(holds_new=True)
    comment = world.post("ama")
    count = "SELECT count(*) FROM notice WHERE audience = 'all'"
    before = world.rows(count)
    world.hold(comment, "This is about another draft.")
    appeal(world, comment)
    assert world.rows(count) == before


def test_an_appeal_and_its_answer_say_something(world: World) -> None:
    comment = held(world)
    with pytest.raises(Invalid):
        appeal(world, comment, "  ")
    uid = appeal(world, comment)
    with pytest.raises(Invalid):
        decide(world, uid, "", is_upheld=True)


def test_the_writer_is_told_of_the_hold_and_of_what_was_decided(world: World) -> None:
    comment = held(world)
    decide(world, appeal(world, comment), "It stays so.", is_upheld=True)
    kinds = world.rows("SELECT kind FROM outbox WHERE person_id = :id ORDER BY id", id=world.person("ama"))
    assert kinds == [("held",), ("appeal-decided",)]


def test_a_comment_that_is_held_is_not_held_again(world: World) -> None:
    comment = held(world)
    with pytest.raises(Conflict, match="already"):
        world.write(holds.hold, world.caller("nadia"), comment, "Again.")

"""Catching up: what was touched since a cursor, as a person may see it now; hidden things move no cursor."""

import pytest

from commentspace.domain import changes
from commentspace.domain.changes import Touched
from tests.small_draft import FIRST, SECOND
from tests.world import World


def cursor(world: World, key: str) -> str:
    return world.read(changes.cursor, world.standing(key), world.document_id)[0]


def since(world: World, key: str, token: str) -> Touched:
    touched = world.read(changes.since, world.standing(key), world.document_id, token)
    assert touched is not None
    return touched


def uids(touched: Touched) -> list[str]:
    return [view.uid for view in touched.comments]


def test_nothing_is_new_at_the_present_cursor(world: World) -> None:
    world.post("ama")
    at = cursor(world, "wei")
    assert since(world, "wei", at) == Touched(at, [], [], [], document=False)


def test_comments_answers_edits_and_withdrawals_are_brought_once_as_they_are_now(world: World) -> None:
    old = world.post("ama", FIRST)
    at = cursor(world, "wei")
    new = world.post("olga", SECOND)
    answer = world.reply("ama", new)
    world.edit("olga", new, "Otherwise.")
    world.withdraw("ama", old)
    touched = since(world, "wei", at)
    assert uids(touched) == [old, new, answer]
    assert [(view.status, view.body) for view in touched.comments] == [
        ("withdrawn", ""), ("shown", "Otherwise."), ("shown", "I agree."),
    ]  # fmt: skip
    assert (touched.gone, touched.document) == ([], False)
    assert set(touched.paragraphs) == {world.paragraphs[FIRST].uid, world.paragraphs[SECOND].uid}
    assert touched.cursor == cursor(world, "wei") != at


@pytest.mark.parametrize("act", ["edit", "withdrawal", "reply"])
def test_each_act_alone_moves_the_cursor_and_brings_what_it_touched(world: World, act: str) -> None:
    comment = world.post("ama", FIRST)
    at = cursor(world, "wei")
    if act == "edit":
        world.edit("ama", comment, "Otherwise.")
    elif act == "withdrawal":
        world.withdraw("ama", comment)
    else:
        comment = world.reply("olga", comment)
    touched = since(world, "wei", at)
    assert uids(touched) == [comment]
    assert touched.paragraphs == [world.paragraphs[FIRST].uid]
    assert touched.cursor != at


def test_a_change_of_the_review_touches_the_document(world: World) -> None:
    at = cursor(world, "wei")
    world.close_review()
    touched = since(world, "wei", at)
    assert (touched.document, uids(touched)) == (True, [])


def test_a_held_comment_is_gone_for_who_had_seen_it(world: World) -> None:
    comment = world.post("ama", FIRST)
    answer = world.reply("wei", comment)
    at = cursor(world, "olga")
    world.hold(comment)
    touched = since(world, "olga", at)
    assert (uids(touched), touched.gone) == ([], [comment, answer])
    assert touched.paragraphs == [world.paragraphs[FIRST].uid]
    assert (uids(since(world, "ama", at)), since(world, "ama", at).gone) == ([comment, answer], [])
    assert (uids(since(world, "wei", at)), since(world, "wei", at).gone) == ([answer], [comment])


def test_a_comment_that_came_and_went_meanwhile_is_not_told_of(world: World) -> None:
    world.post("wei")
    at = cursor(world, "olga")
    comment = world.post("ama", FIRST)
    world.hold(comment)
    touched = since(world, "olga", at)
    assert (uids(touched), touched.gone, touched.paragraphs) == ([], [], [])


def test_a_released_comment_is_brought(world: World) -> None:
    comment = world.post("ama")
    world.hold(comment)
    at = cursor(world, "olga")
    world.release(comment)
    assert uids(since(world, "olga", at)) == [comment]


def test_what_outsiders_may_not_see_moves_their_cursor_in_nothing(world: World) -> None:
    world.change_space(is_open=True, holds_new=True)
    at = {key: cursor(world, key) for key in ("wei", "priya", "julian")}
    hidden = world.post("ama", FIRST)
    world.edit("ama", hidden, "Otherwise.")
    world.reply("lars", hidden)
    world.withdraw("ama", hidden)
    assert {key: cursor(world, key) for key in at} == at
    assert since(world, "wei", at["wei"]) == Touched(at["wei"], [], [], [], document=False)
    for key in ("ama", "lars"):
        touched = since(world, key, at["wei"])
        assert len(touched.comments) == 2
        assert touched.cursor != at["wei"]


def test_a_cursor_that_this_person_was_never_given_is_unknown(world: World) -> None:
    world.change_space(holds_new=True)
    world.post("ama")
    for_moderators = cursor(world, "lars")
    for key, token in (("wei", for_moderators), ("wei", "a" * 16)):
        assert world.read(changes.since, world.standing(key), world.document_id, token) is None


@pytest.mark.parametrize("key", ["wei", "ama", "lars"])
def test_from_the_beginning_everything_visible_is_brought(world: World, key: str) -> None:
    comment = world.post("ama")
    world.hold(comment)
    world.post("wei")
    touched = since(world, key, "")
    assert uids(touched) == [view.uid for view in world.views(key)]
    assert touched.document


def test_catching_up_twice_gives_the_same(world: World) -> None:
    at = cursor(world, "wei")
    world.post("ama")
    assert since(world, "wei", at) == since(world, "wei", at)

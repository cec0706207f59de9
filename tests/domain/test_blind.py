"""Blind reviews: behind the veil there is nothing for others, and when it is lifted each is told all of it once."""

from datetime import timedelta

import pytest

from commentspace.domain import changes, listening
from commentspace.domain.readers import among
from tests.blind import blind, masked, promote, unveil
from tests.brought import no_round
from tests.domain.test_answers_at_once import name, wants
from tests.domain.test_answers_at_once import told as told_at_once
from tests.domain.test_digests import told
from tests.domain.test_visits import new, new_count, visit
from tests.small_draft import FIRST, SECOND
from tests.world import World


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    blind(world)


def test_only_its_writer_whom_it_answers_and_moderators_see_a_veiled_comment(world: World) -> None:
    first = world.post("ama")
    answer = world.reply("lars", first)
    again = world.reply("ama", answer)
    alone = world.post("lars", SECOND)
    assert [view.uid for view in world.views("fang")] == [first, answer, again, alone]
    assert [view.uid for view in world.views("ama")] == [first, answer, again]
    for key in ("wei", "priya"):
        assert world.views(key) == []
    assert {view.number for view in world.views("fang")} == {None}
    assert all(view.is_veiled for view in world.views("ama"))


def test_a_held_answer_is_seen_again_through_the_veil_when_it_is_released(world: World) -> None:
    first = world.post("ama")
    answer = world.reply("lars", first)
    world.hold(answer, by="fang")
    assert world.view("ama", answer) is None
    world.release(answer, by="fang")
    assert world.view("ama", answer) is not None
    assert world.views("wei") == []
    world.hold(first, by="fang")
    world.release(first, by="fang")
    assert [view.uid for view in world.views("ama")] == [first, answer]


def test_an_answer_in_a_later_round_stays_behind_the_veil_of_what_it_answers(world: World) -> None:
    first = world.post("ama")
    world.execute("UPDATE review SET seen = 'at_once'")  # as a next round would be, while this one is not unveiled
    answer = world.reply("ama", first)
    assert world.views("wei") == []
    assert [view.is_veiled for view in world.views("ama")] == [True, True]
    seen = world.post("wei")
    blind(world)
    by_moderator = world.reply("lars", seen)
    assert [view.uid for view in world.views("priya")] == [seen, by_moderator], "where that stands which it answers"
    assert answer not in {view.uid for view in world.views("wei")}


def test_each_is_told_once_in_the_daily_mail_of_what_was_veiled(world: World) -> None:
    first, second = world.post("ama"), world.post("wei", SECOND)
    answer = world.reply("lars", first)
    assert told(world, "priya") == []
    assert told(world, "ama") == [answer], "it was for her from the first"
    assert told(world, "fang") == [first, answer, second]
    unveil(world)
    assert told(world, "priya") == [first, answer, second]
    assert told(world, "ama") == [second]
    assert told(world, "fang") == []
    world.clock.advance(days=1)
    assert told(world, "priya") == []


def test_what_was_held_while_it_was_veiled_is_told_when_it_is_released(world: World) -> None:
    held = world.post("ama")
    world.hold(held)
    unveil(world)
    assert told(world, "priya") == []
    world.release(held)
    assert told(world, "priya") == [held]


def test_what_is_new_on_a_visit_is_what_came_out_since(world: World) -> None:
    for key in ("priya", "lars", "ama"):
        visit(world, key)
    world.clock.advance(hours=1)
    first = world.post("ama", FIRST)
    answer = world.reply("fang", first)
    assert [new_count(world, key) for key in ("priya", "lars", "ama")] == [0, 2, 1]
    for key in ("priya", "lars", "ama"):
        visit(world, key)
    world.clock.advance(hours=1)
    unveil(world)
    assert [new_count(world, key) for key in ("priya", "lars", "ama")] == [2, 0, 0]
    assert new(world, "priya") == [first, answer]
    assert new(world, "ama") == []


def test_a_letter_at_once_goes_to_those_alone_who_see_the_answer(world: World) -> None:
    wants(world, "ama", "wei", "lars")
    world.execute("UPDATE review SET seen = 'at_once'")
    first = world.post("ama")
    world.reply("wei", first)
    blind(world)
    told_before = told_at_once(world)
    world.reply("olga", first)
    assert told_at_once(world) == told_before, "neither of those who wrote there sees it yet"
    veiled = world.post("ama", SECOND)
    answer = world.reply("lars", veiled)
    assert set(told_at_once(world)) - set(told_before) == {(name(world, "ama"), answer)}


def test_live_pages_count_for_each_writer_and_are_loaded_anew_when_the_veil_is_lifted(world: World) -> None:
    before = world.read(listening.sequence, world.space_id)
    world.post("ama")
    assert world.person("ama") in world.read(listening.concerned, world.document_id, before)
    cursor = world.read(changes.cursor, world.standing("priya"), world.document_id)
    world.post("wei")
    assert world.read(changes.cursor, world.standing("priya"), world.document_id) == cursor
    assert world.person("ama") in world.read(
        listening.concerned, world.document_id, world.read(listening.sequence, world.space_id)
    )
    now = world.read(listening.sequence, world.space_id)
    assert not world.read(listening.is_unveiled, world.document_id, now)
    unveil(world)
    assert world.read(listening.is_unveiled, world.document_id, now)


def test_nobody_is_told_who_reads_in_a_blind_round_and_no_names_where_none_are_shown(world: World) -> None:
    people = {world.person("ama"), world.person("wei")}
    assert world.read(among, world.space_id, world.document_id, people) == ("none", [])
    unveil(world)
    assert world.read(among, world.space_id, world.document_id, people).presence == "names"
    masked(world)
    assert world.read(among, world.space_id, world.document_id, people).presence == "numbers"
    no_round(world)
    assert world.read(among, world.space_id, world.document_id, people).presence == "numbers"


def test_a_moderator_who_changes_a_members_place_tells_nobody_of_veiled_comments(world: World) -> None:
    world.post("ama")
    world.clock.now += timedelta(minutes=1)
    cursor = world.read(changes.cursor, world.standing("priya"), world.document_id)
    promote(world, "ama")
    assert world.read(changes.cursor, world.standing("priya"), world.document_id) == cursor

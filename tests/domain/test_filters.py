"""Filters find what they say, for each person among what they may see, and no number or choice tells of the rest."""

from typing import Any

import pytest
from sqlmodel import Session

from commentspace.domain import documents, filters, finding, rooms, visits
from commentspace.domain.filters import Filter
from commentspace.domain.rooms import Room
from commentspace.domain.windows import Asked, Size
from tests.small_draft import CHINESE, FIRST, SECOND, TWICE
from tests.world import World

START = Asked()


def found(world: World, key: str | None, at: Asked = START, **wanted: Any) -> Room:
    """What somebody finds."""

    def read(session: Session) -> Room:
        document, who = documents.find(session, world.caller(key), world.document)
        last = visits.before(session, who.person_id, document.id, world.clock.now)
        return rooms.filtered(session, who, document, Size(0, 0, 0), Filter.of(wanted), at, last)

    return world.read(read)


def shown(room: Room) -> list[list[str]]:
    """The comments of each row."""
    return [[view.uid for view in row.comments] for row in room.rows]


def parties(world: World, key: str | None) -> list[str]:
    def read(session: Session) -> list[str]:
        document, who = documents.find(session, world.caller(key), world.document)
        return finding.parties(session, who, document)

    return world.read(read)


def test_a_thread_is_shown_whole_when_one_of_its_comments_matches(world: World) -> None:
    first = world.post("ama", FIRST, "Which water?")
    answer = world.reply("wei", first, "The river's.")
    world.post("li", SECOND, "Something else.")
    room = found(world, "priya", words="river")
    assert (shown(room), room.found) == ([[first, answer]], 1)
    assert [row.paragraph.uid for row in room.rows] == [world.paragraphs[FIRST].uid]


def test_words_find_paragraphs_by_their_text_with_no_thread_that_does_not_match(world: World) -> None:
    world.post("ama", TWICE, "I agree.")
    room = found(world, "priya", words="measured again")
    assert [row.paragraph.position for row in room.rows] == [TWICE]
    assert (shown(room), room.found, room.rows[0].count) == ([[]], 0, 1)
    assert found(world, "priya", words="measured again", kind="substantive").rows == []


def test_two_chinese_characters_are_found_in_text_and_comments(world: World) -> None:
    uid = world.post("wei", FIRST, "我们同意湿地原则。")
    room = found(world, "priya", words="湿地")
    assert [row.paragraph.position for row in room.rows] == [FIRST, CHINESE]
    assert shown(room) == [[uid], []]


def test_mine_kind_and_for_whom(world: World) -> None:
    mine = world.post("ama", FIRST, "One.")
    edit = world.post("wei", FIRST, "A comma is missing.", kind="editorial")
    world.post("ama", SECOND, "Two commas.", kind="editorial")
    assert shown(found(world, "ama", mine="yes", kind="substantive")) == [[mine]]
    assert shown(found(world, "priya", kind="editorial", by="China")) == [[edit]]
    assert shown(found(world, "priya", by="Ghana", words="commas")) != []
    assert found(world, "priya", mine="yes").found == 0


def test_unanswered_is_what_nobody_else_has_answered(world: World) -> None:
    answered = world.post("ama", FIRST)
    world.reply("lars", answered)
    alone = world.post("ama", FIRST)
    own = world.reply("ama", alone, "I add this.")
    taken_back = world.post("wei", SECOND)
    world.withdraw("li", world.reply("li", taken_back))
    assert shown(found(world, "priya", unanswered="yes")) == [[alone, own], [taken_back, *_replies(world, taken_back)]]


def _replies(world: World, uid: str) -> list[str]:
    return [view.uid for view in world.views("lars") if view.thread == uid and view.uid != uid]


def test_an_answer_that_one_may_not_see_answers_nothing(world: World) -> None:
    first = world.post("ama", FIRST)
    world.hold(world.reply("wei", first))
    assert shown(found(world, "priya", unanswered="yes")) == [[first]]
    assert shown(found(world, "lars", unanswered="yes")) == []


def test_new_is_what_others_have_said_since_the_last_visit(world: World) -> None:
    old = world.post("wei", FIRST)
    assert found(world, "ama", new="yes").found == 1, "on a first visit all is new"
    world.database.write_here(visits.note, world.caller("ama"), world.document)
    world.clock.advance(days=1)
    new = world.post("wei", FIRST)
    world.post("ama", FIRST)
    held = world.post("li", SECOND)
    world.hold(held)
    room = found(world, "ama", new="yes")
    assert (shown(room), room.found) == ([[new]], 1)
    world.release(held)
    assert shown(found(world, "ama", new="yes")) == [[new], [held]], "it is new when it is first seen"
    assert old not in str(shown(room))


def test_newest_first_shows_each_thread_at_the_time_of_its_newest_comment(world: World) -> None:
    uids = []
    for place in (FIRST, SECOND, FIRST):
        world.clock.advance(minutes=1)
        uids.append(world.post("ama", place))
    world.clock.advance(minutes=1)
    answer = world.reply("wei", uids[0])
    room = found(world, "priya", sort="newest")
    assert shown(room) == [[uids[0], answer], [uids[2]], [uids[1]]]
    assert [row.mark for row in room.rows] == [f"c-{answer}", f"c-{uids[2]}", f"c-{uids[1]}"]
    assert shown(found(world, "priya", Asked(at=f"c-{uids[2]}"), sort="newest"))[-2:] == [[uids[2]], [uids[1]]]


def test_what_is_withdrawn_matches_nothing(world: World) -> None:
    gone = world.post("ama", FIRST, "canary")
    world.withdraw("ama", gone)
    for key in ("priya", "ama", "lars"):
        assert found(world, key, words="canary").rows == []
        assert found(world, key, by="Ghana").rows == []


@pytest.mark.parametrize("wanted", [{"words": "secret"}, {"status": "held"}, {"by": "Ghana"}, {"sort": "newest"}])
def test_a_held_comment_is_found_by_those_who_see_it_alone(world: World, wanted: dict[str, Any]) -> None:
    world.hold(world.post("ama", FIRST, "A secret."))
    for key, number in {"priya": 0, "wei": 0, "ama": 1, "lars": 1}.items():
        assert found(world, key, **wanted).found == number, key
    assert parties(world, "priya") == []
    assert parties(world, "lars") == parties(world, "ama") == ["Ghana"]


def test_for_whom_is_offered_in_order_and_each_once(world: World) -> None:
    for key in ("wei", "ama", "ama", "lars"):
        world.post(key)
    offered = parties(world, "priya")
    assert offered == sorted(set(offered), key=str.casefold)
    assert {"China", "Ghana"} <= set(offered)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"kind": "nonsense", "status": "none", "sort": "oldest"}, {}),
        ({"new": "", "mine": "no"}, {"new": "yes", "mine": "yes"}),
        ({"words": "  peat  ", "by": ""}, {"words": "peat"}),
        ({"words": "x" * 999}, {"words": "x" * 200}),
    ],
)
def test_a_query_that_makes_no_sense_asks_for_nothing(query: dict[str, Any], said: dict[str, str]) -> None:
    assert Filter.of(query).query == said
    assert bool(Filter.of(query)) == bool(said)
    assert Filter.of(Filter.of(query).query) == Filter.of(query)


def test_words_of_marks_alone_leave_nothing_out() -> None:
    assert not Filter.of({"words": '""'})
    assert filters.Filter.of({"words": '"flow of" water'}).terms == ("flow of", "water")

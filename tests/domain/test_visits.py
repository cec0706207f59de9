"""Visits: what is new is what came since one was last here, whatever others may not see."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import visits
from commentspace.domain.tables import Comment, Visit
from commentspace.domain.visits import Visited
from commentspace.errors import NotFound
from tests.clock import START
from tests.small_draft import FIRST, SECOND
from tests.world import OUTSIDER, World


def visit(world: World, key: str | None, up_to: int | None = None) -> None:
    world.database.write_here(visits.note, world.caller(key), world.document, up_to)


def before(world: World, key: str) -> Visited | None:
    return world.read(visits.before, world.person(key), world.document_id, world.clock.now)


def new_count(world: World, key: str) -> int:
    return world.read(visits.new_counts, [world.standing(key)], world.clock.now).get(world.document, 0)


def new(world: World, key: str) -> list[str]:
    """The comments of which the document's page says that they are new."""
    last = before(world, key)
    if last is None:
        return []

    def names(session: Session, last: Visited) -> list[str]:
        new = select(col(Comment.uid)).where(visits.is_new(world.standing(key), last)).order_by(col(Comment.id))
        return list(session.execute(new).scalars())

    return world.read(names, last)


def test_on_a_first_visit_nothing_is_called_new(world: World) -> None:
    world.post("ama")
    assert before(world, "wei") is None
    visit(world, "wei")
    world.post("ama", SECOND)
    world.clock.advance(minutes=20)
    assert (before(world, "wei"), new_count(world, "wei")) == (None, 0)


def test_after_half_an_hour_what_came_since_is_new_and_stays_so_for_the_visit(world: World) -> None:
    visit(world, "wei")
    world.clock.advance(minutes=31)
    came = world.post("ama")
    for _ in range(3):
        assert (new(world, "wei"), new_count(world, "wei")) == ([came], 1)
        last = before(world, "wei")
        assert last is not None
        assert last.at == START
        visit(world, "wei")
        assert world.read(visits.before, world.person("wei"), world.document_id) == last
        world.clock.advance(minutes=29)
    world.clock.advance(minutes=2)
    assert (new(world, "wei"), new_count(world, "wei")) == ([], 0)


def test_ones_own_withdrawn_and_hidden_comments_are_not_new(world: World) -> None:
    visit(world, "wei")
    world.clock.advance(hours=1)
    own, withdrawn, held, came = (world.post(key) for key in ("wei", "ama", "ama", "ama"))
    world.withdraw("ama", withdrawn)
    world.hold(held)
    assert (new_count(world, "wei"), came in new(world, "wei"), own in new(world, "wei")) == (1, True, False)
    world.release(held)
    assert new_count(world, "wei") == 2


def test_a_comment_held_at_ones_visit_is_new_when_it_is_shown(world: World) -> None:
    world.change_space(holds_new=True)
    held = world.post("ama")
    visit(world, "wei")
    world.clock.advance(hours=1)
    assert new_count(world, "wei") == 0
    world.release(held)
    assert (new(world, "wei"), new_count(world, "wei")) == ([held], 1)


def test_what_came_while_the_page_was_made_is_new_the_next_time(world: World) -> None:
    [(reached,)] = world.rows("SELECT seq FROM space WHERE id = :id", id=world.space_id)
    came = world.post("ama")
    visit(world, "wei", reached)
    world.clock.advance(hours=1)
    assert new(world, "wei") == [came]


@pytest.mark.parametrize(("seconds", "moves"), [(0, set()), (59, set()), (60, {"seen_at"}), (1800, {"seen_at"})])
def test_a_visit_is_not_written_again_within_a_minute(seconds: int, moves: set[str]) -> None:
    last = Visit(person_id=1, document_id=1, seen_seq=7, seen_at=START)
    changed = visits.after(last, 7, START + timedelta(seconds=seconds))
    assert {name for name, value in changed.items() if value != getattr(last, name)} == moves


def test_within_a_minute_a_hidden_act_moves_the_number_but_no_time() -> None:
    last = Visit(person_id=1, document_id=1, seen_seq=7, seen_at=START)
    assert visits.after(last, 9, START + timedelta(seconds=30)) == {"seen_seq": 9}
    assert visits.after(last, 5, START + timedelta(seconds=30)) == {}


def test_strangers_leave_no_visit_and_others_may_not_note_what_they_may_not_know(world: World) -> None:
    visit(world, None)
    with pytest.raises(NotFound):
        visit(world, OUTSIDER)
    with pytest.raises(NotFound):
        world.database.write_here(visits.note, world.caller("wei"), "aaaaaaaaaaaaaaaa")
    assert world.rows("SELECT id FROM visit") == []
    assert world.read(visits.before, None, world.document_id) is None


def test_a_visit_is_no_event_of_the_record(world: World) -> None:
    [before] = world.rows("SELECT seq FROM space WHERE id = :id", id=world.space_id)
    visit(world, "wei")
    assert world.rows("SELECT seq FROM space WHERE id = :id", id=world.space_id) == [before]


def test_counts_go_by_what_one_may_see(world: World) -> None:
    for key in ("lars", "wei"):
        visit(world, key)
    world.clock.advance(hours=1)
    world.hold(world.post("ama", FIRST))
    world.post("ama", SECOND)
    assert (new_count(world, "lars"), new_count(world, "wei")) == (1, 1)
    assert world.read(visits.new_counts, [], world.clock.now) == {}
    assert world.read(visits.new_counts, [world.standing("ama")], world.clock.now) == {}

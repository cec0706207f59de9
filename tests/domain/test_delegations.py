"""Delegations: who makes them, who sits in them, and that nobody sits in two."""

import pytest

from commentspace.demo.cast import member
from commentspace.domain import members
from commentspace.domain.delegations import governing, roster, seats
from commentspace.domain.delegations.governing import Plan
from commentspace.domain.delegations.roster import DelegationView
from commentspace.domain.member_lists import Place
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.delegating import KENYA, delegation, member_of, seat
from tests.world import World


def of_space(world: World) -> list[DelegationView]:
    """All of them, as a moderator sees them."""
    return world.read(roster.of_space, world.standing("lars"))


def test_a_moderator_makes_one_and_says_who_belongs_to_it(world: World) -> None:
    uid = delegation(world, focal="ama", experts=["wei"])
    [found] = of_space(world)
    assert (found.uid, found.name, found.speaks_as_one) == (uid, KENYA, True)
    assert [(each.name, each.part) for each in found.members] == [
        (member("ama").name, "focal"),
        (member("wei").name, "expert"),
    ]


@pytest.mark.parametrize("by", ["ama", "priya", "julian", None])
def test_nobody_else_makes_or_sees_them(world: World, by: str | None) -> None:
    uid = delegation(world, focal="wei")
    with pytest.raises((NotAllowed, NotFound)):
        world.write(governing.make, world.caller(by), world.space_id, Plan.of("Another", speaks_as_one=True))
    with pytest.raises((NotAllowed, NotFound)):
        world.write(governing.end, world.caller(by), uid)
    with pytest.raises((NotAllowed, NotFound)):
        world.read(lambda session: roster.of_space(session, world.standing(by)))


def test_nobody_sits_in_two_and_no_moderator_in_any(world: World) -> None:
    delegation(world, focal="ama")
    other = delegation(world, "Another", focal="wei")
    with pytest.raises(Conflict):
        seat(world, other, "ama")
    with pytest.raises(Conflict):
        seat(world, other, "nadia")


def test_a_seat_ends_with_the_membership_and_does_not_come_back_with_it(world: World) -> None:
    world.change_space(is_open=True)
    delegation(world, focal="ama")
    world.write(members.end, world.caller("lars"), member_of(world, "ama"), space_id=world.space_id)
    assert world.read(seats.of, world.standing("ama")) is None
    assert world.rows("SELECT count(*) FROM delegate WHERE ended_at IS NULL") == [(0,)]


def test_who_becomes_a_moderator_has_no_seat_any_more(world: World) -> None:
    delegation(world, focal="ama")
    world.write(
        members.change,
        world.caller("fang"),
        member_of(world, "ama"),
        Place.of("moderator", "", ""),
        space_id=world.space_id,
    )
    assert world.read(seats.of, world.standing("ama")) is None


def test_another_focal_point_takes_the_place_of_the_one_before_who_stays(world: World) -> None:
    uid = delegation(world, focal="ama", experts=["wei"])
    seat(world, uid, "wei", "focal")
    [found] = of_space(world)
    assert [each.part for each in found.members] == ["focal", "expert"]
    assert found.focal is not None
    assert found.focal.member == member_of(world, "wei")
    now = world.read(seats.require, world.standing("ama"))
    assert not now.is_focal


def test_somebody_taken_out_is_told_as_former_with_the_reason(world: World) -> None:
    uid = delegation(world, focal="ama", experts=["wei"])
    world.write(governing.leave_out, world.caller("lars"), uid, member_of(world, "wei"), "Moved on.")
    [found] = of_space(world)
    assert [each.reason for each in found.former] == ["Moved on."]
    with pytest.raises(NotFound):
        world.write(governing.leave_out, world.caller("lars"), uid, member_of(world, "wei"))


def test_names_are_there_once_and_the_same_form_makes_one(world: World) -> None:
    plan = Plan.of(f" {KENYA} ", speaks_as_one=True)
    make = world.caller("lars"), world.space_id, plan
    uid = world.write(governing.make, *make, key="a-key-of-a-form")
    assert world.write(governing.make, *make, key="a-key-of-a-form") == uid
    with pytest.raises(Conflict):
        world.write(governing.make, *make)
    other = delegation(world, "Another")
    with pytest.raises(Conflict):
        world.write(governing.change, world.caller("lars"), other, plan)
    with pytest.raises(Invalid):
        Plan.of(" ", speaks_as_one=True)
    world.write(governing.end, world.caller("lars"), uid)
    world.write(governing.change, world.caller("lars"), other, plan)

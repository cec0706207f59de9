"""Spaces: who makes them, and who learns that they exist."""

import pytest

from commentspace.demo.cast import SPACE
from commentspace.domain import spaces
from commentspace.domain.access import Role
from commentspace.domain.spaces import Plan
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded
from tests.world import OPERATOR, OUTSIDER, World

PEAT = Plan.of("peat", "Peat and water")


def test_whoever_moderates_a_space_can_make_another_and_owns_it(world: World) -> None:
    made = world.database.write_here(spaces.make, world.caller("lars"), PEAT)
    view, who = world.read(spaces.find, world.caller("lars"), "peat")
    assert (view.id, view.title, view.members, who.role) == (made, "Peat and water", 1, Role.OWNER)


def test_the_operator_makes_spaces_without_becoming_a_member(world: World) -> None:
    world.database.write_here(spaces.make, OPERATOR, PEAT)
    view, who = world.read(spaces.find, OPERATOR, "peat")
    assert (view.members, view.is_open, who.role, who.is_member) == (0, False, Role.OWNER, False)


@pytest.mark.parametrize(("key", "refusal"), [("ama", NotAllowed), (OUTSIDER, NotAllowed), (None, SignInNeeded)])
def test_others_cannot_make_spaces(world: World, key: str | None, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        world.database.write_here(spaces.make, world.caller(key), PEAT)
    assert world.read(spaces.id_of, "peat") is None


def test_a_short_name_is_given_once(world: World) -> None:
    with pytest.raises(Conflict, match="wetlands") as refused:
        world.database.write_here(spaces.make, OPERATOR, Plan.of(" Wetlands", "Another"))
    assert refused.value.field == "slug"


@pytest.mark.parametrize("slug", ["", "-wet", "wet-", "wet lands", "湿地", "a/b", "x" * 41])
def test_a_short_name_that_would_not_do_in_an_address_is_refused_at_its_field(slug: str) -> None:
    with pytest.raises(Invalid) as refused:
        Plan.of(slug, "Title")
    assert refused.value.field == "slug"


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
def test_a_space_has_a_title(title: str) -> None:
    with pytest.raises(Invalid) as refused:
        Plan.of("peat", title)
    assert refused.value.field == "title"


@pytest.mark.parametrize("key", [OUTSIDER, None])
def test_a_space_of_members_only_is_to_others_like_one_that_never_was(world: World, key: str | None) -> None:
    with pytest.raises(NotFound) as hidden:
        world.read(spaces.find, world.caller(key), SPACE.slug)
    with pytest.raises(NotFound) as never:
        world.read(spaces.find, world.caller(key), "never")
    assert hidden.value.said() == never.value.said()
    assert world.read(spaces.for_home, world.caller(key)) == []


@pytest.mark.parametrize("key", [OUTSIDER, None])
def test_an_open_space_is_read_by_everybody_and_written_by_members(world: World, key: str | None) -> None:
    world.change_space(is_open=True)
    view, who = world.read(spaces.find, world.caller(key), SPACE.slug)
    assert (view.is_open, who.may("read"), who.may("comment")) == (True, True, False)
    assert [space.slug for space in world.read(spaces.for_home, world.caller(key))] == [SPACE.slug]


def test_home_lists_the_spaces_of_a_member(world: World) -> None:
    world.database.write_here(spaces.make, world.caller("lars"), PEAT)
    assert [space.slug for space in world.read(spaces.for_home, world.caller("lars"))] == ["peat", SPACE.slug]
    assert [space.slug for space in world.read(spaces.for_home, world.caller("ama"))] == [SPACE.slug]


def test_only_an_owner_changes_the_rules_of_a_space(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.write(spaces.change, world.caller("lars"), world.space_id, PEAT)
    world.write(spaces.change, world.caller("fang"), world.space_id, PEAT)
    view, _ = world.read(spaces.find, world.caller("ama"), SPACE.slug)
    assert (view.slug, view.title) == (SPACE.slug, PEAT.title), "the short name stays: addresses hold it"

"""Spaces: who makes them, and who learns that they exist."""

import pytest

from commentspace.demo.cast import SPACE
from commentspace.domain import members, spaces
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


def test_who_has_ceased_to_moderate_makes_no_more_spaces(world: World) -> None:
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("lars"))
    world.write(members.end, world.caller("fang"), member, space_id=world.space_id)
    assert not world.read(spaces.may_make, world.caller("lars"))
    with pytest.raises(NotAllowed):
        world.database.write_here(spaces.make, world.caller("lars"), PEAT)


def test_the_same_form_sent_twice_makes_one_space(world: World) -> None:
    first, second = (world.database.write_here(spaces.make, world.caller("lars"), PEAT) for _ in range(2))
    assert first == second
    assert world.rows("SELECT count(*) FROM space WHERE slug = 'peat'") == [(1,)]
    assert world.rows("SELECT count(*) FROM event WHERE space_id = :id", id=first) == [(1,)]


@pytest.mark.parametrize(
    ("by", "plan"),
    [("nadia", PEAT), ("lars", Plan.of("peat", "Other peat")), ("lars", Plan.of("peat", PEAT.title, is_open=True))],
)
def test_another_space_under_a_name_that_is_taken_is_refused(world: World, by: str, plan: Plan) -> None:
    world.database.write_here(spaces.make, world.caller("lars"), PEAT)
    with pytest.raises(Conflict, match="already a space"):
        world.database.write_here(spaces.make, world.caller(by), plan)


def test_a_short_name_is_given_once(world: World) -> None:
    with pytest.raises(Conflict, match="wetlands") as refused:
        world.database.write_here(spaces.make, OPERATOR, Plan.of(" Wetlands", "Another"))
    assert refused.value.field == "slug"


@pytest.mark.parametrize("slug", ["", "-wet", "wet-", "wet lands", "湿地", "a/b", "x" * 41])
def test_a_short_name_that_would_not_do_in_an_address_is_refused_at_its_field(slug: str) -> None:
    with pytest.raises(Invalid) as refused:
        Plan.of(slug, "Title")
    assert refused.value.field == "slug"


@pytest.mark.parametrize("title", ["", "  ", "x" * 201, "Peat\x00land", "Peat\x9bland"])
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

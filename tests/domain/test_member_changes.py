"""A member's place changes, with a record of it; owners are made and unmade by owners, and one always stays."""

import pytest

from commentspace.domain import changes, members
from commentspace.domain.member_lists import Place
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.small_draft import SECOND
from tests.world import World


def uid_of(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


def change(world: World, by: str, key: str, role: str, affiliation: str = "", behalf: str = "") -> None:
    place = Place.of(role, affiliation, behalf)
    world.write(members.change, world.caller(by), uid_of(world, key), place, space_id=world.space_id)


def end(world: World, by: str, key: str) -> None:
    world.write(members.end, world.caller(by), uid_of(world, key), space_id=world.space_id)


def cursor(world: World, key: str) -> str:
    return world.read(changes.cursor, world.standing(key), world.document_id)[0]


def test_a_member_gets_another_role_affiliation_and_party_and_it_is_recorded(world: World) -> None:
    comment = world.post("ama")
    change(world, "lars", "ama", "moderator", "Ministry", "Togo")
    who = world.standing("ama")
    assert (who.may("hold"), who.on_behalf_of) == (True, "Togo")
    seen = world.seen("li", comment)
    assert (seen.is_moderator, seen.affiliation, seen.on_behalf_of) == (True, "Ministry", "Ghana")
    assert world.rows("SELECT verb FROM event ORDER BY seq DESC")[0] == ("member.changed",)


def test_the_same_place_again_is_no_act(world: World) -> None:
    before = world.rows("SELECT count(*) FROM event")
    change(world, "lars", "ama", "participant", "Coastal Field Station", "Ghana")
    assert world.rows("SELECT count(*) FROM event") == before


def test_whoever_sees_comments_of_the_member_is_told_and_nobody_else(world: World) -> None:
    world.hold(world.post("ama", SECOND))
    before = {key: cursor(world, key) for key in ("lars", "ama", "li")}
    change(world, "lars", "ama", "participant", "Ministry", "Ghana")
    moved = {key for key, token in before.items() if cursor(world, key) != token}
    assert moved == {"lars", "ama"}
    world.post("ama")
    before = {"li": cursor(world, "li")}
    change(world, "lars", "ama", "participant", "University", "Ghana")
    assert cursor(world, "li") != before["li"]


@pytest.mark.parametrize(
    ("by", "key", "role"), [("ama", "wei", "reader"), ("lars", "ama", "owner"), ("lars", "fang", "reader")]
)
def test_who_may_not_does_not(world: World, by: str, key: str, role: str) -> None:
    with pytest.raises(NotAllowed):
        change(world, by, key, role)


def test_a_role_that_is_none_and_names_that_are_too_long_are_refused_at_their_field(world: World) -> None:
    for place, field in (
        (("king", "", ""), "role"),
        (("", "x" * 201, ""), "affiliation"),
        (("", "", "x" * 201), "on_behalf_of"),
    ):
        with pytest.raises(Invalid) as refused:
            Place.of(*place)
        assert refused.value.field == field


def test_the_last_owner_stays_one_until_there_is_another(world: World) -> None:
    with pytest.raises(Conflict, match="last owner"):
        change(world, "fang", "fang", "moderator")
    with pytest.raises(Conflict, match="last owner"):
        end(world, "fang", "fang")
    change(world, "fang", "ama", "owner")
    end(world, "ama", "fang")
    with pytest.raises(Conflict, match="last owner"):
        change(world, "ama", "ama", "reader")


def test_who_has_left_has_no_place_to_change(world: World) -> None:
    end(world, "lars", "ama")
    with pytest.raises(NotFound):
        change(world, "lars", "ama", "reader")

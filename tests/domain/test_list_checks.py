"""What a list would do is told of each entry, and nothing of people whom the moderator may not know."""

import pytest

from commentspace.domain import invitations, invited, list_checks, members, spaces
from commentspace.domain.list_checks import Found
from commentspace.domain.member_lists import Entry, Place
from commentspace.errors import NotAllowed
from tests.world import OPERATOR, World

JULIAN = Entry.of("J. Quispe", "JULIAN.quispe@example.net", "Herders", "", "", "es")
NOBODY = Entry.of("Somebody New", "new@example.org", "", "", "", "en")


def check(world: World, by: str, *entries: Entry) -> list[Found]:
    return world.read(list_checks.check, world.standing(by), entries)


def will(world: World, entry: Entry) -> str:
    [found] = check(world, "lars", entry)
    return found.will


def test_new_people_are_invited_and_members_stay_as_they_are(world: World) -> None:
    same = Entry.of("Ama", "ama.boateng@example.net", "", "", "participant", "en")
    other = Entry.of("Ama", "ama.boateng@example.net", "", "Togo", "reader", "en")
    found = check(world, "lars", NOBODY, same, other)
    assert [each.will for each in found] == ["invite", "nothing", "nothing"]
    assert [each.place for each in found] == [None, None, Place("participant", "Coastal Field Station", "Ghana")]
    assert [each.known_as for each in found] == ["", "Ama Boateng", "Ama Boateng"]


def test_who_was_here_is_asked_again_and_who_has_declined_is_not(world: World) -> None:
    world.write(members.add, world.caller("lars"), world.space_id, [JULIAN])
    [(member,)] = world.rows("SELECT m.uid FROM invitation i JOIN membership m ON m.id = membership_id")
    assert will(world, JULIAN) == "nothing"
    world.write(invitations.withdraw, world.caller("lars"), member, space_id=world.space_id)
    assert will(world, JULIAN) == "invite-again"
    world.write(members.add, world.caller("lars"), world.space_id, [JULIAN])
    [(uid,)] = world.rows("SELECT uid FROM invitation WHERE withdrawn_at IS NULL")
    world.write(invited.decline, uid, space_id=world.space_id)
    assert will(world, JULIAN) == "not"


def test_nobody_learns_by_a_list_who_is_known_elsewhere(world: World) -> None:
    peat = world.database.write_here(spaces.make, OPERATOR, spaces.Plan.of("peat", "Peat"))
    world.database.write_here(members.add, OPERATOR, peat, [JULIAN], invite=False, space=peat)
    [unknown, stranger] = check(world, "lars", JULIAN, NOBODY)
    assert (unknown.will, unknown.known_as) == (stranger.will, stranger.known_as) == ("invite", "")


def test_a_moderator_of_both_spaces_is_told_the_name(world: World) -> None:
    peat = world.database.write_here(spaces.make, world.caller("lars"), spaces.Plan.of("peat", "Peat"))
    world.database.write_here(members.add, world.caller("lars"), peat, [JULIAN], invite=False, space=peat)
    assert [each.known_as for each in check(world, "lars", JULIAN)] == ["Julián Quispe"]
    assert [each.known_as for each in check(world, "nadia", JULIAN)] == [""]


def test_lists_are_for_moderators(world: World) -> None:
    with pytest.raises(NotAllowed):
        check(world, "ama", NOBODY)


def test_a_long_list_is_asked_in_parts(sqlite_world: World) -> None:
    entries = [Entry.of(f"Asked {n}", f"asked{n}@example.org", "", "", "", "en") for n in range(1_200)]
    assert {each.will for each in check(sqlite_world, "lars", *entries)} == {"invite"}

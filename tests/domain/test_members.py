"""Members: added, invited once, ended; and what they choose of the daily mail."""

import pytest

from commentspace.domain import members, outbox, spaces
from commentspace.domain.member_lists import Entry
from commentspace.errors import Invalid, NotAllowed, NotFound
from tests.world import OUTSIDER, World

JULIAN = Entry.of("Julián Quispe", "Julian.Quispe@example.net", "Herders", "Highland Herders", "", "es")


def uid_of(world: World, key: str) -> str:
    listed = world.read(members.everybody, world.space_id)
    return next(each.uid for each in listed if each.person_id == world.person(key))


def add(world: World, by: str, *entries: Entry) -> members.Added:
    return world.write(members.add, world.caller(by), world.space_id, entries)


def test_a_new_member_can_enter_and_is_invited_by_mail_in_their_language(world: World) -> None:
    world.speaks(OUTSIDER, "es")
    assert add(world, "lars", JULIAN) == members.Added(new=1, known=0)
    assert world.standing(OUTSIDER).on_behalf_of == "Highland Herders"
    [letter] = world.database.write_here(outbox.lease, 10)
    assert (letter.kind, letter.person_id, letter.language) == ("invitation", world.person(OUTSIDER), "es")


def test_whoever_is_a_member_keeps_their_place_and_gets_no_second_invitation(world: World) -> None:
    again = Entry.of("Ama", "AMA.boateng@example.net", "", "Nobody", "owner", "en")
    assert add(world, "fang", again, JULIAN) == members.Added(new=1, known=1)
    assert world.standing("ama").on_behalf_of == "Ghana"
    assert len(world.database.write_here(outbox.lease, 10)) == 1


def test_participants_cannot_invite_and_moderators_cannot_make_owners(world: World) -> None:
    with pytest.raises(NotAllowed):
        add(world, "ama", JULIAN)
    owner = Entry.of("Julián Quispe", "julian.quispe@example.net", "", "", "owner", "es")
    with pytest.raises(NotAllowed, match="owner"):
        add(world, "lars", owner)
    with pytest.raises(NotFound):
        world.standing(OUTSIDER)


def test_somebody_who_leaves_sees_nothing_more_and_what_they_wrote_stays(world: World) -> None:
    comment = world.post("ama")
    ended = world.write(members.end, world.caller("ama"), uid_of(world, "ama"), space_id=world.space_id)
    assert ended == world.person("ama")
    with pytest.raises(NotFound):
        world.standing("ama")
    assert world.seen("lars", comment).author == "Ama Boateng"


def test_somebody_who_comes_back_is_the_same_member_and_is_invited_again(world: World) -> None:
    add(world, "lars", JULIAN)
    first = uid_of(world, OUTSIDER)
    world.write(members.end, world.caller("lars"), first, space_id=world.space_id)
    assert add(world, "lars", JULIAN).new == 1
    assert uid_of(world, OUTSIDER) == first
    assert [row for (row,) in world.rows("SELECT state FROM outbox ORDER BY id")] == ["dropped", "intended"]


def test_members_end_themselves_moderators_end_others_and_only_owners_end_owners(world: World) -> None:
    ama, fang = uid_of(world, "ama"), uid_of(world, "fang")
    for by, member in (("wei", ama), ("lars", fang)):
        with pytest.raises(NotAllowed):
            world.write(members.end, world.caller(by), member, space_id=world.space_id)
    world.write(members.end, world.caller("lars"), ama, space_id=world.space_id)
    with pytest.raises(NotFound):
        world.write(members.end, world.caller("lars"), ama, space_id=world.space_id)


def test_the_list_of_members_is_for_moderators_as_it_has_addresses(world: World) -> None:
    listed = world.read(members.of_space, world.standing("lars"))
    assert [each.address for each in listed if each.name == "Ama Boateng"] == ["ama.boateng@example.net"]
    assert len(listed) == 13
    with pytest.raises(NotAllowed):
        world.read(members.of_space, world.standing("ama"))


def test_each_member_chooses_what_the_daily_mail_brings(world: World) -> None:
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "daily")
    listed = world.read(members.everybody, world.space_id)
    assert {each.name: each.digest for each in listed}["Ama Boateng"] == "daily"
    with pytest.raises(Invalid) as refused:
        world.write(members.choose_mail, world.caller("ama"), world.space_id, "hourly")
    assert refused.value.field == "digest"
    with pytest.raises(NotFound):
        world.write(members.choose_mail, world.caller(OUTSIDER), world.space_id, "off")


def test_a_member_of_one_space_is_nobody_in_another(world: World) -> None:
    plan = spaces.Plan.of("peat", "Peat")
    peat = world.database.write_here(spaces.make, world.caller("lars"), plan)
    with pytest.raises(NotFound):
        world.database.write_here(members.end, world.caller("lars"), uid_of(world, "ama"), space_id=peat, space=peat)

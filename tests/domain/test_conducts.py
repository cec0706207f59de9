"""The code of conduct: written by owners, agreed to once per version before one comments."""

import pytest

from commentspace.domain import conducts
from commentspace.domain.bodies import Body
from commentspace.domain.entering import CONDUCT
from commentspace.errors import Conflict, NotAllowed, SignInNeeded
from tests.world import OUTSIDER, World


def write(world: World, text: str, *, seen: int = 0, by: str = "fang") -> int:
    return world.write(conducts.write, world.caller(by), world.space_id, Body.perhaps(text), seen=seen)


def agree(world: World, key: str | None, number: int, door: str = "web") -> None:
    world.write(conducts.agree, world.caller(key, door), world.space_id, number)


def test_nobody_comments_or_answers_before_they_have_agreed_through_any_door(world: World) -> None:
    first = world.post("wei")
    write(world, "Be *kind*.")
    for door in ("web", "mail", "command"):
        with pytest.raises(NotAllowed, match="code of conduct") as refused:
            world.post("ama", door=door)
        assert refused.value.said() == CONDUCT
    with pytest.raises(NotAllowed):
        world.reply("ama", first)
    agree(world, "ama", 1)
    assert world.seen("priya", world.post("ama", door="mail")).author
    assert world.reply("ama", first)


def test_each_version_is_agreed_to_anew_and_earlier_ones_stay_readable(world: World) -> None:
    write(world, "Be kind.")
    agree(world, "ama", 1)
    assert write(world, "Be kind, and brief.", seen=1) == 2
    with pytest.raises(NotAllowed):
        world.post("ama")
    priya = world.standing("priya")
    assert [(each.number, each.text) for each in world.read(conducts.versions, priya)] == [
        (2, "Be kind, and brief."),
        (1, "Be kind."),
    ]
    assert world.read(conducts.to_agree, world.standing("ama")) == 2


def test_moderators_readers_and_strangers_are_not_asked(world: World) -> None:
    write(world, "Be kind.")
    assert world.post("lars")
    asked = {key: world.read(conducts.to_agree, world.standing(key)) for key in ("lars", "fang", "priya", "ama")}
    assert asked == {"lars": 0, "fang": 0, "priya": 0, "ama": 1}


def test_a_code_that_is_taken_away_asks_nobody_and_the_next_one_has_a_number_of_its_own(world: World) -> None:
    write(world, "Be kind.")
    assert write(world, "", seen=1) == 0
    assert world.post("ama")
    assert world.read(conducts.in_force, world.standing("ama")) is None
    assert write(world, "Be kind.") == 3


def test_two_owners_who_write_at_once_do_not_overwrite_each_other(world: World) -> None:
    write(world, "Be kind.")
    with pytest.raises(Conflict, match="meanwhile"):
        write(world, "Be brief.")
    assert write(world, "Be kind.", seen=1) == 1, "the same text is no new version"


def test_only_owners_write_it(world: World) -> None:
    for key in ("lars", "ama"):
        with pytest.raises(NotAllowed):
            write(world, "Be kind.", by=key)


def test_one_agrees_to_what_is_in_force_and_only_once(world: World) -> None:
    write(world, "Be kind.")
    with pytest.raises(Conflict):
        agree(world, "ama", 2)
    for _ in range(2):
        agree(world, "ama", 1, door="mail")
    assert world.rows("SELECT door FROM agreement") == [("mail",)]


def test_who_is_no_member_agrees_to_nothing(world: World) -> None:
    write(world, "Be kind.")
    world.change_space(is_open=True)
    for key, refusal in ((OUTSIDER, NotAllowed), (None, SignInNeeded)):
        with pytest.raises(refusal):
            agree(world, key, 1)


def test_moderators_see_who_has_agreed_and_to_what(world: World) -> None:
    write(world, "Be kind.")
    agree(world, "ama", 1)
    write(world, "Be brief.", seen=1)
    agree(world, "wei", 2)
    found = {each.uid: each.number for each in world.read(conducts.agreements, world.standing("lars"))}
    people = dict(world.rows("SELECT uid, id FROM person"))
    by_person = {people[uid]: number for uid, number in found.items()}
    assert (by_person[world.person("ama")], by_person[world.person("wei")]) == (1, 2)
    assert by_person[world.person("olga")] == 0
    with pytest.raises(NotAllowed):
        world.read(conducts.agreements, world.standing("ama"))

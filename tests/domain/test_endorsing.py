"""Endorsements: support for a comment of another, counted once a person, named as writers are."""

from datetime import timedelta

import pytest

from commentspace.demo.cast import member
from commentspace.domain import endorsing
from commentspace.errors import Closed, Conflict, NotAllowed, NotFound, SignInNeeded
from tests.world import World


def endorse(world: World, by: str | None, comment: str, *, personally: bool = False) -> None:
    world.write(endorsing.endorse, world.caller(by), comment, personally=personally)


def take_back(world: World, by: str, comment: str) -> None:
    world.write(endorsing.take_back, world.caller(by), comment)


def names(world: World, key: str | None, comment: str) -> list[str]:
    return [each.name for each in world.seen(key, comment).endorsed_by]


def mask(world: World, named: str) -> None:
    world.execute("UPDATE review SET named = :named", named=named)


def test_one_press_supports_a_comment_for_whom_one_speaks_and_a_second_changes_nothing(world: World) -> None:
    comment = world.post("ama")
    for _ in range(2):
        endorse(world, "wei", comment)
    endorse(world, "olga", comment, personally=True)
    first, second = world.seen("priya", comment).endorsed_by
    assert (first.name, first.on_behalf_of) == (member("wei").name, member("wei").on_behalf_of)
    assert (second.name, second.on_behalf_of) == (member("olga").name, "")
    assert [world.seen(key, comment).is_endorsed for key in ("wei", "olga", "priya")] == [True, True, False]


def test_it_can_be_taken_back_and_given_again_also_after_the_review(world: World) -> None:
    comment = world.post("ama")
    endorse(world, "wei", comment)
    take_back(world, "wei", comment)
    assert names(world, "wei", comment) == []
    endorse(world, "wei", comment)
    world.close_review()
    take_back(world, "wei", comment)
    take_back(world, "wei", comment)
    assert names(world, "lars", comment) == []


def test_nobody_endorses_their_own_comment_or_after_closing(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(Conflict, match="your own"):
        endorse(world, "ama", comment)
    world.close_review()
    with pytest.raises(Closed):
        endorse(world, "wei", comment)


def test_readers_strangers_and_who_does_not_see_it_endorse_nothing(world: World) -> None:
    world.change_space(is_open=True)
    comment, hidden = world.post("ama"), world.post("ama")
    world.hold(hidden)
    with pytest.raises(NotAllowed):
        endorse(world, "priya", comment)
    with pytest.raises(SignInNeeded):
        endorse(world, None, comment)
    with pytest.raises(NotFound):
        endorse(world, "wei", hidden)
    with pytest.raises(Conflict, match="do not see"):
        endorse(world, "nadia", hidden)


def test_what_is_behind_a_veil_is_endorsed_by_nobody(world: World) -> None:
    world.execute("UPDATE review SET seen = 'closing'")
    comment = world.post("ama")
    with pytest.raises(NotFound):
        endorse(world, "wei", comment)
    with pytest.raises(Conflict, match="do not see"):
        endorse(world, "nadia", comment)


def test_a_space_may_do_without(world: World) -> None:
    comment = world.post("ama")
    endorse(world, "wei", comment)
    world.execute("UPDATE space SET endorses = :no", no=False)
    with pytest.raises(NotAllowed, match="not endorsed"):
        endorse(world, "olga", comment)
    assert names(world, "priya", comment) == []
    world.execute("UPDATE space SET endorses = :yes", yes=True)
    assert names(world, "priya", comment) == [member("wei").name]


def test_names_of_supporters_follow_the_rule_of_names(world: World) -> None:
    comment = world.post("ama")
    mask(world, "pseudonyms")
    endorse(world, "wei", comment)
    mask(world, "hidden")
    endorse(world, "olga", comment)
    [(alias,)] = world.rows("SELECT alias FROM membership WHERE person_id = :id", id=world.person("wei"))
    assert names(world, "priya", comment) == [alias, ""]
    assert [each.on_behalf_of for each in world.seen("ama", comment).endorsed_by] == ["", ""]
    both = [member("wei").name, member("olga").name]
    assert names(world, "lars", comment) == both
    assert names(world, "wei", comment) == [both[0], ""], "one knows oneself"


def test_support_for_an_earlier_text_says_so_and_a_withdrawn_comment_has_none(world: World) -> None:
    comment = world.post("ama")
    endorse(world, "wei", comment)
    world.clock.now += timedelta(minutes=1)
    world.edit("ama", comment, "Say less.")
    endorse(world, "olga", comment)
    assert [each.is_of_earlier for each in world.seen("priya", comment).endorsed_by] == [True, False]
    world.withdraw("ama", comment)
    assert names(world, "lars", comment) == []
    with pytest.raises(Conflict, match="withdrawn"):
        endorse(world, "li", comment)


def test_who_has_not_agreed_or_is_not_invited_does_not_endorse(world: World) -> None:
    comment = world.post("ama")
    world.execute("UPDATE review SET is_invited = :yes", yes=True)
    with pytest.raises(NotAllowed, match="members only"):
        endorse(world, "wei", comment)
    world.execute("UPDATE review SET is_invited = :no", no=False)
    world.execute("UPDATE space SET conduct_number = 1")
    with pytest.raises(NotAllowed, match="code of conduct"):
        endorse(world, "wei", comment)
    endorse(world, "lars", comment)


def test_of_a_delegation_that_speaks_as_one_the_focal_point_endorses_in_its_name(world: World) -> None:
    comment = world.post("ama")
    world.execute(
        "INSERT INTO delegation (uid, space_id, name, speaks_as_one, at) VALUES ('d', :space, 'Norland', :yes, :at)",
        space=world.space_id,
        yes=True,
        at=world.rows("SELECT at FROM event LIMIT 1")[0][0],
    )
    for key, part in (("wei", "focal"), ("olga", "expert")):
        world.execute(
            "INSERT INTO delegate (uid, delegation_id, membership_id, part, began_at, reason) "
            "SELECT :key, d.id, m.id, :part, d.at, '' FROM delegation d, membership m WHERE m.person_id = :person",
            key=key,
            part=part,
            person=world.person(key),
        )
    endorse(world, "wei", comment)
    with pytest.raises(NotAllowed, match="focal point"):
        endorse(world, "olga", comment)
    assert [each.on_behalf_of for each in world.seen("priya", comment).endorsed_by] == ["Norland"]

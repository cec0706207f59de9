"""Invitations: made with a membership, sent again with a pause, withdrawn, declined, and accepted by coming."""

from datetime import timedelta

import pytest

from commentspace.domain import comments, invitations, invited, members, outbox, roll, spaces, visits
from commentspace.domain.member_lists import Entry
from commentspace.errors import Conflict, NotAllowed, NotFound, TooMany
from tests.world import OPERATOR, OUTSIDER, World

JULIAN = Entry.of("Julián Quispe", "julian.quispe@example.net", "Herders", "Highland Herders", "", "es")
HOUR = timedelta(hours=1)


def ask(world: World, by: str = "lars") -> str:
    """Julián is asked to join; returns the name of his membership."""
    world.write(members.add, world.caller(by), world.space_id, [JULIAN])
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(OUTSIDER))
    return str(uid)


def name(world: World) -> str:
    """The name of the last invitation."""
    return str(world.rows("SELECT uid FROM invitation ORDER BY id DESC")[0][0])


def state(world: World) -> str:
    [entry] = world.read(roll.of_space, world.standing("lars"), roll.Wanted("quispe", state_now(world))).entries
    return entry.state


def state_now(world: World) -> str:
    counted = world.read(roll.of_space, world.standing("lars"), roll.Wanted()).states
    return next((each for each in ("invited", "withdrawn", "declined", "ended") if counted[each]), "")


def again(world: World, member: str, by: str = "lars") -> None:
    world.write(invitations.send_again, world.caller(by), member, space_id=world.space_id)


def withdraw(world: World, member: str, by: str = "lars") -> None:
    world.write(invitations.withdraw, world.caller(by), member, space_id=world.space_id)


def verbs(world: World) -> list[str]:
    return [str(verb) for (verb,) in world.rows("SELECT verb FROM event ORDER BY seq")]


def test_whoever_is_added_is_invited_until_they_come_and_earlier_members_are_here(world: World) -> None:
    ask(world)
    assert state(world) == "invited"
    found = world.read(roll.of_space, world.standing("lars"), roll.Wanted())
    assert (found.states["invited"], found.states["here"]) == (1, 13)
    world.write(invited.accept, world.caller(OUTSIDER), name(world))
    assert state(world) == "here"


def test_reading_a_document_is_coming(world: World) -> None:
    ask(world)
    world.clock.now += HOUR
    world.database.write_here(visits.note, world.caller(OUTSIDER), world.document)
    assert state(world) == "here"


def test_so_is_a_comment_by_mail(world: World) -> None:
    member = ask(world)
    world.write(comments.post, world.caller(OUTSIDER, "mail"), world.paragraphs[1].uid, world.posting("Yes."))
    assert state(world) == "here"
    for verb in (again, withdraw):
        with pytest.raises(Conflict, match="has come already"):
            verb(world, member)


def test_nobody_accepts_for_another(world: World) -> None:
    ask(world)
    with pytest.raises(NotAllowed):
        world.write(invited.accept, world.caller("ama"), name(world))
    assert state(world) == "invited"


def test_a_letter_is_sent_again_after_an_hour_and_five_times_in_all(world: World) -> None:
    member = ask(world)
    with pytest.raises(TooMany, match="Minutes until it can be sent again: 60"):
        again(world, member)
    for _ in range(4):
        world.clock.now += HOUR
        again(world, member)
    world.clock.now += HOUR
    with pytest.raises(TooMany, match="invited 5 times"):
        again(world, member)
    assert world.rows("SELECT count(*) FROM outbox WHERE kind = 'invitation'") == [(5,)]
    assert verbs(world).count("invitation.sent") == 4


def test_a_withdrawn_invitation_ends_the_place_and_stops_the_letter(world: World) -> None:
    member = ask(world)
    withdraw(world, member)
    with pytest.raises(NotFound):
        world.standing(OUTSIDER)
    assert not world.database.write_here(outbox.lease, 10)
    assert (state(world), verbs(world)[-1]) == ("withdrawn", "invitation.withdrawn")
    assert world.read(invited.find, name(world)).state == "over"


def test_only_moderators_send_again_and_withdraw_and_only_owners_an_owners(world: World) -> None:
    member = ask(world)
    for verb in (again, withdraw):
        with pytest.raises(NotAllowed):
            verb(world, member, "ama")
    withdraw(world, member)
    owner = Entry.of(JULIAN.name, JULIAN.address, "", "", "owner", "en")
    world.write(members.add, world.caller("fang"), world.space_id, [owner])
    with pytest.raises(NotAllowed):
        withdraw(world, member)
    withdraw(world, member, "fang")


def test_who_declines_is_not_asked_again_until_they_change_their_mind(world: World) -> None:
    ask(world)
    uid = name(world)
    world.write(invited.decline, uid, space_id=world.space_id)
    assert state(world) == "declined"
    assert world.write(members.add, world.caller("lars"), world.space_id, [JULIAN]).new == 0
    world.write(invited.take_up, uid, space_id=world.space_id)
    assert world.standing(OUTSIDER).is_member
    with pytest.raises(Conflict):
        world.write(invited.take_up, uid, space_id=world.space_id)


def test_who_leaves_by_themselves_may_be_asked_again(world: World) -> None:
    member = ask(world)
    world.write(members.end, world.caller(OUTSIDER), member, space_id=world.space_id)
    assert state(world) == "withdrawn"
    ask(world)
    assert state(world) == "invited"


def test_asking_and_withdrawing_in_turn_does_not_go_on_for_ever(world: World) -> None:
    for _ in range(invitations.ASKED_A_DAY):
        withdraw(world, ask(world))
    with pytest.raises(TooMany):
        ask(world)


def test_moderators_of_another_space_withdraw_nothing_here(world: World) -> None:
    member = ask(world)
    peat = world.database.write_here(spaces.make, OPERATOR, spaces.Plan.of("peat", "Peat"))
    with pytest.raises(NotFound):
        world.database.write_here(invitations.withdraw, OPERATOR, member, space_id=peat, space=peat)
    assert state(world) == "invited"

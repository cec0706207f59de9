"""Bounces: enough of them end the letters to an address, and whoever it belongs to sees that and lifts it."""

from datetime import datetime

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain import addresses, bounces, intake, my_data, outbox, suppressions
from commentspace.domain.failures import Failure
from commentspace.domain.outbox import Intent, Outcome
from commentspace.domain.tables import Address
from commentspace.errors import NotAllowed, NotFound
from tests.world import World

ADDRESS = member("wei").address
UNKNOWN = Failure.of("550 5.1.1 No such user here")
FULL = Failure.of("452 4.2.2 Mailbox full")
POLICY = Failure.of("550 5.7.1 Listed at a blocklist")
COMPLAINT = Failure.complaint("abuse example/1.0")


def letter(world: World, key: str = "wei") -> str:
    """A letter to somebody, by its name."""
    number = len(world.rows("SELECT id FROM outbox"))
    intent = Intent("hello", f"hello:{number}", world.person(key), world.space_id)
    uid = world.database.write_here(outbox.intend, intent)
    assert uid is not None
    return uid


def bounce(world: World, failure: Failure, uid: str = "", *, inbound_id: int | None = None) -> None:
    """A letter, this one or a new one, comes back."""
    uid = uid or letter(world)
    if inbound_id is not None:
        world.database.write_here(bounces.note, inbound_id, uid, failure)
    else:
        letter_id = world.read(outbox.id_of, uid)
        world.database.write_here(bounces.refused, letter_id, failure)


def is_suppressed(world: World, address: str = ADDRESS) -> bool:
    return world.read(suppressions.is_suppressed, address)


def test_one_letter_to_an_unknown_address_is_not_the_end_but_another_a_day_later_is(world: World) -> None:
    bounce(world, UNKNOWN)
    world.clock.advance(hours=23)
    bounce(world, UNKNOWN)
    assert not is_suppressed(world)
    world.clock.advance(hours=1)
    bounce(world, UNKNOWN)
    assert is_suppressed(world)
    assert is_suppressed(world, ADDRESS.upper())
    assert not is_suppressed(world, member("ama").address)


def test_three_letters_that_come_back_on_one_day_are_the_end_and_one_that_comes_back_thrice_is_not(
    world: World,
) -> None:
    same = letter(world)
    for _ in range(4):
        bounce(world, UNKNOWN, same)
    assert not is_suppressed(world)
    for _ in range(2):
        bounce(world, UNKNOWN)
    assert is_suppressed(world)


def test_hard_ones_further_apart_than_a_month_do_not_add_up(world: World) -> None:
    bounce(world, UNKNOWN)
    world.clock.advance(days=31)
    bounce(world, UNKNOWN)
    assert not is_suppressed(world)


def test_more_than_ten_soft_ones_in_two_weeks_are_the_end(world: World) -> None:
    bounce(world, FULL)
    world.clock.advance(days=15)
    for _ in range(10):
        bounce(world, FULL)
    assert not is_suppressed(world)
    bounce(world, FULL)
    assert is_suppressed(world)


@pytest.mark.parametrize("failure", [UNKNOWN, FULL, COMPLAINT], ids=lambda each: each.kind)
def test_whoever_knows_the_address_of_one_letter_alone_ends_nothing_by_it(world: World, failure: Failure) -> None:
    same = letter(world)
    for _ in range(13):
        bounce(world, failure, same)
        world.clock.advance(days=1)
    assert not is_suppressed(world)
    assert world.rows("SELECT count(*) FROM membership WHERE digest = 'off'") == [(0,)]


def test_policy_never_counts_and_complaints_about_two_letters_do(world: World) -> None:
    for _ in range(20):
        bounce(world, POLICY)
        world.clock.advance(days=1)
    assert not is_suppressed(world)
    bounce(world, COMPLAINT)
    assert not is_suppressed(world)
    bounce(world, COMPLAINT)
    assert is_suppressed(world)
    mine = "SELECT digest, takes_announcements FROM membership WHERE person_id = :wei"
    assert world.rows(mine, wei=world.person("wei")) == [("off", False)]


def inbound_row(world: World) -> int:
    """A message that has come in, of which nothing is known."""
    world.database.write_here(_message)
    [(inbound_id,)] = world.rows("SELECT max(id) FROM inbound")
    return int(inbound_id)


def _message(session: Session, *, now: datetime) -> None:
    intake.store(session, f"Subject: {now}\r\n\r\n".encode(), "", ["b@example.org"], now=now)


def test_the_same_mail_counts_once_and_one_about_no_letter_not_at_all(world: World) -> None:
    inbound_id, uid = inbound_row(world), letter(world)
    for _ in range(2):
        bounce(world, UNKNOWN, uid, inbound_id=inbound_id)
    bounce(world, UNKNOWN, "a" * 16, inbound_id=inbound_id)
    assert world.rows("SELECT kind, status, address FROM bounce") == [("hard", "5.1.1", ADDRESS)]


def end_letters(world: World, failure: Failure = COMPLAINT) -> None:
    for _ in range(2):
        bounce(world, failure)
    assert is_suppressed(world)


def test_who_it_belongs_to_sees_why_and_lifts_it_and_nobody_else_does(world: World) -> None:
    end_letters(world)
    [seen] = world.read(suppressions.of_person, world.caller("wei"))
    assert (seen.address, seen.since, seen.said) == (ADDRESS, world.clock.now, "abuse example/1.0")
    assert world.read(suppressions.of_person, world.caller("ama")) == []
    with pytest.raises(NotFound):
        world.database.write_here(suppressions.lift, world.caller("ama"), ADDRESS)
    world.database.write_here(suppressions.lift, world.caller("wei"), ADDRESS.upper())
    assert not is_suppressed(world)


def test_after_lifting_it_takes_new_bounces_to_end_letters_again(world: World) -> None:
    for _ in range(3):
        bounce(world, UNKNOWN)
    world.database.write_here(suppressions.lift, world.caller("wei"), ADDRESS)
    world.clock.advance(hours=1)
    bounce(world, UNKNOWN)
    assert not is_suppressed(world)
    world.clock.advance(days=1)
    bounce(world, UNKNOWN)
    assert is_suppressed(world)


def test_a_mail_that_certainly_comes_from_there_lifts_it_and_forgets_what_bounced(world: World) -> None:
    end_letters(world)
    world.database.write_here(suppressions.lift_by_mail, ADDRESS)
    assert not is_suppressed(world)
    assert world.rows("SELECT count(*) FROM bounce") == [(0,)]


def test_moderators_see_whose_letters_come_back_without_the_servers_words_and_lift_it(world: World) -> None:
    end_letters(world)
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :wei", wei=world.person("wei"))
    found = world.read(suppressions.of_members, world.standing("lars"))
    assert list(found) == [uid]
    assert found[uid].said == ""
    with pytest.raises(NotAllowed):
        world.read(suppressions.of_members, world.standing("ama"))
    with pytest.raises(NotAllowed):
        world.write(suppressions.lift_for_member, world.caller("ama"), uid, space_id=world.space_id)
    world.write(suppressions.lift_for_member, world.caller("lars"), uid, space_id=world.space_id)
    assert not is_suppressed(world)


def test_a_letter_that_a_server_will_not_take_for_its_address_counts(world: World) -> None:
    uid = letter(world)
    outcome = Outcome(world.read(outbox.id_of, uid), "failed", UNKNOWN.said, failure=UNKNOWN)
    world.database.write_here(outbox.settle, [outcome])
    world.database.write_here(outbox.settle, [outcome])
    assert world.rows("SELECT kind, status FROM bounce") == [("hard", "5.1.1")]


def test_one_that_was_put_off_counts_when_it_is_given_up_and_not_before(world: World) -> None:
    letter_id = world.read(outbox.id_of, letter(world))
    outcome = Outcome(letter_id, "put off", FULL.said, failure=FULL)
    world.database.write_here(outbox.settle, [outcome])
    assert world.rows("SELECT count(*) FROM bounce") == [(0,)]
    world.clock.advance(days=5, seconds=1)
    world.database.write_here(outbox.settle, [outcome])
    assert world.rows("SELECT kind FROM bounce") == [("soft",)]
    assert world.rows("SELECT state FROM outbox") == [("failed",)]


def test_it_stands_in_ones_own_data(world: World) -> None:
    end_letters(world)
    sections = {section.name: section for section in my_data.SECTIONS}
    for name in ("mail_that_came_back", "addresses_without_letters"):
        rows, _ = world.read(my_data.batch, world.caller("wei"), sections[name], 0)
        assert {row["address"] for row in rows} == {ADDRESS}
        assert world.read(my_data.batch, world.caller("ama"), sections[name], 0) == ([], None)


def test_it_goes_with_the_address(world: World) -> None:
    end_letters(world)
    world.database.write_here(_another_main, world.person("wei"))
    world.database.write_here(addresses.remove, world.caller("wei"), ADDRESS)
    assert world.rows("SELECT count(*) FROM bounce") == world.rows("SELECT count(*) FROM suppression") == [(0,)]


def _another_main(session: Session, person_id: int, *, now: datetime) -> None:
    session.execute(update(Address).where(col(Address.person_id) == person_id).values(is_main=False))
    session.add(Address(person_id=person_id, address="w@x.org", folded="w@x.org", is_main=True, verified_at=now))


def test_of_two_reasons_the_first_stays(world: World) -> None:
    world.database.write_here(suppressions.suppress, ADDRESS, "hard")
    world.database.write_here(suppressions.suppress, ADDRESS, "soft")
    assert world.rows("SELECT why FROM suppression") == [("hard",)]

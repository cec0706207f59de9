"""One's own addresses: added only by a link that was mailed there, and no way to learn whose another one is."""

import pytest

from commentspace.demo.cast import member
from commentspace.domain import addresses, limits, people, signing
from commentspace.domain.addresses import AddressView
from commentspace.errors import Conflict, Invalid, NotFound, TooMany
from tests.world import World

SECRET = b"a secret of the tests"
NEW = "Ama@Office.example.org"
MAIN = member("ama").address


def ask(world: World, address: str = NEW, key: str = "ama") -> str:
    return world.database.write_here(addresses.ask, world.caller(key), address)


def link(world: World) -> str:
    """The token in the last letter that adds an address."""
    name = world.rows("SELECT uid FROM outbox WHERE kind = 'address' ORDER BY id")[-1][0]
    return signing.sign("address", str(name), SECRET)


def follow(world: World, token: str, key: str = "ama") -> str:
    return world.database.write_here(addresses.add, world.caller(key), token, SECRET)


def of(world: World, key: str = "ama") -> list[AddressView]:
    return world.read(addresses.of_person, world.caller(key))


def test_an_address_is_ones_own_after_its_link_was_followed(world: World) -> None:
    ask(world)
    assert of(world) == [AddressView(MAIN, True, True)]
    assert world.read(people.with_address, NEW) is None
    assert follow(world, link(world)) == follow(world, link(world)) == NEW
    assert of(world) == [AddressView(MAIN, True, True), AddressView(NEW, False, True)]
    found = world.read(people.verified_with, NEW.lower())
    assert found is not None
    assert found.id == world.person("ama")


def test_only_who_asked_can_use_the_link_and_only_for_a_day(world: World) -> None:
    ask(world)
    with pytest.raises(Invalid, match="somebody else"):
        follow(world, link(world), "wei")
    for token in ("nothing", signing.sign("unsubscribe", link(world).partition(".")[0], SECRET)):
        with pytest.raises(NotFound):
            follow(world, token)
    world.clock.advance(days=1)
    with pytest.raises(Invalid, match="no longer good"):
        follow(world, link(world))


def test_an_address_of_somebody_else_gets_the_same_answer_and_its_owner_alone_is_told(world: World) -> None:
    theirs = member("wei").address
    assert ask(world, theirs) == theirs
    assert ask(world) == NEW
    letters = world.rows("SELECT kind, address, person_id, subjects FROM outbox ORDER BY id")
    assert [row[:3] for row in letters] == [
        ("address-taken", theirs, world.person("wei")),
        ("address", NEW, world.person("ama")),
    ]
    assert letters[0][3] == "{}"


def test_who_was_quicker_keeps_the_address(world: World) -> None:
    ask(world)
    token = link(world)
    world.clock.advance(minutes=1)
    ask(world, key="wei")
    follow(world, link(world), "wei")
    with pytest.raises(Conflict):
        follow(world, token)
    assert len(of(world)) == 1


def test_an_address_gets_one_letter_a_minute_and_nobody_asks_without_end(world: World) -> None:
    for _ in range(addresses.ASKED_A_DAY):
        assert ask(world) == NEW
    assert len(world.rows("SELECT id FROM outbox")) == 1
    with pytest.raises(TooMany):
        ask(world)
    assert world.read(limits.has_room, f"address:{world.person('wei')}", 1, addresses.GOOD_FOR, world.clock.now)


def test_what_is_no_address_or_ones_own_is_said_at_the_field(world: World) -> None:
    for wrong in ("ama.example.org", MAIN.upper()):
        with pytest.raises(Invalid) as refused:
            ask(world, wrong)
        assert refused.value.field == "address"


def test_letters_go_to_the_address_that_was_made_the_main_one(world: World) -> None:
    ask(world)
    follow(world, link(world))
    with pytest.raises(Conflict, match="main address first"):
        world.database.write_here(addresses.remove, world.caller("ama"), MAIN)
    world.database.write_here(addresses.make_main, world.caller("ama"), NEW.upper())
    assert world.read(people.main_address, world.person("ama")) == NEW
    world.database.write_here(addresses.remove, world.caller("ama"), MAIN)
    assert of(world) == [AddressView(NEW, True, True)]
    assert world.read(people.with_address, MAIN) is None


def test_nobody_changes_the_addresses_of_others(world: World) -> None:
    for verb in (addresses.make_main, addresses.remove):
        with pytest.raises(NotFound):
            world.database.write_here(verb, world.caller("wei"), MAIN)
    assert of(world) == [AddressView(MAIN, True, True)]

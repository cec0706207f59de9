"""Keys of programs: made and ended by their person, shown once, kept as hashes."""

import re

import pytest

from commentspace.domain import erasing, tokens
from commentspace.domain.tokens import Wanted
from commentspace.errors import Invalid, NotFound, TooMany
from tests.web.fixtures import AsVisitor
from tests.world import World

HERE = "/settings/keys"


async def test_a_key_is_shown_once_and_opens_the_api_until_it_is_ended(visitor: AsVisitor, sqlite_world: World) -> None:
    browser, program = visitor("ama"), visitor()
    made = await browser.submit(await browser.get(HERE), "main form.apart", name="Our import", scope="read", days="30")
    [key] = re.findall(r"cs_[\w-]{43}", made.text)
    assert key not in (await browser.get(HERE)).text
    assert not [row for row in sqlite_world.rows("SELECT token_hash FROM token") if key in row[0]]
    bearer = {"Authorization": f"Bearer {key}"}
    assert (await program.ask("GET", "/api/v1/me", bearer)).status == 200
    assert "last used" in (await browser.get(HERE)).text
    ended = await browser.submit(await browser.get(HERE), "main form[action$='/end']", press="End")
    assert "has ended" in ended.text
    assert (await program.ask("GET", "/api/v1/me", bearer)).status == 401


async def test_what_a_key_is_for_has_to_be_said(visitor: AsVisitor) -> None:
    browser = visitor("ama")
    page = await browser.submit(await browser.get(HERE), "main form.apart", name="  ")
    assert page.status == 422
    assert "Name what the key is for" in page.text


def test_a_key_ends_at_its_time_and_with_its_person(world: World) -> None:
    caller = world.caller("ama")
    short = world.database.write_here(tokens.make, caller, Wanted.of("One", "read", "30"))
    long = world.database.write_here(tokens.make, caller, Wanted.of("Two", "write", ""))
    assert world.read(tokens.holder, short, world.clock.now).scope == "read"
    world.clock.advance(days=31)
    with pytest.raises(tokens.Unknown):
        world.read(tokens.holder, short, world.clock.now)
    assert world.read(tokens.holder, long, world.clock.now).person_id == caller.person
    world.database.write_here(erasing.begin, caller.person)
    with pytest.raises(tokens.Unknown):
        world.read(tokens.holder, long, world.clock.now)


def test_nobody_ends_the_key_of_another_and_nobody_has_more_than_enough(world: World) -> None:
    ama, wei = world.caller("ama"), world.caller("wei")
    for number in range(tokens.MOST):
        world.database.write_here(tokens.make, ama, Wanted.of(f"Key {number}", "read", ""))
    with pytest.raises(TooMany, match="20 keys"):
        world.database.write_here(tokens.make, ama, Wanted.of("One more", "read", ""))
    [first, *_] = world.read(tokens.of_person, ama, world.clock.now)
    with pytest.raises(NotFound):
        world.database.write_here(tokens.end, wei, first.uid)
    world.database.write_here(tokens.end, ama, first.uid)
    assert len(world.read(tokens.of_person, ama, world.clock.now)) == tokens.MOST - 1


@pytest.mark.parametrize(("scope", "days"), [("all", "30"), ("read", "31")])
def test_a_key_says_what_it_may_and_how_long(scope: str, days: str) -> None:
    with pytest.raises(Invalid):
        Wanted.of("A key", scope, days)

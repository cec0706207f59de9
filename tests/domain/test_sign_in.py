"""Signing in: a link or code that is good once, for ten minutes, in the browser that asked."""

import json
from datetime import datetime

import pytest
from sqlmodel import Session

from commentspace.domain import limits, sessions, sign_in
from commentspace.domain.sign_in import Asked, SignedIn
from commentspace.errors import Invalid, NotFound, TooMany
from tests.world import World


def ask(world: World, address: str = "ama.boateng@example.net", network: str = "192.0.2.1") -> Asked:
    return world.database.write_here(sign_in.ask, address, "/s/wetlands", network)


def mailed(world: World) -> dict[str, str]:
    """The link and the code in the last mail."""
    [(subjects,)] = world.rows("SELECT subjects FROM outbox ORDER BY id DESC LIMIT 1")
    found: dict[str, str] = json.loads(subjects)
    return found


def by_link(world: World, link: str, asked: Asked) -> SignedIn:
    return world.database.write_here(sign_in.by_link, link, asked.browser, "a browser")


def by_code(world: World, asked: Asked, code: str) -> SignedIn | str:
    return world.database.write_here(sign_in.by_code, asked.uid, asked.browser, code, "a browser")


def known(world: World, token: str) -> int | None:
    found = world.read(sessions.who, token, world.clock.now)
    return found.person_id if found else None


def test_the_mailed_link_signs_in_and_leads_on(world: World) -> None:
    asked = ask(world, " AMA.Boateng@example.net ")
    signed = by_link(world, mailed(world)["link"], asked)
    assert (signed.person_id, signed.next_path) == (world.person("ama"), "/s/wetlands")
    assert known(world, signed.token) == world.person("ama")


def test_the_typed_code_signs_in_with_or_without_spaces(world: World) -> None:
    asked = ask(world)
    code = mailed(world)["code"]
    assert len(code) == 8
    signed = by_code(world, asked, f" {code[:4]} {code[4:]} ")
    assert isinstance(signed, SignedIn)
    assert known(world, signed.token) == world.person("ama")


def test_a_link_and_its_code_can_be_used_once(world: World) -> None:
    asked = ask(world)
    letter = mailed(world)
    by_link(world, letter["link"], asked)
    with pytest.raises(Invalid, match="no longer good"):
        by_link(world, letter["link"], asked)
    with pytest.raises(Invalid, match="no longer good"):
        by_code(world, asked, letter["code"])


def test_after_ten_minutes_both_are_stale(world: World) -> None:
    asked = ask(world)
    letter = mailed(world)
    world.clock.advance(minutes=10)
    with pytest.raises(Invalid, match="no longer good"):
        by_link(world, letter["link"], asked)
    with pytest.raises(Invalid, match="no longer good"):
        by_code(world, asked, letter["code"])


def test_a_link_that_was_opened_in_another_browser_is_not_used_up(world: World) -> None:
    asked = ask(world)
    letter = mailed(world)
    with pytest.raises(Invalid, match="another browser"):
        by_link(world, letter["link"], Asked(asked.uid, "another browser"))
    with pytest.raises(Invalid, match="no longer good"):
        by_code(world, Asked(asked.uid, "another browser"), letter["code"])
    assert by_link(world, letter["link"], asked).person_id == world.person("ama")


def test_five_wrong_codes_end_it_for_the_right_one_too(world: World) -> None:
    asked = ask(world)
    code = mailed(world)["code"]
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _ in range(sign_in.TRIES):
        assert "eight digits" in str(by_code(world, asked, wrong))
    with pytest.raises(Invalid, match="no longer good"):
        by_code(world, asked, code)


def test_an_address_that_nobody_has_gets_no_mail_and_the_same_answers(world: World) -> None:
    asked = ask(world, "nobody@example.org")
    assert world.rows("SELECT count(*) FROM outbox") == [(0,)]
    known_one = ask(world)
    assert (len(asked.uid), len(asked.browser)) == (len(known_one.uid), len(known_one.browser))
    wrong = f"{(int(mailed(world)['code']) + 1) % 10**8:08d}"
    for _ in range(sign_in.TRIES):
        assert by_code(world, asked, wrong) == by_code(world, known_one, wrong)
    for each in (asked, known_one):
        with pytest.raises(Invalid, match="no longer good"):
            by_code(world, each, wrong)


def test_signing_in_verifies_the_address(world: World) -> None:
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE address SET verified_at = NULL")
    asked = ask(world)
    by_link(world, mailed(world)["link"], asked)
    assert world.rows("SELECT address FROM address WHERE verified_at IS NOT NULL") == [("ama.boateng@example.net",)]


def test_only_hashes_of_secrets_are_kept(world: World) -> None:
    asked = ask(world)
    letter = mailed(world)
    signed = by_link(world, letter["link"], asked)
    kept = repr(world.rows("SELECT * FROM sign_in")) + repr(world.rows("SELECT * FROM login"))
    for secret in (letter["link"], letter["code"], asked.browser, signed.token):
        assert secret not in kept


def test_a_session_ends_when_it_is_ended_and_after_sixty_days_without_use(world: World) -> None:
    token = world.database.write_here(sessions.begin, world.person("ama"), "a browser")
    world.clock.advance(days=59)
    assert known(world, token) == world.person("ama")
    world.database.write_here(sessions.seen, token)
    world.clock.advance(days=59)
    assert known(world, token) == world.person("ama")
    world.clock.advance(days=2)
    assert known(world, token) is None
    other = world.database.write_here(sessions.begin, world.person("ama"), "a browser")
    world.database.write_here(sessions.out, other)
    assert known(world, other) is None
    with pytest.raises(NotFound):
        world.database.write_here(sessions.out, "never")


def test_a_network_from_which_too_many_ask_is_refused_and_others_are_not(world: World) -> None:
    world.database.write_here(ask_often, sign_in.ASKED_FROM_NETWORK, "192.0.2.1")
    with pytest.raises(TooMany):
        ask(world)
    assert ask(world, network="198.51.100.1").uid
    world.clock.now += sign_in.NETWORK_WINDOW
    assert ask(world).uid


def ask_often(session: Session, times: int, network: str, *, now: datetime) -> None:
    for _ in range(times):
        limits.count(session, f"sign-in-from:{network}", now)


def test_before_it_signs_in_a_link_says_whom(world: World) -> None:
    asked = ask(world)
    link = mailed(world)["link"]
    for _ in range(2):
        assert world.read(sign_in.owner, link, world.clock.now) == "Ama Boateng"
    by_link(world, link, asked)
    with pytest.raises(Invalid, match="no longer good"):
        world.read(sign_in.owner, link, world.clock.now)


def test_what_is_no_address_is_refused_at_its_field(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        ask(world, "ama.boateng")
    assert refused.value.field == "address"

"""Asking for a second letter: the first stays good in its browser, guesses are counted together, letters are few."""

import json
from datetime import timedelta

import pytest

from commentspace.domain import sign_in
from commentspace.domain.sign_in import Asked, SignedIn
from commentspace.errors import Invalid
from tests.world import World

AMA = "ama.boateng@example.net"
PAUSE = timedelta(minutes=1)


def ask(world: World, address: str = AMA, browser: str = "") -> Asked:
    return world.database.write_here(sign_in.ask, address, "/", "192.0.2.1", browser)


def letters(world: World) -> list[dict[str, str]]:
    """The links and codes that were mailed, the first letter first."""
    return [json.loads(subjects) for (subjects,) in world.rows("SELECT subjects FROM outbox ORDER BY id")]


def by_link(world: World, link: str, asked: Asked) -> SignedIn:
    return world.database.write_here(sign_in.by_link, link, asked.browser, "a browser")


def by_code(world: World, asked: Asked, code: str) -> SignedIn | str:
    return world.database.write_here(sign_in.by_code, asked.uid, asked.browser, code, "a browser")


def asked_twice(world: World) -> Asked:
    """What the browser keeps after asking again when a minute had passed."""
    first = ask(world)
    world.clock.now += PAUSE
    return ask(world, browser=first.browser)


@pytest.mark.parametrize("letter", [0, 1])
@pytest.mark.parametrize("way", ["link", "code"])
def test_either_letter_signs_in_the_browser_that_asked_twice(world: World, letter: int, way: str) -> None:
    asked = asked_twice(world)
    sent = letters(world)
    found = (
        by_link(world, sent[letter]["link"], asked) if way == "link" else by_code(world, asked, sent[letter]["code"])
    )
    assert isinstance(found, SignedIn)
    assert found.person_id == world.person("ama")
    with pytest.raises(Invalid, match="no longer good"):
        by_link(world, sent[1 - letter]["link"], asked)


def test_wrong_codes_are_counted_over_all_letters_of_a_browser(world: World) -> None:
    first = ask(world)
    for _ in range(3):
        by_code(world, first, "00000000")
    world.clock.now += PAUSE
    again = ask(world, browser=first.browser)
    for _ in range(2):
        by_code(world, again, "00000000")
    for letter in letters(world):
        with pytest.raises(Invalid, match="no longer good"):
            by_code(world, again, letter["code"])


def test_after_too_many_wrong_codes_a_new_letter_begins_anew(world: World) -> None:
    first = ask(world)
    for _ in range(sign_in.TRIES):
        by_code(world, first, "00000000")
    world.clock.now += PAUSE
    again = ask(world, browser=first.browser)
    assert again.browser != first.browser
    assert isinstance(by_code(world, again, letters(world)[1]["code"]), SignedIn)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(minutes=10)])
def test_only_a_secret_of_ours_that_is_still_good_is_kept(world: World, late: timedelta) -> None:
    asked = ask(world) if late else Asked("", "made up")
    world.clock.now += late
    assert ask(world, browser=asked.browser).browser != asked.browser


@pytest.mark.parametrize("address", [AMA, "nobody@example.org"])
def test_within_a_minute_no_other_letter_goes_and_the_answer_is_as_always(world: World, address: str) -> None:
    answers = [ask(world, address), ask(world, address.upper()), ask(world, address)]
    assert len({(len(each.uid), len(each.browser)) for each in answers}) == 1
    assert len(letters(world)) == (address == AMA)
    world.clock.now += PAUSE
    ask(world, address)
    assert len(letters(world)) == 2 * (address == AMA)


def test_the_letter_that_went_signs_in_whoever_pressed_twice_at_once(world: World) -> None:
    first = ask(world)
    again = ask(world, browser=first.browser)
    assert isinstance(by_code(world, again, letters(world)[0]["code"]), SignedIn)


def test_an_address_gets_twenty_letters_a_day(world: World) -> None:
    for _ in range(30):
        ask(world)
        world.clock.now += PAUSE
    assert len(letters(world)) == sign_in.LETTERS_A_DAY
    world.clock.now += timedelta(days=1)
    ask(world)
    assert len(letters(world)) == sign_in.LETTERS_A_DAY + 1


def test_the_letter_goes_to_the_address_as_its_person_gave_it(world: World) -> None:
    ask(world, "AMA.Boateng@Example.NET")
    assert world.rows("SELECT address FROM outbox") == [(AMA,)]

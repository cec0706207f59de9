"""The link in a mail that stops it: signed, for one use, without signing in."""

import pytest

from commentspace.domain import outbox, signing, subscriptions
from commentspace.domain.outbox import Intent
from commentspace.errors import NotFound
from tests.world import World

SECRET = b"a secret of the test"


def link(world: World, kind: str, space_id: int | None = None) -> str:
    intent = Intent(kind, f"{kind}:1", world.person("ama"), space_id)
    uid = world.database.write_here(outbox.intend, intent)
    assert uid is not None
    return signing.sign("unsubscribe", uid, SECRET)


def wants(world: World) -> tuple[str, bool]:
    [(digest, takes)] = world.rows(
        "SELECT digest, takes_announcements FROM membership WHERE person_id = :id", id=world.person("ama")
    )
    return digest, bool(takes)


def test_looking_at_the_link_stops_nothing(world: World) -> None:
    assert world.read(subscriptions.read, link(world, "digest"), SECRET) == subscriptions.DAILY
    assert wants(world) == ("new", True)


def test_the_link_of_a_digest_stops_the_daily_mail(world: World) -> None:
    assert world.database.write_here(subscriptions.end, link(world, "digest"), SECRET) == subscriptions.DAILY
    assert wants(world) == ("off", True)


def test_the_link_of_an_announcement_stops_announcements(world: World) -> None:
    given = link(world, "announcement", world.space_id)
    assert world.database.write_here(subscriptions.end, given, SECRET) == subscriptions.TO_ALL
    assert wants(world) == ("new", False)


def test_nobody_else_is_unsubscribed(world: World) -> None:
    world.database.write_here(subscriptions.end, link(world, "digest"), SECRET)
    assert world.rows("SELECT count(*) FROM membership WHERE digest = 'off'") == [(1,)]


def test_a_link_that_is_not_ours_stops_nothing(world: World) -> None:
    given = link(world, "digest")
    for other in (
        given[:-1] + "a" * (given[-1] != "a"),
        given.replace(".", ""),
        "",
        signing.sign("x", given[:16], SECRET),
    ):
        with pytest.raises(NotFound):
            world.database.write_here(subscriptions.end, other, SECRET)
    with pytest.raises(NotFound):
        world.database.write_here(subscriptions.end, given, b"another secret")
    assert wants(world) == ("new", True)


def test_a_signed_name_is_good_for_its_use_and_its_secret_only() -> None:
    token = signing.sign("unsubscribe", "a" * 16, SECRET)
    assert signing.verify("unsubscribe", token, SECRET) == "a" * 16
    for kind, given, secret in (
        ("reply", token, SECRET),
        ("unsubscribe", token, b"another"),
        ("unsubscribe", token.upper(), SECRET),
        ("unsubscribe", "b" + token[1:], SECRET),
        ("unsubscribe", "a" * 16 + ".é", SECRET),
    ):
        assert signing.verify(kind, given, secret) is None

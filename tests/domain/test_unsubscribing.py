"""The link in a mail that stops it: signed, for one use, without signing in."""

import pytest

from commentspace.domain import member_lists, members, outbox, signing, spaces, subscriptions
from commentspace.domain.outbox import Intent
from commentspace.domain.subscriptions import Subscription
from commentspace.errors import NotFound
from tests.domain.test_digests import told
from tests.world import World

SECRET = b"a secret of the test"


def link(world: World, kind: str, space_id: int | None = None, *, names: bool = False) -> str:
    """The link in a letter to one of the cast; a digest that `names` the space told of it."""
    [(uid,)] = world.rows("SELECT uid FROM space WHERE id = :id", id=world.space_id)
    subjects = {"spaces": [uid]} if names else {}
    intent = Intent(kind, f"{kind}:1", world.person("ama"), space_id, subjects)
    uid = world.database.write_here(outbox.intend, intent)
    assert uid is not None
    return signing.sign("unsubscribe", uid, SECRET)


def end(world: World, given: str, *chosen: str) -> Subscription:
    """Post the link: with what is ticked, or as a mail program does."""
    return world.database.write_here(subscriptions.end, given, SECRET, chosen=chosen or None)


def wants(world: World) -> tuple[str, bool]:
    [(digest, takes)] = world.rows(
        "SELECT digest, takes_announcements FROM membership WHERE person_id = :id AND space_id = :space",
        id=world.person("ama"),
        space=world.space_id,
    )
    return digest, bool(takes)


def join_another(world: World) -> int:
    """Ama belongs to another space too."""
    other = world.database.write_here(spaces.make, world.caller("lars"), spaces.Plan.of("peat", "Peat"))
    entry = member_lists.Entry.of("Ama Boateng", "ama.boateng@example.net", "", "", "participant", "en")
    world.database.write_here(members.add, world.caller("lars"), other, [entry], space=other)
    return other


def test_looking_at_the_link_stops_nothing(world: World) -> None:
    found = world.read(subscriptions.read, link(world, "digest", names=True), SECRET)
    assert (found.what, found.comes, found.was_stopped) == (subscriptions.DAILY, True, False)
    assert wants(world) == ("new", True)


def test_the_link_of_a_digest_stops_the_daily_mail_of_every_space(world: World) -> None:
    join_another(world)
    found = end(world, link(world, "digest"))
    assert (found.what, found.comes) == (subscriptions.DAILY, False)
    assert wants(world) == ("off", True)
    assert world.rows("SELECT count(*) FROM membership WHERE digest = 'off'") == [(2,)]


def test_the_link_of_an_announcement_stops_announcements_of_its_space(world: World) -> None:
    join_another(world)
    assert end(world, link(world, "announcement", world.space_id)).what == subscriptions.TO_ALL
    assert wants(world) == ("new", False)
    assert world.rows("SELECT count(*) FROM membership WHERE NOT takes_announcements") == [(1,)]


def test_the_link_of_an_answer_stops_answers_at_once(world: World) -> None:
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "new", at_once=True)
    given = link(world, "answer", world.space_id)
    assert world.read(subscriptions.read, given, SECRET).comes
    assert end(world, given).what == subscriptions.AT_ONCE
    assert world.rows("SELECT count(*) FROM membership WHERE at_once") == [(0,)]
    assert wants(world) == ("new", True)


def test_only_what_is_ticked_stops(world: World) -> None:
    join_another(world)
    given = link(world, "digest", names=True)
    end(world, given, f"announcement-{world.slug}")
    assert wants(world) == ("new", False)
    end(world, given, f"digest-{world.slug}")
    assert wants(world) == ("off", False)
    assert world.rows("SELECT count(*) FROM membership WHERE digest = 'off'") == [(1,)]
    end(world, given, subscriptions.EVERYTHING)
    left = "SELECT count(*) FROM membership WHERE person_id = :id AND (digest <> 'off' OR takes_announcements)"
    assert world.rows(left, id=world.person("ama")) == [(0,)]


def test_no_space_is_named_of_which_the_letter_did_not_tell(world: World) -> None:
    join_another(world)
    named = [space.title for space in world.read(subscriptions.read, link(world, "digest", names=True), SECRET).spaces]
    assert len(named) == 1
    assert "Peat" not in named
    end(world, link(world, "announcement", world.space_id), "digest-peat")
    assert world.rows("SELECT count(*) FROM membership WHERE digest = 'off'") == [(0,)]


def test_stopping_can_be_taken_back_and_what_came_meanwhile_is_told(world: World) -> None:
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "daily")
    given = link(world, "digest", names=True)
    assert end(world, given).was_stopped
    posted = world.post("wei")
    found = world.database.write_here(subscriptions.begin_again, given, SECRET)
    assert (found.comes, found.was_stopped) == (True, False)
    assert wants(world) == ("daily", True)
    assert told(world, "ama") == [posted]


def test_taking_back_changes_nothing_that_was_chosen_since(world: World) -> None:
    given = link(world, "digest", names=True)
    end(world, given)
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "daily")
    world.database.write_here(subscriptions.begin_again, given, SECRET)
    assert wants(world) == ("daily", True)


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

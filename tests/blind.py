"""The review of the test world under other rules: blind, or without names."""

from commentspace.domain import members, unveiling
from commentspace.domain.member_lists import Place
from tests.world import World


def blind(world: World) -> None:
    """Others' comments are seen after closing, from now on."""
    world.execute("UPDATE review SET seen = 'closing'")


def masked(world: World, named: str = "pseudonyms") -> None:
    """Others than moderators see pseudonyms ("hidden": nothing) of who writes from now on."""
    world.execute("UPDATE review SET named = :named", named=named)


def alias(world: World, key: str) -> str:
    """Somebody's pseudonym in the space."""
    asked = "SELECT alias FROM membership WHERE person_id = :id AND space_id = :space"
    [(found,)] = world.rows(asked, id=world.person(key), space=world.space_id)
    return str(found)


def unveil(world: World, *, by: str = "lars") -> None:
    """Close the review, and let everybody see its comments."""
    world.close_review(by=by)
    [(uid,)] = world.rows("SELECT uid FROM review ORDER BY id DESC LIMIT 1")
    assert world.database.carry_out_here(unveiling.unveil(world.caller(by), str(uid)))


def promote(world: World, key: str, role: str = "moderator") -> None:
    """Give a member another role, in all other things the same place."""
    [(uid, affiliation, party)] = world.rows(
        "SELECT uid, affiliation, on_behalf_of FROM membership WHERE person_id = :id", id=world.person(key)
    )
    place = Place.of(role, affiliation, party)
    world.write(members.change, world.caller("fang"), uid, place, space_id=world.space_id)

"""Delegations in the test world, and what is written in their rooms.

delegation(world, focal="ama", experts=["wei"])
uid = contribute(world, "wei", "Say which water.")
submit(world, "ama", uid, note="Our position.")
"""

from collections.abc import Sequence

from commentspace.domain.contributions import submitting, views, writing
from commentspace.domain.contributions.coverings import Note
from commentspace.domain.contributions.submitting import Set, Submitted
from commentspace.domain.contributions.views import ContributionView
from commentspace.domain.delegations import governing, seats
from commentspace.domain.delegations.governing import Plan
from tests.small_draft import FIRST
from tests.world import World

KENYA = "Kenya"


def delegation(
    world: World, name: str = KENYA, *, focal: str = "", experts: Sequence[str] = (), as_one: bool = True
) -> str:
    """Make one, and seat these members; returns its name outside."""
    plan = Plan.of(name, speaks_as_one=as_one)
    uid = world.write(governing.make, world.caller("lars"), world.space_id, plan)
    for key in experts:
        seat(world, uid, key)
    if focal:
        seat(world, uid, focal, "focal")
    return uid


def seat(world: World, uid: str, key: str, part: str = "expert") -> None:
    """Give one of the cast a seat."""
    world.write(governing.seat, world.caller("lars"), uid, member_of(world, key), part)


def member_of(world: World, key: str) -> str:
    """The name outside of somebody's membership."""
    mine = {"person": world.person(key), "space": world.space_id}
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :person AND space_id = :space", **mine)
    return str(uid)


def contribute(world: World, by: str, text: str, paragraph: int = FIRST, *, key: str = "", quote: str = "") -> str:
    """Write into the room of one's delegation; returns the contribution's name."""
    posting, where = world.posting(text, paragraph, key=key, quote=quote), world.paragraphs[paragraph].uid
    return world.write(writing.keep, world.caller(by), where, posting, "room").uid


def keep(
    world: World, by: str, text: str, paragraph: int = FIRST, *, key: str = "", quote: str = "", proposal: str = ""
) -> str:
    """Keep a draft of one's own; returns its name."""
    posting = world.posting(text, paragraph, key=key, quote=quote, proposal=proposal)
    return world.write(writing.keep, world.caller(by), world.paragraphs[paragraph].uid, posting, "draft").uid


def room(world: World, by: str) -> list[ContributionView]:
    """What somebody finds in the room of their delegation; NotFound without a seat."""
    who = world.standing(by)
    return world.read(lambda session: views.room(session, who, seats.require(session, who), world.document_id))


def drafts(world: World, by: str) -> list[ContributionView]:
    """What somebody finds among their drafts."""
    return world.read(lambda session: views.drafts(session, world.standing(by), None, world.document_id))


def submit(world: World, by: str | None, *uids: str, note: str = "", personally: bool = False) -> Submitted:
    """Submit them as one set."""
    wanted = Set(uids, Note.of(note), personally)
    return world.database.carry_out_here(submitting.steps(world.caller(by), world.document, wanted))

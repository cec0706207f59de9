"""The version of a page: a browser that has it gets no page again, and it moves by what its reader may see only."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.small_draft import FIRST
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.web.visitor import Visitor
from tests.world import CLOSES, World


async def version(visitor: Visitor, world: World) -> str:
    """The validator of the reading room for this visitor."""
    page = await visitor.get(room(world))
    assert page.status == 200
    assert page.header("ETag")
    return page.header("ETag")


async def test_a_page_that_is_the_same_is_not_sent_again(sqlite_world: World, visitor: AsVisitor) -> None:
    priya = visitor("priya")
    known = await version(priya, sqlite_world)
    again = await priya.get(room(sqlite_world), {"If-None-Match": known})
    assert (again.status, again.text, again.header("ETag")) == (304, "", known)
    assert again.header("Cache-Control") == "private, no-cache"
    assert "Cookie" in again.header("Vary")


VISIBLE: dict[str, Callable[[World, str], object]] = {
    "a comment": lambda world, _: world.post("wei"),
    "a reply": lambda world, first: world.reply("wei", first),
    "an edit": lambda world, first: world.edit("ama", first, "Which sea?"),
    "a withdrawal": lambda world, first: world.withdraw("ama", first),
    "a hold": lambda world, first: world.hold(first),
    "the closing": lambda world, _: world.close_review(),
    "the hour of closing": lambda world, _: setattr(world.clock, "now", CLOSES),
}


@pytest.mark.parametrize("act", VISIBLE)
async def test_what_a_reader_sees_makes_a_new_version(sqlite_world: World, visitor: AsVisitor, act: str) -> None:
    first, priya = sqlite_world.post("ama"), visitor("priya")
    known = await version(priya, sqlite_world)
    VISIBLE[act](sqlite_world, first)
    page = await priya.get(room(sqlite_world), {"If-None-Match": known})
    assert page.status == 200
    assert page.header("ETag") != known


async def test_what_is_hidden_from_a_reader_moves_nothing_of_theirs(sqlite_world: World, visitor: AsVisitor) -> None:
    held = sqlite_world.post("ama", FIRST)
    sqlite_world.hold(held)
    readers = {key: visitor(key) for key in ("priya", "wei", "ama", "lars")}
    known = {key: await version(each, sqlite_world) for key, each in readers.items()}
    sqlite_world.clock.advance(minutes=5)
    sqlite_world.reply("lars", held, "Please leave the name out.")
    sqlite_world.edit("ama", held, "Which sea?")
    now = {key: await version(each, sqlite_world) for key, each in readers.items()}
    assert (now["priya"], now["wei"]) == (known["priya"], known["wei"])
    assert now["ama"] != known["ama"]
    assert now["lars"] != known["lars"]


async def test_the_time_alone_makes_no_new_version(sqlite_world: World, visitor: AsVisitor) -> None:
    priya = visitor("priya")
    known = await version(priya, sqlite_world)
    sqlite_world.clock.advance(hours=5)
    assert sqlite_world.clock.now < CLOSES - timedelta(hours=1)
    assert await version(priya, sqlite_world) == known


async def test_nobody_is_told_that_anothers_version_is_theirs(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, priya = visitor("lars"), visitor("priya")
    page = await priya.get(room(sqlite_world), {"If-None-Match": await version(lars, sqlite_world)})
    assert page.status == 200


async def test_the_language_of_the_page_is_part_of_its_version(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.change_space(is_open=True)
    stranger = visitor()
    english = await stranger.get(room(sqlite_world), {"Accept-Language": "en"})
    arabic = await stranger.get(room(sqlite_world), {"Accept-Language": "ar;q=0.9, en;q=0.1"})
    assert english.one("html").get("lang") == "en"
    assert (arabic.one("html").get("lang"), arabic.one("html").get("dir")) == ("ar", "rtl")
    assert english.header("ETag") != arabic.header("ETag")
    assert "Accept-Language" in english.header("Vary")

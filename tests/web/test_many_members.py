"""However many members there are, their pages ask the database as often, and show a hundred at a time."""

import pytest

from commentspace.domain import members
from commentspace.domain.member_lists import Entry
from tests.web.addresses import space
from tests.web.fixtures import AsVisitor
from tests.web.test_queries import counted
from tests.world import World

MANY = 300


def many(world: World) -> None:
    """So many people are invited."""
    entries = [Entry.of(f"Asked {n}", f"asked{n}@example.org", f"House {n % 40}", "", "", "en") for n in range(MANY)]
    for start in range(0, MANY, members.MOST_AT_ONCE):
        batch = entries[start : start + members.MOST_AT_ONCE]
        world.write(members.add, world.caller("lars"), world.space_id, batch)


@pytest.mark.parametrize("part", ["members", "people", "members?words=asked", "people?words=asked&page=3"])
async def test_the_pages_of_members_ask_as_often_for_many(sqlite_world: World, visitor: AsVisitor, part: str) -> None:
    lars = visitor("lars")
    await lars.get(space(sqlite_world, part))
    with counted(sqlite_world) as few:
        await lars.get(space(sqlite_world, part))
    many(sqlite_world)
    with counted(sqlite_world) as lots:
        page = await lars.get(space(sqlite_world, part))
    assert (page.status, len(lots)) == (200, len(few))
    assert len(page.all("tbody tr, .people li")) == 100


async def test_a_moderator_turns_the_pages(sqlite_world: World, visitor: AsVisitor) -> None:
    many(sqlite_world)
    lars, seen = visitor("lars"), list[str]()
    page = await lars.get(space(sqlite_world, "members?organisation=&state=invited"))
    while True:
        seen += page.said("tbody th bdi")
        if not page.has(".paging [rel=next]"):
            break
        page = await lars.get(page.link("The next page"))
    assert (len(seen), len(set(seen))) == (MANY, MANY)
    assert "Page 3 of 3" in page.words(".paging")

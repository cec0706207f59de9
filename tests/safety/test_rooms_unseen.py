"""What is written and not submitted moves nothing of anybody else's, moderators and owners included."""

import pytest

from tests.delegating import contribute, delegation, keep
from tests.safety.sources import received
from tests.safety.walking import FORM_KEY
from tests.small_draft import FIRST
from tests.web.fixtures import AsVisitor
from tests.web.visitor import Visitor
from tests.world import World


def addresses(world: World) -> list[str]:
    """Where comments and what is counted of them are seen, from the first page to exports."""
    document, space = f"/d/{world.document}", f"/s/{world.slug}"
    paths = ("", "/review", "/review/table", "/drafts", "/room", "/export.json", "/export.csv", "?find=yes")
    return ["/", space, f"{space}/people", f"{space}/delegations", *(document + path for path in paths)]


async def as_it_stands(world: World, somebody: Visitor) -> list[bytes]:
    """What all of them answer, headers included; the keys of forms are new each time."""
    answers = [received(address, await somebody.get(address)).decode() for address in addresses(world)]
    return [FORM_KEY.sub("", answer).encode() for answer in answers]


@pytest.mark.parametrize("other", [None, "olga", "lars", "fang"])
async def test_nothing_of_others_moves_while_drafts_and_contributions_are_written(
    sqlite_world: World, visitor: AsVisitor, other: str | None
) -> None:
    world, somebody = sqlite_world, visitor(other)
    world.change_space(is_open=True)
    world.post("wei", FIRST, "Which **water**?", quote="flow of water")
    delegation(world, focal="ama", experts=["wei"])
    await as_it_stands(world, somebody)  # a first visit is told so, and the next is not
    before = await as_it_stands(world, somebody)
    contribute(world, "wei", "Say which water.", quote="flow of water")
    keep(world, "ama", "A draft.")
    assert await as_it_stands(world, somebody) == before

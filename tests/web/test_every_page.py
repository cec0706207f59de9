"""Every page, for everybody: none breaks, each is sound, and every link on it leads somewhere."""

from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest

from tests.web.everything import addresses, everybody, fill
from tests.web.fixtures import AsVisitor
from tests.web.harmless import assert_harmless
from tests.web.pages import Page
from tests.web.sound import assert_sound
from tests.web.visitor import Visitor
from tests.world import World

QUERIES = 8
"""How many queries of one address are followed: a table with filters has thousands."""


def is_page(page: Page) -> bool:
    """Whether a browser shows it as one of our pages; a file to be saved stands in a sandbox of its own."""
    if not page.header("Content-Type").startswith("text/html"):
        return False
    is_saved = page.header("Content-Disposition").startswith("attachment")
    assert not is_saved or "sandbox" in page.header("Content-Security-Policy")
    return not is_saved


def links(page: Page) -> set[str]:
    """The addresses here that a page leads to."""
    found = {urljoin(page.address, node.get("href", "")) for node in page.all("a[href]")}
    return {urldefrag(address).url for address in found if address.startswith("/")}


@pytest.mark.parametrize("key", everybody())
async def test_every_address_answers_everybody(sqlite_world: World, visitor: AsVisitor, key: str | None) -> None:
    fill(sqlite_world)
    someone, statuses = visitor(key), set[int]()
    for address in addresses(sqlite_world):
        page = await someone.get(address)
        assert page.status in (200, 403, 404, 409, 422), f"{address}: {page.status}"
        statuses.add(page.status)
        if is_page(page):
            assert_sound(page)
            assert_harmless(page)
    assert {200, 404} <= statuses


async def walked(someone: Visitor) -> dict[str, Page]:
    """Every page that links lead to, from the first page on; of those that differ by their query alone, some."""
    found: dict[str, Page] = {}
    ahead, asked = ["/"], Counter[str]()
    while ahead:
        address = ahead.pop()
        path, question, _ = address.partition("?")
        if question and asked[path] == QUERIES:
            continue
        asked[path] += bool(question)
        page = found[address] = await someone.get(address)
        if is_page(page):
            ahead += sorted(links(page) - found.keys() - set(ahead))
    return found


@pytest.mark.parametrize("key", everybody())
async def test_every_link_leads_somewhere(sqlite_world: World, visitor: AsVisitor, key: str | None) -> None:
    fill(sqlite_world)
    found = await walked(visitor(key))
    assert len(found) > 10
    for address, page in found.items():
        assert page.status in (200, 403), f"{address}: {page.status}"


async def test_a_moderator_comes_to_every_page_by_links(sqlite_world: World, visitor: AsVisitor) -> None:
    fill(sqlite_world)
    found = await walked(visitor("lars"))
    for part in ("drafts/new", "members", "broadcast", "inbound"):
        assert found[f"/s/{sqlite_world.slug}/{part}"].status == 200
    for part in ("", "/review", "/export.json"):
        assert found[f"/d/{sqlite_world.document}{part}"].status == 200
    for verb in ("history", "hold", "release", "letter", "reply", "edit", "withdrawal"):
        assert any(address.endswith(f"/{verb}") and page.status == 200 for address, page in found.items()), verb
    for kind in ("announcements", "drafts"):
        assert any(f"/{kind}/" in address for address in found), kind

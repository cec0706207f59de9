"""axe finds nothing on any page, from left to right and from right to left, in light and in dark colours."""

import pytest
from playwright.async_api import Page

from tests.browser import axe
from tests.browser.conftest import House, open_live
from tests.browser.every_page import full_house, good_pages
from tests.small_draft import FIRST
from tests.world import World

__all__ = ["full_house"]

READERS = ("lars", None, "li", "fang", "ama")
"""A moderator; a visitor; the author of a held comment; an owner; a writer of mails."""

FORMS = ("/s/{slug}/members", "/s/{slug}/drafts/new", "/s/{slug}/broadcast", "/d/{document}/review", "/spaces/new")
"""Forms that cannot be sent empty."""


async def _composer(page: Page) -> None:
    await page.locator(".tools .does-comment").first.click()
    await page.wait_for_selector("comment-composer textarea")


async def _reply(page: Page) -> None:
    await page.locator("comment-composer [data-put-away]").first.click()
    await page.locator(".comment .reply").first.click()
    await page.wait_for_selector(".thread comment-composer textarea")


async def _keys(page: Page) -> None:
    await page.locator("h1").first.click()
    await page.keyboard.press("?")
    await page.wait_for_selector("#keys[open]")


async def _folded(page: Page) -> None:
    await page.keyboard.press("Escape")
    await page.locator(".more > summary").click()
    await page.locator("#fold").check()
    await page.wait_for_selector(".menu")


async def _narrow(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 800})


async def _contents(page: Page) -> None:
    await page.locator(".contents").click()
    await page.wait_for_selector("#outline:target")


STATES = {
    "writing a comment": _composer,
    "writing a reply": _reply,
    "the keys": _keys,
    "folded": _folded,
    "on a phone": _narrow,
    "the contents on a phone": _contents,
}
"""How each state is brought about, from the one before it."""


def _mails(world: World) -> list[tuple[str, int, str]]:
    """A mail that is held, for its moderators and for nobody's space, and one with a file; who sees it, and where."""
    held = "SELECT uid FROM inbound WHERE verdict = 'held' AND space_id IS {} NULL ORDER BY id LIMIT 1"
    [(ours,)], [(nobodys,)] = world.rows(held.format("NOT")), world.rows(held.format(""))
    [(with_file,)] = world.rows(
        "SELECT c.uid FROM comment c JOIN comment_file f ON comment_id = c.id ORDER BY f.id LIMIT 1"
    )
    return [
        ("a held mail", READERS.index("lars"), f"/s/{world.slug}/inbound/{ours}"),
        ("a held mail of nobody", READERS.index("fang"), f"/inbound/{nobodys}"),
        ("a comment with a file", READERS.index("lars"), f"/c/{with_file}"),
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_on_any_page(full_house: House, language: str) -> None:
    pages = []
    for key in READERS:
        if key is not None:
            full_house.world.speaks(key, language)
        page = await full_house.person(key, base_url=full_house.url, locale=language)
        await axe.prepare(page.context)
        pages.append(page)
    good = await good_pages(full_house.world, [page.context.request for page in pages])
    good |= {
        query: (0, f"/d/{full_house.world.document}?{query}") for query in ("find=yes", "words=water", "words=nothing")
    }
    good |= {state: (number, address) for state, number, address in _mails(full_house.world)}
    found, direction = {}, "rtl" if language == "ar" else "ltr"
    for route, (number, address) in good.items():
        page = pages[number]
        await page.goto(address, wait_until="domcontentloaded")
        assert await page.get_attribute("html", "dir") == direction
        if faults := await axe.in_both_schemes(page):
            found[f"{route} {address}"] = faults
    assert not found, "\n".join(f"{where}\n    " + "\n    ".join(faults) for where, faults in found.items())
    assert len(good) > 25


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_in_the_states_that_scripts_bring(house: House, language: str) -> None:
    world = house.world
    world.post("ama", FIRST, "Which water?", quote="flow of water")
    world.speaks("lars", language)
    page = await house.person("lars", locale=language)
    await axe.prepare(page.context)
    await open_live(page, house.document)
    found = {}
    for state, bring in STATES.items():
        await bring(page)
        if faults := await axe.in_both_schemes(page):
            found[state] = faults
    assert not found, "\n".join(f"{where}\n    " + "\n    ".join(faults) for where, faults in found.items())


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_on_forms_that_came_back(house: House, language: str) -> None:
    world = house.world
    world.speaks("fang", language)
    page = await house.person("fang", locale=language)
    await axe.prepare(page.context)
    found = {}
    for address in FORMS:
        await page.goto(house.url + address.format(slug=world.slug, document=world.document))
        form = page.locator("main form").last
        await form.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
        await page.wait_for_selector(":is(.problem, .problems):visible")
        if faults := await axe.in_both_schemes(page):
            found[address] = faults
    assert not found, "\n".join(f"{where}\n    " + "\n    ".join(faults) for where, faults in found.items())

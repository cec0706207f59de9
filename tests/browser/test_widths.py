"""No page scrolls sideways or is cut at 320 CSS pixels, which is also 1280 pixels at 400 %, in either direction."""

import pytest
from playwright.async_api import Page

from tests.browser.conftest import House
from tests.browser.every_page import full_house, good_pages

__all__ = ["full_house"]

NARROW = {"width": 320, "height": 256}
DESKS = (1136, 1240, 1420)

TOO_WIDE = """() => {
    const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
    const scrolls = (node) => /auto|scroll|hidden|clip/.test(getComputedStyle(node).overflowX);
    const held = (node) => node !== document.body && (scrolls(node) || held(node.parentElement));
    const cut = [...document.body.querySelectorAll("*")].filter((node) => {
        const { left, right, width, height } = node.getBoundingClientRect();
        if (!width || !height || !node.checkVisibility({ visibilityProperty: true })) return false;
        if (left >= -1 && right <= room + 1) return false;
        return !node.closest(".skip, .unseen, svg") && !held(node.parentElement);
    });
    const found = cut.slice(0, 3).map((node) => node.outerHTML.slice(0, 100));
    return wide > room ? [`scrolls to ${wide} of ${room}`, ...found] : found;
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_no_page_scrolls_sideways_at_320_pixels(full_house: House, language: str) -> None:
    world = full_house.world
    people = ["lars", "nadia", "ama", "li", "fang", None]
    for key in people:
        if key:
            world.speaks(key, language)
    visits = [await full_house.person(key, viewport=NARROW, locale=language, base_url=full_house.url) for key in people]
    pages = await good_pages(world, [page.request for page in visits])
    assert len(pages) > 20
    bad = {}
    for route, (who, address) in pages.items():
        found = await _wide(visits[who], f"{full_house.url}{address}")
        if found:
            bad[route] = found
    assert not bad, bad


async def _wide(page: Page, address: str) -> list[str]:
    await page.goto(address, wait_until="load")
    found: list[str] = await page.evaluate(TOO_WIDE)
    return found


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
async def test_the_bar_of_a_document_keeps_to_its_width(house: House, language: str) -> None:
    world = house.world
    world.speaks("lars", language)
    for width in DESKS:
        page = await house.person("lars", viewport={"width": width, "height": 800})
        assert await _wide(page, house.document) == []
        bar = await page.locator(".bar").bounding_box()
        assert bar
        assert bar["height"] < 60, f"one line at {width}"
        for part in await page.locator(".bar > :visible").all():
            box = await part.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width

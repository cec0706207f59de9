"""The first view of a usual draft is small as it travels, and it is there before any script has run."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import House
from tests.browser.usual_draft import COMMENTS, PARAGRAPHS, Usual

KB = 1_000
BUDGET = {"Stylesheet": 12 * KB, "Script": 20 * KB, "all": 60 * KB}
"""Bytes as they travel, with their headers: HTML, style sheets and scripts together, before any interaction."""

COUNTED = ("Document", "Stylesheet", "Script")


async def travelled(page: Page, address: str) -> dict[str, int]:
    """The bytes that the network carried until the page had come to rest, by the kind of what was asked for."""
    wire = await page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes = dict.fromkeys(COUNTED, 0)

    def finished(event: dict[str, float | str]) -> None:
        kind = kinds.get(str(event["requestId"]), "")
        if kind in sizes:
            sizes[kind] += int(event["encodedDataLength"])

    wire.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
    wire.on("Network.loadingFinished", finished)
    await wire.send("Network.enable")
    await page.goto(address, wait_until="networkidle")
    await page.wait_for_selector("main[data-cursor]")
    return sizes | {"all": sum(sizes.values())}


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
async def test_the_first_view_of_a_usual_draft_is_small(house: House, language: str) -> None:
    usual = Usual(house.world, language)
    house.world.speaks("ama", language)
    page = await house.person("ama")
    sizes = await travelled(page, f"{house.url}/d/{usual.uid}")
    await expect(page.locator(".row")).to_have_count(PARAGRAPHS)
    await expect(page.locator(".comment")).to_have_count(COMMENTS)
    assert all(sizes[kind] > 0 for kind in COUNTED), sizes
    assert {kind: sizes[kind] for kind, most in BUDGET.items() if sizes[kind] > most} == {}, sizes


async def test_a_draft_can_be_read_and_answered_before_any_script_has_run(house: House) -> None:
    usual = Usual(house.world, "en")
    page = await house.person("ama")

    async def withheld(route: Route) -> None:
        await route.abort()

    await page.context.route("**/*.js", withheld)
    await page.goto(f"{house.url}/d/{usual.uid}")
    await expect(page.locator(".row [data-text]").last).to_be_visible()
    await expect(page.locator(".comment .body").last).to_be_visible()
    await page.locator(".tools .does-comment").nth(1).click()
    await page.locator("textarea[name=body]").fill("Written before the scripts had come.")
    await page.locator("form.write .button").first.click()
    await expect(page.locator(".comment .body").get_by_text("Written before the scripts had come.")).to_be_visible()

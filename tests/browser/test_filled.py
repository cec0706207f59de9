"""Deciding about the rows of a filled file by keys alone, and the posting that goes on behind the page."""

from playwright.async_api import Page, expect

from commentspace.domain.submitted import Row
from tests.browser.conftest import House
from tests.filled import doubtful, filled, send, sure
from tests.small_draft import SECOND


async def _open(house: House, *rows: Row) -> Page:
    begun = send(house.world, "ama", filled(*rows))
    page = await house.person("ama")
    await page.goto(f"{house.document}/files/{begun.uid}")
    return page


async def test_digits_choose_nought_leaves_out_and_enter_goes_on(house: House) -> None:
    world = house.world
    page = await _open(house, doubtful(world, 1, "First."), doubtful(world, 2, "Second."))
    rows = page.locator(".row-of-file")
    await rows.nth(0).locator("input[type=radio]").first.focus()
    await page.keyboard.press("2")
    await expect(rows.nth(0).locator("input[type=radio]").nth(1)).to_be_checked()
    await page.keyboard.press("Enter")
    await page.keyboard.press("0")
    await expect(rows.nth(1).locator("input[value=out]")).to_be_checked()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Keep these choices")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Post 1 comment").press("Enter")
    await expect(page.get_by_text("Posted.")).to_be_visible()
    [view] = world.views("wei")
    assert (view.body, view.paragraph) == ("First.", world.paragraphs[SECOND].uid)


async def test_a_long_file_is_posted_to_its_end_behind_the_page(house: House) -> None:
    number = 90
    page = await _open(house, *(sure(house.world, at, f"Row {at}.") for at in range(number)))
    await page.get_by_role("button", name=f"Post {number} comments").click()
    await expect(page.get_by_text(f"{number} posted", exact=True)).to_be_visible(timeout=20_000)
    assert len(house.world.views("wei")) == number

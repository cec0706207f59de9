"""The reading room by keyboard and by finger: words are chosen without a pointer, and taken without dragging."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import House
from tests.browser.test_words import SELECT
from tests.small_draft import ARABIC, CHINESE, FIRST, SECOND
from tests.world import World


async def _choose(page: Page, world: World, paragraph: int, keys: list[str]) -> None:
    """Put the focus on a paragraph, press "w", then the keys."""
    row = page.locator(f"#p-{world.paragraphs[paragraph].uid}")
    await row.evaluate("row => { row.tabIndex = -1; row.focus(); }")
    await page.keyboard.press("w")
    await expect(page.locator("#choosing")).to_be_visible()
    for key in keys:
        await page.keyboard.press(key)


@pytest.mark.parametrize(
    ("paragraph", "keys", "words"),
    [
        (FIRST, ["ArrowRight", "Shift+ArrowRight"], "wetland lives"),
        (FIRST, ["ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowLeft"], "A wetland"),
        (CHINESE, ["ArrowRight"], "湿地"),
        (ARABIC, ["ArrowLeft", "Shift+ArrowLeft"], "استعادة الأراضي"),
    ],
)
async def test_words_are_chosen_by_keys_said_and_taken(
    house: House, paragraph: int, keys: list[str], words: str
) -> None:
    world = house.world
    page = await house.reader("ama")
    await _choose(page, world, paragraph, keys)
    await expect(page.locator("#news")).to_have_text(words)
    await page.keyboard.press("Enter")
    await expect(page.locator("comment-composer [data-words]")).to_have_text(words)
    await expect(page.locator("comment-composer textarea")).to_be_focused()
    await expect(page.locator("#choosing")).to_be_hidden()
    await page.keyboard.type("About these words.")
    await page.keyboard.press("Control+Enter")
    uid = world.paragraphs[paragraph].uid
    await expect(page.locator(f"#p-{uid}-threads .comment .quotation")).to_have_text(words)
    [view] = world.views("ama")
    assert view.quotation == words


async def test_escape_leaves_the_words_and_the_keys_mean_what_they_meant(house: House) -> None:
    world = house.world
    page = await house.reader("ama")
    await _choose(page, world, FIRST, ["ArrowRight", "Escape"])
    await expect(page.locator("#choosing")).to_be_hidden()
    assert await page.evaluate("getSelection().isCollapsed")
    await page.keyboard.press("n")
    await expect(page.locator(f"#p-{world.paragraphs[SECOND].uid}")).to_be_focused()


async def test_where_one_may_not_comment_no_words_are_chosen(house: House) -> None:
    world = house.world
    page = await house.reader("priya")
    await page.locator(f"#p-{world.paragraphs[FIRST].uid}").evaluate("row => { row.tabIndex = -1; row.focus(); }")
    await page.keyboard.press("w")
    await page.keyboard.press("n")
    await expect(page.locator(f"#p-{world.paragraphs[SECOND].uid}")).to_be_focused()
    await expect(page.locator("#choosing")).to_be_hidden()


async def test_comments_that_stand_back_are_passed_over(house: House) -> None:
    world = house.world
    threads = [world.post("ama", FIRST, f"Number {number}.") for number in range(9)]
    page = await house.reader("wei")
    await page.keyboard.press("j")
    await expect(page.locator(f"#c-{threads[4]}")).to_be_focused()
    await page.keyboard.press("k")
    await expect(page.locator(f"#c-{threads[4]}")).to_be_focused()


async def test_the_keys_are_explained_and_can_be_turned_off(house: House) -> None:
    page = await house.reader("wei")
    await page.keyboard.press("?")
    await expect(page.locator("#keys")).to_contain_text("choose words")
    await page.locator("[data-keys-on]").uncheck()
    await page.keyboard.press("Escape")
    await expect(page.locator("#keys")).to_be_hidden()
    await page.keyboard.press("n")
    await page.keyboard.press("?")
    await expect(page.locator("#keys")).to_be_visible()
    await expect(page.locator(".row:focus")).to_have_count(0)


async def test_the_search_is_a_key_away(house: House) -> None:
    page = await house.reader("wei")
    await page.keyboard.press("/")
    await expect(page.locator("form input[type=search]")).to_be_focused()


async def test_the_menu_closes_with_escape_and_beside_it(house: House) -> None:
    page = await house.reader("wei")
    menu, summary = page.locator(".bar .more"), page.locator(".bar .more summary")
    for close in ("key", "press"):
        await summary.click()
        await expect(page.locator("#fold")).to_be_visible()
        if close == "key":
            await page.keyboard.press("Escape")
            await expect(summary).to_be_focused()
        else:
            await page.mouse.click(5, 500)
        await expect(menu).not_to_have_attribute("open", "")


async def test_under_a_finger_the_offer_stands_at_the_foot_of_the_screen(house: House) -> None:
    world = house.world
    page = await house.reader("ama", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    await page.evaluate(SELECT, [world.paragraphs[FIRST].uid, 2, 9])
    offer = page.locator("#pick")
    await expect(offer).to_be_visible()
    box = await offer.bounding_box()
    assert box
    assert box["y"] + box["height"] > 844 - 40
    assert box["height"] >= 44
    await offer.tap()
    await expect(page.locator("comment-composer [data-words]")).to_have_text("wetland")

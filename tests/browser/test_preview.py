"""A draft's preview by keys and by mouse: rows change in place, the focus stays, and a fresh page says the same."""

from playwright.async_api import Page, expect

from tests.browser.conftest import House
from tests.web.test_preview_edits import waiting

ROWS = "#recognised > li"
STATE = """() => [...document.querySelectorAll("#recognised > li")].map(row => [row.id, { ...row.dataset },
    row.querySelector("[name=pick]").value, row.querySelector("[data-text]").textContent,
    [...row.querySelectorAll("[data-of]")].map(button => button.value)])"""


async def opened(house: House) -> Page:
    page = await house.person("lars")
    await page.goto(house.url + waiting(house.world))
    await expect(page.locator("#picked")).to_have_text("None chosen")
    return page


async def equals_fresh(page: Page) -> None:
    """The page as it was changed says what the same page says when it is loaded."""
    shown, mark = await page.evaluate(STATE), await page.locator("#recognising [name=mark]").input_value()
    await page.reload()
    assert shown == await page.evaluate(STATE)
    assert mark == await page.locator("#recognising [name=mark]").input_value()


async def test_by_keys_alone_paragraphs_are_joined_divided_made_headings_and_put_back(house: House) -> None:
    page = await opened(house)
    first = await page.evaluate(STATE)
    await page.locator("[name=pick]").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown", "j"):
        await page.keyboard.press(key)
    await expect(page.locator(ROWS)).to_have_count(8)
    await expect(page.locator("#n-3 [data-text]")).to_contain_text("newts. 3. Nobody")
    await expect(page.locator("#n-3 [name=pick]")).to_be_focused()
    await expect(page.locator("#picked")).to_have_text("Joined. Chosen: 1")
    await page.keyboard.press("s")
    await expect(page.locator("textarea[name=divided]")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#n-3 [name=pick]")).to_be_focused()
    await page.keyboard.press("s")
    await page.locator("textarea[name=divided]").evaluate("area => area.setSelectionRange(9, 9)")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#n-4 [data-text]")).to_contain_text("deep enough")
    await page.keyboard.press("2")
    await expect(page.locator("#n-3")).to_have_attribute("data-kind", "heading")
    await expect(page.locator("#n-4")).to_have_attribute("data-level", "2")
    await equals_fresh(page)
    await page.locator("[name=pick]").first.focus()
    for left in (9, 8, 9):
        await page.keyboard.press("u")
        await expect(page.locator(ROWS)).to_have_count(left)
    assert first == await page.evaluate(STATE)
    await page.keyboard.press("u")
    await expect(page.locator("#unsaid")).to_contain_text("nothing more to take back")


async def test_by_mouse_a_stretch_is_picked_and_left_out_and_nothing_else_moves(house: House) -> None:
    page = await opened(house)
    await page.locator("#n-3 [data-text]").click()
    await page.locator("#n-7 [data-text]").click(modifiers=["Shift"])
    await expect(page.locator("[name=pick]:checked")).to_have_count(5)
    await page.locator("#picking button[value=out]").click()
    await expect(page.locator(f"{ROWS}.out")).to_have_count(6)
    await expect(page.locator(".coming")).to_contain_text("Issuing it shows 3 paragraphs.")
    await page.locator("#picking button[value=in]").click()
    await expect(page.locator(f"{ROWS}.out")).to_have_count(1)
    await page.locator("#n-4 button[value='before:4']").click()
    await expect(page.locator("#n-4 [data-text]")).to_have_text("Nobody fills a pond without asking the office.")
    await equals_fresh(page)

"""The first page lists what one has begun to write in this browser, and only one's own."""

from playwright.async_api import Page, expect

from tests.browser.conftest import House
from tests.small_draft import HEADING

KEPT = "([name, body]) => localStorage.setItem(name, JSON.stringify({ body, key: 'a-key' }))"


async def keep(page: Page, person: str, document: str, body: str) -> None:
    """Leave a draft in the browser, as the composer does."""
    await page.evaluate(KEPT, [f"commentspace:draft:{person}:{document}:aaaaaaaaaaaaaaaa:", body])


async def test_a_text_that_was_not_posted_leads_to_its_document(house: House) -> None:
    page = await house.person("ama")
    await page.goto(house.url)
    section = page.locator("#unposted")
    await expect(section).to_be_hidden()
    person, document = await section.get_attribute("data-person") or "", house.world.document
    await keep(page, person, document, "  <b>Which</b>\nwater? ")
    await keep(page, "bbbbbbbbbbbbbbbb", document, "Of somebody else.")
    await keep(page, person, "cccccccccccccccc", " ")
    await page.reload()
    await expect(section.locator("li")).to_have_count(1)
    await expect(section.locator("li")).to_contain_text(HEADING.symbol)
    link = section.get_by_role("link", name="<b>Which</b> water?")
    await expect(link).to_be_visible()
    assert await link.get_attribute("href") == f"/d/{document}"

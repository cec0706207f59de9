"""The biography of a paragraph is a document on paper: all of it open, and nothing to press."""

from playwright.async_api import expect

from tests.biographies.test_paragraphs import taking
from tests.browser import axe
from tests.browser.conftest import House
from tests.browser.test_words import SELECT
from tests.revisions.making import joined, next_revision, reworded
from tests.small_draft import FIRST, HEADING


async def test_it_opens_from_the_paragraph_and_prints_whole(house: House) -> None:
    world = house.world
    ama = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    world.reply("wei", ama, "Sweet water.")
    next_revision(world, taking(ama, "flow of water", "flow of fresh water"))
    next_revision(world, joined("Restoring the", "Ditches are closed"))
    page = await house.person("wei", viewport={"width": 1280, "height": 900})
    await axe.prepare(page.context)
    await page.goto(house.document)
    row = page.locator(f"#p-{world.paragraphs[FIRST].uid}")
    await row.hover()
    await row.get_by_role("link", name="Biography").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Biography of ¶ 1.")
    await expect(page.locator(".descent")).to_be_visible()
    assert await axe.faults(page) == []
    await page.emulate_media(media="print")
    await expect(page.get_by_text("Sweet water.")).to_be_visible()
    await expect(page.get_by_text(HEADING.symbol).first).to_be_visible()
    await expect(page.get_by_role("button")).to_have_count(0)
    assert (await page.pdf(format="A4")).startswith(b"%PDF")


async def test_selected_words_lead_to_the_revision_in_which_they_came(house: House) -> None:
    world = house.world
    next_revision(world, reworded("flow of water", "steady flow of water"))
    page = await house.reader("priya", viewport={"width": 1280, "height": 900})
    start = "A wetland lives by its water. Restoring the steady flow".index("steady")
    await page.evaluate(SELECT, [world.paragraphs[FIRST].uid, start, start + len("steady flow")])
    await expect(page.locator("#pick")).to_be_hidden()
    await page.get_by_role("link", name="When did these words come in?").click()
    await expect(page.locator(".asked li").first).to_contain_text("came in with revision 2")

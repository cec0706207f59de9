"""The text of the next revision by keys: edited in place, a proposal taken over, both texts where two have edited."""

import pytest
from playwright.async_api import Page, expect

from commentspace.domain import previews
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.revisions import drafts, editing
from commentspace.domain.revisions.editing import stamp
from commentspace.domain.revisions.editing_acts import Typed, Write
from tests.browser.conftest import House
from tests.small_draft import FIRST, SECOND

STATE = """() => [...document.querySelectorAll("#next-text > li")].map(row =>
    [row.id, row.value, row.className, row.innerText.replace(/\\s+/g, " ")])"""


def paragraph(house: House, draft: str, at: int) -> DraftParagraph:
    return house.world.read(previews.find, house.world.caller("lars"), draft).paragraphs[at]


async def equals_fresh(page: Page) -> None:
    """The page as it was changed says what the same page says when it is loaded."""
    shown, facts = await page.evaluate(STATE), await page.locator("#facts").inner_text()
    await page.reload()
    assert shown == await page.evaluate(STATE)
    assert facts == await page.locator("#facts").inner_text()


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_by_keys_alone_a_draft_is_edited_and_a_proposal_taken_over(house: House, language: str) -> None:
    world = house.world
    world.speaks("lars", language)
    world.post("ama", SECOND, "More often.", quote="every month", proposal="every week")
    draft = world.write(drafts.begin_here, world.caller("lars"), world.document)
    page = await house.person("lars")
    await page.goto(f"{house.document}/next/text")
    first, second = (page.locator(f"#k-{paragraph(house, draft, at).key}") for at in (FIRST, SECOND))
    await page.locator(".open").first.focus()
    for key in ("ArrowDown", "Enter"):
        await page.keyboard.press(key)
    area = first.locator("textarea[name=text]")
    await expect(area).to_be_focused()
    for key in ("Control+End", "Space", "M", "o", "r", "e", "Escape"):
        await page.keyboard.press(key)
    await expect(first.locator(".open")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(area).to_be_focused()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(" Much more.")
    await page.keyboard.press("Control+Enter")
    await expect(first.locator("ins")).to_contain_text("Much more.")
    await expect(first.locator(".open")).to_be_focused()
    await second.locator("summary").press("Enter")
    await second.locator("button[value=take]").press("Enter")
    await expect(second.locator("> .piece-of-text > .words ins")).to_contain_text("week")
    await equals_fresh(page)
    await page.locator("form.undo button").press("Enter")
    await expect(second.locator("> .piece-of-text > .words ins")).to_have_count(0)
    await equals_fresh(page)


async def test_both_texts_stand_in_the_row_where_another_has_edited_it(house: House) -> None:
    world = house.world
    draft = world.write(drafts.begin_here, world.caller("lars"), world.document)
    each = paragraph(house, draft, FIRST)
    page = await house.person("lars")
    await page.goto(f"{house.document}/next/text")
    row = page.locator(f"#k-{each.key}")
    await row.locator(".open").press("Enter")
    await row.locator("textarea[name=text]").fill(each.markdown.replace("any planting", "any sowing"))
    by_fang = Typed.of(each.markdown.replace("A wetland", "Each wetland"), each.label, each.kind.value, 1)
    act = Write(each.key, stamp(each), by_fang)
    world.database.carry_out_here(editing.steps(world.caller("fang"), draft, act))
    await page.keyboard.press("Control+Enter")
    await expect(row.locator(".both section")).to_have_count(2)
    await row.locator("form.merged button").click()
    await expect(row.locator(".became")).to_be_visible()
    after = paragraph(house, draft, FIRST).markdown
    assert after.startswith("Each wetland")
    assert after.endswith("before any sowing.")
    await equals_fresh(page)


async def test_the_form_of_a_new_paragraph_goes_when_it_was_put_in(house: House) -> None:
    world = house.world
    draft = world.write(drafts.begin_here, world.caller("lars"), world.document)
    page = await house.person("lars")
    await page.goto(f"{house.document}/next/text")
    row = page.locator(f"#k-{paragraph(house, draft, FIRST).key}")
    await row.locator("[data-open=after]").click()
    await row.locator("textarea[name=text]").fill("A paragraph of its own.")
    await page.keyboard.press("Control+Enter")
    added = page.locator("#next-text > li", has_text="A paragraph of its own.")
    await expect(added.locator(".open")).to_be_focused()
    await expect(page.locator("#next-text .editor")).to_have_count(0)
    await equals_fresh(page)

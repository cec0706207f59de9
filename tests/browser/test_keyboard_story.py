"""The whole story by keyboard alone: nothing needs a mouse, and the focus is to be seen, in the order of reading."""

from datetime import timedelta

from playwright.async_api import Page, expect

from commentspace.demo.cast import member
from tests.browser.conftest import House
from tests.browser.keyboard import Keyboard
from tests.services.sink import Sink
from tests.small_draft import FIRST, SECOND
from tests.story.people import code


async def signed_in(house: House, key: str, sink: Sink) -> tuple[Page, Keyboard]:
    """Sign in by the code of the letter."""
    page = await house.person(None, locale="en-US")
    keys = Keyboard(page)
    await page.goto(house.url + "/sign-in")
    await keys.write("[name=address]", member(key).address)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("[name=code]")
    await keys.write("[name=code]", await code(key, sink))
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".who a[href='/settings']")
    return page, keys


async def test_a_comment_is_made_answered_changed_and_taken_back_by_keyboard(house: House, sink: Sink) -> None:
    first, second = (f"#p-{house.world.paragraphs[place].uid}" for place in (FIRST, SECOND))
    page, keys = await signed_in(house, "ama", sink)
    await keys.follow("a.title")
    await page.wait_for_selector("main[data-cursor]")
    await keys.press(f"{first} .tools .does-comment")
    await expect(page.locator("comment-composer textarea")).to_be_focused()
    await page.keyboard.type("On the whole paragraph.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"{first} .comment .body")).to_have_text("On the whole paragraph.")
    await keys.press(f"{first} .comment .reply")
    await expect(page.locator("comment-composer textarea")).to_be_focused()
    await page.keyboard.type("And one thing more.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"{first} .comment")).to_have_count(2)
    await keys.to(f"{second} .tools .does-comment")
    assert not keys.hidden
    comment = house.world.views("ama")[0].uid
    await page.goto(f"{house.url}/c/{comment}")
    await keys.follow(f"a[href='/c/{comment}/edit']")
    await keys.write("textarea[name=body]", "On all of it.")
    await keys.follow("form.write .button")
    await expect(page.locator(f"#c-{comment} .body")).to_have_text("On all of it.")
    await page.goto(f"{house.url}/c/{comment}")
    await keys.follow(f"a[href='/c/{comment}/withdrawal']")
    await keys.write("[name=reason]", "I was wrong.")
    await keys.follow("main form .button")
    await expect(page.locator(f"#c-{comment}.withdrawn")).to_be_visible()
    assert not keys.hidden


async def test_a_review_is_opened_extended_and_closed_by_keyboard(house: House, sink: Sink) -> None:
    house.world.close_review()
    page, keys = await signed_in(house, "lars", sink)
    await keys.follow("a.title")
    await page.wait_for_selector("main[data-cursor]")
    await keys.press(".more > summary")
    await keys.follow(".bar a[href$='/review']")
    for act, days in (("reopening", 3), ("extension", 5), ("closure", 0)):
        await _do(page, keys, house, act, days)
    await page.goto(house.document)
    await expect(page.locator("#standing")).to_have_attribute("data-state", "closed")
    assert not keys.hidden


async def _do(page: Page, keys: Keyboard, house: House, act: str, days: int) -> None:
    form = f"form[action$='/review/{act}']"
    if not await page.locator(form).is_visible():
        await keys.press(f"details:has({form}) > summary")
    if days:
        await keys.to(f"{form} [name=closes_at]")
        at = house.world.clock.now + timedelta(days=days)
        await page.keyboard.type(at.strftime("%m%d%Y"))
        await page.keyboard.press("ArrowRight")
        await page.keyboard.type(at.strftime("%I%M%p"))
    await keys.write(f"{form} [name=reason]", "As was asked for.")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")

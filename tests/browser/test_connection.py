"""A lost connection is said quietly and once, and so is what has come meanwhile."""

from playwright.async_api import Page, expect

from tests.browser.conftest import House, cut
from tests.browser.pages import up_to_date

HEARD = """() => {
    globalThis.heard = [];
    new MutationObserver(() => heard.push(lost.textContent)).observe(lost, { childList: true });
}"""


async def breaks(page: Page) -> None:
    """What a browser does when its network goes."""
    await page.evaluate("window.dispatchEvent(new Event('pagehide'))")


async def mended(page: Page) -> None:
    await page.evaluate("window.dispatchEvent(new Event('online'))")


async def test_after_a_break_one_is_told_that_it_is_over_and_what_has_come(house: House) -> None:
    world = house.world
    wei = await house.reader("wei")
    sign = wei.locator("#lost")
    mend = await cut(wei)
    await breaks(wei)
    await expect(sign).to_have_text("Connection lost; trying again")
    for number in range(3):
        world.post("ama", 1 + number, f"Number {number}.")
    await mend()
    await mended(wei)
    await expect(sign).to_have_text("Connected again; 3 new comments")
    await up_to_date(wei, world, "wei")
    await expect(wei.locator("#news")).to_be_empty()
    await expect(sign).to_be_empty(timeout=10_000)


async def test_who_is_writing_is_told_that_the_words_stay(house: House) -> None:
    ama = await house.reader("ama")
    await ama.click(f"#p-{house.world.paragraphs[1].uid} .tools .does-comment")
    await expect(ama.locator("comment-composer textarea")).to_be_focused()
    await cut(ama)
    await breaks(ama)
    await expect(ama.locator("#lost")).to_have_text(
        "Connection lost; trying again. What you type stays in this browser."
    )
    await expect(ama.locator("comment-composer textarea")).to_be_focused()


async def test_a_short_break_is_nobodys_business(house: House) -> None:
    wei = await house.reader("wei")
    await wei.evaluate(HEARD)
    await breaks(wei)
    await mended(wei)
    house.world.post("ama", text="After it.")
    await up_to_date(wei, house.world, "wei")
    await expect(wei.locator("#news")).to_have_text("1 new comment")
    assert await wei.evaluate("heard") == []


async def test_the_sign_is_there_for_screen_readers_before_it_says_anything(house: House) -> None:
    sign = (await house.reader("wei")).locator("#lost")
    await expect(sign).to_have_attribute("role", "status")
    assert await sign.evaluate("each => getComputedStyle(each).display") != "none"
    await expect(sign).to_be_hidden()

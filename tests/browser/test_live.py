"""Two people with the same document open: what one does appears at the other's, who loses nothing."""

from playwright.async_api import Page, expect

from tests.browser.conftest import House, cut
from tests.browser.pages import fresh, shown, up_to_date


async def _begin(page: Page, paragraph: str, text: str) -> None:
    """Press "Comment" at a paragraph and type."""
    await page.click(f"#p-{paragraph} .tools .does-comment")
    await page.locator(f"#p-{paragraph} comment-composer textarea").fill(text)


async def test_what_one_posts_appears_at_the_others_at_once(house: House) -> None:
    ama, wei = await house.reader("ama"), await house.reader("wei")
    paragraph = house.world.paragraphs[1].uid
    await _begin(ama, paragraph, "Say *which* water.")
    await ama.keyboard.press("Control+Enter")
    await expect(wei.locator(f"#p-{paragraph}-threads .comment .body em")).to_have_text("which")
    await expect(ama.locator(f"#p-{paragraph}-threads .comment .body em")).to_have_text("which")
    await expect(ama.locator("comment-composer")).to_have_count(0)
    assert len(house.world.views("lars")) == 1


async def test_half_typed_text_and_focus_stay_while_comments_arrive(house: House) -> None:
    world = house.world
    first = world.post("wei", text="Which?")
    ama = await house.reader("ama")
    paragraph = world.paragraphs[1].uid
    await ama.click(f"#c-{first} .reply")
    writing = ama.locator(f"#p-{paragraph} comment-composer textarea")
    await writing.fill("I think that")
    await writing.press("Home")
    for number in range(12):
        world.post("wei", text=f"Number {number}.")
        world.reply("li", first, f"Answer {number}.")
    world.edit("wei", first, "Which one?")
    await up_to_date(ama, world, "ama")
    await expect(ama.locator(f"#c-{first} .body")).to_have_text("Which one?")
    await expect(writing).to_be_focused()
    await expect(writing).to_have_value("I think that")
    assert await writing.evaluate("area => area.selectionStart") == 0
    await ama.keyboard.type("Yes, ")
    await expect(writing).to_have_value("Yes, I think that")


async def test_a_half_typed_reply_survives_that_its_thread_is_held_back(house: House) -> None:
    world = house.world
    first = world.post("wei", text="Which?")
    ama = await house.reader("ama")
    await ama.click(f"#c-{first} .reply")
    writing = ama.locator("comment-composer textarea")
    await writing.fill("Nobody may lose this")
    world.hold(first)
    await up_to_date(ama, world, "ama")
    await expect(ama.locator(f"#c-{first}")).to_have_count(0)
    await expect(writing).to_have_value("Nobody may lose this")


async def test_after_a_broken_connection_nothing_is_missing_and_nothing_double(house: House) -> None:
    world = house.world
    first = world.post("ama", text="Before.")
    wei = await house.reader("wei", reduced_motion="reduce")
    mend = await cut(wei)
    await wei.evaluate("window.dispatchEvent(new Event('pagehide'))")
    for number in range(30):
        world.post("ama", 1 + number % 4, f"Number {number}.")
    world.edit("ama", first, "Before, mended.")
    world.withdraw("ama", world.post("ama", 2, "Never mind."))
    await mend()
    await wei.evaluate("window.dispatchEvent(new Event('online'))")
    await up_to_date(wei, world, "wei")
    assert await shown(wei) == await fresh(wei)
    ids = await wei.eval_on_selector_all("[data-comment]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids)) == 32


async def test_the_closing_is_seen_at_once_and_the_form_keeps_the_text_when_it_is_refused(house: House) -> None:
    world = house.world
    ama = await house.reader("ama")
    paragraph = world.paragraphs[1].uid
    await _begin(ama, paragraph, "Too late by a moment.")
    world.close_review("The time is over.")
    await expect(ama.locator("#standing")).to_have_attribute("data-state", "closed")
    await ama.locator("comment-composer textarea").focus()
    await ama.keyboard.press("Control+Enter")
    await expect(ama.locator("comment-composer [data-problem]")).to_contain_text("not open for comments")
    await expect(ama.locator("comment-composer textarea")).to_have_value("Too late by a moment.")
    assert world.views("lars") == []

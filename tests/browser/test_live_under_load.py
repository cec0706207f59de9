"""Fifty comments a second, and nobody who reads or writes is disturbed: neither from the left nor from the right."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import expect

from commentspace.domain import comments
from tests.browser.conftest import House, open_live
from tests.browser.pages import up_to_date
from tests.world import World

BATCHES, EACH = 8, 20
"""Batches of comments, four hundred milliseconds apart: fifty a second for three seconds."""
APART = 0.4
PLACES = (1, 2, 3, 4, 5)
READ = 3
"""The position of the paragraph that is read: others stand above and below it."""

WATCH = """selector => {
    const line = document.querySelector(selector), news = document.getElementById("news");
    scrollBy({ top: line.getBoundingClientRect().top - 200, behavior: "instant" });
    globalThis.seen = { top: line.getBoundingClientRect().top, drift: 0, said: 0, frames: 0, began: Date.now() };
    new MutationObserver(() => seen.said += 1).observe(news, { childList: true });
    const look = () => {
        seen.frames += 1;
        seen.drift = Math.max(seen.drift, Math.abs(line.getBoundingClientRect().top - seen.top));
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


THERE = """() => [...document.querySelectorAll("[data-comment]")].map((each) => [
    each.id, each.closest(".thread").id, each.closest(".threads").id, each.querySelector(".body").innerHTML])"""


async def arriving(world: World) -> AsyncIterator[int]:
    """Comments and replies arrive, each of them committed, in batches."""
    first = world.post("wei", READ, "The first of many.")
    caller = world.caller("li")
    for batch in range(BATCHES):
        due = asyncio.get_running_loop().time() + APART
        for number in range(EACH):
            posting = world.posting(f"Number {batch}.{number}. {'Water flows to the sea. ' * (number % 5)}")
            verb: Any = comments.reply if number % 4 == 0 else comments.post
            place = first if number % 4 == 0 else world.paragraphs[PLACES[number % len(PLACES)]].uid
            world.clock.advance(milliseconds=1)
            await world.database.write(verb, caller, place, posting, space=world.space_id)
        yield batch
        await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))  # the pace is what is tested


@pytest.mark.parametrize("width", [1420, 390])
async def test_fifty_comments_a_second_disturb_nobody(house: House, width: int) -> None:
    world = house.world
    world.speaks("maryam", "ar")
    for place in PLACES:
        world.post("olga", place, "There is something here already. " * 12)
    size = {"width": width, "height": 700}
    reader, writer = await house.reader("maryam", viewport=size), await house.reader("ama", viewport=size)
    assert await reader.locator("html").get_attribute("dir") == "rtl"
    paragraph = world.paragraphs[READ].uid
    await writer.click(f"#p-{paragraph} .tools .does-comment")
    writing = writer.locator("comment-composer textarea")
    await writing.fill("It is")
    await reader.evaluate(WATCH, f"#p-{paragraph} [data-text]")
    await writer.evaluate(WATCH, "comment-composer textarea")
    typed = "It is"
    async for batch in arriving(world):
        word = f" {batch}"
        await writer.keyboard.type(word)
        typed += word
    await expect(writing).to_be_focused()
    await expect(writing).to_have_value(typed)
    assert await writing.evaluate("area => area.selectionStart") == len(typed)
    for key, page in (("maryam", reader), ("ama", writer)):
        await up_to_date(page, world, key)
        seen = await page.evaluate("({ ...seen, seconds: (Date.now() - seen.began) / 1000 })")
        assert seen["drift"] <= 1, f"the line of {key} moved by {seen['drift']} px"
        assert seen["said"] <= seen["seconds"] + 1, "announcements are gathered"
        assert seen["frames"] > 40, "the page went on drawing"
        there = await page.evaluate(THERE)
        assert len(there) == len(PLACES) + 1 + BATCHES * EACH
        await open_live(page, house.document)
        assert await page.evaluate(THERE) == there, "what came live stands as in a page that is loaded now"

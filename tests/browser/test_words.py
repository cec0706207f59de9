"""Words selected in a paragraph become the quotation of a comment, whatever the script."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import House

SELECT = """([id, start, end]) => {
    const text = document.querySelector(`#p-${id} [data-text]`);
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const points = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let at = 0; at < node.length; at += node.data.codePointAt(at) > 0xffff ? 2 : 1) points.push([node, at]);
    const range = document.createRange();
    range.setStart(...points[start]);
    const [node, at] = points[end - 1];
    range.setEnd(node, at + (node.data.codePointAt(at) > 0xffff ? 2 : 1));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}"""


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
async def test_words_are_kept_by_code_points(house: House, language: str) -> None:
    world = house.world
    paragraph = next(each for each in world.paragraphs if _script(each.text) == language and len(each.text) > 12)
    page = await house.reader("ama")
    start = next(at for at in range(4, 12) if not paragraph.text[at].isspace())
    end = next(at for at in range(12, start, -1) if not paragraph.text[at - 1].isspace())
    await page.evaluate(SELECT, [paragraph.uid, start, end])
    await page.click("#pick")
    await page.locator("comment-composer textarea").fill("About these words.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"#p-{paragraph.uid}-threads .comment .quotation")).to_have_count(1)
    [view] = world.views("ama")
    assert (view.quotation, view.start, view.end) == (paragraph.text[start:end], start, end)


def _script(text: str) -> str:
    if any("\u4e00" <= letter <= "\u9fff" for letter in text):
        return "zh"
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"

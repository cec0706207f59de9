"""On paper a document says what it is and how it stands; all its threads are open, below their paragraphs."""

from playwright.async_api import Page, expect

from tests.browser.conftest import House
from tests.small_draft import FIRST, HEADING, SECOND
from tests.world import World

CHROME = (".outline", ".tools", ".more", ".who", ".unfold", "#search", ".reply", ".skip", "#pick")
LONG = "\n\n".join(f"Point {number}: say which water." for number in range(30))


async def _printed(house: House, world: World) -> tuple[Page, list[str]]:
    """A desk's page as it is printed, with much in it that stands back on the screen; and all its comments."""
    threads = [world.post("ama", FIRST, f"Number {number}.") for number in range(9)]
    root = world.post("ama", SECOND, LONG)
    answers = [world.reply("wei", root, f"Answer {number}.") for number in range(6)]
    page = await house.reader("wei", viewport={"width": 1420, "height": 900})
    await expect(page.locator(".unfold")).to_have_count(3)
    await page.locator(".more summary").click()
    await page.locator("#fold").check()
    await page.emulate_media(media="print")
    return page, [*threads, root, *answers]


async def test_all_threads_are_open_below_their_paragraph(house: House) -> None:
    world = house.world
    page, comments = await _printed(house, world)
    for uid in comments:
        await expect(page.locator(f"#c-{uid} .body")).to_be_visible()
    body = page.locator(f"#c-{comments[9]} .body")
    assert await body.evaluate("body => body.scrollHeight - body.clientHeight") <= 1
    last = 0.0
    for number in (FIRST, SECOND):
        uid = world.paragraphs[number].uid
        for part in (f"#p-{uid} .paragraph", f"#p-{uid}-threads"):
            box = await page.locator(part).bounding_box()
            assert box
            assert box["y"] >= last - 1
            last = box["y"] + box["height"]


async def test_the_head_says_what_it_is_and_the_chrome_stays_away(house: House) -> None:
    page, _ = await _printed(house, house.world)
    head = page.locator(".bar")
    for words in (HEADING.title, HEADING.symbol, "Revision 1", "Open until", "as of"):
        await expect(head.get_by_text(words).first).to_be_visible()
    for part in CHROME:
        assert await page.locator(f"{part}:visible").count() == 0, part


async def test_what_one_has_printed_is_complete(house: House) -> None:
    page, comments = await _printed(house, house.world)
    assert len(comments) == 16
    assert (await page.pdf(format="A4")).startswith(b"%PDF")
    assert await page.locator("#main").evaluate("main => main.scrollWidth <= main.clientWidth")

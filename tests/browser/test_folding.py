"""Many threads, many replies and long texts stand back behind a button that says how many they are."""

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import House, open_live
from tests.browser.pages import fresh, shown, up_to_date
from tests.small_draft import FIRST, SECOND
from tests.world import World

LONG = "\n\n".join(f"Point {number}: say which water." for number in range(30))

SHIFTS = """
    globalThis.shifts = [];
    const moved = ({ node, previousRect, currentRect }) =>
        `${node?.id || node?.className}: ${previousRect.y} to ${currentRect.y}`;
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) shifts.push([each.value, each.sources.map(moved)]);
    }).observe({ type: "layout-shift", buffered: true });
"""


def _threads(world: World, count: int) -> list[str]:
    return [world.post("ama", FIRST, f"Number {number}.") for number in range(count)]


def _answers(world: World, count: int) -> tuple[str, list[str]]:
    root = world.post("ama", SECOND, "Which?")
    return root, [world.reply("wei", root, f"Answer {number}.") for number in range(count)]


def _opener(page: Page, holder: str) -> Locator:
    return page.locator(f"{holder} > .unfold")


async def test_of_many_threads_the_newest_five_are_shown_and_the_button_opens_the_rest(house: House) -> None:
    world = house.world
    threads = _threads(world, 17)
    page = await house.reader("wei", reduced_motion="reduce")
    opener = _opener(page, f"#p-{world.paragraphs[FIRST].uid}-threads")
    await expect(opener).to_have_text("12 more threads")
    for uid in threads[:12]:
        await expect(page.locator(f"#c-{uid} .body")).to_be_hidden()
    for uid in threads[12:]:
        await expect(page.locator(f"#c-{uid} .body")).to_be_visible()
    await opener.click()
    for uid in threads:
        await expect(page.locator(f"#c-{uid} .body")).to_be_visible()
    await expect(opener).to_have_count(0)
    await expect(page.locator(f"#t-{threads[0]}")).to_be_focused()


async def test_six_threads_and_three_replies_are_all_shown(house: House) -> None:
    world = house.world
    _threads(world, 6)
    _answers(world, 3)
    page = await house.reader("wei")
    await expect(page.locator(".unfold")).to_have_count(0)
    await expect(page.locator("[hidden=until-found]")).to_have_count(0)


async def test_a_long_thread_shows_its_beginning_and_its_newest_two_replies(house: House) -> None:
    world = house.world
    root, answers = _answers(world, 9)
    page = await house.reader("wei")
    await expect(_opener(page, f"#t-{root} > .replies")).to_have_text("7 earlier replies")
    await expect(page.locator(f"#c-{root} .body")).to_be_visible()
    await expect(page.locator(f"#c-{answers[6]} .body")).to_be_hidden()
    await expect(page.locator(f"#c-{answers[7]} .body")).to_be_visible()


async def test_a_link_to_what_stands_back_opens_it(house: House) -> None:
    world = house.world
    _, answers = _answers(world, 9)
    page = await house.person("wei", viewport={"width": 390, "height": 844})
    await open_live(page, f"{house.document}#c-{answers[0]}")
    await expect(page.locator(f"#c-{answers[0]} .body")).to_be_in_viewport()


async def test_what_is_found_in_the_page_is_shown_and_the_button_counts_anew(house: House) -> None:
    world = house.world
    root, answers = _answers(world, 9)
    page = await house.reader("wei")
    await page.evaluate(
        """id => {
            const back = document.getElementById(id);
            back.dispatchEvent(new Event("beforematch", { bubbles: true }));
            back.removeAttribute("hidden");
        }""",
        f"c-{answers[3]}",
    )
    await expect(_opener(page, f"#t-{root} > .replies")).to_have_text("6 earlier replies")
    await expect(page.locator(f"#c-{answers[3]} .body")).to_be_visible()


async def test_a_long_text_is_cut_until_one_asks_for_all_of_it(house: House) -> None:
    world = house.world
    long, short = world.post("ama", FIRST, LONG), world.post("ama", SECOND, "Short.")
    page = await house.reader("wei")
    await expect(page.locator(f"#c-{short} > .unfold")).to_have_count(0)
    cut = await page.locator(f"#c-{long} .body").bounding_box()
    await page.locator(f"#c-{long} > .unfold").click()
    whole = await page.locator(f"#c-{long} .body").bounding_box()
    assert cut
    assert whole
    assert cut["height"] < 340 < whole["height"]
    await expect(page.locator(f"#c-{long} > .unfold")).to_have_count(0)


async def test_what_arrives_folds_nothing_that_was_shown(house: House) -> None:
    world = house.world
    threads = _threads(world, 6)
    root, answers = _answers(world, 3)
    page = await house.reader("wei", reduced_motion="reduce")
    more = [*_threads(world, 4), *(world.reply("li", root, f"More {number}.") for number in range(4))]
    world.edit("wei", answers[0], "Answer, mended.")
    await up_to_date(page, world, "wei")
    for uid in [*threads, root, *answers, *more]:
        await expect(page.locator(f"#c-{uid} .body")).to_be_visible()
    assert await shown(page) == await fresh(page)


async def test_what_stands_back_stays_there_when_it_is_edited_and_is_counted_out_when_it_goes(house: House) -> None:
    world = house.world
    root, answers = _answers(world, 9)
    page = await house.reader("li", reduced_motion="reduce")
    world.edit("wei", answers[0], "Answer, mended.")
    world.hold(answers[1])
    await up_to_date(page, world, "li")
    await expect(page.locator(f"#c-{answers[0]} .body")).to_have_text("Answer, mended.")
    await expect(page.locator(f"#c-{answers[0]} .body")).to_be_hidden()
    await expect(_opener(page, f"#t-{root} > .replies")).to_have_text("6 earlier replies")
    assert await shown(page) == await fresh(page)


WAITED = 7_000
"""Milliseconds: the style waits for the script a little longer (css/components/fold.css), then shows everything."""


async def test_nothing_moves_when_the_script_comes(house: House) -> None:
    world = house.world
    _threads(world, 12)
    _answers(world, 8)
    world.post("ama", SECOND, LONG)
    page = await house.person("wei", viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    await page.add_init_script(SHIFTS)
    for _ in range(3):
        await open_live(page, house.document)
        await expect(page.locator(".unfold")).to_have_count(3)
        if await page.evaluate("performance.now()") < WAITED:
            break
    shifts = await page.evaluate("shifts")
    assert sum(value for value, _ in shifts) < 0.02, shifts


async def test_without_scripts_all_is_open(house: House) -> None:
    world = house.world
    _threads(world, 12)
    world.post("ama", SECOND, LONG)
    page = await house.person("wei", java_script_enabled=False)
    await page.goto(house.document)
    assert await page.locator(".comment .body:visible").count() == 13
    box = await page.locator(f"#p-{world.paragraphs[SECOND].uid}-threads .body").bounding_box()
    assert box
    assert box["height"] > 500

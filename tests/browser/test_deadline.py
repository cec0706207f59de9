"""When comments are taken: in the reader's own zone, exact on demand, with a warning as the end comes near."""

from datetime import datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from commentspace.domain import reviews
from tests.browser.conftest import MARK_APPLIED, House
from tests.world import CLOSES

HEARD = """document.addEventListener("commentspace:nearing", (event) => {
    document.documentElement.dataset.nearing = event.detail.minutes;
})"""


async def at(house: House, moment: datetime, key: str = "ama", **options: object) -> Page:
    """Somebody who opens the document at this moment, by the clocks of the server and of the browser."""
    house.world.clock.now = moment
    page = await house.person(key, **options)
    await page.clock.install(time=moment)
    for script in (MARK_APPLIED, HEARD):
        await page.add_init_script(script)
    await page.goto(house.document)
    await page.wait_for_selector("html[data-applied]")
    return page


async def test_the_end_is_said_in_the_readers_zone_and_in_utc(house: House) -> None:
    page = await at(house, CLOSES - timedelta(days=5, hours=1), timezone_id="Asia/Kolkata")
    summary = page.locator("#standing summary")
    await expect(summary).to_contain_text("Open until 16 Mar, 14:30 · in 5 days")
    await expect(page.locator(".meaning")).to_be_hidden()
    await summary.click()
    meaning = page.locator(".meaning")
    await expect(meaning).to_contain_text("Monday, 16 March 2026 at 14:30 GMT+5:30 (09:00 UTC)")
    await expect(meaning).to_contain_text("What is received later is refused and given back")


@pytest.mark.parametrize(("language", "words"), [("ar", "16 مارس، 09:00 ص"), ("zh", "3月16日 09:00")])
async def test_a_day_and_an_hour_are_joined_as_the_language_joins_them(house: House, language: str, words: str) -> None:
    house.world.speaks("ama", language)
    page = await at(house, CLOSES - timedelta(days=5))
    await expect(page.locator("#standing summary")).to_contain_text(words)


@pytest.mark.parametrize(
    ("left", "near", "words"),
    [
        (timedelta(days=3), None, ""),
        (timedelta(hours=47), "day", "Closes soon"),
        (timedelta(minutes=40), "hour", "Closes within the hour"),
    ],
)
async def test_a_near_end_is_said_in_words_and_by_a_shape(
    house: House, left: timedelta, near: str | None, words: str
) -> None:
    page = await at(house, CLOSES - left)
    standing = page.locator("#standing")
    if near is None:
        assert await standing.get_attribute("data-near") is None
        await expect(page.locator(".near")).to_be_hidden()
        return
    await expect(standing).to_have_attribute("data-near", near)
    await expect(page.locator(".near")).to_have_text(words)
    shape = "getComputedStyle(document.getElementById('standing'), '::before').clipPath"
    assert "polygon" in await page.evaluate(shape)


async def test_an_extension_takes_the_warning_back(house: House) -> None:
    page = await at(house, CLOSES - timedelta(hours=5))
    await expect(page.locator("#standing[data-near=day]")).to_be_visible()
    world = house.world
    world.write(reviews.extend, world.caller("lars"), world.document, CLOSES + timedelta(days=9), "Many asked.")
    await expect(page.locator("#standing:not([data-near])")).to_contain_text("25 Mar")


async def test_who_is_writing_is_told_ten_five_and_one_minute_before(house: House) -> None:
    page = await at(house, CLOSES - timedelta(minutes=30))
    await page.wait_for_selector("#standing[data-near=hour]")
    await page.click(f"#p-{house.world.paragraphs[1].uid} .tools .does-comment")
    sign = page.locator("#nearing")
    await expect(page.locator("comment-composer")).to_be_visible()
    await expect(sign).to_be_empty()
    for passed, minutes, words in ((20, "10", "in 10 minutes"), (5, "5", "in 5 minutes"), (4, "1", "in 1 minute.")):
        await page.clock.run_for(passed * 60_000)
        await expect(page.locator(f"html[data-nearing='{minutes}']")).to_have_count(1)
        await expect(sign).to_contain_text(words)
    await page.clock.run_for(30_000)
    await expect(sign).to_be_empty()


@pytest.mark.parametrize("key", ["ama", "maryam"])
@pytest.mark.parametrize("width", [390, 320])
async def test_on_a_phone_what_it_means_stands_between_both_edges(house: House, width: int, key: str) -> None:
    house.world.speaks("maryam", "ar")
    house.world.close_review("We have heard enough for now, thank you: the next revision comes in May.")
    page = await house.reader(key, viewport={"width": width, "height": 700})
    await page.click("#standing summary")
    box = await page.locator(".meaning").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_without_script_the_end_is_said_in_the_zone_of_the_person(house: House) -> None:
    page = await house.person("ama", java_script_enabled=False)
    await page.goto(house.url)
    zone = "16 Mar 2026, 09:00 UTC"  # Accra keeps UTC
    await expect(page.locator(".documents .standing").first).to_have_text(f"Open until {zone}")
    page = await house.person("lars", java_script_enabled=False)
    await page.goto(house.url)
    await expect(page.locator(".documents .standing").first).to_have_text("Open until 16 Mar 2026, 10:00 CET")
    await page.goto(house.document)
    await expect(page.locator("header.bar")).to_contain_text("In your zone: 16 Mar 2026, 10:00 CET")

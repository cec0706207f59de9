"""Threads stand beside their paragraphs where there is room, one after the other, and no text waits for them."""

import pytest
from playwright.async_api import FloatRect, Page, expect

from tests.browser.conftest import House, open_live
from tests.browser.pages import up_to_date
from tests.small_draft import FIRST, PART, SECOND, TWICE
from tests.world import World

DESK = {"width": 1420, "height": 900}
PHONE = {"width": 390, "height": 844}

OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll(".threads")].filter((each) => each.firstElementChild)
        .map((each) => each.getBoundingClientRect());
    return boxes.slice(1).filter((box, index) => box.top < boxes[index].bottom - 0.5).length;
}"""

LONGER = """() => {
    const text = document.querySelector(".text"), first = text.querySelector(".stretch");
    for (let number = 0; number < 4; number += 1) text.append(first.cloneNode(true));
}"""


def _talk(world: World) -> None:
    """More in the margin than beside it in the text."""
    for paragraph in (FIRST, FIRST, FIRST, SECOND, SECOND, PART, TWICE):
        root = world.post("ama", paragraph, "Say which water, and when, and who has measured it. " * 4)
        world.reply("wei", root, "同意。")


async def _box(page: Page, element: str) -> FloatRect:
    found = await page.locator(element).bounding_box()
    assert found
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_threads_stand_beside_their_paragraph_and_never_on_each_other(house: House, language: str) -> None:
    world = house.world
    world.speaks("wei", language)
    _talk(world)
    page = await house.reader("wei", viewport=DESK)
    assert await page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    uid = world.paragraphs[FIRST].uid
    paragraph, threads = await _box(page, f"#p-{uid} .paragraph"), await _box(page, f"#p-{uid}-threads")
    assert abs(paragraph["y"] - threads["y"]) < 1
    if language == "en":
        assert threads["x"] > paragraph["x"] + paragraph["width"]
    else:
        assert threads["x"] + threads["width"] < paragraph["x"]
    assert await page.evaluate(OVERLAPS) == 0


async def test_the_text_does_not_wait_for_long_threads_and_the_page_ends_below_them(house: House) -> None:
    world = house.world
    page = await house.reader("wei", viewport=DESK)
    text = f"#p-{world.paragraphs[TWICE].uid} [data-text]"
    before = await _box(page, text)
    _talk(world)
    await up_to_date(page, world, "wei")
    assert await _box(page, text) == before
    last = await _box(page, f"#p-{world.paragraphs[TWICE].uid}-threads")
    assert last["y"] + last["height"] > before["y"] + 400
    assert await page.evaluate("document.documentElement.scrollHeight") > last["y"] + last["height"] + 40


async def test_the_chain_goes_on_over_the_ends_of_stretches(house: House) -> None:
    _talk(house.world)
    page = await house.reader("wei", viewport=DESK)
    await page.evaluate(LONGER)
    assert await page.locator(".stretch").count() == 5
    assert await page.evaluate(OVERLAPS) == 0


async def test_without_room_threads_follow_their_paragraph(house: House) -> None:
    world = house.world
    _talk(world)
    page = await house.reader("wei", viewport=PHONE)
    for number in (FIRST, SECOND):
        uid, after = world.paragraphs[number].uid, world.paragraphs[number + 1].uid
        paragraph, threads = await _box(page, f"#p-{uid} .paragraph"), await _box(page, f"#p-{uid}-threads")
        following = await _box(page, f"#p-{after} .paragraph")
        assert paragraph["y"] + paragraph["height"] <= threads["y"] + 1
        assert threads["y"] + threads["height"] <= following["y"] + 1


async def test_threads_that_are_far_are_drawn_up_beside_the_paragraph_that_one_goes_to(house: House) -> None:
    world = house.world
    _talk(world)
    page, uid = await house.reader("wei", viewport=DESK), world.paragraphs[TWICE].uid
    paragraph, threads = f"#p-{uid} .paragraph", f"#p-{uid}-threads"
    far = (await _box(page, threads))["y"] - (await _box(page, paragraph))["y"]
    assert far > 400
    await page.mouse.wheel(0, 10)
    await page.locator(f"#p-{uid}-count").click()
    await expect(page.locator(".row.at")).to_have_attribute("id", f"p-{uid}")
    assert abs((await _box(page, threads))["y"] - (await _box(page, paragraph))["y"]) < 1
    assert await page.evaluate(OVERLAPS) == 0


async def test_a_jump_to_a_heading_shows_the_threads_of_what_stands_under_it(house: House) -> None:
    world = house.world
    for paragraph in (FIRST, FIRST, SECOND, SECOND, TWICE):
        world.post("ama", paragraph, "Say which water, and when, and who has measured it. " * 9)
    page, uid = await house.reader("wei", viewport=DESK), world.paragraphs[TWICE].uid
    await page.locator(f".outline a[href$='#p-{world.paragraphs[PART].uid}']").click()
    await expect(page.locator(".row.at")).to_have_attribute("id", f"p-{uid}")
    beside, threads = await _box(page, f"#p-{uid} .paragraph"), await _box(page, f"#p-{uid}-threads")
    assert abs(threads["y"] - beside["y"]) < 1


async def test_a_link_to_a_comment_shows_it_beside_its_paragraph(house: House) -> None:
    world = house.world
    _talk(world)
    comment = world.post("ama", TWICE, "The very last.")
    page = await house.person("wei", viewport=DESK)
    await open_live(page, f"{house.document}#c-{comment}")
    await expect(page.locator(".row.at")).to_have_attribute("id", f"p-{world.paragraphs[TWICE].uid}")
    await expect(page.locator(f"#c-{comment}")).to_be_in_viewport(ratio=1)
    await expect(page.locator(f"#p-{world.paragraphs[TWICE].uid} [data-text]")).to_be_in_viewport()


async def test_what_arrives_above_moves_neither_the_text_nor_the_threads_that_lean(house: House) -> None:
    world = house.world
    _talk(world)
    comment = world.post("ama", TWICE, "The very last.")
    page = await house.person("wei", viewport=DESK)
    await open_live(page, f"{house.document}#c-{comment}")
    await expect(page.locator(".row.at")).to_have_count(1)
    text = f"#p-{world.paragraphs[TWICE].uid} [data-text]"
    before = [await _box(page, text), await _box(page, f"#c-{comment}")]
    world.post("ama", FIRST, "Another one. " * 30)
    await up_to_date(page, world, "wei")
    assert [await _box(page, text), await _box(page, f"#c-{comment}")] == before


async def test_one_writes_beside_the_paragraph_however_far_its_threads_are(house: House) -> None:
    world = house.world
    _talk(world)
    page, uid = await house.reader("ama", viewport=DESK), world.paragraphs[TWICE].uid
    paragraph = f"#p-{uid} .paragraph"
    before = await _box(page, paragraph)
    await page.locator(f"#p-{uid} .tools .does-comment").click()
    await expect(page.locator(".row.at")).to_have_attribute("id", f"p-{uid}")
    await expect(page.locator("comment-composer textarea")).to_be_focused()
    await expect(page.locator("comment-composer")).to_be_in_viewport(ratio=1)
    after = await _box(page, paragraph)
    assert abs(before["y"] - after["y"]) < before["height"] + 300
    assert abs((await _box(page, f"#p-{uid}-threads"))["y"] - after["y"]) < 1
    assert await page.evaluate(OVERLAPS) == 0

"""What was typed and not posted is shown while the browser keeps it, also where nothing can be posted any more."""

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import House, open_live
from tests.browser.pages import fresh, shown, up_to_date
from tests.world import CLOSES

TEXT = "Half a thought about\nwater."


async def _type(page: Page, opener: str) -> None:
    await page.click(opener)
    await page.locator("comment-composer textarea").fill(TEXT)


async def test_a_draft_whose_review_has_closed_can_be_copied_and_forgotten(house: House) -> None:
    ama, paragraph = await house.reader("ama"), house.world.paragraphs[1].uid
    await _type(ama, f"#p-{paragraph} .tools .does-comment")
    house.world.close_review()
    await ama.reload()
    left = ama.locator(f"#p-{paragraph}-threads .leftover")
    await expect(left.locator("textarea")).to_have_value(TEXT)
    await expect(left.locator("textarea")).to_have_attribute("readonly", "")
    await expect(left).to_contain_text("It cannot be posted at this place now")
    await expect(ama.locator("comment-composer")).to_have_count(0)
    await left.locator("button").click()
    await expect(left).to_have_count(0)
    await open_live(ama, house.document)
    await expect(ama.locator(".leftover")).to_have_count(0)
    assert await shown(ama) == await fresh(ama)


@pytest.mark.parametrize("act", ["hold", "withdraw"])
async def test_an_answer_to_what_is_gone_stands_at_its_paragraph(house: House, act: str) -> None:
    world = house.world
    first = world.post("wei", text="Which?")
    ama, paragraph = await house.reader("ama"), world.paragraphs[1].uid
    await _type(ama, f"#c-{first} .reply")
    if act == "hold":
        world.hold(first)
    else:
        world.withdraw("wei", first)
    await open_live(ama, house.document)
    await expect(ama.locator(f"#p-{paragraph}-threads .leftover textarea")).to_have_value(TEXT)
    await ama.goto(f"{house.document}/p/{paragraph}/comment")
    await expect(ama.locator(".leftover")).to_have_count(0)


async def test_where_its_paragraph_is_gone_too_it_stands_above_the_text(house: House) -> None:
    ama, world = await house.reader("ama"), house.world
    name = "commentspace:draft:{}:{}:aaaaaaaaaaaaaaaa:"
    await ama.evaluate(
        "([name, body]) => localStorage.setItem(name.replace('{}', main.dataset.person).replace('{}', "
        "main.dataset.document), JSON.stringify({ key: 'k', body, quotation: null }))",
        [name, TEXT],
    )
    await ama.reload()
    await expect(ama.locator("main .text > .leftover textarea")).to_have_value(TEXT)
    assert world.views("lars") == []


async def test_when_the_review_opens_again_the_draft_is_a_draft_again(house: House) -> None:
    ama, paragraph = await house.reader("ama"), house.world.paragraphs[1].uid
    await _type(ama, f"#p-{paragraph} .tools .does-comment")
    house.world.close_review()
    await open_live(ama, house.document)
    await expect(ama.locator(".leftover")).to_have_count(1)
    house.world.reopen_review()
    await open_live(ama, house.document)
    await expect(ama.locator("comment-composer textarea")).to_have_value(TEXT)
    await expect(ama.locator(".leftover")).to_have_count(0)


async def test_when_the_time_of_a_review_is_over_its_links_go_by_themselves(house: House) -> None:
    world = house.world
    first = world.post("wei", text="Which?")
    world.clock.now = CLOSES - timedelta(milliseconds=50)
    pages = {key: await house.reader(key, reduced_motion="reduce") for key in ("ama", "lars")}
    comment, reply = f"#p-{world.paragraphs[1].uid} .tools .does-comment", f"#c-{first} .does-reply"
    await expect(pages["ama"].locator(comment)).to_be_visible()
    await expect(pages["ama"].locator(reply)).to_be_visible()
    world.clock.now = CLOSES
    for page in pages.values():
        await expect(page.locator("#standing")).to_have_attribute("data-state", "closed")
        await expect(page.locator(comment)).to_be_hidden()
    await expect(pages["ama"].locator(reply)).to_be_hidden()
    await expect(pages["lars"].locator(reply)).to_be_visible()
    for key, page in pages.items():
        await up_to_date(page, world, key)
        assert await shown(page) == await fresh(page)

"""Who else reads, in the bar of a document: quietly, for members, and as far as they and the space allow."""

import pytest
from playwright.async_api import expect

from commentspace.demo.cast import member
from tests.browser.conftest import House, cut


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.readers.PAUSE", 0.05)


async def test_one_sees_who_else_reads_and_who_has_gone(house: House) -> None:
    ama = await house.reader("ama")
    await expect(ama.locator("#readers")).to_be_hidden()
    wei = await house.reader("wei")
    line = ama.locator("#readers summary")
    await expect(line).to_have_text(f"{member('wei').name} reads this now")
    await expect(wei.locator("#readers summary")).to_have_text(f"{member('ama').name} reads this now")
    await house.reader("li")
    first, second = sorted([member("wei").name, member("li").name], key=str.casefold)
    await expect(line).to_have_text(f"{first} and {second} read this now")
    await house.reader("olga")
    names = sorted([member(key).name for key in ("wei", "li", "olga")], key=str.casefold)
    await expect(line).to_have_text(f"{names[0]} and 2 others read this now")
    await line.click()
    shown = ama.locator("#readers li")
    await expect(shown).to_have_count(3)
    assert [name.split(" ")[0] for name in await shown.all_inner_texts()] == [name.split(" ")[0] for name in names]
    await wei.close()
    await expect(shown).to_have_count(2)
    await expect(ama.locator("#readers details")).to_have_attribute("open", "")


async def test_nothing_is_said_aloud_and_nothing_is_there_for_visitors(house: House) -> None:
    house.world.change_space(is_open=True)
    ama, visitor = await house.reader("ama"), await house.reader(None)
    await house.reader("wei")
    await expect(ama.locator("#readers")).to_be_visible()
    assert await ama.locator("#readers").evaluate("each => each.closest('[role=status], [aria-live]')") is None
    await expect(visitor.locator("#readers")).to_have_count(0)
    assert member("wei").name not in await visitor.content()


async def test_while_there_is_no_connection_nobody_is_shown(house: House) -> None:
    ama = await house.reader("ama")
    await house.reader("wei")
    await expect(ama.locator("#readers")).to_be_visible()
    mend = await cut(ama)
    await ama.evaluate("window.dispatchEvent(new Event('pagehide'))")
    await expect(ama.locator("#readers")).to_be_hidden()
    await mend()
    await ama.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(ama.locator("#readers")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 700), (320, 600)])
async def test_on_a_phone_the_text_does_not_move_when_somebody_comes(house: House, width: int, height: int) -> None:
    ama = await house.reader("ama", viewport={"width": width, "height": height})
    text = ama.locator("main .text")
    before = await text.evaluate("each => each.getBoundingClientRect().top")
    await house.reader("wei")
    await expect(ama.locator("#readers")).to_be_visible()
    assert await text.evaluate("each => each.getBoundingClientRect().top") == before
    await ama.click("#readers summary")
    box = await ama.locator("#readers ul").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width

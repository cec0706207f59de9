"""Endorsing in place: one press, seen by the others at once, and the page stays where it is."""

from playwright.async_api import expect

from tests.browser.conftest import House


async def test_one_press_endorses_in_place_and_the_other_sees_it(house: House) -> None:
    comment = house.world.post("ama", text="Say which water.")
    wei, ama = await house.reader("wei"), await house.reader("ama")
    address, press = wei.url, wei.locator(f"#c-{comment} .does-endorse button")
    await press.press("Enter")
    await expect(wei.locator(f"#c-{comment} .endorsed b")).to_have_text("1 endorsement")
    await expect(ama.locator(f"#c-{comment} .endorsed b")).to_have_text("1 endorsement")
    await expect(press).to_be_focused()
    await expect(press).to_have_text("Endorse no more")
    await expect(press).not_to_have_attribute("aria-disabled", "true")
    await press.press("Enter")
    await expect(wei.locator(f"#c-{comment} .endorsed")).to_have_count(0)
    await expect(ama.locator(f"#c-{comment} .endorsed")).to_have_count(0)
    await expect(press).to_have_text("Endorse")
    assert wei.url == address

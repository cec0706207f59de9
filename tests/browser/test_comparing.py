"""Reading what has changed with the keyboard, and in another shape at the same place."""

from playwright.async_api import expect

from tests.browser.conftest import House
from tests.comparing.world_of_three import three_revisions


async def test_n_and_p_step_through_the_changes_and_another_shape_opens_at_the_same_place(house: House) -> None:
    world = three_revisions(house.world)
    page = await house.person("wei", viewport={"width": 900, "height": 300})
    await page.goto(f"{house.document}/compare?from=1&to=3")
    changes = page.locator(".compared.change")
    for number in (0, 1, 2):
        await page.keyboard.press("n")
        await expect(changes.nth(number)).to_be_focused()
    await page.keyboard.press("p")
    await expect(changes.nth(1)).to_be_focused()
    for _ in range(5):
        await page.keyboard.press("n")
    here = await changes.nth(6).get_attribute("id")
    await page.get_by_role("link", name="In line").evaluate("link => link.click()")
    await page.wait_for_url("**shape=inline**")
    assert world.document in page.url
    place = page.url.partition("#")[2]
    assert place
    await expect(page.locator(f"#{here}")).to_be_in_viewport()

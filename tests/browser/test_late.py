"""Who has leave to be late finds the form open in a closed review, and nobody else does."""

from datetime import timedelta

from playwright.async_api import expect

from commentspace.domain import late_tokens
from tests.browser.conftest import House


async def test_who_may_be_late_writes_in_the_closed_room(house: House) -> None:
    world = house.world
    world.close_review()
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person("ama"))
    leave = late_tokens.Leave(str(member), world.clock.now + timedelta(days=1), "The power was out.")
    world.write(late_tokens.give, world.caller("lars"), world.document, leave)
    ama, wei = await house.reader("ama"), await house.reader("wei")
    await expect(wei.locator(".tools .does-comment").first).to_be_hidden()
    await ama.locator(".tools .does-comment").first.click()
    await expect(ama.locator("[data-closed]")).to_be_hidden()
    await ama.locator("comment-composer [name=body]").fill("Say which water.")
    await ama.keyboard.press("Control+Enter")
    for page in (ama, wei):
        await expect(page.locator(".comment .via")).to_contain_text("late, by permission: The power was out.")

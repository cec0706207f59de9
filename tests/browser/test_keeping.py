"""Keeping a text without posting it, from beside the paragraph: as a draft, or in the room of one's delegation."""

from playwright.async_api import expect

from tests.browser.conftest import House
from tests.browser.test_composer import begin
from tests.delegating import KENYA, delegation, drafts, room


async def test_a_draft_is_kept_and_who_speaks_as_one_since_then_is_offered_the_room(house: House) -> None:
    world = house.world
    ama = await house.reader("ama")
    composer = await begin(ama, world, "Which water?")
    await composer.locator("[data-keep=draft]").click()
    await expect(ama.locator("p.kept a")).to_have_text("Kept as a draft")
    assert [each.body for each in drafts(world, "ama")] == ["Which water?"]
    composer = await begin(ama, world)
    await expect(composer.locator("[name=body]")).to_have_value("")
    await composer.locator("[name=body]").fill("Which sea?")
    delegation(world, focal="wei", experts=["ama"])
    await composer.locator("[data-post]").click()
    await expect(composer.locator("[data-problem]")).to_contain_text(KENYA)
    await composer.locator("[data-keep=room]").click()
    await expect(ama.locator("p.kept a").first).to_contain_text("in the room")
    assert [each.body for each in room(world, "wei")] == ["Which sea?"]
    assert not world.views("lars")

"""A pause is seen at once by everybody who has the draft open, and so is its end."""

from playwright.async_api import expect

from commentspace.domain import reviews
from tests.browser.conftest import House
from tests.world import CLOSES


async def test_a_pause_and_its_end_reach_open_pages(house: House) -> None:
    world = house.world
    ama = await house.reader("ama")
    comment = ama.locator(".tools .does-comment").first
    await expect(comment).to_be_visible()
    world.write(reviews.pause, world.caller("lars"), world.document, "The text is being mended.")
    await expect(ama.locator("#standing")).to_have_attribute("data-state", "paused")
    await expect(comment).to_be_hidden()
    world.write(reviews.resume, world.caller("lars"), world.document, CLOSES, "It is mended.")
    await expect(ama.locator("#standing")).to_have_attribute("data-state", "open")
    await expect(comment).to_be_visible()


async def test_what_a_pause_refused_is_no_problem_any_more_when_the_review_goes_on(house: House) -> None:
    world = house.world
    ama = await house.reader("ama")
    await ama.locator(".tools .does-comment").first.click()
    await ama.locator("comment-composer [name=body]").fill("So.")
    world.write(reviews.pause, world.caller("lars"), world.document, "The text is being mended.")
    await expect(ama.locator("[data-closed]")).to_be_visible()
    await ama.keyboard.press("Control+Enter")
    await expect(ama.locator("[data-problem]")).to_contain_text("paused")
    world.write(reviews.resume, world.caller("lars"), world.document, CLOSES, "It is mended.")
    await expect(ama.locator("[data-problem]")).to_be_hidden()
    await expect(ama.locator("comment-composer [name=body]")).to_have_value("So.")


async def test_a_moderator_pauses_by_keyboard_and_sees_how_many_have_it_open(house: House) -> None:
    await house.reader("ama")
    lars = await house.person("lars")
    await lars.goto(f"{house.document}/review")
    summary = lars.locator("summary", has_text="Pause")
    await summary.focus()
    await lars.keyboard.press("Enter")
    await expect(lars.locator("details[open] .told")).to_contain_text("open on 1 page")
    await lars.locator("#pause-reason").fill("The text is being mended.")
    await lars.keyboard.press("Enter")
    await expect(lars.locator(".stand .standing")).to_have_text("Paused")


async def test_a_cell_of_the_strip_leads_to_its_paragraph(house: House) -> None:
    house.world.post("ama", 2)
    lars = await house.person("lars")
    await lars.goto(f"{house.document}/review")
    await lars.locator(".strip a:has(.full) .hit").click()
    await expect(lars.locator(f"#p-{house.world.paragraphs[2].uid}")).to_be_in_viewport()

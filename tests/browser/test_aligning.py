"""The next revision at a browser: what is doubtful is stepped through by keys, then it is issued."""

from dataclasses import replace

from playwright.async_api import expect
from sqlmodel import Session

from commentspace.domain import preview_states, previews
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Origin, Ready
from commentspace.domain.revisions import drafts
from tests.browser.conftest import House
from tests.small_draft import PARAGRAPHS, SECOND, TWICE
from tests.world import World

REWRITTEN = "Somebody looks at how high the water table stands every month, and fills the ditches in turn, one by one."


def brought(world: World) -> None:
    """The draft of the next revision as a file brings it: some in quite other words, some that stands twice now."""
    changed = [*PARAGRAPHS, replace(PARAGRAPHS[TWICE], label="7.")]
    changed[SECOND] = replace(changed[SECOND], markdown=REWRITTEN)
    ready = Ready(preview_states.written(State(tuple(previews.keyed(changed)))))

    def begin(session: Session, *, now: object) -> str:
        follows, heading, space_id = drafts.follows(session, world.caller("lars"), world.document)
        return previews.bring(
            session, world.caller("lars"), space_id, heading, ready, Origin("", ""), follows, now=world.clock.now
        )

    world.write(begin)


async def test_by_keys_doubtful_places_are_confirmed_and_the_revision_is_issued(house: House) -> None:
    world = house.world
    ama = world.post("ama", quote="flow of water")
    brought(world)
    page = await house.person("lars")
    await page.goto(f"{house.document}/next/alignment?show=doubtful")
    doubtful = page.locator(".tie.doubtful")
    await expect(doubtful.first).to_be_visible(timeout=30_000)  # until then the page says that it is being aligned
    number = await doubtful.count()
    for left in range(number, 0, -1):
        await expect(doubtful).to_have_count(left)
        await page.keyboard.press("n")
        await expect(doubtful.first).to_be_focused()
        await page.keyboard.press("y")
    await expect(doubtful).to_have_count(0)
    await page.get_by_role("link", name="Go on to issuing").click()
    await page.get_by_role("button", name="Issue revision 2").click()
    await expect(page.locator(".flash")).to_contain_text("The new revision is issued.", timeout=30_000)
    assert world.seen("wei", ama).quotation == "flow of water"


async def test_on_a_phone_in_arabic_nothing_is_wider_than_the_page(house: House) -> None:
    brought(house.world)
    house.world.speaks("lars", "ar")
    page = await house.person("lars", viewport={"width": 390, "height": 800})
    for place in ("", "/alignment?show=all", "/issue", "/dropping"):
        await page.goto(f"{house.document}/next{place}")
        await expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place

"""A long draft in a browser: parts come as they are needed, nothing said meanwhile is lost, and old links work."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from commentspace.domain import comments
from commentspace.domain.windows import WHOLE
from tests.browser.conftest import House, open_live
from tests.web.test_queries import reviewed
from tests.world import World

TOP = """uid => Math.round(document.querySelector(`#p-${uid} [data-text]`).getBoundingClientRect().top)"""


@pytest.fixture
def names(house: House) -> list[str]:
    """The name of a document that is too long to come whole, and those of its paragraphs."""
    uid = reviewed(house.world, "WET/2/1250", WHOLE + 50)
    rows = house.world.rows(
        "SELECT p.uid FROM paragraph p JOIN document d ON d.id = p.document_id WHERE d.uid = :uid ORDER BY p.id",
        uid=uid,
    )
    return [uid, *(str(name) for (name,) in rows)]


def post(world: World, by: str, place: str, words: str = "Say more.") -> str:
    return world.write(comments.post, world.caller(by), place, world.posting(words)).uid


async def come_to_edge(page: Page, which: str) -> None:
    """Scroll until an edge is near."""
    await page.locator(".edge").nth(0 if which == "earlier" else -1).scroll_into_view_if_needed()


async def test_the_next_part_comes_as_one_nears_its_edge(house: House, names: list[str]) -> None:
    document, *places = names
    page = await house.person("wei", viewport={"width": 390, "height": 800})
    await open_live(page, f"{house.url}/d/{document}")
    for number in (150, 300, 450):
        await expect(page.locator(f"#p-{places[number]}")).to_have_count(0)
        await come_to_edge(page, "later")
        await expect(page.locator(f"#p-{places[number]}")).to_have_count(1)
    found = await page.eval_on_selector_all(".row", "rows => rows.map(row => row.id.slice(2))")
    assert found == places[: len(found)]


async def test_what_comes_above_does_not_move_the_line_one_reads(house: House, names: list[str]) -> None:
    document, *places = names
    page = await house.person("wei", viewport={"width": 390, "height": 800})
    held = asyncio.Event()

    async def wait(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await page.route("**/part?before=*", wait)
    await open_live(page, f"{house.url}/d/{document}?at=p-{places[700]}#p-{places[700]}")
    await come_to_edge(page, "earlier")
    before = await page.evaluate(TOP, places[685])
    held.set()
    await expect(page.locator(f"#p-{places[600]}")).to_have_count(1)
    assert abs(await page.evaluate(TOP, places[685]) - before) <= 1


async def test_nothing_is_lost_that_is_said_while_a_part_is_on_its_way(house: House, names: list[str]) -> None:
    document, *places = names
    world = house.world
    early, gone = post(world, "ama", places[160]), post(world, "ama", places[161])
    page = await house.person("wei", reduced_motion="reduce")
    said: list[str] = []

    async def late(route: Route) -> None:
        """The part as it was before; it arrives after the socket has told what came then."""
        answer = await route.fetch()
        said.append(post(world, "li", places[160], "Meanwhile."))
        world.edit("ama", early, "Changed meanwhile.")
        world.hold(gone)
        await page.wait_for_selector("#tally:has-text('2 comments')", state="attached")
        await route.fulfill(response=answer)

    await page.route("**/part?after=*", late, times=1)
    await open_live(page, f"{house.url}/d/{document}")
    await come_to_edge(page, "later")
    await expect(page.locator(f"#p-{places[160]}-threads .comment")).to_have_count(2)
    await expect(page.locator(f"#c-{early} .body")).to_have_text("Changed meanwhile.")
    await expect(page.locator(f"#c-{said[0]} .body")).to_have_text("Meanwhile.")
    await expect(page.locator(f"#c-{gone}")).to_have_count(0)
    await expect(page.locator(f"#p-{places[160]}-count")).to_have_text("2 comments")


async def test_an_old_link_is_sent_to_its_place(house: House, names: list[str]) -> None:
    document, *places = names
    uid = post(house.world, "ama", places[900])
    page = await house.person("wei")
    for mark in (f"p-{places[900]}", f"c-{uid}"):
        await page.goto(f"{house.url}/d/{document}#{mark}")
        await page.wait_for_url(f"**/d/{document}?at={mark}#{mark}")
        await expect(page.locator(f"#{mark}")).to_be_in_viewport()


async def test_a_part_that_cannot_be_had_stays_a_link(house: House, names: list[str]) -> None:
    document, *places = names
    page = await house.person("wei")
    await page.route("**/part?after=*", lambda route: route.abort())
    await open_live(page, f"{house.url}/d/{document}")
    await come_to_edge(page, "later")
    await page.click(".edge a")
    await expect(page.locator(f"#p-{places[150]}")).to_have_count(1)
    await expect(page.locator(f"#p-{places[0]}")).to_have_count(0)


async def test_a_form_that_was_begun_is_there_again_when_its_part_comes(house: House, names: list[str]) -> None:
    document, *places = names
    page = await house.person("ama")
    await open_live(page, f"{house.url}/d/{document}?at=p-{places[200]}#p-{places[200]}")
    await page.click(f"#p-{places[200]} .tools .does-comment")
    await page.locator(f"#p-{places[200]} comment-composer textarea").fill("Half a thought")
    await page.goto(f"{house.url}/d/{document}")
    await expect(page.locator(".leftover")).to_have_count(0)
    await come_to_edge(page, "later")
    await expect(page.locator(f"#p-{places[200]} comment-composer textarea")).to_have_value("Half a thought")


async def test_a_filtered_page_changes_what_is_there_and_only_counts_what_comes(house: House) -> None:
    world = house.world
    uid = world.post("ama", text="Which water?")
    page = await house.person("wei", reduced_motion="reduce")
    await open_live(page, f"{house.document}?words=water")
    world.clock.advance(minutes=1)
    others = [world.post("li", text="More water."), world.reply("lars", uid, "The river's.")]
    world.edit("ama", uid, "Which water, then?")
    await expect(page.locator(f"#c-{uid} .body")).to_have_text("Which water, then?")
    await expect(page.locator("#waiting span")).to_have_text("2 new comments")
    for other in others:
        await expect(page.locator(f"#c-{other}")).to_have_count(0)
    await page.click("#waiting a")
    for other in others:
        await expect(page.locator(f"#c-{other}")).to_have_count(1)


async def test_what_one_posts_on_a_filtered_page_stands_there(house: House) -> None:
    world = house.world
    uid = world.post("ama", text="Which water?")
    page = await house.person("wei", reduced_motion="reduce")
    await open_live(page, f"{house.document}?words=water")
    world.clock.advance(minutes=1)
    await page.click(f"#c-{uid} .reply")
    await page.locator("comment-composer textarea").fill("The river's.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"#t-{uid} .replies .comment")).to_have_count(1)
    await expect(page.locator("comment-composer")).to_have_count(0)


async def test_the_words_that_were_looked_for_are_marked(house: House) -> None:
    house.world.post("ama", text="L’ÉCOSYSTÈME et l’eau.")
    page = await house.person("wei")
    await open_live(page, f"{house.document}?words=ecosysteme")
    marked = await page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())")
    assert marked == ["ÉCOSYSTÈME"]


async def test_search_opens_beside_the_text_and_goes_to_an_address(house: House) -> None:
    page = await house.reader("wei")
    await page.click("#search")
    await page.locator("dialog.finding [data-close]").click()
    await expect(page.locator("dialog.finding")).to_be_hidden()
    await page.click("#search")
    await expect(page.locator("dialog.finding [name=words]")).to_be_focused()
    await page.keyboard.type("creeks")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**?words=creeks")
    await expect(page.locator(".row")).to_have_count(1)


async def test_a_row_of_a_window_that_was_told_equals_a_fresh_one(house: House, names: list[str]) -> None:
    document, *places = names
    page, other = await house.person("wei", reduced_motion="reduce"), await house.person("wei")
    address = f"{house.url}/d/{document}?at=p-{places[700]}"
    await open_live(page, address)
    seen = post(house.world, "ama", places[700])
    post(house.world, "ama", places[3])
    await expect(page.locator("#tally")).to_have_text("2 comments")
    await expect(page.locator(f"#c-{seen}")).to_have_count(1)
    await open_live(other, address)
    row = f"#p-{places[700]}"
    squeezed = [(await each.locator(row).evaluate("row => row.outerHTML")).split() for each in (page, other)]
    assert "".join(squeezed[0]) == "".join(squeezed[1])

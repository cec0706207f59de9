"""Empty, waiting and failing states: each says what is so and what to do, and loses nothing that was written."""

import pytest
from playwright.async_api import Page, Response, expect
from sqlalchemy import text

from commentspace.domain.people import LANGUAGES
from commentspace.render.environment import interface, translations
from tests.browser.conftest import House, cut
from tests.small_draft import FIRST
from tests.world import World

BROKEN = "Something broke on our side"


async def opened(page: Page, address: str, status: int) -> str:
    """Open a page that has to answer so; its words. Each has one heading, and a way on."""
    answer = await page.goto(address)
    assert isinstance(answer, Response)
    assert answer.status == status
    await expect(page.locator("h1")).to_have_count(1)
    assert await page.locator("main :is(a[href], button)").count()
    return await page.locator("main").inner_text()


def break_the_record(world: World) -> None:
    """From now on nothing about comments can be read."""
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("ALTER TABLE comment RENAME TO put_away"))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_a_server_error_is_told_in_the_language_of_the_browser(house: House, language: str) -> None:
    house.world.change_space(is_open=True)
    break_the_record(house.world)
    page = await house.person(None, locale=language)
    await opened(page, house.document, 500)
    html = page.locator("html")
    await expect(html).to_have_attribute("dir", str(interface(language)["direction"]))
    await expect(page.locator("h1")).to_have_text(translations(language).gettext(BROKEN))
    assert await page.locator("main .button").is_visible()


async def test_what_was_typed_when_the_server_broke_is_handed_back(house: House) -> None:
    page = await house.person("ama", java_script_enabled=False)
    paragraph = house.world.paragraphs[FIRST].uid
    await page.goto(f"{house.document}/p/{paragraph}/comment")
    break_the_record(house.world)
    await page.fill("form.write [name=body]", "Water <first>.\nThen planting.")
    await page.locator("form.write .button").first.click()
    await expect(page.locator("h1")).to_have_text(BROKEN)
    await expect(page.locator("#kept")).to_have_value("Water <first>.\nThen planting.")
    await expect(page.locator("main")).to_contain_text("Sending it twice does no harm")


async def test_a_composer_keeps_its_text_and_says_so_when_the_server_broke(house: House) -> None:
    page = await house.reader("ama")
    await page.locator(".tools .does-comment").first.click()
    await page.locator("comment-composer textarea").first.fill("Not to be lost.")
    break_the_record(house.world)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("comment-composer [data-problem]")).to_contain_text(BROKEN)
    await expect(page.locator("comment-composer textarea").first).to_have_value("Not to be lost.")


async def test_a_missing_page_and_one_that_may_not_be_seen_say_what_to_do(house: House) -> None:
    visitor, ama, julian = [await house.person(key) for key in (None, "ama", "julian")]
    missing = await opened(visitor, f"{house.url}/d/{'a' * 16}", 404)
    hidden = await opened(visitor, house.document, 404)
    assert missing == hidden
    assert await visitor.locator("main a[href^='/sign-in?next=']").is_visible()
    assert "ask who sent you" in await opened(julian, house.document, 404)
    assert "Ask a moderator" in await opened(ama, f"{house.url}/s/{house.world.slug}/inbound", 403)


async def test_a_new_space_and_a_draft_without_comments_say_what_comes_next(house: House) -> None:
    fang, ama = await house.person("fang"), await house.reader("ama")
    await fang.goto(f"{house.url}/spaces/new")
    await fang.fill("[name=title]", "Peatlands")
    await fang.fill("[name=slug]", "peatlands")
    await fang.locator("main form .button").first.click()
    await expect(fang.locator("h1")).to_have_text("Peatlands")
    assert await fang.locator("main a[href$='/drafts/new']").first.is_visible()
    assert await fang.locator("main a[href$='/members']").first.is_visible()
    await expect(ama.locator(".comment")).to_have_count(0)
    await expect(ama.locator("#tally")).to_have_text("0 comments")
    assert await ama.locator(".tools .does-comment").first.is_visible()


async def test_a_closed_review_says_since_when_why_and_what_is_still_possible(house: House) -> None:
    house.world.close_review("All have spoken.")
    page = await house.reader("ama")
    await expect(page.locator("#standing")).to_contain_text("Closed")
    await page.locator("#standing summary").click()
    await expect(page.locator("#standing")).to_contain_text("All have spoken.")
    await expect(page.locator(".tools .does-comment").first).to_be_hidden()
    await page.goto(f"{house.document}/p/{house.world.paragraphs[FIRST].uid}/comment")
    await expect(page.locator("form.write")).to_have_count(0)


async def test_a_lost_connection_shows_itself_keeps_what_is_typed_and_catches_up(house: House) -> None:
    page = await house.reader("ama")
    await page.locator(".tools .does-comment").first.click()
    await page.locator("comment-composer textarea").first.fill("Half a thought")
    mend = await cut(page)
    await expect(page.locator("#lost")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("comment-composer [data-problem]")).to_be_visible()
    await expect(page.locator("comment-composer textarea").first).to_have_value("Half a thought")
    house.world.post("wei", text="Meanwhile.")
    await mend()
    await expect(page.locator(".comment .body").get_by_text("Meanwhile.")).to_be_visible(timeout=20_000)
    await expect(page.locator("#lost")).to_have_text("Connected again; 1 new comment")


async def test_asking_too_often_says_in_how_many_minutes_it_can_be_tried_again(house: House) -> None:
    page = await house.person(None)
    for number in range(300):
        await page.request.post(
            f"{house.url}/sign-in", form={"address": f"nobody{number}@example.org"}, max_redirects=0
        )
    await page.goto(f"{house.url}/sign-in")
    await page.fill("[name=address]", "ama.boateng@example.net")
    async with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        await page.locator("main form .button").first.click()
    answer = await answered.value
    assert answer.status == 429
    minutes = int(answer.headers["retry-after"]) // 60
    await expect(page.locator(".problem")).to_contain_text(f"Minutes until it can be tried again: {minutes}.")


async def test_an_upload_that_is_too_large_is_refused_with_what_to_do(house: House) -> None:
    page = await house.person("lars")
    await page.goto(f"{house.url}/s/{house.world.slug}/drafts/new")
    await page.fill("[name=symbol]", "WET/2/9")
    await page.fill("[name=title]", "A large draft")
    large = {"name": "large.md", "mimeType": "text/markdown", "buffer": b"water " * (27 * 1024 * 1024 // 6)}
    await page.set_input_files("[name=file]", large)  # type: ignore[arg-type]  # a FilePayload
    await page.locator("main form .button").first.click()
    await expect(page.locator("main")).to_contain_text("More than 26 MiB was sent", timeout=30_000)
    await expect(page.locator("main")).to_contain_text("send it in parts")

"""The packet from a file in a real browser: read, comment, save, and send back; nothing is fetched on the way."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.async_api import Page, Request, expect

from commentspace.domain.exported import Exported
from commentspace.formats.options import Options
from commentspace.render import exporting
from tests.browser import axe
from tests.browser.conftest import House
from tests.exporting.discussed import discuss, taken
from tests.small_draft import EMOJI, FIRST, SECOND
from tests.world import World

Opened = Callable[..., Awaitable[Page]]
ADDRESS = "wet@comments.example.org"


def written(world: World, folder: Path, language: str = "en", exported: Exported | None = None) -> str:
    """A packet as Ama takes it away, and its address."""
    about = replace(exported or taken(world, "ama", with_source=True), reply_address=ADDRESS)
    path = folder / f"packet-{language}.html"
    path.write_bytes(exporting.write("packet", about, Options(language=language, reader="Ama Boateng")))
    return path.as_uri()


async def opened(page: Page, address: str) -> list[str]:
    """Open it; returns the addresses that it asks for beside its own, which has to stay empty."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url != address and not request.url.startswith(("data:", "blob:", "mailto:")):
            asked.append(request.url)

    page.on("request", note)
    await page.goto(address)
    await page.wait_for_selector("html[data-ready]")
    return asked


async def comment(page: Page, world: World, at: int, text: str) -> None:
    await page.locator(f"#p-{world.paragraphs[at].uid} [data-comment-here]").click()
    await page.get_by_label("Your comment", exact=True).fill(text)
    await page.get_by_role("button", name="Done").click()


async def saved(page: Page, button: str, folder: Path) -> Path:
    async with page.expect_download() as began:
        await page.get_by_role("button", name=button, exact=True).click()
    download = await began.value
    path = folder / download.suggested_filename
    await download.save_as(path)
    return path


async def select(page: Page, world: World, at: int, words: str) -> None:
    """Select words of a paragraph, as with a pointer."""
    await page.evaluate(
        """([id, words]) => {
            const text = document.querySelector(`#p-${id} [data-text]`);
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const from = node.data.indexOf(words);
                if (from >= 0) getSelection().setBaseAndExtent(node, from, node, from + words.length);
            }
        }""",
        [world.paragraphs[at].uid, words],
    )


async def test_what_is_written_off_line_is_kept_saved_uploaded_and_posted(house: House, tmp_path: Path) -> None:
    world = house.world
    named = discuss(world)
    page = await house.person("ama")
    address = written(world, tmp_path)
    asked = await opened(page, address)
    await expect(page.locator("#waits")).to_have_text("You have written no comments here yet.")
    await select(page, world, EMOJI, "people next")
    await page.get_by_role("button", name="Comment on these words").click()
    await page.get_by_label("Your comment", exact=True).fill("Which *people*?")
    await page.get_by_label("Kind of comment").select_option("question")
    await page.get_by_role("button", name="Done").click()
    await page.locator(f"#c-{named['first']} [data-reply]").click()
    await page.get_by_label("Your comment", exact=True).fill("An answer.")
    await page.get_by_role("button", name="Done").click()
    await comment(page, world, SECOND, "Every <week>.")
    await page.reload()
    await page.wait_for_selector("html[data-ready]")
    await expect(page.locator("#waits")).to_have_text("3 comments of yours are not sent yet.")
    file = await saved(page, "Save my comments", tmp_path)
    assert asked == []
    await page.goto(f"{house.document}/files")
    await page.get_by_label("File", exact=True).set_input_files(file)
    await page.get_by_role("button", name="Read the file").click()
    await page.get_by_role("button", name="Post 3 comments").click()
    await expect(page.get_by_text("3 posted", exact=True)).to_be_visible(timeout=20_000)
    views = {view.body: view for view in world.views("wei")}
    question = views["Which *people*?"]
    assert (question.quotation, question.kind, question.author) == ("people next", "question", "Ama Boateng")
    assert views["An answer."].parent == named["first"]
    assert views["Every <week>."].paragraph == world.paragraphs[SECOND].uid


async def test_a_packet_saved_with_its_comments_carries_them_to_another_browser(
    sqlite_world: World, visit: Opened, tmp_path: Path
) -> None:
    page = await visit()
    address = written(sqlite_world, tmp_path)
    await opened(page, address)
    await comment(page, sqlite_world, FIRST, "A </script> <b>word</b>.")
    copy = await saved(page, "Save this packet with my comments", tmp_path)
    other = await visit()
    await opened(other, copy.as_uri())
    await expect(other.locator(".own .body")).to_have_text("A </script> <b>word</b>.")
    assert await other.locator("[data-comment-here]").count() == len(sqlite_world.paragraphs)
    await other.locator(".own [data-delete]").click()
    await other.reload()
    await expect(other.locator("#waits")).to_have_text("You have written no comments here yet.")


async def test_a_proposed_wording_is_shown_as_a_difference_and_words_are_chosen_by_keys(
    sqlite_world: World, visit: Opened, tmp_path: Path
) -> None:
    page = await visit()
    await opened(page, written(sqlite_world, tmp_path))
    await page.locator(f"#p-{sqlite_world.paragraphs[FIRST].uid} [data-comment-here]").press("Enter")
    await page.get_by_role("button", name="Choose words…").press("Enter")
    for _ in range(9):
        await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Propose a wording").press("Enter")
    await page.get_by_label("The wording that you propose").fill("A lake")
    await page.keyboard.press("Escape")
    own = page.locator(".own")
    await expect(own).to_be_focused()
    await expect(own.locator("blockquote")).to_have_text("A wetland")
    await expect(own.locator("del")).to_contain_text("wetland")
    await expect(own.locator("ins")).to_contain_text("lake")
    [note] = json.loads((await saved(page, "Save my comments", tmp_path)).read_text("utf-8"))["comments"]
    assert (note["start"], note["end"], note["proposal"], note["body"]) == (0, 9, "A lake", "")


async def test_short_comments_go_into_a_message_and_are_counted_no_more_once_they_are_sent(
    sqlite_world: World, visit: Opened, tmp_path: Path
) -> None:
    page = await visit()
    await opened(page, written(sqlite_world, tmp_path))
    await comment(page, sqlite_world, FIRST, "Which water?")
    async with page.expect_request(lambda request: request.url.startswith("mailto:")) as began:
        await page.get_by_role("button", name="Send by mail").click()
    link = unquote((await began.value).url)
    assert link.startswith(f"mailto:{ADDRESS}?")
    assert "[¶1] Which water?" in link
    await page.get_by_role("button", name="I have sent them").click()
    await expect(page.locator("#waits")).to_have_text("You have written no comments here yet.")
    await expect(page.locator(".own")).to_contain_text("marked as sent")


async def test_where_the_browser_keeps_nothing_it_says_so(sqlite_world: World, visit: Opened, tmp_path: Path) -> None:
    page = await visit()
    await page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none') } })")
    await opened(page, written(sqlite_world, tmp_path))
    await comment(page, sqlite_world, FIRST, "Which water?")
    await expect(page.locator("#waits")).to_contain_text("This browser keeps nothing of this file")
    asked: list[str] = []

    async def leave(dialog: object) -> None:
        asked.append("left")
        await dialog.accept()  # type: ignore[attr-defined]  # Playwright's event hands in a Dialog

    page.on("dialog", leave)
    await page.reload()
    assert asked == ["left"]


async def test_search_leaves_the_paragraphs_that_hold_the_words(
    sqlite_world: World, visit: Opened, tmp_path: Path
) -> None:
    discuss(sqlite_world)
    page = await visit()
    await opened(page, written(sqlite_world, tmp_path))
    await page.get_by_label("Search").fill("frogs PEOPLE")
    await expect(page.locator("#found")).to_have_text("1 paragraph")
    await expect(page.locator(".row:visible")).to_have_count(1)


async def test_without_a_script_everything_can_be_read_and_nothing_else_is_offered(
    sqlite_world: World, visit: Opened, tmp_path: Path
) -> None:
    discuss(sqlite_world)
    page = await visit(java_script_enabled=False)
    await page.goto(written(sqlite_world, tmp_path, exported=taken(sqlite_world, "priya")))
    words = await page.locator("main").text_content() or ""
    assert all(part in words for part in (sqlite_world.paragraphs[FIRST].text, "同意。", "وأنا أيضاً"))
    assert "canary" not in words
    assert await page.locator("button:visible").count() == 0


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
async def test_it_is_accessible_and_fits_narrow_screens(
    sqlite_world: World, visit: Opened, tmp_path: Path, language: str
) -> None:
    discuss(sqlite_world)
    page = await visit(viewport={"width": 320, "height": 800})
    await axe.prepare(page.context)
    asked = await opened(page, written(sqlite_world, tmp_path, language))
    await page.locator(f"#p-{sqlite_world.paragraphs[FIRST].uid} [data-comment-here]").click()
    await page.locator("[name=body]").fill("Which water?")
    for details in await page.locator("details").all():
        await details.evaluate("(details) => { details.open = true }")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    assert await axe.in_both_schemes(page) == []
    assert asked == []


async def test_its_text_is_the_paragraphs_text(sqlite_world: World, visit: Opened, tmp_path: Path) -> None:
    page = await visit()
    discuss(sqlite_world)
    await opened(page, written(sqlite_world, tmp_path))
    shown = await page.evaluate("[...document.querySelectorAll('[data-text]')].map((each) => each.textContent)")
    assert shown == [each.text for each in sqlite_world.paragraphs]

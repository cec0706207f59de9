"""The next revision on its pages: begun, aligned, corrected, issued by moderators alone, and without a script."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from commentspace.settings import load
from commentspace.web.making import Maker
from tests.small_draft import FIRST
from tests.web.addresses import room
from tests.web.filling import File
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page, words_of
from tests.web.visitor import Visitor
from tests.world import OUTSIDER, World

NEXT = """# Draft principles for restoring wetlands

1. A wetland lives by its water. Restoring the **flow of water** comes before all planting.

2. Ditches are closed one after the other, and the water table is read every month:

   (a) where peat has dried out, water is let in slowly;

   (b) where the sea comes in, the old creeks are opened again:

## II. Living things

3. Frogs 🐸 come first, 👩🏽‍🌾 people next; a lagoon is an ọ̀sà in Yoruba.

4. 恢复湿地先要恢复水，🐟鱼和鸟才会回来。

5. تبدأ استعادة الأراضي الرطبة بعودة المياه، ثم تعود الطيور.

6. The water is measured before, and measured again after.

7. Whoever owns the land is paid for what they lose.
"""
FILE: File = ("next.md", NEXT.encode())


@pytest_asyncio.fixture
async def maker(sqlite_world: World) -> AsyncIterator[Maker]:
    """Issues what is asked for, when it is told to look once; its child is ended after the test."""
    made = Maker(sqlite_world.database, load(base_url="https://comments.example.org"))
    yield made
    made.close()


async def begun_by_file(someone: Visitor, world: World) -> Page:
    page = await someone.get(f"{room(world)}/next")
    return await someone.submit(
        page, "form:has([name=file])", press="file", file=FILE, about="After the *first* round."
    )


async def aligned(someone: Visitor, world: World, show: str = "changes") -> Page:
    return await someone.get(f"{room(world)}/next/alignment?show={show}")


async def test_a_file_becomes_the_next_revision_and_comments_stay_with_their_words(
    sqlite_world: World, visitor: AsVisitor, maker: Maker
) -> None:
    ama, lars = sqlite_world.post("ama", FIRST, quote="flow of water"), visitor("lars")
    page = await begun_by_file(lars, sqlite_world)
    assert page.words("h1") == "Preview"
    assert not page.has("[name=symbol]"), "the symbol is the document's"
    page = await lars.submit(page, "#recognising", press="align")
    assert (page.status, page.words("h1")) == (200, "The alignment")
    page = await aligned(lars, sqlite_world)
    assert "comes before any planting" in page.words("[data-relation=edited] .side-of:first-child")
    assert page.words("[data-relation=edited] ins") == "all"
    assert page.words("[data-relation=edited] .chip") == "1 comment"
    page = await lars.get(page.link("Go on to issuing"))
    assert page.words("blockquote") == "After the *first* round."
    assert "1 comment goes along" in page.words(".coming")
    assert "The review is open" in page.words(".coming")
    page = await lars.submit(page)
    assert page.words(".far") == "Waiting for its turn."
    assert page.has("head noscript meta[http-equiv=refresh]")
    assert await maker.once()
    page = await lars.get(page.address)
    assert page.words(".flash") == "The new revision is issued. Everybody who has the document open sees it."
    assert "before all planting" in page.words("main")
    assert sqlite_world.seen("wei", ama).quotation == "flow of water"
    assert not (await lars.get("/jobs")).has(".rows")
    [(job,)] = sqlite_world.rows("SELECT uid FROM job")
    assert (await lars.get(f"/jobs/{job}")).address == f"{room(sqlite_world)}?said=revised"


async def test_an_alignment_is_corrected_and_what_was_said_is_taken_back(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    await begun_by_file(lars, sqlite_world)
    page = await aligned(lars, sqlite_world, "new")
    [new] = [each for each in page.all(".tie") if "Whoever owns the land" in words_of(each)]
    form = f"#{new.get('id')} .correct form"
    page = await lars.submit(page, form, press="from", place="first those that fish")
    page = await aligned(lars, sqlite_world, "said")
    assert "first those that fish still use." in page.words(".side-of:first-child")
    assert "Whoever owns the land" in page.words(".side-of:last-child")
    page = await lars.submit(page, ".tie .say", press="forget")
    assert not (await aligned(lars, sqlite_world, "said")).has(".tie")
    page = await aligned(lars, sqlite_world, "edited")
    page = await lars.submit(page, ".tie .correct form", press="new")
    page = await aligned(lars, sqlite_world, "said")
    assert page.said(".tie .became b") == ["It is new"]


@pytest.mark.parametrize(("typed", "says"), [("no such words", "No paragraph has"), ("", "Choose a paragraph")])
async def test_a_place_that_cannot_be_found_is_asked_for_again(
    sqlite_world: World, visitor: AsVisitor, typed: str, says: str
) -> None:
    lars = visitor("lars")
    await begun_by_file(lars, sqlite_world)
    page = await aligned(lars, sqlite_world, "new")
    page = await lars.submit(page, ".tie .correct form", press="from", place=typed, origin="")
    assert (page.status, says in page.problem()) == (422, True)


async def test_two_moderators_do_not_overwrite_each_other(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, nadia = visitor("lars"), visitor("nadia")
    await begun_by_file(lars, sqlite_world)
    mine, summary = await aligned(lars, sqlite_world, "edited"), await lars.get(f"{room(sqlite_world)}/next/issue")
    theirs = await aligned(nadia, sqlite_world, "edited")
    await nadia.submit(theirs, ".tie .correct form", press="new")
    page = await lars.submit(mine, ".tie .correct form", press="gone")
    assert (page.status, "was not kept" in page.problem()) == (409, True)
    assert "reads as it did" in page.words(".changed-since")
    page = await lars.submit(summary)
    assert (page.status, "changed in another window" in page.problem()) == (409, True)
    assert "edited: 1 → 0" in page.words(".changed-since")
    assert not sqlite_world.rows("SELECT id FROM job")


async def test_it_is_begun_with_the_text_as_it_stands_described_and_dropped(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await lars.get(f"{room(sqlite_world)}/next")
    page = await lars.submit(page, "form:has([value=here])", press="here")
    assert "begins with the text as it stands" in page.words(".flash")
    page = await lars.submit(page, "form:has([value=describe])", press="describe", title="Principles", about="Shorter.")
    assert (page.one("#title").get("value"), page.words("#about")) == ("Principles", "Shorter.")
    assert (await visitor("nadia").send(f"{room(sqlite_world)}/next", verb="here")).status == 409
    page = await lars.submit(await lars.get(page.link("Drop this draft")))
    assert page.words(".flash") == "The draft is dropped."
    assert not sqlite_world.rows("SELECT id FROM preview")


async def test_nobody_but_moderators_comes_there(sqlite_world: World, visitor: AsVisitor) -> None:
    await begun_by_file(visitor("lars"), sqlite_world)
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        for place in ("", "/dropping", "/alignment", "/issue", "/issuing"):
            address = f"{room(sqlite_world)}/next{place}"
            assert (await visitor(key).ask("GET", address)).status == status, address
        for place in ("", "/dropping", "/alignment", "/issue", "/issuing/end"):
            assert (await visitor(key).send(f"{room(sqlite_world)}/next{place}", verb="here")).status == status
    assert not (await visitor("ama").get(room(sqlite_world))).has("a[href$='/next']")


async def test_issuing_is_ended_by_a_moderator_and_nothing_is_issued(
    sqlite_world: World, visitor: AsVisitor, maker: Maker
) -> None:
    lars = visitor("lars")
    await begun_by_file(lars, sqlite_world)
    page = await lars.submit(await lars.get(f"{room(sqlite_world)}/next/issue"))
    page = await visitor("nadia").submit(await visitor("nadia").get(page.address), "#job form")
    assert page.words(".far") == "Ended. Nothing was issued."
    assert not await maker.once()


async def test_what_was_changed_while_it_waited_is_not_issued_and_the_page_says_why(
    sqlite_world: World, visitor: AsVisitor, maker: Maker
) -> None:
    lars = visitor("lars")
    await begun_by_file(lars, sqlite_world)
    page = await lars.submit(await lars.get(f"{room(sqlite_world)}/next/issue"))
    described = await lars.get(f"{room(sqlite_world)}/next")
    await lars.submit(described, "form:has([value=describe])", press="describe", about="Otherwise.")
    assert await maker.once()
    page = await lars.get(page.address)
    assert (page.words(".far"), "changed in another window" in page.words(".note")) == ("It was not issued.", True)
    assert sqlite_world.rows("SELECT count(*) FROM revision") == [(1,)]

"""One preview in two windows, and a text that was changed but not read: nothing is overwritten or dropped unseen."""

import pytest

from tests.web.drafting import TEXT, edited, labels, pasted
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

MEANWHILE = "changed in another window"


async def changed(someone: Visitor, page: Page, how: str) -> Page:
    if how == "label":
        return await edited(someone, page, "label", "5", label="2.")
    if how == "out":
        return await edited(someone, page, "out", "3")
    typed = {"title": "Ponds"} if how == "title" else {"text": TEXT.replace("newts", "frogs")}
    return await someone.submit(page, typed=dict(typed), press="keep" if how == "title" else "read")


@pytest.mark.parametrize("first", ["label", "title", "out", "text"])
@pytest.mark.parametrize("press", ["keep", "issue", "read"])
async def test_the_window_that_is_behind_overwrites_nothing(
    sqlite_world: World, visitor: AsVisitor, first: str, press: str
) -> None:
    lars, nadia = visitor("lars"), visitor("nadia")
    mine = await pasted(lars, sqlite_world)
    theirs = await nadia.get(mine.address)
    kept = await changed(nadia, theirs, first)
    assert kept.status == 200
    page = await edited(lars, mine, "label", "2", label="1 bis")
    assert (page.status, MEANWHILE in page.problem()) == (409, True)
    page = await lars.submit(mine, typed={"title": "My rules"}, press=press)
    assert (page.status, MEANWHILE in page.problem()) == (409, True)
    assert page.one("#title").get("value") == "My rules", "what was typed stands there to be copied"
    now = await nadia.get(mine.address)
    assert (labels(now), now.words("#text")) == (labels(kept), kept.words("#text"))
    again = await lars.submit(page, press=press)
    assert (again.status, MEANWHILE in again.problem()) == (409, True), "only loading it again helps"
    assert (await edited(lars, now, "label", "2", label="1 bis")).status == 200


async def test_a_form_without_the_mark_of_a_page_is_refused(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    address = (await pasted(lars, sqlite_world)).address
    page = await lars.send(address, verb="issue", symbol="WET/2/7", title="Ponds")
    assert (page.status, MEANWHILE in page.problem()) == (409, True)


@pytest.mark.parametrize("press", ["keep", "issue"])
async def test_a_text_that_was_changed_and_not_read_is_not_dropped(
    sqlite_world: World, visitor: AsVisitor, press: str
) -> None:
    lars, longer = visitor("lars"), TEXT + "4. Ponds may be round.\n"
    page = await pasted(lars, sqlite_world)
    page = await edited(lars, page, "label", "5", label="2.")
    page = await lars.submit(page, typed={"text": longer}, press=press)
    assert (page.status, "changed the text" in page.problem("text")) == (422, True)
    assert (page.words("#text"), labels(page)[4]) == (" ".join(longer.split()), "2.")
    page = await lars.submit(page, press="read")
    assert labels(page) == ["", "1.", "(a)", "(b)", "3.", "4."]


async def test_the_text_as_it_was_hinders_nothing_whatever_its_line_ends(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world, "\n\n1. A\x0cpond.\r2. A\u2028lake.\t\n\n\n", symbol="WET/2/9")
    assert (await lars.submit(page, press="keep")).words(".flash") == "Kept."
    assert (await lars.submit(await lars.get(page.address), press="issue")).words(".flash") == "The draft is issued."

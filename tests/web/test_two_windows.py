"""One preview in two windows, and a text that was changed but not read: nothing is overwritten or dropped unseen."""

import pytest

from tests.web.drafting import TEXT, pasted
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.world import World

MEANWHILE = "changed in another window"


def labels(page: Page) -> list[str]:
    return [node.get("value", "") for node in page.all("input.label")]


@pytest.mark.parametrize(
    "first", [{"label-4": "2."}, {"title": "Ponds"}, {"left_out-2": "yes"}, {"text": TEXT.replace("newts", "frogs")}]
)
@pytest.mark.parametrize("press", ["keep", "issue", "read"])
async def test_the_window_that_is_behind_overwrites_nothing(
    sqlite_world: World, visitor: AsVisitor, first: dict[str, str], press: str
) -> None:
    lars, nadia = visitor("lars"), visitor("nadia")
    mine = await pasted(lars, sqlite_world)
    theirs = await nadia.get(mine.address)
    kept = await nadia.submit(theirs, typed=dict(first), press="read" if "text" in first else "keep")
    assert kept.status == 200
    page = await lars.submit(mine, typed={"label-1": "1 bis"}, press=press)
    assert (page.status, MEANWHILE in page.problem()) == (409, True)
    assert "1 bis" in labels(page), "what was typed stands there to be copied"
    now = await nadia.get(mine.address)
    assert (labels(now), now.words("#text")) == (labels(kept), kept.words("#text"))
    again = await lars.submit(page, press=press)
    assert (again.status, MEANWHILE in again.problem()) == (409, True), "only loading it again helps"
    assert (await lars.submit(now, typed={"label-1": "1 bis"}, press="keep")).status == 200


async def test_a_form_without_the_mark_of_a_page_is_refused(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    address = (await pasted(lars, sqlite_world)).address
    page = await lars.send(address, verb="issue", symbol="WET/2/7", title="Ponds")
    assert (page.status, MEANWHILE in page.problem()) == (409, True)


async def test_a_row_that_the_form_does_not_hold_stays_as_it_was(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    page = await lars.submit(page, typed={"left_out-3": "yes", "label-2": "(x)"}, press="keep")
    mark = page.one("[name=mark]").get("value", "")
    sent = {"kind-4": "note", "label-4": "*", "level-4": "1"}
    answer = await lars.send(page.address, mark=mark, verb="keep", symbol="WET/2/7", title="Ponds", **sent)
    assert answer.status == 303
    page = await lars.get(page.address)
    assert labels(page) == ["", "1.", "(x)", "(b)", "*"]
    assert [node.get("name") for node in page.all("[name^=left_out][checked]")] == ["left_out-3"]


@pytest.mark.parametrize("press", ["keep", "issue"])
async def test_a_text_that_was_changed_and_not_read_is_not_dropped(
    sqlite_world: World, visitor: AsVisitor, press: str
) -> None:
    lars, changed = visitor("lars"), TEXT + "4. Ponds may be round.\n"
    page = await lars.submit(await pasted(lars, sqlite_world), typed={"text": changed, "label-4": "2."}, press=press)
    assert (page.status, "changed the text" in page.problem("text")) == (422, True)
    assert (page.words("#text"), labels(page)[4]) == (" ".join(changed.split()), "2.")
    page = await lars.submit(page, press="read")
    assert labels(page) == ["", "1.", "(a)", "(b)", "3.", "4."]


async def test_the_text_as_it_was_hinders_nothing_whatever_its_line_ends(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world, "\n\n1. A\x0cpond.\r2. A\u2028lake.\t\n\n\n", symbol="WET/2/9")
    assert (await lars.submit(page, press="keep")).words(".flash") == "Kept."
    assert (await lars.submit(await lars.get(page.address), press="issue")).words(".flash") == "The draft is issued."

"""A draft before it is issued: seen by moderators alone, corrected in the table or in its text."""

import pytest

from tests.small_draft import HEADING
from tests.web.addresses import space
from tests.web.drafting import TEXT, edited, left_out, pasted, rows
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_nobody_else_sees_it_until_it_is_issued(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    assert (await lars.get(space(sqlite_world))).link("Rules for ponds") == page.address
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        someone = visitor(key)
        assert (await someone.get(page.address)).status == status
        assert (await someone.send(page.address, verb="issue", symbol="X", title="X")).status == status
        assert "Rules for ponds" not in (await someone.get(space(sqlite_world))).text
    made = await visitor("fang").submit(await visitor("fang").get("/spaces/new"), title="Peatlands", slug="peat")
    assert (await visitor("fang").get(page.address.replace(sqlite_world.slug, "peat"))).status == made.status + 204


async def test_enter_in_a_field_keeps_the_draft_and_does_not_issue_it(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await pasted(visitor("lars"), sqlite_world)
    assert page.all("main form button")[0].get("value") == "keep", "browsers press the first button of a form"


async def test_it_is_corrected_and_issued_as_corrected(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    page = await edited(lars, page, "make", "4", kind="paragraph", level="4")
    page = await edited(lars, page, "label", "5", label="2.")
    page = await edited(lars, page, "out", "3")
    page = await lars.submit(page, typed={"title": "Ponds"}, press="keep")
    assert page.words(".flash") == "Kept."
    assert [row[:3] for row in rows(page)][2:] == [
        ("item", "1", "(a)"),
        ("paragraph", "1", "(b)"),
        ("paragraph", "1", "2."),
    ]
    assert left_out(page) == [3]
    room = await lars.submit(page, press="issue")
    assert room.words(".flash") == "The draft is issued."
    assert room.words(".bar h1") == "Ponds"
    assert room.said(".row .label") == ["¶", "1.", "(b)", "2."]
    assert "for newts" not in room.text
    priya = visitor("priya")
    assert "WET/2/7" in (await priya.get(space(sqlite_world))).said(".documents .symbol")
    again = await lars.submit(page, press="issue")
    assert (again.status, "issued already" in again.words(".sentence")) == (409, True)


async def test_the_text_is_corrected_and_read_again(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    assert page.words("#text") == " ".join(TEXT.split())
    page = await lars.submit(page, press="read", text="# Rules for ponds\n\n# Depth\n\n1. One rule.\n")
    assert rows(page) == [("heading", "1", "", "Depth"), ("paragraph", "1", "1.", "One rule.")]
    page = await lars.submit(page, press="read", text=" ")
    assert (page.status, "nothing in this file" in page.problem("text")) == (422, True)
    assert len(rows(page)) == 2


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"title": " "}, "title", "Give the draft a title"),
        ({"symbol": HEADING.symbol}, "symbol", "already a document"),
    ],
)
async def test_what_is_wrong_with_a_correction_is_said_and_nothing_is_issued(
    sqlite_world: World, visitor: AsVisitor, typed: dict[str, str], field: str, says: str
) -> None:
    lars = visitor("lars")
    page = await lars.submit(await pasted(lars, sqlite_world), typed=dict(typed), press="issue")
    assert (page.status in (409, 422), says in page.problem(field)) == (True, True)
    assert (await visitor("priya").get(space(sqlite_world))).said(".documents .symbol") == [HEADING.symbol]

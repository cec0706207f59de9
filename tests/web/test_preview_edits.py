"""The preview's page: what a file holds is shown, and corrected a selection at a time, with a script and without."""

import json
from typing import Any

import pytest

from commentspace.domain import previews
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.previews import Heading, Origin, Ready
from tests.illustrated_draft import ILLUSTRATED, PICTURE
from tests.web.addresses import space
from tests.web.drafting import edited, labels, left_out, pasted, rows
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page, find
from tests.web.visitor import JSON, Visitor
from tests.world import World


def waiting(world: World, draft: Draft = ILLUSTRATED) -> str:
    """The address of the preview of a draft from a Word file."""
    heading = Heading.of("WET/2/8", "Rules for ponds", "en")
    origin = Origin("rules.docx", "", note="\n".join(draft.warnings))
    steps = previews.steps(world.caller("lars"), world.space_id, heading, Ready.of(draft), origin, b"a file")
    return space(world, f"drafts/{world.database.carry_out_here(steps)}")


async def asked(someone: Visitor, page: Page, verb: str, *picked: str, **fields: str) -> dict[str, Any]:
    """What the page's script gets for a verb."""
    shown = {name: page.one(f"#recognising [name={name}]").get("value", "") for name in ("mark", "first", "last")}
    sent = shown | fields | {"verb": verb} | ({"pick": picked[0]} if picked else {})
    answer = await someone.send(page.one("#recognising").get("data-edits", ""), JSON, **sent)
    said: dict[str, Any] = json.loads(answer.text)
    return said | {"status": answer.status}


async def test_all_that_the_file_holds_is_shown_where_it_stands(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("lars").get(waiting(sqlite_world))
    assert page.words(".coming").startswith("Issuing it shows 7 paragraphs. 2 comments of the file come along. 2 para")
    assert left_out(page) == [2, 6]
    first = page.all("#recognised > li")[2]
    assert [node.get("data-quote") for node in find(first, "article")] == ["10-21", None]
    assert page.said(".comment .author") == ["Julián <Quispe>", "A. Ba", "without a name", "without a name"]
    assert page.said(".comment .problem") == [
        "This comment is longer than a comment may be here, so it stays in the file.",
        "Nothing is written in this comment, so it stays in the file.",
    ]
    assert (page.said(".tracked del")[0], page.said(".tracked .hint")[0]) == (
        "[taken out: the office]",
        "Changed in the file by Julián <Quispe>",
    )
    picture = page.one("#recognised img")
    assert (picture.get("alt"), picture.get("width"), picture.get("loading")) == ("A plan of the ‹pond›", "120", "lazy")
    shown = await visitor("lars").get(picture.get("src", ""))
    assert (shown.status, shown.header("content-type")) == (200, "image/png")
    assert (await visitor("ama").get(picture.get("src", ""))).status == 404
    assert page.said(".tongue") == ["ar", "zh"]
    assert [node.get("dir") for node in page.all("#recognised .words")].count("rtl") == 1
    assert page.said(".problems li") == ["Something in this file could not be read."]
    assert [node.get("href", "").partition("?")[2] for node in page.all(".places a")] == ["at=4#n-4"]


async def test_pictures_are_served_so_that_nothing_in_them_runs(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.get(waiting(sqlite_world))
    answer = await lars.client.get(page.one("#recognised img").get("src", ""))
    assert answer.content == PICTURE
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("private")


async def test_a_selection_is_joined_and_divided_and_each_step_is_taken_back(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = first = await pasted(lars, sqlite_world)
    page = await edited(lars, page, "join", "3-4")
    assert [row[3] for row in rows(page)][2] == "for newts; (b) for children."
    assert [node.get("value") for node in page.all("[name=pick][checked]")] == ["3"]
    page = await edited(lars, page, "split", "3")
    assert page.words("textarea[name=divided]") == r"for newts; \(b\) for children."
    page = await edited(lars, page, "split:3", divided="for newts;\n\n\\(b\\) for children.")
    assert labels(page) == ["", "1.", "(a)", "", "3."]
    page = await edited(lars, page, "label-out", "4")
    assert rows(page) == rows(first)
    for _ in range(3):
        page = await edited(lars, page, "undo")
    assert rows(page) == rows(first)
    page = await edited(lars, page, "undo")
    assert (page.status, "nothing more to take back" in page.problem()) == (422, True)


@pytest.mark.parametrize(
    ("verb", "picked", "fields", "says", "at"),
    [
        ("label", "2", {"label": "x" * 41}, "at most 40 characters", "label"),
        ("make", "2", {"kind": "heading", "level": "0"}, "from 1 to 9", "level"),
        ("make", "2", {"kind": "heading", "level": "9" * 5_000}, "from 1 to 9", "level"),
        ("make", "2", {"kind": "poem", "level": "1"}, "one of the kinds", "kind"),
        ("language", "2", {"language": "klingon"}, "not a language", "language"),
        ("out", "1-5", {}, "Nothing of this draft would be issued", ""),
        ("join", "", {}, "Choose at least one", ""),
        ("join", "99", {}, "Choose at least one", ""),
        ("split", "1-2", {}, "Choose one paragraph", ""),
        ("split:2", "", {"divided": "Other words.\n\nEntirely."}, "not the same as before", "divided"),
        ("nothing", "1", {}, "could not be read", ""),
    ],
)
async def test_what_cannot_be_done_is_said_and_nothing_has_changed(
    sqlite_world: World, visitor: AsVisitor, verb: str, picked: str, fields: dict[str, str], says: str, at: str
) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    after = await edited(lars, page, verb, *filter(None, [picked]), **fields)
    assert (after.status, says in after.problem(at)) == (422, True), after.said(".problem")
    said = await asked(lars, page, verb, *filter(None, [picked]), **fields)
    assert (said["status"], says in said["sentence"]) == (422, True)
    assert rows(await lars.get(page.address)) == rows(page)


async def test_a_script_gets_the_rows_that_have_changed_and_no_others(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    said = await asked(lars, page, "join", "3-4")
    assert (said["status"], said["from"], said["to"], said["picked"], said["size"]) == (200, 2, 5, [2], 4)
    assert said["html"].count("<li") == 2, "the joined one, and the one whose warning names its new place"
    fresh = await lars.get(page.address)
    assert said["mark"] == fresh.one("[name=mark]").get("value")
    assert "4 paragraphs were recognised" in said["facts"]
    late = await asked(lars, page, "out", "1")
    assert (late["status"], "another window" in late["sentence"]) == (409, True)
    field = await asked(lars, fresh, "split", "3")
    assert (field["row"], "for newts" in field["html"]) == (3, True)
    said = await asked(lars, fresh, "undo")
    assert rows(await lars.get(page.address)) == rows(page)


async def test_comments_and_changes_of_the_file_are_left_out_one_by_one_or_all(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await lars.get(waiting(sqlite_world))
    page = await edited(lars, page, "comments-out:2")
    assert ("1 comment of the file comes along" in page.words(".coming"), left_out(page)) == (True, [2, 6])
    page = await edited(lars, page, "comments-out")
    assert "0 comments of the file come along" in page.words(".coming")
    page = await edited(lars, page, "comments-in:1")
    page = await edited(lars, page, "before:4")
    assert rows(page)[3][3] == "Nobody fills a pond without asking the office."
    page = await edited(lars, page, "all-before")
    assert (left_out(page), rows(page)[5][3]) == ([2], "Ponds are square.")
    page = await edited(lars, page, "all-after")
    room = await lars.submit(page, "#recognising", press="issue")
    assert room.said(".comment .author") == ["Julián <Quispe>"]
    assert room.said(".from-file") == [f"from rules.docx, brought by {room.said('.comment .from-file bdi')[-1]}"]
    assert "those who live beside it" in room.text
    assert "Ponds are square" not in room.text


async def test_a_draft_of_5000_paragraphs_comes_in_parts_that_stay_small(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    words = "All that lives by the water is counted in spring, and what is counted is written down for all to see. " * 4
    paragraphs = tuple(DraftParagraph(Kind.PARAGRAPH, words, f"{n}.") for n in range(1, 5_001) if n != 4_000)
    address = waiting(sqlite_world, Draft("en", paragraphs))
    lars = visitor("lars")
    page = await lars.get(address)
    assert (len(rows(page)), len(page.text) < 1_000_000) == (300, True)
    assert page.words(".places summary") == "1 place to look at"
    [jump] = page.all(".places a")
    there = await lars.get(jump.get("href", ""))
    assert (there.one("[name=first]").get("value"), there.has("#n-4000.warned")) == ("3901", True)
    last = await lars.get(f"{address}?at=99999")
    assert (len(rows(last)), last.has("[rel=next]"), last.has("[rel=prev]")) == (199, False, True)
    after = await edited(lars, there, "join", "4000-4001")
    assert after.one("[name=first]").get("value") == "3901"
    said = await asked(lars, after, "join", "4200")
    assert "reload" in said, "the next of the last one of a part stands in another"

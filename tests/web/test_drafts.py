"""Bringing in a draft: as a file or pasted, previewed, corrected, issued; what cannot be read is said at its field."""

import pytest

from commentspace.demo.discussion import HERE
from tests.small_draft import HEADING
from tests.web.addresses import space
from tests.web.fixtures import AsVisitor
from tests.web.pages import Node, Page, find, words_of
from tests.web.visitor import Visitor
from tests.world import OUTSIDER, World

NEW = "form[enctype]"
TEXT = """# Rules for ponds

## Depth

1. A pond is **deep** enough:

   (a) for newts;

   (b) for children.

3. Nobody fills a pond.
"""


async def new_draft(someone: Visitor, world: World) -> Page:
    return await someone.get(space(world, "drafts/new"))


async def pasted(someone: Visitor, world: World, text: str = TEXT, symbol: str = "WET/2/7") -> Page:
    """The preview of a pasted draft."""
    return await someone.submit(await new_draft(someone, world), NEW, symbol=symbol, draft_language="en", text=text)


def rows(page: Page) -> list[tuple[str, str, str, str]]:
    """Kind, level, label and text of each recognised paragraph."""
    return [(_chosen(row), _value(row, "level"), _value(row, "label"), _text(row)) for row in page.all("tbody tr")]


def _chosen(row: Node) -> str:
    return find(row, "select option[selected]")[0].get("value", "")


def _value(row: Node, name: str) -> str:
    return find(row, f"[name^={name}-]")[0].get("value", "")


def _text(row: Node) -> str:
    return words_of(find(row, ".words > *")[0]) if find(row, ".words > *") else words_of(find(row, ".words")[0])


async def test_a_pasted_draft_is_shown_as_it_was_recognised(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await pasted(visitor("lars"), sqlite_world)
    assert page.words("main > p").startswith("5 paragraphs were recognised.")
    assert [row[:3] for row in rows(page)] == [
        ("heading", "1", ""),
        ("paragraph", "1", "1."),
        ("item", "1", "(a)"),
        ("item", "1", "(b)"),
        ("paragraph", "1", "3."),
    ]
    assert page.one("#title").get("value") == "Rules for ponds"
    assert page.said("tr.warned .problem") == ['No. 5: the numbering jumps from "1." to "3." ("Nobody fills a pond.").']


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


async def test_it_is_corrected_and_issued_as_corrected(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await pasted(lars, sqlite_world)
    changes = {"kind-3": "paragraph", "level-3": "4", "label-4": "2.", "left_out-2": "yes", "title": "Ponds"}
    page = await lars.submit(page, typed=dict(changes), press="keep")
    assert page.words(".flash") == "Kept."
    assert [row[:3] for row in rows(page)][2:] == [
        ("item", "1", "(a)"),
        ("paragraph", "1", "(b)"),
        ("paragraph", "1", "2."),
    ]
    assert page.one("[name=left_out-2]").get("checked") is not None
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


@pytest.mark.parametrize("name", ["wet-2-4.en.md", "wet-2-5.zh.txt", "wet-2-6.ar.txt"])
async def test_a_file_comes_in_as_text_does(sqlite_world: World, visitor: AsVisitor, name: str) -> None:
    content, lars = (HERE / "drafts" / name).read_bytes(), visitor("lars")
    page = await lars.submit(
        await new_draft(lars, sqlite_world),
        NEW,
        symbol="WET/2/8",
        draft_language=name.split(".")[1],
        file=(name, content),
    )
    assert (page.status, len(rows(page)) > 20) == (200, True)
    room = await lars.submit(page, press="issue")
    assert (room.status, len(room.all(".row")) > 20, len(room.all("#outline li")) > 2) == (200, True, True)


BINARY = b"\x00\x01\x02\xff" * 100
GREEK = "Κάθε λίμνη έχει νερό. ".encode("iso-8859-7") * 20


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (("draft.md", b""), "nothing in this file"),
        (("draft.md", b" \n \r\n"), "nothing in this file"),
        (("draft.md", BINARY), "not a text file"),
        (("draft.txt", b"%PDF-1.7 ..."), "this is a PDF file"),
        (("draft.md", b"PK\x03\x04..."), "Word, LibreOffice or zip file"),
        (("draft.docx", b"PK\x03\x04..."), "Drafts are taken as .md, .markdown, .txt"),
        (("draft", b"1. Text."), "Drafts are taken as .md, .markdown, .txt"),
        (("draft.txt", GREEK), "cannot be read in this language"),
        (("draft.txt", "1. Água.\n".encode() * 50 + b"\xff\n"), "line 51 has bytes that are not"),
        (None, "Choose a file, or paste the text."),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_at_its_field_and_nothing_is_done(
    sqlite_world: World, visitor: AsVisitor, file: tuple[str, bytes] | None, says: str
) -> None:
    lars = visitor("lars")
    page = await lars.submit(await new_draft(lars, sqlite_world), NEW, symbol="WET/2/8", draft_language="en", file=file)
    assert (page.status, says in page.problem("file")) == (422, True), page.said(".problem")
    assert page.one("#symbol").get("value") == "WET/2/8"
    assert not sqlite_world.rows("SELECT id FROM preview")


@pytest.mark.parametrize(
    ("typed", "field", "status", "says"),
    [
        ({"symbol": " "}, "symbol", 422, "Give the draft a symbol"),
        ({"symbol": "x" * 81}, "symbol", 422, "at most 80 characters"),
        ({"symbol": HEADING.symbol}, "symbol", 409, "already a document WET/2/3"),
        ({"draft_language": "no language"}, "draft_language", 422, "is not a language"),
        ({"text": "%PDF-1.7"}, "file", 422, "this is a PDF file"),
    ],
)
async def test_what_is_wrong_with_a_new_draft_is_said_at_its_field(
    sqlite_world: World, visitor: AsVisitor, typed: dict[str, str], field: str, status: int, says: str
) -> None:
    sent = {"symbol": "WET/2/8", "draft_language": "en", "text": TEXT} | typed
    page = await visitor("lars").send(space(sqlite_world, "drafts"), **sent)
    assert (page.status, says in page.problem(field)) == (status, True)
    assert page.words("#text") == " ".join(sent["text"].split())
    assert not sqlite_world.rows("SELECT id FROM preview")


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"label-1": "x" * 41}, "label-1", "at most 40 characters"),
        ({"level-1": "0"}, "label-1", "from 1 to 9"),
        ({"level-1": "9" * 5_000}, "label-1", "from 1 to 9"),
        ({"title": " "}, "title", "Give the draft a title"),
        ({"symbol": HEADING.symbol}, "symbol", "already a document"),
        ({f"left_out-{n}": "yes" for n in range(5)}, "", "Nothing of this draft would be issued"),
    ],
)
async def test_what_is_wrong_with_a_correction_is_said_and_nothing_is_issued(
    sqlite_world: World, visitor: AsVisitor, typed: dict[str, str], field: str, says: str
) -> None:
    lars = visitor("lars")
    page = await lars.submit(await pasted(lars, sqlite_world), typed=dict(typed), press="issue")
    assert (page.status in (409, 422), says in page.problem(field)) == (True, True)
    assert (await visitor("priya").get(space(sqlite_world))).said(".documents .symbol") == [HEADING.symbol]


async def test_only_a_moderator_brings_in_drafts_and_a_pasted_text_is_given_back(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        page = await visitor(key).send(space(sqlite_world, "drafts"), symbol="WET/2/8", text=TEXT)
        assert (page.status, page.words("textarea")) == (status, " ".join(TEXT.split()))

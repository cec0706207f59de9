"""Bringing in a draft, as a file or pasted; what cannot be read is said at its field, and nothing is done."""

import pytest

from commentspace.demo.discussion import HERE
from tests.small_draft import HEADING
from tests.web.addresses import space
from tests.web.drafting import NEW, TEXT, new_draft, pasted, rows
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_a_pasted_draft_is_shown_as_it_was_recognised(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await pasted(visitor("lars"), sqlite_world)
    assert page.words("#facts > p:first-child").startswith("5 paragraphs were recognised.")
    assert [row[:3] for row in rows(page)] == [
        ("heading", "1", ""),
        ("paragraph", "1", "1."),
        ("item", "1", "(a)"),
        ("item", "1", "(b)"),
        ("paragraph", "1", "3."),
    ]
    assert page.one("#title").get("value") == "Rules for ponds"
    assert page.said("li.warned .problem") == ['No. 5: the numbering jumps from "1." to "3." ("Nobody fills a pond.").']


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


PONDS = (
    b"<html lang=fr><body><h1>Les mares</h1><ol><li>Une mare a de l'eau.</ol><p>Rien <b>d'autre</b>.</p></body></html>"
)


async def test_a_file_that_says_its_language_and_title_needs_neither(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    form = await new_draft(lars, sqlite_world)
    assert form.one("#draft_language option[selected]").get("value") == ""
    assert {".docx", ".odt", ".html", ".pdf"} <= set(str(form.one("#file").get("accept")).split(","))
    page = await lars.submit(form, NEW, symbol="WET/2/8", file=("mares.html", PONDS))
    assert [row[:3] for row in rows(page)] == [("paragraph", "1", "1."), ("paragraph", "1", "")]
    assert sqlite_world.rows("SELECT title, language, filename, text FROM preview") == [
        ("Les mares", "fr", "mares.html", "")
    ]


BINARY = b"\x00\x01\x02\xff" * 100
GREEK = "Κάθε λίμνη έχει νερό. ".encode("iso-8859-7") * 20


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (("draft.md", b""), "nothing in this file"),
        (("draft.md", b" \n \r\n"), "nothing in this file"),
        (("draft.md", BINARY), "not a text file"),
        (("draft.txt", b"%PDF-1.7 ..."), "This PDF is damaged"),
        (("draft.docx", b"PK\x03\x04..."), "a zip file, or a damaged document"),
        (("draft.docx", b"1. Text."), "In spite of its name this is no .docx file"),
        (("draft", b"1. Text."), "Drafts are taken as .docx, .odt"),
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
        ({"text": "%PDF-1.7"}, "file", 422, "This PDF is damaged"),
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


async def test_only_a_moderator_brings_in_drafts_and_a_pasted_text_is_given_back(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        page = await visitor(key).send(space(sqlite_world, "drafts"), symbol="WET/2/8", text=TEXT)
        assert (page.status, page.words("textarea")) == (status, " ".join(TEXT.split()))

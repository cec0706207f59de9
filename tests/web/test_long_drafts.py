"""A long draft opens at any place, in windows that together are the whole, and addresses of places lead there."""

import json

import pytest
from sqlalchemy import event
from sqlmodel import Session

from commentspace.domain import comments, documents, rooms
from commentspace.domain.windows import WHOLE, Asked, Size
from tests.small_draft import FIRST
from tests.web.addresses import comment, paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.test_queries import reviewed
from tests.web.visitor import JSON
from tests.world import World

LENGTH = WHOLE + 50


@pytest.fixture
def long(sqlite_world: World) -> str:
    """The name of a document that is too long to come whole."""
    return reviewed(sqlite_world, "WET/2/1250", LENGTH)


def paragraphs(world: World, document: str) -> list[str]:
    rows = world.rows(
        "SELECT p.uid FROM paragraph p JOIN document d ON d.id = p.document_id WHERE d.uid = :uid ORDER BY p.id",
        uid=document,
    )
    return [str(uid) for (uid,) in rows]


def post(world: World, by: str, place: str) -> str:
    return world.write(comments.post, world.caller(by), place, world.posting("Say more.")).uid


def rows(page: Page) -> list[str]:
    return [node.get("id", "").removeprefix("p-") for node in page.all(".row")]


def edge(page: Page, words: str) -> str | None:
    return next((str(node.get("href")) for node in page.all(".edge a") if node.text == words), None)


async def test_a_short_draft_comes_whole_wherever_it_is_opened(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, priya = sqlite_world.post("ama", FIRST), visitor("priya")
    page = await priya.get(room(sqlite_world))
    for query in (f"at=c-{uid}", f"at=p-{sqlite_world.paragraphs[9].uid}", "at=nonsense", "until=p-aaaaaaaaaaaaaaaa"):
        at_place = await priya.get(f"{room(sqlite_world)}?{query}")
        assert rows(at_place) == rows(page) == [each.uid for each in sqlite_world.paragraphs]
        assert not at_place.has(".edge")
        assert not at_place.has(".long-draft")


async def test_the_windows_of_a_long_draft_are_together_the_whole(
    sqlite_world: World, visitor: AsVisitor, long: str
) -> None:
    priya, names = visitor("priya"), paragraphs(sqlite_world, long)
    page = await priya.get(f"/d/{long}")
    assert edge(page, "Earlier part") is None
    met = rows(page)
    while address := edge(page, "Later part"):
        page = await priya.get(address)
        met += [name for name in rows(page) if name not in met]
    assert met == names
    met = rows(page)
    while address := edge(page, "Earlier part"):
        page = await priya.get(address)
        met = [*(name for name in rows(page) if name not in met), *met]
    assert len(rows(page)) == 150
    assert met == names


async def test_it_opens_at_a_paragraph_and_at_a_comment(sqlite_world: World, visitor: AsVisitor, long: str) -> None:
    priya, names = visitor("priya"), paragraphs(sqlite_world, long)
    uid = post(sqlite_world, "ama", names[700])
    for mark in (f"p-{names[700]}", f"c-{uid}"):
        page = await priya.get(f"/d/{long}?at={mark}#{mark}")
        assert page.has(f"#c-{uid}")
        assert page.one("main").get("data-at") == mark
        assert rows(page)[20] == names[700]
        assert page.words("#tally") == "1 comment"


async def test_a_part_is_the_same_pieces_with_the_next_edge(sqlite_world: World, visitor: AsVisitor, long: str) -> None:
    priya = visitor("priya")
    page = await priya.get(f"/d/{long}")
    [way] = page.all(".edge")
    part = await priya.ask("GET", way.get("data-part", ""), JSON)
    html = json.loads(part.text)["html"]
    following = await priya.get(edge(page, "Later part") or "")
    for uid in paragraphs(sqlite_world, long)[150:170]:
        row = f'<div class="row" id="p-{uid}">'
        assert row in html
        assert html[html.index(row) :][:500] == following.text[following.text.index(row) :][:500]
    assert html.count('class="edge"') == 1
    assert "Accept" in part.header("Vary")
    again = await priya.ask("GET", way.get("data-part", ""), JSON | {"If-None-Match": part.header("ETag")})
    assert again.status == 304
    for_people = await priya.ask("GET", f"/d/{long}/part?after=p-{paragraphs(sqlite_world, long)[0]}")
    assert for_people.status == 303


async def test_a_version_moves_with_the_comments_wherever_they_are(
    sqlite_world: World, visitor: AsVisitor, long: str
) -> None:
    priya, names = visitor("priya"), paragraphs(sqlite_world, long)
    addresses = [f"/d/{long}", f"/d/{long}?at=p-{names[-1]}", f"/d/{long}?words=paragraph", f"/d/{long}?sort=newest"]
    before = [(await priya.get(address)).header("ETag") for address in addresses]
    assert len(set(before)) == len(addresses)
    for address, etag in zip(addresses, before, strict=True):
        assert (await priya.ask("GET", address, {"If-None-Match": etag})).status == 304
    sqlite_world.hold(post(sqlite_world, "ama", names[0]))
    visible = [(await priya.get(address)).header("ETag") for address in addresses]
    post(sqlite_world, "ama", names[0])
    after = [(await priya.get(address)).header("ETag") for address in addresses]
    assert not set(visible) & set(after)


async def test_everything_can_be_had_on_one_page(sqlite_world: World, visitor: AsVisitor, long: str) -> None:
    priya = visitor("priya")
    page = await priya.get(f"/d/{long}")
    whole = await priya.get(page.link("Everything on one page"))
    assert rows(whole) == paragraphs(sqlite_world, long)
    assert not whole.has(".edge")


async def test_the_short_address_of_a_paragraph_leads_to_its_place(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, priya = sqlite_world.paragraphs[FIRST].uid, visitor("priya")
    page = await priya.ask("GET", f"{room(sqlite_world)}/p/{uid}")
    assert (page.status, page.header("Location")) == (303, f"{room(sqlite_world)}?at=p-{uid}#p-{uid}")
    for never in (f"{room(sqlite_world)}/p/aaaaaaaaaaaaaaaa", f"/d/aaaaaaaaaaaaaaaa/p/{uid}"):
        assert (await priya.ask("GET", never)).status == 404
    assert (await visitor().ask("GET", f"{room(sqlite_world)}/p/{uid}")).status == 404


async def test_what_was_posted_is_shown_at_its_place(sqlite_world: World, visitor: AsVisitor, long: str) -> None:
    names = paragraphs(sqlite_world, long)
    page = await visitor("ama").send(f"/d/{long}/p/{names[900]}/comment", key="a-key-of-this-form", body="Say more.")
    [(uid,)] = sqlite_world.rows("SELECT uid FROM comment")
    assert page.header("Location") == f"/d/{long}?at=c-{uid}&said=posted#c-{uid}"
    shown = await visitor("ama").get(page.header("Location"))
    assert shown.has(f"#c-{uid}")
    assert shown.words(".flash") == "Your comment is posted."


async def test_pages_beside_the_text_lead_to_its_place(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, place = sqlite_world.post("ama", FIRST), sqlite_world.paragraphs[FIRST].uid
    for address, mark in ((comment(uid), f"c-{uid}"), (paragraph(sqlite_world), f"p-{place}")):
        page = await visitor("priya").get(address)
        assert page.link("See it in the whole document") == f"{room(sqlite_world)}?at={mark}#{mark}"


def test_a_window_is_read_without_going_through_all_comments(sqlite_world: World, long: str) -> None:
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        asked.append((statement, values))

    def read(session: Session) -> None:
        found, who = documents.find(session, sqlite_world.caller("ama"), long)
        event.listen(sqlite_world.database.engine, "before_cursor_execute", note)
        rooms.around(session, who, found, Size(0, 0, 0), Asked(at=f"p-{paragraphs(sqlite_world, long)[600]}"))
        event.remove(sqlite_world.database.engine, "before_cursor_execute", note)

    sqlite_world.read(read)
    plans = [_plan(sqlite_world, *each) for each in asked if "comment" in each[0]]
    assert plans
    for plan in plans:
        for step in plan:
            assert "ix_comment_space" not in step, step
            assert "ix_comment_document" not in step, step
            assert "SCAN comment" not in step, step


def _plan(world: World, statement: str, values: object) -> list[str]:
    def explained(session: Session) -> list[str]:
        found = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
        return [str(row[3]) for row in found]

    return world.read(explained)

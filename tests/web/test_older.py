"""Older revisions are read as they were, by whoever may read the document, and say how comments got on from there."""

import pytest

from commentspace.domain import documents
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.world import OUTSIDER, World

WORDS = "flow of water"
UNSEEN = "kestrel-47"


def revised(world: World) -> str:
    """A comment on words that were edited since, with one that was taken out; returns the first one's name."""
    comment = world.post("ama", FIRST, "Which water?", quote=WORDS)
    world.post("li", SECOND, "Who reads it?")
    taken_out = world.paragraphs[SECOND].uid
    next_revision(world, lambda text: [each for each in text if each.paragraph != taken_out], about="Shorter.")
    next_revision(world, reworded("**flow of water**", "**flow of clean water**"))
    return comment


def texts(page: Page) -> list[str]:
    return page.said(".row [data-text]")


async def test_the_text_and_the_comments_stand_as_they_stood_then(sqlite_world: World, visitor: AsVisitor) -> None:
    comment, priya = revised(sqlite_world), visitor("priya")
    later = sqlite_world.post("ama", FIRST, "Made later.")
    page = await priya.get(f"{room(sqlite_world)}/r/1?at=c-{comment}")
    assert texts(page) == [" ".join(each.text.split()) for each in sqlite_world.paragraphs]
    assert page.words(f"#c-{comment} .quotation") == WORDS
    assert not page.has(f"#c-{comment} .carried")
    assert not page.has(f"#c-{later}")
    assert "revision 1 of 3" in page.words(".then-banner b")
    assert page.one("main").get("data-may") == ""
    assert [node.get("href") for node in page.all(".then-banner a[rel]")] == [f"{room(sqlite_world)}/r/2"]


async def test_the_page_of_today_says_how_a_comment_got_there(sqlite_world: World, visitor: AsVisitor) -> None:
    comment = revised(sqlite_world)
    page = await visitor("priya").get(room(sqlite_world))
    assert page.words(f"#c-{comment} > .quotation") == "flow of clean water"
    assert page.words(f"#c-{comment} .was .then") == WORDS
    carried = page.words(f"#c-{comment} .carried")
    assert "made on revision 1" in carried
    assert "its words were edited since" in carried
    assert page.has(f"#c-{comment} .carried a[href^='{room(sqlite_world)}/r/1?at=c-{comment}']")


async def test_what_was_taken_out_keeps_a_quiet_place_where_one_sees_comments_on_it(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    revised(sqlite_world)
    row = f"#p-{sqlite_world.paragraphs[SECOND].uid}"
    page = await visitor("priya").get(room(sqlite_world))
    assert "taken out here in revision 2" in page.words(f"{row} summary")
    assert page.words(f"{row} .body") == "Who reads it?"
    assert not page.has(f"{row} .does-comment")
    (comment,) = [each.uid for each in sqlite_world.views("lars") if each.body == "Who reads it?"]
    sqlite_world.hold(comment)
    page = await visitor("priya").get(room(sqlite_world))
    assert not page.has(row)
    alone = f"{room(sqlite_world)}/p/{sqlite_world.paragraphs[SECOND].uid}/comment"
    assert (await visitor("priya").get(alone)).status == 404
    assert (await visitor("lars").get(room(sqlite_world))).has(row)


async def test_held_comments_are_in_no_revision_for_those_who_may_not_see_them(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    held = sqlite_world.post("ama", FIRST, UNSEEN)
    sqlite_world.hold(held)
    revised(sqlite_world)
    for key, sees in (("priya", False), ("ama", True), ("lars", True)):
        for number in (1, 2):
            page = await visitor(key).get(f"{room(sqlite_world)}/r/{number}")
            assert (UNSEEN in page.text) == sees


@pytest.mark.parametrize("key", [None, OUTSIDER])
async def test_a_revision_of_a_document_that_one_may_not_know_of_is_not_there(
    sqlite_world: World, visitor: AsVisitor, key: str | None
) -> None:
    revised(sqlite_world)
    for path in ("r/1", "r/9", "revisions", "r/1/part?after=p-bbbbbbbbbbbbbbbb"):
        here, never = [await visitor(key).get(f"/d/{uid}/{path}") for uid in (sqlite_world.document, "a" * 16)]
        assert here.status == never.status == 404
        assert here.text.replace(sqlite_world.document, "") == never.text.replace("a" * 16, "")


async def test_the_newest_has_its_own_page_and_none_after_it(sqlite_world: World, visitor: AsVisitor) -> None:
    revised(sqlite_world)
    priya = visitor("priya")
    assert (await priya.ask("GET", f"{room(sqlite_world)}/r/3")).header("location") == room(sqlite_world)
    assert (await priya.get(f"{room(sqlite_world)}/r/4")).status == 404
    assert (await priya.get(f"{room(sqlite_world)}/r/no")).status == 404


async def test_an_older_revision_is_not_sent_again_while_nothing_changes(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    comment, priya = revised(sqlite_world), visitor("priya")
    address = f"{room(sqlite_world)}/r/1"
    etag = str((await priya.get(address)).header("etag"))
    assert (await priya.ask("GET", address, {"If-None-Match": etag})).status == 304
    sqlite_world.edit("ama", comment, "Which water, then?")
    page = await priya.ask("GET", address, {"If-None-Match": etag})
    assert (page.status, page.words(f"#c-{comment} .body")) == (200, "Which water, then?")


async def test_the_list_says_who_issued_what_and_how_much_has_changed(sqlite_world: World, visitor: AsVisitor) -> None:
    revised(sqlite_world)
    page = await visitor("priya").get(f"{room(sqlite_world)}/revisions")
    newest, second, first = page.said(".revisions > li")
    assert "1 paragraph edited" in newest
    assert "1 paragraph taken out" in second
    assert "Shorter." in second
    assert "edited" not in first
    assert "Lars Nygård" in second
    assert (await visitor("priya").get(room(sqlite_world))).has(f".menu a[href='{room(sqlite_world)}/revisions']")


async def test_a_comment_typed_on_an_earlier_revision_is_posted_there_and_goes_on(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama, uid = visitor("ama"), sqlite_world.paragraphs[FIRST].uid
    form = await ama.get(f"{room(sqlite_world)}/p/{uid}/comment")
    next_revision(sqlite_world, reworded("**flow of water**", "**flow of clean water**"))
    page = await ama.submit(form, "#write", body="Which?", exact=WORDS)
    assert page.status == 200
    (view,) = sqlite_world.views("priya")
    assert (view.revision, view.was, view.quotation) == (1, WORDS, "flow of clean water")
    assert sqlite_world.read(documents.find, sqlite_world.caller("ama"), sqlite_world.document)[0].revision == 2

"""What has changed between two revisions, as a page: side by side, in line, with the comments that led to it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest_asyncio

from commentspace.domain.drafts import DraftParagraph
from tests.comparing.passages import REPORT
from tests.comparing.tracked_text import resolved
from tests.comparing.world_of_three import three_revisions
from tests.revisions.making import next_revision
from tests.small_draft import ARABIC, CHINESE, FIRST, SECOND
from tests.web.fixtures import AsVisitor
from tests.web.visitor import Visitor
from tests.world import OUTSIDER, World


@pytest_asyncio.fixture
async def wei(visitor: AsVisitor) -> Visitor:
    return visitor("wei")


def address(world: World, query: str = "") -> str:
    return f"/d/{world.document}/compare{query}"


async def test_each_change_stands_there_by_its_name_with_its_words(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    page = await wei.get(address(world, "?from=1&to=3"))
    counts = "Everything|Only changes|Edited 3|Moved 1|New 1|Taken out 1|Divided 1|Joined 1|Other number 1"
    assert "|".join(page.said(".counts a")) == counts
    chinese = f"#r-{world.paragraphs[CHINESE].uid}"
    assert page.said(f"{chinese} .older del") == ["[taken out: 要]"]
    assert page.said(f"{chinese} .newer ins") == ["[put in: 必须]", "[put in: 流]"]
    assert page.words(f"#r-{world.paragraphs[SECOND].uid} .what").startswith("Taken out")
    assert page.said(f"#r-{world.paragraphs[ARABIC].uid} .printed-label") == ["[taken out: 5.]", "[put in: 5 bis.]"]


async def test_in_line_both_texts_are_one(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    page = await wei.get(address(world, "?from=1&to=3&shape=inline&changed=yes"))
    words = page.words(f"#r-{world.paragraphs[CHINESE].uid} .both")
    assert "恢复湿地[put in: 必须] 先[taken out: 要] 恢复水[put in: 流] ，" in words
    assert page.said(".folded a")[0] == "1 unchanged paragraph"


async def test_a_sentence_that_moved_leads_to_where_it_stands_and_back(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    page = await wei.get(address(world, "?from=2&to=3"))
    first = f"#r-{world.paragraphs[FIRST].uid}"
    [there] = [each.get("href") for each in page.all(f"{first} .sentence")]
    said = "".join(page.said(f"{there} ins.moved"))
    assert said.startswith("[moved to here: Restoring the")
    assert said.endswith("comes before any planting.⇅1]")
    assert [each.get("href") for each in page.all(f"{there} .sentence")] == [first]


async def test_a_moved_paragraph_stands_at_both_places(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    note = world.paragraphs[-1].uid
    page = await wei.get(address(world, "?from=1&to=2&show=moved"))
    assert [each.get("id") for each in page.all(".change")] == [f"r-{note}", f"left-{note}"]
    assert page.link("It stood here. Where it stands now") == f"#r-{note}"
    assert page.link("It stands here now. Where it stood") == f"#left-{note}"


async def test_the_comments_that_led_to_a_change_stand_beside_it_as_one_may_see_them(
    visitor: AsVisitor, sqlite_world: World
) -> None:
    world = sqlite_world
    shown, held = world.post("ama", text="Say which water."), world.post("li", text="canary")
    world.withdraw("olga", world.post("olga", text="Taken back."))
    elsewhere = world.post("ama", CHINESE, "Not here.")
    world.hold(held)
    three_revisions(world)
    later = world.post("ama", FIRST, "Said of the newest.")
    first = f"#r-{world.paragraphs[FIRST].uid} .led"
    for key, expected in (("wei", [shown]), ("li", [shown, held]), ("lars", [shown, held])):
        page = await visitor(key).get(address(world, "?from=1&to=3"))
        assert [each.get("href") for each in page.all(f"{first} a")] == [f"/c/{uid}" for uid in expected]
        assert ("canary" in page.text) == (held in expected)
        assert f"/c/{elsewhere}" in page.text
        assert later not in page.text


async def test_a_comment_that_was_taken_over_is_credited_first(wei: Visitor, sqlite_world: World) -> None:
    world = sqlite_world
    said, taken = world.post("ama", text="Say which water."), world.post("li", proposal="Water.")
    three_revisions(world)
    world.execute(
        "INSERT INTO adoption (revision_id, paragraph_id, comment_id) "
        "SELECT r.id, c.paragraph_id, c.id FROM comment c JOIN revision r ON r.number = 2 "
        "AND r.document_id = c.document_id WHERE c.uid = :uid",
        uid=taken,
    )
    page = await wei.get(address(world, "?from=1&to=3"))
    assert page.words(".taken").startswith("Taken over from #2 李娜") or "#2" in page.words(".taken")
    assert [each.get("href") for each in page.all(".led a")] == [f"/c/{taken}", f"/c/{said}"]


async def test_any_two_revisions_in_any_order_and_none_that_is_not_there(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    turned, straight = [await wei.get(address(world, query)) for query in ("?from=3&to=1", "?from=1&to=3")]
    assert turned.words(".comparison") == straight.words(".comparison")
    assert "one and the same revision" in (await wei.get(address(world, "?from=2&to=2"))).words()
    refused = await wei.get(address(world, "?from=1&to=4"))
    assert (refused.status, "has no revision 4. Its newest one is revision 3." in refused.words()) == (422, True)
    assert (await wei.get(address(world, "?version=fr"))).status == 422


async def test_a_document_with_one_revision_says_so(wei: Visitor, sqlite_world: World) -> None:
    assert "only one revision" in (await wei.get(address(sqlite_world))).words()


async def test_the_page_is_sent_again_only_when_something_has_changed(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    query = address(world, "?from=1&to=3")
    known = {"If-None-Match": (await wei.get(query)).header("etag")}
    assert (await wei.get(query, known)).status == 304
    world.post("ama", CHINESE, "Something new.")
    assert (await wei.get(query, known)).status == 200


async def test_the_word_file_holds_both_texts(wei: Visitor, sqlite_world: World) -> None:
    world = three_revisions(sqlite_world)
    page = await wei.ask("GET", f"/d/{world.document}/compare.docx?from=1&to=3")
    assert 'filename="WET-2-3-1-3.docx"' in page.header("content-disposition")
    rejected, accepted = (resolved(page.response.content, accepted=which) for which in (False, True))
    assert "4.\t恢复湿地先要恢复水，🐟鱼和鸟才会回来。" in rejected
    assert "4.\t恢复湿地必须先恢复水流，🐟鱼和鸟才会回来。" in accepted
    assert [each.text for each in world.paragraphs] == [each.rpartition("\t")[2] for each in rejected[1:]]


async def test_the_word_file_has_the_comments_that_led_to_its_changes_and_none_that_one_may_not_see(
    visitor: AsVisitor, sqlite_world: World
) -> None:
    sqlite_world.post("ama", CHINESE, "Say *must*.", proposal="恢复湿地必须先恢复水流。")
    held = sqlite_world.post("nadia", CHINESE, "Nobody reads this yet.")
    sqlite_world.hold(held)
    world = three_revisions(sqlite_world)
    seen = {}
    for key in ("wei", "lars"):
        page = await visitor(key).ask("GET", f"/d/{world.document}/compare.docx?from=1&to=3")
        file = zipfile.ZipFile(io.BytesIO(page.response.content))
        seen[key] = file.read("word/comments.xml").decode()
        assert 'commentReference w:id="0"' in file.read("word/document.xml").decode()
    assert all("Ama Boateng (Ghana)" in said and "恢复湿地必须先恢复水流。" in said for said in seen.values())
    assert ["Nobody reads this yet." in seen[key] for key in ("wei", "lars")] == [False, True]


async def test_nobody_learns_anything_of_a_document_that_they_may_not_read(
    visitor: AsVisitor, sqlite_world: World
) -> None:
    world = three_revisions(sqlite_world)
    for key in (None, OUTSIDER):
        for path in ("compare", "compare?from=1&to=9", "compare.docx"):
            page = await visitor(key).ask("GET", f"/d/{world.document}/{path}")
            assert page.status == 404, path


async def test_a_long_comparison_comes_in_parts_and_jumps(wei: Visitor, sqlite_world: World) -> None:
    world = sqlite_world
    next_revision(world, lambda text: [*text, *(_new(text[-1], f"Point {at}: {REPORT}") for at in range(250))])
    page = await wei.get(address(world))
    assert len(page.all(".change")) < 250
    there = page.one("[rel=next]").get("href") or ""
    further = await wei.get(there.partition("#")[0])
    assert page.said(".change .words")[-1] != further.said(".change .words")[0]
    mark = there.partition("#")[2]
    assert re.fullmatch(r"r-[a-z2-7]{16}", mark)
    assert further.has(f"#{mark}")


def _new(like: DraftParagraph, markdown: str) -> DraftParagraph:
    return replace(like, markdown=markdown, label="", key="", paragraph="")

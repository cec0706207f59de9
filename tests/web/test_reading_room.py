"""The reading room: the text in order, its outline, the threads beside their paragraphs, and what each may do."""

import pytest

from tests.small_draft import CHINESE, FIRST, ITEM, LAST_ITEM, NOTE, PARAGRAPHS, PART, SECOND, TITLE
from tests.web.addresses import comment, paragraph, room, space
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page, find, words_of
from tests.world import OUTSIDER, World


def count(page: Page, world: World, position: int) -> str:
    """What the sign of a paragraph says about its comments; empty where the sign is hidden."""
    sign = page.one(f"#p-{world.paragraphs[position].uid}-count")
    return "" if sign.get("hidden") is not None else words_of(sign)


async def test_the_text_stands_there_in_order_with_its_labels(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(room(sqlite_world))
    rows = page.all(".row")
    assert [row.get("id") for row in rows] == [f"p-{each.uid}" for each in sqlite_world.paragraphs]
    assert [words_of(find(row, ".label")[0]) for row in rows] == [each.label or "¶" for each in PARAGRAPHS]
    assert [words_of(find(row, "[data-text]")[0]) for row in rows] == [
        " ".join(each.text.split()) for each in sqlite_world.paragraphs
    ]


async def test_kinds_and_languages_are_told_to_the_browser(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(room(sqlite_world))

    def classes(position: int) -> set[str]:
        return set(page.one(f"#p-{sqlite_world.paragraphs[position].uid} > .paragraph").get("class", "").split())

    assert {"paragraph", "item"} <= classes(ITEM)
    assert "note" in classes(NOTE)
    heading = page.one(f"#p-{sqlite_world.paragraphs[PART].uid} [data-text]")
    assert (heading.get("role"), heading.get("aria-level")) == ("heading", "3")
    assert page.one(f"#p-{sqlite_world.paragraphs[CHINESE].uid} > .paragraph").get("lang") == "en"


async def test_the_outline_leads_to_the_headings(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(room(sqlite_world))
    assert page.said("#outline li") == ["Draft principles for restoring wetlands", "II. Living things"]
    for link, position in zip(page.all("#outline li a"), (TITLE, PART), strict=True):
        assert link.get("href") == f"#p-{sqlite_world.paragraphs[position].uid}"


async def test_each_paragraph_says_how_many_comments_it_has(sqlite_world: World, visitor: AsVisitor) -> None:
    first = sqlite_world.post("ama", FIRST)
    sqlite_world.reply("wei", first)
    gone = sqlite_world.post("li", SECOND)
    sqlite_world.withdraw("li", gone)
    page = await visitor("priya").get(room(sqlite_world))
    assert count(page, sqlite_world, FIRST) == "2 comments"
    assert count(page, sqlite_world, SECOND) == count(page, sqlite_world, ITEM) == ""
    assert page.words("#tally") == "2 comments"


async def test_threads_stand_at_their_paragraph_replies_below_their_comment(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    first, other = sqlite_world.post("ama", FIRST, "Which water?"), sqlite_world.post("li", FIRST, "Which planting?")
    answer = sqlite_world.reply("wei", first, "同意。")
    page = await visitor("priya").get(room(sqlite_world))
    threads = page.all(f"#p-{sqlite_world.paragraphs[FIRST].uid}-threads .thread")
    assert [thread.get("id") for thread in threads] == [f"t-{first}", f"t-{other}"]
    assert [node.get("id") for node in find(threads[0], ".replies .comment")] == [f"c-{answer}"]
    assert page.words(f"#c-{answer} .body") == "同意。"
    assert not page.all(f"#p-{sqlite_world.paragraphs[SECOND].uid}-threads .thread")


async def test_a_comment_shows_who_for_whom_when_and_by_which_way(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama", FIRST, "Which **water**?", quote="flow of water", door="mail")
    page = await visitor("priya").get(room(sqlite_world))
    piece = f"#c-{uid}"
    assert page.words(f"{piece} .author") == "Ama Boateng"
    assert page.words(f"{piece} .for") == "for Ghana"
    assert page.words(f"{piece} .quotation") == "flow of water"
    assert page.words(f"{piece} .body strong") == "water"
    assert page.words(f"{piece} .via") == "by e-mail, on revision 1"
    assert page.one(f"{piece} time").get("datetime") == "2026-03-02T09:00:00Z"
    assert page.words(f"{piece} .number") == "#1"


async def test_where_a_comment_came_from_stands_back_where_that_is_usual(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    usual, mailed = sqlite_world.post("ama"), sqlite_world.post("ama", door="mail")
    page = await visitor("priya").get(room(sqlite_world))
    assert page.all(f"#c-{usual} .via.usual")
    assert page.all(f"#c-{mailed} .via:not(.usual)")


async def test_a_label_reads_in_the_direction_of_its_paragraph(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(room(sqlite_world))
    for each in sqlite_world.paragraphs:
        row = page.one(f"#p-{each.uid} > .paragraph")
        assert [label.get("dir") for label in find(row, ".label bdi")] == [row.get("dir")]


async def test_a_stranger_is_told_how_to_comment(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.change_space(is_open=True)
    page = await visitor(None).get(room(sqlite_world))
    assert page.words(".visitor") == "Sign in to comment."
    assert not (await visitor("priya").get(room(sqlite_world))).all(".visitor")


async def test_a_moderators_comment_is_marked_as_such(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("lars")
    assert (await visitor("priya").get(room(sqlite_world))).words(f"#c-{uid} .role") == "moderator"


@pytest.mark.parametrize(
    ("key", "may"),
    [
        ("priya", ""),
        ("ama", "comment endorse reply write"),
        ("lars", "comment endorse moderate reply write"),
        ("fang", "comment endorse moderate reply write"),
    ],
)
async def test_the_page_offers_what_its_reader_may_do(
    sqlite_world: World, visitor: AsVisitor, key: str, may: str
) -> None:
    page = await visitor(key).get(room(sqlite_world))
    assert page.one("main").get("data-may") == may
    assert page.has(f".bar a[href='{room(sqlite_world)}/review']") == ("moderate" in may)


async def test_a_document_that_is_open_to_read_is_read_by_anybody(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.change_space(is_open=True)
    uid = sqlite_world.post("ama", LAST_ITEM, "Which creeks?")
    for key in (None, OUTSIDER):
        page = await visitor(key).get(room(sqlite_world))
        assert (page.status, page.words(f"#c-{uid} .body")) == (200, "Which creeks?")
        assert page.one("main").get("data-may") == ""


@pytest.mark.parametrize("key", [None, OUTSIDER])
async def test_a_document_for_members_only_is_as_if_it_never_was_for_others(
    sqlite_world: World, visitor: AsVisitor, key: str | None
) -> None:
    uid, stranger = sqlite_world.post("ama"), visitor(key)
    for hidden, never in [
        (room(sqlite_world), "/d/aaaaaaaaaaaaaaaa"),
        (f"{room(sqlite_world)}/export.json", "/d/aaaaaaaaaaaaaaaa/export.json"),
        (paragraph(sqlite_world), "/d/aaaaaaaaaaaaaaaa/p/bbbbbbbbbbbbbbbb/comment"),
        (comment(uid), "/c/cccccccccccccccc"),
        (comment(uid, "history"), "/c/cccccccccccccccc/history"),
        (space(sqlite_world), "/s/nowhere"),
    ]:
        here, there = await stranger.get(hidden), await stranger.get(never)
        assert here.status == there.status == 404
        assert here.text.replace(hidden, "") == there.text.replace(never, "")


async def test_a_paragraph_of_another_document_is_not_found_here(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.paragraphs[FIRST].uid
    assert (await visitor("ama").get(f"/d/aaaaaaaaaaaaaaaa/p/{uid}/comment")).status == 404
    assert (await visitor("ama").get(f"{room(sqlite_world)}/p/aaaaaaaaaaaaaaaa/comment")).status == 404


async def test_the_page_of_a_comment_has_its_thread_alone_and_where_it_came_from(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    first, other = sqlite_world.post("ama", FIRST, "Which water?"), sqlite_world.post("li", FIRST)
    answer = sqlite_world.reply("wei", first)
    page = await visitor("priya").get(comment(answer))
    assert {node.get("id") for node in page.all(".comment")} == {f"c-{first}", f"c-{answer}"}
    assert not page.has(f"#c-{other}")
    facts = dict(zip(page.said("dl.facts dt"), page.said("dl.facts dd"), strict=True))
    assert facts["Author"] == "陈伟"
    assert facts["On behalf of"] == "China"
    assert (facts["Came"], facts["On"]) == ("in the browser", "revision 1 of WET/2/3")
    assert facts["Received"] == "2 Mar 2026, 09:00 UTC"
    assert page.link("See it in the whole document") == f"{room(sqlite_world)}?at=c-{answer}#c-{answer}"

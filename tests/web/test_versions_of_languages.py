"""Language versions in the browser: brought and added by a moderator, chosen by readers, and commented on."""

from tests.small_draft import FIRST, PARAGRAPHS, SECOND
from tests.versions.making import TITLE, bring, translated, with_version
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.world import World


async def test_a_reader_chooses_the_text_and_it_is_remembered(sqlite_world: World, visitor: AsVisitor) -> None:
    with_version(sqlite_world, but=[SECOND])
    ama = visitor("ama")
    page = await ama.get(room(sqlite_world))
    assert page.one("h1").get("lang") == "en"
    page = await ama.get(f"{room(sqlite_world)}?version=zh")
    assert (page.words("h1"), page.one("h1").get("lang")) == (TITLE, "zh")
    lag = page.words(f"#p-{sqlite_world.paragraphs[SECOND].uid} .lag")
    assert lag == "Not in Chinese yet: shown in English"
    assert page.one("main").get("data-live", "").endswith("/live?version=zh")
    again = await ama.get(room(sqlite_world))
    assert again.one("h1").get("lang") == "zh"
    other = await visitor("li").get(room(sqlite_world))
    assert other.one("h1").get("lang") == "en"


async def test_who_reads_pages_in_a_language_reads_that_version(sqlite_world: World, visitor: AsVisitor) -> None:
    with_version(sqlite_world)
    sqlite_world.speaks("wei", "zh")
    page = await visitor("wei").get(room(sqlite_world))
    assert page.one("h1").get("lang") == "zh"


async def test_two_texts_stand_beside_each_other(sqlite_world: World, visitor: AsVisitor) -> None:
    with_version(sqlite_world, but=[SECOND])
    page = await visitor("ama").get(f"{room(sqlite_world)}?version=en&beside=zh")
    rows = page.all(".row.both")
    assert len(rows) == len(sqlite_world.paragraphs) - 1
    other = page.one(f"#p-{sqlite_world.paragraphs[FIRST].uid} > .other")
    assert other.get("lang") == "zh"


async def test_a_comment_on_a_version_is_marked_on_the_other_and_not_in_its_words(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    with_version(sqlite_world)
    uid = sqlite_world.paragraphs[FIRST].uid
    ama = visitor("ama")
    page = await ama.get(f"/d/{sqlite_world.document}/p/{uid}/comment?version=zh")
    await ama.submit(page, body="Say it otherwise.", exact="恢复湿地", start="0", end="4")
    there = await ama.get(f"{room(sqlite_world)}?version=zh")
    assert there.one("article.comment").get("data-quote") == "0-4"
    page = await ama.get(f"{room(sqlite_world)}?version=en")
    comment = page.one("article.comment")
    assert comment.get("data-quote") is None
    assert page.words(".of-version") == "on the text in Chinese"
    assert page.one("article.comment blockquote").get("lang") == "zh"


async def test_a_moderator_brings_a_text_corrects_it_and_adds_it(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    text = [translated(each) for each in PARAGRAPHS]
    uid = bring(sqlite_world, [*text[:4], text[5], text[4], *text[6:]])
    listed = await lars.get(f"/d/{sqlite_world.document}/versions")
    assert "A text in Chinese waits to be added." in listed.words("main")
    page = await lars.get(f"/d/{sqlite_world.document}/versions/{uid}?show=all")
    assert page.all(".pair")
    key = page.all(".standing-text")[2].get("id", "").removeprefix("k-")
    page = await lars.submit(page, press=f"none:{key}")
    assert "Set by hand" in page.words("main")
    page = await lars.submit(page, press="add")
    assert page.words(".flash").startswith("The version is added.")
    assert page.words("h1") == TITLE


async def test_only_moderators_see_what_waits(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = bring(sqlite_world, [translated(each) for each in PARAGRAPHS])
    for key in ("priya", "ama"):
        for path in ("versions", f"versions/{uid}"):
            assert (await visitor(key).get(f"/d/{sqlite_world.document}/{path}")).status == 403

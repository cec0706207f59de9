"""Open pages learn of a revision, and of comments that are put elsewhere or stand where the text was taken out."""

from collections.abc import Iterable

from commentspace.domain import documents
from commentspace.domain.anchors import settling
from commentspace.domain.anchors.settling import Said
from commentspace.domain.drafts import DraftParagraph
from tests.live.serving import Live
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND, TWICE
from tests.world import World

EVERYBODY = ("ama", "wei", "priya", "lars")


def taken_out(world: World) -> None:
    """The second paragraph is taken out."""
    uid = world.paragraphs[SECOND].uid

    def change(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
        return [each for each in text if each.paragraph != uid]

    next_revision(world, change)


async def test_a_page_of_the_revision_before_is_told_to_load_again(live: Live) -> None:
    pages = await live.pages(*EVERYBODY)
    next_revision(live.world, reworded("comes before", "goes before"))
    for page in pages:
        assert await page.next() == {"reload": True}
    late = await live.page("priya")
    live.world.post("ama")
    await late.next()
    assert late.is_fresh


async def test_a_page_that_comes_back_after_a_revision_is_told_to_load_again(live: Live) -> None:
    page = await live.page("priya")
    await page.leave()
    next_revision(live.world, reworded("comes before", "goes before"))
    await page.say({"since": page.cursor})
    assert await page.next() == {"reload": True}


async def test_a_comment_that_is_put_elsewhere_goes_there_with_its_answers(live: Live) -> None:
    world = live.world
    comment = world.post("ama", FIRST, quote="flow of water")
    answer = world.reply("wei", comment)
    next_revision(world, reworded("comes before", "goes before"))
    pages = await live.pages(*EVERYBODY)
    document, _ = world.read(documents.find, world.caller("lars"), world.document)
    said = Said(document.revision_uid, world.paragraphs[TWICE].uid, reason="It is about this.")
    world.write(settling.settle, world.caller("lars"), comment, said)
    for page in pages:
        await page.next()
        for uid in (comment, answer):
            assert page.comments[uid]["paragraph"] == world.paragraphs[TWICE].uid
        assert page.is_fresh, page.key


async def test_a_held_comment_that_is_put_elsewhere_moves_nothing_for_others(live: Live) -> None:
    world = live.world
    comment = world.post("ama", FIRST)
    world.hold(comment)
    next_revision(world, reworded("comes before", "goes before"))
    author, other = await live.pages("ama", "priya")
    cursor = other.cursor
    document, _ = world.read(documents.find, world.caller("lars"), world.document)
    said = Said(document.revision_uid, world.paragraphs[TWICE].uid)
    world.write(settling.settle, world.caller("lars"), comment, said)
    await author.next()
    assert author.is_fresh
    assert (other.is_fresh, other.cursor) == (True, cursor)


async def test_what_was_taken_out_comes_and_goes_with_the_comments_that_one_sees_there(live: Live) -> None:
    world = live.world
    comment = world.post("ama", SECOND)
    world.hold(comment)
    taken_out(world)
    other, moderator = await live.pages("priya", "lars")
    row = f"p-{world.paragraphs[SECOND].uid}"
    assert (row in other.pieces, row in moderator.pieces) == (False, True)
    world.release(comment)
    frame = await other.next()
    assert [part["after"] for part in frame["parts"] if "row" in part] == [f"p-{world.paragraphs[FIRST].uid}"]
    assert other.is_fresh
    world.hold(comment)
    await other.next()
    assert row not in other.pieces
    assert other.is_fresh

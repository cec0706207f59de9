"""The queue of comments that stand nowhere, and any other comment in the wrong place: placed by forms alone."""

from tests.anchors.test_settling import lookalikes
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND, TWICE
from tests.web.addresses import comment as address_of
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.world import World

WORDS = "flow of water"


def ambiguous(world: World) -> str:
    comment = world.post("ama", FIRST, "Which water?", quote=WORDS)
    world.reply("wei", comment, "同意。")
    next_revision(world, lookalikes(WORDS))
    return comment


async def test_a_moderator_is_told_how_many_wait_and_places_one_by_a_press(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    comment, lars = ambiguous(sqlite_world), visitor("lars")
    queue = f"{room(sqlite_world)}/unsettled"
    for page in (await lars.get(room(sqlite_world)), await lars.get(f"{room(sqlite_world)}/review")):
        assert "1 comment without a place" in page.words(f"a[href='{queue}']")
    page = await lars.get(queue)
    assert page.words(".stood mark") == WORDS
    assert "1 answer goes with it" in page.words(".answered summary")
    button = next(node for node in page.all(".candidates button") if str(node.get("value")).endswith(":words"))
    page = await lars.submit(page, "[data-placing]", reason="It says so.", press=str(button.get("value")))
    assert page.has(".empty")
    assert "The comment stands there now" in page.text
    view = sqlite_world.seen("priya", comment)
    assert (view.quotation, view.is_waiting) == (WORDS, False)
    page = await visitor("priya").get(room(sqlite_world))
    assert "placed here by Lars Nygård, moderator" in page.words(f"#c-{comment} .carried")
    assert page.words(f"#c-{comment} .carried .reason") == "It says so."


async def test_everybody_sees_that_a_comment_waits_and_only_moderators_where_to_say_it(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    comment = ambiguous(sqlite_world)
    for key, may in (("priya", False), ("lars", True)):
        page = await visitor(key).get(room(sqlite_world))
        assert "waits until a moderator says where it belongs" in page.words(f"#c-{comment} .carried")
        assert page.has(f"#c-{comment} a[href='/c/{comment}/place']") == may
    for key in ("ama", "priya"):
        assert (await visitor(key).get(f"{room(sqlite_world)}/unsettled")).status == 403
        assert (await visitor(key).get(address_of(comment, "place"))).status == 403


async def test_a_comment_in_the_wrong_place_is_put_on_words_that_are_typed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    comment, lars = sqlite_world.post("ama", FIRST, quote=WORDS), visitor("lars")
    next_revision(sqlite_world, reworded("comes before", "goes before"))
    to = sqlite_world.paragraphs[SECOND].uid
    page = await lars.get(f"{address_of(comment, 'place')}?words=water+table")
    assert "It stands here now." not in page.text
    typed = {f"words-{to}": "no such words", "reason": "Not there."}
    page = await lars.submit(page, "[data-placing]", typed, press=f"{to}:words")
    assert page.status == 422
    assert page.one(f"[name='words-{to}']").get("value") == "no such words"
    page = await lars.submit(page, "[data-placing]", {f"words-{to}": "water table"}, press=f"{to}:words")
    view = sqlite_world.seen("priya", comment)
    assert (view.paragraph, view.quotation, view.placed_reason) == (to, "water table", "Not there.")


async def test_what_was_made_on_the_newest_revision_is_not_placed(sqlite_world: World, visitor: AsVisitor) -> None:
    next_revision(sqlite_world, reworded("comes before", "goes before"))
    comment = sqlite_world.post("ama", TWICE)
    page = await visitor("lars").get(address_of(comment, "place"))
    assert not page.has("[data-placing]")
    assert not (await visitor("lars").get(room(sqlite_world))).has(f"a[href='/c/{comment}/place']")

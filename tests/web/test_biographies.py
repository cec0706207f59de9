"""The biographies as pages: reached in one press, the same for all who may see as much, and nothing for the others."""

from tests.biographies.test_paragraphs import taking
from tests.revisions.making import joined, next_revision, reworded
from tests.small_draft import FIRST, ITEM, SECOND
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


def of(world: World, place: int = FIRST, query: str = "") -> str:
    """Where the biography of a paragraph is read."""
    return f"/d/{world.document}/p/{world.paragraphs[place].uid}/biography{query}"


async def test_the_story_of_a_paragraph_stands_on_one_page(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    ama = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    world.reply("wei", ama, "Sweet water.")
    next_revision(world, taking(ama, "flow of water", "flow of fresh water"), about="More about water.")
    next_revision(world, reworded("peat has", "peat had"))
    next_revision(world, joined("Restoring the", "Ditches are closed"))
    page = await visitor("priya").get(of(world))
    assert page.said(".chapter h2") == ["Revision 4", "Revision 2", "Revision 1"]
    assert "Revision 3: unchanged" in page.words(".quiet-chapter")
    assert page.said(".tally-of li") == ["4 wordings", "2 comments", "1 proposed wording", "1 taken over"]
    assert "[put in: fresh ]" in page.words("#r2-" + world.paragraphs[FIRST].uid)
    assert "#1 Ama Boateng" in page.words(".asked-for")
    assert "Taken over in revision 2" in page.words(f"#said-{ama}")
    assert "More about water." in page.words(".about")
    assert page.said(".line tbody th") == ["¶ 1.", "¶ 2."]


async def test_words_are_asked_for_by_their_places_or_by_themselves(sqlite_world: World, visitor: AsVisitor) -> None:
    next_revision(sqlite_world, reworded("flow of water", "steady flow of water"))
    priya = visitor("priya")
    for query in ("?quote=steady%20flow", "?from=44&to=55"):
        page = await priya.get(of(sqlite_world, query=query))
        assert page.said(".wording.now mark") == ["steady flow"]
        assert [each.split(",")[0] for each in page.said(".asked li")] == [
            "steady came in with revision 2",
            "flow since revision 1",
        ]
    page = await priya.get(of(sqlite_world, query="?quote=none%20such"))
    assert "stand in no wording" in page.words(".asked")


async def test_strangers_and_wrong_places_find_nothing(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama", FIRST)
    held = sqlite_world.post("ama", FIRST)
    sqlite_world.hold(held)
    for key in (OUTSIDER, None):
        for address in (of(sqlite_world), f"/c/{uid}/biography", f"/c/{uid}/history"):
            assert (await visitor(key).get(address)).status == 404
    for address in (f"/c/{held}/biography", f"/c/{held}/history", of(sqlite_world, query="?version=tlh")):
        assert (await visitor("priya").get(address)).status == 404


async def test_the_life_of_a_comment_stands_on_one_page(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    ama = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    world.edit("ama", ama, "Which water, please?")
    world.reply("wei", ama, "Sweet water.")
    next_revision(world, reworded("Restoring the", "Bringing back the"))
    page = await visitor("priya").get(f"/c/{ama}/biography")
    assert page.said(".stood mark") == ["flow of water", "flow of water"]
    assert page.said(".stood .change") == [
        "It was made on these words.",
        "Its words stand there unchanged; the text around them was edited.",
    ]
    assert page.said(".states .body") == ["Which water?"] or page.said(".states .body")[-1] == "Which water?"
    assert "1 answer" in page.words("#answers")


async def test_a_comment_that_was_taken_back_does_not_say_where_it_stood(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = sqlite_world.post("ama", FIRST, "Oops.", quote="flow of water", proposal="flow of tea")
    sqlite_world.withdraw("ama", uid, "I was wrong.")
    page = await visitor("priya").get(f"/c/{uid}/biography")
    assert not page.all(".stood mark")
    assert "tea" not in page.words("main")
    assert "tea" in (await visitor("lars").get(f"/c/{uid}/biography")).words("main")


async def test_who_held_a_comment_back_is_told_to_its_author_and_to_moderators(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = sqlite_world.post("ama", FIRST)
    sqlite_world.hold(uid, "Let us look.")
    sqlite_world.release(uid)
    for key, number in (("priya", 0), ("ama", 1), ("lars", 1)):
        page = await visitor(key).get(f"/c/{uid}/biography")
        assert page.words("main").count("Let us look.") == number


async def test_a_press_sends_it_as_a_letter_to_members_alone(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama", FIRST)
    for address in (of(sqlite_world), f"/c/{uid}/biography"):
        page = await visitor("priya").submit(await visitor("priya").get(address))
        assert page.words(".flash") == "The biography is on its way to you by e-mail."
    assert sqlite_world.rows("SELECT count(*) FROM outbox WHERE kind = 'biography'") == [(2,)]
    sqlite_world.change_space(is_open=True)
    page = await visitor(OUTSIDER).get(of(sqlite_world))
    assert not page.all("main form")
    assert (await visitor(OUTSIDER).send(of(sqlite_world))).status == 403


async def test_it_is_reached_from_the_paragraph_and_from_the_comment(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama", ITEM)
    ama = visitor("ama")
    room = await ama.get(f"/d/{sqlite_world.document}")
    assert room.one(f"#p-{sqlite_world.paragraphs[SECOND].uid} .tools a.story").get("href") == of(sqlite_world, SECOND)
    page = await ama.get(f"/c/{uid}")
    assert (await ama.get(page.link("Biography of this comment"))).address == f"/c/{uid}/biography"

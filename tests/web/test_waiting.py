"""What waits for who has signed in stands on their first page, with the way to it."""

from commentspace.domain import spaces, visits
from commentspace.domain.bodies import Body
from commentspace.domain.messages import write
from tests.small_draft import HEADING
from tests.web.addresses import room, space
from tests.web.fixtures import AsVisitor
from tests.world import World

FIRST_VISIT = "section.first"


async def test_new_comments_are_counted_and_lead_to_the_new_ones(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.database.write_here(visits.note, sqlite_world.caller("wei"), sqlite_world.document)
    sqlite_world.clock.advance(hours=1)
    for _ in range(2):
        sqlite_world.post("ama")
    page = await visitor("wei").get("/")
    assert page.link("2 new") == f"{room(sqlite_world)}?new"
    assert not (await visitor("ama").get("/")).has(".documents .new")


async def test_a_first_visit_explains_itself_and_later_ones_do_not(sqlite_world: World, visitor: AsVisitor) -> None:
    wei = visitor("wei")
    assert len((await wei.get("/")).words(FIRST_VISIT).split(". ")) == 3
    sqlite_world.database.write_here(visits.note, sqlite_world.caller("wei"), sqlite_world.document)
    assert not (await wei.get("/")).has(FIRST_VISIT)
    assert not (await visitor().get("/")).has(FIRST_VISIT)


async def test_a_review_that_closes_soon_is_named_with_its_deadline(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("wei").get("/")
    assert page.one(".waiting").get("hidden") is not None
    sqlite_world.clock.advance(days=8)
    page = await visitor("wei").get("/")
    assert page.one(".waiting").get("hidden") is None
    assert page.link(HEADING.title, ".waiting") == room(sqlite_world)
    assert page.one(".waiting time").get("datetime") == "2026-03-16T09:00:00Z"


async def test_a_moderator_is_told_of_held_comments_and_others_are_not(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.hold(sqlite_world.post("ama"))
    assert (await visitor("lars").get("/")).link("1 comment held back") == f"{room(sqlite_world)}?status=held"
    for key in ("ama", "wei", "priya", None):
        assert "held back" not in (await visitor(key).get("/")).words()


async def test_a_letter_that_was_not_answered_leads_to_the_page_where_it_is_answered(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    comment = sqlite_world.post("ama")
    sqlite_world.database.write_here(write, sqlite_world.caller("wei"), comment, Body.of("May I quote you?"), "a-key")
    page = await visitor("ama").get("/")
    letter = await visitor("ama").get(page.link(f"陈伟 about your comment on {HEADING.symbol}"))
    assert "May I quote you?" in letter.words("main")
    assert letter.has("main form textarea")


async def test_a_new_space_says_to_its_owner_what_to_do(sqlite_world: World, visitor: AsVisitor) -> None:
    plan = spaces.Plan.of("peat", "Peat", is_open=True)
    sqlite_world.database.write_here(spaces.make, sqlite_world.caller("lars"), plan)
    page = await visitor("lars").get("/")
    assert [node.get("href") for node in page.all(".begin a")] == ["/s/peat/drafts/new", "/s/peat/members"]
    page = await visitor("priya").get("/")
    assert not page.has(".begin")
    assert page.words(".nothing") == "No document has been issued here yet."
    assert page.said("section.space h2")[-1] == "Peat"


async def test_a_stranger_is_shown_the_way_in(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor().get("/")
    assert page.link("Sign in", "main") == "/sign-in?next=/"
    assert not page.has(".waiting")
    assert space(sqlite_world) not in page.text

"""What a review's page shows its moderators: pauses, who is told, what has come in, and what is empty so far."""

from commentspace.domain import outbox, reviews, spaces
from commentspace.domain.previews import Heading
from tests.small_draft import FIRST, SECOND
from tests.web.addresses import paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page, find, words_of
from tests.web.test_queries import counted, discuss, multiply, reviewed
from tests.web.test_reviews import LATER, act, review_page
from tests.world import World, issue


def paused(world: World) -> None:
    world.write(reviews.pause, world.caller("lars"), world.document, "The text is being mended.")


async def test_a_review_is_paused_and_goes_on_with_a_reason(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.submit(await review_page(lars, sqlite_world), act("pause"), reason="The text is being mended.")
    assert "The review is paused." in page.words(".flash")
    assert page.words(".stand .standing") == "Paused"
    assert not (await visitor("ama").get(paragraph(sqlite_world))).has("form.write")
    assert "The text is being mended." in (await visitor("ama").get(room(sqlite_world))).words("#standing")
    assert page.one("details.act[open] form").get("action", "").endswith("/resumption")
    page = await lars.submit(page, act("resumption"), reason="It is mended.")
    assert page.said(".changes b") == ["Gone on", "Paused", "Opened"]
    assert (await visitor("ama").get(paragraph(sqlite_world))).has("form.write")


async def test_what_was_planned_is_filled_in_when_a_review_is_taken_up_again(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.close_review("By mistake.")
    form = await review_page(visitor("lars"), sqlite_world)
    assert form.one("details.act[open] form").get("action", "").endswith("/reopening")
    assert form.one("#reopening-closes_at").get("value") == "2026-03-16T10:00"


async def test_the_same_form_sent_twice_is_answered_alike_and_acts_once(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    for name in ("closure", "reopening", "pause", "resumption", "extension"):
        form = await review_page(lars, sqlite_world)
        time = {} if name in ("closure", "pause") else {"closes_at": LATER}
        pages = [await lars.submit(form, act(name), time, reason="Because.") for _ in range(2)]
        assert [page.status for page in pages] == [200, 200]
        assert pages[0].words(".flash") == pages[1].words(".flash")
    assert len(sqlite_world.read(reviews.history, sqlite_world.document_id)) == 6


async def test_the_page_says_when_in_the_own_zone_in_utc_and_from_now(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await review_page(visitor("lars"), sqlite_world)
    assert page.words(".stand .away") == "closes in 14 days"
    assert "16 March 2026, 10:00 Central European" in page.words(".stand .until")
    assert "16 Mar 2026, 09:00 UTC" in page.words(".stand .until")


async def test_all_members_are_written_to_where_that_is_ticked_and_once(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    form = await review_page(lars, sqlite_world)
    assert "each of 12 members" in form.words(f"{act('closure')} .told")
    for _ in range(2):
        await lars.submit(form, act("closure"), {"to_all": "yes"}, reason="The plenary <decided>.")
    letters = sqlite_world.database.write_here(outbox.lease, 100)
    assert len(letters) == 12
    [(uid,)] = sqlite_world.rows("SELECT uid FROM announcement")
    told = await visitor("ama").get(f"/s/{sqlite_world.slug}/announcements/{uid}")
    assert told.words("h1") == "WET/2/3: the review is closed"
    assert told.words(".prose") == "The plenary <decided>."
    sqlite_world.speaks("ama", "zh")
    assert "WET/2/3：评议已结束" in (await visitor("ama").get(f"/s/{sqlite_world.slug}")).words(".list")


async def test_without_the_tick_no_letter_goes_out(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    await lars.submit(await review_page(lars, sqlite_world), act("closure"), reason="The plenary decided.")
    assert sqlite_world.database.write_here(outbox.lease, 100) == []


async def test_where_comments_stand_and_when_they_came_is_shown_with_its_numbers(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    first = sqlite_world.post("ama", FIRST)
    sqlite_world.clock.advance(days=1)
    sqlite_world.reply("wei", first)
    sqlite_world.post("li", SECOND, kind="editorial")
    page = await review_page(visitor("lars"), sqlite_world)
    place = sqlite_world.paragraphs[FIRST].uid
    assert page.has(f".strip a[href='{room(sqlite_world)}?at=p-{place}#p-{place}'] .full")
    assert len(page.all(".strip .full")) == 2
    assert _numbers(page, "Over time") == [["2 Mar 2026", "1", "1"], ["3 Mar 2026", "2", "3"]]
    kinds = {row[0]: row[1:] for row in _numbers(page, "Kinds of comments")}
    assert kinds["Editorial"] == ["1", "–", "1"]
    assert page.link("1", "table.kinds tr:nth-child(2) .share") == f"{room(sqlite_world)}?kind=editorial"


def _numbers(page: Page, title: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    [section] = [each for each in page.all("section") if (each.findtext("h2") or "") == title]
    return [[words_of(cell) for cell in row] for row in find(section, "tbody tr")]


async def test_who_has_spoken_stands_by_organisation_and_the_silent_can_come_first(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.post("ama")
    lars, ghana = visitor("lars"), sqlite_world.standing("ama").on_behalf_of
    by_name = await review_page(lars, sqlite_world)
    silent_first = await lars.get(f"{room(sqlite_world)}/review?people=silence")
    assert by_name.said(".spoken tbody th") != silent_first.said(".spoken tbody th")
    assert silent_first.said(".spoken tbody th")[-1] == ghana or ghana in silent_first.said(".spoken tbody th")[-2:]
    assert "not yet:" in silent_first.said(".spoken .share")[0]


async def test_what_waits_for_a_moderator_is_said_with_where_to_find_it(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.hold(sqlite_world.post("ama"))
    page = await review_page(visitor("lars"), sqlite_world)
    assert page.link("1 comment is held back") == f"{room(sqlite_world)}?status=held"
    assert page.link("1 comment without a reply") == f"{room(sqlite_world)}?unanswered"


async def test_a_review_that_was_never_opened_and_has_nobody_says_what_to_do(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world = sqlite_world
    alone = world.database.write_here(spaces.make, world.caller("nadia"), spaces.Plan.of("peat", "Peat"))
    document = issue(world.database, world.caller("nadia"), alone, Heading.of("PEAT/1", "Peat", "en"))
    page = await visitor("nadia").get(f"/d/{document}/review")
    assert page.words(".stand .standing") == "Not open for comments"
    assert page.one("details.act[open] form").get("action", "").endswith("/opening")
    assert "No comments yet" in page.words(".empty")
    assert "no participants yet" in page.words("#people")
    assert "Nobody else is a member yet" in page.words(".told")


async def test_the_page_asks_the_database_as_often_for_a_thousand_comments_as_for_ten(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    asked = []
    for symbol, paragraphs, comments, times in (("WET/2/10", 5, 10, 1), ("WET/2/200", 200, 100, 10)):
        document = reviewed(sqlite_world, symbol, paragraphs)
        discuss(sqlite_world, document, comments)
        multiply(sqlite_world, times)
        with counted(sqlite_world) as sent:
            page = await visitor("lars").get(f"/d/{document}/review")
        assert page.status == 200
        asked.append(sent)
    assert asked[0] == asked[1]
    assert len(asked[0]) <= 28


async def test_the_numbers_follow_the_comments_and_not_the_clock(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.withdraw("ama", sqlite_world.post("ama"))
    sqlite_world.post("li")
    page = await review_page(visitor("lars"), sqlite_world)
    sqlite_world.clock.advance(days=1)
    later = await review_page(visitor("lars"), sqlite_world)
    assert page.words("table.kinds") == later.words("table.kinds")
    assert "1 more was withdrawn." in later.words()

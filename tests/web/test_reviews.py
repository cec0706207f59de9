"""The page of a review: opened, extended, closed and reopened by moderators, with what is wrong at its field."""

import pytest

from commentspace.domain import reviews
from tests.small_draft import HEADING
from tests.web.addresses import paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import CLOSES, OUTSIDER, World

LATER, PAST = "2026-03-20T18:00", "2026-03-01T18:00"


def act(name: str) -> str:
    """The form of one thing that can be done with a review."""
    return f"form[action$='/review/{name}']"


async def review_page(someone: Visitor, world: World) -> Page:
    return await someone.get(f"{room(world)}/review")


async def takes_comments(visitor: AsVisitor, world: World) -> bool:
    """Whether Ama is offered a form."""
    return (await visitor("ama").get(paragraph(world))).has("form.write")


async def test_closing_ends_the_taking_of_comments_and_says_why(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    assert await takes_comments(visitor, sqlite_world)
    page = await lars.submit(await review_page(lars, sqlite_world), act("closure"), reason="The time is over.")
    assert "The review is closed." in page.words(".flash")
    assert "reopen it below" in page.words(".flash")
    assert page.words(".changes li:first-child") == ("Closed 2 Mar 2026, 10:00 CET by Lars Nygård The time is over.")
    assert not await takes_comments(visitor, sqlite_world)
    seen = await visitor("priya").get(room(sqlite_world))
    assert seen.words("#standing").startswith("Closed since 2 Mar 2026, 09:00 UTC")
    assert "The time is over." in seen.words("#standing")


async def test_the_times_are_typed_in_the_zone_of_the_moderator(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    form = await review_page(lars, sqlite_world)
    assert "Europe/Oslo" in form.words("#extension-closes_at-hint")
    page = await lars.submit(form, act("extension"), closes_at=LATER, reason="Some had no power.")
    assert "The review is changed." in page.words(".flash")
    assert "until 20 Mar 2026, 18:00 CET" in page.words(".changes li:first-child")
    assert (await visitor("priya").get(room(sqlite_world))).words(
        "#standing summary"
    ) == "Open until 20 Mar 2026, 17:00 UTC"


async def test_a_closed_review_is_reopened(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    lars = visitor("lars")
    page = await lars.submit(
        await review_page(lars, sqlite_world), act("reopening"), closes_at=LATER, reason="Some had no power."
    )
    assert page.words(".changes li:first-child").startswith("Reopened")
    assert await takes_comments(visitor, sqlite_world)


async def test_a_new_review_opens_at_a_time(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    lars = visitor("lars")
    typed: dict[str, str | None] = {"opens": "at", "opens_at": "2026-03-05T10:00", "closes_at": LATER}
    page = await lars.submit(await review_page(lars, sqlite_world), act("opening"), typed)
    assert page.words(".changes li:first-child").startswith("Set to open")
    assert page.words(".stand .standing") == "Set to open"
    assert "from 5 March 2026, 10:00" in page.words(".stand .until")
    assert not await takes_comments(visitor, sqlite_world)
    sqlite_world.clock.advance(days=3)
    assert await takes_comments(visitor, sqlite_world)


async def test_each_state_offers_what_can_be_done_then(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")

    async def offered() -> list[str]:
        return [
            str(form.get("action")).rsplit("/", 1)[1]
            for form in (await review_page(lars, sqlite_world)).all(".act form")
        ]

    assert await offered() == ["extension", "pause", "closure"]
    sqlite_world.write(reviews.pause, sqlite_world.caller("lars"), sqlite_world.document, "For now.")
    assert await offered() == ["resumption", "closure"]
    sqlite_world.clock.now = CLOSES
    sqlite_world.close_review()
    assert await offered() == ["reopening", "opening"]
    assert not await takes_comments(visitor, sqlite_world)


@pytest.mark.parametrize(
    ("name", "typed", "field", "says"),
    [
        ("extension", {"closes_at": PAST, "reason": "x"}, "closes_at", "is past"),
        ("extension", {"closes_at": "", "reason": "x"}, "closes_at", "Choose a day and an hour"),
        ("extension", {"closes_at": "tomorrow", "reason": "x"}, "closes_at", "Choose a day and an hour"),
        ("extension", {"closes_at": "9999-12-31T23:59-14:00", "reason": "x"}, "closes_at", "Choose a day and an hour"),
        ("extension", {"closes_at": "0001-01-01T00:00", "reason": "x"}, "closes_at", "Choose a day and an hour"),
        ("extension", {"closes_at": "2026-03-29T02:30", "reason": "x"}, "closes_at", "skip this hour"),
        ("extension", {"closes_at": LATER, "reason": " "}, "reason", "Give the reason"),
        ("closure", {"reason": ""}, "reason", "Give the reason"),
        ("closure", {"reason": "x" * 2_001}, "reason", "at most 2000 characters"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_changed(
    sqlite_world: World, visitor: AsVisitor, name: str, typed: dict[str, str | None], field: str, says: str
) -> None:
    lars = visitor("lars")
    page = await lars.submit(await review_page(lars, sqlite_world), act(name), typed)
    assert (page.status, says in page.problem(field)) == (422, True)
    for each, value in typed.items():
        assert page.one(f"{act(name)} [name={each}]").get("value", "") == value
    assert len(page.all(".changes li")) == 1
    assert await takes_comments(visitor, sqlite_world)


async def test_a_review_that_would_close_before_it_opens_is_refused(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    lars = visitor("lars")
    typed: dict[str, str | None] = {"opens": "at", "opens_at": LATER, "closes_at": "2026-03-10T10:00"}
    page = await lars.submit(await review_page(lars, sqlite_world), act("opening"), typed)
    assert (page.status, "close before it opens" in page.problem("closes_at")) == (422, True)


async def test_what_another_moderator_did_meanwhile_is_said(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    form = await review_page(lars, sqlite_world)
    sqlite_world.close_review(by="nadia")
    page = await lars.submit(form, act("closure"), reason="The time is over.")
    assert (page.status, page.problem()) == (409, "The review is closed already.")
    page = await lars.submit(form, act("extension"), closes_at=LATER, reason="More time.")
    assert (page.status, "Reopen it instead" in page.problem()) == (409, True)


async def test_only_moderators_have_this_page(sqlite_world: World, visitor: AsVisitor) -> None:
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        someone = visitor(key)
        assert (await review_page(someone, sqlite_world)).status == status
        for name in ("opening", "extension", "pause", "resumption", "closure", "reopening"):
            answer = await someone.send(f"{room(sqlite_world)}/review/{name}", closes_at=LATER, reason="Mine.")
            assert answer.status == status
    assert await takes_comments(visitor, sqlite_world)


async def test_the_list_of_documents_says_how_each_review_stands(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    page = await visitor("priya").get("/")
    assert page.said(".documents .title") == [HEADING.title]
    assert page.said(".documents .standing") == ["Closed since 2 Mar 2026, 14:30 UTC+5:30"]


async def test_a_reason_that_is_given_for_an_opening_is_kept(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    lars = visitor("lars")
    typed = {"closes_at": LATER, "reason": "The second round."}
    page = await lars.submit(await review_page(lars, sqlite_world), act("opening"), typed)
    assert "The second round." in page.words(".changes li:first-child")

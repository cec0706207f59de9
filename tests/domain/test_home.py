"""What waits for somebody when they come: asked once for all of their spaces, and only what they may see."""

from datetime import timedelta

from sqlmodel import Session

from commentspace.domain import access, home, messages, reviews, spaces, visits
from commentspace.domain.bodies import Body
from commentspace.domain.home import DocumentLine, LetterLine, Work
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from tests.domain.test_discussion import counted
from tests.small_draft import FIRST, HEADING, SECOND
from tests.world import OUTSIDER, World, issue


def lines(world: World, key: str) -> list[DocumentLine]:
    return world.read(home.document_lines, [world.standing(key)], world.clock.now)[world.space_id]


def reviewed(world: World, symbol: str, days: int) -> None:
    """Another document, whose review closes after so many days."""
    uid = issue(world.database, world.caller("lars"), world.space_id, Heading.of(symbol, symbol, "en"))
    world.write(reviews.open, world.caller("lars"), uid, Window(None, world.clock.now + timedelta(days=days)))


def letters(world: World, key: str) -> list[LetterLine]:
    return world.read(home.unanswered, [world.standing(key)], world.clock.now)


def work(world: World, key: str) -> Work:
    return world.read(home.work, [world.standing(key)], world.clock.now)


def test_a_document_says_how_many_comments_one_sees_and_how_many_are_new(world: World) -> None:
    world.database.write_here(visits.note, world.caller("wei"), world.document)
    world.clock.advance(hours=1)
    world.post("ama")
    world.hold(world.post("ama", SECOND))
    [of_wei], [of_lars] = lines(world, "wei"), lines(world, "lars")
    assert (of_wei.tally, of_wei.new, of_wei.is_read) == (1, 1, True)
    assert (of_lars.tally, of_lars.new, of_lars.is_read) == (2, 0, False)


def test_reviews_that_close_within_a_week_come_in_the_order_in_which_they_close(world: World) -> None:
    for symbol, days in (("WET/2/91", 6), ("WET/2/92", 8), ("WET/2/93", 2)):
        reviewed(world, symbol, days)
    soon = home.closing_soon(lines(world, "wei"), world.clock.now)
    assert [line.document.symbol for line in soon] == ["WET/2/93", "WET/2/91"]
    world.clock.advance(days=7)
    soon = home.closing_soon(lines(world, "wei"), world.clock.now)
    assert [line.document.symbol for line in soon] == ["WET/2/92", HEADING.symbol]


def test_a_letter_waits_until_it_is_answered(world: World) -> None:
    comment = world.post("ama")
    letter = world.database.write_here(messages.write, world.caller("wei"), comment, Body.of("May I quote you?"), "k")
    [waiting] = letters(world, "ama")
    assert (waiting.writer, waiting.comment, waiting.symbol) == ("陈伟", comment, HEADING.symbol)
    assert letters(world, "wei") == letters(world, "lars") == []
    world.database.write_here(messages.answer, world.caller("ama", "mail"), letter, Body.of("Do."), None, "k")
    assert letters(world, "ama") == letters(world, "wei") == []


def test_a_letter_of_long_ago_is_not_said_to_wait(world: World) -> None:
    comment = world.post("ama")
    world.database.write_here(messages.write, world.caller("wei"), comment, Body.of("May I quote you?"), "k")
    world.clock.advance(days=31)
    assert letters(world, "ama") == []


def test_only_who_moderates_as_a_member_is_told_of_what_is_held(world: World) -> None:
    held = world.post("ama", FIRST)
    world.reply("wei", held)
    world.hold(held)
    assert list(work(world, "lars").held) == [(world.document, HEADING.symbol, 1)]
    for key in ("ama", "wei", "priya"):
        assert not work(world, key)
    world.release(held)
    assert not work(world, "lars")


def test_a_held_comment_that_was_withdrawn_waits_for_nobody(world: World) -> None:
    world.change_space(holds_new=True)
    world.withdraw("ama", world.post("ama"))
    assert not work(world, "lars")


def whole_page(session: Session, world: World, key: str) -> None:
    found = spaces.for_home(session, world.caller(key))
    here = access.standings(session, world.caller(key), [space.id for space in found])
    home.document_lines(session, here, world.clock.now)
    home.unanswered(session, here, world.clock.now)
    home.work(session, here, world.clock.now)


def test_more_spaces_and_documents_do_not_mean_more_queries(world: World) -> None:
    with counted(world) as few:
        world.read(whole_page, world, "nadia")
    for number in range(5):
        plan = spaces.Plan.of(f"peat-{number}", "Peat")
        space = world.database.write_here(spaces.make, world.caller("nadia"), plan)
        issue(world.database, world.caller("nadia"), space, Heading.of(f"PEAT/{number}", "Peat", "en"))
    with counted(world) as many:
        world.read(whole_page, world, "nadia")
    assert len(many) == len(few) <= 15


def test_standings_leave_out_the_spaces_that_one_may_not_know_of(world: World) -> None:
    for key in (OUTSIDER, None):
        assert world.read(access.standings, world.caller(key), [world.space_id]) == []
    assert world.read(access.standings, world.caller("ama"), [world.space_id]) == [world.standing("ama")]
    world.change_space(is_open=True)
    for key in (OUTSIDER, None, "ama"):
        assert world.read(access.standings, world.caller(key), [world.space_id]) == [world.standing(key)]

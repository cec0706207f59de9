"""Reviews: opened, extended, closed and reopened, each change with who, when and why."""

from datetime import datetime, timedelta

import pytest

from commentspace.domain import review_windows, reviews
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import StandingOfReview, Window
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.clock import START
from tests.world import CLOSES, OUTSIDER, World, issue

HOUR = timedelta(hours=1)


@pytest.fixture
def fresh(world: World) -> str:
    """A document without a review."""
    return issue(world.database, world.caller("lars"), world.space_id, Heading.of("WET/2/7", "Another", "en"))


def at_present(world: World, document: str) -> StandingOfReview:
    [(document_id,)] = world.rows("SELECT id FROM document WHERE uid = :uid", uid=document)
    return world.read(review_windows.of_document, document_id, world.clock.now)


def open_review(world: World, document: str, closes: datetime, opens: datetime | None = None) -> str:
    return world.write(reviews.open, world.caller("lars"), document, Window(opens, closes))


def test_a_review_opens_at_once_and_closes_by_itself(world: World, fresh: str) -> None:
    assert at_present(world, fresh).state == "none"
    name = open_review(world, fresh, START + HOUR)
    review = at_present(world, fresh)
    assert (review.state, review.review_uid, review.by) == ("open", name, "Lars Nygård")
    assert (review.opens_at, review.closes_at, review.ended_at) == (START, START + HOUR, None)
    assert review.next_turn == START + HOUR
    world.clock.advance(hours=1)
    assert (at_present(world, fresh).state, at_present(world, fresh).ended_at) == ("closed", START + HOUR)


def test_a_review_opens_at_a_time(world: World, fresh: str) -> None:
    open_review(world, fresh, START + 2 * HOUR, opens=START + HOUR)
    assert (at_present(world, fresh).state, at_present(world, fresh).next_turn) == ("scheduled", START + HOUR)
    world.clock.advance(hours=1)
    assert at_present(world, fresh).state == "open"


def test_an_opening_time_that_is_past_means_now(world: World, fresh: str) -> None:
    open_review(world, fresh, START + HOUR, opens=START - HOUR)
    assert at_present(world, fresh).opens_at == START


@pytest.mark.parametrize(("opens", "closes"), [(None, -1), (None, 0), (3, 2), (2, 2)])
def test_a_closing_time_in_the_past_or_before_the_opening_is_refused_at_its_field(
    world: World, fresh: str, opens: int | None, closes: int
) -> None:
    with pytest.raises(Invalid) as refused:
        open_review(world, fresh, START + closes * HOUR, START + opens * HOUR if opens else None)
    assert refused.value.field == "closes_at"
    assert at_present(world, fresh).state == "none"


def test_there_is_one_review_at_a_time_and_another_after_it(world: World, fresh: str) -> None:
    first = open_review(world, fresh, START + HOUR)
    with pytest.raises(Conflict):
        open_review(world, fresh, START + 2 * HOUR)
    world.clock.advance(hours=1)
    assert open_review(world, fresh, START + 2 * HOUR) != first


def test_closing_needs_a_reason_and_happens_once(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        world.close_review(" ")
    assert refused.value.field == "reason"
    assert at_present(world, world.document).state == "open"
    world.clock.advance(days=1)
    world.close_review("The plenary decided so.")
    review = at_present(world, world.document)
    assert (review.state, review.reason, review.ended_at) == ("closed", "The plenary decided so.", world.clock.now)
    with pytest.raises(Conflict, match="closed already"):
        world.close_review()


def test_a_review_can_be_extended_and_shortened_with_a_reason(world: World) -> None:
    for closes in (CLOSES + timedelta(days=7), START + HOUR):
        world.write(reviews.extend, world.caller("lars"), world.document, closes, "Holidays.")
        assert at_present(world, world.document).closes_at == closes
    world.clock.advance(hours=1)
    with pytest.raises(Conflict, match="Reopen"):
        world.write(reviews.extend, world.caller("lars"), world.document, CLOSES, "Too late.")


def test_an_extension_into_the_past_or_without_a_reason_changes_nothing(world: World) -> None:
    for closes, reason, field in ((START, "Holidays.", "closes_at"), (CLOSES + HOUR, "", "reason")):
        with pytest.raises(Invalid) as refused:
            world.write(reviews.extend, world.caller("lars"), world.document, closes, reason)
        assert refused.value.field == field
    assert at_present(world, world.document).closes_at == CLOSES


def test_a_closed_review_can_be_reopened_with_a_reason(world: World) -> None:
    with pytest.raises(Conflict):
        world.reopen_review()
    world.close_review()
    with pytest.raises(Invalid) as refused:
        world.reopen_review("")
    assert refused.value.field == "reason"
    world.reopen_review("A storm cut many off.", days=2)
    review = at_present(world, world.document)
    assert (review.state, review.reason) == ("open", "A storm cut many off.")
    assert review.closes_at == START + timedelta(days=2)


def test_a_review_that_was_closed_before_its_opening_never_opens(world: World, fresh: str) -> None:
    open_review(world, fresh, START + 3 * HOUR, opens=START + HOUR)
    world.write(reviews.close, world.caller("lars"), fresh, "Not yet.")
    world.clock.advance(hours=2)
    assert at_present(world, fresh).state == "closed"


def test_every_change_is_kept_with_who_when_and_why(world: World) -> None:
    world.write(reviews.extend, world.caller("nadia"), world.document, CLOSES + HOUR, "Holidays.")
    world.clock.advance(hours=1)
    world.close_review("Done.", by="fang")
    world.reopen_review("Not done.")
    history = world.read(reviews.history, world.document_id)
    assert [(change.act, change.by, change.reason, change.at) for change in history] == [
        ("reopening", "Lars Nygård", "Not done.", START + HOUR),
        ("closure", "刘芳", "Done.", START + HOUR),
        ("extension", "نادية كرم", "Holidays.", START),
        ("opening", "Lars Nygård", "", START),
    ]


@pytest.mark.parametrize(("by", "refusal"), [("ama", NotAllowed), ("priya", NotAllowed), (OUTSIDER, NotFound)])
def test_only_moderators_change_a_review(world: World, by: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        world.close_review(by=by)
    assert at_present(world, world.document).state == "open"

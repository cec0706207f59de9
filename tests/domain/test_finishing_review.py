"""Finishing: no review ends in silence; who ends it signs under what is left without an answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Steps
from commentspace.domain import (
    appeals,
    blobs,
    documents,
    finishes,
    finishing_review,
    late_tokens,
    review_windows,
    reviews,
    rounds,
)
from commentspace.domain.finishing_review import Ending, Signing
from commentspace.domain.tables import Review
from commentspace.errors import Conflict, Invalid, NotAllowed
from tests.clock import START
from tests.world import World

WHY = "The working group did not come to them."
NAME = "Lars Nygård"


def review(world: World) -> str:
    [(uid,)] = world.rows("SELECT uid FROM review ORDER BY id DESC LIMIT 1")
    return str(uid)


def look(world: World, by: str = "lars") -> Ending:
    def ask(session: Session) -> Ending:
        document, who = documents.find(session, world.caller(by), world.document)
        newest = session.execute(select(Review).order_by(col(Review.id).desc())).scalars().first()
        assert newest is not None
        return finishing_review.ending(session, who, document, newest, world.clock.now)

    return world.read(ask)


def finish(world: World, mark: str = "", *, signature: str = NAME, statement: str = WHY, by: str = "lars") -> str:
    signing = Signing(mark or look(world).mark, signature, statement)
    return world.database.carry_out_here(finishing_review.finish(world.caller(by), review(world), signing))


def answered(world: World, comment: str) -> None:
    """As if there were an answer in force."""
    world.execute("UPDATE comment SET disposition_id = 999999 WHERE uid = :uid", uid=comment)


def state(world: World) -> str:
    return world.read(rounds.of_document, world.standing("wei"), world.document_id, world.clock.now)[0].state


def interrupted(steps: Steps[str], between: Callable[[int], None]) -> Steps[str]:
    """The same steps, with something else done before each of them: it is told its number."""
    answer, number = None, 0
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as end:
            return str(end.value)
        between(number)
        answer, number = (yield step), number + 1


@pytest.fixture
def closed(world: World) -> World:
    """Three comments of which one has its answer, and the review closed."""
    world.clock.advance(hours=1)
    for key in ("ama", "wei", "olga"):
        world.post(key)
    answered(world, world.views("lars")[0].uid)
    world.close_review()
    return world


def test_what_is_left_open_is_signed_kept_and_shown(closed: World) -> None:
    closed.reply("lars", closed.views("lars")[1].uid, "An answer in words is no decision.")
    name = finish(closed)
    [end] = closed.read(finishes.of_document, closed.standing("wei"), closed.document_id)
    assert (end.uid, end.comments, end.answered, end.opened) == (name, 3, 1, 2)
    assert (end.signature, end.statement, end.by, end.at) == (NAME, WHY, NAME, closed.clock.now)
    opened = closed.read(finishes.opened_by, closed.standing("wei"), end.id)
    assert [(each.number, each.words, each.answered_at) for each in opened] == [
        (2, "Say more.", None),
        (3, "Say more.", None),
    ]
    assert state(closed) == "finished"


def test_the_signature_is_the_own_name_and_the_statement_says_why(closed: World) -> None:
    for signature, statement, field in (
        ("Somebody", WHY, "signature"),
        ("", WHY, "signature"),
        (NAME, " ", "statement"),
    ):
        with pytest.raises(Invalid) as refused:
            finish(closed, signature=signature, statement=statement)
        assert refused.value.field == field
    assert state(closed) == "closed"
    finish(closed, signature="  lars   NYGÅRD ")


def test_nothing_is_signed_where_every_comment_has_its_answer(closed: World) -> None:
    for view in closed.views("lars"):
        answered(closed, view.uid)
    finish(closed, signature="", statement="")
    [end] = closed.read(finishes.of_document, closed.standing("priya"), closed.document_id)
    assert (end.opened, end.signature) == (0, "")


def test_what_changed_since_one_looked_is_shown_before_it_is_signed(closed: World) -> None:
    mark = look(closed).mark
    answered(closed, closed.views("lars")[1].uid)
    with pytest.raises(Conflict):
        finish(closed, mark)
    finish(closed)


def test_two_moderators_finish_it_once(closed: World) -> None:
    mark = look(closed).mark
    finish(closed, mark)
    with pytest.raises(Conflict):
        finish(closed, mark, by="nadia", signature="نادية كرم")
    assert len(closed.read(finishes.of_document, closed.standing("lars"), closed.document_id)) == 1


def test_of_two_who_finish_it_at_the_same_time_one_signs_and_the_other_is_told(closed: World) -> None:
    mark = look(closed).mark
    overtaken = []

    def between(number: int) -> None:
        if number == 2:
            overtaken.append(finish(closed, mark, by="nadia", signature="نادية كرم"))

    first = finishing_review.finish(closed.caller("lars"), review(closed), Signing(mark, NAME, WHY))
    with pytest.raises(Conflict):
        closed.database.carry_out_here(interrupted(first, between))
    [end] = closed.read(finishes.of_document, closed.standing("wei"), closed.document_id)
    assert ([end.uid], end.signature, end.opened) == (overtaken, "نادية كرم", 2)
    assert len(closed.read(finishes.opened_by, closed.standing("wei"), end.id)) == 2
    assert closed.rows("SELECT count(*) FROM finish_open") == [(2,)]


def test_it_has_to_be_closed_and_by_a_moderator(world: World) -> None:
    world.post("ama")
    with pytest.raises(Conflict):
        finish(world)
    world.close_review()
    with pytest.raises(NotAllowed):
        finish(world, look(world).mark, by="ama", signature="Ama Boateng")


def test_what_came_in_time_is_dealt_with_first(closed: World) -> None:
    held = closed.post("ama", received_at=START)
    closed.hold(held)
    assert look(closed).outstanding.held == 1
    with pytest.raises(Conflict):
        finish(closed)
    closed.release(held)
    assert not look(closed).outstanding.ends_nothing
    [(uid,)] = closed.rows("SELECT uid FROM membership WHERE person_id = :who", who=closed.person("wei"))
    leave = late_tokens.Leave(str(uid), closed.clock.now + timedelta(days=1), "The power was out.")
    token = closed.write(late_tokens.give, closed.caller("lars"), closed.document, leave)
    with pytest.raises(Conflict):
        finish(closed)
    closed.write(late_tokens.take_back, closed.caller("lars"), token)
    finish(closed)


def test_an_appeal_for_a_comment_that_was_withdrawn_waits_for_nobody(closed: World) -> None:
    held = closed.post("ama", received_at=START)
    closed.hold(held)
    closed.write(appeals.appeal, closed.caller("ama"), held, "It names an office.")
    assert look(closed).outstanding.appeals == 1
    closed.withdraw("ama", held)
    assert look(closed).outstanding.appeals == 0


def test_what_came_before_a_pause_is_dealt_with_first_too(world: World) -> None:
    held = "INSERT INTO inbound (uid, blob_id, fingerprint, sender, recipient, received_at, verdict, reason, space_id, "
    held += "attempts, next_try_at, from_address, subject, message_id, trail) VALUES (:uid, :blob, :uid, '', '', :at, "
    held += "'held', '', :space, 0, :at, '', '', '', '[]')"
    blob = world.write(lambda session, *, now: blobs.keep(session, b"a mail", now=now))
    for uid, hours in (("before the pause", 1), ("while it paused", 3), ("after the pause", 5)):
        world.execute(held, uid=uid, blob=blob, space=world.space_id, at=START + timedelta(hours=hours))
    world.clock.now = START + timedelta(hours=2)
    world.write(reviews.pause, world.caller("lars"), world.document, "The text is checked.")
    world.clock.now = START + timedelta(hours=4)
    goes_on = world.clock.now + timedelta(days=1), "It is right."
    world.write(reviews.resume, world.caller("lars"), world.document, *goes_on)
    world.clock.now = START + timedelta(hours=6)
    world.close_review()
    assert look(world).outstanding.mail_unreadable == 2


def test_a_blind_review_is_unveiled_by_it(world: World) -> None:
    world.execute("UPDATE review SET seen = 'closing'")
    world.clock.advance(hours=1)
    world.post("ama")
    world.close_review()
    assert world.views("priya") == []
    finish(world)
    assert [view.number for view in world.views("priya")] == [1]


def test_reopening_and_undoing_keep_what_was_signed(closed: World) -> None:
    finish(closed)
    closed.write(finishing_review.undo, closed.caller("nadia"), review(closed), "Two answers are still to come.")
    assert state(closed) == "closed"
    with pytest.raises(Conflict):
        closed.write(finishing_review.undo, closed.caller("nadia"), review(closed), "Again.")
    finish(closed)
    closed.reopen_review("Some had no power.")
    ends = closed.read(finishes.of_document, closed.standing("wei"), closed.document_id)
    assert [each.undone_reason for each in ends] == ["Some had no power.", "Two answers are still to come."]
    assert closed.read(review_windows.of_document, closed.document_id, closed.clock.now).sealed_at is None


def test_an_answer_after_the_end_is_shown_as_such(closed: World) -> None:
    finish(closed)
    [end] = closed.read(finishes.of_document, closed.standing("wei"), closed.document_id)
    late = closed.views("lars")[1].uid
    closed.execute(
        "INSERT INTO disposition (id, uid, comment_id, outcome, reason, html, batch, door, by_id, at, seq, "
        "in_force_seq, declined_reason) SELECT 5000, 'abcdefghijklmnop', id, 'noted', '', '', '', 'web', :by, :at, "
        "1, 1, '' FROM comment WHERE uid = :uid",
        by=closed.person("lars"),
        at=closed.clock.now,
        uid=late,
    )
    closed.execute("UPDATE comment SET disposition_id = 5000 WHERE uid = :uid", uid=late)
    opened = closed.read(finishes.opened_by, closed.standing("wei"), end.id)
    assert [each.answered_at is not None for each in opened] == [True, False]

"""A message is filed whole: all its texts, its verdict and its receipt, or nothing."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from commentspace.domain import announcements, filing, inbound, intake, messages, outbox, spaces
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.filing import Answer, Arrival, NotFiled, Outcome
from commentspace.domain.inbound import Decision, Verdict
from commentspace.errors import Closed, NotFound
from tests.small_draft import FIRST
from tests.world import World

FILED = Decision(Verdict.FILED)


@pytest.fixture
def arrival(world: World) -> Arrival:
    """A message of ama that came in a minute ago."""
    return came(world, b"\r\n\r\nI agree.")


def came(world: World, raw: bytes) -> Arrival:
    [kept] = world.database.write_here(intake.store, raw, "ama.boateng@example.net", ["us@example.org"])
    received: datetime = world.clock.now
    world.clock.advance(minutes=1)
    return Arrival(kept, received, world.person("ama"), "ama.boateng@example.net", "<1@example.net>")


def close(world: World, arrival: Arrival, answers: Sequence[Answer], letter: outbox.Intent | None = None) -> None:
    outcome = Outcome(FILED, answers, letter)
    world.database.write_here(filing.close, arrival, outcome, space=outcome.spaces[0] if answers else None)


def answers(world: World, *targets: tuple[str, str]) -> list[Answer]:
    return [
        Answer(target, name, world.space_id, Body.of(f"To the {target}."), at)  # type: ignore[arg-type]  # four words
        for at, (target, name) in enumerate(targets)
    ]


def test_each_text_becomes_what_it_answers_with_where_it_came_from(world: World, arrival: Arrival) -> None:
    comment = world.post("wei")
    letter = world.write(messages.write, world.caller("wei"), world.post("ama"), Body.of("May I?"), "k" * 16)
    told = world.write(
        announcements.announce, world.caller("lars"), world.space_id, Wording.of("Monday", "We meet."), "k" * 16
    )
    texts = answers(
        world,
        ("paragraph", world.paragraphs[FIRST].uid), ("comment", comment), ("message", letter), ("announcement", told),
    )  # fmt: skip
    close(world, arrival, texts)
    [on_paragraph, reply] = [view for view in world.views("lars") if view.door == "mail"]
    assert (on_paragraph.body, on_paragraph.parent) == ("To the paragraph.", None)
    assert (reply.body, reply.parent, reply.received_at) == ("To the comment.", comment, arrival.received_at)
    written = world.rows("SELECT to_id, body FROM message WHERE inbound_id IS NOT NULL ORDER BY id")
    assert written == [(world.person("wei"), "To the message.")]
    assert world.rows("SELECT body, inbound_id FROM announcement_answer") == [
        ("To the announcement.", arrival.inbound_id)
    ]
    sources = world.rows("SELECT inbound_id, segment, source FROM provenance WHERE door = 'mail' ORDER BY id")
    assert sources == [(arrival.inbound_id, 0, "<1@example.net>"), (arrival.inbound_id, 1, "<1@example.net>")]
    assert world.read(inbound.waiting) == []


def test_one_refusal_files_nothing_leaves_the_message_waiting_and_names_all_that_is_refused(
    world: World, arrival: Arrival
) -> None:
    gone = "a" * 16
    texts = answers(world, ("paragraph", world.paragraphs[FIRST].uid), ("comment", gone), ("message", gone))
    with pytest.raises(NotFiled) as refused:
        close(world, arrival, texts)
    assert {at: type(each) for at, each in refused.value.refusals.items()} == {1: NotFound, 2: NotFound}
    assert world.views("lars") == []
    assert [waiting.id for waiting in world.read(inbound.waiting)] == [arrival.inbound_id]


def test_what_came_before_the_closing_is_filed_after_it_and_what_came_later_is_not(
    world: World, arrival: Arrival
) -> None:
    world.close_review()
    late = came(world, b"\r\n\r\nToo late.")
    close(world, arrival, answers(world, ("paragraph", world.paragraphs[FIRST].uid)))
    with pytest.raises(NotFiled, match=Closed.sentence):
        close(world, late, answers(world, ("paragraph", world.paragraphs[FIRST].uid)))
    assert len(world.views("lars")) == 1


def test_a_message_that_has_its_verdict_is_left_alone(world: World, arrival: Arrival) -> None:
    intent = outbox.Intent("receipt", "receipt:1", arrival.person_id)
    for _ in range(2):
        close(world, arrival, answers(world, ("paragraph", world.paragraphs[FIRST].uid)), intent)
    assert len(world.views("lars")) == 1
    assert [due.kind for due in world.database.write_here(outbox.lease, 10)] == ["receipt"]


def test_a_message_without_texts_gets_its_verdict_too(world: World, arrival: Arrival) -> None:
    close(world, arrival, [])
    assert world.read(inbound.waiting) == []


def test_texts_for_two_spaces_are_filed_together(world: World, arrival: Arrival) -> None:
    other = world.database.write_here(spaces.make, world.caller("lars"), spaces.Plan.of("peat", "Peat"))
    elsewhere = Answer("comment", "a" * 16, other, Body.of("x"), 1)
    assert Outcome(FILED, [elsewhere, *answers(world, ("comment", "b" * 16))]).spaces == [world.space_id, other]
    with pytest.raises(NotFiled):
        close(world, arrival, [*answers(world, ("paragraph", world.paragraphs[FIRST].uid)), elsewhere])
    assert world.views("lars") == []


def test_mail_that_arrived_proves_its_address(world: World, arrival: Arrival) -> None:
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE address SET verified_at = NULL")
    close(world, arrival, [])
    assert world.rows("SELECT address FROM address WHERE verified_at IS NOT NULL") == [("ama.boateng@example.net",)]

"""Mail that came in is kept before it is read, once, and ends in one verdict."""

import pytest

from commentspace.domain import blobs, inbound, inbound_views, intake
from commentspace.domain.inbound import Decision, Verdict, Waiting
from commentspace.errors import NotAllowed
from tests.world import World

MAIL = b"From: ama.boateng@example.net\r\nSubject: Re: Wetlands\r\n folded\r\n\r\nReceived: no\r\n\xff\r\n"
TO = "reply+abc@comments.example.org"


def store(world: World, raw: bytes = MAIL, *recipients: str) -> list[int]:
    sender = "ama.boateng@example.net"
    return world.database.write_here(intake.store, raw, sender, recipients or (TO,))


def waiting(world: World) -> list[Waiting]:
    return world.read(inbound.waiting)


def test_a_message_is_kept_byte_for_byte(world: World) -> None:
    [kept] = store(world)
    [found] = waiting(world)
    assert (found.id, found.recipient, found.received_at, found.attempts) == (kept, TO, world.clock.now, 0)
    assert world.read(blobs.read, found.blob_id) == MAIL


@pytest.mark.parametrize(
    "trace",
    [
        b"Received: from a by b\r\n",
        b"Received: from a\r\n\tby b;\r\n\tMonday\r\n",
        b"Return-Path: <x@y>\r\nReceived: z\r\n",
    ],
)
def test_the_same_message_on_another_way_is_not_taken_twice(world: World, trace: bytes) -> None:
    store(world)
    assert store(world, trace + MAIL) == []
    assert len(waiting(world)) == 1


def test_another_text_or_another_header_is_another_message(world: World) -> None:
    others = (MAIL + b".", MAIL.replace(b"Wetlands", b"Wetland"), MAIL.replace(b" folded", b" unfolded"))
    for raw in (MAIL, *others):
        assert len(store(world, raw)) == 1


def test_a_message_to_two_of_our_addresses_is_two_and_to_one_twice_is_one(world: World) -> None:
    assert len(store(world, MAIL, TO, "reply+def@comments.example.org", TO)) == 2
    assert store(world, MAIL, TO) == []
    assert len(store(world, MAIL, TO, "reply+ghi@comments.example.org")) == 1


def test_each_message_gets_one_verdict_and_waits_no_more(world: World) -> None:
    [kept] = store(world)
    decision = Decision(
        Verdict.FILED,
        "",
        space_id=world.space_id,
        person_id=world.person("ama"),
        found="同意。",
        left_out="> Say more.",
    )
    world.database.write_here(inbound.decide, kept, decision)
    assert waiting(world) == []
    [shown] = world.read(inbound_views.of_space, world.standing("lars"))
    assert (shown.verdict, shown.person, shown.found, shown.left_out) == (
        "filed",
        "Ama Boateng",
        "同意。",
        "> Say more.",
    )


def test_messages_wait_in_the_order_in_which_they_came(world: World) -> None:
    kept = [store(world, MAIL + bytes([number]))[0] for number in range(3)]
    assert [each.id for each in waiting(world)] == kept
    assert [each.id for each in world.read(inbound.waiting, 2)] == kept[:2]


def test_a_message_that_fails_three_times_is_set_aside_and_the_others_flow_on(world: World) -> None:
    [poisoned], [good] = store(world), store(world, MAIL + b"good")
    for attempt in range(inbound.TRIES):
        assert [each.id for each in waiting(world)] == [poisoned, good], attempt
        world.database.write_here(inbound.tried, poisoned, "KeyError: 'x'")
    assert [each.id for each in waiting(world)] == [good]
    assert world.rows("SELECT verdict, reason FROM inbound WHERE id = :id", id=poisoned) == [("held", "KeyError: 'x'")]


def test_the_list_of_messages_is_for_moderators(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.read(inbound_views.of_space, world.standing("ama"))


def test_a_large_message_is_kept_in_chunks_and_once(world: World) -> None:
    large = bytes(range(256)) * 3000
    first = world.database.write_here(blobs.keep, large)
    assert world.database.write_here(blobs.keep, large) == first
    assert world.read(blobs.read, first) == large
    assert world.rows("SELECT count(*), max(length(content)) FROM blob_chunk") == [(3, blobs.CHUNK)]
    assert world.read(blobs.read, world.database.write_here(blobs.keep, b"")) == b""


def test_a_header_of_millions_of_lines_is_no_more_work_than_its_octets() -> None:
    endless = b"From: a\r\n" + b" b\r\n" * 4_000_000 + b"\r\nbody"
    assert intake.fingerprint(endless) != intake.fingerprint(endless.replace(b"body", b"other"))


def test_a_field_in_several_lines_counts_whole_and_fields_of_servers_do_not() -> None:
    mail = b"From: a\r\n b\r\nX-Tag: 1\r\nSubject: s\r\n\r\nbody"
    assert intake.fingerprint(mail) == intake.fingerprint(b"Received: y\r\n z\r\n" + mail)
    assert intake.fingerprint(mail) != intake.fingerprint(mail.replace(b" b", b" c"))

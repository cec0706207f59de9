"""What the post office does when servers refuse, are away, or the program stops in the middle."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain import messages, outbox, sign_in
from commentspace.domain.bodies import Body
from commentspace.domain.tables import Letter
from tests.mail.house import MailHouse, settings_for
from tests.services.sink import Sink
from tests.small_draft import FIRST
from tests.world import World

ADDRESS = member("wei").address
MINUTES = [1, 5, 15, 60, 240, 240]


@pytest.fixture
def letter(mail: MailHouse) -> MailHouse:
    """The mail door, with one letter that waits to be sent."""
    comment = mail.world.post("wei", FIRST, "Say which water.")
    mail.world.write(messages.write, mail.world.caller("lars"), comment, Body.of("Which water?"), "letter-1")
    return mail


def the(mail: MailHouse, kind: str = "message") -> Letter:
    """The one letter of its kind."""
    return mail.outgoing(kind)[0]


async def test_a_letter_that_was_sent_is_not_sent_again(letter: MailHouse) -> None:
    assert await letter.post_office.drain() == 1
    assert await letter.post_office.drain() == 0
    assert len(letter.to("wei")) == 1
    assert (the(letter).state, the(letter).answer) == ("sent", "2.0.0 taken")


@pytest.mark.parametrize("refusal", ["451 4.3.0 Not now.", "RCPT 450 4.2.1 Later."])
async def test_a_letter_refused_for_now_is_tried_again_after_growing_waits(letter: MailHouse, refusal: str) -> None:
    for minutes in MINUTES:
        letter.sink.refusals.append(refusal)
        assert await letter.post_office.drain() == 1
        letter.world.clock.advance(minutes=minutes, seconds=-1)
        assert await letter.post_office.drain() == 0
        letter.world.clock.advance(seconds=1)
    assert "Not now" in the(letter).answer or "Later" in the(letter).answer
    assert await letter.post_office.drain() == 1
    assert len(letter.to("wei")) == 1


async def test_after_five_days_of_waiting_a_letter_fails(letter: MailHouse) -> None:
    letter.sink.refusals = ["451 4.3.0 Not now."] * 100
    while the(letter).state != "failed":
        await letter.post_office.drain()
        letter.world.clock.advance(hours=4)
    assert letter.world.clock.now - the(letter).created_at > timedelta(days=5)
    assert letter.sink.letters == []


@pytest.mark.parametrize("refusal", ["554 5.6.0 Never.", "RCPT 550 5.1.1 Nobody of that name."])
async def test_a_letter_refused_for_ever_fails(letter: MailHouse, refusal: str) -> None:
    letter.sink.refusals = [refusal]
    await letter.post_office.drain()
    assert the(letter).state == "failed"
    letter.world.clock.advance(days=1)
    assert await letter.post_office.drain() == 0


async def test_a_refusal_by_policy_is_no_fault_of_the_address(letter: MailHouse) -> None:
    letter.sink.refusals = ["550 5.7.1 You are on a list."]
    await letter.post_office.drain()
    assert the(letter).state == "ready"
    letter.world.clock.advance(minutes=1)
    await letter.post_office.drain()
    assert the(letter).state == "sent"


async def test_a_server_that_is_away_loses_nothing(sqlite_world: World, sink: Sink, tmp_path: Path) -> None:
    away = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, smtp_port=1))
    sqlite_world.database.write_here(sign_in.ask, ADDRESS, "/", "127.0.0.1")
    await away.post_office.drain()
    assert (the(away, "sign-in").state, the(away, "sign-in").attempts) == ("ready", 1)
    back = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path))
    sqlite_world.clock.advance(minutes=1)
    await back.post_office.drain()
    await back.post_office.close()
    assert len(sink.to(ADDRESS)) == 1


async def test_a_retry_sends_the_same_bytes(letter: MailHouse) -> None:
    letter.sink.refusals = ["451 4.3.0 Not now."]
    await letter.post_office.drain()
    letter.world.clock.advance(minutes=1)
    kept = letter.bytes_of(the(letter))
    await letter.post_office.drain()
    assert letter.last("wei").content == kept


async def test_a_crash_between_the_servers_answer_and_our_mark_sends_the_same_message_again(letter: MailHouse) -> None:
    await letter.post_office.drain()
    letter.world.database.write_here(_as_before_the_mark, the(letter).id)
    await letter.post_office.drain()
    first, second = letter.to("wei")
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert first.content == second.content


async def test_a_leased_letter_is_taken_up_again_when_its_worker_is_gone(letter: MailHouse) -> None:
    letter.world.database.write_here(outbox.lease, 10)
    assert await letter.post_office.drain() == 0
    letter.world.clock.advance(minutes=6)
    assert await letter.post_office.drain() == 1


async def test_a_letter_that_makes_the_program_fail_does_not_stop_the_others(letter: MailHouse) -> None:
    broken = outbox.Intent(kind="of no kind", dedup="broken", address="nobody@example.org")
    letter.world.database.write_here(outbox.intend, broken)
    for _ in range(3):
        await letter.post_office.drain()
        letter.world.clock.advance(hours=1)
    assert the(letter, "of no kind").state == "failed"
    assert the(letter).state == "sent"


async def test_the_post_office_is_woken_by_a_commit(mail: MailHouse) -> None:
    mail.world.database.on_mail(mail.post_office.wake)
    work = asyncio.create_task(mail.post_office.run())
    await mail.world.database.read(outbox.is_waiting, mail.world.clock.now)
    await mail.world.database.write(sign_in.ask, ADDRESS, "/", "127.0.0.1")
    async with asyncio.timeout(4):
        await mail.sink.letter(ADDRESS, "Sign in")
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert the(mail, "sign-in").state == "sent"


def _as_before_the_mark(session: Session, letter_id: int, *, now: datetime) -> None:
    was: dict[str, Any] = {"state": "ready", "sent_at": None, "attempts": 0, "answer": ""}
    session.execute(update(Letter).where(col(Letter.id) == letter_id).values(**was))

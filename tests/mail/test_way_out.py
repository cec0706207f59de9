"""The way out when several send at once, connections break, rights change meanwhile, or a step is never reached."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Conversation
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain import bounces, messages, outbox, suppressions
from commentspace.domain.bodies import Body
from commentspace.domain.failures import Failure
from commentspace.domain.outbox import Intent
from commentspace.domain.tables import Letter, Membership
from commentspace.mail.post_office import MANY
from commentspace.mail.writers import Writers
from tests.mail.house import MailHouse, settings_for
from tests.services.sink import Delivered, Sink
from tests.small_draft import FIRST
from tests.world import World

ADDRESS = member("wei").address
NEVER = "RCPT 550 5.1.1 Nobody of that name."


@pytest.fixture
async def mail(world: World, sink: Sink, tmp_path: Path) -> AsyncIterator[MailHouse]:
    """The mail door on each engine."""
    house = MailHouse(world, sink, settings_for(sink, tmp_path))
    yield house
    await house.post_office.close()


def intend(mail: MailHouse, times: int = 1) -> None:
    """So many letters to wei, as a program writes them."""
    before, subjects = len(mail.outgoing("address-changed")), {"act": "added", "address": "w@example.org"}
    for number in range(before, before + times):
        intent = Intent("address-changed", f"letter:{number}", mail.world.person("wei"), subjects=subjects)
        mail.world.database.write_here(outbox.intend, intent)


def write(mail: MailHouse) -> str:
    """A letter from lars to wei about a comment; returns the comment."""
    comment = mail.world.post("wei", FIRST, "Say which water.")
    mail.world.write(messages.write, mail.world.caller("lars"), comment, Body.of("Which water?"), "letter-1")
    return comment


def the(mail: MailHouse) -> Letter:
    [letter] = mail.outgoing("message")
    return letter


def ids(letters: list[Delivered]) -> list[str]:
    return sorted(str(each.message["Message-ID"]) for each in letters)


async def test_several_post_offices_send_each_letter_once(mail: MailHouse) -> None:
    others = [MailHouse(mail.world, mail.sink, mail.settings) for _ in range(2)]
    intend(mail, 30)
    await asyncio.gather(mail.post_office.drain(), *(other.post_office.drain() for other in others))
    for other in others:
        await other.post_office.close()
    assert len(ids(mail.to("wei"))) == len(set(ids(mail.to("wei")))) == 30
    assert {letter.state for letter in mail.outgoing("address-changed")} == {"sent"}


async def test_a_minutes_letters_to_one_domain_go_and_the_others_a_minute_later(mail: MailHouse) -> None:
    slow = MailHouse(mail.world, mail.sink, mail.settings.model_copy(update={"mail_a_minute": 10}))
    intend(mail, 14)
    assert await slow.post_office.drain() == 10
    mail.world.clock.advance(minutes=1)
    assert await slow.post_office.drain() == 4
    await slow.post_office.close()


async def test_letters_in_hand_are_finished_when_the_post_office_is_stopped(mail: MailHouse) -> None:
    intend(mail, 3)
    work = asyncio.create_task(mail.post_office.drain())
    await mail.sink.arrived.wait()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    states = [letter.state for letter in mail.outgoing("address-changed")]
    assert "ready" not in states
    assert states.count("sent") == len(mail.to("wei"))
    await mail.post_office.drain()
    assert len(set(ids(mail.to("wei")))) == len(mail.to("wei")) == 3


async def test_connections_are_kept_for_the_next_letters(mail: MailHouse) -> None:
    for _ in range(5):
        intend(mail)
        await mail.post_office.drain()
    assert len(mail.sink.sessions) == 1
    assert len(mail.to("wei")) == 5


async def test_a_kept_connection_that_the_server_has_closed_loses_nothing(mail: MailHouse) -> None:
    intend(mail)
    await mail.post_office.drain()
    for session in mail.sink.sessions:
        assert session.transport is not None
        session.transport.close()
    intend(mail)
    await mail.post_office.drain()
    assert [letter.state for letter in mail.outgoing("address-changed")] == ["sent", "sent"]
    assert [letter.attempts for letter in mail.outgoing("address-changed")] == [1, 1]


class Cutting(Sink):
    """A server that takes a letter, and is gone before it says so."""

    async def handle_DATA(self, server: SMTP, session: Conversation, envelope: Envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.letters) == 1 and server.transport is not None:
            server.transport.close()
        return answer


async def test_a_letter_that_may_have_come_is_sent_again_with_the_same_bytes(world: World, tmp_path: Path) -> None:
    sink = Cutting()
    server = await asyncio.get_running_loop().create_server(sink.session, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    mail = MailHouse(world, sink, settings_for(sink, tmp_path))
    write(mail)
    for minutes in (0, 1):
        world.clock.advance(minutes=minutes)
        await mail.post_office.drain()
    await mail.post_office.close()
    server.close()
    first, second = mail.to("wei")
    assert first.content == second.content
    assert (the(mail).state, the(mail).attempts) == ("sent", 2)


async def refused_for_an_hour(mail: MailHouse) -> None:
    """Nobody takes the letter for more than an hour."""
    for minutes in (1, 5, 15, 60):
        mail.sink.refusals = ["RCPT 450 4.2.0 Greylisted."]
        await mail.post_office.drain()
        mail.world.clock.advance(minutes=minutes)


async def test_a_letter_that_certainly_nobody_took_is_written_anew_after_an_hour(mail: MailHouse) -> None:
    comment = write(mail)
    await refused_for_an_hour(mail)
    assert (the(mail).state, the(mail).blob_id, the(mail).text) == ("intended", None, "")
    mail.world.withdraw("wei", comment)
    await mail.post_office.drain()
    assert "Say which water" not in mail.last("wei").part("plain")
    assert "Which water?" in mail.last("wei").part("plain")


async def test_a_reader_who_has_no_right_any_more_gets_no_old_bytes(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    mail.write_only_to("ama")
    mail.world.clock.advance(days=1)
    await mail.rounds.once()
    await left_in_the_middle(mail)
    mail.world.write(_leave, mail.world.person("ama"))
    mail.world.clock.advance(hours=1, minutes=6)
    await mail.post_office.drain()
    assert [letter.state for letter in mail.outgoing("digest")] == ["dropped"]
    assert mail.to("ama") == []


async def test_old_bytes_that_may_have_come_are_sent_again_while_they_still_hold(mail: MailHouse) -> None:
    write(mail)
    await left_in_the_middle(mail)
    kept = mail.bytes_of(the(mail))
    mail.world.clock.advance(hours=2)
    await mail.post_office.drain()
    assert mail.last("wei").content == kept


async def test_old_bytes_that_tell_what_is_withdrawn_are_written_anew_under_the_same_name(mail: MailHouse) -> None:
    comment = write(mail)
    await left_in_the_middle(mail)
    name = the(mail).message_id
    mail.world.withdraw("wei", comment)
    mail.world.clock.advance(hours=2)
    await mail.post_office.drain()
    assert "Say which water" not in mail.last("wei").part("plain")
    assert name in str(mail.last("wei").message["Message-ID"])
    assert "Say which water" not in "".join(block.text for block in mail.blocks(mail.last("wei")))


async def left_in_the_middle(mail: MailHouse) -> None:
    """The letter is leased, rendered and kept; then its worker is gone, perhaps after it was sent."""
    leased = await mail.world.database.write(outbox.lease, 10)
    assert await mail.post_office._prepared(leased)


def _leave(session: Session, person_id: int, *, now: datetime) -> None:
    session.execute(update(Membership).where(col(Membership.person_id) == person_id).values(ended_at=now))


async def test_an_address_that_does_not_exist_gets_no_more_letters_but_the_way_in(mail: MailHouse) -> None:
    for _ in range(2):
        intend(mail)
        mail.sink.refusals = [NEVER]
        await mail.post_office.drain()
        mail.world.clock.advance(days=1)
    assert mail.world.read(suppressions.is_suppressed, ADDRESS)
    intend(mail)
    until = mail.world.clock.now.replace(year=2030).isoformat()
    secrets = {"until": until, "code": "12345678", "link": "a-link"}
    way_in = Intent("sign-in", "sign-in:1", mail.world.person("wei"), subjects=secrets)
    mail.world.database.write_here(outbox.intend, way_in)
    await mail.post_office.drain()
    assert [letter.state for letter in mail.outgoing("address-changed")] == ["failed", "failed", "dropped"]
    assert [letter.message["Subject"] for letter in mail.to("wei")] == ["Sign in to Comments"]


async def test_a_letter_refused_for_what_it_says_does_not_count_against_its_address(mail: MailHouse) -> None:
    for _ in range(3):
        intend(mail)
        mail.sink.refusals = ["554 5.6.0 Never."]
        await mail.post_office.drain()
        mail.world.clock.advance(days=1)
    assert mail.world.rows("SELECT count(*) FROM bounce") == [(0,)]


async def test_letters_go_again_when_it_is_lifted(mail: MailHouse) -> None:
    intend(mail, 2)
    for letter in mail.outgoing("address-changed"):
        mail.world.database.write_here(bounces.refused, letter.id, Failure.complaint("abuse"))
    await mail.post_office.drain()
    mail.world.database.write_here(suppressions.lift, mail.world.caller("wei"), ADDRESS)
    intend(mail)
    await mail.post_office.drain()
    assert [letter.state for letter in mail.outgoing("address-changed")] == ["dropped", "dropped", "sent"]


@pytest.mark.parametrize("step", ["read", "write"])
@pytest.mark.parametrize("after", range(8))
async def test_no_letter_is_lost_whichever_step_is_never_reached(mail: MailHouse, step: str, after: int) -> None:
    intend(mail, 2)
    stopping = Stopping(mail, step, after)
    with stopping:
        await asyncio.gather(mail.post_office.drain(), return_exceptions=True)
    mail.world.clock.advance(minutes=6)
    await mail.post_office.drain()
    mail.world.clock.advance(minutes=6)
    await mail.post_office.drain()
    assert len(set(ids(mail.to("wei")))) == 2
    assert [letter.state for letter in mail.outgoing("address-changed")] == ["sent", "sent"]


class Stopping:
    """As long as it lasts, the database answers so many times, and then not any more."""

    def __init__(self, mail: MailHouse, step: str, after: int):
        self._database, self._step, self._left = mail.world.database, step, after

    def __enter__(self) -> None:
        real = getattr(self._database, self._step)

        async def stopping(*args: object, **named: object) -> object:
            if self._left <= 0:
                raise ConnectionError("gone")
            self._left -= 1
            return await real(*args, **named)

        setattr(self._database, self._step, stopping)

    def __exit__(self, *_error: object) -> None:
        delattr(self._database, self._step)


async def test_many_letters_are_written_by_other_processes_and_each_is_sent_once(mail: MailHouse) -> None:
    house = MailHouse(mail.world, mail.sink, mail.settings.model_copy(update={"mail_at_once": 0, "mail_a_minute": 0}))
    intend(house, MANY + 30)
    await house.post_office.drain()
    await house.post_office.close()
    assert len(set(ids(mail.to("wei")))) == len(mail.to("wei")) == MANY + 30


async def test_letters_are_written_here_when_the_other_processes_are_gone(mail: MailHouse) -> None:
    writers = Writers("nonsense://", mail.settings)
    house = MailHouse(mail.world, mail.sink, mail.settings.model_copy(update={"mail_at_once": 0, "mail_a_minute": 0}))
    house.post_office._writers = writers
    intend(house, MANY + 1)
    await house.post_office.drain()
    await house.post_office.close()
    assert len(set(ids(mail.to("wei")))) == MANY + 1

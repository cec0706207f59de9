"""What bounds the listener: large messages, many recipients, rates, a full disk; and how a message's end is found."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiosmtplib
import pytest
from sqlalchemy import event

from commentspace.demo.cast import member
from commentspace.domain import blobs, inbound
from commentspace.mail import conversation
from commentspace.mail.conversation import LARGE, Arriving, Gate
from commentspace.mail.desk import address_book
from commentspace.mail.rates import FOR_AN_ADDRESS, Rates, network
from tests.mail.house import MailHouse, settings_for
from tests.services.sink import Sink
from tests.world import World

AMA = member("ama").address
LETTER = "abcdefghijklmnop"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def to(mail: MailHouse) -> str:
    """An address of ours."""
    return address_book(mail.settings).reply_address(LETTER)


class Line:
    """A connection to the listener, spoken by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.reader, self.writer = reader, writer

    async def say(self, words: bytes) -> None:
        self.writer.write(words)
        await self.writer.drain()

    async def hear(self) -> str:
        """One answer, all its lines."""
        said = ""
        while not said or said.splitlines()[-1][3:4] == "-":
            said += (await self.reader.readline()).decode()
        return said

    async def ask(self, words: str) -> str:
        await self.say(f"{words}\r\n".encode())
        return await self.hear()


@pytest.fixture
async def line(mail: MailHouse) -> AsyncIterator[Line]:
    """A connection that has said who it is, and that it has a mail for us."""
    reader, writer = await asyncio.open_connection("127.0.0.1", mail.listener.port)
    made = Line(reader, writer)
    await made.hear()
    for words in ("EHLO client.example.com", f"MAIL FROM:<{AMA}>", f"RCPT TO:<{to(mail)}>"):
        assert (await made.ask(words)).startswith("250")
    yield made
    writer.close()
    await writer.wait_closed()


def kept(mail: MailHouse) -> list[bytes]:
    """The bytes of the messages that are kept."""
    return [mail.world.read(blobs.read, each.blob_id) for each in mail.world.read(inbound.waiting)]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b".\r\n", b""),
        (b"a\r\n.\r\n", b"a\r\n"),
        (b"\r\n.\r\n", b"\r\n"),
        (b"a: b\r\n\r\n..\r\n...\r\n.\r\n", b"a: b\r\n\r\n.\r\n..\r\n"),
        (b"a\r\n.b\r\n.\r\n", b"a\r\nb\r\n"),
        (b"a\n.\nb\r.\r\r\n.\n\r\n.\r\n", b"a\n.\nb\r.\r\r\n\n\r\n"),
        (b"\0\xff\r\n.\r\n", b"\0\xff\r\n"),
    ],
)
async def test_only_a_dot_alone_on_its_line_ends_a_message(
    mail: MailHouse, line: Line, sent: bytes, message: bytes
) -> None:
    assert (await line.ask("DATA")).startswith("354")
    await line.say(sent)
    assert (await line.hear()).startswith("250")
    assert kept(mail) == [message]


async def test_the_end_is_found_wherever_the_runs_break(mail: MailHouse, line: Line) -> None:
    whole = b"a: b\r\n\r\n..c\r\n.\r\n"
    for at in range(len(whole)):
        arriving = Arriving(Gate(), LARGE)
        first = arriving.take(whole[:at])
        assert first is None
        assert arriving.take(whole[at:] + b"NOOP\r\n") == b"NOOP\r\n"
        assert arriving.message() == b"a: b\r\n\r\n.c\r\n"
    await line.ask("DATA")
    for octet in whole:
        await line.say(bytes([octet]))
    assert (await line.hear()).startswith("250")
    assert kept(mail) == [b"a: b\r\n\r\n.c\r\n"]


async def test_commands_that_come_with_the_end_are_answered(mail: MailHouse, line: Line) -> None:
    await line.ask("DATA")
    await line.say(f"a\r\n.\r\nMAIL FROM:<{AMA}>\r\nRCPT TO:<{to(mail)}>\r\nDATA\r\n".encode())
    assert [(await line.hear())[:3] for _ in range(4)] == ["250", "250", "250", "354"]
    await line.say(b"b\r\n.\r\nNOOP\r\n")
    assert [(await line.hear())[:3] for _ in range(2)] == ["250", "250"]
    assert kept(mail) == [b"a\r\n", b"b\r\n"]


async def test_garbage_is_no_command_and_the_conversation_goes_on(line: Line) -> None:
    for words in ("\0\0\0", "\u4f60\u597d", "RCPT TO:<\0>", "RCPT TO:<a\u00e9@comments.example.org>", "BDAT 5 LAST"):
        assert (await line.ask(words))[0] == "5"
    assert (await line.ask("NOOP")).startswith("250")


async def test_more_than_100_recipients_are_for_another_message(mail: MailHouse, line: Line) -> None:
    book = address_book(mail.settings)
    said = []
    for number in range(100):
        name = f"{number:016}".translate(str.maketrans("0123456789", "abcdefghij"))
        said.append((await line.ask(f"RCPT TO:<{book.reply_address(name)}>"))[:9])
    assert said == ["250 2.1.5"] * 99 + ["452 4.5.3"]


async def test_at_most_four_large_messages_come_in_at_a_time(mail: MailHouse) -> None:
    large = b"a: b\r\n\r\n" + b"water\r\n" * (LARGE // 7 + 1)
    lines = []
    for _ in range(5):
        made = Line(*await asyncio.open_connection("127.0.0.1", mail.listener.port))
        await made.hear()
        for words in ("EHLO client.example.com", f"MAIL FROM:<{AMA}>", f"RCPT TO:<{to(mail)}>"):
            await made.ask(words)
        lines.append(made)
    for each in lines[:4]:
        assert (await each.ask("DATA")).startswith("354")
        await each.say(large)
    announced = Line(*await asyncio.open_connection("127.0.0.1", mail.listener.port))
    await announced.hear()
    while mail.listener._gate._left:  # until the listener has read what was sent
        await announced.ask("NOOP")
    await lines[4].ask("DATA")
    await lines[4].say(large + b".\r\n")
    assert (await lines[4].hear()).startswith("451 4.3.2")
    for words in ("EHLO c.example.com", f"MAIL FROM:<{AMA}> SIZE=2000000", f"RCPT TO:<{to(mail)}>"):
        await announced.ask(words)
    assert (await announced.ask("DATA")).startswith("451 4.3.2")
    await lines[0].say(b".\r\n")
    assert (await lines[0].hear()).startswith("250")
    assert (await announced.ask("DATA")).startswith("354")
    for each in (*lines, announced):
        each.writer.close()


async def test_more_than_the_limit_is_refused_when_it_has_come(
    mail: MailHouse, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    await line.ask("DATA")
    await line.say(b"water\r\n" * (26 * LARGE // 7) + b".\r\n")
    assert (await line.hear()).startswith("552 5.3.4")
    assert (await line.ask("NOOP")).startswith("250")
    assert kept(mail) == []


async def test_one_address_takes_so_many_mails_in_a_while_and_others_go_on(mail: MailHouse, line: Line) -> None:
    for _ in range(FOR_AN_ADDRESS - 1):
        await line.ask("RSET")
        await line.ask(f"MAIL FROM:<{AMA}>")
        assert (await line.ask(f"RCPT TO:<{to(mail)}>")).startswith("250")
    await line.ask("RSET")
    await line.ask(f"MAIL FROM:<{AMA}>")
    assert (await line.ask(f"RCPT TO:<{to(mail)}>")).startswith("451 4.7.1")
    assert (await line.ask(f"RCPT TO:<{address_book(mail.settings).reply_address(LETTER[::-1])}>")).startswith("250")
    mail.world.clock.advance(minutes=10)
    assert (await line.ask(f"RCPT TO:<{to(mail)}>")).startswith("250")


def test_a_network_is_what_a_provider_gives_out_and_our_own_machines_are_none() -> None:
    assert network("8.8.8.8") == network("8.8.8.200") == "8.8.8.0/24"
    assert network("2a00:1450:4001::1") == network("2a00:1450:4001:0:5::9") == "2a00:1450:4001::/64"
    assert {network(each) for each in ("127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "nothing")} == {None}


def test_rates_are_counted_for_each_key_in_its_window() -> None:
    rates, later = Rates(2, timedelta(minutes=1)), NOW + timedelta(minutes=1)
    assert [rates.allow("a", NOW) for _ in range(3)] == [True, True, False]
    assert rates.allow("b", NOW)
    assert [rates.allow("a", later) for _ in range(3)] == [True, True, False]


async def test_a_full_disk_is_said_and_the_sender_comes_back(mail: MailHouse) -> None:
    engine = mail.world.database.engine

    def no_more_room(connection: object, *_: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]  # a connection

    event.listen(engine, "begin", no_more_room)
    with pytest.raises(aiosmtplib.SMTPDataError) as caught:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=mail.listener.port, start_tls=False) as server:
            await server.sendmail(AMA, [to(mail)], b"a: b\r\n\r\n" + b"water\r\n" * 100_000)
    event.remove(engine, "begin", no_more_room)
    assert caught.value.code == 452
    assert caught.value.message.startswith("4.3.1 ")


async def test_by_lmtp_each_recipient_has_an_answer_also_where_the_message_is_too_large(
    sqlite_world: World, sink: Sink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, mail_protocol="lmtp"))
    await mail.listener.start()
    recipients = [to(mail), address_book(mail.settings).reply_address(LETTER[::-1])]
    answers = await asyncio.to_thread(_by_lmtp, mail.listener.port, recipients)
    await mail.listener.stop()
    assert answers == [552, 552, 250]


def _by_lmtp(port: int, recipients: list[str]) -> list[int]:
    """The answers to a message that is too large, and to a command after it."""
    server = smtplib.LMTP("127.0.0.1", port)
    server.ehlo()
    server.mail(AMA)
    for recipient in recipients:
        server.rcpt(recipient)
    server.putcmd("data")
    server.getreply()
    server.send(b"water\r\n" * (26 * conversation.LARGE // 7) + b".\r\n")
    answers = [server.getreply()[0] for _ in recipients]
    answers.append(server.noop()[0])
    server.close()
    return answers

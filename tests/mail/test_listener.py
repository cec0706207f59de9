"""What the listener says to those who bring mail, and what is on disk when it has said it."""

import asyncio
import logging
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Database
from commentspace.demo.cast import member
from commentspace.domain import blobs
from commentspace.domain.tables import Blob, Inbound
from commentspace.mail.desk import address_book
from tests.mail.house import DOMAIN, MailHouse, settings_for
from tests.services.sink import Sink
from tests.world import World

LETTER = "abcdefghijklmnop"
AMA = member("ama").address


def message(text: str = "Say which water.") -> EmailMessage:
    """A mail of one of the cast."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = AMA, "a list", "Re: a letter"
    made["Message-ID"], made["Date"] = "<1@mail.example.net>", "Mon, 02 Mar 2026 09:00:00 +0000"
    made.set_content(text)
    return made


@asynccontextmanager
async def conversation(mail: MailHouse) -> AsyncIterator[aiosmtplib.SMTP]:
    """A connection to the listener."""
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=mail.listener.port, start_tls=False) as server:
        await server.ehlo()
        yield server


async def refused(server: aiosmtplib.SMTP, address: str) -> str:
    """What the listener says to a recipient whom it refuses."""
    await server.rset()
    await server.mail(AMA)
    with pytest.raises(aiosmtplib.SMTPRecipientRefused) as caught:
        await server.rcpt(address)
    return f"{caught.value.code} {caught.value.message}"


def kept(session: Session) -> list[bytes]:
    """The bytes of all messages that wait, in order."""
    ids = session.execute(select(col(Inbound.blob_id)).order_by(col(Inbound.id))).scalars()
    return [blobs.read(session, blob_id) for blob_id in ids]


def senders(session: Session) -> list[str]:
    """The envelope senders of all messages, in order."""
    return list(session.execute(select(col(Inbound.sender)).order_by(col(Inbound.id))).scalars())


async def test_an_address_that_we_have_not_signed_is_refused_with_a_sentence(mail: MailHouse) -> None:
    ours = address_book(mail.settings).reply_address(LETTER)
    forged = ours.replace(ours[20:24], "aaaa")
    async with conversation(mail) as server:
        for address in (forged, f"somebody@{DOMAIN}", "r1.x@elsewhere.example.com"):
            said = await refused(server, address)
            assert said.startswith("550 5.1.1 ")
            assert said.endswith(".")


async def test_a_public_address_is_taken_where_its_space_or_document_is_here(mail: MailHouse) -> None:
    book = address_book(mail.settings)
    [(space,)] = mail.world.rows("SELECT uid FROM space WHERE id = :id", id=mail.world.space_id)
    async with conversation(mail) as server:
        await server.mail(AMA)
        assert (await server.rcpt(book.document_address(mail.world.document))).code == 250
        assert (await server.rcpt(book.space_address(str(space)))).code == 250


async def test_an_unknown_public_address_is_refused_in_the_words_of_a_forged_one(mail: MailHouse) -> None:
    book = address_book(mail.settings)
    ours = book.reply_address(LETTER)
    async with conversation(mail) as server:
        said = {
            await refused(server, address)
            for address in (
                book.document_address(LETTER),
                book.space_address(LETTER),
                ours.replace(ours[20:24], "aaaa"),
            )
        }
    assert len(said) == 1


async def test_the_case_of_an_address_does_not_matter(mail: MailHouse) -> None:
    await mail.bring(message(), to=address_book(mail.settings).reply_address(LETTER).upper())
    assert mail.verdicts() == [""]


async def test_the_message_is_on_disk_when_it_is_accepted(mail: MailHouse) -> None:
    await mail.bring(message(), to=address_book(mail.settings).reply_address(LETTER))
    with closing(Database(mail.world.url)) as of_another_process:
        on_disk = of_another_process.read_here(kept)
    assert on_disk == [message().as_bytes().replace(b"\n", b"\r\n")]


async def test_without_a_database_the_sender_is_asked_to_come_back(mail: MailHouse) -> None:
    mail.world.database.close()
    with pytest.raises(aiosmtplib.SMTPDataError) as caught:
        await mail.bring(message(), to=address_book(mail.settings).reply_address(LETTER))
    assert caught.value.code == 451
    assert caught.value.message.startswith("4.3.0 ")


async def test_a_message_that_is_delivered_twice_is_kept_once(mail: MailHouse) -> None:
    to = address_book(mail.settings).reply_address(LETTER)
    await mail.bring(message(), to=to)
    again = message()
    again["Received"] = "from one.example.com by two.example.com; Mon, 02 Mar 2026 09:00:01 +0000"
    await mail.bring(again, to=to)
    assert len(mail.verdicts()) == 1
    await mail.bring(message("Something else."), to=to)
    assert len(mail.verdicts()) == 2


async def test_a_message_for_two_of_our_addresses_is_kept_for_each(mail: MailHouse) -> None:
    book = address_book(mail.settings)
    async with conversation(mail) as server:
        to = [book.reply_address(LETTER), book.reply_address(LETTER[::-1])]
        await server.sendmail(AMA, to, message().as_bytes())
    assert len(mail.verdicts()) == 2
    assert mail.count(Blob) == 1


async def test_the_null_sender_may_bring_mail(mail: MailHouse) -> None:
    await mail.bring(message(), sender="", to=address_book(mail.settings).bounce_address(LETTER))
    assert mail.world.read(senders) == [""]


async def test_a_message_over_25_megabytes_is_refused(mail: MailHouse) -> None:
    async with conversation(mail) as server:
        assert server.esmtp_extensions["size"] == str(25 * 1024 * 1024)
        with pytest.raises(aiosmtplib.SMTPResponseException) as caught:
            await server.mail(AMA, options=["SIZE=30000000"])
    assert caught.value.code == 552


async def test_a_line_longer_than_mail_allows_is_taken(mail: MailHouse) -> None:
    long = message()
    long.set_payload("water " * 5_000)
    await mail.bring(long, to=address_book(mail.settings).reply_address(LETTER))
    assert len(mail.verdicts()) == 1


async def test_the_log_holds_no_address_of_ours(mail: MailHouse, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await mail.bring(message(), to=address_book(mail.settings).reply_address(LETTER))
    assert LETTER not in caplog.text


async def test_lmtp_has_an_answer_for_each_recipient(sqlite_world: World, sink: Sink, tmp_path: Path) -> None:
    mail = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, mail_protocol="lmtp"))
    await mail.listener.start()
    book = address_book(mail.settings)
    to = [book.reply_address(LETTER), book.reply_address(LETTER[::-1]), book.bounce_address(LETTER)]
    answers = await asyncio.to_thread(_by_lmtp, mail.listener.port, to)
    await mail.listener.stop()
    assert [answer[:3] for answer in answers] == ["250"] * 3
    assert len(mail.verdicts()) == 3


def _by_lmtp(port: int, recipients: list[str]) -> list[str]:
    """Bring a message by LMTP, and read one answer for each recipient (RFC 2033, section 4.2)."""
    server = smtplib.LMTP("127.0.0.1", port)
    server.ehlo()
    server.mail(AMA)
    for recipient in recipients:
        assert server.rcpt(recipient)[0] == 250
    server.putcmd("data")
    assert server.getreply()[0] == 354
    server.send(b"Subject: one\r\n\r\nSay which water.\r\n.\r\n")
    answers = [server.getreply() for _ in recipients]
    server.quit()
    return [f"{code} {said.decode()}" for code, said in answers]


async def test_there_is_no_listener_where_none_is_wanted(sqlite_world: World, sink: Sink, tmp_path: Path) -> None:
    mail = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, mail_port=-1))
    await mail.listener.start()
    assert mail.listener.port == -1
    await mail.listener.stop()

"""Reading in a child: bounded in time and memory, without our secrets, and begun again when it has ended."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from commentspace.mail import reader_process
from commentspace.mail.inbox import Inbox
from commentspace.mail.message import Oversized
from commentspace.mail.reader_process import Endless, Job, Reader, work
from tests.mail.house import MailHouse
from tests.mail.test_given_back import letter_to_ama, seen

SMALL = Job(b"From: ama.boateng@example.net\nSubject: Re: Wetlands\n\nSay which water.\n", b"", "r1.x@y", "", ())
LARGE = Job(b"Subject: large\n\n" + b"water\n" * 20_000, b"", "r1.x@y", "", ())
NESTED = Job(b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 1_000, b"", "r1.x@y", "", ())


@pytest.fixture
def reader() -> Iterator[Reader]:
    """A reader of its own."""
    made = Reader()
    yield made
    made.close()


def child(reader: Reader) -> int:
    """The process id of the child that has the next message."""
    assert reader._pool._idle, "no child is idle"
    return reader._pool._idle[-1].process.pid


def test_the_child_finds_what_is_found_here_and_stays_warm(reader: Reader) -> None:
    assert reader.read(SMALL) == work(SMALL)
    first = child(reader)
    assert reader.read(SMALL).found.segments[0].text == "Say which water."
    assert child(reader) == first


def test_what_is_too_large_is_said_and_the_child_goes_on(reader: Reader) -> None:
    reader.read(SMALL)
    first = child(reader)
    with pytest.raises(Oversized):
        reader.read(NESTED)
    assert child(reader) == first


def test_what_takes_too_long_ends_the_child_and_the_next_message_gets_another() -> None:
    impatient = Reader(seconds=0)
    with pytest.raises(Endless):
        impatient.read(LARGE)
    assert impatient._pool._idle == []
    with pytest.raises(Endless):
        impatient.read(LARGE)


def test_a_child_that_was_ended_from_outside_is_a_failure_and_the_next_message_is_read(reader: Reader) -> None:
    reader.read(SMALL)
    os.kill(child(reader), signal.SIGKILL)
    with pytest.raises(RuntimeError):
        reader.read(SMALL)
    assert reader.read(SMALL) == work(SMALL)


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
def test_the_child_has_a_limit_of_memory_and_no_setting_of_ours(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMENTSPACE_SECRET", "canary8228")
    reader.read(SMALL)
    process = Path("/proc", str(child(reader)))
    limits = process.joinpath("limits").read_text().splitlines()
    [memory] = [line.split() for line in limits if line.startswith("Max address space")]
    assert memory[3:5] == [str(reader_process.MEMORY)] * 2
    assert b"canary8228" not in process.joinpath("environ").read_bytes()


async def test_a_message_without_end_is_held_and_the_person_is_told_once_a_day(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.inbox = Inbox(mail.world.database, mail.settings, Reader(seconds=0))
    for text in ("One.", "Two."):
        await mail.answer("ama", letter, text * 20_000)
    assert mail.verdicts() == ["held", "held"]
    assert len(mail.to("ama")) == 2
    assert "took too long to read" in mail.last("ama").part("plain")
    assert seen(mail).verdict == "held"

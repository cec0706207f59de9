"""Messages made to stop or drown the reader come to an end, with a bounded result."""

import pytest

from commentspace.mail.html_text import plain_from
from commentspace.mail.message import Oversized, parse
from commentspace.mail.reading import find_answers
from tests.mail_reading.letters import DIGEST, DIGEST_FACTS

HEADER = b"From: ama.boateng@example.net\nSubject: Re: Wetland restoration\n\n"
REPEATED = {
    "On without end": b"On " * 40_000,
    "From without end": b"From: a" * 20_000,
    "labels without end": b"From: a\n" * 20_000,
    "marks in one line": b"> " * 100_000,
    "marked empty lines": b"> \n" * 40_000,
    "markers": "[¶8] ".encode() * 40_000,
    "brackets": b"[" * 200_000,
    "rules": b"-" * 400_000,
    "one sent line again and again": b"> or was of the wrong quality. Before anything\n" * 20_000,
}


@pytest.mark.parametrize("body", REPEATED.values(), ids=REPEATED.keys())
def test_a_repeated_text_is_read_to_its_end(body: bytes) -> None:
    incoming = parse(HEADER + body)

    for blocks in (DIGEST, ()):
        found = find_answers(incoming.plain, blocks, DIGEST_FACTS)
        assert sum(len(each.text) for each in found.segments) + len(found.left_out) <= 2 * len(incoming.plain)


def test_brackets_without_end_in_headers_name_no_sender() -> None:
    names = ("From", "To", "Subject", "Date", "Content-Type", "Content-Disposition", "Message-ID", "References")
    incoming = parse(b"".join(name.encode() + b": " + b"(" * 20_000 + b"\n" for name in names) + b"\ntext")

    assert (incoming.from_address, incoming.recipients, incoming.date) == ("", (), None)
    assert incoming.plain == "text"


def test_repeated_from_fields_name_no_sender() -> None:
    assert parse(b"From: a@example.org\n" * 10_000 + b"\ntext").from_address == ""


def nested(levels: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level) for level in range(levels)
    )
    return opening + b"Content-Type: text/plain\n\nat the bottom\n"


def test_1500_nested_parts_are_refused() -> None:
    with pytest.raises(Oversized, match="moderator"):
        parse(nested(1500))


def test_19_nested_parts_are_read() -> None:
    assert parse(nested(19)).plain.strip() == "at the bottom"


def test_messages_within_messages_are_an_attachment_and_not_opened() -> None:
    incoming = parse(b"Content-Type: message/rfc822\n\n" * 1500)

    assert [each.type for each in incoming.attachments] == ["message/rfc822"]


def test_more_than_200_parts_are_refused() -> None:
    with pytest.raises(Oversized):
        parse(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000)


@pytest.mark.parametrize(
    "raw",
    [HEADER + b"x" * (1024 * 1024 + 1), HEADER + b"\n" * 60_000, b"Subject: " + b"a\n " * 200_000 + b"\n\nx"],
    ids=["text", "lines", "header"],
)
def test_what_is_too_long_is_refused(raw: bytes) -> None:
    with pytest.raises(Oversized):
        parse(raw)


BROKEN = ["<", "<!--", "<!", "<?", "<a ", '<a b="', "<a b='", "<blockquote>", "<style>", "<p>", "<br>", "&#1"]


@pytest.mark.parametrize("unit", BROKEN)
def test_broken_html_is_read_to_its_end(unit: str) -> None:
    assert len(plain_from(unit * 40_000)) <= 3 * len(unit) * 40_000


def test_a_tag_with_50000_attributes_is_one_tag() -> None:
    assert plain_from("<p " + 'a="b>c" ' * 50_000 + ">text</p>") == "text"

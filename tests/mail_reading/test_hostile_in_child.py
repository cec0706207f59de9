"""Messages made to stop or drown the reader: the child ends each within its limits, and reads the next one.

Each ends in a result or in a refusal that has a name; a reader that breaks would raise RuntimeError.
"""

import base64
import contextlib
import gzip
import io
import zipfile
from collections.abc import Iterator

import pytest

from commentspace.mail.message import Oversized
from commentspace.mail.reader_process import Endless, Job, Reader
from tests.mail_reading.letters import ADDRESS, DIGEST, rendered

FROM = b"From: Ama Boateng <ama.boateng@example.net>\nSubject: Re: Wetland restoration: 4 new comments\n"
TEXT = FROM + b"Content-Type: text/plain; charset=utf-8\n\n"
HTML = FROM + b"Content-Type: text/html; charset=utf-8\n\n"
ORDINARY = TEXT + b"Say which water.\n"
QUOTED = "".join(f"> {line}\n" for line in rendered(DIGEST, 72).split("\n")).encode()
PLAIN = rendered(DIGEST).encode()


def alternative(plain: bytes, html: bytes) -> bytes:
    parts = b"--b\nContent-Type: text/plain\n\n" + plain + b"\n--b\nContent-Type: text/html\n\n" + html
    return FROM + b'Content-Type: multipart/alternative; boundary="b"\n\n' + parts + b"\n--b--\n"


def nested(levels: int, kind: bytes = b"mixed") -> bytes:
    opening = (b'Content-Type: multipart/%s; boundary="b%d"\n\n--b%d\n' % (kind, at, at) for at in range(levels))
    return FROM + b"".join(opening) + b"Content-Type: text/plain\n\nat the bottom\n"


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("comments.txt", b"\0" * 30_000_000)
    head = b"Content-Type: application/zip; name=c.zip\nContent-Transfer-Encoding: base64\n\n"
    return FROM + head + base64.encodebytes(packed.getvalue())


HOSTILE = {
    "On without end": TEXT + b"On " * 40_000,
    "On without end above a quotation": TEXT + b"On " * 40_000 + b"wrote:\n" + QUOTED,
    "From without end": TEXT + b"From: a" * 20_000,
    "labels without end": TEXT + b"From: a\n" * 20_000 + PLAIN,
    "titled rules without end": TEXT + b"---- Original ----\nWetlands (via Comments)\n" * 20_000,
    "tables of bars": TEXT + b"|---------->\n| From: |\n" * 20_000,
    "bars alone": TEXT + b"|" * 900_000,
    "1,500 nested parts": nested(1_500),
    "1,500 nested alternatives": nested(1_500, b"alternative"),
    "1,500 nested messages": FROM + b"Content-Type: message/rfc822\n\n" * 1_500,
    "50,000 attributes": HTML + b"<p " + b'a="b>c" ' * 50_000 + b">text</p>",
    "50,000 classes called signature": HTML + b"<p " + b'class="signatur ' * 50_000 + b">text",
    "100,000 tags that are never closed": HTML + b"<div><blockquote><s>x" * 33_400,
    "100,000 lists": HTML + b"<ol><li>" * 100_000,
    "100,000 signatures": HTML + b"<div id=signature>x" * 45_000,
    "unclosed comments": HTML + b"<!--" * 200_000,
    "entities": HTML + b"&amp" * 200_000 + b"&#x110000;&#99999999999;",
    "struck through without end": HTML + b"<s>" * 200_000 + b"x",
    "tildes": TEXT + b"~~a" * 300_000,
    "20,000 brackets in headers": b"".join(b"%s: %s\n" % (name, b"(" * 20_000) for name in (b"From", b"To", b"Date"))
    + ORDINARY,
    "a header of 1 MB": b"X-Large: " + b"a" * 1_000_000 + b"\n" + ORDINARY,
    "a folded header of 1 MB": b"X-Large: a\n" + b" a\n" * 250_000 + ORDINARY,
    "10,000 headers": b"X-Many: a\n" * 10_000 + ORDINARY,
    "10,000 addresses": b"To: " + b"a@example.org, " * 10_000 + b"\n" + ORDINARY,
    "10,000 references": b"References: " + b"<a@b> " * 10_000 + b"\n" + ORDINARY,
    "encoded words without end": b"Subject: " + b"=?utf-8?Q?=" * 20_000 + b"\n" + ORDINARY,
    "encoded words in encoded words": b"Subject: " + b"=?utf-8?B?PT91dGYtOD9CPw==?= " * 8_000 + b"\n" + ORDINARY,
    "boundaries like each other": FROM
    + b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b" * 200_000
    + b"\n--b\n\ntext\n--b--\n",
    "a boundary of one space": FROM + b'Content-Type: multipart/mixed; boundary=" "\n\n' + b"-- \n" * 100_000,
    "an empty boundary": FROM + b'Content-Type: multipart/mixed; boundary=""\n\n--\n\ntext\n----\n',
    "a boundary of 100,000 letters": FROM + b"Content-Type: multipart/mixed; boundary=" + b"b" * 100_000 + b"\n\ntext",
    "a part in its own boundary": FROM
    + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--",
    "unknown charset": FROM + b"Content-Type: text/plain; charset=" + b"x" * 50_000 + b"\n\nt\xe9xt",
    "a charset that is no text": FROM + b"Content-Type: text/plain; charset=zlib\n\n" + gzip.compress(b"0" * 9_000_000),
    "punycode": FROM + b"Content-Type: text/plain; charset=punycode\n\n" + b"a-" * 300_000,
    "utf-7 surrogates": FROM + b"Content-Type: text/plain; charset=utf-7\n\n" + b"+2AA-" * 100_000,
    "zip bomb": zip_bomb(),
    "one sent line again and again": TEXT + b"> or was of the wrong quality. Before anything\n" * 20_000,
    "the letter a hundred times": TEXT + QUOTED * 100,
    "the letter a hundred times without marks": TEXT + PLAIN * 100,
    "a paragraph's words in disorder": TEXT + b" ".join(sorted(PLAIN.split())) * 200,
    "markers": TEXT + "[¶8] ".encode() * 100_000,
    "combining marks": TEXT + b"a" + "\u0301".encode() * 400_000,
    "bidi controls": TEXT + "\u202e\u2066".encode() * 150_000,
    "two renderings as large as they may be": alternative(b"water " * 170_000, b"<p>peat " * 130_000),
    "two renderings of many lines": alternative(b"water\n" * 49_000, b"<p>peat" * 24_000),
    "marked lines of both kinds": TEXT + b"> x\n| x\n" * 20_000,
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A reader with the limits that it has in service."""
    made = Reader()
    yield made
    made.close()


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_ends_and_the_next_ordinary_message_is_read(reader: Reader, raw: bytes) -> None:
    with contextlib.suppress(Oversized, Endless):
        found = reader.read(Job(raw, b"", ADDRESS, "Wetland restoration: 4 new comments", DIGEST)).found
        assert len(found.segments) <= raw.count(b"\n") + 1

    assert reader.read(Job(ORDINARY, b"", ADDRESS, "", DIGEST)).found.segments[0].text == "Say which water."


@pytest.mark.parametrize("name", ["1,500 nested parts", "1,500 nested alternatives", "a folded header of 1 MB"])
def test_what_passes_a_limit_is_refused_by_name(reader: Reader, name: str) -> None:
    with pytest.raises(Oversized):
        reader.read(Job(HOSTILE[name], b"", ADDRESS, "", DIGEST))


def test_line_ends_in_encoded_words_add_no_field(reader: Reader) -> None:
    subject = b"Subject: =?utf-8?Q?Re=3A_x=0D=0ABcc=3A_chen.wei=40example.org=0D=0A=0D=0Abody?=\n"
    incoming = reader.read(Job(b"From: ama.boateng@example.net\n" + subject + b"\ntext", b"", ADDRESS, "", ())).incoming

    assert incoming.subject == "Re: x Bcc: chen.wei@example.org body"
    assert not incoming.fields.all("bcc")


def test_a_name_with_marks_of_direction_or_line_ends_is_one_line(reader: Reader) -> None:
    name = b"=?utf-8?Q?Ama=E2=80=AE=0D=0AFrom=3A_x?= <ama.boateng@example.net>"
    incoming = reader.read(Job(b"From: " + name + b"\n\ntext", b"", ADDRESS, "", ())).incoming

    assert incoming.from_address == "ama.boateng@example.net"
    assert "\n" not in incoming.from_name
    assert "\r" not in incoming.from_name

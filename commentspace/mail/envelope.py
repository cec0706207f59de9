"""A letter as the bytes that are sent (RFC 5322): headers, a text part and an HTML part that say the same."""

import re
from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from email.utils import format_datetime, quote
from functools import lru_cache

from commentspace.errors import Refusal, marked
from commentspace.mail import mime
from commentspace.mail.automatic import LOOP_HEADER
from commentspace.render.environment import BIDI_CONTROLS

WHOLE, LONGEST_LINE = 998, 76
LONGEST_SUBJECT = 200
LONGEST_ENCODED = 44
"""Octets of UTF-8 that fit one encoded word of at most 75 characters (RFC 2047, section 2)."""
PLAIN_NAME = re.compile(r"[A-Za-z0-9!'*+/_ -]+")
"""A name that needs no quotation marks."""
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9.-]+")
ENCODED_AT_HAND = 64
"""Headers that many letters share, as a subject that is not ASCII."""


class Unaddressable(Refusal):
    """Mail cannot go to this address from here."""

    sentence = marked("The address %(address)s has letters that mail servers do not take.")


class LetterPolicy(EmailPolicy):
    """Folds the subject alone: folding would turn a long address or id into an encoded word, which breaks it."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """The lines of a header; the library's own folding of a subject loses spaces between encoded words."""
        if name.lower() != "subject":
            return super().fold_binary(name, value)
        charset = "us-ascii" if value.isascii() else "utf-8"
        folded = Header(str(value), charset, maxlinelen=LONGEST_LINE, header_name=name).encode(linesep=self.linesep)
        return f"{name}: {folded}{self.linesep}".encode("ascii")


POLICY = LetterPolicy(linesep="\r\n", max_line_length=WHOLE, cte_type="7bit")


def in_ascii(address: str) -> str:
    """The address as every server takes it (RFC 5891); Unaddressable where the part before the @ is not ASCII."""
    local, _, domain = address.rpartition("@")
    try:
        local.encode("ascii")
        return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise Unaddressable(address=address) from error


@dataclass(frozen=True, slots=True)
class Party:
    """A name and an address in a header; `note` stands behind the name."""

    name: str
    address: str
    note: str = ""

    def shown(self) -> str:
        """As a header holds it."""
        name, address = self._named(), in_ascii(self.address)
        if not PLAIN_ADDRESS.fullmatch(address) or (name.isascii() and not name.isprintable()):
            return str(Address(name, addr_spec=address))
        if not name:
            return address
        if name.isascii():
            shown = name if PLAIN_NAME.fullmatch(name) else f'"{quote(name)}"'
            return f"{shown} <{address}>"
        return f"=?utf-8?b?{b2a_base64(name.encode(), newline=False).decode()}?= <{address}>"

    def _named(self) -> str:
        """The name in one line; one that has to be encoded is cut so that it fits one encoded word."""
        name = " ".join(self.name.translate(BIDI_CONTROLS).split())
        if not name.isascii():
            name = _cut(name, LONGEST_ENCODED - len(self.note.encode()))
        return f"{name} {self.note}".strip()


def _cut(name: str, room: int) -> str:
    """The name in at most `room` octets."""
    if len(name.encode()) <= room:
        return name
    while len(f"{name}…".encode()) > room:
        name = name[:-1]
    return f"{name}…"


@dataclass(frozen=True, slots=True)
class Headers:
    """What stands on the letter. `references` are whole message ids, the oldest first; `automatic` as in RFC 3834."""

    sender: Party
    reader: Party
    subject: str
    message_id: str
    date: datetime
    domain: str
    references: Sequence[str] = ()
    automatic: str = ""
    list_id: str = ""
    unsubscribe: Sequence[str] = ()


def sealed(headers: Headers, text: str, html: str, attachment: str = "") -> bytes:
    """The letter; what is in `attachment` goes along as a text file."""
    head = b"".join(_line(name, value) for name, value in _fields(headers))
    return head + mime.parts(text, html, attachment)


def _fields(headers: Headers) -> Iterator[tuple[str, str]]:
    """The names and values of the headers, in the order in which they are written."""
    sender = headers.sender.shown()
    yield "From", sender
    yield "Reply-To", sender
    yield "To", headers.reader.shown()
    yield "Subject", " ".join(headers.subject.translate(BIDI_CONTROLS).split())[:LONGEST_SUBJECT]
    yield "Date", format_datetime(headers.date)
    yield "Message-ID", headers.message_id
    if headers.references:
        yield "In-Reply-To", headers.references[-1]
        yield "References", " ".join(headers.references)
    if headers.automatic:
        yield "Auto-Submitted", headers.automatic
    if headers.list_id:
        yield "List-Id", f"<{headers.list_id}>"
    if headers.unsubscribe:
        yield "List-Unsubscribe", ", ".join(f"<{address}>" for address in headers.unsubscribe)
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield LOOP_HEADER, headers.domain
    yield "MIME-Version", "1.0"


def _line(name: str, value: str) -> bytes:
    """A header; one that is not short ASCII, or would have to be folded, is left to the library."""
    room = LONGEST_LINE if name == "Subject" else WHOLE
    if value.isascii() and value.isprintable() and len(name) + len(": ") + len(value) <= room:
        return f"{name}: {value}\r\n".encode("ascii")
    return _folded(name, value)


@lru_cache(maxsize=ENCODED_AT_HAND)
def _folded(name: str, value: str) -> bytes:
    return POLICY.fold_binary(*POLICY.header_store_parse(name, value))

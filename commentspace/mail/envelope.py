"""A letter as the bytes that are sent (RFC 5322): headers, a text part and an HTML part that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy

from commentspace.errors import Refusal, marked
from commentspace.mail.automatic import LOOP_HEADER
from commentspace.render.environment import BIDI_CONTROLS

WHOLE, LONGEST_LINE = 998, 76
LONGEST_SUBJECT = 200
LONGEST_ENCODED = 44
"""Octets of UTF-8 that fit one encoded word of at most 75 characters (RFC 2047, section 2)."""
ASCII = bytes(range(128))
MOSTLY = 6
"""Where one octet in this many is not ASCII, base64 is shorter than quoted-printable."""


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
PART_POLICY = EmailPolicy(linesep="\r\n", max_line_length=LONGEST_LINE, cte_type="7bit")


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

    def shown(self) -> Address:
        """As a header holds it."""
        return Address(self._named(), addr_spec=in_ascii(self.address))

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
    message = EmailMessage(policy=POLICY)
    _address(message, headers)
    message["MIME-Version"] = "1.0"
    both = _parted("alternative", [_part(text, "plain"), _part(html, "html")])
    if attachment:
        whole = _part(attachment, "plain")
        whole.add_header("Content-Disposition", "attachment", filename="text.txt")
        both = _parted("mixed", [both, whole])
    message["Content-Type"] = both["Content-Type"]
    message.set_payload(both.get_payload())
    return message.as_bytes()


def _address(message: EmailMessage, headers: Headers) -> None:
    message["From"] = message["Reply-To"] = headers.sender.shown()
    message["To"] = headers.reader.shown()
    message["Subject"] = " ".join(headers.subject.translate(BIDI_CONTROLS).split())[:LONGEST_SUBJECT]
    message["Date"] = headers.date
    message["Message-ID"] = headers.message_id
    if headers.references:
        message["In-Reply-To"] = headers.references[-1]
        message["References"] = " ".join(headers.references)
    if headers.automatic:
        message["Auto-Submitted"] = headers.automatic
    if headers.list_id:
        message["List-Id"] = f"<{headers.list_id}>"
    if headers.unsubscribe:
        message["List-Unsubscribe"] = ", ".join(f"<{address}>" for address in headers.unsubscribe)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message[LOOP_HEADER] = headers.domain


def _parted(subtype: str, parts: Sequence[MIMEPart]) -> MIMEPart:
    whole = MIMEPart(policy=PART_POLICY)
    whole["Content-Type"] = f"multipart/{subtype}"
    for part in parts:
        whole.attach(part)
    return whole


def _part(content: str, subtype: str) -> MIMEPart:
    octets = content.encode()
    foreign = len(octets.translate(None, ASCII))
    part = MIMEPart(policy=PART_POLICY)
    encoding = "base64" if foreign * MOSTLY > len(octets) else "quoted-printable"
    part.set_content(content, subtype=subtype, cte=encoding)
    return part

"""The parts of a message (MIME, RFC 2045 and 2046) as a tree with bounds.

The standard library's tree parser is not used: it walks into nested parts without a limit, and tries the
boundary of every open part on every line. This one looks at the octets once a level, at most 20 times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from commentspace.errors import Refusal, marked
from commentspace.mail.charsets import text_of
from commentspace.mail.fields import Fields, fields, readable
from commentspace.mail.transfer import decoded

MOST_PARTS = 200
MOST_LEVELS = 20
LONGEST_HEADER = 256 * 1024
LONGEST_PARAMETERS = 2000
LONGEST_NAME = 200
HEADER_LINE = re.compile(rb"[^\s:]{1,200}[ \t]*:")


class Oversized(Refusal):
    """The message passes a limit: it is held, and its sender is told so."""

    sentence = marked("This message is larger or more nested than can be read here. A moderator is looking at it.")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its fields, its type in lower case, and its octets as sent, or the parts in it."""

    fields: Fields
    type: str
    charset: str
    name: str
    is_attachment: bool
    is_for_saving: bool
    """Whether its sender says that it is an attachment (RFC 2183); others may be shown in the text."""
    flowed: str
    """Empty; or "flowed", or "flowed delsp" (RFC 3676)."""
    body: bytes
    children: tuple["Part", ...]

    @property
    def octets(self) -> bytes:
        """The body without its transfer encoding."""
        return decoded(self.body, self.fields.first("content-transfer-encoding"))

    @property
    def text(self) -> str:
        """The body as text, with line ends as LF."""
        return self.text_in(self.charset)

    def text_in(self, charset: str) -> str:
        """The body as text in this charset."""
        return text_of(self.octets, charset).replace("\r\n", "\n").replace("\r", "\n")


def tree(raw: bytes) -> Part:
    """The message as a tree of parts. Raises Oversized over 200 parts, 20 levels or 256 KiB of header."""
    plain = raw.replace(b"\r\n", b"\n")
    return _part(plain, 0, len(plain), MOST_LEVELS, iter(range(MOST_PARTS)))


def _part(raw: bytes, begin: int, end: int, levels: int, places: Iterator[int]) -> Part:
    """The part between two offsets; parts in it are found by offsets too, so that nothing is copied a level."""
    if next(places, None) is None or not levels:
        raise Oversized
    body = _body(raw, begin, end)
    found = fields(raw[begin:body])
    about = _about(found)
    kind, name = about.get_content_type(), _name(about)
    boundary = about.get_boundary("") if kind.startswith("multipart/") else ""
    children = tuple(
        _part(raw, first, last, levels - 1, places)
        for first, last in (_pieces(raw, body, end, f"--{boundary}".encode()) if boundary else ())
    )
    return Part(
        fields=found,
        type="text/plain" if kind.startswith("multipart/") and not children else kind,
        charset=about.get_content_charset(""),
        name=name,
        is_attachment=bool(name) or about.get_content_disposition() == "attachment",
        is_for_saving=about.get_content_disposition() == "attachment",
        flowed=_flowed(about),
        body=b"" if children else raw[body:end],
        children=children,
    )


def _body(raw: bytes, begin: int, end: int) -> int:
    """Where the body begins: after the blank line, or at the first line that cannot belong to a header."""
    at = begin
    while at < end:
        if at - begin > LONGEST_HEADER:
            raise Oversized
        after = raw.find(b"\n", at, end) + 1 or end
        line = raw[at:after]
        if not line.strip():
            return after
        if not (line[:1] in b" \t" or HEADER_LINE.match(line) or (at == 0 and line.startswith(b"From "))):
            return at
        at = after
    return end


def _pieces(raw: bytes, begin: int, end: int, delimiter: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts between the delimiter's lines begin and end; the last may lack its closing delimiter."""
    first, at = -1, begin
    while (found := raw.find(delimiter, at, end)) >= 0:
        after = raw.find(b"\n", found, end) + 1 or end
        rest = raw[found + len(delimiter) : after].strip()
        if rest in (b"", b"--") and (found == begin or raw[found - 1 : found] == b"\n"):
            if first >= 0:
                yield first, max(first, found - 1)
            if rest:
                return
            first = after
        at = after
    if first >= 0:
        yield first, end


def _about(found: Fields) -> Message:
    """The fields that say what a part is, in the library's hands, which knows their parameters (RFC 2231)."""
    about = Message()
    for name in ("content-type", "content-disposition"):
        if value := found.first(name):
            about[name] = value[:LONGEST_PARAMETERS]
    return about


def _name(about: Message) -> str:
    """The file name that the sender gave, without folders, or an empty text."""
    name = readable(about.get_filename("")).replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in name if character.isprintable()).strip()[:LONGEST_NAME]


def _flowed(about: Message) -> str:
    if str(about.get_param("format", "")).lower() != "flowed":
        return ""
    return "flowed delsp" if str(about.get_param("delsp", "")).lower() == "yes" else "flowed"

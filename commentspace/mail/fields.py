"""The header fields of a message (RFC 5322), read so that no field, however odd, stops or slows the reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from commentspace.mail.charsets import sound, text_of
from commentspace.mail.transfer import from_base64, from_quoted_printable

LONGEST_VALUE = 64 * 1024
LONGEST_DATE = 200
LONGEST_ADDRESS = 320
ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=")
ADDRESS = re.compile(r"[^\s@<>()\[\]:;,\"\\]{1,64}@[^\s@<>()\[\]:;,\"\\]{1,255}")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")
QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
SYNTAX = re.compile(r'[\\"()<>,;]')


@dataclass(frozen=True, slots=True)
class Fields:
    """Header fields in their order: lower-case names, unfolded values, encoded words not yet read."""

    items: tuple[tuple[str, str], ...]

    def first(self, name: str) -> str:
        """The value of the first field of this name, or an empty text."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """The values of all fields of this name."""
        return [value for field, value in self.items if field == name]


def fields(block: bytes) -> Fields:
    """The fields of a header block whose lines end in LF; lines without a colon are passed over."""
    found: list[tuple[str, list[str]]] = []
    for line in text_of(block).split("\n"):
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and found:
            found[-1][1].append(line.strip())
        elif colon:
            found.append((name.strip().lower(), [value.strip()]))
    return Fields(tuple((name, " ".join(values)[:LONGEST_VALUE]) for name, values in found))


def readable(value: str) -> str:
    """The value with its encoded words read (RFC 2047); a character cut in two by neighbouring words is mended."""
    pieces: list[str] = []
    pending, charset, at = b"", "", 0
    for word in ENCODED_WORD.finditer(value):
        between = value[at : word.start()]
        if between.strip() or word[1].lower() != charset:
            pieces.append(text_of(pending, charset))
            pending = b""
        if between.strip() or not at:
            pieces.append(between)
        read = from_base64 if word[2] in "Bb" else _from_q
        pending += read(word[3].encode("utf-8", "surrogateescape"))
        charset, at = word[1].lower(), word.end()
    return sound("".join((*pieces, text_of(pending, charset), value[at:])))


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address, folded to lower case, and the name beside it."""

    name: str
    address: str


def mailboxes(value: str) -> list[Mailbox]:
    """The addresses of a From, To or Cc field (RFC 5322, section 3.4); what has not the form of one is passed over.

    An address is what stands in the one pair of angle brackets, or the whole text where there are none, so that
    no display name is ever taken for an address.
    """
    return [mailbox for words, angles in _each(value) if (mailbox := _mailbox(words, angles))]


def sole_mailbox(value: str) -> Mailbox | None:
    """The address in a field that names one sender; None where it names several, or none that can be read."""
    entries = [(words, angles) for words, angles in _each(value) if "@" in words or angles]
    return _mailbox(*entries[0]) if len(entries) == 1 else None


def message_ids(value: str) -> tuple[str, ...]:
    """The message ids in a field, with their angle brackets, in order."""
    return tuple(MESSAGE_ID.findall(value))


def moment(value: str) -> datetime | None:
    """A Date field as UTC, or None where it cannot be read; a zone that is not told counts as UTC."""
    try:
        read = parsedate_to_datetime(value[:LONGEST_DATE])
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_q(octets: bytes) -> bytes:
    return from_quoted_printable(octets.replace(b"_", b" "))


def _mailbox(words: str, angles: list[str]) -> Mailbox | None:
    address = angles[0].strip() if angles else words.strip()
    if len(angles) > 1 or len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
        return None
    return Mailbox(" ".join(readable(words).split()) if angles else "", address.lower())


def _each(value: str) -> Iterator[tuple[str, list[str]]]:
    """For each entry of an address list: the words outside angle brackets, and what stands in each pair."""
    words: list[str] = []
    angles: list[str] = []
    at = 0
    for begin, end, kind in _tokens(value):
        words.append(value[at:begin])
        at = end
        if kind == '"':
            words.append(QUOTED_PAIR.sub(r"\1", value[begin + 1 : end - 1]))
        elif kind == "<":
            angles.append(value[begin + 1 : end - 1])
        elif kind in ",;":
            yield "".join(words), angles
            words, angles = [], []
    yield "".join((*words, value[at:])), angles


def _tokens(value: str) -> Iterator[tuple[int, int, str]]:
    """Where quoted strings, comments, angle brackets and separators stand; each character is looked at once."""
    opened, since, depth = "", 0, 0
    skip = -1
    for found in SYNTAX.finditer(value):
        mark, at = found[0], found.start()
        if at <= skip:
            continue
        if mark == "\\":
            skip = at + 1
        elif opened == "(":
            depth += {"(": 1, ")": -1}.get(mark, 0)
            if not depth:
                yield since, at + 1, "("
                opened = ""
        elif opened:
            if mark == {'"': '"', "<": ">"}[opened]:
                yield since, at + 1, opened
                opened = ""
        elif mark in '"(<':
            opened, since, depth = mark, at, 1
        elif mark in ",;":
            yield at, at + 1, mark

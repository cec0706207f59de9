"""A filled file as a door hands it in, and how its rows belong together. Values and pure functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commentspace.domain import blobs
from commentspace.domain.submitted import Row, Submitted
from commentspace.errors import Invalid, marked

LARGEST = 25 * 1024 * 1024
"""Octets of a file."""
MOST_ROWS = 20_000

TOO_LARGE = marked("The file is larger than %(most)s MiB. Send it in parts.")
TOO_MANY = marked("The file has %(found)s rows; at most %(most)s are taken of one. Send it in parts.")
EMPTY = marked("The file is empty. Choose another one.")
NOTHING = marked("No comment was found in this file, and no change of the text. Look whether it is the right one.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file besides its bytes and rows: when it came, and with which message."""

    name: str
    form: str
    layout: str
    document: str
    warnings: tuple[tuple[str, dict[str, object]], ...]
    key: str
    received_at: datetime | None
    inbound_id: int | None
    personally: bool
    revision: str = ""
    """The revision that it names: a name outside, or a number."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A file that has been read. Invalid for one that is empty, too large, or says nothing."""

    name: str
    content: bytes
    submitted: Submitted
    key: str
    received_at: datetime | None = None
    inbound_id: int | None = None
    personally: bool = False

    def __post_init__(self) -> None:
        require_size(self.content)
        if len(self.submitted.rows) > MOST_ROWS:
            raise Invalid(TOO_MANY, field="file", found=len(self.submitted.rows), most=MOST_ROWS)
        if all(row.verdict == "empty" for row in self.submitted.rows):
            raise Invalid(NOTHING, field="file")

    @property
    def facts(self) -> Facts:
        """Without its bytes and rows."""
        said, about = self.submitted, (self.key, self.received_at, self.inbound_id, self.personally)
        return Facts(self.name, said.form, said.layout, said.document, said.warnings, *about, said.revision)

    @property
    def runs(self) -> Iterator[tuple[str, int, int, bytes]]:
        """What `blobs.put` writes of it, one run after the other."""
        sha256, size = blobs.digest(self.content), len(self.content)
        for start in range(0, size, blobs.TOGETHER):
            yield sha256, size, start, self.content[start : start + blobs.TOGETHER]


def require_size(content: bytes) -> None:
    """Invalid for a file that is empty or too large, before anybody reads it."""
    if not content:
        raise Invalid(EMPTY, field="file")
    if len(content) > LARGEST:
        raise Invalid(TOO_LARGE, field="file", most=LARGEST // 1024**2)


def related(rows: Sequence[Row]) -> list[Row]:
    """The rows, where each that answers another stands as that one does; of one that is known, the comment is answered.

    They come in their order in the file, and one row goes by one name.
    """
    named: dict[str, Row] = {}
    found: list[Row] = []
    for row in rows:
        stands = _beneath(row, named.get(row.answers) if row.answers else None)
        found.append(stands)
        if row.name:
            named[row.name] = stands
    return found


def _beneath(row: Row, above: Row | None) -> Row:
    if row.verdict in ("known", "empty"):
        return row
    if above is None or above.verdict == "empty":
        return replace(row, answers="")
    if above.verdict == "known":
        return replace(row, reply_to=above.comment, answers="", verdict="sure")
    return replace(row, verdict=above.verdict, candidates=above.candidates, reply_to="")

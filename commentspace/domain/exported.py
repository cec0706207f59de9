"""What is taken away: a document with what one person may see of it, as values that every format can write."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of a comment, without its bytes; `size` in octets."""

    uid: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class ExportedState:
    """One state of what a comment says."""

    markdown: str
    kind: str
    proposal: str | None
    at: datetime
    door: str


@dataclass(frozen=True, slots=True)
class ExportedComment:
    """A comment as this person sees it; `start` and `end` are code points of its paragraph's plain text, or None.

    `paragraph`, `thread` (the comment that began it) and `parent` are names outside. A withdrawn one has an empty text
    and no proposal; `states`, the oldest first and the present one last, are those that this person may read.
    `said_by`, `said_for` and `said_at` are whom a file named as its writer, where it came in a file.
    `prefix` and `suffix` are the words around the quotation; `status` is "shown", "held" or "withdrawn".
    """

    uid: str
    number: int | None
    paragraph: str
    thread: str
    parent: str | None
    author: str
    author_uid: str
    on_behalf_of: str
    affiliation: str
    is_moderator: bool
    kind: str
    markdown: str
    html: str
    language: str
    proposal: str | None
    exact: str | None
    prefix: str
    suffix: str
    start: int | None
    end: int | None
    posted_at: datetime
    edited_at: datetime | None
    received_at: datetime
    status: str
    status_at: datetime | None
    status_reason: str
    door: str
    revision: int
    said_by: str = ""
    said_for: str = ""
    said_at: datetime | None = None
    said_resolved: bool = False
    files: tuple[ExportedFile, ...] = ()
    states: tuple[ExportedState, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportedParagraph:
    """A paragraph of the newest revision; `source` says where it stands in the document's file, if it came from one."""

    uid: str
    position: int
    depth: int
    kind: str
    level: int
    label: str
    text: str
    markdown: str
    html: str
    language: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ExportedPicture:
    """A picture that the text refers to as `picture:UID`."""

    uid: str
    type: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ExportedReview:
    """The review of the document as it stands: "none", "scheduled", "open", "paused" or "closed"."""

    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Exported:
    """A document with the comments on it, as it was at `at`.

    `address` is its page (with the scheme and the host), `reply_address` where files and mail for it go, or empty.
    `source` and `source_name` are the file that its revision was read from; empty where there is none.
    """

    uid: str
    space: str
    space_title: str
    symbol: str
    title: str
    language: str
    revision: int
    revision_uid: str
    issued_at: datetime
    at: datetime
    address: str
    review: ExportedReview
    paragraphs: tuple[ExportedParagraph, ...]
    comments: tuple[ExportedComment, ...]
    pictures: tuple[ExportedPicture, ...] = ()
    reply_address: str = ""
    source: bytes = b""
    source_name: str = ""

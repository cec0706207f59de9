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
class ExportedEndorsement:
    """Somebody who endorses a comment, as this person may know them; the name is empty where they may not."""

    name: str
    on_behalf_of: str
    at: datetime
    is_of_earlier: bool


@dataclass(frozen=True, slots=True)
class ExportedAnswer:
    """An answer to a comment: "in force", "waiting", "superseded", "declined" or "taken back".

    `in_force` are the stretches of time in which it was, the last without an end where it is; `duplicate` is the name
    of the comment that it calls this one a duplicate of. `is_satisfied` is what the comment's writer says, where this
    person may know it.
    """

    uid: str
    outcome: str
    reason: str
    html: str
    by: str
    at: datetime
    state: str
    in_force: tuple[tuple[datetime, datetime | None], ...] = ()
    confirmed_by: str = ""
    duplicate: str = ""
    duplicate_number: int | None = None
    is_satisfied: bool | None = None
    word: str = ""


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
    channel: str = ""
    """How it reached the moderator who filed it for its sender; `said_by` and `said_for` are then that sender."""
    filed_by: str = ""
    filed_note: str = ""
    endorsements: tuple["ExportedEndorsement", ...] = ()
    files: tuple[ExportedFile, ...] = ()
    states: tuple[ExportedState, ...] = ()
    version: str = ""
    """The language version of the document that it was made on."""
    was: str | None = None
    """The words that it was made on; `exact` are those where it stands now."""
    verdict: str = ""
    """The strongest verdict how it came from where it was made (`text.carrying`); empty if that is this revision."""
    fit: str = ""
    """Whether its proposal, which `proposal` gives for the words of now where it can, can be made to them."""
    others_see: str = ""
    """The pseudonym that others see in the place of `author`, where this person may know both."""
    masked: str = ""
    """"alias" or "hidden" where its writer is not named to this person; `author` is then a pseudonym, or a sign."""
    merged: str | None = None
    """The proposal put onto the words of now, where these have changed elsewhere; then `proposal` is that too."""
    base: str | None = None
    """The words that the proposal was written for, where it cannot be made to those of now."""
    anchors: tuple["ExportedAnchor", ...] = ()
    answers: tuple[ExportedAnswer, ...] = ()
    """The answers to it that this person sees, the newest first."""

    @property
    def answer(self) -> ExportedAnswer | None:
        """The one in force."""
        return next((each for each in self.answers if each.state == "in force"), None)

    @property
    def last_answer(self) -> str:
        """The name of the answer that waits, else of the one in force, as far as this person sees them; or empty."""
        waiting = next((each for each in self.answers if each.state == "waiting"), self.answer)
        return waiting.uid if waiting else ""

    @property
    def quoted(self) -> str | None:
        """The words to be shown beside what it says: those of now, unless its proposal was made for others."""
        return self.was or self.exact if self.fit in ("taken", "collides") else self.exact


@dataclass(frozen=True, slots=True)
class ExportedAnchor:
    """Where a comment stood in one revision, and how it got there: enough to derive it again.

    `wording` is the hash of what its paragraph said; `settled_at` and what belongs to it where a person placed it.
    """

    revision: int
    paragraph: str
    version: str
    wording: str
    start: int | None
    end: int | None
    exact: str | None
    verdict: str
    has_moved: bool
    prefix: str | None = None
    suffix: str | None = None
    since: str = ""
    fit: str = ""
    merged: str | None = None
    """The proposal as it reads for the words there."""
    settled_at: datetime | None = None
    settled_by: str = ""
    settled_reason: str = ""


@dataclass(frozen=True, slots=True)
class ExportedPlace:
    """A paragraph in a revision: what it says in a version, as the hash of a wording, and what became of it."""

    paragraph: str
    version: str
    wording: str
    relation: str
    has_moved: bool
    doubt: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class ExportedRevision:
    """A revision with all its paragraphs in order; `descents` are splits and merges: from, to, and which."""

    number: int
    uid: str
    issued_at: datetime
    changed: str
    about: str
    places: tuple[ExportedPlace, ...]
    descents: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ExportedWording:
    """What a paragraph says; the hash is of its kind, label and Markdown (`issuing.Worded`)."""

    hash: str
    kind: str
    label: str
    markdown: str
    text: str


@dataclass(frozen=True, slots=True)
class ExportedParagraph:
    """A paragraph of the newest revision; `source` says where it stands in the document's file, if it came from one.

    One that `is_gone` was taken out, and has the last words that it had.
    """

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
    is_gone: bool = False


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
    sealed_at: datetime | None = None
    """When it was finished, after it had closed."""
    uid: str = ""
    number: int = 0
    """Which round of the document it is."""
    title: str = ""
    is_invited: bool = False
    reason: str = ""
    """Why it stands so, as its moderator said."""


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
    rounds: tuple[ExportedReview, ...] = ()
    """All of its reviews, the newest first."""
    pictures: tuple[ExportedPicture, ...] = ()
    reply_address: str = ""
    source: bytes = b""
    source_name: str = ""
    gone: tuple[ExportedParagraph, ...] = ()
    """Paragraphs that were taken out, and stand there for what was said about them."""
    revisions: tuple[ExportedRevision, ...] = ()
    """All that were issued, with their wordings; only where the history is asked for."""
    wordings: tuple[ExportedWording, ...] = ()

    @property
    def shown(self) -> list[ExportedParagraph]:
        """The paragraphs, and those that were taken out where they stood."""
        return sorted([*self.paragraphs, *self.gone], key=lambda each: each.position)

"""Comments: where they stand, where they came from, and every state that they were in."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Comment(SQLModel, table=True):
    """A comment as it stands now; what it was before is in `CommentState`, `Hold` and `Withdrawal`.

    `thread_id` is the comment that began the thread (none for that one itself). While `hold_id` is set, only its
    author, the author of the comment that was held (`held_for_id`) and moderators may see it.
    """

    __table_args__ = (
        CheckConstraint("kind IN ('substantive', 'editorial', 'question', 'translation')", name="kind"),
        CheckConstraint("(hold_id IS NULL) = (shown_seq IS NOT NULL)", name="held_or_shown"),
        CheckConstraint("masked IN ('', 'alias', 'hidden')", name="masked"),
        UniqueConstraint("document_id", "number"),
        Index("ix_comment_space_shown", "space_id", "shown_seq"),
    )

    id: int = key()
    uid: str = name()
    space_id: int = of("space", index=False)
    document_id: int = of("document")
    review_id: int = of("review")
    paragraph_id: int = of("paragraph")
    """Where it stands in the newest revision; its anchors say how it got there."""
    version: str = ""
    """The language version of the document that it was made on."""
    thread_id: int | None = perhaps("comment", index=True)
    parent_id: int | None = perhaps("comment")
    author_id: int = of("person")
    on_behalf_of: str = ""
    kind: str = "substantive"
    language: str = ""
    body: str
    html: str
    proposal: str | None = None
    """The wording that the comment proposes in place of the words it is about, as plain text."""
    proposal_html: str | None = None
    """The same as a difference to those words, made when it was written."""
    states: int = 1
    number: int | None = None
    """The display number in the document; none until the comment has been shown."""
    posted_at: Moment = moment()
    posted_seq: int
    shown_seq: int | None = None
    changed_seq: int
    edited_at: Moment | None = perhaps_moment()
    withdrawn_at: Moment | None = perhaps_moment()
    hold_id: int | None = Field(default=None, index=True)
    """The hold in force; no foreign key, as the hold refers to its comment."""
    held_for_id: int | None = perhaps("person")
    """Who may see it besides its author and moderators while it is held, or veiled."""
    veil_id: int | None = perhaps("review", index=True)
    """The review that keeps it from others until its comments are unveiled (`Review.unveiled_seq`)."""
    masked: str = ""
    """What others than moderators see of who wrote it: the name, a pseudonym ("alias") or nothing ("hidden")."""
    disposition_id: int | None = Field(default=None, index=True)
    """The disposition in force; no foreign key, as that refers to its comment."""
    proposed_id: int | None = Field(default=None, index=True)
    """The disposition that waits for another moderator's confirmation; no foreign key either."""
    assignment_id: int | None = Field(default=None, index=True)
    """The assignment in force; likewise."""
    covering_id: int | None = perhaps("covering", index=True)
    """The note of the set with which it was submitted."""


class CommentState(SQLModel, table=True):
    """One state of a comment's text, the first and the present one too."""

    __tablename__ = "comment_state"
    __table_args__ = (UniqueConstraint("comment_id", "number"),)

    id: int = key()
    comment_id: int = of("comment", index=False)
    number: int
    body: str
    html: str
    kind: str = ""
    proposal: str | None = None
    proposal_html: str | None = None
    at: Moment = moment()
    door: str
    seq: int


class Withdrawal(SQLModel, table=True):
    """A comment taken back by its author; its place stays."""

    id: int = key()
    comment_id: int = Field(foreign_key="comment.id", unique=True)
    by_id: int = of("person")
    at: Moment = moment()
    reason: str = ""
    late: bool = False
    seq: int


class Hold(SQLModel, table=True):
    """A comment held back by a moderator, or by the rule of its space, until it is released."""

    id: int = key()
    comment_id: int = Field(foreign_key="comment.id", index=True)
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    reason: str = ""
    seq: int
    released_by_id: int | None = perhaps("person")
    released_at: Moment | None = perhaps_moment()
    released_reason: str = ""


class Anchor(SQLModel, table=True):
    """Where a comment stands in one revision, in the language version that it was made on.

    `start` and `end` are code-point offsets into the wording's plain text, absent for the whole paragraph. The first
    is never changed; each later one is derived from the one before (`text.carrying`), or settled by a person.
    """

    __table_args__ = (
        UniqueConstraint("comment_id", "revision_id", "language"),
        CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name="range"),
    )

    id: int = key()
    comment_id: int = of("comment", index=False)
    revision_id: int = of("revision")
    wording_id: int = of("wording")
    language: str
    is_first: bool = True
    verdict: str = "exact"
    from_id: int | None = perhaps("anchor")
    has_moved: bool = False
    since: str = ""
    """The strongest verdict since the first anchor; empty for that."""
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    proposal: str | None = None
    """The proposed wording as it reads for these words, where it was merged with what has changed."""
    proposal_html: str | None = None
    fit: str = ""
    """Whether the proposal can be made to these words (`text.merging.Fit`); empty without one."""


class Settlement(SQLModel, table=True):
    """What a person said about where a carried comment stands: the anchor after it, and before."""

    id: int = key()
    uid: str = name()
    anchor_id: int = of("anchor")
    by_id: int = of("person", index=False)
    at: Moment = moment()
    reason: str = ""
    wording_id: int = of("wording", index=False)
    start: int | None = None
    end: int | None = None
    was_wording_id: int = of("wording", index=False)
    was_start: int | None = None
    was_end: int | None = None
    seq: int


class Adoption(SQLModel, table=True):
    """A proposed wording that was taken over into a paragraph, in a revision."""

    __table_args__ = (UniqueConstraint("revision_id", "paragraph_id", "comment_id"),)

    id: int = key()
    revision_id: int = of("revision", index=False)
    paragraph_id: int = of("paragraph")
    comment_id: int = of("comment")
    by_id: int | None = perhaps("person")


class Provenance(SQLModel, table=True):
    """Where a comment came from: which door, when received, who, on behalf of whom, from which message."""

    __table_args__ = (
        UniqueConstraint("inbound_id", "segment"),
        CheckConstraint("door IN ('web', 'mail', 'command', 'file')", name="door"),
    )

    id: int = key()
    comment_id: int = Field(foreign_key="comment.id", unique=True)
    door: str
    received_at: Moment = moment()
    person_id: int | None = perhaps("person")
    on_behalf_of: str = ""
    revision_id: int = of("revision")
    inbound_id: int | None = perhaps("inbound")
    segment: int | None = None
    is_vouched_for: bool | None = None
    """Whether our mail server vouches for the sender of the message; None for other doors, and where none is asked."""
    placed_by_id: int | None = perhaps("person")
    """The moderator who said where it belongs, where the message did not."""
    source: str = ""
    """Where the door has something to add: a file's name, a mail's Message-ID."""
    said_by: str = ""
    """Whom the file that it came in names as its writer; the person is who brought the file."""
    said_for: str = ""
    """The organisation that the file names."""
    said_at: Moment | None = perhaps_moment()
    said_resolved: bool = False
    """The file called it resolved."""
    submission_row_id: int | None = perhaps("submission_row")
    file_id: int | None = perhaps("blob")
    """The draft's own file, where it stood in that."""
    token_id: int | None = perhaps("token")
    channel: str = ""
    """How it reached the moderator who filed it for its sender: letter, fax, telephone or orally; empty otherwise."""
    late_token_id: int | None = perhaps("late_token", index=True)
    """The token by which it was taken after closing."""


class CommentFile(SQLModel, table=True):
    """A file that came with a comment; it is only ever handed out to be saved."""

    __tablename__ = "comment_file"

    id: int = key()
    uid: str = name()
    comment_id: int = of("comment")
    blob_id: int = of("blob")
    name: str
    type: str
    size: int
    """Octets."""
    at: Moment = moment()


class PostKey(SQLModel, table=True):
    """The key of a form or call that has been carried out, with a fingerprint of what it said."""

    __tablename__ = "post_key"
    __table_args__ = (UniqueConstraint("person_id", "verb", "key"),)

    id: int = key()
    person_id: int = of("person", index=False)
    verb: str
    key: str
    fingerprint: str
    comment_id: int | None = perhaps("comment")
    at: Moment = moment()

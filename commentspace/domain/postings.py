"""What somebody wants to say, and the place where they say it: values that have been checked."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlmodel import Session, col

from commentspace.domain.bodies import Body, Proposal, fingerprint, require_words
from commentspace.domain.post_keys import Once
from commentspace.domain.tables import Document, Paragraph, PlacedWording, Placement, Revision, Space, Version, Wording
from commentspace.errors import Invalid, NotFound, marked
from commentspace.text.quotation import Quotation, around, locate

KINDS = ("substantive", "editorial", "question", "translation")
HELD_BY_RULE = marked("New comments in this space are seen after a moderator has looked at them.")


@dataclass(frozen=True, slots=True)
class Source:
    """What a door adds to the provenance: when it received the text (else: now), and from which message or file.

    `said_by`, `said_for`, `said_at` and `said_resolved` are as a file says of its writer; `file_id` is the blob of the
    draft's own file, where it stood in that.
    """

    received_at: datetime | None = None
    inbound_id: int | None = None
    segment: int | None = None
    note: str = ""
    is_vouched_for: bool | None = None
    """Whether anybody vouches for its sender; None where nobody was asked."""
    said_by: str = ""
    said_for: str = ""
    said_at: datetime | None = None
    said_resolved: bool = False
    file_id: int | None = None
    submission_row_id: int | None = None
    token_id: int | None = None
    """The key of the program that acted for the person."""
    channel: str = ""
    """How it reached the moderator who files it for its sender: letter, fax, telephone or orally."""
    late_token_id: int | None = None
    """The token by which it is taken after closing: the verb that takes it says so, not a door."""


def checked_kind(kind: str) -> str:
    """The kind, if it is one; else Invalid."""
    if kind not in KINDS:
        raise Invalid(marked("Choose what kind of comment this is."), field="kind")
    return kind


class Delegated(NamedTuple):
    """A delegation in whose name something is submitted, by its focal point: checked by who makes it."""

    delegation_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What somebody wants to say; checked by its parts.

    `personally` where a member who is there on behalf of somebody speaks for themselves.
    """

    body: Body
    key: str
    quotation: Quotation | None = None
    kind: str = "substantive"
    language: str = ""
    source: Source = field(default_factory=Source)
    proposal: Proposal | None = None
    personally: bool = False
    version: str = ""
    """The language version that they read; empty for the original."""
    revision: str = ""
    """The name of the revision that they read, where that may not be the newest any more."""
    speaks_for: "Delegated | None" = None
    """The delegation whose focal point submits it."""
    covering_id: int | None = None
    """The note of the set with which it is submitted."""

    def __post_init__(self) -> None:
        checked_kind(self.kind)
        require_words(self.body, self.proposal)

    def once(self, place: str) -> Once:
        """The key of this sending, and the fingerprint of what it says at this place."""
        words = (self.quotation.exact, self.quotation.prefix, self.quotation.start) if self.quotation else ()
        more = [f"proposal {self.proposal.text}"] if self.proposal else []
        more += ["personally"] if self.personally else []
        return Once(self.key, fingerprint(place, self.body.markdown, words, self.kind, *more))


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a posting; `again` where the same had been sent before."""

    uid: str
    document_uid: str
    number: int | None
    held: bool
    again: bool = False


class Act(NamedTuple):
    """One sending: the verb, what it says, and its key."""

    verb: str
    posting: Posting
    once: Once


class Place(NamedTuple):
    """A paragraph in a revision of its document, with its wording in a version; `language` is the version's."""

    space_id: int
    holds_new: bool
    conduct_number: int
    document_id: int
    document_uid: str
    paragraph_id: int
    revision_id: int
    revision_uid: str
    wording_id: int
    language: str
    text: str
    hash: str
    is_gone: bool
    newest_id: int
    is_borrowed: bool
    """The version lacks it, and these are another version's words."""


def place(session: Session, *condition: Any, version: str = "", revision_id: int | None = None) -> Place:
    """Where a paragraph stands now, or in a revision, in the original version or this one.

    NotFound where it stands nowhere; one that was taken out has the last words that it had.
    """
    columns = (
        Space.id,
        Space.holds_new,
        Space.conduct_number,
        Document.id,
        Document.uid,
        Paragraph.id,
        Revision.id,
        Revision.uid,
        Wording.id,
        PlacedWording.language,
        Wording.text,
        Wording.hash,
        Placement.is_gone,
        Document.revision_id,
        PlacedWording.is_borrowed,
    )
    row = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .select_from(Paragraph)
        .join(Document, col(Document.id) == col(Paragraph.document_id))
        .join(Space, col(Space.id) == col(Document.space_id))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(
            col(Revision.id) == (revision_id if revision_id is not None else col(Document.revision_id)),
            col(Revision.seq).is_not(None),
            _is_there(),
            col(PlacedWording.language) == (version or col(Document.language)),
            *condition,
        )
        .limit(1)
    ).first()
    if row is None:
        raise NotFound()
    return Place(*row)


def _is_there() -> Any:
    """Whether readers know of the language version in which a wording stands."""
    mine = col(Version.revision_id) == col(Revision.id), col(Version.language) == col(PlacedWording.language)
    return exists().where(*mine, col(Version.seq).is_not(None)).correlate(Revision, PlacedWording)


def anchored(at: Place, quotation: Quotation | None) -> dict[str, Any]:
    """The columns of an anchor on these words of the wording; Invalid where they are not there, or twice."""
    if quotation is None or not quotation.exact.strip():
        return {}
    span = locate(at.text, quotation.exact, quotation.prefix, quotation.suffix, quotation.start)
    if span is None:
        raise Invalid(
            marked(
                "The words that you selected are not in the paragraph as it stands now, or stand there twice. "
                "Select them again, or comment on the whole paragraph."
            ),
            field="exact",
        )
    return standing_at(at, *span)


def standing_at(at: Place, start: int, end: int) -> dict[str, Any]:
    """The columns of an anchor on the words from `start` to `end` of the wording."""
    prefix, suffix = around(at.text, start, end)
    return {"start": start, "end": end, "exact": at.text[start:end], "prefix": prefix, "suffix": suffix}

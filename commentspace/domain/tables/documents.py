"""Documents, their revisions, and the paragraphs that last over them."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Document(SQLModel, table=True):
    """Anything that can be commented on, under a symbol that is unique in its space."""

    __table_args__ = (UniqueConstraint("space_id", "symbol"),)

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    symbol: str
    title: str
    language: str
    """Of its original version; the others are in `Version`."""
    last_number: int = 0
    """The last display number given to a comment."""
    revision_id: int | None = None
    """The newest issued revision; no foreign key, as the revision refers to its document."""
    created_at: Moment = moment()


class Preview(SQLModel, table=True):
    """A draft brought in and recognised, before it is issued: its text, and the paragraphs as corrected.

    With a `document_id` it is to be that document's next revision, or another language version of its newest one.
    """

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    by_id: int = of("person")
    symbol: str
    title: str
    language: str
    filename: str
    text: str
    paragraphs: str
    """The recognised paragraphs as JSON (`commentspace.domain.previews`)."""
    note: str = ""
    """What was noticed when the file was read: not about a paragraph, but about the whole."""
    blob_id: int | None = perhaps("blob")
    document_id: int | None = perhaps("document", index=True)
    base_id: int | None = perhaps("revision")
    """The revision that it is aligned with."""
    purpose: str = ""
    """Empty for a new document, else "revision" or "version"."""
    given: str = "{}"
    """What a moderator has said of the alignment, as JSON: paragraphs of the draft by their keys, where from."""
    links: str = ""
    """The alignment as it was last made, as JSON; empty where it has to be made anew."""
    about: str = ""
    """What its moderator says of the revision."""
    made_at: Moment = moment()
    issued_at: Moment | None = perhaps_moment()


class Revision(SQLModel, table=True):
    """One issued state of a document; it counts from the moment it has a number in the record."""

    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: int = key()
    uid: str = name()
    document_id: int = of("document")
    number: int
    seq: int | None = None
    issued_at: Moment = moment()
    issued_by_id: int | None = perhaps("person")
    blob_id: int | None = perhaps("blob")
    """The file that its original version was read from; none where it was written here."""
    filename: str = ""
    changed: str = ""
    """The language of the version that it changes; the others are taken over."""
    about: str = ""
    """What its moderator says of it."""


class Version(SQLModel, table=True):
    """A language version of a revision; readers know of it from the moment it has a number in the record."""

    __table_args__ = (UniqueConstraint("revision_id", "language"),)

    id: int = key()
    revision_id: int = of("revision", index=False)
    language: str
    position: int = 0
    """Their order; the original is the first."""
    title: str
    blob_id: int | None = perhaps("blob")
    """The file that it was read from, where it is not the original."""
    filename: str = ""
    is_changed: bool = True
    """Whether this revision changed it, or added it."""
    added_at: Moment = moment()
    seq: int | None = None


class Paragraph(SQLModel, table=True):
    """An identity that lasts over revisions."""

    id: int = key()
    uid: str = name()
    document_id: int = of("document")


class Lineage(SQLModel, table=True):
    """A paragraph that came from another by a split or a merge."""

    id: int = key()
    revision_id: int = of("revision")
    from_id: int = of("paragraph")
    to_id: int = of("paragraph")
    kind: str


class Placement(SQLModel, table=True):
    """Where a paragraph stands in a revision."""

    __table_args__ = (UniqueConstraint("revision_id", "position"), UniqueConstraint("revision_id", "paragraph_id"))

    id: int = key()
    revision_id: int = of("revision", index=False)
    paragraph_id: int = of("paragraph")
    position: int
    depth: int = 0
    parent_id: int | None = perhaps("paragraph")
    source: str = ""
    """Where it stands in the revision's file, in words of that file's reader (`DraftParagraph.source`)."""
    relation: str = ""
    """What became of it since the revision before (`text.alignment.Relation`, or "restored"); empty in the first."""
    has_moved: bool = False
    doubt: str = ""
    """Why that may be wrong (`text.alignment.Doubt`), where no person has looked at it."""
    is_gone: bool = False
    """It was taken out of the text, and stands here for what was said about it."""


class Wording(SQLModel, table=True):
    """What a paragraph says in one language; taken over by later revisions while it is unchanged."""

    __table_args__ = (
        CheckConstraint("kind IN ('heading', 'paragraph', 'item', 'row', 'note')", name="kind"),
        CheckConstraint("level BETWEEN 1 AND 9", name="level"),
    )

    id: int = key()
    paragraph_id: int = of("paragraph")
    language: str
    kind: str
    level: int = 1
    label: str = ""
    markdown: str
    text: str
    html: str
    hash: str


class PlacedWording(SQLModel, table=True):
    """Which wording a placement has in a language version: one for each version, borrowed where there is none."""

    __tablename__ = "placed_wording"
    __table_args__ = (UniqueConstraint("placement_id", "language"),)

    id: int = key()
    placement_id: int = of("placement", index=False)
    wording_id: int = of("wording")
    language: str = Field()
    """Of the version; the words themselves may be in another (`Wording.language`)."""
    source: str = ""
    """Where it stands in the version's file, where that is not the revision's."""
    is_borrowed: bool = False
    """This version lacks the paragraph, and the wording is another version's."""
    is_behind: bool = False
    """The original has been edited since, and this version has not followed."""

"""Issuing a draft, in steps that no query sees until the last."""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import file_comments, names, pictures, previews, record
from commentspace.domain.access import Caller, standing
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.pictures import Kept
from commentspace.domain.previews import Heading
from commentspace.domain.record import Tell
from commentspace.domain.tables import (
    Document,
    Paragraph,
    PlacedWording,
    Placement,
    Preview,
    Revision,
    Version,
    Wording,
)
from commentspace.text import markdown

BATCH = 50
"""Paragraphs written in one transaction: below 50 ms."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an issued draft came from: its file, and the preview in which it was corrected, if any.

    `pictures` are those that come without a preview; their bytes are written before (`pictures.steps`).
    """

    blob_id: int | None = None
    preview_uid: str | None = None
    filename: str = ""
    pictures: tuple[Kept, ...] = ()


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Worded:
    """A paragraph rendered and ready to be written."""

    draft: DraftParagraph
    text: str
    html: str
    hash: str
    parent: int | None = None
    """The position of the paragraph that it stands under."""
    comments: tuple[file_comments.Ready, ...] = ()
    """Those of the file that come along."""

    @classmethod
    def of(
        cls, paragraph: DraftParagraph, parent: int | None, position: int, sizes: markdown.Sizes | None = None
    ) -> "Worded":
        """Render outside the writer: this is the long part of an import."""
        text = markdown.to_text(paragraph.markdown)
        hashed = hashlib.sha256(record.canonical([paragraph.kind, paragraph.label, paragraph.markdown])).hexdigest()
        shown = markdown.paragraph_html(paragraph.markdown, sizes)
        return cls(paragraph, text, shown, hashed, parent, tuple(file_comments.ready(paragraph, position)))


def worded(paragraphs: Sequence[DraftParagraph], sizes: markdown.Sizes | None = None) -> list[Worded]:
    """What is to be issued, rendered; what was left out is left out. `sizes` are those of its pictures."""
    kept = [paragraph for paragraph in paragraphs if not paragraph.left_out]
    above = parents(kept)
    return [Worded.of(paragraph, above[position], position, sizes) for position, paragraph in enumerate(kept)]


def parents(paragraphs: Sequence[DraftParagraph]) -> list[int | None]:
    """For each paragraph the position of the one it stands under: items under the last that is less deep."""
    found: list[int | None] = []
    above: dict[int, int] = {}
    for position, paragraph in enumerate(paragraphs):
        deep = depth(paragraph)
        found.append(above.get(deep - 1) if deep else None)
        if paragraph.kind == Kind.HEADING:
            above.clear()
        elif paragraph.kind != Kind.NOTE:
            above = {level: at for level, at in above.items() if level < deep} | {deep: position}
    return found


def steps(
    caller: Caller, space_id: int, heading: Heading, paragraphs: Sequence[Worded], origin: Origin
) -> Generator[Step, Any, str]:
    """The writes of an issue, for `database.carry_out`; returns the document's name.

    `finish` makes it visible, in one act; the comments of its file come in short steps after it, and where these are
    broken off, `issued.rest` brings what is missing.
    """
    yield from pictures.steps(origin.pictures)
    revision_id = yield Step(begin, (caller, space_id, heading))
    for start, batch in batches(paragraphs):
        yield Step(place, (revision_id, start, batch))
    uid: str = yield Step(finish, (caller, revision_id, space_id, origin), space_id)
    found = [comment for each in paragraphs for comment in each.comments]
    yield from file_comments.steps(caller, space_id, revision_id, found)
    return uid


def batches(paragraphs: Sequence[Worded]) -> Iterator[tuple[int, Sequence[Worded]]]:
    """The paragraphs in parts of `BATCH`, each with the position of its first."""
    for start in range(0, len(paragraphs), BATCH):
        yield start, paragraphs[start : start + BATCH]


def begin(session: Session, caller: Caller, space_id: int, heading: Heading, *, now: datetime) -> int:
    """Make the first revision of a document, which nobody sees yet; returns its id."""
    standing(session, caller, space_id).require("import")
    previews.require_free(session, space_id, heading.symbol)
    document = session.execute(
        select(Document).where(col(Document.space_id) == space_id, col(Document.symbol) == heading.symbol)
    ).scalar_one_or_none()
    if document is None:
        document = Document(space_id=space_id, symbol=heading.symbol, title="", language="", created_at=now)
    else:
        sweep(session, document.id)
    document.title, document.language = heading.title, heading.language
    session.add(document)
    session.flush()
    language = heading.language
    revision = Revision(
        document_id=document.id, number=1, issued_at=now, issued_by_id=caller.person_id, changed=language
    )
    session.add(revision)
    session.flush()
    session.add(Version(revision_id=revision.id, language=language, title=heading.title, added_at=now))
    return revision.id


def sweep(session: Session, document_id: int) -> None:
    """Delete what an abandoned issue of this document, its first, has left."""
    abandoned = select(col(Revision.id)).where(col(Revision.document_id) == document_id, col(Revision.seq).is_(None))
    placements = select(col(Placement.id)).where(col(Placement.revision_id).in_(abandoned))
    mine = select(col(Paragraph.id)).where(col(Paragraph.document_id) == document_id)
    session.execute(delete(PlacedWording).where(col(PlacedWording.placement_id).in_(placements)))
    session.execute(delete(Placement).where(col(Placement.revision_id).in_(abandoned)))
    session.execute(delete(Version).where(col(Version.revision_id).in_(abandoned)))
    session.execute(delete(Wording).where(col(Wording.paragraph_id).in_(mine)))
    session.execute(delete(Paragraph).where(col(Paragraph.document_id) == document_id))
    session.execute(delete(Revision).where(col(Revision.document_id) == document_id, col(Revision.seq).is_(None)))


def place(session: Session, revision_id: int, start: int, paragraphs: Sequence[Worded], *, now: datetime) -> None:
    """Write one batch of paragraphs from position `start` on, after those before it."""
    document_id, language = session.execute(
        select(col(Document.id), col(Document.language))
        .join(Revision, col(Revision.document_id) == col(Document.id))
        .where(col(Revision.id) == revision_id, col(Revision.seq).is_(None))
    ).one()
    ids = insert_rows(session, Paragraph, [{"uid": names.new(), "document_id": document_id} for _ in paragraphs])
    above = [worded.parent for worded in paragraphs if worded.parent is not None and worded.parent < start]
    at = _placed(session, revision_id, above) | {start + n: id for n, id in enumerate(ids)}
    placements = insert_rows(
        session,
        Placement,
        [
            {
                "revision_id": revision_id,
                "paragraph_id": at[start + n],
                "position": start + n,
                "depth": depth(worded.draft),
                "parent_id": None if worded.parent is None else at[worded.parent],
                "source": worded.draft.source,
            }
            for n, worded in enumerate(paragraphs)
        ],
    )
    wordings = insert_rows(
        session, Wording, [wording_row(id, language, w) for id, w in zip(ids, paragraphs, strict=True)]
    )
    session.execute(
        insert(PlacedWording),
        [
            {"placement_id": placement, "wording_id": wording, "language": language}
            for placement, wording in zip(placements, wordings, strict=True)
        ],
    )


def _placed(session: Session, revision_id: int, positions: Sequence[int]) -> dict[int, int]:
    """The paragraphs that earlier batches have placed at these positions."""
    if not positions:
        return {}
    rows = session.execute(
        select(col(Placement.position), col(Placement.paragraph_id)).where(
            col(Placement.revision_id) == revision_id, col(Placement.position).in_(positions)
        )
    )
    return {row.position: row.paragraph_id for row in rows}


def insert_rows(session: Session, table: type, rows: list[dict[str, object]]) -> list[int]:
    """Insert these rows; returns their keys, in the same order."""
    if not rows:
        return []
    returning = insert(table).returning(table.id, sort_by_parameter_order=True)  # type: ignore[attr-defined]
    return list(session.execute(returning, rows).scalars())


def wording_row(paragraph_id: int, language: str, worded: Worded) -> dict[str, object]:
    """The columns of a wording, in a version of this language."""
    return {
        "paragraph_id": paragraph_id,
        "language": worded.draft.language or language,
        "kind": worded.draft.kind.value,
        "level": worded.draft.level,
        "label": worded.draft.label,
        "markdown": worded.draft.markdown,
        "text": worded.text,
        "html": worded.html,
        "hash": worded.hash,
    }


def depth(paragraph: DraftParagraph) -> int:
    """How deep a paragraph stands below the running text: items by their level, others not at all."""
    return paragraph.level if paragraph.kind == Kind.ITEM else 0


def finish(
    session: Session, caller: Caller, revision_id: int, space_id: int, origin: Origin = NOWHERE, *, now: datetime
) -> str:
    """Make the revision visible, in one act; returns the document's name."""
    who = standing(session, caller, space_id)
    who.require("import")
    revision = session.get_one(Revision, revision_id)
    document = session.get_one(Document, revision.document_id)
    previews.require_free(session, space_id, document.symbol)
    revision.blob_id, revision.filename = origin.blob_id, origin.filename
    pictures.keep(session, origin.pictures, document_id=document.id)
    if origin.preview_uid is not None:
        preview = session.execute(select(Preview).where(col(Preview.uid) == origin.preview_uid)).scalar_one()
        preview.issued_at, revision.blob_id, revision.filename = now, preview.blob_id, preview.filename
        session.add(preview)
        pictures.give(session, preview.id, document.id)
    seq = record.next_number(session, space_id)
    revision.seq, revision.issued_at, document.revision_id = seq, now, revision.id
    session.add_all((revision, document))
    session.execute(update(Version).where(col(Version.revision_id) == revision.id).values(seq=seq, added_at=now))
    session.flush()
    content = {"symbol": document.symbol, "title": document.title, "wordings": hashes(session, revision_id)}
    told = Tell(document_id=document.id)
    things = (document.uid, revision.uid)
    entry = record.Entry("revision.issued", content, things=things, revision=revision.uid, tell=(told,))
    record.append(session, who, seq, entry, now=now)
    return document.uid


def hashes(session: Session, revision_id: int) -> list[str]:
    """The hashes of a revision's wordings, in order: what the record commits to.

    Language versions that were added to it later have a commitment of their own.
    """
    rows = session.execute(
        select(col(Wording.hash))
        .join(PlacedWording, col(PlacedWording.wording_id) == col(Wording.id))
        .join(Placement, col(Placement.id) == col(PlacedWording.placement_id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .join(
            Version,
            (col(Version.revision_id) == col(Revision.id)) & (col(Version.language) == PlacedWording.language),
        )
        .where(col(Revision.id) == revision_id, col(Version.seq).is_not_distinct_from(col(Revision.seq)))
        .order_by(col(Placement.position), col(Version.position), col(Version.id))
    )
    return list(rows.scalars())

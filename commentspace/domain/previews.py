"""A draft between its arrival and its issue: recognised, shown, corrected."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import fingerprint
from commentspace.domain.drafts import Draft, DraftParagraph, FileComment, Kind
from commentspace.domain.tables import Document, Preview, Revision
from commentspace.errors import Conflict, Invalid, NotFound, marked
from commentspace.text import languages, normal

MOST = 20_000
"""Paragraphs in one draft."""


@dataclass(frozen=True, slots=True)
class Heading:
    """How a draft will be known: its symbol and title; checked by `of`."""

    symbol: str
    title: str
    language: str

    @classmethod
    def of(cls, symbol: str, title: str, language: str) -> "Heading":
        """Check what a form or an option said; Invalid with the field at fault."""
        symbol, title = normal.line(symbol, field="symbol"), normal.line(title, field="title")
        if not symbol or len(symbol) > 80:
            raise Invalid(marked("Give the draft a symbol of at most 80 characters, such as WET/2/4."), field="symbol")
        if not title or len(title) > 300:
            raise Invalid(marked("Give the draft a title of at most 300 characters."), field="title")
        if not languages.known(language):
            raise Invalid(
                marked("“%(language)s” is not a language. Write it like en, zh or ar."),
                field="language",
                language=language[:40],
            )
        return cls(symbol, title, language)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft came from: the file's name, its text as it was read, and the blob that keeps its bytes."""

    filename: str
    text: str
    blob_id: int | None = None
    note: str = ""


def bring(
    session: Session,
    caller: Caller,
    space_id: int,
    heading: Heading,
    draft: Draft,
    origin: Origin,
    *,
    now: datetime,
) -> str:
    """Keep a recognised draft for its preview; returns its name. Conflict where the symbol is taken."""
    who = standing(session, caller, space_id)
    who.require("import")
    require_free(session, space_id, heading.symbol)
    checked(draft.paragraphs)
    preview = Preview(
        space_id=space_id,
        by_id=caller.person,
        symbol=heading.symbol,
        title=heading.title,
        language=heading.language,
        filename=origin.filename[:200],
        text=origin.text,
        note=origin.note,
        paragraphs=written(draft.paragraphs),
        blob_id=origin.blob_id,
        made_at=now,
    )
    session.add(preview)
    session.flush()
    return preview.uid


def require_free(session: Session, space_id: int, symbol: str) -> None:
    """Conflict where a document with an issued revision has this symbol."""
    taken = session.execute(
        select(col(Document.id))
        .join(Revision, col(Revision.document_id) == col(Document.id))
        .where(col(Document.space_id) == space_id, col(Document.symbol) == symbol, col(Revision.seq).is_not(None))
    ).first()
    if taken:
        raise Conflict(
            marked("There is already a document %(symbol)s in this space. Choose another symbol."),
            field="symbol",
            symbol=symbol,
        )


def checked(paragraphs: Sequence[DraftParagraph]) -> Sequence[DraftParagraph]:
    """The paragraphs; Invalid where nothing would be issued, or too much."""
    kept = [paragraph for paragraph in paragraphs if not paragraph.left_out]
    if not kept:
        raise Invalid(marked("Nothing of this draft would be issued. Take in at least one paragraph."), field="file")
    if len(kept) > MOST:
        raise Invalid(marked("A draft may have at most %(most)s paragraphs."), field="file", most=MOST)
    return paragraphs


def correct(
    session: Session,
    caller: Caller,
    uid: str,
    heading: Heading,
    draft: Draft,
    text: str | None,
    seen: str,
    *,
    now: datetime,
) -> None:
    """Keep the corrected paragraphs, and the corrected text where it was read again.

    `seen` is the mark of the state that was corrected; Conflict where the preview has another by now.
    """
    preview = _waiting(session, caller, uid)
    require_seen(_view(preview), seen)
    require_free(session, preview.space_id, heading.symbol)
    preview.symbol, preview.title, preview.language = heading.symbol, heading.title, heading.language
    preview.paragraphs = written(checked(draft.paragraphs))
    if text is not None:
        preview.text = text
    preview.made_at = now
    session.add(preview)


def _waiting(session: Session, caller: Caller, uid: str) -> Preview:
    preview: Preview | None = session.execute(select(Preview).where(col(Preview.uid) == uid)).scalar_one_or_none()
    if preview is None:
        raise NotFound()
    standing(session, caller, preview.space_id).require("import")
    if preview.issued_at is not None:
        raise Conflict(marked("This draft has been issued already."))
    return preview


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A preview as its page shows it; `mark` stands for the whole state that is shown."""

    uid: str
    space_id: int
    heading: Heading
    filename: str
    text: str
    note: str
    paragraphs: tuple[DraftParagraph, ...]
    blob_id: int | None
    mark: str


def find(session: Session, caller: Caller, uid: str) -> PreviewView:
    """The preview of this name, for who may import; NotFound for others."""
    return _view(_waiting(session, caller, uid))


def _view(preview: Preview) -> PreviewView:
    heading = Heading(preview.symbol, preview.title, preview.language)
    return PreviewView(
        preview.uid,
        preview.space_id,
        heading,
        preview.filename,
        preview.text,
        preview.note,
        read(preview.paragraphs),
        preview.blob_id,
        fingerprint(preview.symbol, preview.title, preview.text, preview.paragraphs)[:32],
    )


def require_seen(preview: PreviewView, seen: str) -> None:
    """Conflict where somebody has corrected the draft since the page that bears this mark was loaded."""
    if seen != preview.mark:
        raise Conflict(
            marked(
                "This draft was changed in another window since this page was loaded, so nothing was kept. "
                "Copy what you need from this page, then load it again."
            )
        )


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A preview in a list."""

    uid: str
    symbol: str
    title: str


def of_space(session: Session, who: Standing) -> list[PreviewLine]:
    """The drafts of a space that wait to be issued."""
    who.require("import")
    rows = session.execute(
        select(col(Preview.uid), col(Preview.symbol), col(Preview.title))
        .where(col(Preview.space_id) == who.space_id, col(Preview.issued_at).is_(None))
        .order_by(col(Preview.id))
    )
    return [PreviewLine(*row) for row in rows]


def written(paragraphs: Sequence[DraftParagraph]) -> str:
    """The paragraphs as JSON."""
    return json.dumps([asdict(paragraph) for paragraph in paragraphs], ensure_ascii=False, default=datetime.isoformat)


def read(paragraphs: str) -> tuple[DraftParagraph, ...]:
    """The paragraphs from JSON."""
    return tuple(_paragraph(row) for row in json.loads(paragraphs))


def _paragraph(row: dict[str, Any]) -> DraftParagraph:
    comments = tuple(FileComment(**{**each, "at": _moment(each["at"])}) for each in row.get("comments", ()))
    return DraftParagraph(**{**row, "kind": Kind(row["kind"]), "comments": comments})


def _moment(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None

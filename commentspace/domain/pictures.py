"""Pictures in the text of drafts: kept with the draft, and shown to whoever may see it."""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import blobs, documents, names, picture_kinds
from commentspace.domain.access import Caller, standing
from commentspace.domain.drafts import Draft, DraftParagraph
from commentspace.domain.tables import Document, Picture, Preview
from commentspace.errors import NotFound, marked_many

LARGEST = 10 * 1024 * 1024
"""Bytes of one picture."""
MOST = 500
"""Pictures in one draft."""
MOST_TOGETHER = 100 * 1024 * 1024
"""Bytes of all pictures of a draft."""

_REFERENCE = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\(picture:([^\s()]{1,200})\)")
DROPPED = marked_many(
    "%(count)s picture of the file cannot be shown here; its words stand in its place.",
    "%(count)s pictures of the file cannot be shown here; their words stand in their places.",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture under its outside name, ready to be written."""

    uid: str
    type: str
    width: int
    height: int
    content: bytes

    @property
    def sha256(self) -> str:
        """The name of its bytes."""
        return blobs.digest(self.content)


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A draft whose Markdown calls its pictures by their outside names, the pictures, and how many were dropped."""

    draft: Draft
    pictures: tuple[Kept, ...]
    dropped: int


def illustrated(draft: Draft) -> Illustrated:
    """Take the pictures that pages can show, and call them by names of our own; of others the words stay.

    To be done outside the writer, as it looks at every paragraph.
    """
    kept, room = {}, MOST_TOGETHER
    for picture in draft.pictures[:MOST]:
        found = picture_kinds.kind(picture.content)
        if found is None or len(picture.content) > min(LARGEST, room):
            continue
        room -= len(picture.content)
        width, height = (picture.width, picture.height) if picture.width and picture.height else found[1:]
        kept[picture.name] = Kept(names.new(), found[0], width, height, picture.content)
    called = {name: picture.uid for name, picture in kept.items()}
    paragraphs = tuple(_called(paragraph, called) for paragraph in draft.paragraphs)
    dropped = len(draft.pictures) - len(kept)
    return Illustrated(replace(draft, paragraphs=paragraphs, pictures=()), tuple(kept.values()), dropped)


def _called(paragraph: DraftParagraph, called: Mapping[str, str]) -> DraftParagraph:
    texts = paragraph.markdown, paragraph.before or ""
    if not any("](picture:" in text for text in texts):
        return paragraph
    before = None if paragraph.before is None else renamed(paragraph.before, called)
    return replace(paragraph, markdown=renamed(paragraph.markdown, called), before=before)


def renamed(markdown: str, called: Mapping[str, str]) -> str:
    """The Markdown with each picture called by its new name; in place of one that has none stand its words."""

    def put(found: re.Match[str]) -> str:
        uid = called.get(found[2])
        return f"![{found[1]}](picture:{uid})" if uid else found[1]

    return _REFERENCE.sub(put, markdown)


def steps(kept: Sequence[Kept]) -> Generator[Step, Any, None]:
    """The writes of their bytes, before the verb that refers to them."""
    for picture in kept:
        for start in range(0, len(picture.content), blobs.TOGETHER):
            run = picture.content[start : start + blobs.TOGETHER]
            yield Step(blobs.put, (picture.sha256, len(picture.content), start, run))


def keep(
    session: Session, kept: Sequence[Kept], *, preview_id: int | None = None, document_id: int | None = None
) -> None:
    """Keep pictures whose bytes are written, with the preview or the document that they belong to."""
    if kept:
        found = blobs.ids(session, [picture.sha256 for picture in kept])
        session.execute(
            insert(Picture),
            [
                {
                    "uid": picture.uid,
                    "preview_id": preview_id,
                    "document_id": document_id,
                    "blob_id": found[picture.sha256],
                    "type": picture.type,
                    "width": picture.width,
                    "height": picture.height,
                }
                for picture in kept
            ],
        )


def give(session: Session, preview_id: int, document_id: int) -> None:
    """The pictures of a preview belong to the document that was issued from it."""
    theirs = col(Picture.preview_id) == preview_id
    session.execute(update(Picture).where(theirs).values(document_id=document_id))


def sizes(session: Session, preview_id: int, document_id: int | None = None) -> dict[str, tuple[int, int]]:
    """Width and height of the pictures of a preview, and of the document that it belongs to, by their names."""
    columns = col(Picture.uid), col(Picture.width), col(Picture.height)
    theirs = col(Picture.preview_id) == preview_id
    if document_id is not None:
        theirs = or_(theirs, col(Picture.document_id) == document_id)
    return {row.uid: (row.width, row.height) for row in session.execute(select(*columns).where(theirs))}


def drop(session: Session, preview_id: int) -> list[int]:
    """Let go of the pictures of a preview that is dropped; returns the keys of their bytes.

    Those that a document shows by now stay.
    """
    theirs = col(Picture.preview_id) == preview_id
    session.execute(update(Picture).where(theirs, col(Picture.document_id).is_not(None)).values(preview_id=None))
    blob_ids = list(session.execute(select(col(Picture.blob_id)).where(theirs)).scalars())
    session.execute(delete(Picture).where(theirs))
    return blob_ids


def find(session: Session, caller: Caller, uid: str) -> tuple[str, bytes]:
    """The media type and the bytes of a picture; NotFound for who may see neither its document nor its preview."""
    picture: Picture | None = session.execute(select(Picture).where(col(Picture.uid) == uid)).scalar_one_or_none()
    if picture is None:
        raise NotFound()
    if picture.document_id is not None:
        name = session.execute(select(col(Document.uid)).where(col(Document.id) == picture.document_id)).scalar_one()
        _, who = documents.find(session, caller, name)
        who.require("read")
    else:
        here = select(col(Preview.space_id)).where(col(Preview.id) == picture.preview_id)
        space_id = session.execute(here).scalar_one_or_none()
        if space_id is None or not standing(session, caller, space_id).may("import"):
            raise NotFound()
    return picture.type, blobs.read(session, picture.blob_id)

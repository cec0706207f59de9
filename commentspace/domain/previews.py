"""A draft between its arrival and its issue: recognised, shown, corrected."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import blobs, names, pictures, preview_states
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import fingerprint
from commentspace.domain.drafts import KEY, Draft, DraftParagraph
from commentspace.domain.pictures import Kept
from commentspace.domain.preview_edits import MOST
from commentspace.domain.preview_states import State
from commentspace.domain.tables import Document, Preview, Revision
from commentspace.errors import Conflict, Invalid, NotFound, marked
from commentspace.text import languages, normal

REVISION = "revision"
"""The purpose of a draft that is to be the next revision of a document."""
WAITS = marked("A draft of the next revision is being prepared already. Go on with that one, or drop it first.")


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


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft in the form in which it is kept: its paragraphs as JSON, and its pictures under names of ours."""

    paragraphs: str
    pictures: tuple[Kept, ...] = ()
    dropped: int = 0
    """Pictures that cannot be shown."""

    @classmethod
    def of(cls, draft: Draft) -> "Ready":
        """Made outside the writer, as it takes a while for a long draft; Invalid where nothing would be issued."""
        found = pictures.illustrated(draft)
        kept = preview_states.written(State(tuple(keyed(checked(found.draft.paragraphs)))))
        return cls(kept, found.pictures, found.dropped)


@dataclass(frozen=True, slots=True)
class Follows:
    """The document whose next revision, or (by the purpose) language version, a draft is to be, and what is said of it.

    `base_id` is the revision that it is aligned with.
    """

    document_id: int
    base_id: int
    purpose: str
    about: str = ""


def steps(
    caller: Caller,
    space_id: int,
    heading: Heading,
    ready: Ready,
    origin: Origin,
    content: bytes,
    follows: Follows | None = None,
) -> Generator[Step, Any, str]:
    """The writes that keep a draft with its file's bytes and its pictures; the last gives the preview's name."""
    blob_id = yield from blobs.writing(content)
    yield from pictures.steps(ready.pictures)
    from_file = Origin(origin.filename, origin.text, blob_id, origin.note)
    uid: str = yield Step(bring, (caller, space_id, heading, ready, from_file, follows))
    return uid


def bring(
    session: Session,
    caller: Caller,
    space_id: int,
    heading: Heading,
    draft: Draft | Ready,
    origin: Origin,
    follows: Follows | None = None,
    *,
    now: datetime,
) -> str:
    """Keep a recognised draft for its preview; returns its name. Conflict where the symbol is taken.

    The bytes of its pictures are written before (`steps`).
    """
    who = standing(session, caller, space_id)
    who.require("import")
    if follows is None:
        require_free(session, space_id, heading.symbol)
    else:
        require_alone(session, follows)
    ready = draft if isinstance(draft, Ready) else Ready.of(draft)
    preview = Preview(
        space_id=space_id,
        by_id=caller.person,
        symbol=heading.symbol,
        title=heading.title,
        language=heading.language,
        filename=normal.file_name(origin.filename),
        text=origin.text,
        note=origin.note,
        paragraphs=ready.paragraphs,
        blob_id=origin.blob_id,
        document_id=follows.document_id if follows else None,
        base_id=follows.base_id if follows else None,
        purpose=follows.purpose if follows else "",
        about=follows.about if follows else "",
        made_at=now,
    )
    session.add(preview)
    session.flush()
    pictures.keep(session, ready.pictures, preview_id=preview.id)
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


def require_alone(session: Session, follows: Follows) -> None:
    """Conflict where another draft waits to be the next revision: moderators work together on one text."""
    if follows.purpose == REVISION and waiting_for(session, follows.document_id) is not None:
        raise Conflict(WAITS)


def waiting_for(session: Session, document_id: int) -> str | None:
    """The name of the draft that waits to be the next revision of this document."""
    found: str | None = session.execute(
        select(col(Preview.uid))
        .where(col(Preview.document_id) == document_id, col(Preview.purpose) == REVISION)
        .where(col(Preview.issued_at).is_(None))
        .order_by(col(Preview.id))
        .limit(1)
    ).scalar_one_or_none()
    return found


def keyed(paragraphs: Iterable[DraftParagraph]) -> Iterator[DraftParagraph]:
    """The paragraphs, each with a key of its own."""
    for each in paragraphs:
        yield each if each.key else replace(each, key=names.new()[:KEY])


def checked(paragraphs: Sequence[DraftParagraph]) -> Sequence[DraftParagraph]:
    """The paragraphs; Invalid where nothing would be issued, or too much."""
    kept = [paragraph for paragraph in paragraphs if not paragraph.left_out]
    if not kept:
        raise Invalid(marked("Nothing of this draft would be issued. Take in at least one paragraph."), field="file")
    if len(kept) > MOST:
        raise Invalid(marked("A draft may have at most %(most)s paragraphs."), field="file", most=MOST)
    return paragraphs


def found(session: Session, caller: Caller, uid: str) -> Preview:
    """The preview of this name, issued or not, for who may import; NotFound for others."""
    preview: Preview | None = session.execute(select(Preview).where(col(Preview.uid) == uid)).scalar_one_or_none()
    if preview is None:
        raise NotFound()
    standing(session, caller, preview.space_id).require("import")
    return preview


def waiting(session: Session, caller: Caller, uid: str) -> Preview:
    """The same, as long as it waits; Conflict once it has been issued."""
    preview = found(session, caller, uid)
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
    kept: str
    blob_id: int | None
    mark: str
    sizes: dict[str, tuple[int, int]]
    """Width and height of its pictures, by their names."""
    document: str = ""
    """The name of the document that it belongs to; empty for one that is to be a document of its own."""
    purpose: str = ""

    @property
    def state(self) -> State:
        """Its paragraphs, with the way back; read anew each time, as it takes a while for a long draft."""
        return preview_states.read(self.kept)

    @property
    def paragraphs(self) -> tuple[DraftParagraph, ...]:
        """Its paragraphs, read as `state` is."""
        return self.state.paragraphs


def find(session: Session, caller: Caller, uid: str) -> PreviewView:
    """The preview of this name, for who may import; NotFound for others."""
    preview = waiting(session, caller, uid)
    document = session.get(Document, preview.document_id) if preview.document_id is not None else None
    return PreviewView(
        preview.uid,
        preview.space_id,
        Heading(preview.symbol, preview.title, preview.language),
        preview.filename,
        preview.text,
        preview.note,
        preview.paragraphs,
        preview.blob_id,
        mark_of(preview),
        pictures.sizes(session, preview.id, preview.document_id),
        document.uid if document else "",
        preview.purpose,
    )


def mark_of(preview: Preview) -> str:
    """What stands for its whole state, so that nobody corrects what they have not seen."""
    said = (preview.given, preview.about) if preview.document_id is not None else ()
    return fingerprint(preview.symbol, preview.title, preview.text, preview.paragraphs, *said)[:32]


def require_seen(preview: PreviewView, seen: str) -> None:
    """Conflict where somebody has corrected the draft since the page that bears this mark was loaded."""
    require_same(preview.mark, seen)


def require_same(mark: str, seen: str) -> None:
    """Conflict where these marks are not one."""
    if seen != mark:
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
        .where(col(Preview.document_id).is_(None))
        .order_by(col(Preview.id))
    )
    return [PreviewLine(*row) for row in rows]

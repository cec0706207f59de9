"""The draft of a document's next revision: begun from a file, or from the text as it stands, to be edited here."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from commentspace.database import Look, Step, Work
from commentspace.domain import documents, job_runs, jobs, people, pictures, preview_states, previews
from commentspace.domain.access import Caller, Standing
from commentspace.domain.anchors import states
from commentspace.domain.anchors.states import Stood
from commentspace.domain.documents import DocumentView
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Follows, Heading, Origin, Ready
from commentspace.domain.revisions.plans import REVISION
from commentspace.domain.tables import Revision
from commentspace.domain.versions import reading
from commentspace.errors import Conflict, Invalid, marked
from commentspace.text import normal

WAITS = previews.WAITS
NONE = marked("No draft of the next revision is being prepared. Begin one first.")
ANOTHER = marked("A revision of this document is being issued just now. Wait until it is done, or end it.")
MOST_SAID = 2000
"""Characters of what a moderator says of a revision."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The draft that is being prepared, beside the document that it belongs to.

    `number` is the one that it will have, `filename` empty where it was begun with the text as it stood.
    """

    document: DocumentView
    uid: str
    number: int
    by: str
    changed_at: datetime
    title: str
    language: str
    filename: str
    about: str
    mark: str
    is_overtaken: bool


def moderated(session: Session, caller: Caller, document_uid: str) -> tuple[DocumentView, Standing]:
    """A document, for who may issue its next revision."""
    document, who = documents.find(session, caller, document_uid)
    who.require("import")
    return document, who


def follows(
    session: Session, caller: Caller, document_uid: str, about: str = "", *, version: str = ""
) -> tuple[Follows, Heading, int]:
    """That a draft is to be the next revision of this document: with its heading, and the key of its space.

    With a `version` it changes that language version alone; NotFound where there is none. Conflict where another draft
    waits to be that: there is one text that moderators work on together.
    """
    document, _ = moderated(session, caller, document_uid)
    if waiting(session, document.id) is not None:
        raise Conflict(WAITS)
    read = reading.in_version(session, document, version)
    heading = Heading(document.symbol, read.title, read.reads)
    return Follows(document.id, document.revision_id, REVISION, said(about)), heading, document.space_id


def waiting(session: Session, document_id: int) -> str | None:
    """The name of the draft that waits to be the next revision of this document."""
    return previews.waiting_for(session, document_id)


def begun(session: Session, caller: Caller, document_uid: str) -> Begun:
    """The draft that is being prepared, for moderators; Conflict where there is none."""
    document, _ = moderated(session, caller, document_uid)
    uid = waiting(session, document.id)
    if uid is None:
        raise Conflict(NONE)
    preview = previews.waiting(session, caller, uid)
    base = session.get_one(Revision, preview.base_id)
    return Begun(
        document,
        uid,
        base.number + 1,
        people.name_of(session, preview.by_id),
        preview.made_at,
        preview.title,
        preview.language,
        preview.filename,
        preview.about,
        previews.mark_of(preview),
        base.id != document.revision_id,
    )


def begin_here(
    session: Session, caller: Caller, document_uid: str, about: str = "", *, version: str = "", now: datetime
) -> str:
    """Begin a draft with the text as it stands, of which every paragraph is known; returns its name.

    Of a language `version` what it lacks comes in the original's words, to be translated.
    """
    then, heading, space_id, placed = _text(session, caller, document_uid, about, version)
    ready = Ready(_written(placed, heading.language))
    return previews.bring(session, caller, space_id, heading, ready, Origin("", ""), then, now=now)


def beginning(caller: Caller, document_uid: str, about: str = "", version: str = "") -> Generator[Any, Any, str]:
    """The same in parts, as reading a long text takes its time."""
    read: tuple[Follows, Heading, int, list[Stood]] = yield Look(_text, (caller, document_uid, about, version))
    then, heading, space_id, placed = read
    kept: str = yield Work(_written, (placed, heading.language))
    uid: str = yield Step(previews.bring, (caller, space_id, heading, Ready(kept), Origin("", ""), then))
    return uid


def _text(
    session: Session, caller: Caller, document_uid: str, about: str, version: str
) -> tuple[Follows, Heading, int, list[Stood]]:
    then, heading, space_id = follows(session, caller, document_uid, about, version=version)
    return then, heading, space_id, states.of_revision(session, then.base_id, heading.language)


def _written(placed: Sequence[Stood], language: str) -> str:
    paragraphs = previews.keyed(as_draft(each, language) for each in placed if not each.is_gone)
    return preview_states.written(State(tuple(paragraphs)))


def as_draft(each: Stood, language: str) -> DraftParagraph:
    """An issued paragraph as it stands in a draft of this language, known by its name."""
    return DraftParagraph(
        Kind(each.kind),
        each.markdown,
        each.label,
        each.level,
        language=each.language if each.language != language else "",
        source=each.source,
        paragraph=each.uid,
    )


def describe(
    session: Session, caller: Caller, document_uid: str, title: str, about: str, seen: str, *, now: datetime
) -> None:
    """Give the draft its title, and say what the revision is; Conflict where the draft was changed since."""
    found = begun(session, caller, document_uid)
    previews.require_same(found.mark, seen)
    heading = Heading.of(found.document.symbol, title, found.language)
    preview = previews.waiting(session, caller, found.uid)
    preview.title, preview.about, preview.made_at = heading.title, said(about), now
    session.add(preview)


def said(about: str) -> str:
    """What is said of a revision, made clean; Invalid where it is too long."""
    cleaned = normal.clean(about).strip()
    if len(cleaned) > MOST_SAID:
        raise Invalid(marked("Say it in at most %(most)s characters."), field="about", most=MOST_SAID)
    return cleaned


def dropping(caller: Caller, preview_uid: str) -> Generator[Any, Any, None]:
    """The writes that let go of a draft, then of the bytes of its file and its pictures, a few at a time."""
    blob_ids: list[int] = yield Step(drop, (caller, preview_uid))
    for start in range(0, len(blob_ids), job_runs.TOGETHER):
        yield Step(job_runs.let_go, (blob_ids[start : start + job_runs.TOGETHER],))


def drop(session: Session, caller: Caller, preview_uid: str, *, now: datetime) -> list[int]:
    """Let go of a draft that waits to belong to a document; nobody but moderators has seen it.

    Returns the keys of the bytes that it leaves. Conflict where it was issued, or follows no revision.
    """
    preview = previews.waiting(session, caller, preview_uid)
    if preview.document_id is None:
        raise Conflict(marked("This draft is a document of its own, and follows no revision."))
    job = jobs.last_of(session, preview.document_id, jobs.REVISION)
    if job is not None and job.is_waited_for:
        raise Conflict(ANOTHER)
    blob_ids = pictures.drop(session, preview.id)
    if preview.blob_id is not None:
        blob_ids.append(preview.blob_id)
    session.delete(preview)
    session.flush()
    return blob_ids

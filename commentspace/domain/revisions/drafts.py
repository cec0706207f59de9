"""The draft of a document's next revision: begun from a file, or from the text as it stands, to be edited here."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import documents, preview_states, previews
from commentspace.domain.access import Caller, Standing
from commentspace.domain.anchors import states
from commentspace.domain.anchors.states import Stood
from commentspace.domain.documents import DocumentView
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Follows, Heading, Origin, Ready
from commentspace.domain.revisions.plans import REVISION
from commentspace.domain.tables import Preview
from commentspace.errors import Conflict, marked

WAITS = marked("A draft of the next revision is being prepared already. Go on with that one, or drop it first.")


def moderated(session: Session, caller: Caller, document_uid: str) -> tuple[DocumentView, Standing]:
    """A document, for who may issue its next revision."""
    document, who = documents.find(session, caller, document_uid)
    who.require("import")
    return document, who


def follows(session: Session, caller: Caller, document_uid: str, about: str = "") -> tuple[Follows, Heading, int]:
    """That a draft is to be the next revision of this document: with its heading, and the key of its space.

    Conflict where another draft waits to be that: there is one text that moderators work on together.
    """
    document, _ = moderated(session, caller, document_uid)
    if waiting(session, document.id) is not None:
        raise Conflict(WAITS)
    heading = Heading(document.symbol, document.title, document.language)
    return Follows(document.id, document.revision_id, REVISION, about), heading, document.space_id


def waiting(session: Session, document_id: int) -> str | None:
    """The name of the draft that waits to be the next revision of this document."""
    found: str | None = session.execute(
        select(col(Preview.uid))
        .where(col(Preview.document_id) == document_id, col(Preview.purpose) == REVISION)
        .where(col(Preview.issued_at).is_(None))
        .order_by(col(Preview.id))
        .limit(1)
    ).scalar_one_or_none()
    return found


def begin_here(session: Session, caller: Caller, document_uid: str, *, now: datetime) -> str:
    """Begin a draft with the text as it stands, of which every paragraph is known; returns its name."""
    then, heading, space_id = follows(session, caller, document_uid)
    placed = states.of_revision(session, then.base_id, heading.language)
    paragraphs = previews.keyed(_as_draft(each, heading.language) for each in placed if not each.is_gone)
    ready = Ready(preview_states.written(State(tuple(paragraphs))))
    return previews.bring(session, caller, space_id, heading, ready, Origin("", ""), then, now=now)


def _as_draft(each: Stood, language: str) -> DraftParagraph:
    return DraftParagraph(
        Kind(each.kind),
        each.markdown,
        each.label,
        each.level,
        language=each.language if each.language != language else "",
        source=each.source,
        paragraph=each.uid,
    )

"""A preview becomes what somebody has made of it: edited, or read again from its text or another file."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from commentspace.domain import pictures, preview_states, previews
from commentspace.domain.access import Caller
from commentspace.domain.pictures import Kept
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.errors import Conflict, marked


@dataclass(frozen=True, slots=True)
class Correction:
    """What a preview is to become: its heading and its paragraphs as they are kept, and what was read again."""

    heading: Heading
    paragraphs: str
    again: Origin | None = None
    pictures: tuple[Kept, ...] = ()

    @classmethod
    def of(cls, heading: Heading, state: State) -> "Correction":
        """Of paragraphs that were edited; made outside the writer."""
        previews.checked(state.paragraphs)
        return cls(heading, preview_states.written(state))

    @classmethod
    def read_again(cls, heading: Heading, ready: Ready, origin: Origin) -> "Correction":
        """Of a text or a file that takes the place of what was recognised before."""
        return cls(heading, ready.paragraphs, origin, ready.pictures)


def correct(session: Session, caller: Caller, uid: str, correction: Correction, seen: str, *, now: datetime) -> str:
    """Keep a correction; returns the mark of the state after it.

    `seen` is the mark of the state that was corrected; Conflict where the preview has another by now.
    """
    preview = previews.waiting(session, caller, uid)
    previews.require_same(previews.mark_of(preview), seen)
    heading = correction.heading
    if preview.document_id is None:
        previews.require_free(session, preview.space_id, heading.symbol)
    elif (heading.symbol, heading.language) != (preview.symbol, preview.language):
        raise Conflict(marked("The next revision of a document has its symbol and language."))
    preview.symbol, preview.title, preview.language = heading.symbol, heading.title, heading.language
    preview.paragraphs = correction.paragraphs
    if correction.again is not None:
        again = correction.again
        preview.text, preview.note, preview.filename = again.text, again.note, again.filename[:200]
        preview.blob_id = again.blob_id
        preview.given, preview.links = "{}", ""  # what was said of paragraphs that are not there any more
        pictures.keep(session, correction.pictures, preview_id=preview.id)
    preview.made_at = now
    session.add(preview)
    return previews.mark_of(preview)

"""The draft of the next revision edited in the browser, a paragraph at a time, by several moderators at once.

An edit names its paragraph by its key, and what stood there when its writer began, never the state of the whole draft:
so two who edit different paragraphs do not disturb each other, and nobody overwrites what they have not seen.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step, Work
from commentspace.domain import discussion, preview_states, previews
from commentspace.domain.access import Caller, standing
from commentspace.domain.bodies import fingerprint
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.preview_states import State
from commentspace.domain.tables import Comment, Preview
from commentspace.errors import Conflict, NotFound, marked

TRIES = 20
"""How often an edit is made anew because others were kept while it was made."""
BUSY = marked("Others are changing this draft at the same moment. Wait a moment and send it again.")
CHANGED = marked(
    "Somebody has changed this paragraph since you began, so nothing was overwritten. "
    "Both texts stand below: keep one of them, or write a third."
)
GONE = marked(
    "This paragraph is not in the draft any more: somebody has joined it with another one, or taken it back. "
    "Your text stands below; you can put it in as a new paragraph."
)
ELSEWHERE = marked("Somebody has put paragraphs here in another order meanwhile. Look at it now, then move it again.")


class Changed(Conflict):
    """A paragraph is not what it was when somebody began to edit it; `key` says which."""

    def __init__(self, sentence: str, key: str):
        super().__init__(sentence, field="")
        self.key = key


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit has made of a draft: its states before and after, and the key of the paragraph that it was about."""

    before: State
    after: State
    key: str


class Act(Protocol):
    """An edit: a value that says what to do, and what its writer had seen."""

    @property
    def credits(self) -> tuple[str, ...]:
        """The names of comments that it says were taken into account."""
        ...

    def done(self, state: State) -> tuple[State, str]:
        """The state after it, and the key of the paragraph to look at; a Refusal where it cannot be done."""
        ...


def steps(caller: Caller, preview_uid: str, act: Act) -> Generator[Any, Any, Done]:
    """Carry out an edit: it is made apart from the writer, on what is kept at that moment, and kept by a short write.

    Made again where another edit was kept meanwhile. Raises what the act refuses; Conflict where the draft was issued.
    """
    if act.credits:
        yield Look(require_known, (caller, preview_uid, act.credits))
    for _ in range(TRIES):
        held: str = yield Look(kept_of, (caller, preview_uid))
        done, made = yield Work(_made, (held, act))
        if made is None or (yield Step(keep, (caller, preview_uid, held, made))):
            found: Done = done
            return found
    raise Conflict(BUSY)


def require_known(session: Session, caller: Caller, preview_uid: str, comments: tuple[str, ...]) -> None:
    """NotFound where one of these is no comment on the draft's document that the caller may see."""
    preview = previews.waiting(session, caller, preview_uid)
    who = standing(session, caller, preview.space_id)
    of_these = col(Comment.document_id) == preview.document_id, col(Comment.uid).in_(comments)
    if {each.uid for each in discussion.comments(session, who, *of_these)} != set(comments):
        raise NotFound()


def kept_of(session: Session, caller: Caller, preview_uid: str) -> str:
    """The paragraphs of a draft that waits, as they are kept; NotFound for who may not import, Conflict once issued."""
    return previews.waiting(session, caller, preview_uid).paragraphs


def _made(held: str, act: Act) -> tuple[Done, str | None]:
    before = preview_states.read(held)
    after, key = act.done(before)
    previews.checked(after.paragraphs)
    return Done(before, after, key), None if after == before else preview_states.written(after)


def keep(session: Session, caller: Caller, preview_uid: str, held: str, made: str, *, now: datetime) -> bool:
    """Keep what was made of a draft, where that is still what it was made of; returns whether it is."""
    columns = select(col(Preview.id), col(Preview.space_id)).where(col(Preview.uid) == preview_uid)
    found = session.execute(columns).one_or_none()
    if found is None:
        raise NotFound()
    standing(session, caller, found.space_id).require("import")
    same = col(Preview.id) == found.id, col(Preview.issued_at).is_(None), col(Preview.paragraphs) == held
    written = update(Preview).where(*same).values(paragraphs=made, made_at=now).returning(col(Preview.id))
    return session.execute(written, execution_options={"synchronize_session": False}).first() is not None


def stamp(paragraph: DraftParagraph) -> str:
    """What stands for what a paragraph says, so that nobody changes what they have not seen."""
    said = paragraph.kind, paragraph.level, paragraph.label, paragraph.markdown, bool(paragraph.left_out)
    return fingerprint(*said)[:16]


def place(state: State, key: str) -> int:
    """Where the paragraph of this key stands; Changed where it does not any more."""
    found = next((at for at, each in enumerate(state.paragraphs) if each.key == key and key), None)
    if found is None:
        raise Changed(GONE, key)
    return found


def seen(state: State, key: str, mark: str) -> int:
    """The same, and that it says what its editor has seen; Changed where it does not."""
    at = place(state, key)
    if stamp(state.paragraphs[at]) != mark:
        raise Changed(CHANGED, key)
    return at


def replaced(state: State, at: int, *paragraphs: DraftParagraph) -> State:
    """The state in which these stand in the place of one."""
    return state.then((*state.paragraphs[:at], *paragraphs, *state.paragraphs[at + 1 :]))

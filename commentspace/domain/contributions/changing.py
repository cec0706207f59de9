"""Changing what is not submitted: its author, and in a room its focal point too; every state is kept."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col

from commentspace.domain import comments, reviews
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body, require_words
from commentspace.domain.contributions import seeing, states
from commentspace.domain.contributions.seeing import Seen
from commentspace.domain.delegations import seats
from commentspace.domain.edits import Particulars
from commentspace.domain.postings import place
from commentspace.domain.tables import Contribution, ContributionState, Paragraph
from commentspace.errors import Conflict, Invalid, NotAllowed, marked

MEANWHILE = marked("This was changed meanwhile, perhaps in another window. Look at it, then change it again.")
NOT_OPEN = marked(
    "This was submitted, merged or dropped meanwhile, so it cannot be changed. Look at what became of it."
)
NOT_YOURS = marked("Only who wrote this, and the focal point of your delegation, can change it. Answer it instead.")
WHY = marked("Say why it is dropped: who wrote it reads that.")


def edit(
    session: Session, caller: Caller, uid: str, body: Body, more: Particulars, *, based_on: int, now: datetime
) -> None:
    """Give a draft or a contribution a new text; `based_on` is the number of states that the writer had before them.

    Raises NotFound, NotAllowed for another's, Conflict where it was changed or is not open any more, Invalid.
    """
    found = changeable(session, caller, uid)
    row = found.row
    if row.states != based_on:
        raise Conflict(MEANWHILE, field="body")
    require_words(body, more.proposal)
    said = comments.saying(body, more.kind, more.proposal, _words(session, row) if more.proposal else "")
    if any(getattr(row, name) != said[name] for name in ("body", "kind", "proposal")):
        states.renew(session, row, said, found.who.person, now)


def drop(session: Session, caller: Caller, uid: str, reason: str = "", *, now: datetime) -> None:
    """Put it away without submitting it; it can be taken up again. A focal point says why to whoever wrote it."""
    found = changeable(session, caller, uid)
    reason = reviews.short_reason(reason)
    if not reason and not found.is_own:
        raise Invalid(WHY, field="reason")
    if reason:
        states.drop(session, found.row, reason, found.who.person, now)
    _turn(session, found.row, "dropped", now)


def take_up(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """Take up again what was dropped; done twice it is done once."""
    found = _own_or_led(session, caller, uid)
    if found.row.state == "dropped" and found.row.body + (found.row.proposal or ""):
        _turn(session, found.row, "open", None)


def forget(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """Delete a dropped draft of one's own for good, with every state; what stands in a room stays there."""
    found = _own_or_led(session, caller, uid)
    if found.is_in_room or found.row.state != "dropped":
        raise Conflict(marked("Only a draft of your own that was dropped can be deleted for good. Drop it first."))
    session.execute(delete(ContributionState).where(col(ContributionState.contribution_id) == found.row.id))
    if found.row.delegation_id is None:
        session.execute(delete(Contribution).where(col(Contribution.id) == found.row.id))
        return
    nothing = {"body": "", "html": "", "proposal": None, "proposal_html": None}
    session.execute(update(Contribution).where(col(Contribution.id) == found.row.id).values(**nothing))


def to_room(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """Put a draft of one's own into the room of one's delegation, where the others of it see it."""
    found = changeable(session, caller, uid)
    seat = seats.require(session, found.who)
    session.execute(
        update(Contribution).where(col(Contribution.id) == found.row.id).values(delegation_id=seat.delegation_id)
    )


def changeable(session: Session, caller: Caller, uid: str) -> Seen:
    """What the caller may change, and what is open; else NotFound, NotAllowed or Conflict."""
    found = _own_or_led(session, caller, uid)
    if found.row.state != "open":
        raise Conflict(NOT_OPEN)
    return found


def _own_or_led(session: Session, caller: Caller, uid: str) -> Seen:
    found = seeing.find(session, caller, uid)
    found.who.require("comment")
    if not found.is_own and not found.leads:
        raise NotAllowed(NOT_YOURS)
    return found


def _turn(session: Session, row: Contribution, state: str, ended_at: datetime | None) -> None:
    session.execute(update(Contribution).where(col(Contribution.id) == row.id).values(state=state, ended_at=ended_at))


def _words(session: Session, row: Contribution) -> str:
    """The words that it is about: its quotation, else the whole paragraph as its writer read it."""
    if row.exact:
        return row.exact
    here = col(Paragraph.id) == row.paragraph_id
    return place(session, here, version=row.version, revision_id=row.revision_id).text

"""Reviews: opened, paused, extended, closed and reopened by moderators; `review_changes` keeps each act."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import documents, review_changes, round_members, rounds, unfinishing
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.review_changes import ChangeView, Sending, Turn, history
from commentspace.domain.review_windows import Window, of_document
from commentspace.domain.rounds import Rules
from commentspace.domain.tables import Review, ReviewWindow
from commentspace.errors import Conflict, Invalid, marked

__all__ = [
    "ChangeView",
    "Sending",
    "checked_reason",
    "close",
    "extend",
    "history",
    "open",
    "pause",
    "reopen",
    "resume",
    "short_reason",
]

LONGEST_REASON = 2_000
UNSENT = Sending()


def open(
    session: Session,
    caller: Caller,
    document_uid: str,
    window: Window,
    reason: str = "",
    *,
    rules: Rules | None = None,
    sending: Sending = UNSENT,
    now: datetime,
) -> str:
    """Open a review of the document's newest revision, now or at a time; returns its name.

    Without `rules` it has those with which reviews in its space begin.
    """
    document, who = _moderated(session, caller, document_uid)
    at_present = of_document(session, document.id, now)
    if review_changes.was_done(session, who, "opening", sending):
        return at_present.review_uid
    opens_at, closes_at = window.at(now)
    reason = checked_reason(reason) if reason.strip() else ""
    if at_present.state in ("open", "scheduled", "paused"):
        raise Conflict(marked("There is a review of this document already. Close it first, or extend it."))
    rules = rules or rounds.usual(session, document.space_id)
    belonging = round_members.chosen(session, who, rules.is_invited, rules.members)
    review = Review(
        document_id=document.id,
        revision_id=document.revision_id,
        created_at=now,
        number=rounds.next_number(session, document.id),
        **rules.columns,
    )
    session.add(review)
    session.flush()
    round_members.enter(session, who, review.id, belonging, now=now)
    turn = Turn("opening", opens_at, closes_at, reason)
    review_changes.make(session, who, document, review.id, turn, sending, now)
    return review.uid


def extend(
    session: Session,
    caller: Caller,
    document_uid: str,
    closes_at: datetime,
    reason: str,
    *,
    sending: Sending = UNSENT,
    now: datetime,
) -> None:
    """Move the closing time of a review that is open or scheduled, to a later or an earlier one still to come."""
    document, who = _moderated(session, caller, document_uid)
    if review_changes.was_done(session, who, "extension", sending):
        return
    review = of_document(session, document.id, now)
    if review.state == "paused":
        raise Conflict(marked("The review is paused. Choose the new closing time when you let it go on."))
    if review.state not in ("open", "scheduled") or review.review_id is None or review.opens_at is None:
        raise Conflict(marked("The review is not open, so it cannot be extended. Reopen it instead."))
    if closes_at <= max(now, review.opens_at):
        raise Invalid(marked("The closing time is past. Choose a time that is still to come."), field="closes_at")
    reason = checked_reason(reason)
    _last_window(session, review.review_id).closes_at = closes_at
    turn = Turn("extension", review.opens_at, closes_at, reason)
    review_changes.make(session, who, document, review.review_id, turn, sending, now)


def pause(
    session: Session, caller: Caller, document_uid: str, reason: str, *, sending: Sending = UNSENT, now: datetime
) -> None:
    """Take no comments from `now` on, through any door, until `resume`; the closing time does not end a pause."""
    _end(session, caller, document_uid, "pause", reason, sending, now)


def close(
    session: Session, caller: Caller, document_uid: str, reason: str, *, sending: Sending = UNSENT, now: datetime
) -> None:
    """Close the review: no comment received at `now` or later is taken, through any door."""
    _end(session, caller, document_uid, "closure", reason, sending, now)


CAN_END = {"pause": ("open",), "closure": ("open", "scheduled", "paused")}
"""The states from which a review is paused and closed."""

NOT_ENDED = {
    "pause": marked("Only an open review can be paused. Look at how it stands now."),
    "closure": marked("The review is closed already."),
}


def _end(
    session: Session, caller: Caller, document_uid: str, act: str, reason: str, sending: Sending, now: datetime
) -> None:
    document, who = _moderated(session, caller, document_uid)
    if review_changes.was_done(session, who, act, sending):
        return
    review = of_document(session, document.id, now)
    if review.state not in CAN_END[act] or review.review_id is None:
        raise Conflict(NOT_ENDED[act])
    reason = checked_reason(reason)
    window = _last_window(session, review.review_id)
    window.ended_at = window.ended_at or now
    turn = Turn(act, window.opens_at, window.closes_at, reason)
    review_changes.make(session, who, document, review.review_id, turn, sending, now)


def reopen(
    session: Session,
    caller: Caller,
    document_uid: str,
    closes_at: datetime,
    reason: str,
    *,
    sending: Sending = UNSENT,
    now: datetime,
) -> None:
    """Take comments again, from now until `closes_at`; what came while it was closed stays refused.

    One that was finished is so no more; what was signed stays in its history.
    """
    _begin_again(session, caller, document_uid, Turn("reopening", now, closes_at, reason), sending, now)


def resume(
    session: Session,
    caller: Caller,
    document_uid: str,
    closes_at: datetime,
    reason: str,
    *,
    sending: Sending = UNSENT,
    now: datetime,
) -> None:
    """End a pause: take comments again, from now until `closes_at`; what came during the pause stays refused."""
    _begin_again(session, caller, document_uid, Turn("resumption", now, closes_at, reason), sending, now)


CAN_BEGIN_AGAIN = {"reopening": "closed", "resumption": "paused"}
"""The state from which a review is reopened, and from which it goes on."""

NOT_BEGUN_AGAIN = {
    "reopening": marked("Only a closed review can be reopened."),
    "resumption": marked("The review is not paused. Look at how it stands now."),
}


def _begin_again(
    session: Session, caller: Caller, document_uid: str, turn: Turn, sending: Sending, now: datetime
) -> None:
    document, who = _moderated(session, caller, document_uid)
    if review_changes.was_done(session, who, turn.act, sending):
        return
    review = of_document(session, document.id, now)
    if review.state != CAN_BEGIN_AGAIN[turn.act] or review.review_id is None:
        raise Conflict(NOT_BEGUN_AGAIN[turn.act])
    opens_at, closes_at = Window(None, turn.closes_at).at(now)
    turn = Turn(turn.act, opens_at, closes_at, checked_reason(turn.reason))
    unfinishing.undo_of(session, who, document, review.review_id, turn.reason, now=now)
    review_changes.make(session, who, document, review.review_id, turn, sending, now)


def checked_reason(reason: str) -> str:
    """The reason, which is asked for wherever people's plans are changed."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(
            marked("Give the reason, in at most %(most)s characters: everybody will see it."),
            field="reason",
            most=LONGEST_REASON,
        )
    return reason


def short_reason(reason: str) -> str:
    """A reason that may be left out; Invalid where it is too long."""
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise Invalid(marked("Give the reason in at most %(most)s characters."), field="reason", most=LONGEST_REASON)
    return reason


def _moderated(session: Session, caller: Caller, document_uid: str) -> tuple[DocumentView, Standing]:
    document, who = documents.find(session, caller, document_uid)
    who.require("review")
    return document, who


def _last_window(session: Session, review_id: int) -> ReviewWindow:
    window: ReviewWindow = session.execute(
        select(ReviewWindow)
        .where(col(ReviewWindow.review_id) == review_id)
        .order_by(col(ReviewWindow.id).desc())
        .limit(1)
    ).scalar_one()
    return window

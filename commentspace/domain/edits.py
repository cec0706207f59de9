"""Editing what one wrote: every earlier state is kept and readable."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col

from commentspace.domain import branches, comments, post_keys, proposals, record, review_windows
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.anchors import fitting
from commentspace.domain.bodies import Body, Proposal, fingerprint, require_words
from commentspace.domain.post_keys import Once
from commentspace.domain.postings import checked_kind
from commentspace.domain.tables import Comment, CommentState
from commentspace.errors import Conflict, NotAllowed, marked


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a comment is besides its text: its kind, and the wording that it proposes."""

    kind: str
    proposal: Proposal | None = None

    def __post_init__(self) -> None:
        checked_kind(self.kind)


def edit(
    session: Session,
    caller: Caller,
    comment_uid: str,
    body: Body,
    *,
    key: str,
    based_on: int,
    more: Particulars | None = None,
    now: datetime,
) -> bool:
    """Give a comment a new text; `based_on` is the number of the state that the writer had before them.

    Its kind and its proposal stay as they are unless `more` says what they are now. Where new comments wait for a
    moderator's look, a changed one waits too, with its answers; returns whether it does.
    Raises NotFound, NotAllowed for another's comment, Closed after the review, Conflict where it was edited
    meanwhile or withdrawn, Invalid where it says nothing or proposes what stands there, SentBefore.
    """
    comment, who = own(session, caller, comment_uid, "edit")
    once = Once(key, _fingerprint(comment_uid, body, more))
    if post_keys.earlier(session, who.person, "edit", once) is not None:
        return branches.waiting(session, comment) is not None
    if not who.may("moderate"):
        review_windows.taking(session, comment.document_id, now)
    if comment.withdrawn_at is not None:
        raise Conflict(marked("This comment was withdrawn, so it cannot be edited. Post a new one."))
    if comment.states != based_on:
        raise Conflict(
            marked("This comment was edited meanwhile, perhaps in another window. Look at it, then edit again."),
            field="body",
        )
    said = _said(session, comment, body, more)
    if any(getattr(comment, name) != said[name] for name in ("body", "kind", "proposal")):
        _write(session, who, comment, said, now)
    post_keys.keep(session, who.person, "edit", once, comment.id, now=now)
    return branches.waiting(session, comment) is not None


def _fingerprint(comment_uid: str, body: Body, more: Particulars | None) -> str:
    if more is None:
        return fingerprint(comment_uid, body.markdown)
    return fingerprint(comment_uid, body.markdown, more.kind, more.proposal)


def _said(session: Session, comment: Comment, body: Body, more: Particulars | None) -> dict[str, Any]:
    """The columns of the new state."""
    more = more or Particulars(comment.kind, Proposal.of(comment.proposal))
    require_words(body, more.proposal)
    words = proposals.words_of(session, comment.id) if more.proposal else ""
    return comments.saying(body, more.kind, more.proposal, words)


def own(session: Session, caller: Caller, comment_uid: str, verb: str) -> tuple[Comment, Standing]:
    """One's own comment, for a verb that only its author has."""
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require(verb)
    if comment.author_id != who.person_id:
        raise NotAllowed(marked("Only its author can change a comment."))
    return comment, who


def _write(session: Session, who: Standing, comment: Comment, said: dict[str, Any], now: datetime) -> None:
    seq = record.next_number(session, comment.space_id)
    number, proposes_anew = comment.states + 1, comment.proposal != said["proposal"]
    session.execute(
        update(Comment)
        .where(col(Comment.id) == comment.id)
        .values(**said, states=number, edited_at=now, changed_seq=seq)
    )
    if proposes_anew:
        fitting.again(session, comment.id)
    state = {"comment_id": comment.id, "number": number, "at": now, "door": who.door, "seq": seq}
    session.execute(insert(CommentState), said | state)
    tell = branches.look_again(session, who, comment, seq, now)
    content = {"comment": comment.uid, "state": number} | {name: said[name] for name in ("body", "kind", "proposal")}
    record.append(
        session,
        who,
        seq,
        record.Entry("comment.edit", content, things=(comment.uid,), tell=tell),
        now=now,
    )

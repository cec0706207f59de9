"""Answering a comment: what is decided, why, and that nobody overwrites what another has decided meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import comments, post_keys
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import LIMIT
from commentspace.domain.dispositions import answerable, deciding, duplicates, filling
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.deciding import Decision
from commentspace.domain.tables import Comment, Disposition, StandardText
from commentspace.domain.tables.answers import OUTCOMES
from commentspace.domain.views import CommentView
from commentspace.errors import Conflict, Invalid, TooLong, marked
from commentspace.text import markdown, normal

__all__ = ["OUTCOMES", "Answering", "ChangedSince", "Reason", "answer", "decision", "mark", "require_unchanged"]

NEED_NO_REASON = frozenset({"accepted", "noted", "duplicate"})
"""Outcomes that speak for themselves; every other wants a reason."""

CHOOSE = marked("Choose what is decided about this comment.")
WHY = marked("Give the reason: the writer of the comment reads it, and everybody who sees the comment.")
LONG = marked("The reason has %(size)s bytes; it may have %(limit)s. Shorten it.")


class ChangedSince(Conflict):
    """Somebody else has answered meanwhile: both answers have to be looked at."""

    sentence = marked(
        "This comment has been answered meanwhile, or its answer was changed. Look at that answer, which stands above; "
        "yours is kept below. Save again to put yours in its place."
    )


class EditedSince(Conflict):
    """Its writer has changed the comment since it was looked at: it has to be read again."""

    sentence = answerable.EDITED


def checked(written: str) -> str:
    """A reason as it is kept; TooLong over the limit, Invalid where something in braces cannot be filled in."""
    cleaned = normal.clean(written).strip()
    if (size := len(cleaned.encode())) > LIMIT:
        raise TooLong(LONG, field="reason", size=size, limit=LIMIT)
    filling.require_known(cleaned, field="reason")
    return cleaned


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it was decided so, in Markdown that was checked and rendered; made by `of` only. It may be empty."""

    markdown: str
    html: str

    @classmethod
    def of(cls, written: str) -> "Reason":
        """Check and render; TooLong over the limit, Invalid where something in braces cannot be filled in."""
        cleaned = checked(written)
        return cls(cleaned, markdown.to_html(cleaned) if cleaned else "")

    def of_comment(self, found: Facts) -> "Reason":
        """The same with the names of this comment filled in."""
        return Reason.filled(filling.filled(self.markdown, found)) if filling.has_places(self.markdown) else self

    @classmethod
    def filled(cls, cleaned: str) -> "Reason":
        """Markdown in which nothing is left to be filled in, rendered."""
        if (size := len(cleaned.encode())) > LIMIT:
            raise TooLong(LONG, field="reason", size=size, limit=LIMIT)
        return cls(cleaned, markdown.to_html(cleaned))


@dataclass(frozen=True, slots=True)
class Answering:
    """What is decided: Invalid without an outcome, or without a reason where one is needed.

    `duplicate_of` names the comment that is repeated, by its number, name or address; `text` is the standard text that
    it began with; `seen` is the `mark` of what the moderator saw, None where nobody can say.
    """

    outcome: str
    reason: Reason
    duplicate_of: str = ""
    text: str = ""
    seen: str | None = None

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise Invalid(CHOOSE, field="outcome")
        if not self.reason.markdown and self.outcome not in NEED_NO_REASON:
            raise Invalid(WHY, field="reason")
        if self.outcome == "duplicate" and not self.duplicate_of.strip():
            raise Invalid(duplicates.WHICH, field="duplicate_of")


def answer(
    session: Session, caller: Caller, comment_uid: str, answering: Answering, *, key: str = "", now: datetime
) -> str:
    """Answer a comment; returns the name of the disposition, in force or, where the space confirms, proposed.

    Raises NotFound, SignInNeeded, NotAllowed for who is no moderator; Conflict where the comment takes no answer,
    ChangedSince where it was answered meanwhile, EditedSince where it was edited; Invalid. With the `key` of a
    form, the same form answers once.
    """
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require("answer")
    found = answerable.of(session, [comment_uid])[0]
    if post_keys.is_again(session, who.person_id, "answer", key, comment):
        return latest(session, comment)
    if refusal := answerable.why_not(found):
        raise refusal
    require_unchanged(session, comment, answering.seen)
    made = decision(found, answering, answering.reason.of_comment(found), named(session, who, found, answering))
    post_keys.done(session, who.person_id, "answer", key, comment, now=now)
    return deciding.decide(session, who, [made], now=now)[0]


class Named(NamedTuple):
    """What an answer names: the comment that is repeated with all to which that one leads, and its standard text."""

    other_id: int | None = None
    other_uid: str = ""
    leads_to: frozenset[int] = frozenset()
    text_id: int | None = None


def named(session: Session, who: Standing, found: Facts, answering: Answering) -> Named:
    """The same for all comments of a document that are given this answer; Invalid where no comment can be meant."""
    text_id = _text(session, who, answering.text)
    if answering.outcome != "duplicate":
        return Named(text_id=text_id)
    other_id = duplicates.target(session, found.document_id, answering.duplicate_of)
    other_uid = session.execute(select(col(Comment.uid)).where(col(Comment.id) == other_id)).scalar_one()
    return Named(other_id, other_uid, duplicates.led_to(session, other_id), text_id)


def decision(found: Facts, answering: Answering, reason: Reason, by: Named) -> Decision:
    """What is decided of this comment; Invalid where the one that it repeats is itself, or leads back to it."""
    if by.other_id is not None:
        duplicates.require_no_circle(found.id, by.other_id, by.leads_to)
    return Decision(found, answering.outcome, reason.markdown, reason.html, by.other_id, by.other_uid, by.text_id)


def _text(session: Session, who: Standing, uid: str) -> int | None:
    if not uid:
        return None
    mine = col(StandardText.uid) == uid, col(StandardText.space_id) == who.space_id
    return session.execute(select(col(StandardText.id)).where(*mine)).scalar_one_or_none()


def require_unchanged(session: Session, comment: Comment, seen: str | None) -> None:
    """Go on where the last answer and the text are those that were seen; else ChangedSince, EditedSince."""
    if seen is not None and answer_seen(seen) != latest(session, comment):
        raise ChangedSince(field="seen")
    if seen is not None and is_edited(seen, comment.states):
        raise EditedSince(field="seen")


def latest(session: Session, comment: Comment) -> str:
    """The name of the answer that waits, else of the one in force; empty where there is none."""
    key = comment.proposed_id or comment.disposition_id
    if key is None:
        return ""
    uid: str = session.execute(select(col(Disposition.uid)).where(col(Disposition.id) == key)).scalar_one()
    return uid


def mark(view: CommentView) -> str:
    """What a form carries of a comment as a moderator sees it, to be given back as `Answering.seen`."""
    shown = view.proposed or view.disposition
    return marked_with(shown.uid if shown else "", view.states)


def marked_with(answer_uid: str, states: int) -> str:
    """The mark of a comment: the name of its last answer, and the number of its text."""
    return f"{answer_uid}.{states}"


def answer_seen(seen: str) -> str:
    """The answer that a mark names; a mark may be that name alone."""
    return seen.partition(".")[0]


def is_edited(seen: str, states: int) -> bool:
    """Whether a comment has another text than what was seen, as far as the mark says it."""
    number = seen.partition(".")[2]
    return bool(number) and number != str(states)

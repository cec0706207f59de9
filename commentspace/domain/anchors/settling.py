"""A person says where a carried comment stands: where that cannot be told, or where it was told wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import branches, comments, names, post_keys, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.anchors.deriving import fitted
from commentspace.domain.anchors.fitting import GONE, columns
from commentspace.domain.postings import Place, anchored, place
from commentspace.domain.proposals import words_of
from commentspace.domain.record import Tell
from commentspace.domain.tables import Anchor, Comment, Document, Paragraph, Revision, Settlement, Wording
from commentspace.errors import Conflict, Invalid, marked
from commentspace.text.quotation import Quotation

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """Where a moderator puts a comment: on a paragraph, on words of it, or (`is_gone`) where it is, its words gone.

    `seen` is the name of the revision that they looked at.
    """

    seen: str
    paragraph: str = ""
    quotation: Quotation | None = None
    is_gone: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if len(self.reason) > LONGEST_REASON:
            raise Invalid(
                marked("Give the reason in at most %(most)s characters."), field="reason", most=LONGEST_REASON
            )


def settle(session: Session, caller: Caller, comment_uid: str, said: Said, *, key: str = "", now: datetime) -> str:
    """Let a comment stand there in the newest revision, with what answers it; returns the name of its document.

    An answer stands with what it answers, so the whole thread goes. The verdict stays, and so does every first anchor;
    settling again corrects it. With the `key` of a form, the same form sent again does nothing more.
    """
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require("moderate")
    document = session.get_one(Document, comment.document_id)
    if post_keys.is_again(session, who.person_id, "settle", key, comment):
        return document.uid
    revision = session.get_one(Revision, document.revision_id)
    if revision.uid != said.seen:
        raise Conflict(
            marked("Another revision was issued meanwhile. Look at where the comment stands in that one, then say it.")
        )
    thread = _thread(session, comment)
    first = thread[0]
    anchor = _anchor(session, first, revision.id)
    if anchor is None or anchor.is_first:
        raise Conflict(marked("This discussion began on this revision, where its author said what it is about."))
    at = _place(session, document, anchor, said)
    found = {} if said.is_gone else anchored(at, said.quotation)
    seq = record.next_number(session, comment.space_id)
    was = session.get_one(Wording, anchor.wording_id)
    content = _content(first, anchor, was, at, said, found)
    moved = [each for each in thread if each.paragraph_id == first.paragraph_id or each.id == comment.id]
    tell = tuple(told for each in moved for told in _told(session, each, at.paragraph_id))
    _write(session, who, moved, at, said, found, seq, now)
    post_keys.done(session, who.person_id, "settle", key, comment, now=now)
    things = (document.uid, first.uid)
    entry = record.Entry("comment.settle", content, things=things, revision=revision.uid, tell=tell)
    record.append(session, who, seq, entry, now=now)
    return document.uid


def _thread(session: Session, comment: Comment) -> Sequence[Comment]:
    """All of its thread, the comment first that began it."""
    began = comment.thread_id or comment.id
    mine = or_(col(Comment.id) == began, col(Comment.thread_id) == began)
    return session.execute(select(Comment).where(mine).order_by(col(Comment.id))).scalars().all()


def _anchor(session: Session, comment: Comment, revision_id: int) -> Anchor | None:
    mine = col(Anchor.comment_id) == comment.id, col(Anchor.revision_id) == revision_id
    found: Anchor | None = session.execute(select(Anchor).where(*mine)).scalar_one_or_none()
    return found


def _place(session: Session, document: Document, anchor: Anchor, said: Said) -> Place:
    if said.is_gone:
        here = session.get_one(Wording, anchor.wording_id).paragraph_id
        return place(session, col(Paragraph.id) == here, version=anchor.language)
    if not said.paragraph:
        raise Invalid(marked("Choose the paragraph where it belongs."), field="paragraph")
    named = col(Paragraph.uid) == said.paragraph, col(Document.id) == document.id
    at = place(session, *named, version=anchor.language)
    if at.is_gone:
        raise Invalid(marked("That paragraph was taken out of the text. Choose one that stands."), field="paragraph")
    return at


def _content(
    comment: Comment, anchor: Anchor, was: Wording, at: Place, said: Said, found: dict[str, Any]
) -> dict[str, Any]:
    """What the record is committed to."""
    before = {"wording": was.hash, "start": anchor.start, "end": anchor.end}
    after = {"wording": at.hash, "start": found.get("start"), "end": found.get("end")}
    return {"comment": comment.uid, "before": before, "after": after, "gone": int(said.is_gone), "reason": said.reason}


def _write(
    session: Session,
    who: Standing,
    thread: Sequence[Comment],
    at: Place,
    said: Said,
    found: dict[str, Any],
    seq: int,
    now: datetime,
) -> None:
    for each in thread:
        anchor = _anchor(session, each, at.newest_id)
        if anchor is None or anchor.is_first:
            continue
        words = found if each is thread[0] else {}
        start, end = GONE if said.is_gone else (words.get("start"), words.get("end"))
        row = {"uid": names.new(), "anchor_id": anchor.id, "by_id": who.person, "at": now, "reason": said.reason}
        row |= {"wording_id": at.wording_id, "start": start, "end": end, "seq": seq}
        row |= {"was_wording_id": anchor.wording_id, "was_start": anchor.start, "was_end": anchor.end}
        session.execute(insert(Settlement), row)
        stands = _standing(session, each, at, said, words)
        session.execute(update(Anchor).where(col(Anchor.id) == anchor.id).values(**stands))
    ids = [each.id for each in thread]
    session.execute(update(Comment).where(col(Comment.id).in_(ids)).values(paragraph_id=at.paragraph_id))


def _standing(session: Session, comment: Comment, at: Place, said: Said, words: dict[str, Any]) -> dict[str, Any]:
    """The columns of the anchor of a comment that stands there now."""
    base = words_of(session, comment.id) if comment.proposal is not None else None
    about_words = col(Anchor.comment_id) == comment.id, col(Anchor.is_first), col(Anchor.exact).is_not(None)
    is_lost = said.is_gone or (not words and session.execute(select(col(Anchor.id)).where(*about_words)).first())
    fit = fitted(base, comment.proposal, None if is_lost else words.get("exact", at.text))
    place = {name: words.get(name) for name in ("start", "end", "exact", "prefix", "suffix")}
    return {"wording_id": at.wording_id, **place, **columns(fit)}


def _told(session: Session, comment: Comment, paragraph_id: int) -> tuple[Tell, ...]:
    """Everybody who sees it is told of both paragraphs, as the numbers of both change."""
    told = branches.touch(session, comment)
    there = Tell(told.document_id, told.comment_id, paragraph_id, told.moderators_only, told.people)
    return (there,) if comment.paragraph_id == paragraph_id else (told, there)

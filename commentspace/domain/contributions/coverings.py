"""The note with which somebody submits several comments as one set; whoever sees one of these reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain import discussion, names, record, view_rows
from commentspace.domain.access import Standing, visible
from commentspace.domain.bodies import Body
from commentspace.domain.contributions.readiness import Said
from commentspace.domain.postings import Place
from commentspace.domain.tables import Comment, Covering, Membership, Person
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound


@dataclass(frozen=True, slots=True)
class Note:
    """What covers a set: checked and rendered; made by `of`."""

    markdown: str
    html: str

    @classmethod
    def of(cls, written: str) -> "Note | None":
        """Check and render; None where nothing is written, TooLong where it is longer than a comment may be."""
        body = Body.perhaps(written, field="note")
        return cls(body.markdown, body.html) if body.markdown else None


class Under(NamedTuple):
    """The review that takes a set, and how little its note tells of who wrote it."""

    review_id: int
    masked: str


class Made(NamedTuple):
    """A covering note that was kept."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True)
class CoveringView:
    """A set as somebody sees it: its note, by whom as far as they may know it, and those comments that they see."""

    uid: str
    html: str
    author: str
    on_behalf_of: str
    masked: str
    at: datetime
    comments: tuple[CommentView, ...]


def make(session: Session, who: Standing, at: Place, under: Under, note: Note, said: Said, *, now: datetime) -> Made:
    """Keep a note; it is on the record, and seen with the first comment that it covers."""
    spoken_for = said.speaks_for.name if said.speaks_for else "" if said.personally else who.on_behalf_of
    seq, uid = record.next_number(session, at.space_id), names.new()
    row = {
        "uid": uid,
        "document_id": at.document_id,
        "review_id": under.review_id,
        "delegation_id": said.speaks_for.delegation_id if said.speaks_for else None,
        "by_id": who.person,
        "on_behalf_of": spoken_for,
        "masked": under.masked,
        "note": note.markdown,
        "html": note.html,
        "at": now,
        "seq": seq,
    }
    made: int = session.execute(insert(Covering).returning(col(Covering.id)), row).scalar_one()
    content = {"set": uid, "note": note.markdown, "on_behalf_of": spoken_for}
    things = (at.document_uid, uid)
    record.append(session, who, seq, record.Entry("set.submitted", content, things=things), now=now)
    return Made(made, uid)


def show(session: Session, who: Standing, document_id: int, uid: str) -> CoveringView:
    """A set with those of its comments that this person sees; NotFound where they see none of them."""
    row = session.execute(
        select(Covering, col(Person.name), col(Membership.alias))
        .join(Person, col(Person.id) == col(Covering.by_id))
        .outerjoin(
            Membership,
            (col(Membership.person_id) == col(Covering.by_id)) & (col(Membership.space_id) == who.space_id),
        )
        .where(col(Covering.uid) == uid, col(Covering.document_id) == document_id)
    ).one_or_none()
    seen = discussion.comments(session, who, col(Comment.covering_id) == row[0].id) if row else []
    if row is None or not seen or (who.person_id != row[0].by_id and _is_taken_back(who, seen)):
        raise NotFound()
    found, name, alias = row
    is_named = not found.masked or who.sees_names or who.person_id == found.by_id
    return CoveringView(
        uid=found.uid,
        html=found.html,
        author=name if is_named else view_rows.mask(found.masked, alias),
        on_behalf_of=found.on_behalf_of if is_named else "",
        masked="" if is_named else found.masked,
        at=found.at,
        comments=tuple(seen),
    )


def _is_taken_back(who: Standing, seen: list[CommentView]) -> bool:
    """With the last comment of a set its note is taken back too; moderators read on, as they do in comments."""
    return not who.may("moderate") and all(each.status == "withdrawn" for each in seen)


def of_comments(session: Session, who: Standing, comment_id: int) -> str:
    """The name of the set to which a comment belongs that this person sees; empty where it belongs to none."""
    asked = (
        select(col(Covering.uid))
        .join(Comment, col(Comment.covering_id) == col(Covering.id))
        .where(col(Comment.id) == comment_id, visible(who))
    )
    return session.execute(asked).scalar_one_or_none() or ""

"""Comments that are to be answered, and why some are not."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from commentspace.domain.record import Tell
from commentspace.domain.tables import (
    Anchor,
    Comment,
    Disposition,
    Document,
    Membership,
    Paragraph,
    Person,
    Provenance,
    Review,
    Space,
    Wording,
)
from commentspace.errors import Conflict, Refusal, marked

WITHDRAWN = marked("This comment was withdrawn, so it takes no answer.")
A_REPLY = marked(
    "This comment answers another one. Answer the comment that began the thread, or reply to this one in its thread."
)
EDITED = marked("Its writer has changed this comment since you looked at it. Read it as it stands now, then decide.")
HELD = marked("This comment is held back. Release it first, then answer it.")


class Facts(NamedTuple):
    """What is known of a comment that is to be answered: where it stands, its answers, and what fills in a reason."""

    id: int
    uid: str
    space_id: int
    document_id: int
    document: str
    paragraph_id: int
    author_id: int
    held_for_id: int | None
    hold_id: int | None
    thread_id: int | None
    is_withdrawn: bool
    disposition_id: int | None
    proposed_id: int | None
    assignment_id: int | None
    is_veiled: bool
    states: int
    """How many texts it has had: the number of the present one."""
    confirms: bool
    """The space wants a second moderator."""
    number: int | None
    masked: str
    author: str
    alias: str
    organisation: str
    symbol: str
    label: str
    words: str
    """The first words that it is about."""

    def tell(self) -> Tell:
        """Whom a change of it is told to: everybody who may see it (as `branches.touch`)."""
        people = tuple(person for person in (self.author_id, self.held_for_id) if person)
        kept = self.hold_id is not None or self.is_veiled
        return Tell(self.document_id, self.id, self.paragraph_id, kept, people if kept else ())

    def tell_moderators(self, *people: int) -> Tell:
        """The same for what only moderators see, and these people."""
        return Tell(self.document_id, self.id, self.paragraph_id, moderators_only=True, people=people)


def facts(session: Session, *conditions: ColumnElement[bool]) -> list[Facts]:
    """The comments for which these conditions hold, in the order in which they were made."""
    unveiled = select(col(Review.id)).where(col(Review.unveiled_seq).is_not(None)).correlate(None)
    rows = session.execute(
        select(
            *_of_comment(),
            and_(col(Comment.veil_id).is_not(None), col(Comment.veil_id).not_in(unveiled)).label("is_veiled"),
            *(col(Comment.states), col(Space.confirms)),
            *(col(Comment.number), col(Comment.masked)),
            func.coalesce(func.nullif(col(Provenance.said_by), ""), col(Person.name)).label("author"),
            func.coalesce(col(Membership.alias), "").label("alias"),
            _organisation(),
            *(col(Document.symbol), col(Wording.label)),
            func.substr(func.coalesce(col(Anchor.exact), col(Wording.text)), 1, 40).label("words"),
        )
        .select_from(Comment)
        .join(Document, col(Document.id) == col(Comment.document_id))
        .join(Space, col(Space.id) == col(Comment.space_id))
        .join(Person, col(Person.id) == col(Comment.author_id))
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(Anchor, and_(col(Anchor.comment_id) == col(Comment.id), col(Anchor.is_first)))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .outerjoin(Membership, _of_author())
        .where(*conditions)
        .order_by(col(Comment.id))
    )
    return [Facts(*row) for row in rows]


def _of_comment() -> list[Any]:
    mine = ("space_id", "document_id", "paragraph_id", "author_id", "held_for_id", "hold_id", "thread_id")
    return [
        *(col(Comment.id), col(Comment.uid)),
        *(col(getattr(Comment, name)) for name in mine[:2]),
        col(Document.uid).label("document"),
        *(col(getattr(Comment, name)) for name in mine[2:]),
        col(Comment.withdrawn_at).is_not(None).label("is_withdrawn"),
        *(col(Comment.disposition_id), col(Comment.proposed_id), col(Comment.assignment_id)),
    ]


def _organisation() -> Any:
    """For whom the comment speaks: as its file said, as was said with it, else its writer's affiliation."""
    said = (col(Provenance.said_for), col(Comment.on_behalf_of), col(Membership.affiliation))
    return func.coalesce(*(func.nullif(each, "") for each in said), "").label("organisation")


def _of_author() -> ColumnElement[bool]:
    return and_(col(Membership.person_id) == col(Comment.author_id), col(Membership.space_id) == col(Comment.space_id))


def of(session: Session, uids: Collection[str]) -> list[Facts]:
    """The comments of these names."""
    return facts(session, col(Comment.uid).in_(uids)) if uids else []


def repeating(session: Session, comment_ids: Collection[int]) -> list[Facts]:
    """The comments that are answered as duplicates of these: what they show of those depends on who sees those."""
    pointed = or_(col(Comment.disposition_id) == col(Disposition.id), col(Comment.proposed_id) == col(Disposition.id))
    repeats = (
        select(col(Comment.id)).join(Disposition, pointed).where(col(Disposition.duplicate_of_id).in_(comment_ids))
    )
    found = list(session.execute(repeats).scalars())
    return facts(session, col(Comment.id).in_(found)) if found else []


def why_not(found: Facts) -> Refusal | None:
    """Why this comment takes no answer; None where it does (the rule of `answered.wants_answer`)."""
    if found.is_withdrawn:
        return Conflict(WITHDRAWN)
    if found.thread_id is not None:
        return Conflict(A_REPLY)
    return Conflict(HELD) if found.hold_id is not None else None

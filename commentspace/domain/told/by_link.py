"""The link in a letter about an answer: whoever holds the letter says for its reader whether the answer satisfies."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import discussion, signing
from commentspace.domain.access import Caller, standing
from commentspace.domain.dispositions import satisfying
from commentspace.domain.tables import Comment, Disposition, Document
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound

USE = "satisfied"
"""What the link's token is signed for; its name is the answer's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A comment of the letter's reader, in its document; `is_current` where the link's answer is the one in force."""

    answer: str
    space_id: int
    comment: CommentView
    symbol: str
    title: str
    is_current: bool


def link(answer_uid: str, secret: bytes) -> str:
    """The token of the link."""
    return signing.sign(USE, answer_uid, secret)


def find(session: Session, token: str, secret: bytes) -> Asked:
    """What the link asks; NotFound for one that is not ours, and where its reader sees the comment no more."""
    return _found(session, token, secret)[1]


def say(session: Session, token: str, secret: bytes, is_satisfied: bool, word: str, *, now: datetime) -> None:
    """Say it as the writer of the comment; raises what `satisfying.say` raises."""
    caller, asked = _found(session, token, secret)
    satisfying.say(session, caller, asked.answer, is_satisfied, word, now=now)


def _found(session: Session, token: str, secret: bytes) -> tuple[Caller, Asked]:
    uid = signing.verify(USE, token, secret)
    row = session.execute(
        select(
            *(col(Comment.id), col(Comment.space_id), col(Comment.author_id), col(Disposition.in_force_seq)),
            *(col(Document.symbol), col(Document.title)),
        )
        .join(Disposition, col(Disposition.comment_id) == col(Comment.id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Disposition.uid) == uid)
    ).one_or_none()
    if uid is None or row is None or row.in_force_seq is None:
        raise NotFound()
    caller = Caller(row.author_id, "mail")
    who = standing(session, caller, row.space_id)
    view = next(iter(discussion.comments(session, who, col(Comment.id) == row.id)), None)
    if view is None or view.is_erased:
        raise NotFound()
    is_current = view.disposition is not None and view.disposition.uid == uid and view.status != "withdrawn"
    return caller, Asked(uid, row.space_id, view, row.symbol, row.title, is_current)

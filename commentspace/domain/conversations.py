"""Conversations by mail: which mails, as one reader has them, come before a letter, so that their program threads it.

Each mail has one parent in its conversation: what it answers, where the reader has a mail with that, and else the first
mail of the conversation. So the trees that programs make of References (RFC 5256, section 3, REFERENCES) agree with
each other, in whatever order the mails come.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlmodel import Session, col

from commentspace.domain.outbox import Due
from commentspace.domain.tables import Comment, Inbound, Letter, Message, Provenance

NEWEST = 20
"""Of a long line of mails the first is named, and this many of the newest."""
LONGEST_ID = 250


def of_comments(thread_uid: str) -> str:
    """The conversation about a thread of comments, by the name of its first comment."""
    return f"c:{thread_uid}"


def of_messages(first_uid: str) -> str:
    """The conversation between two people, by the name of its first letter."""
    return f"m:{first_uid}"


def of_announcement(uid: str) -> str:
    """The conversation about an announcement."""
    return f"a:{uid}"


def of_draft(document_uid: str) -> str:
    """The conversation of the letters that bring a draft."""
    return f"d:{document_uid}"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that the reader of a letter has: ours, or one that they wrote; `id` is its whole Message-ID."""

    id: str
    at: datetime


def before(session: Session, due: Due, domain: str) -> list[str]:
    """The Message-IDs of the line of mails that leads to a letter, the oldest first; `domain` is that of ours."""
    if not due.thread or due.person_id is None:
        return [due.in_reply_to] if due.in_reply_to else []
    ours = _letters(session, due, domain)
    line, others = _line(session, due, ours)
    first = min([*line, *others, *ours.values()], key=lambda mail: mail.at, default=None)
    ids = list(dict.fromkeys([*([first.id] if first else []), *(mail.id for mail in line)]))
    if due.in_reply_to:
        ids = [each for each in ids if each != due.in_reply_to] + [due.in_reply_to]
    return ids if len(ids) <= NEWEST + 1 else [ids[0], *ids[-NEWEST:]]


def _earlier(due: Due) -> list[Any]:
    """The letters of the conversation to the same reader before this one, but for those that never went out."""
    return [
        col(Letter.person_id) == due.person_id,
        col(Letter.thread) == due.thread,
        col(Letter.id) < due.id,
        col(Letter.state).in_(("intended", "ready", "sent")),
    ]


def _letters(session: Session, due: Due, domain: str) -> dict[str, Mail]:
    """These letters, by the outside name of the comment or message that each of them brought; else by their own."""
    columns = col(Letter.uid), col(Letter.subjects), col(Letter.message_id), col(Letter.created_at)
    rows = session.execute(select(*columns).where(*_earlier(due)).order_by(col(Letter.id)))
    found: dict[str, Mail] = {}
    for uid, subjects, message_id, at in rows:
        about = json.loads(subjects)
        brought = about.get("comment") or about.get("message") or uid
        found.setdefault(str(brought), Mail(f"<{message_id}@{domain}>", at))
    return found


def _line(session: Session, due: Due, ours: Mapping[str, Mail]) -> tuple[list[Mail], list[Mail]]:
    """The mails that lead to what this letter brings, the oldest first; and all that its reader wrote there."""
    kind, _, name = due.thread.partition(":")
    if kind == "c" and "comment" in due.subjects:
        rows = _of_thread(session, name)
        return _upwards(rows, due.subjects["comment"], due.person_id, ours)
    if kind == "m" and "message" in due.subjects:
        rows = _of_exchange(session, due.subjects["message"])
        return _upwards(rows, due.subjects["message"], due.person_id, ours)
    return [], []


def _upwards(
    rows: Mapping[int, Row[Any]], uid: str, reader_id: int | None, ours: Mapping[str, Mail]
) -> tuple[list[Mail], list[Mail]]:
    """From what a letter brings to the first of its thread: (what answers what, by whom, with which mail)."""
    own = {
        row.id: Mail(row.mail, row.at) for row in rows.values() if row.writer_id == reader_id and _is_id(row.mail or "")
    }
    line: list[Mail] = []
    at = next((row.parent_id for row in rows.values() if row.uid == uid), None)
    while at is not None and (row := rows.get(at)) is not None:
        if mail := own.get(row.id) or ours.get(row.uid):
            line.append(mail)
        at = row.parent_id
    return line[::-1], list(own.values())


def _is_id(given: str) -> bool:
    """Whether what a mail said of its own name can stand in a header of ours."""
    fits = given.isascii() and given.isprintable() and len(given) <= LONGEST_ID
    return fits and given.startswith("<") and given.endswith(">") and " " not in given


def _of_thread(session: Session, root_uid: str) -> dict[int, Row[Any]]:
    root = select(col(Comment.id)).where(col(Comment.uid) == root_uid).scalar_subquery()
    rows = session.execute(
        select(
            col(Comment.id),
            col(Comment.uid),
            col(Comment.parent_id),
            col(Comment.author_id).label("writer_id"),
            col(Provenance.source).label("mail"),
            col(Provenance.received_at).label("at"),
        )
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .where(or_(col(Comment.thread_id) == root, col(Comment.id) == root))
    )
    return {row.id: row for row in rows}


def _of_exchange(session: Session, uid: str) -> dict[int, Row[Any]]:
    """A letter between two people, and those before it that led to it."""
    return {row.id: row for row in _messages_above(session, uid)}


def _messages_above(session: Session, uid: str) -> Iterator[Row[Any]]:
    columns: list[Any] = [
        *(col(Message.id), col(Message.uid), col(Message.at)),
        *(col(Message.answers_id).label("parent_id"), col(Message.from_id).label("writer_id")),
        col(Inbound.message_id).label("mail"),
    ]
    wanted = select(*columns).outerjoin(Inbound, col(Inbound.id) == col(Message.inbound_id))
    row = session.execute(wanted.where(col(Message.uid) == uid)).first()
    while row is not None:
        yield row
        row = session.execute(wanted.where(col(Message.id) == row.parent_id)).first() if row.parent_id else None

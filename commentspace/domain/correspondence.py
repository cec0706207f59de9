"""One's own letters: the exchanges with others that went through us, whether they were written here or mailed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, or_, select
from sqlmodel import Session, col

from commentspace.domain import access, announcements, reports
from commentspace.domain.access import Caller, Standing
from commentspace.domain.announcement_views import AnnouncementView
from commentspace.domain.correspondents import known_as
from commentspace.domain.reports import OwnReport
from commentspace.domain.tables import Address, Comment, Document, Letter, Message, Person, Space
from commentspace.errors import NotFound
from commentspace.text import markdown

MOST = 5_000
"""Letters of one person that are looked through; who has more finds the newest."""
SHOWN = 100
"""Exchanges in one list."""


@dataclass(frozen=True, slots=True)
class About:
    """What an exchange is about, as far as the caller may see it now: a comment, or an announcement."""

    space: str = ""
    slug: str = ""
    comment: str | None = None
    number: int | None = None
    symbol: str | None = None
    announcement: AnnouncementView | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """The letters between the caller and another, from a first one on; `waits` for an answer of the caller."""

    uid: str
    other: str
    other_id: int
    about: About
    at: datetime
    count: int
    waits: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter of an exchange; without words where its writer had their data erased. `address` is given by its
    writer, `report` is the caller's own."""

    uid: str
    is_own: bool
    writer: str
    html: str
    at: datetime
    by_mail: bool
    address: str | None
    report: OwnReport | None


def of_person(session: Session, caller: Caller) -> list[Exchange]:
    """The exchanges of the caller, that with the newest letter first."""
    return _exchanges(session, caller, list(_grouped(_rows(session, caller)).values())[:SHOWN])


def find(session: Session, caller: Caller, uid: str) -> tuple[Exchange, list[LetterView]]:
    """The exchange to which a letter of the caller's belongs, and its letters from the first on; else NotFound."""
    for rows in _grouped(_rows(session, caller)).values():
        if any(row.uid == uid for row in rows):
            [exchange] = _exchanges(session, caller, [rows])
            return exchange, _letters(session, caller, rows)
    raise NotFound()


def answered_by_next(letters: Sequence[LetterView]) -> str:
    """The letter that the caller's next one answers: the newest of the other's, or where there is none their own."""
    theirs = [each.uid for each in letters if not each.is_own]
    return theirs[-1] if theirs else letters[-1].uid


def _rows(session: Session, caller: Caller) -> list[Row[Any]]:
    """The caller's letters without their words, the oldest first."""
    wanted = "id uid space_id comment_id from_id to_id answers_id at inbound_id"
    mine = or_(col(Message.from_id) == caller.person, col(Message.to_id) == caller.person)
    rows = session.execute(
        select(*(col(getattr(Message, name)) for name in wanted.split()))
        .where(mine)
        .order_by(col(Message.id).desc())
        .limit(MOST)
    )
    return list(rows)[::-1]


def _grouped(rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """The letters of each exchange, by its first; that with the newest letter first."""
    first: dict[int, int] = {}
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        first[row.id] = first.get(row.answers_id or 0, row.id)
        found.setdefault(first[row.id], []).append(row)
    return dict(sorted(found.items(), key=lambda each: -each[1][-1].id))


def _exchanges(session: Session, caller: Caller, grouped: Sequence[Sequence[Row[Any]]]) -> list[Exchange]:
    firsts, me = [rows[0] for rows in grouped], caller.person
    other_id = case((col(Message.from_id) == me, col(Message.to_id)), else_=col(Message.from_id))
    found = session.execute(
        select(col(Message.id), known_as(Person, me, col(Message.comment_id), col(Message.space_id)).label("name"))
        .join(Person, col(Person.id) == other_id)
        .where(col(Message.id).in_([row.id for row in firsts]))
    )
    names = {row.id: row.name for row in found}
    about = _about(session, caller, firsts)
    return [_exchange(rows, names[rows[0].id], about[rows[0].id], me) for rows in grouped]


def _exchange(rows: Sequence[Row[Any]], name: str, about: About, me: int) -> Exchange:
    first, last = rows[0], rows[-1]
    other = first.to_id if first.from_id == me else first.from_id
    return Exchange(first.uid, name, other, about, last.at, len(rows), last.to_id == me)


def _about(session: Session, caller: Caller, firsts: Sequence[Row[Any]]) -> dict[int, About]:
    """What these exchanges are about, by the keys of their first letters; nothing of a space that one has left."""
    standings = {who.space_id: who for who in access.standings(session, caller, {row.space_id for row in firsts})}
    titled = select(col(Space.id), col(Space.title), col(Space.slug)).where(col(Space.id).in_(standings))
    spaces = {row.id: {"space": row.title, "slug": row.slug} for row in session.execute(titled)}
    seen = _comments(session, list(standings.values()), [row.comment_id for row in firsts])
    told = _announcements(session, standings, firsts)
    return {
        row.id: About(**spaces.get(row.space_id, {}), **seen.get(row.comment_id, {}), announcement=told.get(row.id))
        for row in firsts
    }


def _comments(
    session: Session, standings: Sequence[Standing], ids: Sequence[int | None]
) -> dict[int | None, dict[str, Any]]:
    """Those of these comments that the caller sees now: name, number and the symbol of the document."""
    rows = session.execute(
        select(col(Comment.id), col(Comment.uid), col(Comment.number), col(Document.symbol))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Comment.id).in_([each for each in ids if each is not None]), access.visible_in(standings))
    )
    return {row.id: {"comment": row.uid, "number": row.number, "symbol": row.symbol} for row in rows}


def _announcements(
    session: Session, standings: Mapping[int, Standing], firsts: Sequence[Row[Any]]
) -> dict[int, AnnouncementView]:
    """The announcements that exchanges are about, by the keys of their first letters."""
    ours = {f"message:{row.uid}": row for row in firsts if row.comment_id is None and row.space_id in standings}
    letters = session.execute(select(col(Letter.dedup), col(Letter.subjects)).where(col(Letter.dedup).in_(ours)))
    named = {ours[dedup].id: json.loads(subjects).get("announcement", "") for dedup, subjects in letters}
    views = {
        view.uid: view
        for space_id in {row.space_id for row in ours.values()}
        for view in announcements.of_space(session, standings[space_id])
    }
    return {key: views[uid] for key, uid in named.items() if uid in views}


def _letters(session: Session, caller: Caller, rows: Sequence[Row[Any]]) -> list[LetterView]:
    known = known_as(Person, caller.person, col(Message.comment_id), col(Message.space_id))
    own = (col(Address.person_id) == col(Message.from_id)) & col(Address.is_main) & col(Message.gives_address)
    found = session.execute(
        select(col(Message.id), col(Message.body), known.label("name"), col(Address.address))
        .select_from(Message)
        .join(Person, col(Person.id) == col(Message.from_id))
        .outerjoin(Address, own)
        .where(col(Message.id).in_([row.id for row in rows]))
    )
    said = {row.id: row for row in found}
    told = reports.of_letters(session, caller, [row.uid for row in rows])
    return [
        LetterView(
            row.uid,
            row.from_id == caller.person,
            said[row.id].name,
            markdown.to_html(said[row.id].body) if said[row.id].body else "",
            row.at,
            row.inbound_id is not None,
            said[row.id].address,
            told.get(row.uid),
        )
        for row in rows
    ]

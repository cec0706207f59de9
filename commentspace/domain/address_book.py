"""The address book of a space: the members who agreed to be listed, for all members; never with an address.

Who has not agreed does not stand in it for anybody but moderators: not in a number, an organisation or a language.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.access import Standing, named, visible
from commentspace.domain.roll import organisations
from commentspace.domain.tables import Comment, Document, Membership, Person
from commentspace.errors import NotFound
from commentspace.text import search

PAGE = 100
"""People on one page."""
NEWEST = 5
"""Comments of somebody that are named, of each document."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in the address book: what they agreed to show. `role` is empty but for moderators and owners."""

    person_id: int
    person: str
    name: str
    affiliation: str
    on_behalf_of: str
    reads: tuple[str, ...]
    expertise: str
    role: str
    is_listed: bool

    @property
    def organisation(self) -> str:
        """On whose behalf they speak, else where they belong; empty where they have said neither."""
        return self.on_behalf_of or self.affiliation


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, an organisation, a language that they read; `page` counts from 1."""

    words: str = ""
    organisation: str = ""
    language: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    """A page of the address book in groups by organisation, and what may be chosen in it.

    `listed` counts all whom this reader may find there, `found` those that were wanted; `am_listed` says whether the
    reader stands in it (None for somebody who is no member).
    """

    groups: Sequence[tuple[str, Sequence[Listed]]]
    found: int
    listed: int
    organisations: Sequence[tuple[str, int]]
    languages: Sequence[tuple[str, int]]
    am_listed: bool | None


def of_space(session: Session, who: Standing, wanted: Wanted) -> Book:
    """The people that are wanted, by organisation and name; for members and moderators only."""
    require_reader(who)
    everybody = _listed(session, who)
    seen = [each for each in everybody if who.may("moderate") or each.is_listed]
    terms = search.terms(wanted.words)
    found = sorted((each for each in seen if _is_wanted(each, wanted, terms)), key=_order)
    first = (wanted.page - 1) * PAGE
    return Book(
        _grouped(found[first : first + PAGE]),
        len(found),
        len(seen),
        organisations(each.organisation for each in seen),
        sorted(Counter(tag for each in seen for tag in each.reads).items()),
        next((each.is_listed for each in everybody if each.person_id == who.person_id), None),
    )


def require_reader(who: Standing) -> None:
    """Go on for a member, and for whoever acts as one: an open space shows its documents to strangers, not its people.

    Raises SignInNeeded for somebody who has not signed in, NotAllowed for anybody else.
    """
    if not who.is_member:
        who.require("moderate")


def person(session: Session, who: Standing, person_uid: str) -> Listed:
    """Somebody of the space; NotFound where they have not agreed to be listed, but for moderators and themselves."""
    require_reader(who)
    found = next(iter(_listed(session, who, col(Person.uid) == person_uid)), None)
    if found is None or not (found.is_listed or who.may("moderate") or found.person_id == who.person_id):
        raise NotFound()
    return found


@dataclass(slots=True)
class Written:
    """How many comments of somebody a reader may see in one document, and the newest of them: names and numbers."""

    document: str
    symbol: str
    title: str
    comments: int = 0
    newest: list[tuple[str, int | None]] = field(default_factory=list)


def written(session: Session, who: Standing, person_id: int) -> list[Written]:
    """The documents in which this person has comments of which the reader may know that they are theirs.

    Those taken back do not count.
    """
    rows = session.execute(
        select(Document.uid, Document.symbol, Document.title, Comment.uid, Comment.number)  # type: ignore[call-overload]  # more columns than the overloads count
        .join(Comment, col(Comment.document_id) == col(Document.id))
        .where(
            *(visible(who), named(who)),
            col(Comment.space_id) == who.space_id,
            col(Comment.author_id) == person_id,
            col(Comment.withdrawn_at).is_(None),
        )
        .order_by(col(Document.symbol), col(Comment.id).desc())
    )
    found: dict[str, Written] = {}
    for document, symbol, title, comment, number in rows:
        here = found.setdefault(document, Written(document, symbol, title))
        here.comments += 1
        if len(here.newest) < NEWEST:
            here.newest.append((comment, number))
    return list(found.values())


def _listed(session: Session, who: Standing, *conditions: Any) -> list[Listed]:
    shown = (Person.id, Person.uid, Person.name, Person.reads, Person.expertise)
    place = (Membership.affiliation, Membership.on_behalf_of, Membership.role, Membership.is_listed)
    rows = session.execute(
        select(*shown, *place)  # type: ignore[call-overload]  # more columns than the overloads count
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Membership.space_id) == who.space_id, col(Membership.ended_at).is_(None), *conditions)
    )
    return [_entry(row) for row in rows]


def _entry(row: Any) -> Listed:
    shown = row.role if row.role in ("moderator", "owner") else ""
    named = (row.name, row.affiliation, row.on_behalf_of)
    return Listed(row.id, row.uid, *named, tuple(row.reads.split()), row.expertise, shown, row.is_listed)


def _is_wanted(entry: Listed, wanted: Wanted, terms: Sequence[str]) -> bool:
    if wanted.organisation not in ("", entry.organisation) or (wanted.language and wanted.language not in entry.reads):
        return False
    shown = (entry.name, entry.affiliation, entry.on_behalf_of, entry.expertise)
    return not terms or search.has_all(search.fold(" \n ".join(shown)), terms)


def _order(entry: Listed) -> tuple[object, ...]:
    """By organisation and name; who has said neither stands last."""
    return (not entry.organisation, entry.organisation.casefold(), entry.organisation, entry.name.casefold())


def _grouped(entries: Sequence[Listed]) -> list[tuple[str, list[Listed]]]:
    groups: dict[str, list[Listed]] = {}
    for entry in entries:
        groups.setdefault(entry.organisation, []).append(entry)
    return list(groups.items())

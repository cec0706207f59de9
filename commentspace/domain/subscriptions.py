"""The link in a mail that stops it, without signing in; and takes that back."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import signing
from commentspace.domain.tables import Letter, Membership, Space
from commentspace.errors import NotFound, marked

DAILY = marked("the daily mail with new comments")
TO_ALL = marked("the letters that moderators write to all members")
AT_ONCE = marked("the letters that bring each answer to you at once")
KINDS = {"digest": DAILY, "announcement": TO_ALL, "answer": AT_ONCE}
"""What can be stopped, in words, by the kind of letter."""

COLUMNS: dict[str, tuple[str, str | bool]] = {
    "digest": ("digest", "off"),
    "announcement": ("takes_announcements", False),
    "answer": ("at_once", False),
}
"""Where each is kept of a membership, and what says that it is stopped."""

AS = {"answered": "answer", "closing": "announcement"}
"""Kinds of letters that come by the choice of another kind."""

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be stopped: `value` says it to `end`; `is_meant` where the letter is of this kind."""

    value: str
    what: str
    is_meant: bool


@dataclass(frozen=True, slots=True)
class SpaceChoices:
    """What comes from one space that the letter named."""

    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Subscription:
    """What letters such as this one are, whether they come, and whether stopping them can be taken back.

    Only spaces that the letter told of are named: it may have been passed on to somebody who knows of no other.
    """

    kind: str
    what: str
    comes: bool
    was_stopped: bool
    spaces: Sequence[SpaceChoices]


def read(session: Session, given: str, secret: bytes) -> Subscription:
    """What this link would stop; NotFound for a link that is not ours."""
    return _of(session, _letter(session, given, secret))


def end(
    session: Session, given: str, secret: bytes, *, chosen: Collection[str] | None = None, now: datetime
) -> Subscription:
    """Stop what was chosen; without a choice, all letters such as this one: in its space, or the daily mail wholly.

    Chosen are values of `Choice`, a kind alone for every space, or EVERYTHING. The letter remembers what was there, so
    that `begin_again` can put it back.
    """
    letter = _letter(session, given, secret)
    subjects = json.loads(letter.subjects)
    stopped = subjects.setdefault("stopped", {})
    for member, kind in _meant(session, letter, chosen):
        column, off = COLUMNS[kind]
        if (was := getattr(member, column)) != off:
            stopped.setdefault(member.uid, {})[column] = was
            setattr(member, column, off)
            session.add(member)
    letter.subjects = json.dumps(subjects)
    session.add(letter)
    session.flush()
    return _of(session, letter)


def begin_again(session: Session, given: str, secret: bytes, *, now: datetime) -> Subscription:
    """Put back what was stopped by this letter's link; the next daily mail tells what came meanwhile, too."""
    letter = _letter(session, given, secret)
    subjects = json.loads(letter.subjects)
    stopped = subjects.pop("stopped", {})
    off = dict(COLUMNS.values())
    for member in _memberships(session, letter):
        for column, was in stopped.get(member.uid, {}).items():
            if getattr(member, column) == off[column]:
                setattr(member, column, was)
                session.add(member)
    letter.subjects = json.dumps(subjects)
    session.add(letter)
    session.flush()
    return _of(session, letter)


def _letter(session: Session, given: str, secret: bytes) -> Letter:
    uid = signing.verify("unsubscribe", given, secret)
    letter: Letter | None = session.execute(select(Letter).where(col(Letter.uid) == uid)).scalar_one_or_none()
    if letter is None or letter.person_id is None:
        raise NotFound()
    return letter


def _kind(letter: Letter) -> str:
    kind = AS.get(letter.kind, letter.kind)
    return kind if kind in KINDS else "digest"


def _of(session: Session, letter: Letter) -> Subscription:
    mine, kind = _memberships(session, letter), _kind(letter)
    named = _named(session, letter)
    spaces = [
        SpaceChoices(named[member.space_id].title, choices)
        for member in sorted((each for each in mine if each.space_id in named), key=lambda m: named[m.space_id].title)
        if (choices := _choices(member, named[member.space_id].slug, kind))
    ]
    concerned = [member for member in mine if letter.space_id in (None, member.space_id)]
    return Subscription(
        kind,
        KINDS[kind],
        comes=any(_comes(member, kind) for member in concerned),
        was_stopped=bool(json.loads(letter.subjects).get("stopped")),
        spaces=spaces,
    )


def _memberships(session: Session, letter: Letter) -> list[Membership]:
    mine = col(Membership.person_id) == letter.person_id, col(Membership.ended_at).is_(None)
    return list(session.execute(select(Membership).where(*mine).order_by(col(Membership.id))).scalars())


def _named(session: Session, letter: Letter) -> dict[int, Any]:
    """The spaces of which the letter told, by key."""
    told = json.loads(letter.subjects).get("spaces", [])
    is_told = col(Space.id) == letter.space_id if letter.space_id is not None else col(Space.uid).in_(told)
    return {
        row.id: row for row in session.execute(select(col(Space.id), col(Space.slug), col(Space.title)).where(is_told))
    }


def _comes(member: Membership, kind: str) -> bool:
    column, off = COLUMNS[kind]
    return bool(getattr(member, column) != off)


def _choices(member: Membership, slug: str, meant: str) -> list[Choice]:
    return [Choice(f"{kind}-{slug}", KINDS[kind], kind == meant) for kind in KINDS if _comes(member, kind)]


def _meant(session: Session, letter: Letter, chosen: Collection[str] | None) -> list[tuple[Membership, str]]:
    """The memberships that change, each with the kind of letter that ends."""
    mine, named = _memberships(session, letter), _named(session, letter)
    if chosen is None:
        return [(member, _kind(letter)) for member in mine if letter.space_id in (None, member.space_id)]
    if EVERYTHING in chosen:
        return [(member, kind) for member in mine for kind in KINDS]
    slugs = {space_id: row.slug for space_id, row in named.items()}
    return [
        (member, kind)
        for member in mine
        for kind in KINDS
        if kind in chosen or (member.space_id in slugs and f"{kind}-{slugs[member.space_id]}" in chosen)
    ]

"""The daily mail: windows on each space's sequence, so that nothing is told twice or never."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, insert, literal, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import announcement_answers, issued_since, outbox, people, suppressions, undelivered, veils
from commentspace.domain.access import Caller, Standing, standings, visible
from commentspace.domain.tables import Address, Comment, DigestWindow, Letter, Membership, Person, Space
from commentspace.domain.told import answers, backs, duties
from commentspace.domain.veils import Stretch

FURTHEST = timedelta(days=2)
"""No next time is further off: one that is was set while the clock ran ahead, and is set again."""


def due(session: Session, now: datetime) -> list[int]:
    """The people whose hour has come."""
    rows = session.execute(select(col(Person.id)).where(_is_due(now)).order_by(col(Person.next_digest_at)))
    return list(rows.scalars())


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(col(Person.next_digest_at) <= now, col(Person.next_digest_at) > now + FURTHEST)


def new_comments(who: Standing, stretches: Sequence[Stretch]) -> list[Any]:
    """The comments that this person came to see in these stretches, but for their own and those withdrawn since."""
    mine = visible(who), veils.came_within(who, stretches), col(Comment.author_id) != who.person_id
    return [*mine, *_standing_in(who.space_id)]


def new_to_somebody(space_id: int, stretches: Sequence[Stretch]) -> list[Any]:
    """The same, whoever may see them and whosever they are."""
    return [veils.came_for_somebody(stretches), *_standing_in(space_id)]


def _standing_in(space_id: int) -> list[Any]:
    return [col(Comment.space_id) == space_id, col(Comment.withdrawn_at).is_(None)]


def compose(session: Session, person_id: int, *, now: datetime) -> bool:
    """Intend a person's daily mail; windows, letter, watermarks and next time move together.

    Returns whether there is one: the person may want it only when something is new, and gets one a local day. What
    an earlier letter was to tell, and could not be delivered, is told in this one. While no letters go to their
    address nothing is begun, and the first letter after that tells all of it.
    """
    person = _taken(session, person_id, now)
    if person is None or person.next_digest_at is None:
        return False
    has_come = person.next_digest_at <= now
    person.next_digest_at = people.next_digest(person.zone, person.digest_hour, now)
    session.add(person)
    today = now.astimezone(ZoneInfo(person.zone)).date()
    if not has_come or _had(session, person_id, today):
        return False
    address, is_suppressed = session.execute(_address(person_id)).one()
    return not is_suppressed and _compose(session, person, outbox.Reader(address, person.language), now)


def _taken(session: Session, person_id: int, now: datetime) -> Person | None:
    """The person, for this round alone; None where another has them in hand, or has just dealt with them."""
    wanted = select(Person).where(col(Person.id) == person_id, _is_due(now))
    return session.execute(wanted.with_for_update(skip_locked=True, key_share=True)).scalar_one_or_none()


def _had(session: Session, person_id: int, day: date) -> bool:
    mine = col(DigestWindow.person_id) == person_id, col(DigestWindow.local_day) == day.isoformat()
    return session.execute(select(col(DigestWindow.id)).where(*mine)).first() is not None


def _address(person_id: int) -> Any:
    """Where their letters go, and whether they come back from there."""
    mine = col(Address.person_id) == person_id, col(Address.is_main)
    return select(col(Address.address), suppressions.to_person(literal(person_id))).where(*mine)


@dataclass(frozen=True, slots=True)
class Open:
    """What has not been told of one space: the window since the last letter, and those that were not delivered."""

    space_id: int
    space: str
    from_seq: int
    to_seq: int
    every_day: bool
    again: Sequence[DigestWindow]

    def stretches(self) -> list[Stretch]:
        """All of it."""
        return [*((window.from_seq, window.to_seq) for window in self.again), (self.from_seq, self.to_seq)]


def _compose(session: Session, person: Person, reader: outbox.Reader, now: datetime) -> bool:
    today = now.astimezone(ZoneInfo(person.zone)).date()
    waiting = _open(session, person.id, today)
    telling = _telling(session, person.id, waiting, duties.pressing(session, person.id, now))
    if not telling:
        return False
    dedup, subjects = f"digest:{person.uid}:{today.isoformat()}", {"spaces": telling}
    intent = outbox.Intent("digest", dedup, person.id, subjects=subjects)
    if not outbox.intend_all(session, [intent], {person.id: reader}, now=now):
        return False
    letter_id: int = session.execute(select(col(Letter.id)).where(col(Letter.dedup) == dedup)).scalar_one()
    for each in waiting:
        undelivered.move(session, each.again, letter_id, now=now)
    _move(session, person.id, today, waiting, letter_id)
    return True


def _open(session: Session, person_id: int, today: date) -> list[Open]:
    """What each space has that this person wants to hear of, and has not been told."""
    rows = session.execute(
        select(
            *(col(Space.id), col(Space.uid), col(Space.seq)),
            *(col(Membership.digest_seq), col(Membership.joined_seq), col(Membership.digest)),
        )
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Membership.person_id) == person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.digest) != "off",
        )
        .order_by(col(Space.id))
    ).all()
    marks = {row.id: max(row.digest_seq, row.joined_seq) for row in rows}
    again = undelivered.windows(session, person_id, marks, today)
    return [Open(row.id, row.uid, marks[row.id], row.seq, row.digest == "daily", again.get(row.id, ())) for row in rows]


def _telling(session: Session, person_id: int, waiting: Sequence[Open], pressing: Collection[int]) -> list[str]:
    """The names of the spaces of which there is something to tell, or that are wanted every day.

    In those that are `pressing` something waits for the reader that would be too late soon.
    """
    moved = {each.space_id: each for each in waiting if each.to_seq > each.from_seq or each.again}
    here = standings(session, Caller(person_id, "mail"), list(moved)) if moved else []
    told = {who.space_id for who in here if _has_new(session, who, moved[who.space_id].stretches())}
    return [each.space for each in waiting if each.every_day or each.space_id in told or each.space_id in pressing]


def _has_new(session: Session, who: Standing, stretches: Sequence[Stretch]) -> bool:
    if session.execute(select(exists().where(*new_comments(who, stretches)))).scalar_one():
        return True
    if answers.any_since(session, who, stretches):
        return True
    if issued_since.any_since(session, who.space_id, stretches):
        return True
    if any(announcement_answers.new_since(session, who, *stretch) for stretch in stretches):
        return True
    return bool(backs.since(session, who, stretches)) or duties.any_appeal(session, who, stretches)


def _move(session: Session, person_id: int, today: date, waiting: Sequence[Open], letter_id: int) -> None:
    """Keep what the letter tells of, and begin the next window where it ends."""
    shared: Mapping[str, Any] = {"person_id": person_id, "local_day": today.isoformat(), "letter_id": letter_id}
    rows = [{**shared, "space_id": each.space_id, "from_seq": each.from_seq, "to_seq": each.to_seq} for each in waiting]
    session.execute(insert(DigestWindow), rows)
    for each in waiting:
        mine = col(Membership.person_id) == person_id, col(Membership.space_id) == each.space_id
        session.execute(update(Membership).where(*mine).values(digest_seq=each.to_seq))

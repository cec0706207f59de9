"""How many comments each value of a filter would leave, all others staying as they are: shown beside the choice.

The values that are few are counted together, by one question; those of who speaks by another.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.table import lines, wanted
from commentspace.domain.table.asked import ASSIGNED, NONE, TICKS, Asked
from commentspace.domain.tables import Person

FEW = ("answer", "kind", "assigned", "satisfied", "round", "language", *TICKS)
"""Filters that have few values."""
_COLUMNS = (
    *("kind", "outcome", "lacks", "assigned", "mine", "overdue", "satisfied", "round", "language"),
    *("proposal", "late", "held"),
)
MOST_NAMES = 200
"""People or organisations that a choice lists: those with the most comments."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is to choose from: for each filter its values with how many comments each would leave."""

    found: int
    """How many comments are asked for."""
    lacking: int
    """How many of them lack an answer."""
    values: Mapping[str, Mapping[str, int]]
    people: Mapping[str, str] = field(default_factory=dict)
    """The names of the people among the values, by their names outside."""


class Speakers(NamedTuple):
    """The same of those who speak: organisations and people."""

    values: Mapping[str, Mapping[str, int]]
    people: Mapping[str, str]


def of(session: Session, who: Standing, document: DocumentView, asked: Asked, now: datetime) -> Counts:
    """Count everything that can be chosen."""
    return joined(few(session, who, document, asked, now), speakers(session, who, document, asked, now))


def few(session: Session, who: Standing, document: DocumentView, asked: Asked, now: datetime) -> Counts:
    """Count what is asked for, and the values of the filters that have few."""
    found = lines.gathered(session, who, document, asked, now)
    conditions = wanted.conditions(asked, found)
    alike, waits = (found.c.near != "").label("alike"), (found.c.proposed != "").label("waits")
    columns = [*(found.c[name] for name in _COLUMNS), alike, waits]
    rest = [condition for name, condition in conditions.items() if name not in FEW]
    together = session.execute(select(*columns, func.count().label("number")).where(*rest).group_by(*columns)).all()
    values = {name: _counted(together, asked, name) for name in FEW}
    all_asked = [row for row in together if all(_fits(row, asked, name) for name in FEW)]
    return Counts(
        sum(row.number for row in all_asked),
        sum(row.number for row in all_asked if row.lacks),
        values,
        _names(session, set(values["assigned"]) - set(ASSIGNED)),
    )


def joined(counted: Counts, spoke: Speakers) -> Counts:
    """What `few` counted, with who speaks: two questions that can be asked beside each other."""
    return replace(counted, values={**counted.values, **spoke.values}, people={**counted.people, **spoke.people})


def lacking(session: Session, who: Standing, document: DocumentView, asked: Asked, now: datetime) -> int:
    """How many of what is asked for lack an answer."""
    found = lines.gathered(session, who, document, asked, now)
    wants = select(func.count()).select_from(found).where(found.c.lacks, *wanted.conditions(asked, found).values())
    number: int = session.execute(wants).scalar_one()
    return number


def _counted(rows: Iterable[Row[Any]], asked: Asked, filtered: str) -> Mapping[str, int]:
    """How many each value of a filter would leave."""
    counter: Counter[str] = Counter()
    others = [name for name in FEW if name != filtered]
    for row in rows:
        if all(_fits(row, asked, name) for name in others):
            for value in _VALUES[filtered](row):
                counter[value] += row.number
    return counter


def _fits(row: Row[Any], asked: Asked, name: str) -> bool:
    value = getattr(asked, name)
    return not value or ("yes" if value is True else str(value)) in _VALUES[name](row)


def _answer(row: Row[Any]) -> list[str]:
    found = ["answered", row.outcome] if row.outcome else []
    return [*found, *(["lacks"] if row.lacks else []), *(["proposed"] if row.waits else [])]


def _assigned(row: Row[Any]) -> list[str]:
    found = ["somebody", row.assigned] if row.assigned else ["nobody"]
    return [*found, *(["me"] if row.mine else []), *(["overdue"] if row.overdue else [])]


def _tick(name: str) -> Callable[[Row[Any]], list[str]]:
    return lambda row: ["yes"] if getattr(row, name) else []


_VALUES: dict[str, Callable[[Row[Any]], list[str]]] = {
    "answer": _answer,
    "assigned": _assigned,
    "kind": lambda row: [row.kind],
    "satisfied": lambda row: [row.satisfied] if row.satisfied else [],
    "round": lambda row: [str(row.round)],
    "language": lambda row: [row.language] if row.language else [],
    **{name: _tick(name) for name in TICKS},
}
"""The values of each filter by which a group of equal comments is found."""


def speakers(session: Session, who: Standing, document: DocumentView, asked: Asked, now: datetime) -> Speakers:
    """The organisations and people with the most comments."""
    found = lines.gathered(session, who, document, asked, now)
    conditions = wanted.conditions(asked, found)
    rest = [condition for name, condition in conditions.items() if name not in ("organisation", "person")]
    party, author = found.c.organisation, found.c.author
    rows = session.execute(select(party, author, func.count()).where(*rest).group_by(party, author)).all()
    wants = select(col(Person.id), col(Person.uid)).where(col(Person.id).in_({row.author for row in rows}))
    uids = dict(session.execute(wants).all())
    organisations: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for name, key, number in rows:
        uid = uids[key]
        if asked.person in ("", uid):
            organisations[name or NONE] += number
        if asked.organisation in ("", name or NONE):
            people[uid] += number
    most, speaking = (dict(each.most_common(MOST_NAMES)) for each in (organisations, people))
    values = {"organisation": most, "person": speaking}
    return Speakers(values, _names(session, {*speaking, asked.person}))


def _names(session: Session, uids: set[str]) -> dict[str, str]:
    """The names of people by their names outside."""
    wants = select(col(Person.uid), col(Person.name)).where(col(Person.uid).in_(uids))
    return dict(session.execute(wants).all())

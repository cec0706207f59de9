"""The order of the table's rows, and the place in it after which a window begins.

A place is the values by which the row there is sorted, so that a window is found without counting what is before it,
and is right whatever has happened to that row since.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from sqlalchemy import ColumnElement, FromClause, Subquery, case, func, literal, select, tuple_
from sqlmodel import Session, col

from commentspace.domain.table.asked import Asked
from commentspace.domain.tables import Alike, Comment, Likeness
from commentspace.domain.tables.answers import OUTCOMES

INSIDE = {"newest": "-id", "oldest": "id"}
"""The sorts by numbers that stay inside."""
PART = re.compile(r"-?[0-9]{1,18}|_.*")
"""A value in a place: a number, or words behind a line below."""
LONGEST = 4_000
"""Characters of a place, as it stands in an address."""


class Order(NamedTuple):
    """The keys by which rows are sorted, all ascending; the first `shared` are the same for all of a group."""

    keys: tuple[ColumnElement[Any], ...]
    shared: int
    source: FromClause
    """The lines, with what else the keys are made of."""
    inside: tuple[str, ...] = ()
    """For each key "" or, where it is made of numbers that stay inside, what of: "id", "-id" or "thread"."""

    def after(self, place: Sequence[Any]) -> ColumnElement[bool]:
        """What comes after a place."""
        return tuple_(*self.keys) > tuple_(*map(literal, place))

    def before(self, place: Sequence[Any]) -> ColumnElement[bool]:
        """What comes before it."""
        return tuple_(*self.keys) < tuple_(*map(literal, place))


def of(asked: Asked, lines: Subquery, document_id: int) -> Order:
    """The order that is asked for: by group first, then as sorted, then by place in the text."""
    line = lines.c
    source: FromClause = lines
    alike, size = (line.similar if asked.group == "similar" else line.near), None
    if asked.sort == "size" or asked.group in ("near", "similar"):
        sizes = _sizes(asked.group, document_id)
        source, size = lines.outerjoin(sizes, sizes.c.name == alike), func.coalesce(sizes.c.size, 0)
    shared = _keys(asked.group, line, alike, size)
    sorts = _keys(asked.sort, line, alike, size)
    inside = (*("" for _ in shared), *(INSIDE.get(asked.sort, "") for _ in sorts), "", "thread", "id")
    return Order((*shared, *sorts, line.position, line.thread, line.id), len(shared), source, inside)


def _keys(by: str, line: Any, alike: Any, size: Any) -> tuple[ColumnElement[Any], ...]:
    """The largest groups of alike ones come first, and those without a name last."""
    keys: dict[str, Callable[[], tuple[ColumnElement[Any], ...]]] = {
        "paragraph": lambda: (line.position,),
        "organisation": lambda: (case((line.organisation == "", 1), else_=0), line.organisation),
        "near": lambda: (-size, alike),
        "similar": lambda: (-size, alike),
        "size": lambda: (-size, alike),
        "newest": lambda: (-line.id,),
        "oldest": lambda: (line.id,),
        "answer": lambda: (_rank(line),),
    }
    return keys[by]() if by in keys else ()


def _rank(line: Any) -> ColumnElement[int]:
    """What lacks an answer first, then what waits for confirmation, then by outcome."""
    outcomes = [(line.outcome == outcome, n) for n, outcome in enumerate(OUTCOMES, start=2)]
    return case((line.proposed != "", 1), *outcomes, else_=0)


def _sizes(group: str, document_id: int) -> Subquery:
    """How many comments of the document each group of alike ones has."""
    name = col(Alike.similar) if group == "similar" else col(Alike.near)
    return (
        select(name.label("name"), func.count().label("size"))
        .join(Likeness, col(Likeness.id) == col(Alike.likeness_id))
        .where(col(Likeness.document_id) == document_id, name != "")
        .group_by(name)
        .subquery("sizes")
    )


def written(sorted_by: Order, place: Sequence[Any], uid: str) -> str:
    """A place as it stands in an address: what stays inside is said by the name of the comment there."""
    said = [uid if inside else value for value, inside in zip(place, sorted_by.inside, strict=True)]
    return "~".join(
        f"_{quote(each, safe='').replace('~', '%7E')}" if isinstance(each, str) else str(each) for each in said
    )


def read(session: Session, document_id: int, typed: str, sorted_by: Order) -> tuple[Any, ...] | None:
    """The place in a document's table that an address names; None where it is none of this order."""
    if not typed or len(typed) > LONGEST:
        return None
    parts = typed.split("~")
    if len(parts) != len(sorted_by.keys) or not all(PART.fullmatch(part) for part in parts):
        return None
    said = [unquote(part[1:]) if part.startswith("_") else int(part) for part in parts]
    found = _with_inside(session, document_id, said, sorted_by.inside)
    kinds = [int if each.type.python_type is int else str for each in sorted_by.keys]
    if not all(type(value) is kind for value, kind in zip(found, kinds, strict=True)):
        return None
    return tuple(found) if all(not isinstance(each, int) or abs(each) < 2**62 for each in found) else None


def _with_inside(session: Session, document_id: int, said: list[Any], inside: Sequence[str]) -> list[Any]:
    """A place as rows are sorted, from one as addresses say it; a name that is none stays, and fits nowhere."""
    uid = said[-1] if isinstance(said[-1], str) else ""
    asked = select(col(Comment.id), func.coalesce(col(Comment.thread_id), col(Comment.id)).label("thread"))
    row = session.execute(asked.where(col(Comment.uid) == uid, col(Comment.document_id) == document_id)).one_or_none()
    if row is None:
        return said
    numbers = {"id": row.id, "-id": -row.id, "thread": row.thread}
    return [numbers[of] if of else value for value, of in zip(said, inside, strict=True)]

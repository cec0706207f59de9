"""The order of the table's rows, and the place in it after which a window begins.

A place is the values by which the row there is sorted, so that a window is found without counting what is before it,
and is right whatever has happened to that row since.
"""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Subquery, case, func, literal, select, tuple_
from sqlmodel import col

from commentspace.domain.table.asked import Asked
from commentspace.domain.tables import Alike, Likeness
from commentspace.domain.tables.answers import OUTCOMES

LONGEST = 4_000
"""Characters of a place, as it stands in an address."""


class Order(NamedTuple):
    """The keys by which rows are sorted, all ascending; the first `shared` are the same for all of a group."""

    keys: tuple[ColumnElement[Any], ...]
    shared: int
    source: FromClause
    """The lines, with what else the keys are made of."""

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
    return Order(
        (*shared, *_keys(asked.sort, line, alike, size), line.position, line.thread, line.id), len(shared), source
    )


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


def written(place: Sequence[Any]) -> str:
    """A place as it stands in an address."""
    return base64.urlsafe_b64encode(json.dumps(list(place), ensure_ascii=False).encode()).decode().rstrip("=")


def read(typed: str, like: Sequence[Any]) -> tuple[Any, ...] | None:
    """The place that an address names; None where it is none of an order with keys `like` these."""
    if not typed or len(typed) > LONGEST:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(typed + "=" * (-len(typed) % 4)))
    except (ValueError, RecursionError):
        return None
    kinds = [int if each.type.python_type is int else str for each in like]
    fits = isinstance(found, list) and len(found) == len(kinds)
    if not fits or not all(type(value) is kind for value, kind in zip(found, kinds, strict=True)):
        return None
    return tuple(found) if all(not isinstance(each, int) or abs(each) < 2**62 for each in found) else None

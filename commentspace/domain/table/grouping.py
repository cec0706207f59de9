"""Rows in groups: by paragraph, by organisation, or by how alike they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Subquery, func, select
from sqlmodel import Session, col

from commentspace.domain.table import wanted
from commentspace.domain.table.asked import NONE, Asked
from commentspace.domain.tables import Alike, Likeness

COLUMNS = {"paragraph": "place", "organisation": "organisation", "near": "near", "similar": "similar"}
"""The columns of the lines by which rows are grouped."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of rows: how many match what is asked, and how many of them lack an answer."""

    comments: int
    lacking: int


def name_of(asked: Asked, row: Row[Any]) -> str:
    """What asks for the group of a row (see `Asked`); empty where nothing is grouped."""
    return (getattr(row, COLUMNS[asked.group]) or NONE) if asked.group else ""


def beginnings(keys: Sequence[tuple[Any, ...]], above: tuple[Any, ...] | None) -> list[str]:
    """For each row "begins" where it is the first of its group, "continues" where only those before it are not shown.

    `keys` are what the rows of a group share, `above` the place of the row before the first.
    """
    if not keys or not keys[0]:
        return [""] * len(keys)
    last = None if above is None else above[: len(keys[0])]
    return [
        "continues" if keys[0] == last else "begins",
        *("" if here == before else "begins" for before, here in pairwise(keys)),
    ]


def counted(session: Session, asked: Asked, found: Subquery, rows: Sequence[Row[Any]]) -> dict[str, Group]:
    """How many of what is asked for are in each group of these rows."""
    if not asked.group or not rows:
        return {}
    name = found.c[COLUMNS[asked.group]]
    some = {getattr(row, COLUMNS[asked.group]) for row in rows}
    groups = session.execute(
        select(name, func.count(), func.count().filter(found.c.lacks))
        .where(name.in_(some), *wanted.conditions(asked, found).values())
        .group_by(name)
    )
    return {(value or NONE): Group(comments, lacking) for value, comments, lacking in groups}


def sizes(session: Session, document_id: int, name: str, some: set[str]) -> dict[str, int]:
    """How many comments these groups of near-identical ("near") or similar ones have."""
    if not some - {""}:
        return {}
    group = col(getattr(Alike, name))
    counted = session.execute(
        select(group, func.count())
        .join(Likeness, col(Likeness.id) == col(Alike.likeness_id))
        .where(group.in_(some - {""}), col(Likeness.document_id) == document_id)
        .group_by(group)
    )
    return dict(counted.all())

"""The answer to a comment as columns beside it, and the value that they are shown as."""

from typing import Any

from sqlalchemy import Row, func, orm, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from commentspace.domain.access import Standing, hidden, sees
from commentspace.domain.tables import Comment, Disposition, Person, Satisfaction
from commentspace.domain.views import DispositionView


class AnswerColumns:
    """The columns and joins of a disposition to which a column of the comment points."""

    def __init__(self, prefix: str, points: Any):
        self._prefix, self._points = prefix, points
        self._row, self._by, self._confirmer = aliased(Disposition), aliased(Person), aliased(Person)
        self._other, self._said = aliased(Comment), aliased(Satisfaction)

    def columns(self) -> list[Any]:
        """What `answer` makes a value of."""
        prefix = self._prefix
        return [
            *named(prefix, self._row, "uid", "outcome", "reason", "html", "at"),
            col(self._by.name).label(f"{prefix}_by"),
            col(self._confirmer.name).label(f"{prefix}_confirmed_by"),
            *named(f"{prefix}_other", self._other, "uid", "number", "author_id", "held_for_id"),
            hidden(self._other).label(f"{prefix}_other_is_hidden"),
            *named(f"{prefix}_said", self._said, "is_satisfied", "word", "at"),
        ]

    def joined(self, found: Any) -> Any:
        """What it is found in, with its rows beside."""
        last = select(func.max(col(Satisfaction.id))).where(col(Satisfaction.disposition_id) == col(self._row.id))
        said = last.correlate(self._row).scalar_subquery()
        for table, on in (
            (self._row, col(self._row.id) == self._points),
            (self._by, col(self._by.id) == col(self._row.by_id)),
            (self._confirmer, col(self._confirmer.id) == col(self._row.confirmed_by_id)),
            (self._other, col(self._other.id) == col(self._row.duplicate_of_id)),
            (self._said, col(self._said.id) == said),
        ):
            found = orm.outerjoin(found, table, on)
        return found


def answer(who: Standing, row: Row[Any], prefix: str) -> DispositionView | None:
    """The answer in a row's columns, with its `author_id`; the comment that it repeats only where they see that."""
    found = {name: getattr(row, f"{prefix}_{name}") for name in ("uid", "outcome", "reason", "html", "at")}
    if found["uid"] is None:
        return None
    other = {name: getattr(row, f"{prefix}_other_{name}") for name in ("uid", "number", "author_id", "held_for_id")}
    seen = other["uid"] and sees(
        who, getattr(row, f"{prefix}_other_is_hidden"), other["author_id"], other["held_for_id"]
    )
    return DispositionView(
        **found,
        by=getattr(row, f"{prefix}_by") or "",
        confirmed_by=getattr(row, f"{prefix}_confirmed_by") or "",
        duplicate_uid=other["uid"] if seen else "",
        duplicate_number=other["number"] if seen else None,
        **_said(who, row, prefix),
    )


def _said(who: Standing, row: Row[Any], prefix: str) -> dict[str, Any]:
    """What the comment's writer says to it: for themselves and for moderators."""
    if not who.may("answer") and (who.person_id is None or who.person_id != row.author_id):
        return {}
    return {
        "is_satisfied": getattr(row, f"{prefix}_said_is_satisfied"),
        "word": getattr(row, f"{prefix}_said_word") or "",
        "said_at": getattr(row, f"{prefix}_said_at"),
    }


def named(prefix: str, table: Any, *names: str) -> list[Any]:
    """These columns of a table, labelled with a prefix."""
    return [col(getattr(table, name)).label(f"{prefix}_{name}") for name in names]

"""What is asked of each line of the table, filter by filter: one can be left out, to count its values."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery

from commentspace.domain.table.asked import ASSIGNED, NONE, TICKS, Asked

Conditions = dict[str, ColumnElement[bool]]


def conditions(asked: Asked, lines: Subquery) -> Conditions:
    """The conditions by the name of their filter; those of place, words and kind of row are in the lines already."""
    found: Conditions = {}
    for name in ("kind", "person", "language", "round", "satisfied"):
        if value := getattr(asked, name):
            found[name] = lines.c[name] == value
    for name in ("organisation", "near", "similar"):
        if value := getattr(asked, name):
            found[name] = lines.c[name] == ("" if value == NONE else value)
    for name in TICKS:
        if getattr(asked, name):
            found[name] = lines.c.near != "" if name == "alike" else lines.c[name]
    if asked.answer:
        found["answer"] = _answer(asked.answer, lines.c)
    if asked.assigned:
        found["assigned"] = _assigned(asked.assigned, lines.c)
    return found


def _answer(asked: str, line: Any) -> ColumnElement[bool]:
    known: Conditions = {
        "lacks": line.lacks,
        "proposed": line.proposed != "",
        "answered": line.outcome != "",
    }
    return known[asked] if asked in known else _is(line.outcome, asked)


def _assigned(asked: str, line: Any) -> ColumnElement[bool]:
    known: Conditions = {
        "me": line.mine,
        "nobody": line.assigned == "",
        "somebody": line.assigned != "",
        "overdue": line.overdue,
    }
    return known[asked] if asked in ASSIGNED else _is(line.assigned, asked)


def _is(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    return column == value

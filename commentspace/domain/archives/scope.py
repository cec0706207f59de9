"""What belongs to a space: which rows of which tables, and what they refer to beyond it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, select, union

from commentspace.domain.tables import Space

_METADATA = Space.metadata
TABLES = _METADATA.tables

OWNERS = {
    "space": "id",
    "announcement": "space_id",
    "document": "space_id",
    "event": "space_id",
    "membership": "space_id",
    "outbox": "space_id",
    "preview": "space_id",
    "digest_window": "space_id",
    "inbound": "space_id",
    "submission": "space_id",
    "comment": "space_id",
    "message": "space_id",
    "notice": "space_id",
    "report": "space_id",
    "event_content": "event_id",
    "invitation": "membership_id",
    "paragraph": "document_id",
    "picture": "preview_id",
    "revision": "document_id",
    "visit": "document_id",
    "announcement_answer": "announcement_id",
    "inbound_text": "inbound_id",
    "lineage": "revision_id",
    "placement": "revision_id",
    "review": "document_id",
    "wording": "paragraph_id",
    "version": "revision_id",
    "adoption": "revision_id",
    "placed_wording": "placement_id",
    "review_change": "review_id",
    "review_window": "review_id",
    "anchor": "comment_id",
    "comment_file": "comment_id",
    "comment_state": "comment_id",
    "hold": "comment_id",
    "letter_block": "letter_id",
    "post_key": "comment_id",
    "submission_row": "submission_id",
    "withdrawal": "comment_id",
    "provenance": "comment_id",
    "settlement": "anchor_id",
    "conduct": "space_id",
    "agreement": "membership_id",
    "review_member": "review_id",
    "late_token": "review_id",
    "finish": "review_id",
    "finish_open": "finish_id",
    "delegation": "space_id",
    "delegate": "delegation_id",
    "contribution": "space_id",
    "contribution_state": "contribution_id",
    "covering": "document_id",
    "standard_text": "space_id",
    "disposition": "comment_id",
    "satisfaction": "disposition_id",
    "assignment": "comment_id",
    "appeal": "hold_id",
    "endorsement": "comment_id",
    "likeness": "document_id",
    "alike": "likeness_id",
    "likeness_word": "comment_id",
}
"""Each table whose rows belong to a space, by the column that says to what."""

SHARED = ("person", "address", "blob", "blob_chunk")
"""What rows of several spaces may refer to: of these, what this space refers to goes with it."""

ELSEWHERE = frozenset(
    {
        "try",
        "login",
        "sign_in",
        "token",
        "person_block",
        "suppression",
        "bounce",
        "job",
        "heartbeat",
        "outage",
        "made_good",
    }
)
"""What belongs to a server, or to a person over all spaces, and stays there."""

PRIVATE = frozenset(
    {
        "message",
        "report",
        "outbox",
        "letter_block",
        "digest_window",
        "inbound",
        "inbound_text",
        "visit",
        "post_key",
        "preview",
        "picture",
        "contribution",
        "contribution_state",
    }
)
"""What those who own a space may not read: letters between people, mail, drafts, where somebody was reading."""


WITHOUT_KEY = {
    "hold_id": "hold",
    "revision_id": "revision",
    "disposition_id": "disposition",
    "proposed_id": "disposition",
    "assignment_id": "assignment",
    "merged_into_id": "contribution",
}
"""Columns that refer to rows of a table that refers back, and so have no foreign key."""


def order(*, private: bool) -> list[Table]:
    """The tables that go, each after those that it refers to."""
    left_out = ELSEWHERE if private else ELSEWHERE | (PRIVATE - {"picture"})
    return [table for table in _METADATA.sorted_tables if table.name not in left_out]


def belonging(table: Table, space_id: int, *, private: bool = True) -> ColumnElement[bool]:
    """The condition for the rows of a table that belong to a space; pictures of mere previews are private."""
    column = table.c[OWNERS[table.name]]
    if table.name == "space":
        return column == space_id
    if table.name == "picture":
        issued = _of(table.c.document_id, TABLES["document"], space_id)
        return issued | _of(table.c.preview_id, TABLES["preview"], space_id) if private else issued
    owner = target(column)
    return column == space_id if owner.name == "space" else _of(column, owner, space_id)


def _of(column: Column[Any], owner: Table, space_id: int) -> ColumnElement[bool]:
    return column.in_(select(owner.c.id).where(belonging(owner, space_id)))


def target(column: Column[Any]) -> Table:
    """The table that a column refers to."""
    [key] = column.foreign_keys
    return key.column.table


def references(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    """The columns of a table that refer to rows, and the tables of these; some have no key, as these refer back."""
    for column in table.c:
        if column.foreign_keys:
            yield column, target(column)
        elif column.name in WITHOUT_KEY:
            yield column, TABLES[WITHOUT_KEY[column.name]]


def referred(name: str, space_id: int, *, private: bool) -> Select[Any]:
    """The keys of the shared rows (of "person" or "blob") that rows of the space refer to."""
    asked = [
        select(column.label("id")).where(belonging(table, space_id, private=private), column.is_not(None))
        for table in order(private=private)
        if table.name not in SHARED
        for column, to in references(table)
        if to.name == name
    ]
    return select(union(*asked).subquery().c.id)

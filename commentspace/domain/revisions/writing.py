"""Writing the rows of a revision that nobody sees yet, a batch in a transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain import names
from commentspace.domain.issuing import insert_rows, wording_row
from commentspace.domain.revisions.rows import Row
from commentspace.domain.tables import (
    Adoption,
    Comment,
    Lineage,
    Paragraph,
    PlacedWording,
    Placement,
    Revision,
    Wording,
)


def place(
    session: Session, document_id: int, revision_id: int, start: int, batch: Sequence[Row], *, now: datetime
) -> None:
    """Write one batch of rows from position `start` on, after those before it."""
    new = [at for at, row in enumerate(batch) if row.id is None]
    made = insert_rows(session, Paragraph, [{"uid": names.new(), "document_id": document_id} for _ in new])
    ids = {at: row.id for at, row in enumerate(batch) if row.id is not None} | dict(zip(new, made, strict=True))
    known = _known(session, revision_id, [row.parent for row in batch if row.parent is not None and row.parent < start])
    known |= {start + at: id for at, id in ids.items()}
    placements = insert_rows(
        session, Placement, [_placement(revision_id, start + at, ids[at], row, known) for at, row in enumerate(batch)]
    )
    _words(session, batch, ids, placements)
    _descents(session, revision_id, batch, ids)


def _known(session: Session, revision_id: int, positions: Sequence[int]) -> dict[int, int]:
    if not positions:
        return {}
    rows = session.execute(
        select(col(Placement.position), col(Placement.paragraph_id)).where(
            col(Placement.revision_id) == revision_id, col(Placement.position).in_(positions)
        )
    )
    return {row.position: row.paragraph_id for row in rows}


def _placement(revision_id: int, position: int, id: int, row: Row, known: Mapping[int, int]) -> dict[str, object]:
    return {
        "revision_id": revision_id,
        "paragraph_id": id,
        "position": position,
        "depth": row.depth,
        "parent_id": None if row.parent is None else known[row.parent],
        "source": row.source,
        "relation": row.relation,
        "has_moved": row.has_moved,
        "doubt": row.doubt,
        "is_gone": row.is_gone,
    }


def _words(session: Session, batch: Sequence[Row], ids: Mapping[int, int], placements: Sequence[int]) -> None:
    """The wordings that are new, and which wording stands where in each version; a borrowed one is that of another."""
    new = [(at, words) for at, row in enumerate(batch) for words in row.words if words.new and not words.is_borrowed]
    made = insert_rows(
        session,
        Wording,
        [wording_row(ids[at], words.version, words.new) for at, words in new if words.new is not None],
    )
    by_place = {at: wording for (at, _), wording in zip(new, made, strict=True)}
    session.execute(
        insert(PlacedWording),
        [
            {
                "placement_id": placements[at],
                "wording_id": by_place[at] if words.wording_id is None else words.wording_id,
                "language": words.version,
                "is_borrowed": words.is_borrowed,
                "is_behind": words.is_behind,
            }
            for at, row in enumerate(batch)
            for words in row.words
        ],
    )


def _descents(session: Session, revision_id: int, batch: Sequence[Row], ids: Mapping[int, int]) -> None:
    """Splits and merges, and the proposals that were taken over."""
    found = [
        {"revision_id": revision_id, "from_id": origin, "to_id": ids[at], "kind": kind}
        for at, row in enumerate(batch)
        for origin, kind in row.came_from
    ]
    if found:
        session.execute(insert(Lineage), found)
    taken = {uid for row in batch for uid in row.taken}
    if taken:
        asked = select(col(Comment.uid), col(Comment.id)).where(col(Comment.uid).in_(taken))
        comments = dict(session.execute(asked).all())
        by = session.get_one(Revision, revision_id).issued_by_id
        rows = [
            {"revision_id": revision_id, "paragraph_id": ids[at], "comment_id": comments[uid], "by_id": by}
            for at, row in enumerate(batch)
            for uid in dict.fromkeys(row.taken)
            if uid in comments
        ]
        if rows:
            session.execute(insert(Adoption), rows)

"""Proof that texts are what they were: wordings hashed again, and revisions compared with what was recorded of them."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session, col

from commentspace.domain import record
from commentspace.domain.revisions import finishing
from commentspace.domain.tables import (
    Event,
    EventContent,
    Paragraph,
    PlacedWording,
    Placement,
    Revision,
    Version,
    Wording,
)
from commentspace.text import markdown

PART = 500
IN_ORDER = ("wordings", "paragraphs")
"""What is recorded of a revision in the order of its text. What was taken out is added behind when it is spoken of."""


def wordings(session: Session, document_id: int) -> Iterator[str]:
    """A sentence for each wording that is not what its hash says, or whose plain text is not that of its Markdown."""
    rows = session.execute(
        select(
            *(col(Paragraph.uid), col(Wording.kind), col(Wording.label), col(Wording.markdown)),
            *(col(Wording.text), col(Wording.hash)),
        )
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .where(col(Paragraph.document_id) == document_id)
        .execution_options(yield_per=PART)
    )
    for uid, kind, label, source, text, hashed in rows:
        if hashlib.sha256(record.canonical([kind, label, source])).hexdigest() != hashed:
            yield f"A wording of paragraph {uid} is not what its hash {hashed} says."
        elif markdown.to_text(source) != text:
            yield f"The plain text of paragraph {uid} is not that of its wording {hashed}."


def as_recorded(session: Session, revision_id: int, uid: str) -> Iterator[str]:
    """A sentence for each part of a revision that is not what was recorded when it was issued."""
    row = session.execute(
        select(col(Event.seq), col(EventContent.content))
        .outerjoin(EventContent, col(EventContent.event_id) == col(Event.id))
        .where(col(Event.verb) == "revision.issued", col(Event.revision) == uid)
    ).first()
    if row is None:
        yield f"Nothing is recorded of the revision {uid}."
        return
    if row.content is None:
        return
    recorded = json.loads(row.content)
    now = finishing.said_of(session, revision_id) | {"wordings": _hashes(session, revision_id)}
    for name, value in now.items():
        if name in recorded and not _same(name, recorded[name], value):
            yield f"The {name} of the revision {uid} are not what event {row.seq} says of them."


def _hashes(session: Session, revision_id: int) -> list[str]:
    """The hashes of the wordings in those versions that came with the revision; others may have been added since."""
    rows = session.execute(
        select(col(Wording.hash))
        .join(PlacedWording, col(PlacedWording.wording_id) == col(Wording.id))
        .join(Placement, col(Placement.id) == col(PlacedWording.placement_id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .join(
            Version,
            and_(
                col(Version.revision_id) == col(Revision.id),
                col(Version.language) == col(PlacedWording.language),
                col(Version.seq) == col(Revision.seq),
            ),
        )
        .where(col(Revision.id) == revision_id)
        .order_by(col(Placement.position), col(PlacedWording.id))
    )
    return list(rows.scalars())


def _same(name: str, recorded: Any, now: Any) -> bool:
    return bool(now[: len(recorded)] == recorded if name in IN_ORDER else now == recorded)

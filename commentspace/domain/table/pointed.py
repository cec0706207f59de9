"""What a word may point at besides texts: "#12" at a comment, and "19.", "(a)" or "¶3" at a paragraph."""

import re

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Comment, PlacedWording, Placement, Wording
from commentspace.text import search

NUMBER = re.compile(r"#?([0-9]{1,9})")
PLACE = re.compile(r"(?:¶|§) ?([0-9]{1,9})")
LONGEST = 30
"""Characters of a label, folded; what is longer is looked for in texts alone."""
AROUND = " .,:;()[]"
"""What stands around a label, and may be left out."""


def at(session: Session, document: DocumentView, term: str) -> ColumnElement[bool] | None:
    """The condition that a comment has this number, or stands on a paragraph labelled so; None for other words."""
    number = NUMBER.fullmatch(term)
    places = snapshots.once(session, _labelled, document.revision_id, document.language, term)
    found: list[ColumnElement[bool]] = [col(Comment.paragraph_id).in_(places)] if places else []
    return or_(*found, *([col(Comment.number) == int(number[1])] if number else [])) if found or number else None


def _labelled(session: Session, revision_id: int, language: str, term: str) -> list[int]:
    """The paragraphs of a revision whose label this folded term is; or the one at "¶3", as those without are shown."""
    wanted = term.strip(AROUND)
    if not wanted or len(wanted) > LONGEST:
        return []
    label = col(Wording.label)
    asked = (
        select(col(Placement.paragraph_id), label)
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == revision_id, col(PlacedWording.language) == language)
    )
    if place := PLACE.fullmatch(term):
        stands = session.execute(asked.where(col(Placement.position) == int(place[1]) - 1))
        return [row.paragraph_id for row in stands]
    is_folded = func.octet_length(label) == func.length(label)
    perhaps = asked.where(label != "", or_(~is_folded, func.lower(label).contains(wanted, autoescape=True)))
    return [row.paragraph_id for row in session.execute(perhaps) if search.fold(row.label).strip(AROUND) == wanted]

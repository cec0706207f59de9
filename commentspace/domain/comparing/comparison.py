"""The comparison of two revisions: what is read for it, and what is computed of that, apart from the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.comparing.choosing import Chosen
from commentspace.domain.tables import Lineage, Paragraph, Placement, Revision
from commentspace.domain.views import ParagraphView
from commentspace.text.comparing import CHANGES, Descent, Passage, Row, laid, matched


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts, the splits and merges of the revisions after the older one in order, and what these say was moved."""

    old: Sequence[Passage]
    new: Sequence[Passage]
    descents: Sequence[Descent]
    ever_moved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows in the order of reading, and how many changes of each kind there are (one may be of several)."""

    rows: Sequence[Row]
    counts: dict[str, int]
    unchanged: int


def texts(session: Session, chosen: Chosen) -> Texts:
    """What has to be read for a comparison."""
    old, new = (
        [_passage(each) for each in discussion.paragraphs(session, revision, version=chosen.version)]
        for revision in (chosen.older.id, chosen.newer.id)
    )
    if chosen.older.number == chosen.newer.number:
        return Texts(old, new, [], frozenset())
    between = (
        col(Revision.document_id) == chosen.document.id,
        col(Revision.number) > chosen.older.number,
        col(Revision.number) <= chosen.newer.number,
    )
    origin, to = aliased(Paragraph), aliased(Paragraph)
    descents = session.execute(
        select(col(origin.uid), col(to.uid))
        .select_from(Lineage)
        .join(Revision, col(Revision.id) == col(Lineage.revision_id))
        .join(origin, col(origin.id) == col(Lineage.from_id))
        .join(to, col(to.id) == col(Lineage.to_id))
        .where(*between)
        .order_by(col(Revision.number), col(Lineage.id))
    )
    moved = session.execute(
        select(col(Paragraph.uid))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(*between, col(Placement.has_moved))
    )
    return Texts(old, new, [Descent(*row) for row in descents], frozenset(moved.scalars()))


def compared(found: Texts) -> Comparison:
    """The comparison; takes a moment for a long text, so it is asked for on a thread of its own."""
    rows = laid(matched(found.old, found.new, found.descents), found.ever_moved)
    counts = Counter(change for row in rows if not row.is_left for change in row.changes)
    unchanged = sum(not row.changes for row in rows)
    return Comparison(rows, {each: counts[each] for each in CHANGES if counts[each]}, unchanged)


def _passage(each: ParagraphView) -> Passage:
    return Passage(
        uid=each.uid,
        position=each.position,
        kind=each.kind,
        level=each.level,
        label=each.label,
        text=each.text,
        markdown=each.markdown,
        html=each.html,
        language=each.language,
    )

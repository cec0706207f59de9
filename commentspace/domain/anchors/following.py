"""Anchors brought into the next revision: many at a time while it is prepared, or one at once that comes late."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.anchors import places, states
from commentspace.domain.anchors.deriving import Before, Derived, derive
from commentspace.domain.tables import (
    Anchor,
    Comment,
    Document,
    Notice,
    PlacedWording,
    Placement,
    Revision,
    Settlement,
    Space,
    Version,
    Wording,
)
from commentspace.text.alignment import Relation
from commentspace.text.carrying import Verdict

BATCH = 200
"""Anchors written in one transaction: below 50 ms."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The anchors of a revision's comments by version, and the number of the record at which they were read."""

    versions: dict[str, list[Before]]
    seq: int


def waiting(session: Session, base_id: int, comments: Collection[int] | None = None) -> Waiting:
    """The anchors of a revision, to be carried into the next: all, or those of some comments."""
    base = session.get_one(Revision, base_id)
    seq = session.execute(
        select(col(Space.seq))
        .join(Document, col(Document.space_id) == col(Space.id))
        .where(col(Document.id) == base.document_id)
    ).scalar_one()
    some = () if comments is None else (col(Anchor.comment_id).in_(comments),)
    return Waiting(befores(session, base_id, *some), seq)


def befores(session: Session, base_id: int, *conditions: ColumnElement[bool]) -> dict[str, list[Before]]:
    """The anchors of a revision that answer to these conditions, as they are carried into the next, by version."""
    first, words, begun = aliased(Anchor), aliased(Wording), aliased(Anchor)
    where = func.coalesce(col(begun.id), col(Anchor.id))
    verdict = func.coalesce(col(begun.verdict), col(Anchor.verdict))
    settled = exists().where(col(Settlement.anchor_id) == where)
    rows = session.execute(
        select(
            *(col(Anchor.comment_id), col(Anchor.id), col(Wording.paragraph_id), col(Wording.id)),
            *(func.coalesce(col(Anchor.start), col(begun.start)), func.coalesce(col(Anchor.end), col(begun.end))),
            and_(verdict == Verdict.AMBIGUOUS.value, ~settled),
            *(col(Anchor.since), col(first.exact), col(words.text), col(Comment.proposal)),
            *(col(begun.id).is_not(None), col(first.exact).is_not(None), col(Anchor.language)),
        )
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .outerjoin(begun, places.began(begun))
        .join(Wording, col(Wording.id) == func.coalesce(col(begun.wording_id), col(Anchor.wording_id)))
        .join(first, and_(col(first.comment_id) == col(Comment.id), col(first.is_first)))
        .outerjoin(words, and_(col(words.id) == col(first.wording_id), col(Comment.proposal).is_not(None)))
        .where(col(Anchor.revision_id) == base_id, *conditions)
        .order_by(col(Anchor.id))
    )
    found: dict[str, list[Before]] = {}
    for *before, exact, text, proposal, is_answer, is_about_words, version in rows:
        base = None if proposal is None else exact or text
        found.setdefault(version, []).append(Before._make((*before, base, proposal, is_answer, is_about_words)))
    return found


def keep(session: Session, revision_id: int, version: str, anchors: Sequence[Derived], *, now: datetime) -> None:
    """Write a batch of anchors of a revision."""
    _keep(session, revision_id, version, anchors)


def _keep(session: Session, revision_id: int, version: str, anchors: Sequence[Derived]) -> None:
    rows = [_row(revision_id, version, each) for each in anchors]
    if rows:
        session.execute(insert(Anchor), rows)


def _row(revision_id: int, version: str, each: Derived) -> dict[str, Any]:
    row = each._asdict()
    del row["paragraph_id"]
    return row | {"revision_id": revision_id, "language": version, "is_first": False}


def place(session: Session, moved: Sequence[tuple[int, int]]) -> None:
    """Let these comments stand at these paragraphs: (comment, paragraph)."""
    if moved:
        rows = [{"id": comment, "paragraph_id": paragraph} for comment, paragraph in moved]
        session.execute(update(Comment), rows)


def moved(befores: Sequence[Before], anchors: Sequence[Derived]) -> list[tuple[int, int]]:
    """Those that stand at another paragraph than before."""
    was = {each.comment_id: each.paragraph_id for each in befores}
    return [(each.comment_id, each.paragraph_id) for each in anchors if each.paragraph_id != was[each.comment_id]]


@dataclass(frozen=True, slots=True)
class Touched:
    """Comments that were made, edited or settled after a number of the record, and up to which that was looked for."""

    comments: Sequence[int]
    seq: int


def touched_since(session: Session, document_id: int, seq: int) -> Touched:
    """What has changed of a document's comments after this number of the record, at most `BATCH` of them."""
    last = func.max(col(Notice.seq)).label("last")
    rows = session.execute(
        select(col(Notice.comment_id), last)
        .where(col(Notice.document_id) == document_id, col(Notice.seq) > seq, col(Notice.comment_id).is_not(None))
        .group_by(col(Notice.comment_id))
        .order_by(last)
        .limit(BATCH)
    ).all()
    return Touched([row[0] for row in rows], rows[-1].last if rows else seq)


def put_again(session: Session, revision_id: int, version: str, anchors: Sequence[Derived], *, now: datetime) -> None:
    """Write these in place of what the revision has for their comments."""
    _drop(session, revision_id, [each.comment_id for each in anchors])
    keep(session, revision_id, version, anchors, now=now)


def _drop(session: Session, revision_id: int, comments: Collection[int]) -> None:
    mine = col(Anchor.comment_id).in_(comments)
    derived = col(Anchor.revision_id) == revision_id, col(Anchor.is_first).is_(False)
    session.execute(delete(Anchor).where(mine, *derived))


def again(session: Session, base_id: int, revision_id: int, comments: Collection[int]) -> None:
    """Derive the anchors of a few comments in a revision, in place of those that it has for them."""
    if not comments:
        return
    _drop(session, revision_id, comments)
    for version, some in befores(session, base_id, col(Anchor.comment_id).in_(comments)).items():
        pair = states.pair(session, base_id, revision_id, version)
        anchors = derive(pair, some)
        _stand(session, revision_id, version, anchors)
        _keep(session, revision_id, version, anchors)
        place(session, moved(some, anchors))


def _stand(session: Session, revision_id: int, version: str, anchors: Sequence[Derived]) -> None:
    """Give those that stand at a paragraph which the revision knows nothing of a place behind all: it was taken out."""
    wanted = {each.paragraph_id: each.wording_id for each in anchors}
    placed = select(col(Placement.paragraph_id)).where(col(Placement.revision_id) == revision_id)
    wanted_here = col(Placement.paragraph_id).in_(wanted)
    lacking = set(wanted) - set(session.execute(placed.where(wanted_here)).scalars())
    last = select(func.max(col(Placement.position))).where(col(Placement.revision_id) == revision_id)
    position = session.execute(last).scalar_one() + 1 if lacking else 0
    tags = session.execute(select(col(Version.language)).where(col(Version.revision_id) == revision_id)).scalars().all()
    for at, paragraph in enumerate(sorted(lacking), start=position):
        stands = Placement(
            revision_id=revision_id, paragraph_id=paragraph, position=at, relation=Relation.DELETED.value, is_gone=True
        )
        session.add(stands)
        session.flush()
        for tag in tags:
            borrowed = {"language": tag, "is_borrowed": tag != version}
            session.add(PlacedWording(placement_id=stands.id, wording_id=wanted[paragraph], **borrowed))
    session.flush()


def follow(session: Session, comment_id: int) -> None:
    """Bring one comment, made on an older revision, through those after it, into the newest."""
    last, number, document_id = session.execute(
        select(col(Anchor.revision_id), col(Revision.number), col(Revision.document_id))
        .join(Revision, col(Revision.id) == col(Anchor.revision_id))
        .where(col(Anchor.comment_id) == comment_id)
        .order_by(col(Revision.number).desc())
        .limit(1)
    ).one()
    later = select(col(Revision.id)).where(
        col(Revision.document_id) == document_id, col(Revision.number) > number, col(Revision.seq).is_not(None)
    )
    for revision_id in session.execute(later.order_by(col(Revision.number))).scalars():
        again(session, last, revision_id, [comment_id])
        last = revision_id

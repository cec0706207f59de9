"""Proof that comments stand where the texts and what people said put them: every later anchor is derived once more.

`docs/revisions.md` says what is compared, so that anybody can do the same with what a document gives away. It is done
in parts: two texts and a thousand comments are in memory at once, however long the record.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlmodel import Session, col

from commentspace.domain.anchors import following, places, proof_of_texts, states
from commentspace.domain.anchors.deriving import Before, Derived, Deriving, fitted, words_at
from commentspace.domain.anchors.fitting import GONE
from commentspace.domain.tables import Anchor, Comment, Document, Revision, Settlement, Wording

PART = 1_000
"""Comments that are looked at together."""
NAMES = {
    "from_id": "the anchor that it was derived from",
    "wording_id": "its wording",
    "start": "where its words begin",
    "end": "where its words end",
    "exact": "its words",
    "prefix": "what stands before its words",
    "suffix": "what stands after its words",
    "verdict": "its verdict",
    "has_moved": "whether it has moved",
    "since": "its strongest verdict so far",
    "proposal": "its proposal as it was put onto these words",
    "proposal_html": "its proposal as it is shown",
    "fit": "the fit of its proposal",
}
"""What is compared of an anchor, in words."""


class Checked(NamedTuple):
    """A fault in one sentence, or (without one) how many anchors were derived again and found right."""

    anchors: int = 0
    fault: str = ""


class Place(NamedTuple):
    """A wording, and words of it."""

    wording_id: int
    start: int | None
    end: int | None


def of_document(session: Session, document_id: int) -> Iterator[Checked]:
    """Check one document's revisions and anchors."""
    document = session.get_one(Document, document_id)
    revisions = session.execute(
        select(col(Revision.id), col(Revision.uid), col(Revision.number))
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number))
    ).all()
    yield from (Checked(fault=each) for each in proof_of_texts.wordings(session, document_id))
    for revision in revisions:
        yield from (Checked(fault=each) for each in proof_of_texts.as_recorded(session, revision.id, revision.uid))
        yield from _first(session, revision)
    for before, after in pairwise(revisions):
        yield from _pair(session, before, after)
    if document.revision_id is not None:
        yield from _where_they_stand(session, document.id, document.revision_id)


def _first(session: Session, revision: Row[Any]) -> Iterator[Checked]:
    """The first anchors: their words are those that stand at their place."""
    rows = session.execute(
        select(
            *(col(Comment.uid), col(Wording.text), col(Anchor.start), col(Anchor.end)),
            *(col(Anchor.exact), col(Anchor.prefix), col(Anchor.suffix)),
        )
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .where(col(Anchor.revision_id) == revision.id, col(Anchor.is_first), col(Anchor.start).is_not(None))
        .execution_options(yield_per=PART)
    )
    for uid, text, start, end, *words in rows:
        if tuple(words) != words_at(text, start, end):
            yield Checked(fault=f"Comment {uid} was made on revision {revision.number}: its words do not stand there.")


def _pair(session: Session, before: Row[Any], after: Row[Any]) -> Iterator[Checked]:
    """All anchors of a revision, derived from those of the one before."""
    deriving: dict[str, Deriving] = {}
    last = 0
    while ids := _some(session, before.id, last):
        last = ids[-1]
        stored = _stored(session, after.id, ids)
        settled = _settlements(session, [each.id for each in stored.values()])
        some = following.befores(session, before.id, col(Anchor.comment_id).in_(ids))
        names = _names(session, ids)
        for version, anchors in some.items():
            if version not in deriving:
                deriving[version] = Deriving(states.pair(session, before.id, after.id, version))
            for each in anchors:
                name = f"Comment {names[each.comment_id]} in revision {after.number}: "
                derived, found = deriving[version].of(each), stored.get(each.comment_id)
                faults = _faults(session, each, derived, found, settled)
                yield from (Checked(fault=name + sentence) for sentence in faults)
                yield Checked(anchors=0 if faults else 1)


def _some(session: Session, revision_id: int, last: int) -> Sequence[int]:
    """The next comments that have an anchor in a revision."""
    asked = select(col(Anchor.comment_id)).where(col(Anchor.revision_id) == revision_id, col(Anchor.comment_id) > last)
    return session.execute(asked.order_by(col(Anchor.comment_id)).limit(PART)).scalars().all()


def _names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    return dict(session.execute(select(col(Comment.id), col(Comment.uid)).where(col(Comment.id).in_(ids))).all())


def _stored(session: Session, revision_id: int, ids: Sequence[int]) -> dict[int, Row[Any]]:
    columns = [col(Anchor.id), col(Anchor.comment_id), col(Anchor.is_first), *(getattr(Anchor, name) for name in NAMES)]
    mine = col(Anchor.revision_id) == revision_id, col(Anchor.comment_id).in_(ids)
    return {row.comment_id: row for row in session.execute(select(*columns).where(*mine))}


def _settlements(session: Session, anchors: Sequence[int]) -> dict[int, list[Settlement]]:
    found: dict[int, list[Settlement]] = {}
    asked = select(Settlement).where(col(Settlement.anchor_id).in_(anchors)).order_by(col(Settlement.id))
    for each in session.execute(asked).scalars():
        found.setdefault(each.anchor_id, []).append(each)
    return found


def _faults(
    session: Session,
    before: Before,
    derived: Derived,
    stored: Row[Any] | None,
    settled: Mapping[int, Sequence[Settlement]],
) -> list[str]:
    """What is otherwise than derived, a sentence for each."""
    if stored is None or stored.is_first:
        return ["it was not carried there."]
    said = settled.get(stored.id, ())
    if said and not _follow(Place(derived.wording_id, derived.start, derived.end), said):
        return ["what was said about where it stands does not begin where it was carried to, or has gaps."]
    expected = _settled(session, before, derived, said[-1]) if said else derived._asdict()
    return [
        f"{words} should be {expected[name]!r}, and is {getattr(stored, name)!r}."
        for name, words in NAMES.items()
        if getattr(stored, name) != expected[name]
    ]


def _follow(derived: Place, said: Sequence[Settlement]) -> bool:
    """Whether each settlement begins where the one before has put the comment, and the first where it was derived."""
    at = derived
    for each in said:
        if Place(each.was_wording_id, each.was_start, each.was_end) != at:
            return False
        at = _said(each)
    return True


def _said(settlement: Settlement) -> Place:
    start, end = settlement.start, settlement.end
    return Place(settlement.wording_id, *((None, None) if (start, end) == GONE else (start, end)))


def _settled(session: Session, before: Before, derived: Derived, last: Settlement) -> dict[str, Any]:
    """What an anchor has to be that a person has settled."""
    at, text = _said(last), session.get_one(Wording, last.wording_id).text
    is_lost = (last.start, last.end) == GONE or (before.is_about_words and at.start is None)
    fit = fitted(before.base, before.proposal, None if is_lost else text[at.start : at.end])
    words = dict(zip(("exact", "prefix", "suffix"), words_at(text, at.start, at.end), strict=True))
    return derived._asdict() | at._asdict() | words | dict(zip(("proposal", "proposal_html", "fit"), fit, strict=True))


def _where_they_stand(session: Session, document_id: int, revision_id: int) -> Iterator[Checked]:
    """Every comment stands where its newest anchor says."""
    there = places.in_revision(revision_id)
    rows = session.execute(
        select(col(Comment.uid), there.c.paragraph_id)
        .outerjoin(there, there.c.comment_id == col(Comment.id))
        .where(col(Comment.document_id) == document_id)
        .where(there.c.paragraph_id.is_distinct_from(col(Comment.paragraph_id)))
    )
    for uid, paragraph_id in rows:
        said = (
            "has no anchor in the newest revision" if paragraph_id is None else "does not stand where its anchor says"
        )
        yield Checked(fault=f"Comment {uid} {said}.")

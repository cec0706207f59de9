"""The act by which a revision is there: short, whole, and checked again against what has changed meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import issuing, pictures, previews, record
from commentspace.domain.access import Caller, standing
from commentspace.domain.anchors import following, states
from commentspace.domain.record import Tell
from commentspace.domain.revisions import plans
from commentspace.domain.revisions.plans import Plan
from commentspace.domain.tables import Document, Lineage, Paragraph, Placement, Preview, Revision, Version
from commentspace.errors import Conflict, marked

BEGUN_AGAIN = marked(
    "This revision has been issued, or begun anew, elsewhere meanwhile, so nothing more was done here. Load the page "
    "again to see how far it is."
)

ADDED = marked(
    "A language version was added to this document while its next revision was being prepared, so nothing was issued. "
    "Issue it again: your draft is as it was."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What has been written of a revision: its key, and up to which number of the record comments are carried.

    `moved` says which comments stand at another paragraph in it, `content` what the record is committed to.
    """

    revision_id: int
    seq: int
    moved: Sequence[tuple[int, int]]
    content: Mapping[str, Any]


def finish(
    session: Session,
    caller: Caller,
    plan: Plan,
    prepared: Prepared,
    is_last: bool,
    *,
    now: datetime,
) -> str | None:
    """Make the revision visible; returns the document's name, or None where comments have changed since.

    Where it `is_last`, those are carried here.
    """
    who = standing(session, caller, plan.space_id)
    who.require("import")
    require_newest(session, plan)
    _require_versions(session, plan.base_id, prepared.revision_id)
    preview = previews.waiting(session, caller, plan.preview_uid)
    previews.require_same(previews.mark_of(preview), plan.mark)
    touched = following.touched_since(session, plan.document_id, prepared.seq)
    if touched.comments and not is_last:
        return None
    following.place(session, prepared.moved)
    following.again(session, plan.base_id, prepared.revision_id, touched.comments)
    document = session.get_one(Document, plan.document_id)
    revision = require_prepared(session, prepared.revision_id)
    _settle(session, document, revision, preview, plan, now)
    seq = record.next_number(session, plan.space_id)
    revision.seq, revision.issued_at, document.revision_id = seq, now, revision.id
    session.add_all((revision, document, preview))
    session.execute(update(Version).where(col(Version.revision_id) == revision.id).values(seq=seq, added_at=now))
    session.flush()
    content = {"symbol": document.symbol, "title": document.title, "number": revision.number, **prepared.content}
    told = (Tell(document_id=document.id),)
    things = (document.uid, revision.uid)
    entry = record.Entry("revision.issued", content, things=things, revision=revision.uid, tell=told)
    record.append(session, who, seq, entry, now=now)
    return document.uid


def _settle(
    session: Session, document: Document, revision: Revision, preview: Preview, plan: Plan, now: datetime
) -> None:
    """The draft is issued: its file, pictures and title are the document's."""
    preview.issued_at = now
    if plan.version == plan.original:
        revision.blob_id, revision.filename = preview.blob_id, preview.filename
        document.title = plan.heading.title
    else:
        mine = col(Version.revision_id) == revision.id, col(Version.language) == plan.version
        file = {"blob_id": preview.blob_id, "filename": preview.filename}
        session.execute(update(Version).where(*mine).values(**file))
    pictures.give(session, preview.id, document.id)


def said_of(session: Session, revision_id: int) -> dict[str, Any]:
    """What the record is committed to of how paragraphs came into a revision: enough to derive its anchors again."""
    placed = session.execute(
        select(
            *(col(Paragraph.uid), col(Placement.relation), col(Placement.has_moved)),
            *(col(Placement.doubt), col(Placement.is_gone)),
        )
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .where(col(Placement.revision_id) == revision_id)
        .order_by(col(Placement.position))
    )
    uids = {each.id: each.uid for each in _named(session, revision_id)}
    came = states.descents(session, revision_id)
    return {
        "changed": session.get_one(Revision, revision_id).changed,
        "wordings": issuing.hashes(session, revision_id),
        "paragraphs": [[row[0], row[1], int(row[2]), row[3], int(row[4])] for row in placed],
        "descents": [[uids[each.from_id], uids[each.to_id], each.kind] for each in came],
    }


def _named(session: Session, revision_id: int) -> Iterator[Paragraph]:
    both = select(col(Lineage.from_id)).where(col(Lineage.revision_id) == revision_id)
    other = select(col(Lineage.to_id)).where(col(Lineage.revision_id) == revision_id)
    yield from session.execute(select(Paragraph).where(col(Paragraph.id).in_(both.union(other)))).scalars()


def require_prepared(session: Session, revision_id: int, *, writes: bool = True) -> Revision:
    """A revision that is being prepared still; Conflict where it was given up.

    Where somebody `writes`, nobody gives it up before the commit.
    """
    mine = col(Revision.id) == revision_id, col(Revision.seq).is_(None), col(Revision.number) > 0
    asked = select(Revision).where(*mine)
    found: Revision | None = session.execute(asked.with_for_update() if writes else asked).scalar_one_or_none()
    if found is None:
        raise Conflict(BEGUN_AGAIN)
    return found


def _require_versions(session: Session, base_id: int, revision_id: int) -> None:
    """Conflict where a language version was added to the revision before, while this one was prepared without it."""
    tags = select(col(Version.language))
    there = tags.where(col(Version.revision_id) == base_id, col(Version.seq).is_not(None))
    here = tags.where(col(Version.revision_id) == revision_id)
    if set(session.execute(there).scalars()) != set(session.execute(here).scalars()):
        raise Conflict(ADDED)


def require_newest(session: Session, plan: Plan) -> None:
    """Conflict where the plan follows a revision that is not the newest any more."""
    document = session.get_one(Document, plan.document_id)
    if document.revision_id != plan.base_id:
        raise Conflict(plans.OVERTAKEN)

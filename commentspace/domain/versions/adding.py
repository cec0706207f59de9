"""Adding a language version to the newest revision: written in parts that no query sees, visible by one short act.

It changes no other text, so it is no revision of its own: its words stand in the placements that are there.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session, col

from commentspace.database import Look, Step, Work
from commentspace.domain import pictures, previews, record
from commentspace.domain.access import Caller, standing
from commentspace.domain.issuing import BATCH, Worded, insert_rows, wording_row
from commentspace.domain.record import Tell
from commentspace.domain.revisions import finishing, plans
from commentspace.domain.revisions.plans import Plan
from commentspace.domain.tables import (
    Document,
    PlacedWording,
    Placement,
    Revision,
    Version,
    Wording,
)
from commentspace.domain.versions import beside
from commentspace.errors import Conflict, marked

SWEPT = 200
OTHER_TRY = marked("Somebody else is adding this version just now. Load the page again to see whether it is there.")
NOTHING = marked("No paragraph of this text stands beside one of the original. Set at least one there.")


@dataclass(frozen=True, slots=True)
class Ready:
    """A paragraph of the original: its words in the version, or None where it lacks it, and the original's wording."""

    paragraph_id: int
    wording_id: int
    words: Worded | None
    source: str = ""


def prepare(plan: Plan) -> list[Ready]:
    """Render the words of a version that stand beside each paragraph: long, and without any database."""
    stands = beside.kept(plan) or beside.kept(replace(plan, kept_links=beside.made(plan))) or []
    found: dict[int, list[Any]] = {}
    for each in stands:
        if each.place is not None:
            found.setdefault(each.place, []).append(each.paragraph)
    ready = []
    for place, old in enumerate(plan.old):
        if place in found:
            words = Worded.of(beside.joined(found[place], old), None, place, dict(plan.sizes))
            ready.append(Ready(old.id, old.wording_id, words, found[place][0].source))
        else:
            ready.append(Ready(old.id, old.wording_id, None))
    return ready


def steps(caller: Caller, preview_uid: str, seen: str) -> Generator[Any, Any, str]:
    """The parts of adding a version; returns the document's name.

    `seen` is the mark of the draft that was looked at. Conflict where it was changed since, where another revision was
    issued meanwhile, or where nothing of it stands beside the original.
    """
    plan: Plan = yield Look(plans.of_preview, (caller, preview_uid))
    previews.require_same(plan.mark, seen)
    if plan.purpose != plans.VERSION:
        raise Conflict(marked("This draft is the next revision of its document. Issue it on its own page."))
    ready: list[Ready] = yield Work(prepare, (plan,))
    if not any(each.words for each in ready):
        raise Conflict(NOTHING)
    while (yield Step(sweep, (plan.document_id, plan.version))):
        pass
    version_id: int = yield Step(begin, (caller, plan))
    for start in range(0, len(ready), BATCH):
        yield Step(place, (version_id, ready[start : start + BATCH]))
    uid: str = yield Step(finish, (caller, plan, version_id), plan.space_id)
    return uid


def sweep(session: Session, document_id: int, language: str, *, now: datetime) -> bool:
    """Delete some of what a try that was broken off has left of this version; whether there may be more."""
    left = select(Version).where(
        col(Version.revision_id).in_(select(col(Revision.id)).where(col(Revision.document_id) == document_id)),
        col(Version.language) == language,
        col(Version.seq).is_(None),
        col(Version.revision_id).in_(select(col(Revision.id)).where(col(Revision.seq).is_not(None))),
    )
    version = session.execute(left.limit(1)).scalar_one_or_none()
    if version is None:
        return False
    rows = session.execute(
        select(col(PlacedWording.id), col(PlacedWording.wording_id), col(PlacedWording.is_borrowed))
        .join(Placement, col(Placement.id) == col(PlacedWording.placement_id))
        .where(col(Placement.revision_id) == version.revision_id, col(PlacedWording.language) == language)
        .limit(SWEPT)
    ).all()
    if not rows:
        session.delete(version)
        return True
    session.execute(delete(PlacedWording).where(col(PlacedWording.id).in_([row[0] for row in rows])))
    own = [row[1] for row in rows if not row[2]]
    session.execute(delete(Wording).where(col(Wording.id).in_(own)))
    return True


def begin(session: Session, caller: Caller, plan: Plan, *, now: datetime) -> int:
    """Make the version, which nobody sees yet; returns its key."""
    standing(session, caller, plan.space_id).require("import")
    finishing.require_newest(session, plan)
    preview = previews.waiting(session, caller, plan.preview_uid)
    mine = col(Version.revision_id) == plan.base_id
    if session.execute(select(col(Version.id)).where(mine, col(Version.language) == plan.version)).first():
        raise Conflict(OTHER_TRY)
    last = session.execute(select(func.max(col(Version.position))).where(mine)).scalar_one()
    version = Version(
        revision_id=plan.base_id,
        language=plan.version,
        position=(last or 0) + 1,
        title=plan.heading.title,
        blob_id=preview.blob_id,
        filename=preview.filename,
        added_at=now,
    )
    session.add(version)
    session.flush()
    return version.id


def _prepared(session: Session, version_id: int) -> Version:
    """A version that is being prepared still; Conflict where another try has begun since, and swept this one."""
    mine = col(Version.id) == version_id, col(Version.seq).is_(None)
    found: Version | None = session.execute(select(Version).where(*mine).with_for_update()).scalar_one_or_none()
    if found is None:
        raise Conflict(OTHER_TRY)
    return found


def place(session: Session, version_id: int, batch: Sequence[Ready], *, now: datetime) -> None:
    """Write one batch: the words of the version, and what it borrows."""
    version = _prepared(session, version_id)
    asked = select(col(Placement.paragraph_id), col(Placement.id)).where(
        col(Placement.revision_id) == version.revision_id,
        col(Placement.paragraph_id).in_([each.paragraph_id for each in batch]),
    )
    placements = dict(session.execute(asked).all())
    own = [each for each in batch if each.words]
    made = insert_rows(
        session, Wording, [wording_row(each.paragraph_id, version.language, each.words) for each in own if each.words]
    )
    wordings = dict(zip((each.paragraph_id for each in own), made, strict=True))
    session.execute(
        insert(PlacedWording),
        [
            {
                "placement_id": placements[each.paragraph_id],
                "wording_id": wordings.get(each.paragraph_id, each.wording_id),
                "language": version.language,
                "source": each.source if each.words else "",
                "is_borrowed": each.words is None,
                "is_behind": False,
            }
            for each in batch
        ],
    )


def finish(session: Session, caller: Caller, plan: Plan, version_id: int, *, now: datetime) -> str:
    """Make the version visible, in one act; returns the document's name."""
    who = standing(session, caller, plan.space_id)
    who.require("import")
    finishing.require_newest(session, plan)
    preview = previews.waiting(session, caller, plan.preview_uid)
    previews.require_same(previews.mark_of(preview), plan.mark)
    version = _prepared(session, version_id)
    _borrow_rest(session, version, plan.original)
    document = session.get_one(Document, plan.document_id)
    seq = record.next_number(session, plan.space_id)
    version.seq, version.added_at, preview.issued_at = seq, now, now
    session.add_all((version, preview))
    pictures.give(session, preview.id, document.id)
    session.flush()
    revision_uid = session.get_one(Revision, version.revision_id).uid
    content = {"language": version.language, "title": version.title, "wordings": _hashes(session, version)}
    things = (document.uid, revision_uid)
    told = (Tell(document_id=document.id),)
    entry = record.Entry("version.issued", content, things=things, revision=revision_uid, tell=told)
    record.append(session, who, seq, entry, now=now)
    return document.uid


def _borrow_rest(session: Session, version: Version, original: str) -> None:
    """What has no words in this version has the original's: what was taken out, or came to stand here meanwhile."""
    has = select(col(PlacedWording.placement_id)).where(col(PlacedWording.language) == version.language)
    rows = session.execute(
        select(col(Placement.id), col(PlacedWording.wording_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .where(col(Placement.revision_id) == version.revision_id, col(PlacedWording.language) == original)
        .where(col(Placement.id).not_in(has))
    ).all()
    if rows:
        columns = {"language": version.language, "is_borrowed": True, "is_behind": False, "source": ""}
        session.execute(
            insert(PlacedWording), [{"placement_id": row[0], "wording_id": row[1], **columns} for row in rows]
        )


def _hashes(session: Session, version: Version) -> list[str]:
    """The hashes of the wordings of a version, in order, those that it borrows too."""
    rows = session.execute(
        select(col(Wording.hash))
        .join(PlacedWording, col(PlacedWording.wording_id) == col(Wording.id))
        .join(Placement, col(Placement.id) == col(PlacedWording.placement_id))
        .where(col(Placement.revision_id) == version.revision_id, col(PlacedWording.language) == version.language)
        .order_by(col(Placement.position))
    )
    return list(rows.scalars())

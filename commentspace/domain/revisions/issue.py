"""Issuing the next revision: written in parts that no query sees, and visible by one short act at the end.

Comments that come, change or are settled meanwhile are carried again before that act, or in it where they are few.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Look, Step, Work
from commentspace.domain import file_comments, previews
from commentspace.domain.access import Caller, standing
from commentspace.domain.anchors import deriving, following, states
from commentspace.domain.anchors.following import Waiting
from commentspace.domain.issuing import BATCH
from commentspace.domain.revisions import finishing, plans, rows, sweeping, version_rows, writing
from commentspace.domain.revisions.plans import Plan
from commentspace.domain.revisions.rows import Laid, Row
from commentspace.domain.tables import Revision, Version
from commentspace.errors import Conflict

PATIENCE = 20
"""Rounds of carrying what has changed while the round before was carried."""

Told = Callable[[str, int, int], None]
"""Told how far it has come: the phase, how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was computed of a plan: its rows, and the comments of its file with their places among the rows."""

    laid: Laid
    comments: Sequence[file_comments.Ready]


def prepare(plan: Plan) -> Prepared:
    """Lay out the rows and render what is new in them: long, and without any database."""
    laid = rows.laid(plan) if plan.version == plan.original else version_rows.laid(plan)
    found = [
        ready
        for at, paragraph in enumerate(plan.paragraphs)
        for ready in file_comments.ready(paragraph, laid.places[at])
    ]
    return Prepared(laid, found)


def steps(caller: Caller, preview_uid: str, seen: str, told: Told | None = None) -> Generator[Any, Any, str]:
    """The parts of issuing a draft as the next revision; returns the document's name.

    `seen` is the mark of the draft that its moderator looked at. Conflict where it was changed since, or where another
    revision was issued meanwhile; what is broken off is swept by the next try.
    """
    say = told or (lambda *_: None)
    plan: Plan = yield Look(plans.of_preview, (caller, preview_uid))
    previews.require_same(plan.mark, seen)
    say("aligning", 0, 0)
    prepared: Prepared = yield Work(prepare, (plan,))
    revision_id: int = yield Step(begin, (caller, plan))
    while (yield Step(sweeping.sweep, (plan.document_id, revision_id))):
        pass
    yield from _place(plan, revision_id, prepared.laid.rows, say)
    carried = yield from _carry(plan.base_id, revision_id, say)
    uid = yield from _finish(caller, plan, revision_id, carried)
    yield from file_comments.steps(caller, plan.space_id, revision_id, prepared.comments)
    return uid


def _step(revision_id: int, verb: Callable[..., Any], *given: Any) -> Step:
    return Step(in_preparation, (revision_id, verb, *given))


def in_preparation(session: Session, revision_id: int, verb: Callable[..., Any], *given: Any, now: datetime) -> Any:
    """A write of a revision that is being prepared; Conflict where another try has begun since, and swept this one."""
    finishing.require_prepared(session, revision_id)
    return verb(session, *given, now=now)


def looked_up(session: Session, revision_id: int, query: Callable[..., Any], *given: Any) -> Any:
    """A query about a revision that is being prepared; Conflict as there."""
    finishing.require_prepared(session, revision_id, writes=False)
    return query(session, *given)


def _place(plan: Plan, revision_id: int, found: Sequence[Row], say: Told) -> Generator[Any, Any, None]:
    for start in range(0, len(found), BATCH):
        say("placing", start, len(found))
        batch = found[start : start + BATCH]
        yield _step(revision_id, writing.place, plan.document_id, revision_id, start, batch)


@dataclass(slots=True)
class _Carried:
    """Up to which number of the record comments are carried, where they stand then if elsewhere, and the texts."""

    seq: int
    places: dict[int, int]
    pairs: dict[str, states.Pair]


def _carry(base_id: int, revision_id: int, say: Told) -> Generator[Any, Any, _Carried]:
    """Carry all comments of the base."""
    waiting: Waiting = yield Look(following.waiting, (base_id,))
    number, done = sum(map(len, waiting.versions.values())), 0
    carried = _Carried(waiting.seq, {}, {})
    for version, befores in waiting.versions.items():
        say("carrying", done, number)
        derived = yield from _derived(carried, (base_id, revision_id, version), befores)
        for start in range(0, len(derived), following.BATCH):
            batch = derived[start : start + following.BATCH]
            yield _step(revision_id, following.keep, revision_id, version, batch)
            done += len(batch)
            say("carrying", done, number)
    return carried


def _derived(
    carried: _Carried, between: tuple[int, int, str], befores: Sequence[deriving.Before]
) -> Generator[Any, Any, list[deriving.Derived]]:
    version = between[2]
    if version not in carried.pairs:
        carried.pairs[version] = yield Look(looked_up, (between[1], states.pair, *between))
    derived: list[deriving.Derived] = yield Work(deriving.derive, (carried.pairs[version], befores))
    carried.places.update(following.moved(befores, derived))
    return derived


def _finish(caller: Caller, plan: Plan, revision_id: int, carried: _Carried) -> Generator[Any, Any, str]:
    """Carry what has changed meanwhile, and make it visible; after so many rounds in one act, though it takes long."""
    content: dict[str, Any] = yield Look(looked_up, (revision_id, finishing.said_of, revision_id))
    for patience in reversed(range(PATIENCE)):
        touched: following.Touched = yield Look(following.touched_since, (plan.document_id, carried.seq))
        if touched.comments:
            befores: Waiting = yield Look(following.waiting, (plan.base_id, touched.comments))
            for version, some in befores.versions.items():
                derived = yield from _derived(carried, (plan.base_id, revision_id, version), some)
                yield _step(revision_id, following.put_again, revision_id, version, derived)
            carried.seq = touched.seq
        prepared = finishing.Prepared(revision_id, carried.seq, list(carried.places.items()), content)
        uid: str | None = yield Step(finishing.finish, (caller, plan, prepared, not patience), plan.space_id)
        if uid is not None:
            return uid
    raise Conflict(plans.OVERTAKEN)


def begin(session: Session, caller: Caller, plan: Plan, *, now: datetime) -> int:
    """Make the revision, which nobody sees yet, with its versions; returns its key. What was broken off goes."""
    standing(session, caller, plan.space_id).require("import")
    finishing.require_newest(session, plan)
    number = plan.base_number + 1
    left = select(Revision).where(col(Revision.document_id) == plan.document_id, col(Revision.seq).is_(None))
    for abandoned in session.execute(left).scalars():
        abandoned.number = -abandoned.id  # swept in parts after this
        session.add(abandoned)
    session.flush()
    revision = Revision(
        document_id=plan.document_id,
        number=number,
        issued_at=now,
        issued_by_id=caller.person_id,
        changed=plan.version,
        about=plan.about,
    )
    session.add(revision)
    session.flush()
    issued = select(Version).where(col(Version.revision_id) == plan.base_id, col(Version.seq).is_not(None))
    before = session.execute(issued).scalars().all()
    for each in before:
        is_changed = each.language == plan.version
        session.add(
            Version(
                revision_id=revision.id,
                language=each.language,
                position=each.position,
                title=plan.heading.title if is_changed else each.title,
                blob_id=None if is_changed else each.blob_id,
                filename="" if is_changed else each.filename,
                is_changed=is_changed,
                added_at=now,
            )
        )
    return revision.id

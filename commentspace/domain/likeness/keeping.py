"""Keeping what a look has found: in short steps, only what is other than before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step, Steps, Work
from commentspace.domain import names
from commentspace.domain.likeness import gathering, settling
from commentspace.domain.likeness.counting import counted
from commentspace.domain.likeness.gathering import Gathered, Stored
from commentspace.domain.likeness.settling import Placed
from commentspace.domain.tables import Alike, Comment, Likeness

TOGETHER = 300
"""Comments of one step, which takes some milliseconds."""


def steps(document_id: int, now: datetime) -> Steps[int]:
    """Look at all comments of a document, and keep what is alike; says how many of them are in groups.

    The computing is a `Work`, to be done in a child. Readers may see some groups as they were and others as they are
    while it is kept; each comment is in its old groups or in its new ones.
    """
    found: Gathered = yield Look(gathering.gather, (document_id, now))
    placed: Mapping[int, Placed] = yield Work(settling.looked, (found.pieces, found.drafts, found.words))
    wanted = _named(placed, found.uids)
    likeness_id: int = yield Step(begin, (document_id,), found.space_id)
    gone = [key for key in found.stored if key not in wanted]
    for some in _parted(gone):
        yield Step(forget, (some,), found.space_id)
    new = {key: each for key, each in wanted.items() if found.stored.get(key) != each}
    for some in _parted(sorted(new, key=lambda key: (new[key].near, new[key].similar, key))):
        yield Step(keep, (likeness_id, {key: new[key] for key in some}), found.space_id)
    yield Step(finish, (likeness_id, len(found.pieces), found.up_to_seq, found.at), found.space_id)
    return len(wanted)


def _named(placed: Mapping[int, Placed], uids: Mapping[int, str]) -> dict[int, Stored]:
    return {
        key: Stored(uids.get(each.near, ""), uids.get(each.similar, ""), each.degree, each.score)
        for key, each in placed.items()
    }


def _parted(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[at : at + TOGETHER] for at in range(0, len(keys), TOGETHER))


def begin(session: Session, document_id: int, *, now: datetime) -> int:
    """The row of the looks at a document, made with the first."""
    wanted = select(col(Likeness.id)).where(col(Likeness.document_id) == document_id)
    found: int | None = session.execute(wanted).scalar_one_or_none()
    if found is not None:
        return found
    values = {"uid": names.new(), "document_id": document_id, "up_to_seq": 0, "comments": 0, "distinct": 0, "at": now}
    made: int = session.execute(insert(Likeness).returning(col(Likeness.id)), [values]).scalar_one()
    return made


def forget(session: Session, comment_ids: Sequence[int], *, now: datetime) -> None:
    """These are in no group any more."""
    session.execute(delete(Alike).where(col(Alike.comment_id).in_(comment_ids)))


def keep(session: Session, likeness_id: int, placed: Mapping[int, Stored], *, now: datetime) -> None:
    """Put comments into their groups; those that have gone meanwhile are left out."""
    there = select(col(Comment.id), col(Alike.id)).outerjoin(Alike, col(Alike.comment_id) == col(Comment.id))
    rows = session.execute(there.where(col(Comment.id).in_(placed)))
    known: dict[int, int | None] = {row[0]: row[1] for row in rows}
    new: list[dict[str, Any]] = []
    old: list[dict[str, Any]] = []
    for key, alike_id in known.items():
        each = placed[key]
        if alike_id is None:
            new.append({"likeness_id": likeness_id, "comment_id": key, **each._asdict()})
        else:
            old.append({"row": alike_id, **{f"to_{name}": value for name, value in each._asdict().items()}})
    if new:
        session.execute(insert(Alike), new)
    if old:
        to: dict[str, Any] = {name: bindparam(f"to_{name}") for name in Stored._fields}
        session.connection().execute(update(Alike).where(col(Alike.id) == bindparam("row")).values(**to), old)


def finish(session: Session, likeness_id: int, comments: int, up_to_seq: int, at: datetime, *, now: datetime) -> None:
    """Note what was seen, as the last thing: a look that was cut off before is made again."""
    likeness = session.get_one(Likeness, likeness_id)
    likeness.comments, likeness.up_to_seq, likeness.at = comments, up_to_seq, at
    likeness.distinct = counted(session, likeness.document_id).distinct
    session.add(likeness)

"""Confirming and declining what another moderator has proposed as an answer."""

from collections.abc import Collection, Generator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step
from commentspace.domain import comments, record, reviews
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.dispositions import answerable, deciding, many
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.record import Entry
from commentspace.domain.tables import Comment, Disposition
from commentspace.domain.why import Sentence
from commentspace.errors import Conflict, NotAllowed, NotFound, Refusal, marked

NOT_OWN = marked("You have proposed this answer yourself, so another moderator confirms it.")
DECLINED = marked("This answer was declined, so it cannot be confirmed. Answer the comment anew.")
ENDED = marked("This answer does not wait for anybody any more. Look at the comment as it stands now.")
NOBODY = marked("The command line is nobody in particular. Name the moderator who confirms, with --as.")


class Superseded(Conflict):
    """Another answer has taken the place of the one that was to be confirmed; `comment` is the name of its comment."""

    sentence = marked(
        "Another answer has been proposed in its place meanwhile. Look at both, and confirm the newer one."
    )

    def __init__(self, comment: str):
        super().__init__()
        self.comment = comment


def confirm(session: Session, caller: Caller, disposition_uid: str, *, now: datetime) -> bool:
    """Bring an answer into force that another moderator has proposed; False where somebody has done so already.

    Raises NotFound, NotAllowed for who is no moderator or has proposed it; Superseded; Conflict where it was declined
    or its comment takes no answer any more.
    """
    row, found, who = _proposed(session, caller, disposition_uid)
    if row.in_force_seq is not None:
        return False
    _require_confirmable(who, row, found)
    _confirm(session, who, [(row, found)], quietly=False, now=now)
    return True


def decline(session: Session, caller: Caller, disposition_uid: str, reason: str, *, now: datetime) -> None:
    """Let a proposed answer be none, with a reason that moderators read; whoever proposed it may do so too.

    Raises as `confirm`; Conflict where it is in force already; Invalid without a reason.
    """
    row, found, who = _proposed(session, caller, disposition_uid)
    if found.proposed_id != row.id:
        raise Conflict(ENDED)
    reason = reviews.checked_reason(reason)
    seq = record.next_number(session, who.space_id)
    ended = {"declined_by_id": who.person_id, "declined_at": now, "declined_reason": reason}
    session.execute(update(Disposition).where(col(Disposition.id) == row.id).values(**ended))
    session.execute(update(Comment).where(col(Comment.id) == found.id).values(proposed_id=None))
    content = {"comment": found.uid, "disposition": row.uid, "reason": reason}
    entry = Entry(deciding.DECLINED, content, (found.uid, row.uid), tell=(found.tell_moderators(),))
    record.append(session, who, seq, entry, now=now)


def steps(caller: Caller, document_uid: str, uids: Sequence[str]) -> Generator[Any, Any, Answered]:
    """The steps that confirm what is proposed for these comments of a document, those of one's own left."""
    who, _ = yield Look(many.moderated, (caller, document_uid))
    wanted = list(dict.fromkeys(uids))
    done: list[str] = []
    left: dict[str, Sentence] = {}
    quietly = len(wanted) > many.LOUD
    for some in many.parted(wanted, many.TOGETHER):
        one: Answered = yield Step(confirm_some, (who, document_uid, some, quietly), who.space_id)
        done += one.done
        left |= dict(one.left)
    if quietly:
        yield from many.telling(who, done, "", is_seen=True)
    return Answered(tuple(done), tuple(left.items()), "")


def confirm_some(
    session: Session, who: Standing, document_uid: str, uids: Sequence[str], quietly: bool, *, now: datetime
) -> Answered:
    """One of these steps."""
    found = {each.uid: each for each in many.of_document(session, document_uid, uids)}
    rows = _rows(session, [each.proposed_id for each in found.values() if each.proposed_id is not None])
    ready: list[tuple[Disposition, Facts]] = []
    left: list[tuple[str, Sentence]] = []
    for uid in uids:
        try:
            if uid not in found:
                raise NotFound()
            row = rows.get(found[uid].proposed_id or 0)
            if row is None:
                raise Conflict(ENDED)
            _require_confirmable(who, row, found[uid])
            ready.append((row, found[uid]))
        except Refusal as refusal:
            left.append((uid, Sentence.of(refusal)))
    _confirm(session, who, ready, quietly=quietly, now=now)
    return Answered(tuple(each.uid for _, each in ready), tuple(left), "")


def _rows(session: Session, keys: Collection[int]) -> dict[int, Disposition]:
    found = session.execute(select(Disposition).where(col(Disposition.id).in_(keys))).scalars()
    return {row.id: row for row in found}


def _proposed(session: Session, caller: Caller, uid: str) -> tuple[Disposition, Facts, Standing]:
    """The disposition of this name and its comment, for a moderator; NotFound for who may not know of it."""
    row = session.execute(select(Disposition).where(col(Disposition.uid) == uid)).scalar_one_or_none()
    if row is None:
        raise NotFound()
    found = answerable.facts(session, col(Comment.id) == row.comment_id)[0]
    comments.find(session, caller, found.uid)
    who = standing(session, caller, found.space_id)
    if not who.may("answer") and row.in_force_seq is None:
        raise NotFound()
    who.require("answer")
    return row, found, who


def _require_confirmable(who: Standing, row: Disposition, found: Facts) -> None:
    if row.declined_at is not None:
        raise Conflict(DECLINED)
    if found.proposed_id != row.id:
        raise Superseded(found.uid)
    if who.person_id is None:
        raise NotAllowed(NOBODY)
    if row.by_id == who.person_id:
        raise NotAllowed(NOT_OWN)
    if refusal := answerable.why_not(found):
        raise refusal


def _confirm(
    session: Session, who: Standing, ready: Sequence[tuple[Disposition, Facts]], *, quietly: bool, now: datetime
) -> None:
    if not ready:
        return
    first = record.next_numbers(session, who.space_id, len(ready))
    confirmed = [
        {"id": row.id, "in_force_seq": first + at, "confirmed_by_id": who.person_id, "confirmed_at": now}
        for at, (row, _) in enumerate(ready)
    ]
    session.execute(update(Disposition), confirmed)
    deciding.point(session, [{"id": each.id, "disposition_id": row.id, "proposed_id": None} for row, each in ready])
    entries = [
        Entry(
            deciding.CONFIRMED,
            {"comment": each.uid, "disposition": row.uid},
            (each.uid, row.uid),
            tell=() if quietly else (each.tell(),),
        )
        for row, each in ready
    ]
    if quietly:
        entries[0] = deciding.telling_of_all(entries[0], [each for _, each in ready])
    record.append_all(session, who, first, entries, now=now)
    deciding.come_into_force(session, [row.id for row, _ in ready], now=now)

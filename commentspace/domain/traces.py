"""What is left of a person all over the database, erased a batch of rows at a time (see `erasing`).

Each verb here takes the rows after a key and returns the key to go on from, or None at the end; to do one again does no
harm. What others wrote stays theirs: of their letters and mails only our copies go, where they hold something of the
person.
"""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import blobs, files, job_runs, letter_traces, my_rounds, part_traces, people, submission_traces
from commentspace.domain.access import stranger
from commentspace.domain.contributions import own as unsubmitted
from commentspace.domain.dispositions import traces as answer_traces
from commentspace.domain.inbound import Verdict
from commentspace.domain.likeness import traces as likeness_traces
from commentspace.domain.tables import (
    Address,
    Anchor,
    AnnouncementAnswer,
    Comment,
    CommentState,
    Event,
    EventContent,
    Hold,
    Inbound,
    InboundText,
    Membership,
    Message,
    Person,
    PersonBlock,
    PostKey,
    Provenance,
    Report,
    Settlement,
    Space,
    Try,
    Withdrawal,
)

_ADDRESS = re.compile(r"[<(]?[^\s<>()@]+@[^\s<>()@]+[>)]?")

TOGETHER = 100
"""Rows of one batch; a batch takes some milliseconds."""
FEW = 20
"""The same of what is undone one by one."""


UNSAID = dict.fromkeys(("on_behalf_of", "source", "said_by", "said_for"), "")
"""What the provenance of a comment does not say any more."""


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is known in rows that do not refer to them."""

    person_id: int
    name: str
    addresses: frozenset[str]
    """Folded, all of them."""
    actors: frozenset[str]
    """Their pseudonyms, in every space."""
    things: frozenset[str]
    """The outside names of what is theirs in the record: memberships and comments."""
    messages: frozenset[str]
    """Those of the letters that they wrote to others."""
    spaces: tuple[int, ...]
    """Where they were members, or have comments."""

    def are_in(self, text: str) -> bool:
        """Whether a text holds their name or one of their addresses, however its lines are broken."""
        flat = " ".join(text.split())
        if any(address in flat.casefold() for address in self.addresses):
            return True
        return (
            bool(self.name)
            and self.name in flat
            and re.search(rf"(?<![A-Za-z]){re.escape(self.name)}(?![A-Za-z])", flat) is not None
        )

    def are(self, value: object) -> bool:
        """Whether a value of the record is their name or address."""
        return isinstance(value, str) and bool(value) and (value == self.name or people.folded(value) in self.addresses)

    def are_named(self, value: object) -> bool:
        """Whether a cell for names says theirs: alone, or with an address beside it."""
        if not isinstance(value, str) or not value.strip():
            return False
        bare = _ADDRESS.sub("", value).strip(" ,;\t\n")
        return self.are(value.strip()) or (self.are_in(value) and (not bare or bare == self.name))


def of_person(session: Session, person_id: int) -> Traces:
    """Gather them; a name that is erased already tells nothing."""
    person = session.get_one(Person, person_id)
    memberships = session.execute(
        select(col(Membership.uid), col(Membership.pseudonym), col(Membership.space_id)).where(
            col(Membership.person_id) == person_id
        )
    ).all()
    written = select(col(Comment.uid), col(Comment.space_id)).where(col(Comment.author_id) == person_id)
    comments = session.execute(written).all()
    spaces = session.execute(select(col(Space.id)).order_by(col(Space.id))).scalars().all()
    return Traces(
        person_id,
        "" if person.name == people.ERASED else " ".join(person.name.split()),
        frozenset(_all(session, col(Address.folded), col(Address.person_id) == person_id)),
        frozenset({row.pseudonym for row in memberships} | {stranger(space, person.uid) for space in spaces}),
        frozenset({row.uid for row in (*memberships, *comments)}),
        frozenset(_all(session, col(Message.uid), col(Message.from_id) == person_id)),
        tuple(sorted({row.space_id for row in (*memberships, *comments)})),
    )


def _all(session: Session, column: Any, condition: Any) -> Collection[Any]:
    return session.execute(select(column).where(condition)).scalars().all()


def erase_comments(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """Their comments: the words of every state go, the place in the thread stays, as that of a withdrawn one.

    What they filed for somebody else is that one's, and stays.
    """
    mine = col(Comment.author_id) == of.person_id, col(Comment.id) > after, ~part_traces.is_of_another()
    columns = col(Comment.id), col(Comment.withdrawn_at), col(Comment.changed_seq)
    rows = session.execute(select(*columns).where(*mine).order_by(col(Comment.id)).limit(TOGETHER)).all()
    ids = [row.id for row in rows]
    nothing = {"body": "", "html": "", "proposal": None, "proposal_html": None, "on_behalf_of": "", "edited_at": None}
    session.execute(update(Comment).where(col(Comment.id).in_(ids)).values(**nothing, states=1))
    session.execute(delete(CommentState).where(col(CommentState.comment_id).in_(ids)))
    files.forget(session, ids)
    likeness_traces.forget_comments(session, ids)
    forget_merged(session, ids)
    session.execute(update(Provenance).where(col(Provenance.comment_id).in_(ids)).values(**UNSAID))
    session.execute(update(Hold).where(col(Hold.comment_id).in_(ids)).values(reason="", released_reason=""))
    session.execute(update(Withdrawal).where(col(Withdrawal.comment_id).in_(ids)).values(reason=""))
    session.execute(delete(PostKey).where(col(PostKey.comment_id).in_(ids), col(PostKey.person_id) == of.person_id))
    standing = [row for row in rows if row.withdrawn_at is None]
    if standing:
        taken_back = {"by_id": of.person_id, "at": now, "reason": "", "late": False}
        session.execute(
            insert(Withdrawal), [taken_back | {"comment_id": row.id, "seq": row.changed_seq} for row in standing]
        )
        session.execute(
            update(Comment).where(col(Comment.id).in_([row.id for row in standing])).values(withdrawn_at=now)
        )
    return _last(rows)


def forget_merged(session: Session, comment_ids: Collection[int]) -> None:
    """What their proposals were in later revisions."""
    unsaid = {"proposal": None, "proposal_html": None, "fit": ""}
    session.execute(update(Anchor).where(col(Anchor.comment_id).in_(comment_ids)).values(**unsaid))


def erase_messages(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """The letters that they wrote to others through us; what others wrote to them is those others'."""
    mine = col(Message.from_id) == of.person_id, col(Message.id) > after
    rows = session.execute(select(col(Message.id)).where(*mine).order_by(col(Message.id)).limit(TOGETHER)).all()
    session.execute(update(Message).where(col(Message.id).in_([row.id for row in rows])).values(body=""))
    return _last(rows)


NOTHING_SAID = dict.fromkeys(("sender", "reason", "from_address", "subject", "message_id"), "") | {"letter_id": None}


def erase_words(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """What they answered to letters to all, reported, settled or decided; and who refused whose letters."""
    mine = col(AnnouncementAnswer.author_id) == of.person_id
    nothing = {"body": "", "html": "", "on_behalf_of": ""}
    standing = mine & col(AnnouncementAnswer.withdrawn_at).is_(None)
    session.execute(update(AnnouncementAnswer).where(standing).values(withdrawn_at=now))
    session.execute(update(AnnouncementAnswer).where(mine).values(**nothing))
    session.execute(update(Report).where(col(Report.by_id) == of.person_id).values(reason=""))
    session.execute(update(Report).where(col(Report.settled_by_id) == of.person_id).values(outcome=""))
    session.execute(update(Inbound).where(col(Inbound.decided_by_id) == of.person_id).values(reason=""))
    session.execute(update(Settlement).where(col(Settlement.by_id) == of.person_id).values(reason=""))
    likeness_traces.forget(session, of.person_id)
    theirs = or_(col(PersonBlock.by_id) == of.person_id, col(PersonBlock.whom_id) == of.person_id)
    session.execute(delete(PersonBlock).where(theirs))
    return None


def erase_answers(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """Their words about answers to comments, and their name where their comments were answered."""
    answer_traces.forget(session, of.person_id)
    return answer_traces.forget_named(session, of.person_id, of.name, after)


def erase_part(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """How they took part beside commenting."""
    part_traces.forget(session, of.person_id, now=now)
    my_rounds.forget(session, of.person_id)
    return None


def erase_unsubmitted(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """Their drafts, what they wrote in rooms of delegations, and the notes of their sets."""
    return after + 1 if unsubmitted.forget(session, of.person_id, FEW) else None


def erase_submissions(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """The files with comments that they sent, with every row; and their name where the files of others say it."""
    submission_traces.forget(session, of.person_id)
    if submission_traces.forget_rows(session, of.person_id, TOGETHER):
        return after + 1
    submission_traces.forget_named(session, of.name, of.addresses, of.are_named)
    return None


def erase_mail(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """What came by mail from them, or in answer to letters to them; and of others' mail what they quoted of them."""
    columns = (
        *(col(Inbound.id), col(Inbound.sender), col(Inbound.from_address), col(Inbound.subject)),
        *(col(Inbound.person_id), col(Inbound.verdict)),
        *(col(InboundText.found), col(InboundText.left_out)),
    )
    wanted = select(*columns).outerjoin(InboundText, col(InboundText.inbound_id) == col(Inbound.id))
    rows = session.execute(wanted.where(col(Inbound.id) > after).order_by(col(Inbound.id)).limit(TOGETHER)).all()
    theirs = [row for row in rows if row.person_id == of.person_id or _is_from(row, of)]
    ids = [row.id for row in theirs]
    session.execute(delete(InboundText).where(col(InboundText.inbound_id).in_(ids)))
    session.execute(update(Inbound).where(col(Inbound.id).in_(ids)).values(**NOTHING_SAID))
    waiting = [row.id for row in theirs if not row.verdict]
    ended = {"verdict": Verdict.EMPTY.value, "decided_at": now}
    session.execute(update(Inbound).where(col(Inbound.id).in_(waiting)).values(**ended))
    others = [row for row in rows if row.id not in set(ids)]
    quoting = [row.id for row in others if row.verdict and of.are_in(f"{row.subject}\n{row.left_out or ''}")]
    forget_quotations(session, quoting)
    forget_raw(session, [*ids, *quoting], now)
    return _last(rows)


def _is_from(row: Row[Any], of: Traces) -> bool:
    return bool({people.folded(row.sender), people.folded(row.from_address)} & set(of.addresses))


def forget_quotations(session: Session, inbound_ids: Collection[int]) -> None:
    """What these messages quoted, also in their subjects; what their writers said in them stays."""
    session.execute(update(InboundText).where(col(InboundText.inbound_id).in_(inbound_ids)).values(left_out=""))
    session.execute(update(Inbound).where(col(Inbound.id).in_(inbound_ids)).values(subject=""))


def forget_raw(session: Session, inbound_ids: Collection[int], now: datetime) -> None:
    """The raw bytes of these messages: in their place stand none."""
    if not inbound_ids:
        return
    empty = blobs.keep(session, b"", now=now)
    kept = set(_all(session, col(Inbound.blob_id), col(Inbound.id).in_(inbound_ids))) - {empty}
    session.execute(update(Inbound).where(col(Inbound.id).in_(inbound_ids)).values(blob_id=empty))
    for blob_id in kept - set(_all(session, col(Inbound.blob_id), col(Inbound.blob_id).in_(kept))):
        blobs.erase(session, blob_id)


def erase_files(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """The files that were made for them, and those that hold what they had written."""
    return job_runs.erase(session, of.person_id, of.spaces, after, now=now)


def erase_letters(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """Letters to them go whole; those to others stay without their words, where they held theirs."""
    rows = letter_traces.after(session, after)
    theirs = [row for row in rows if row.person_id == of.person_id or (row.person_id is None and of.are(row.address))]
    asked = [f"address-to:{people.folded(row.address)}" for row in theirs]
    session.execute(delete(Try).where(col(Try.what).in_(asked)))
    letter_traces.remove(session, theirs)
    removed = {row.id for row in theirs}
    others = {row.id: row for row in rows if row.id not in removed}
    quoting = letter_traces.quoting(session, of.person_id, others)
    touched = [row for row in others.values() if row.id in quoting or _tells(row, of)]
    ids, wrote = [row.id for row in touched], {row.id for row in touched if _wrote(row, of)}
    letter_traces.strip(session, touched, wrote, {row.id for row in touched if of.are_in(_subjects(row))})
    letter_traces.strip_blocks(session, ids, of, wrote)
    answers = col(Inbound.letter_id).in_(ids) & (col(Inbound.verdict) != "")
    found = _all(session, col(Inbound.id), answers)
    forget_quotations(session, found)
    forget_raw(session, found, now)
    return _last(rows, letter_traces.TOGETHER)


def _tells(row: Row[Any], of: Traces) -> bool:
    """Whether a letter to somebody else holds something of them."""
    return _wrote(row, of) or of.are_in("\n".join((row.subject, row.text, row.answer, _subjects(row))))


def _subjects(row: Row[Any]) -> str:
    """What a letter is about, in letters that are not escaped."""
    return json.dumps(json.loads(row.subjects), ensure_ascii=False)


def _wrote(row: Row[Any], of: Traces) -> bool:
    return json.loads(row.subjects).get("message") in of.messages


def erase_record(session: Session, of: Traces, after: int, *, now: datetime) -> int | None:
    """Content and salt of what is recorded of their acts and of them; the leaves stay, so the record still verifies."""
    wanted = (
        select(col(Event.id), col(Event.actor), col(Event.things), col(EventContent.content))
        .join(EventContent, col(EventContent.event_id) == col(Event.id))
        .where(col(Event.id) > after)
    )
    rows = session.execute(wanted.order_by(col(Event.id)).limit(TOGETHER)).all()
    theirs = [row.id for row in rows if row.actor in of.actors or _is_about(row, of)]
    session.execute(delete(EventContent).where(col(EventContent.event_id).in_(theirs)))
    return _last(rows)


def _is_about(row: Row[Any], of: Traces) -> bool:
    return not of.things.isdisjoint(json.loads(row.things)) or any(map(of.are, json.loads(row.content).values()))


def _last(rows: Sequence[Any], most: int = TOGETHER) -> int | None:
    """The key to go on from; None where fewer than `most` have come."""
    return rows[-1].id if len(rows) == most else None


ALL = (
    erase_files,
    erase_comments,
    erase_messages,
    erase_words,
    erase_answers,
    erase_part,
    erase_unsubmitted,
    erase_submissions,
    erase_mail,
    erase_letters,
    erase_record,
)

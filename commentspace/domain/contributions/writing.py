"""Writing what is not submitted yet: a draft of one's own, or a contribution in the room of one's delegation.

No event and no notice tells of it. It is taken at any time: whether a review takes comments is asked when it is
submitted.
"""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain import comments, names, seen_places
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.contributions import seeing, states
from commentspace.domain.contributions.changing import MEANWHILE
from commentspace.domain.delegations import seats
from commentspace.domain.postings import Place, Posting, anchored, place
from commentspace.domain.tables import Contribution, Document, Paragraph
from commentspace.errors import Conflict, Invalid, marked

Where = Literal["draft", "room"]
NOT_OPEN = marked(
    "This form was sent before, and what it began cannot take another text any more. "
    "Send your text again: it becomes a new one."
)
STAYS = ("body", "kind", "proposal", "html", "proposal_html")


class Kept(NamedTuple):
    """What was kept, and where; `again` where the same form had been sent before."""

    uid: str
    document_uid: str
    is_in_room: bool
    again: bool = False


def keep(
    session: Session, caller: Caller, paragraph_uid: str, posting: Posting, where: Where, *, now: datetime
) -> Kept:
    """Keep a text on a paragraph, or on words in it, without posting it.

    Raises NotFound, SignInNeeded, NotAllowed; Invalid where the quoted words are not there, or the wording that is
    proposed is theirs. The same form with another text gives what it kept a new state.
    """
    at = seen_places.seen_at(session, caller, paragraph_uid, posting.version, posting.revision, posting.kind)
    who = standing(session, caller, at.space_id)
    who.require("comment")
    if at.is_gone:
        raise Invalid(comments.TAKEN_OUT)
    found = anchored(at, posting.quotation)
    words = {name: found.get(name) for name in ("exact", "prefix", "suffix", "start")}
    about = comments.saying(posting.body, posting.kind, posting.proposal, found.get("exact", at.text))
    return _write(session, who, at, posting, about | words | _place(session, who, where), now)


def keep_reply(
    session: Session, caller: Caller, comment_uid: str, posting: Posting, where: Where, *, now: datetime
) -> Kept:
    """The same for an answer to a comment that the caller sees."""
    parent = comments.find(session, caller, comment_uid)
    who = standing(session, caller, parent.space_id)
    who.require("reply")
    at = place(session, col(Paragraph.id) == parent.paragraph_id, version=parent.version)
    about = comments.saying(posting.body, posting.kind, posting.proposal, at.text)
    return _write(session, who, at, posting, about | {"answers_id": parent.id} | _place(session, who, where), now)


def answer(session: Session, caller: Caller, uid: str, posting: Posting, *, now: datetime) -> Kept:
    """Answer a contribution in its room; the answer stays there. NotFound for what is in no room of the caller."""
    found = seeing.find(session, caller, uid)
    seats.require(session, found.who)
    found.who.require("comment")
    if not found.is_in_room:
        raise Invalid(marked("Only what stands in the room of your delegation can be answered there."))
    row = found.row
    at = place(session, col(Paragraph.id) == row.paragraph_id, version=row.version, revision_id=row.revision_id)
    about = comments.saying(posting.body, posting.kind, None, at.text)
    more = {"delegation_id": row.delegation_id, "parent_id": row.parent_id or row.id}
    return _write(session, found.who, at, posting, about | more, now)


def _place(session: Session, who: Standing, where: Where) -> dict[str, Any]:
    """The room in which it stands; none for a draft."""
    return {"delegation_id": seats.require(session, who).delegation_id if where == "room" else None}


def _write(session: Session, who: Standing, at: Place, posting: Posting, said: dict[str, Any], now: datetime) -> Kept:
    key = f"{who.person}:{posting.once('').key}"
    if before := session.execute(select(Contribution).where(col(Contribution.key) == key)).scalar_one_or_none():
        return _again(session, who, before, said, now)
    row = {
        "uid": names.new(),
        "space_id": at.space_id,
        "document_id": at.document_id,
        "paragraph_id": at.paragraph_id,
        "revision_id": at.revision_id,
        "author_id": who.person,
        "version": at.language,
        "language": posting.language,
        "states": 1,
        "state": "open",
        "door": who.door,
        "at": now,
        "key": key,
        **said,
    }
    made: int = session.execute(insert(Contribution).returning(col(Contribution.id)), row).scalar_one()
    states.write(session, made, 1, said, who.person, now)
    return Kept(row["uid"], at.document_uid, row["delegation_id"] is not None)


def _again(session: Session, who: Standing, before: Contribution, said: dict[str, Any], now: datetime) -> Kept:
    """The same form once more: with the same text nothing happens, another text is a new state.

    That is a change, so it asks what a change asks: they still see it, and nobody else has changed it meanwhile.
    """
    document: str = session.execute(
        select(col(Document.uid)).where(col(Document.id) == before.document_id)
    ).scalar_one()
    seen = Kept(before.uid, document, before.delegation_id is not None, again=True)
    if states.is_same(before, said):
        return seen
    refusal = _why_not(session, who, before, said)
    if refusal is not None:
        if states.has_said(session, before, said, who.person):
            return seen
        raise refusal
    states.renew(session, before, {name: said[name] for name in STAYS}, who.person, now)
    return seen


def _why_not(session: Session, who: Standing, before: Contribution, said: dict[str, Any]) -> Conflict | None:
    """What stands in the way of another text for what the same form has kept."""
    here = col(Contribution.id) == before.id, seeing.seen(who, seats.of(session, who))
    is_seen = session.execute(select(col(Contribution.id)).where(*here)).first() is not None
    if before.state != "open" or before.delegation_id != said.get("delegation_id") or not is_seen:
        return Conflict(NOT_OPEN, field="key")
    return Conflict(MEANWHILE, field="body") if states.is_by_another(session, before, who.person) else None

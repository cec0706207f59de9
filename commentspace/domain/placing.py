"""What becomes of a mail that could not be filed by itself: a moderator files it, sends it back, or drops it.

Its writer stays the author, and it counts as received when it came; a moderator only says where it belongs.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.domain import (
    comments,
    confirmations,
    inbound_views,
    mail_pieces,
    mailed,
    outbox,
    people,
    post_keys,
    record,
    reviews,
    seen_revisions,
    why,
)
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import Body
from commentspace.domain.inbound import Verdict
from commentspace.domain.inbound_views import InboundView
from commentspace.domain.postings import Posted, Posting, Source
from commentspace.domain.tables import Comment, Inbound, InboundText, Letter, PostKey, Provenance
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, marked

MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,248}>")
"""What a mail says of its own name, where it can stand in a header of ours."""
FIRST = 2_000
"""The number of the first text of a mail that was put in its place by hand."""
FILEABLE = frozenset({Verdict.HELD, Verdict.RETURNED, Verdict.EMPTY, Verdict.AUTOMATIC, Verdict.FILED, Verdict.DROPPED})
"""What may be filed by hand: it was written by the person whose letter it answers."""

NOT_HELD = marked("Somebody has decided what becomes of this mail meanwhile, so nothing was changed. Look at it again.")
NOBODY = marked("It is not known who wrote this mail, so it cannot be filed or sent back.")
NOT_THEIRS = marked(
    "This mail did not come from an address of the person to whom our letter went, so only they can say that it is "
    "theirs. They have got its text."
)
SENT_BACK = marked("%(by)s, a moderator, has sent this text back: %(reason)s")
NOT_READ = marked(
    "%(by)s, a moderator, has looked at your mail, which could not be read here, and sent this: %(reason)s"
)


class Choice(NamedTuple):
    """What of a mail is to be filed, and where: numbers of pieces, and the mark of a place; `seen` is its state."""

    pieces: Sequence[int]
    place: str
    key: str
    seen: str


def state(session: Session, uid: str) -> str:
    """What changes when anything is decided about a mail: its page holds it, and so knows what its reader saw."""
    row = session.execute(select(col(Inbound.id), col(Inbound.verdict)).where(col(Inbound.uid) == uid)).one()
    return f"{row.verdict}-{_filed(session, row.id)}"


def file(session: Session, caller: Caller, uid: str, choice: Choice, *, space_id: int, now: datetime) -> Posted:
    """File what is chosen of a mail as a comment of its writer, who is told.

    Raises NotFound where the moderator may not read it, Closed where it came too late, and what a posting raises;
    Conflict where somebody else has decided meanwhile. The same form, sent twice, files once.
    """
    who = standing(session, caller, space_id)
    view = inbound_views.one(session, who, uid)
    if view.is_private or mail_pieces.space_of(session, choice.place) != space_id:
        raise NotFound()
    message = _message(session, uid)
    body = mail_pieces.chosen(mail_pieces.pieces(view.found, view.left_out), choice.pieces)
    posted = put(session, message, body, choice, placed_by=who.person_id, now=now)
    if posted.again:
        return posted
    entry = record.Entry("mail.filed", {"mail": uid, "comment": posted.uid}, things=(uid, posted.uid))
    record.append(session, who, record.next_number(session, space_id), entry, now=now)
    _tell_filed(session, message, view, now)
    return posted


def put(
    session: Session, message: Inbound, body: Body, choice: Choice, *, placed_by: int | None, now: datetime
) -> Posted:
    """Post a text of a message as its writer, received when the message was."""
    author_id = require_theirs(session, message)
    key = f"placed-{message.id}-{choice.key}"
    mine = col(PostKey.person_id) == author_id, col(PostKey.key) == key
    is_again = session.execute(select(col(PostKey.id)).where(*mine)).first() is not None
    if not is_again and choice.seen != state(session, message.uid):
        raise Conflict(NOT_HELD)
    number = FIRST + _filed(session, message.id)
    source = Source(message.received_at, message.id, number, message.message_id)
    kind, _, name = choice.place.partition("-")
    verb = comments.reply if kind == "c" else comments.post
    revision, version = ("", "") if kind == "c" else seen_revisions.by_letter(session, message.id, name)
    posting = Posting(body, key, source=source, version=version, revision=revision)
    posted = verb(session, Caller(author_id, "mail"), name, posting, now=now)
    if not posted.again:
        made = select(col(Comment.id)).where(col(Comment.uid) == posted.uid).scalar_subquery()
        vouched = {"placed_by_id": placed_by, "is_vouched_for": message.is_vouched_for}
        session.execute(update(Provenance).where(col(Provenance.comment_id) == made).values(**vouched))
        decided = {"verdict": Verdict.FILED.value, "decided_at": now, "decided_by_id": placed_by}
        if message.verdict == Verdict.HELD:
            decided["reason"] = ""  # why it was held
        session.execute(update(Inbound).where(col(Inbound.id) == message.id).values(**decided))
    return posted


def give_back(
    session: Session, caller: Caller, uid: str, reason: str, *, space_id: int, key: str = "", now: datetime
) -> None:
    """Send a held mail back to its writer, with its text and the reason; the same form, sent twice, does so once."""
    who = standing(session, caller, space_id)
    view = inbound_views.one(session, who, uid)
    if post_keys.is_used(session, who.person_id, "mail.returned", key, now=now):
        return
    reason, message = reviews.checked_reason(reason), _message(session, uid)
    require_theirs(session, message)
    _decide(session, who, message, Verdict.RETURNED, reason, now)
    text = session.execute(select(InboundText).where(col(InboundText.inbound_id) == message.id)).scalar_one_or_none()
    words = (text.found or text.left_out) if text else ""
    details = {"by": people.name_of(session, who.person_id), "reason": reason}
    part = {"place": "", "text": words, "sentence": SENT_BACK if words else NOT_READ, "details": details}
    more = {"parts": [part], "undone": []}
    outbox.intend(session, _letter(session, message, view, "returned", f"returned-by-hand:{message.id}", more), now=now)


def drop(
    session: Session, caller: Caller, uid: str, reason: str, *, space_id: int, key: str = "", now: datetime
) -> None:
    """Leave a held mail as it is, for good, with a reason that the moderators read; nobody is told."""
    who = standing(session, caller, space_id)
    inbound_views.one(session, who, uid)
    if not post_keys.is_used(session, who.person_id, "mail.dropped", key, now=now):
        _decide(session, who, _message(session, uid), Verdict.DROPPED, reviews.checked_reason(reason), now)


def drop_of_no_space(session: Session, caller: Caller, uid: str, reason: str, *, key: str = "", now: datetime) -> None:
    """The same by an administrator, of a mail that belongs to no space."""
    inbound_views.one_of_no_space(session, caller, uid)
    if not post_keys.is_used(session, caller.person_id, "mail.dropped", key, now=now):
        _end(session, _message(session, uid), Verdict.DROPPED, reviews.checked_reason(reason), caller.person_id, now)


def is_fileable(session: Session, uid: str) -> bool:
    """Whether a moderator may file this mail: it is certain enough who wrote it."""
    try:
        require_theirs(session, session.execute(select(Inbound).where(col(Inbound.uid) == uid)).scalar_one())
    except Refusal:
        return False
    return True


def require_theirs(session: Session, message: Inbound) -> int:
    """The person who wrote this message; refused where that is not known, or they have to say so themselves."""
    if message.person_id is None:
        raise Invalid(NOBODY)
    was_read = message.from_address or message.verdict != Verdict.HELD
    theirs = not was_read or mailed.is_address_of(session, message.person_id, message.from_address)
    if message.verdict not in FILEABLE or confirmations.is_refused(message) or not theirs:
        raise NotAllowed(NOT_THEIRS)
    return message.person_id


def _message(session: Session, uid: str) -> Inbound:
    message: Inbound = session.execute(
        select(Inbound).where(col(Inbound.uid) == uid).with_for_update(of=Inbound)
    ).scalar_one()
    return message


def _filed(session: Session, inbound_id: int) -> int:
    """How many texts of a message stand somewhere by hand."""
    by_hand = col(Provenance.inbound_id) == inbound_id, col(Provenance.segment) >= FIRST
    number: int = session.execute(select(func.count()).select_from(Provenance).where(*by_hand)).scalar_one()
    return number


def _decide(session: Session, who: Standing, message: Inbound, verdict: Verdict, reason: str, now: datetime) -> None:
    """The verdict of a moderator about a held mail, on the record."""
    _end(session, message, verdict, reason, who.person_id, now)
    content = {"mail": message.uid, "reason": reason}
    entry = record.Entry(f"mail.{verdict.value}", content, things=(message.uid,))
    record.append(session, who, record.next_number(session, who.space_id), entry, now=now)


def _end(session: Session, message: Inbound, verdict: Verdict, reason: str, by_id: int | None, now: datetime) -> None:
    if message.verdict != Verdict.HELD:
        raise Conflict(NOT_HELD)
    message.verdict, message.reason = verdict.value, why.kept(reason)
    message.decided_at, message.decided_by_id = now, by_id
    session.add(message)
    session.flush()


def _tell_filed(session: Session, message: Inbound, view: InboundView, now: datetime) -> None:
    """Its writer hears where their text stands now, whether they take receipts or not: it was not they who chose."""
    dedup = f"placed:{message.id}:{_filed(session, message.id)}"
    outbox.intend(session, _letter(session, message, view, "receipt", dedup, {"undone": []}), now=now)


def _letter(
    session: Session, message: Inbound, view: InboundView, kind: str, dedup: str, more: Mapping[str, object]
) -> outbox.Intent:
    answered = session.get(Letter, message.letter_id) if message.letter_id is not None else None
    subject = message.subject or (answered.subject if answered else "")
    marks = {"subject": subject, "files": [], "in_a_row": 1, "shared": not view.is_private, "inbound": message.id}
    return outbox.Intent(
        kind=kind,
        dedup=dedup,
        person_id=message.person_id,
        space_id=message.space_id,
        subjects={**marks, **more},
        in_reply_to=message.message_id if MESSAGE_ID.fullmatch(message.message_id) else "",
    )

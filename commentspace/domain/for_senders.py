"""Filing for others: a moderator puts in a comment that came by letter, by fax, on the telephone or orally.

Where the sender is a member, the comment is theirs, as if they had posted it: they are told, may edit and withdraw it,
and say whether they are satisfied. Of anybody else the name that the moderator gives stands with it, and it is the
moderator's to change. In either case it says by which way it came, when, and who filed it.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import blobs, comments, entering, files, record, review_windows, seen_places, told
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.comments import Filed
from commentspace.domain.entering import Entered
from commentspace.domain.files import File
from commentspace.domain.late_tokens import FINISHED
from commentspace.domain.postings import Place, Posted, Posting, anchored
from commentspace.domain.record import Tell
from commentspace.domain.review_windows import Taking
from commentspace.domain.tables import Comment, LateToken, Membership, Person, Review
from commentspace.errors import Closed, Conflict, Invalid, marked
from commentspace.text import normal

CHANNELS = ("letter", "fax", "telephone", "orally")
"""How a comment may have reached a moderator."""
LONGEST = 200
"""Characters of a sender's name and organisation."""
LONGEST_NOTE = 1_000
"""Characters of a note, and of the reason why a late one is taken."""
MOST_FILES = 10

LATE = marked(
    "The review took no comments when this was received. To file it all the same give a reason: everybody who reads "
    "the document sees it."
)


@dataclass(frozen=True, slots=True)
class Sending:
    """What a moderator says of a comment that they file: from whom, how and when it came; Invalid with the field.

    `member_uid` is the person's name outside, where they are a member here; else `name` says who they are.
    `late_reason` is for what was received while no comments were taken.
    """

    channel: str
    received_at: datetime
    name: str = ""
    organisation: str = ""
    member_uid: str = ""
    note: str = ""
    late_reason: str = ""
    files: Sequence[File] = ()

    @classmethod
    def of(cls, channel: str, received_at: datetime, files: Sequence[File] = (), **said: str) -> "Sending":
        """Check what a form said."""
        if channel not in CHANNELS:
            raise Invalid(marked("Choose how the comment came."), field="channel")
        longest = {"note": LONGEST_NOTE, "late_reason": LONGEST_NOTE}
        lines = {name: _line(text, name, longest.get(name, LONGEST)) for name, text in said.items()}
        if not lines.get("name") and not lines.get("member_uid"):
            raise Invalid(marked("Say who sent it: give a name, or choose a member."), field="name")
        if len(files) > MOST_FILES:
            raise Invalid(marked("At most %(most)s files come with a comment."), field="scan", most=MOST_FILES)
        return cls(channel, received_at, files=files, **lines)


def _line(text: str, field: str, most: int) -> str:
    line = normal.line(text, field=field)
    if len(line) > most:
        raise Invalid(marked("This is too long: at most %(most)s characters."), field=field, most=most)
    return line


def steps(caller: Caller, paragraph_uid: str, posting: Posting, sending: Sending) -> Generator[Step, Any, Posted]:
    """The writes of filing, for `database.carry_out`: long files in runs, then the comment; what became of it.

    Everything is checked before anything is written, and raises as `file` does.
    """
    space_id = yield Step(check, (caller, paragraph_uid, posting, sending))
    for scan in sending.files:
        for run in files.runs(scan):
            yield Step(blobs.put, run)
    posted: Posted = yield Step(file, (caller, paragraph_uid, posting, sending), space_id)
    return posted


class _Checked(NamedTuple):
    """What is known of a filing once it may be done; `again` is what the same sending has made before."""

    who: Standing
    at: Place
    posting: Posting
    sender: Standing | None
    again: Posted | None


def check(
    session: Session, caller: Caller, paragraph_uid: str, posting: Posting, sending: Sending, *, now: datetime
) -> int:
    """Raise what `file` would, before anything is written; returns the space in which it is done."""
    found = _checked(session, caller, paragraph_uid, posting, sending, now)
    if found.again is None:
        _review(session, found.at, sending)
        anchored(found.at, posting.quotation)
    return found.at.space_id


def _checked(
    session: Session, caller: Caller, paragraph_uid: str, posting: Posting, sending: Sending, now: datetime
) -> _Checked:
    at = seen_places.seen_at(session, caller, paragraph_uid, posting.version, posting.revision, posting.kind)
    who = standing(session, caller, at.space_id)
    who.require("moderate")
    posting = _sourced(posting, sending)
    if again := comments.sent_before(session, caller, "file", posting.once(paragraph_uid)):
        return _Checked(who, at, posting, None, again)
    if at.is_gone:
        raise Invalid(comments.TAKEN_OUT)
    if sending.received_at > now:
        raise Invalid(marked("It cannot have been received after now."), field="received_at")
    sender = _member(session, at.space_id, sending.member_uid) if sending.member_uid else None
    return _Checked(who, at, posting, sender, None)


def file(
    session: Session, caller: Caller, paragraph_uid: str, posting: Posting, sending: Sending, *, now: datetime
) -> Posted:
    """Put in a comment for its sender, with the scan, on a paragraph or on words in it.

    It is in time where it was received while comments were taken; else `late_reason` is asked for, and public.
    Raises NotFound, NotAllowed, Closed where there was never a review, Conflict where it is finished; Invalid with the
    field; SentBefore.
    """
    who, at, posting, sender, again = _checked(session, caller, paragraph_uid, posting, sending, now)
    if again is not None:
        return again
    review, is_late = _review(session, at, sending)
    token_id = _late(session, who, at, review.review_id, sending, now) if is_late else None
    entered = _under(who, sender, review)._replace(late_token_id=token_id)
    author_id, party = who.person, ""
    if sender is not None:
        author_id, party = sender.person, sending.organisation or sender.on_behalf_of
    filed = Filed(posting, entered, author_id, party)
    posted = comments.file(session, who, at, filed, posting.once(paragraph_uid), now=now)
    made = session.execute(select(col(Comment.id)).where(col(Comment.uid) == posted.uid)).scalar_one()
    files.keep(session, made, sending.files, now=now)
    if author_id != who.person_id:
        told.filed(session, made, now=now)
    return posted


def _sourced(posting: Posting, sending: Sending) -> Posting:
    """With its provenance; whoever is a member is named as the comment's writer, and not beside it."""
    is_member = bool(sending.member_uid)
    source = replace(
        posting.source,
        channel=sending.channel,
        received_at=sending.received_at,
        note=sending.note,
        said_by="" if is_member else sending.name,
        said_for="" if is_member else sending.organisation,
    )
    return replace(posting, source=source)


def _member(session: Session, space_id: int, person_uid: str) -> Standing:
    """What the sender is here; Invalid where they are no member."""
    person_id = session.execute(
        select(col(Person.id))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Person.uid) == person_uid, col(Membership.space_id) == space_id)
        .where(col(Membership.ended_at).is_(None))
    ).scalar_one_or_none()
    if person_id is None:
        raise Invalid(marked("They are no member of this space. Give their name instead."), field="member")
    return standing(session, Caller(person_id), space_id)


def _review(session: Session, at: Place, sending: Sending) -> tuple[Taking, bool]:
    """The review that was open when it was received, or else the newest one: then it is late, which asks a reason.

    Conflict where it is finished: nobody has signed for what is filed after that.
    """
    try:
        review, is_late = review_windows.taking(session, at.document_id, sending.received_at), False
    except Closed:
        review, is_late = review_windows.newest(session, at.document_id), True
    sealed = select(col(Review.sealed_at)).where(col(Review.id) == review.review_id)
    if session.execute(sealed).scalar_one() is not None:
        raise Conflict(FINISHED)
    if is_late and not sending.late_reason:
        raise Invalid(LATE, field="late_reason")
    return review, is_late


def _under(who: Standing, sender: Standing | None, review: Taking) -> Entered:
    """Its sender is masked as other writers are; one who is no member has no pseudonym, and is not named at all."""
    if sender is not None:
        return entering.under(sender, review)
    return entering.under(who, review)._replace(masked="hidden" if entering.MASKS[review.named] else "")


def _late(session: Session, who: Standing, at: Place, review_id: int, sending: Sending, now: datetime) -> int:
    """The leave by which this one comment is taken, for the reason that its moderator gives; used up at once."""
    seq = record.next_number(session, at.space_id)
    token = LateToken(review_id=review_id, person_id=who.person, by_id=who.person_id, at=now, seq=seq)
    token.until_at, token.ended_at, token.ended_by_id, token.reason = now, now, who.person_id, sending.late_reason
    session.add(token)
    session.flush()
    content = {"until": record.stamp(now), "comments": 1, "reason": sending.late_reason}
    entry = record.Entry("review.late", content, (at.document_uid, token.uid), tell=(Tell(at.document_id),))
    record.append(session, who, seq, entry, now=now)
    return token.id


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member who may be the sender."""

    uid: str
    name: str
    on_behalf_of: str


def members(session: Session, who: Standing) -> list[MemberLine]:
    """The members of a space who may have sent something, by name; for moderators."""
    who.require("moderate")
    rows = session.execute(
        select(col(Person.uid), col(Person.name), col(Membership.on_behalf_of))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Membership.space_id) == who.space_id, col(Membership.ended_at).is_(None))
        .order_by(col(Person.name), col(Person.id))
    )
    return [MemberLine(*row) for row in rows]

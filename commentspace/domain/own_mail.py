"""The mail that came in from somebody, as they see it themselves: what became of it, and what was left out of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlmodel import Session, col

from commentspace.domain import addresses as own_addresses
from commentspace.domain import confirmations, filed, inbound_views, mail_pieces, people, placing
from commentspace.domain.access import Caller, Standing, standings
from commentspace.domain.filed import Filed, SaidOfAnswer
from commentspace.domain.inbound import Verdict
from commentspace.domain.mail_pieces import Piece, Spot
from commentspace.domain.placing import FILEABLE, Choice
from commentspace.domain.postings import Posted
from commentspace.domain.tables import Blob, Comment, Inbound, InboundText, Letter, Membership, Space
from commentspace.errors import NotFound

PAGE = 50
"""Mails on one page of the list."""
NOT_MINE = frozenset({Verdict.BOUNCE})
"""What a server wrote, and not a person."""


@dataclass(frozen=True, slots=True)
class OwnMail:
    """A mail of one's own; `space` is the title of the space that it is about, empty for several or none."""

    uid: str
    subject: str
    space: str
    came_from: str
    received_at: datetime
    verdict: str
    reason: str
    found: str
    left_out: str
    is_fileable: bool
    is_readable: bool
    filed: Sequence[Filed]
    state: str = ""
    """From here on what is known of one alone (`one`)."""
    pieces: Sequence[Piece] = ()
    letters: Sequence[str] = ()
    announcements: Sequence[str] = ()
    satisfied: Sequence[SaidOfAnswer] = ()
    spots: Sequence[Spot] = ()

    @property
    def waiting(self) -> Sequence[Piece]:
        """The pieces that are not filed."""
        return mail_pieces.waiting(self.pieces, self.filed)

    @property
    def is_partly_filed(self) -> bool:
        """Whether a text or a file of it was not filed where others were; what it quotes does not count."""
        return self.verdict == Verdict.FILED and bool(self.reason)


def of_person(session: Session, caller: Caller, page: int = 1) -> list[OwnMail]:
    """One page of the mails that came from the caller, or seem to, the newest first."""
    wanted = _wanted().where(*_mine(caller)).order_by(col(Inbound.id).desc())
    rows = session.execute(wanted.offset(PAGE * (max(1, page) - 1)).limit(PAGE)).all()
    return _own(session, caller, rows)


def size(session: Session, caller: Caller) -> int:
    """How many these are."""
    number: int = session.execute(select(func.count()).select_from(Inbound).where(*_mine(caller))).scalar_one()
    return number


def one(session: Session, caller: Caller, uid: str) -> OwnMail:
    """One of them, with the places where its texts may be put; else NotFound."""
    row = session.execute(_wanted().where(col(Inbound.uid) == uid, *_mine(caller))).first()
    if row is None:
        raise NotFound()
    [mail] = _own(session, caller, [row])
    inbound_id, letter_id = row.Inbound.id, row.Inbound.letter_id
    return replace(
        mail,
        state=placing.state(session, uid),
        pieces=mail_pieces.pieces(mail.found, mail.left_out),
        letters=filed.letters_of(session, inbound_id),
        announcements=filed.announcements_of(session, inbound_id),
        satisfied=filed.satisfied_of(session, inbound_id),
        spots=mail_pieces.of_letter(session, letter_id, spaces_of(session, caller)),
    )


def raw(session: Session, caller: Caller, uid: str) -> bytes:
    """The bytes of a mail that its reader wrote themselves; else NotFound."""
    if not one(session, caller, uid).is_readable:
        raise NotFound()
    return inbound_views.bytes_of(session, uid)


def file(session: Session, caller: Caller, uid: str, choice: Choice, *, now: datetime) -> Posted:
    """File what is chosen of one's own mail under a paragraph or a comment: received when the mail was.

    Raises NotFound, Closed where the mail came too late, and what a posting raises. The same form files once.
    """
    mail = one(session, caller, uid)
    if not mail.is_fileable:
        raise NotFound()
    message = session.execute(select(Inbound).where(col(Inbound.uid) == uid)).scalar_one()
    body = mail_pieces.chosen(mail.pieces, choice.pieces)
    return placing.put(session, message, body, choice, placed_by=None, now=now)


def _mine(caller: Caller) -> Sequence[ColumnElement[bool]]:
    return col(Inbound.person_id) == caller.person, col(Inbound.verdict).not_in([each.value for each in NOT_MINE])


def _wanted() -> Select[Any]:
    columns: Sequence[Any] = (
        *(Inbound, InboundText, col(Letter.subject).label("answered")),
        *(col(Space.title).label("space"), col(Blob.size)),
    )
    return (
        select(*columns)
        .select_from(Inbound)
        .join(Blob, col(Blob.id) == col(Inbound.blob_id))
        .outerjoin(Letter, col(Letter.id) == col(Inbound.letter_id))
        .outerjoin(Space, col(Space.id) == col(Inbound.space_id))
        .outerjoin(InboundText, col(InboundText.inbound_id) == col(Inbound.id))
    )


def _own(session: Session, caller: Caller, rows: Sequence[Row[Any]]) -> list[OwnMail]:
    """Each of them as the list shows it."""
    ids = [row.Inbound.id for row in rows]
    made = filed.of_messages(session, ids, col(Comment.author_id) == caller.person)
    addresses = {people.folded(each.address) for each in own_addresses.of_person(session, caller)}
    return [_one_of(row, made.get(row.Inbound.id, ()), addresses) for row in rows]


def _one_of(row: Row[Any], made: Sequence[Filed], addresses: Collection[str]) -> OwnMail:
    message, text = row.Inbound, row.InboundText
    found, left_out = (text.found, text.left_out) if text else ("", "")
    came_from = message.from_address or message.sender
    is_theirs = message.verdict in FILEABLE and not confirmations.is_refused(message)
    wrote = is_theirs and people.folded(came_from) in addresses
    return OwnMail(
        uid=message.uid,
        subject=message.subject or row.answered or "",
        space=row.space or "",
        came_from=came_from,
        received_at=message.received_at,
        verdict=message.verdict,
        reason=message.reason,
        found=found,
        left_out=left_out,
        is_fileable=wrote and bool(found or left_out),
        is_readable=wrote and row.size > 0,
        filed=made,
    )


def spaces_of(session: Session, caller: Caller) -> list[Standing]:
    """Where they are a member now."""
    mine = col(Membership.person_id) == caller.person, col(Membership.ended_at).is_(None)
    return standings(session, caller, list(session.execute(select(col(Membership.space_id)).where(*mine)).scalars()))

"""A letter of ours to an address of ours: whoever runs the program sees by it whether mail goes round."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import blobs, names, outbox, why
from commentspace.domain.tables import Inbound, Letter

KIND = "loop"


@dataclass(frozen=True, slots=True)
class Round:
    """How far such a letter has come: its state and what the server said; and what came back of it, if it has.

    `content` is the message as it came, empty before that; `verdict` what became of it.
    """

    state: str
    answer: str
    content: bytes = b""
    verdict: str = ""
    reason: str = ""


def begin(session: Session, address_of: Callable[[str], str], *, now: datetime) -> str:
    """Intend a letter to its own reply address, which `address_of` makes of its name; returns the name."""
    uid = outbox.intend(session, outbox.Intent(KIND, f"{KIND}:{names.new()}", address="-"), now=now)
    assert uid is not None  # noqa: S101  # its dedup key is new
    address = address_of(uid)
    whereto = {"address": address, "domain": outbox.domain_of(address)}
    session.execute(update(Letter).where(col(Letter.uid) == uid).values(**whereto))
    return uid


def look(session: Session, uid: str) -> Round:
    """How far the letter of this name has come."""
    letter = session.execute(select(Letter).where(col(Letter.uid) == uid)).scalar_one()
    found = session.execute(
        select(Inbound).where(col(Inbound.letter_id) == letter.id, col(Inbound.verdict) != "").limit(1)
    ).scalar_one_or_none()
    if found is None:
        return Round(letter.state, letter.answer)
    return Round(letter.state, letter.answer, blobs.read(session, found.blob_id), found.verdict, why.said(found.reason))

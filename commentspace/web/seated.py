"""What the forms of comments offer to somebody who sits in a delegation."""

from typing import NamedTuple

from sqlmodel import Session

from commentspace.domain import documents
from commentspace.domain.access import Caller, Standing
from commentspace.domain.delegations import seats


class Seated(NamedTuple):
    """The delegation into whose room somebody may write, "" for none; and whether they write there only."""

    room: str
    as_one: bool


def of(session: Session, who: Standing) -> Seated:
    """What this person is offered in their space."""
    found = seats.of(session, who) if who.person_id is not None else None
    return Seated(found.name, found.speaks_as_one) if found else Seated("", False)


def in_document(session: Session, caller: Caller, document_uid: str) -> Seated:
    """The same for the space of a document."""
    _, who = documents.find(session, caller, document_uid)
    return of(session, who)

"""What the forms of comments offer to somebody who sits in a delegation."""

from typing import NamedTuple

from sqlmodel import Session

from commentspace.domain import documents
from commentspace.domain.access import Caller, Standing
from commentspace.domain.delegations import seats


class Seated(NamedTuple):
    """The delegation into whose room somebody may write, "" for none; whether they write there only; if they lead."""

    room: str = ""
    as_one: bool = False
    is_focal: bool = False

    @property
    def is_led(self) -> bool:
        """Whether somebody else speaks for them, so that they endorse nothing by themselves."""
        return self.as_one and not self.is_focal


def of(session: Session, who: Standing) -> Seated:
    """What this person is offered in their space."""
    found = seats.of(session, who) if who.person_id is not None else None
    return Seated(found.name, found.speaks_as_one, found.is_focal) if found else Seated()


def in_document(session: Session, caller: Caller, document_uid: str) -> Seated:
    """The same for the space of a document."""
    _, who = documents.find(session, caller, document_uid)
    return of(session, who)

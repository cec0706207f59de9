"""Which members a letter to many goes to: all of them, or a part; and who of them it does not reach."""

import json
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import members, people, review_windows
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.arrivals import arrivals
from commentspace.domain.members import MemberView
from commentspace.domain.tables import Comment, Document, Invitation, Membership, Suppression
from commentspace.errors import Closed, Invalid, marked

WHO = ("all", "commented", "silent", "parties", "roles", "invited")
NAMED = ("parties", "roles")
ROLES = ("reader", "participant", "moderator", "owner")
ASKED_AT_ONCE = 1_000
"""Addresses in one question to the database."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the members, checked by `of`: who they are, about which document, or of which parties or roles.

    "commented" are those who have commented, on the document where one is named; "silent" those who have not
    commented on its newest review; "parties" those who speak for one of `names`, "roles" those who are here as one;
    "invited" those who have not accepted their invitation.
    """

    who: str = "all"
    document: str = ""
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, who: str, document: str = "", names: Iterable[str] = ()) -> "Part":
        """Check what a form said; Invalid with the field at fault. What the choice does not ask for is left out."""
        if who not in WHO:
            raise Invalid(marked("Choose to whom the letter goes."), field="who")
        if who == "silent" and not document:
            raise Invalid(marked("Choose the document on which they have not yet commented."), field="document")
        chosen = tuple(dict.fromkeys(names)) if who in NAMED else ()
        if who == "parties" and not chosen:
            raise Invalid(marked("Choose at least one of those for whom members speak."), field="who")
        if who == "roles" and not (chosen and set(chosen) <= set(ROLES)):
            raise Invalid(marked("Choose at least one role."), field="who")
        return cls(who, document if who in ("commented", "silent") else "", chosen)

    @classmethod
    def read(cls, kept: str) -> "Part":
        """What `kept` has written."""
        found = json.loads(kept)
        return cls(found.get("who", "all"), found.get("document", ""), tuple(found.get("names", ())))

    @property
    def kept(self) -> str:
        """As the announcement keeps it."""
        if self.is_all:
            return "{}"
        found = {"who": self.who, "document": self.document, "names": list(self.names)}
        return json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)

    @property
    def is_all(self) -> bool:
        """Whether these are all members."""
        return self.who == "all"


EVERYBODY = Part()


@dataclass(frozen=True, slots=True)
class Audience:
    """Those for whom a letter is, as it finds them; its writer is in none of the lists."""

    readers: list[MemberView]
    refusing: list[MemberView]
    """Those who want no letters to all."""
    unreachable: list[MemberView]
    """Those to whose address no letters go any more, as too many came back."""

    @property
    def unconfirmed(self) -> list[MemberView]:
        """The readers who have never signed in: nobody knows yet whether letters come to them."""
        return [member for member in self.readers if not member.verified]

    @property
    def others(self) -> list[MemberView]:
        """Those for whom it is, and to whom it is not mailed."""
        return [*self.refusing, *self.unreachable]


def audience(session: Session, caller: Caller, space_id: int, part: Part = EVERYBODY) -> Audience:
    """Who gets a letter to this part of the members, and who of them does not; NotAllowed for all but moderators."""
    who = standing(session, caller, space_id)
    who.require("broadcast")
    return of_space(session, who, part)


def of_space(session: Session, who: Standing, part: Part = EVERYBODY) -> Audience:
    """The same for the verbs that have checked the caller's rights."""
    belongs = _belonging(session, who.space_id, part)
    meant = [
        each for each in members.everybody(session, who.space_id) if each.person_id != who.person_id and belongs(each)
    ]
    gone = suppressed(session, [people.folded(each.address) for each in meant])
    willing = [each for each in meant if each.takes_announcements]
    return Audience(
        [each for each in willing if people.folded(each.address) not in gone],
        [each for each in meant if not each.takes_announcements],
        [each for each in willing if people.folded(each.address) in gone],
    )


def _belonging(session: Session, space_id: int, part: Part) -> Callable[[MemberView], bool]:
    """The question whether a member is in the part."""
    match part.who:
        case "commented":
            authors = _authors(session, space_id, part.document)
            return lambda each: each.person_id in authors
        case "silent":
            authors = _authors(session, space_id, part.document, is_newest=True)
            return lambda each: each.person_id not in authors
        case "parties":
            return lambda each: each.on_behalf_of in part.names
        case "roles":
            return lambda each: each.role in part.names
        case "invited":
            waiting = _waiting(session, space_id)
            return lambda each: each.person_id in waiting
        case _:
            return lambda each: True


def _authors(session: Session, space_id: int, document: str, *, is_newest: bool = False) -> set[int]:
    """Who has commented, and has not taken everything back; `is_newest` asks for the newest review alone."""
    found = select(col(Comment.author_id)).where(col(Comment.space_id) == space_id, col(Comment.withdrawn_at).is_(None))
    if document:
        document_id = _document(session, space_id, document)
        found = found.where(col(Comment.document_id) == document_id)
        if is_newest:
            with suppress(Closed):
                newest = review_windows.newest(session, document_id)
                found = found.where(col(Comment.review_id) == newest.review_id)
    return set(session.execute(found.distinct()).scalars())


def _document(session: Session, space_id: int, uid: str) -> int:
    found: int | None = session.execute(
        select(col(Document.id)).where(col(Document.uid) == uid, col(Document.space_id) == space_id)
    ).scalar_one_or_none()
    if found is None:
        raise Invalid(marked("Choose a document of this space."), field="document")
    return found


def _waiting(session: Session, space_id: int) -> set[int]:
    """Those whose invitation waits, and who have not come by another way."""
    found = (
        select(col(Membership.person_id))
        .join(Invitation, col(Invitation.membership_id) == col(Membership.id))
        .where(
            col(Membership.space_id) == space_id,
            col(Invitation.accepted_at).is_(None),
            col(Invitation.withdrawn_at).is_(None),
        )
    )
    return set(session.execute(found).scalars()) - set(arrivals(session, space_id))


def suppressed(session: Session, addresses: Collection[str]) -> set[str]:
    """Those of these addresses, folded, to which no letters go."""
    found: set[str] = set()
    asked = list(addresses)
    for start in range(0, len(asked), ASKED_AT_ONCE):
        some = col(Suppression.address).in_(asked[start : start + ASKED_AT_ONCE])
        rows = select(col(Suppression.address)).where(some, col(Suppression.lifted_at).is_(None))
        found |= set(session.execute(rows).scalars())
    return found


def parties(session: Session, who: Standing) -> list[str]:
    """For whom members of the space speak, each once, in order: for the form that chooses some."""
    who.require("broadcast")
    named = {each.on_behalf_of for each in members.everybody(session, who.space_id)}
    return sorted(named - {""})


def symbol(session: Session, part: Part) -> str:
    """The symbol of the document that the part is about; empty where it is about none."""
    if not part.document:
        return ""
    found = select(col(Document.symbol)).where(col(Document.uid) == part.document)
    return session.execute(found).scalar_one_or_none() or ""

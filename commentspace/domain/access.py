"""Who may do what, and who sees what: one table of verbs, and one rule of visibility for every door."""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select
from sqlmodel import Session, col

from commentspace.domain.tables import Comment, Membership, Notice, Person, Space
from commentspace.errors import NotAllowed, NotFound, SignInNeeded


class Role(IntEnum):
    """How much somebody may do in a space; each may do what those before may."""

    STRANGER = 0
    READER = 1
    PARTICIPANT = 2
    MODERATOR = 3
    OWNER = 4


LEAST = {
    "read": Role.STRANGER,
    "comment": Role.PARTICIPANT,
    "reply": Role.PARTICIPANT,
    "edit": Role.PARTICIPANT,
    "withdraw": Role.PARTICIPANT,
    "write": Role.PARTICIPANT,
    "hold": Role.MODERATOR,
    "moderate": Role.MODERATOR,
    "import": Role.MODERATOR,
    "review": Role.MODERATOR,
    "invite": Role.MODERATOR,
    "broadcast": Role.MODERATOR,
    "govern": Role.OWNER,
}
"""The least role for each verb. `edit` and `withdraw` are for one's own comments only.

A stranger has a standing in spaces that are open to read only (`standing`), so "read" asks for nothing more.
"""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and through which door; the operator is whoever runs the command line."""

    person_id: int | None = None
    door: str = "web"
    is_operator: bool = False

    @property
    def person(self) -> int:
        """The person's key; SignInNeeded where nobody has signed in."""
        if self.person_id is None:
            raise SignInNeeded()
        return self.person_id


@dataclass(frozen=True, slots=True)
class Standing:
    """What a caller is in one space."""

    space_id: int
    person_id: int | None
    role: Role
    door: str
    pseudonym: str
    on_behalf_of: str = ""
    is_member: bool = False

    @property
    def person(self) -> int:
        """The person's key; SignInNeeded where nobody has signed in."""
        if self.person_id is None:
            raise SignInNeeded()
        return self.person_id

    def may(self, verb: str) -> bool:
        """Whether the table allows it."""
        return self.role >= LEAST[verb]

    def require(self, verb: str) -> None:
        """Go on, or be refused: SignInNeeded for a stranger, NotAllowed for anybody else."""
        if not self.may(verb):
            raise NotAllowed() if self.person_id is not None else SignInNeeded()

    @property
    def sees_held(self) -> bool:
        """Whether held comments of anybody are seen."""
        return self.may("hold")

    def face(self, author_id: int) -> str:
        """The form in which a comment is shown: "own", "inside" (to moderators) or "outside"."""
        if self.person_id is not None and author_id == self.person_id:
            return "own"
        return "inside" if self.sees_held else "outside"


def standing(session: Session, caller: Caller, space_id: int) -> Standing:
    """What the caller is in this space; NotFound where they may not know that it exists."""
    space = session.execute(select(col(Space.is_open)).where(col(Space.id) == space_id)).first()
    if space is None:
        raise NotFound()
    found = _member(session, caller, space_id)
    if found.role == Role.STRANGER and not space.is_open:
        raise NotFound()
    return found


def _member(session: Session, caller: Caller, space_id: int) -> Standing:
    if caller.is_operator:
        return Standing(space_id, caller.person_id, Role.OWNER, caller.door, "operator")
    if caller.person_id is None:
        return Standing(space_id, None, Role.STRANGER, caller.door, "")
    row = session.execute(
        select(
            col(Person.uid),
            col(Person.is_admin),
            col(Membership.role),
            col(Membership.on_behalf_of),
            col(Membership.pseudonym),
        )
        .select_from(Person)
        .outerjoin(
            Membership,
            and_(
                col(Membership.person_id) == col(Person.id),
                col(Membership.space_id) == space_id,
                col(Membership.ended_at).is_(None),
            ),
        )
        .where(col(Person.id) == caller.person_id)
    ).one()
    role = Role[row.role.upper()] if row.role else Role.STRANGER
    return Standing(
        space_id,
        caller.person_id,
        Role.OWNER if row.is_admin else role,
        caller.door,
        row.pseudonym or _stranger(space_id, row.uid),
        row.on_behalf_of or "",
        is_member=row.role is not None,
    )


def _stranger(space_id: int, person_uid: str) -> str:
    """The pseudonym of an administrator who is no member: the same in one space, another in the next."""
    return "admin-" + hashlib.sha256(f"{space_id}:{person_uid}".encode()).hexdigest()[:16]


def visible(who: Standing) -> ColumnElement[bool]:
    """Which comments this person may see: the one condition for pages, sockets, digests, exports and counts."""
    if who.sees_held:
        return literal(True)
    shown = col(Comment.hold_id).is_(None)
    if who.person_id is None:
        return shown
    return or_(shown, col(Comment.author_id) == who.person_id, col(Comment.held_for_id) == who.person_id)


def sees(who: Standing, hold_id: int | None, author_id: int, held_for_id: int | None) -> bool:
    """The rule of `visible` for one comment whose columns are at hand."""
    return who.sees_held or hold_id is None or (who.person_id is not None and who.person_id in (author_id, held_for_id))


def told(who: Standing) -> ColumnElement[bool]:
    """Which notices this person's pages and cursors may know of."""
    audiences: list[ColumnElement[Any]] = [col(Notice.audience) == "all"]
    if who.sees_held:
        audiences.append(col(Notice.audience) == "moderators")
    if who.person_id is not None:
        audiences.append(col(Notice.person_id) == who.person_id)
    return or_(*audiences)

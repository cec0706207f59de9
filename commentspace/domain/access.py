"""Who may do what, and who sees what: one table of verbs, and one rule of visibility for every door."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, literal, or_, select
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.tables import Comment, Membership, Notice, Person, Review, Space
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
    "endorse": Role.PARTICIPANT,
    "hold": Role.MODERATOR,
    "moderate": Role.MODERATOR,
    "import": Role.MODERATOR,
    "review": Role.MODERATOR,
    "answer": Role.MODERATOR,
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

    @property
    def sees_names(self) -> bool:
        """Whether it is seen who wrote what, where names are not shown to everybody."""
        return self.may("moderate")

    def face(self, author_id: int) -> str:
        """The form in which a comment is shown: "own", "inside" (to moderators) or "outside"."""
        if self.person_id is not None and author_id == self.person_id:
            return "own"
        return "inside" if self.sees_held else "outside"


def standing(session: Session, caller: Caller, space_id: int) -> Standing:
    """What the caller is in this space; NotFound where they may not know that it exists."""
    is_open = snapshots.once(session, _is_open, space_id)
    if is_open is None:
        raise NotFound()
    found = snapshots.once(session, _member, caller, space_id)
    if found.role == Role.STRANGER and not is_open:
        raise NotFound()
    return found


def _is_open(session: Session, space_id: int) -> bool | None:
    """Whether anybody may read in the space; None where there is none."""
    return session.execute(select(col(Space.is_open)).where(col(Space.id) == space_id)).scalar_one_or_none()


def _member(session: Session, caller: Caller, space_id: int) -> Standing:
    if caller.is_operator:
        return Standing(space_id, caller.person_id, Role.OWNER, caller.door, "operator")
    if caller.person_id is None:
        return Standing(space_id, None, Role.STRANGER, caller.door, "")
    row = session.execute(_memberships(caller.person_id).where(col(Space.id) == space_id)).one()
    return _standing(caller, row)


def standings(session: Session, caller: Caller, space_ids: Collection[int]) -> list[Standing]:
    """What the caller is in each of these spaces, those left out that they may not know of: one query for all."""
    if caller.is_operator or caller.person_id is None:
        rows = session.execute(select(col(Space.id), col(Space.is_open)).where(col(Space.id).in_(space_ids)))
        found = [(row.is_open, _member(session, caller, row.id)) for row in rows]
    else:
        rows = session.execute(_memberships(caller.person_id).where(col(Space.id).in_(space_ids)))
        found = [(row.is_open, _standing(caller, row)) for row in rows]
    return [who for is_open, who in found if is_open or who.role > Role.STRANGER]


def _memberships(person_id: int) -> Select[Any]:
    """What is known of a person in every space, whether they are a member or not."""
    mine: list[Any] = [col(Membership.role), col(Membership.on_behalf_of), col(Membership.pseudonym)]
    return (
        select(col(Space.id).label("space_id"), col(Space.is_open), col(Person.uid), col(Person.is_admin), *mine)
        .select_from(Space)
        .join(Person, col(Person.id) == person_id)
        .outerjoin(
            Membership,
            and_(
                col(Membership.person_id) == person_id,
                col(Membership.space_id) == col(Space.id),
                col(Membership.ended_at).is_(None),
            ),
        )
    )


def _standing(caller: Caller, row: Row[Any]) -> Standing:
    role = Role[row.role.upper()] if row.role else Role.STRANGER
    return Standing(
        row.space_id,
        caller.person_id,
        Role.OWNER if row.is_admin else role,
        caller.door,
        row.pseudonym or stranger(row.space_id, row.uid),
        row.on_behalf_of or "",
        is_member=row.role is not None,
    )


def stranger(space_id: int, person_uid: str) -> str:
    """The pseudonym of an administrator who is no member: the same in one space, another in the next."""
    return "admin-" + hashlib.sha256(f"{space_id}:{person_uid}".encode()).hexdigest()[:16]


def visible(who: Standing) -> ColumnElement[bool]:
    """Which comments this person may see: the one condition for pages, sockets, digests, exports and counts."""
    if who.sees_held:
        return literal(True)
    shown = ~hidden()
    if who.person_id is None:
        return shown
    return or_(shown, col(Comment.author_id) == who.person_id, col(Comment.held_for_id) == who.person_id)


def hidden(comment: Any = Comment) -> ColumnElement[bool]:
    """Whether a comment is kept from those who only read: it is held back, or its review has not been unveiled.

    `comment` may be an alias of the table.
    """
    unveiled = select(col(Review.id)).where(col(Review.unveiled_seq).is_not(None)).correlate(None)
    veiled = and_(comment.veil_id.is_not(None), comment.veil_id.not_in(unveiled))
    return or_(comment.hold_id.is_not(None), veiled)


def named(who: Standing, comment: Any = Comment) -> ColumnElement[bool]:
    """Whether this person may know who wrote a comment that they see: the one condition for names and organisations.

    `comment` may be an alias of the table.
    """
    if who.sees_names:
        return literal(True)
    is_open = comment.masked == ""
    return is_open if who.person_id is None else or_(is_open, comment.author_id == who.person_id)


def visible_in(standings: Sequence[Standing]) -> ColumnElement[bool]:
    """The same over several spaces, for one who may see things in all of them: still one query."""
    return or_(false(), *(and_(col(Comment.space_id) == who.space_id, visible(who)) for who in standings))


def sees(who: Standing, is_hidden: bool, author_id: int, held_for_id: int | None) -> bool:
    """The rule of `visible` for one comment whose columns are at hand, and of which it was asked if it is `hidden`."""
    return who.sees_held or not is_hidden or (who.person_id is not None and who.person_id in (author_id, held_for_id))


def told(who: Standing) -> ColumnElement[bool]:
    """Which notices this person's pages and cursors may know of."""
    audiences: list[ColumnElement[Any]] = [col(Notice.audience) == "all"]
    if who.sees_held:
        audiences.append(col(Notice.audience) == "moderators")
    if who.person_id is not None:
        audiences.append(col(Notice.person_id) == who.person_id)
    return or_(*audiences)

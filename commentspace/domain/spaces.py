"""Spaces: made by moderators, found by their address."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import record, snapshots, space_rules
from commentspace.domain.access import Caller, Role, Standing, standing
from commentspace.domain.space_rules import SpaceRules
from commentspace.domain.tables import Membership, Person, Space
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, marked
from commentspace.text import normal

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Plan:
    """A space to be made, or what it is to be from now on; checked by `of`."""

    slug: str
    title: str
    rules: SpaceRules

    @classmethod
    def of(cls, slug: str, title: str, rules: SpaceRules | None = None, **chosen: Any) -> "Plan":
        """Check what a form said; `chosen` are rules that differ from the given or the usual ones.

        Raises Invalid with the field at fault.
        """
        slug = slug.strip().lower()
        require_slug(slug)
        title = normal.line(title, field="title")
        if not title or len(title) > 200:
            raise Invalid(marked("Give the space a title of at most 200 characters."), field="title")
        return cls(slug, title, replace(rules or SpaceRules(), **chosen))

    @property
    def content(self) -> dict[str, str]:
        """What the record keeps of it."""
        return {"title": self.title} | self.rules.content


def require_slug(slug: str) -> None:
    """Go on where this can be a space's short name."""
    if not SLUG.fullmatch(slug):
        raise Invalid(
            marked("“%(slug)s” cannot be a short name: use up to 40 of the letters a to z, digits and hyphens."),
            field="slug",
            slug=slug[:60],
        )


def may_make(session: Session, caller: Caller) -> bool:
    """Administrators and whoever moderates a space may make another."""
    if caller.is_operator:
        return True
    if caller.person_id is None:
        return False
    found = session.execute(
        select(col(Person.id))
        .outerjoin(Membership, and_(col(Membership.person_id) == col(Person.id), col(Membership.ended_at).is_(None)))
        .where(
            col(Person.id) == caller.person_id,
            or_(col(Person.is_admin), col(Membership.role).in_(("moderator", "owner"))),
        )
    ).first()
    return found is not None


def require_maker(session: Session, caller: Caller) -> None:
    """Go on, or be refused, before a form is shown."""
    if caller.person_id is None and not caller.is_operator:
        raise SignInNeeded()
    if not may_make(session, caller):
        raise NotAllowed()


def make(session: Session, caller: Caller, plan: Plan, *, now: datetime) -> int:
    """Make a space, with the caller as its owner; returns its id. Conflict where the short name is taken.

    The same plan of the same owner, sent twice, makes one space.
    """
    require_maker(session, caller)
    if (made := _made_before(session, caller, plan)) is not None:
        return made
    if session.execute(select(col(Space.id)).where(col(Space.slug) == plan.slug)).first():
        raise Conflict(
            marked("There is already a space named “%(slug)s”. Choose another name."), field="slug", slug=plan.slug
        )
    space = Space(slug=plan.slug, title=plan.title, created_at=now, **plan.rules.columns)
    session.add(space)
    session.flush()
    session.info["space"] = space.id
    seq = record.next_number(session, space.id)
    who = Standing(space.id, caller.person_id, Role.OWNER, caller.door, "operator")
    if caller.person_id is not None:
        owner = Membership(
            space_id=space.id, person_id=caller.person_id, role="owner", joined_seq=seq, digest_seq=seq, joined_at=now
        )
        session.add(owner)
        session.flush()
        who = standing(session, caller, space.id)
    content = {"slug": plan.slug} | plan.content
    record.append(session, who, seq, record.Entry("space.made", content, things=(space.uid,)), now=now)
    return space.id


def _made_before(session: Session, caller: Caller, plan: Plan) -> int | None:
    """The space that the caller has made by this very plan, and owns."""
    found: int | None = session.execute(
        select(col(Space.id))
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Space.slug) == plan.slug,
            col(Space.title) == plan.title,
            *(col(getattr(Space, name)) == value for name, value in plan.rules.columns.items()),
            col(Membership.person_id) == caller.person_id,
            col(Membership.role) == "owner",
            col(Membership.ended_at).is_(None),
        )
    ).scalar_one_or_none()
    return found


@dataclass(frozen=True, slots=True)
class SpaceView:
    """A space as a page shows it."""

    id: int
    uid: str
    slug: str
    title: str
    rules: SpaceRules
    conduct_number: int = 0
    """The number of the code of conduct in force; 0 for none."""
    members: int = 0

    @property
    def is_open(self) -> bool:
        """Whether anybody may read there."""
        return self.rules.is_open


def _views(session: Session, *conditions: object) -> list[SpaceView]:
    counted = (
        select(func.count())
        .where(col(Membership.space_id) == col(Space.id), col(Membership.ended_at).is_(None))
        .scalar_subquery()
    )
    of_space = (Space.id, Space.uid, Space.slug, Space.title, Space.conduct_number, counted)
    rows = session.execute(
        select(*of_space, *space_rules.columns())  # type: ignore[call-overload]  # plain columns
        .where(*conditions)
        .order_by(col(Space.title))
    )
    return [
        SpaceView(id_, uid, slug, title, SpaceRules(*rules), conduct_number, members)
        for id_, uid, slug, title, conduct_number, members, *rules in rows
    ]


def find(session: Session, caller: Caller, slug: str) -> tuple[SpaceView, Standing]:
    """The space of this short name, and what the caller is there; NotFound where there is none to be known of."""
    found = _views(session, col(Space.slug) == slug)
    if not found:
        raise NotFound()
    return found[0], standing(session, caller, found[0].id)


def with_id(session: Session, space_id: int) -> SpaceView:
    """The space with this key, for callers who have asked what they may see."""
    return snapshots.once(session, _with_id, space_id)


def _with_id(session: Session, space_id: int) -> SpaceView:
    return _views(session, col(Space.id) == space_id)[0]


def id_of(session: Session, slug: str) -> int | None:
    """The id of the space of this short name."""
    return session.execute(select(col(Space.id)).where(col(Space.slug) == slug)).scalar_one_or_none()


def for_home(session: Session, caller: Caller) -> list[SpaceView]:
    """The spaces that the caller belongs to, and those open to anybody."""
    mine = select(col(Membership.space_id)).where(
        col(Membership.person_id) == caller.person_id, col(Membership.ended_at).is_(None)
    )
    return _views(session, or_(col(Space.is_open), col(Space.id).in_(mine)))


def change(session: Session, caller: Caller, space_id: int, plan: Plan, *, now: datetime) -> None:
    """Change a space's title and rules; its short name stays, as addresses hold it."""
    who = standing(session, caller, space_id)
    who.require("govern")
    space = session.get_one(Space, space_id)
    space.title = plan.title
    for name, value in plan.rules.columns.items():
        setattr(space, name, value)
    session.add(space)
    session.flush()
    entry = record.Entry("space.changed", plan.content)
    record.append(session, who, record.next_number(session, space_id), entry, now=now)

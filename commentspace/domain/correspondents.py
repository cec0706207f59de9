"""Under which names the two of an exchange of letters know each other.

Letters about a comment whose writer is not named to all name neither of the two: to each the other is the pseudonym,
or nobody with a name. Moderators are named where they write to its writer, and know who wrote it.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.people import ERASED, UNNAMED
from commentspace.domain.tables import Comment, Membership, Message, Person


def known_as(person: Any, viewer_id: Any, comment_id: Any, space_id: Any) -> ColumnElement[str]:
    """The name under which a viewer knows somebody in an exchange about this comment (NULL for none) in this space.

    `person` is the table of people or an alias of it; the others are columns or values.
    """
    masked, author_id = (_of_comment(comment_id, name) for name in ("masked", "author_id"))
    is_named = or_(
        func.coalesce(masked, "") == "",
        person.id == viewer_id,
        _moderates(viewer_id, space_id),
        and_(person.id != author_id, _moderates(person.id, space_id)),
    )
    mine = aliased(Membership)
    alias = select(col(mine.alias)).where(col(mine.person_id) == person.id, col(mine.space_id) == space_id)
    known: ColumnElement[str] = case(
        (or_(is_named, person.name == ERASED), person.name),
        (masked == "alias", func.coalesce(alias.correlate_except(mine).scalar_subquery(), UNNAMED)),
        else_=UNNAMED,
    )
    return known


def name_of(session: Session, person_id: int, viewer_id: int, comment_id: int | None, space_id: int) -> str:
    """The same for one person."""
    asked = known_as(Person, literal(viewer_id), literal(comment_id, Integer), literal(space_id))
    name: str = session.execute(select(asked).where(col(Person.id) == person_id)).scalar_one()
    return name


def is_unnamed(session: Session, comment_id: int | None) -> bool:
    """Whether an exchange about this comment names neither of the two."""
    if comment_id is None:
        return False
    return bool(session.execute(select(col(Comment.masked)).where(col(Comment.id) == comment_id)).scalar_one())


def letters(by_id: int, whom_id: int) -> Any:
    """The letters that one has got from the other: about which comment, and how its writer is masked."""
    about = aliased(Comment)
    return (
        select(col(Message.comment_id), func.coalesce(col(about.masked), "").label("masked"))
        .outerjoin(about, col(about.id) == col(Message.comment_id))
        .where(col(Message.to_id) == by_id, col(Message.from_id) == whom_id)
    )


def blocked_as(by_id: int) -> ColumnElement[str]:
    """The name under which a `Person` stands in somebody's list of those whose letters they refuse.

    It is none where they know the person under two names: which of them they blocked is not told by the other.
    """
    got = aliased(Message)
    of_theirs = select(col(got.id)).where(col(got.to_id) == by_id, col(got.from_id) == col(Person.id))
    masked = _of_comment(col(got.comment_id), "masked")
    known = known_as(Person, by_id, col(got.comment_id), col(got.space_id))
    unnamed = of_theirs.where(func.coalesce(masked, "") != "").with_only_columns(known).order_by(col(got.id)).limit(1)
    first = unnamed.correlate(Person).scalar_subquery()
    is_named = of_theirs.where(func.coalesce(masked, "") == "").correlate(Person).exists()
    name: ColumnElement[str] = case(
        (or_(first.is_(None), first == col(Person.name)), col(Person.name)), (is_named, UNNAMED), else_=first
    )
    return name


def _of_comment(comment_id: Any, column: str) -> ColumnElement[Any]:
    about = aliased(Comment)
    asked = select(getattr(about, column)).where(col(about.id) == comment_id)
    return asked.correlate_except(about).scalar_subquery()


def _moderates(person_id: Any, space_id: Any) -> ColumnElement[bool]:
    mine, somebody = aliased(Membership), aliased(Person)
    roles = col(mine.role).in_(("moderator", "owner")), col(mine.ended_at).is_(None)
    is_moderator = exists().where(col(mine.person_id) == person_id, col(mine.space_id) == space_id, *roles)
    is_admin = exists().where(col(somebody.id) == person_id, col(somebody.is_admin))
    return or_(is_moderator.correlate_except(mine), is_admin.correlate_except(somebody))

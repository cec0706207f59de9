"""The comments that led to a change, as one person may see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.comparing.choosing import Chosen
from commentspace.domain.tables import Adoption, Anchor, Comment, Paragraph, Revision, Wording
from commentspace.domain.views import CommentView
from commentspace.text.comparing import Row


@dataclass(frozen=True, slots=True)
class Reasons:
    """What was taken over into the row, and what else was said of its wordings between the two revisions."""

    taken: tuple[CommentView, ...] = ()
    said: tuple[CommentView, ...] = ()


NONE = Reasons()


def of_rows(session: Session, chosen: Chosen, rows: Iterable[Row]) -> dict[str, Reasons]:
    """For each of these rows that is a change, by its name, what this person may see of the comments that led to it.

    Threads count once, by what began them; what was withdrawn or is about a translation alone is left out.
    """
    wanted = {row.name: row.match.through for row in rows if not row.is_quiet and not row.is_left}
    paragraphs = frozenset().union(*wanted.values())
    taken = _by_paragraph(session, _adopted(chosen), paragraphs)
    said = _by_paragraph(session, _made(chosen), paragraphs)
    numbers = {number for found in (taken, said) for several in found.values() for number in several}
    if not numbers:
        return {}
    here = col(Comment.id).in_(numbers), col(Comment.withdrawn_at).is_(None)
    views = {each.id: each for each in discussion.comments(session, chosen.who, *here)}
    return {
        name: Reasons(credited := _seen(views, taken, through), _seen(views, said, through, but=credited))
        for name, through in wanted.items()
    }


def _seen(
    views: dict[int, CommentView],
    found: dict[str, list[int]],
    through: Collection[str],
    but: Sequence[CommentView] = (),
) -> tuple[CommentView, ...]:
    """The comments on these paragraphs that are seen, in the order in which they were posted."""
    numbers = {number for uid in through for number in found.get(uid, ())} - {each.id for each in but}
    return tuple(view for number, view in views.items() if number in numbers)


def _by_paragraph(session: Session, asked: Select[Any], paragraphs: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for uid, number in session.execute(asked.where(col(Paragraph.uid).in_(paragraphs))) if paragraphs else ():
        found[uid].append(number)
    return found


def _adopted(chosen: Chosen) -> Select[Any]:
    columns: list[Any] = [col(Paragraph.uid), col(Adoption.comment_id)]
    return (
        select(*columns)
        .join(Paragraph, col(Paragraph.id) == col(Adoption.paragraph_id))
        .join(Revision, col(Revision.id) == col(Adoption.revision_id))
        .where(
            col(Revision.document_id) == chosen.document.id,
            col(Revision.number) > chosen.older.number,
            col(Revision.number) <= chosen.newer.number,
        )
    )


def _made(chosen: Chosen) -> Select[Any]:
    """What was said first on wordings from the older revision on, and before the newer one."""
    columns: list[Any] = [col(Paragraph.uid), col(Anchor.comment_id)]
    return (
        select(*columns)
        .select_from(Anchor)
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .join(Revision, col(Revision.id) == col(Anchor.revision_id))
        .where(
            col(Comment.document_id) == chosen.document.id,
            col(Comment.parent_id).is_(None),
            (col(Comment.kind) != "translation") | (col(Anchor.language) == chosen.version),
            col(Anchor.is_first),
            col(Revision.number) >= chosen.older.number,
            col(Revision.number) < chosen.newer.number,
        )
    )

"""Answers to somebody's own comments that do not stand any more, and in whose place nobody has answered since."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import discussion, snapshots
from commentspace.domain.access import Standing
from commentspace.domain.dispositions import turns
from commentspace.domain.dispositions.deciding import REOPENED, TAKEN_BACK
from commentspace.domain.dispositions.turns import Turn
from commentspace.domain.tables import Comment, Disposition, Event, Notice
from commentspace.domain.told.answering import MARK
from commentspace.domain.veils import Stretch
from commentspace.domain.views import CommentView


class Back(NamedTuple):
    """A comment with the answer that stands again, or with none; who took the later one back, and why."""

    comment: CommentView
    by: str
    why: str


def marked_back(told: Sequence[str]) -> set[str]:
    """The answers of which a letter tells that they were taken back; it tells nothing of those that it would bring."""
    return {name.removeprefix(MARK) for name in told if name.startswith(MARK)} - set(told)


def named(session: Session, who: Standing, told: Sequence[str]) -> list[Back]:
    """One's own comments of which a letter was to tell that these answers were taken back, and that stand so still."""
    names = marked_back(told)
    if not names:
        return []
    rows = session.execute(
        select(col(Disposition.comment_id), col(Disposition.in_force_seq)).where(col(Disposition.uid).in_(names))
    )
    known: dict[int, int] = {}
    for comment_id, seq in rows:
        known[comment_id] = max(seq or 0, known.get(comment_id, 0))
    histories = turns.of_comments(session, known)
    backs = {key: mine for key, mine in histories.items() if _stands_before(mine, known[key])}
    return _views(session, who, backs)


def since(session: Session, who: Standing, stretches: Sequence[Stretch]) -> list[Back]:
    """One's own comments whose answer was taken back in these stretches, but for what nobody was told of before."""
    start = min((after for after, _ in stretches), default=0)
    touched = [key for key, author in _touched(session, who, stretches) if author == who.person_id]
    histories = turns.of_comments(session, touched)
    backs = {
        key: mine
        for key, mine in histories.items()
        if _stands_before(mine, start + 1) and mine[-1].uid != _standing_at(mine, start)
    }
    return _views(session, who, backs)


def _touched(session: Session, who: Standing, stretches: Sequence[Stretch]) -> Sequence[tuple[int, int]]:
    return [each for stretch in stretches for each in snapshots.once(session, _in_stretch, who.space_id, stretch)]


def _in_stretch(session: Session, space_id: int, stretch: Stretch) -> list[tuple[int, int]]:
    """The comments of which an answer was taken back there, with who wrote them: the same for many readers."""
    rows = session.execute(
        select(col(Comment.id), col(Comment.author_id))
        .join(Notice, col(Notice.comment_id) == col(Comment.id))
        .join(Event, and_(col(Event.space_id) == col(Notice.space_id), col(Event.seq) == col(Notice.seq)))
        .where(col(Event.space_id) == space_id, col(Event.seq) > stretch[0], col(Event.seq) <= stretch[1])
        .where(col(Event.verb).in_((REOPENED, TAKEN_BACK)))
        .distinct()
    )
    return [(row[0], row[1]) for row in rows]


def _stands_before(mine: Sequence[Turn], seq: int) -> bool:
    """Whether the last that happened is that an answer was taken back, and what stands now came before this number."""
    if not mine or not mine[-1].is_back:
        return False
    return not mine[-1].uid or any(each.uid == mine[-1].uid and each.seq < seq for each in mine if not each.is_back)


def _standing_at(mine: Sequence[Turn], seq: int) -> str:
    return next((each.uid for each in reversed(mine) if each.seq <= seq), "")


def _views(session: Session, who: Standing, backs: dict[int, list[Turn]]) -> list[Back]:
    if not backs:
        return []
    mine = col(Comment.author_id) == who.person_id, col(Comment.withdrawn_at).is_(None)
    seen = discussion.comments(session, who, *mine, col(Comment.space_id) == who.space_id, col(Comment.id).in_(backs))
    return [Back(view, backs[view.id][-1].by, backs[view.id][-1].reason) for view in seen]


def standing_again(
    session: Session, person_id: int | None, comment_uids: Collection[str], told: Sequence[str]
) -> dict[str, str]:
    """The answers that stand again where a letter told that later ones were taken back, by the comments' names."""
    later = aliased(Disposition)
    rows = session.execute(
        select(col(Comment.uid), col(Disposition.uid))
        .join(Disposition, col(Disposition.id) == col(Comment.disposition_id))
        .join(later, col(later.comment_id) == col(Comment.id))
        .where(col(Comment.uid).in_(comment_uids), col(Comment.author_id) == person_id)
        .where(col(later.uid).in_(marked_back(told)), col(Disposition.in_force_seq) < col(later.in_force_seq))
    )
    return {row[0]: row[1] for row in rows}

"""The line of descent of a paragraph: those that it came from by splits and merges, and until when each is told."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from commentspace.domain.tables import Lineage, Paragraph, Revision

ENDLESS = 1_000_000_000
"""More than any revision's number."""


@dataclass(frozen=True, slots=True)
class Descent:
    """In revision `number` a paragraph came from another: "split" or "merged"."""

    number: int
    from_id: int
    to_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, and those that it came from: each is told in the revisions before the number in `until`."""

    paragraph_id: int
    until: Mapping[int, int]
    descents: Sequence[Descent]
    """The splits and merges that touch one of them while it is told, in the order of revisions."""

    def tells(self, paragraph_id: int, number: int) -> bool:
        """Whether this paragraph belongs to the line in this revision."""
        return number < self.until.get(paragraph_id, 0)

    @property
    def related(self) -> set[int]:
        """The paragraphs of the line, and those with which one of them was one."""
        return {*self.until, *(each for found in self.descents for each in (found.from_id, found.to_id))}

    def within(self, paragraph: Mapped[int], number: Mapped[int]) -> ColumnElement[bool]:
        """The same as `tells`, as a condition."""
        by_end = groupby(sorted(self.until, key=self._end), key=self._end)
        return or_(*(and_(paragraph.in_(list(some)), number < end) for end, some in by_end))

    def _end(self, paragraph_id: int) -> int:
        return self.until[paragraph_id]


def of_paragraph(session: Session, document_id: int, paragraph_id: int) -> Line:
    """The line of a paragraph, through all issued revisions of its document."""
    rows = session.execute(
        select(col(Revision.number), col(Lineage.from_id), col(Lineage.to_id), col(Lineage.kind))
        .join(Revision, col(Revision.id) == col(Lineage.revision_id))
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number), col(Lineage.id))
    )
    return traced(paragraph_id, [Descent(*row) for row in rows])


def traced(paragraph_id: int, descents: Sequence[Descent]) -> Line:
    """The line of a paragraph among all splits and merges of its document."""
    coming = _by_target(descents)
    until = {paragraph_id: ENDLESS}
    ahead = [paragraph_id]
    while ahead:
        to = ahead.pop()
        for each in coming.get(to, ()):
            if each.number < until[to] and until.get(each.from_id, 0) < each.number:
                until[each.from_id] = each.number
                ahead.append(each.from_id)
    return Line(paragraph_id, until, [each for each in descents if _touches(each, until)])


def _by_target(descents: Iterable[Descent]) -> dict[int, list[Descent]]:
    found: dict[int, list[Descent]] = {}
    for each in descents:
        found.setdefault(each.to_id, []).append(each)
    return found


def _touches(each: Descent, until: Mapping[int, int]) -> bool:
    """Whether a split or merge happened to a paragraph that is told then: what it came from was told before it."""
    return each.number < until.get(each.to_id, 0) or each.number <= until.get(each.from_id, 0)


def named(session: Session, paragraphs: Collection[int]) -> dict[int, str]:
    """The outside names of these paragraphs."""
    rows = session.execute(select(col(Paragraph.id), col(Paragraph.uid)).where(col(Paragraph.id).in_(paragraphs)))
    return dict(rows.all())

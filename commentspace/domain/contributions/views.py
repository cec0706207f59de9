"""What is not submitted, as those see it who may: a list of drafts, a room, and what became of each of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import aliased, join, outerjoin
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.answer_columns import AnswerColumns, answer
from commentspace.domain.contributions import seeing
from commentspace.domain.delegations.seats import Seat
from commentspace.domain.tables import (
    Comment,
    Contribution,
    Document,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Revision,
    Wording,
)
from commentspace.domain.views import DispositionView

OWN = (
    *("uid", "state", "kind", "body", "html", "proposal", "proposal_html", "exact", "at", "edited_at", "ended_at"),
    *("states", "version"),
)


@dataclass(frozen=True, slots=True)
class Became:
    """The comment that a contribution has become, and what became of that.

    `seen` where this person may open the comment itself; who sits in the delegation is told the rest anyway.
    """

    uid: str
    number: int | None
    seen: bool
    is_held: bool
    is_withdrawn: bool
    disposition: DispositionView | None


@dataclass(frozen=True, slots=True)
class ContributionView:
    """A draft, or a contribution in a room."""

    id: int
    uid: str
    state: str
    kind: str
    body: str
    html: str
    proposal: str | None
    proposal_html: str | None
    quotation: str | None
    at: datetime
    edited_at: datetime | None
    ended_at: datetime | None
    states: int
    version: str
    author: str
    author_uid: str
    is_own: bool
    paragraph: str
    label: str
    position: int
    is_gone: bool
    """Its paragraph does not stand in the newest revision."""
    revision: int
    is_older: bool
    """It was written on an older revision."""
    parent: str
    answers: str
    """The comment that it answers, where this person sees that."""
    is_answer: bool
    merged_into: str
    became: Became | None

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet; what was cut off while it was submitted is open, too."""
        return self.state == "open" or (self.state == "submitted" and self.became is None)


def drafts(session: Session, who: Standing, seat: Seat | None, document_id: int) -> list[ContributionView]:
    """The drafts of this person in a document, in the order of its text."""
    return _found(session, who, seat, seeing.drafts(who.person), col(Contribution.document_id) == document_id)


def room(session: Session, who: Standing, seat: Seat, document_id: int) -> list[ContributionView]:
    """What stands in the room of their delegation in a document, in the order of its text; answers too."""
    return _found(session, who, seat, seeing.in_room(seat), col(Contribution.document_id) == document_id)


def one(session: Session, who: Standing, seat: Seat | None, key: int) -> ContributionView:
    """A contribution that `seeing` has found."""
    [found] = _found(session, who, seat, col(Contribution.id) == key)
    return found


def behind(session: Session, who: Standing, seat: Seat, comment_id: int) -> list[ContributionView]:
    """The contributions in the room of this person's delegation from which a comment was made, those merged too."""
    made = select(col(Contribution.id)).where(col(Contribution.comment_id) == comment_id).scalar_subquery()
    through = col(Contribution.comment_id) == comment_id, col(Contribution.merged_into_id) == made
    return _found(session, who, seat, seeing.in_room(seat), through[0] | through[1])


def _found(session: Session, who: Standing, seat: Seat | None, *conditions: Any) -> list[ContributionView]:
    became = aliased(Comment)
    decided = AnswerColumns("decided", became.disposition_id)
    wanted = _wanted(who, became, decided).where(seeing.seen(who, seat), *conditions)
    return [_view(who, row) for row in session.execute(wanted)]


def _wanted(who: Standing, became: Any, decided: AnswerColumns) -> Select[Any]:
    parent, into = aliased(Contribution), aliased(Contribution)
    tables = join(Contribution, Person, col(Person.id) == col(Contribution.author_id))
    tables = join(tables, Paragraph, col(Paragraph.id) == col(Contribution.paragraph_id))
    tables = join(tables, Document, col(Document.id) == col(Contribution.document_id))
    tables = join(tables, Revision, col(Revision.id) == col(Contribution.revision_id))
    for table, on in (
        (Placement, _stands_now()),
        (PlacedWording, and_(col(PlacedWording.placement_id) == col(Placement.id), _in_its_version())),
        (Wording, col(Wording.id) == col(PlacedWording.wording_id)),
        (parent, col(parent.id) == col(Contribution.parent_id)),
        (into, col(into.id) == col(Contribution.merged_into_id)),
        (became, became.id == col(Contribution.comment_id)),
    ):
        tables = outerjoin(tables, table, on)
    return (
        select(
            *(col(getattr(Contribution, name)) for name in ("id", *OWN)),
            *(col(Person.name).label("author"), col(Person.uid).label("author_uid")),
            *(col(Contribution.author_id).label("written_by_id"), became.author_id),
            *(col(Paragraph.uid).label("paragraph"), func.coalesce(col(Wording.label), "").label("label")),
            *(func.coalesce(col(Placement.position), 0).label("position"), col(Placement.is_gone)),
            col(Revision.number).label("revision"),
            (col(Revision.id) != col(Document.revision_id)).label("is_older"),
            *(col(parent.uid).label("parent"), col(into.uid).label("merged_into")),
            col(Contribution.answers_id).is_not(None).label("is_answer"),
            _seen_uid(who, col(Contribution.answers_id)).label("answers"),
            _seen_uid(who, col(Contribution.comment_id)).label("seen_uid"),
            *(became.uid.label("became"), became.number, became.withdrawn_at),
            became.hold_id.is_not(None).label("is_held"),
            *decided.columns(),
        )
        .select_from(decided.joined(tables))
        .order_by(func.coalesce(col(Placement.position), 0), col(Contribution.at), col(Contribution.id))
    )


def _stands_now() -> Any:
    return and_(
        col(Placement.paragraph_id) == col(Contribution.paragraph_id),
        col(Placement.revision_id) == col(Document.revision_id),
    )


def _in_its_version() -> Any:
    read = func.coalesce(func.nullif(col(Contribution.version), ""), col(Document.language))
    return col(PlacedWording.language) == read


def _seen_uid(who: Standing, key: Any) -> Any:
    """The name of a comment, where this person may see that."""
    return (
        select(col(Comment.uid)).where(col(Comment.id) == key, visible(who)).correlate(Contribution).scalar_subquery()
    )


def _view(who: Standing, row: Row[Any]) -> ContributionView:
    return ContributionView(
        **{name: getattr(row, name) for name in ("id", *OWN) if name != "exact"},
        quotation=row.exact,
        author=row.author,
        author_uid=row.author_uid,
        is_own=row.written_by_id == who.person_id,
        paragraph=row.paragraph,
        label=row.label,
        position=row.position,
        is_gone=row.is_gone is not False,
        revision=row.revision,
        is_older=row.is_older,
        parent=row.parent or "",
        answers=row.answers or "",
        is_answer=row.is_answer,
        merged_into=row.merged_into or "",
        became=_became(who, row) if row.became else None,
    )


def _became(who: Standing, row: Row[Any]) -> Became:
    withdrawn = row.withdrawn_at is not None
    disposition = answer(who, row, "decided")
    return Became(row.became, row.number, row.seen_uid is not None, row.is_held, withdrawn, disposition)

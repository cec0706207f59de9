"""What a daily mail says, as its reader may see it at the moment of sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from commentspace.domain import (
    announcement_answers,
    discussion,
    documents,
    files,
    issued_since,
    snapshots,
    veils,
    view_rows,
)
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.announcement_answers import NewAnswers
from commentspace.domain.digests import new_to_somebody
from commentspace.domain.documents import DocumentView
from commentspace.domain.issued_since import NewRevision
from commentspace.domain.tables import (
    Comment,
    DigestWindow,
    Document,
    Membership,
    Paragraph,
    Placement,
    Review,
    Space,
)
from commentspace.domain.told import answers, backs, duties
from commentspace.domain.told.backs import Back
from commentspace.domain.told.duties import NOTHING, Duties
from commentspace.domain.veils import Stretch
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.errors import NotFound


@dataclass(frozen=True, slots=True)
class DigestParagraph:
    """A paragraph and what is new on it."""

    paragraph: ParagraphView
    comments: Sequence[CommentView]


@dataclass(frozen=True, slots=True)
class DigestDocument:
    """A document and its paragraphs that have something new."""

    document: DocumentView
    paragraphs: Sequence[DigestParagraph]


@dataclass(frozen=True, slots=True)
class DigestSpace:
    """A space's section of a digest; `numbers_only` where the reader wants no texts, `every_day` even with nothing."""

    title: str
    slug: str
    count: int
    numbers_only: bool
    every_day: bool
    documents: Sequence[DigestDocument]
    answers: Sequence[NewAnswers] = ()
    """Of letters to all, how many answers are new."""
    revisions: Sequence[NewRevision] = ()
    """Of documents, the newest revision that was issued."""
    decided: Sequence[DigestDocument] = ()
    """The reader's own comments that were answered, or whose answers were taken back."""
    backs: Mapping[int, Back] = field(default_factory=dict)
    """Those whose answers were taken back, by the keys of the comments."""
    tells_decided: bool = True
    """Whether the answers themselves are told here; else their number alone, as they come in letters at once."""
    duties: Duties = NOTHING
    """What waits for the reader."""

    @property
    def decided_count(self) -> int:
        """How many of the reader's own comments were answered, or lost their answer."""
        return sum(len(at.comments) for each in self.decided for at in each.paragraphs)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell; what waits makes no letter, but for appeals and what would be late."""
        waits = self.duties.is_pressing or self.duties.appeals
        return not (self.count or self.answers or self.revisions or self.decided or waits)


def content(session: Session, letter_id: int, now: datetime | None = None) -> list[DigestSpace]:
    """The sections of this letter, by the titles of the spaces; with `now` also what waits for its reader then."""
    windows = session.execute(
        select(DigestWindow).where(col(DigestWindow.letter_id) == letter_id).order_by(col(DigestWindow.id))
    ).scalars()
    stretches: dict[tuple[int, int], list[Stretch]] = {}
    for window in windows:
        stretches.setdefault((window.person_id, window.space_id), []).append((window.from_seq, window.to_seq))
    sections = [_section(session, *place, told, now) for place, told in stretches.items()]
    return sorted((each for each in sections if each), key=lambda each: (each.title, each.slug))


def _section(
    session: Session, person_id: int, space_id: int, told: Sequence[Stretch], now: datetime | None
) -> DigestSpace | None:
    """None where the reader has left, may not read there any more, or wants no daily mail from there."""
    try:
        who = standing(session, Caller(person_id, "mail"), space_id)
    except NotFound:
        return None
    row = session.execute(_choice(person_id, space_id)).first()
    if row is None:
        return None
    comments = _comments(session, who, told)
    gone = {each.comment.id: each for each in backs.since(session, who, told)}
    decided = [*answers.since(session, who, told), *(each.comment for each in gone.values())]
    return DigestSpace(
        *(row.title, row.slug, len(comments)),
        numbers_only=not row.digest_texts,
        every_day=row.digest == "daily",
        documents=by_document(session, who, comments),
        answers=_answers(session, who, told),
        revisions=issued_since.since(session, who.space_id, told),
        decided=by_document(session, who, decided),
        backs=gone,
        tells_decided=row.digest_texts and not row.at_once,
        duties=duties.of(session, who, now) if now is not None else NOTHING,
    )


def _comments(session: Session, who: Standing, told: Sequence[Stretch]) -> list[CommentView]:
    """What is new to this reader: of the rows that all readers of these stretches share, those that they may see."""
    stretches = tuple((_last_before(session, who.space_id, after), up_to) for after, up_to in told)
    rows = snapshots.once(session, _rows, who.space_id, stretches)
    new = [row for row in rows if row.author_id != who.person_id and veils.told_within(who, row, stretches)]
    seen = discussion.seen_of(who, new)
    return files.with_files(session, seen)


def _last_before(session: Session, space_id: int, after: int) -> int:
    """Where a stretch may begin as well, as no comment became visible before that: the same for many readers."""
    shown, lifted = col(Comment.shown_seq), col(Review.unveiled_seq)
    first = select(func.min(shown)).where(col(Comment.space_id) == space_id, shown > after)
    review = select(func.min(lifted)).join(Document, col(Document.id) == col(Review.document_id))
    found = session.execute(first).scalar(), session.execute(review.where(*_lifted(space_id, after))).scalar()
    return min((seq for seq in found if seq is not None), default=after + 1) - 1


def _lifted(space_id: int, after: int) -> Sequence[Any]:
    return col(Document.space_id) == space_id, col(Review.unveiled_seq) > after


def _rows(session: Session, space_id: int, told: Sequence[Stretch]) -> Sequence[Row[Any]]:
    return session.execute(view_rows.wanted().where(*new_to_somebody(space_id, told))).all()


def _answers(session: Session, who: Standing, told: Sequence[Stretch]) -> list[NewAnswers]:
    """Announcements that others have answered, each once."""
    found: dict[str, NewAnswers] = {}
    newest = snapshots.once(session, announcement_answers.newest, who.space_id)
    for stretch in [(after, up_to) for after, up_to in told if after < newest]:
        for new in announcement_answers.new_since(session, who, *stretch):
            before = found.get(new.announcement)
            found[new.announcement] = replace(new, count=new.count + (before.count if before else 0))
    return list(found.values())


def _choice(person_id: int, space_id: int) -> Any:
    return (
        select(
            col(Space.title),
            col(Space.slug),
            col(Membership.digest),
            col(Membership.digest_texts),
            col(Membership.at_once),
        )
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Space.id) == space_id,
            col(Membership.person_id) == person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.digest) != "off",
        )
    )


def by_document(session: Session, who: Standing, comments: Sequence[CommentView]) -> list[DigestDocument]:
    """These comments where they stand: by document, and by paragraph in the order of the text."""
    found: dict[str, dict[str, list[CommentView]]] = {}
    for comment in comments:
        found.setdefault(comment.document, {}).setdefault(comment.paragraph, []).append(comment)
    if not found:
        return []
    return [
        DigestDocument(document, _paragraphs(session, document, found[document.uid]))
        for document in documents.of_space(session, who)
        if document.uid in found
    ]


def _paragraphs(
    session: Session, document: DocumentView, found: Mapping[str, Sequence[CommentView]]
) -> list[DigestParagraph]:
    placed = snapshots.once(session, _placed, document.revision_id, tuple(found))
    return [DigestParagraph(paragraph, found[paragraph.uid]) for paragraph in placed]


def _placed(session: Session, revision_id: int, uids: Sequence[str]) -> list[ParagraphView]:
    return discussion.paragraphs(
        session, revision_id, col(Placement.revision_id) == revision_id, col(Paragraph.uid).in_(uids), gone=True
    )

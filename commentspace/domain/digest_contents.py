"""What a daily mail says, as its reader may see it at the moment of sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from commentspace.domain import announcement_answers, discussion, documents, files, issued_since, snapshots, view_rows
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.announcement_answers import NewAnswers
from commentspace.domain.digests import Stretch, became_visible, new_to_somebody
from commentspace.domain.documents import DocumentView
from commentspace.domain.issued_since import NewRevision
from commentspace.domain.tables import Comment, DigestWindow, Membership, Paragraph, Placement, Space
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

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.count or self.answers or self.revisions)


def content(session: Session, letter_id: int) -> list[DigestSpace]:
    """The sections of this letter, by the titles of the spaces."""
    windows = session.execute(
        select(DigestWindow).where(col(DigestWindow.letter_id) == letter_id).order_by(col(DigestWindow.id))
    ).scalars()
    stretches: dict[tuple[int, int], list[Stretch]] = {}
    for window in windows:
        stretches.setdefault((window.person_id, window.space_id), []).append((window.from_seq, window.to_seq))
    sections = [_section(session, *place, told) for place, told in stretches.items()]
    return sorted((each for each in sections if each), key=lambda each: (each.title, each.slug))


def _section(session: Session, person_id: int, space_id: int, told: Sequence[Stretch]) -> DigestSpace | None:
    """None where the reader has left, may not read there any more, or wants no daily mail from there."""
    try:
        who = standing(session, Caller(person_id, "mail"), space_id)
    except NotFound:
        return None
    row = session.execute(_choice(person_id, space_id)).first()
    if row is None:
        return None
    comments = _comments(session, who, told)
    return DigestSpace(
        *(row.title, row.slug, len(comments)),
        numbers_only=not row.digest_texts,
        every_day=row.digest == "daily",
        documents=_documents(session, who, comments),
        answers=_answers(session, who, told),
        revisions=issued_since.since(session, who.space_id, told),
    )


def _comments(session: Session, who: Standing, told: Sequence[Stretch]) -> list[CommentView]:
    """What is new to this reader: of the rows that all readers of these stretches share, those that they may see."""
    stretches = tuple((_last_before(session, who.space_id, after), up_to) for after, up_to in told)
    rows = snapshots.once(session, _rows, who.space_id, stretches)
    seen = discussion.seen_of(who, (row for row in rows if row.author_id != who.person_id))
    return files.with_files(session, seen)


def _last_before(session: Session, space_id: int, after: int) -> int:
    """Where a stretch may begin as well, as no comment became visible before that: the same for many readers."""
    seen_at = became_visible()
    first = select(func.min(seen_at)).where(col(Comment.space_id) == space_id, seen_at > after)
    return (session.execute(first).scalar() or after + 1) - 1


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
        select(col(Space.title), col(Space.slug), col(Membership.digest), col(Membership.digest_texts))
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Space.id) == space_id,
            col(Membership.person_id) == person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.digest) != "off",
        )
    )


def _documents(session: Session, who: Standing, comments: Sequence[CommentView]) -> list[DigestDocument]:
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

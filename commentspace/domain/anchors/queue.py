"""Comments of which it cannot be told where they stand now, and the paragraphs to which they may belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing, visible
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Anchor, Comment, Revision, Settlement, Wording
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.text.carrying import Verdict
from commentspace.text.search import fold, has_all, terms

MOST = 5
"""Candidates that are shown."""
LEAST = 30.0
"""Of a hundred: the likeness from which a paragraph is one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph to which a comment may belong; `has_words` where the words it was about stand there, just once."""

    paragraph: ParagraphView
    is_here: bool
    """It stands beside this one for now."""
    has_words: bool


@dataclass(frozen=True, slots=True)
class Then:
    """Where it stood in the revision before: the number, the paragraph's label and text, and its words in it."""

    number: int
    label: str
    language: str
    before: str
    words: str
    after: str


class Item(NamedTuple):
    """A comment that was carried, with its discussion, where it stood, and the likeliest places, best first."""

    comment: CommentView
    thread: Sequence[CommentView]
    then: Then
    candidates: Sequence[Candidate]


def waits(revision_id: int) -> ColumnElement[bool]:
    """Which comments wait in this revision until a person places them; answers wait with what they answer."""
    mine, above = aliased(Anchor), aliased(Anchor)
    return and_(
        exists().where(col(mine.comment_id) == col(Comment.id), *_open(mine, revision_id)),
        ~exists().where(col(above.comment_id) == col(Comment.thread_id), *_open(above, revision_id)),
    )


def _open(anchor: type[Anchor], revision_id: int) -> tuple[ColumnElement[bool], ...]:
    said = exists().where(col(Settlement.anchor_id) == col(anchor.id))
    return col(anchor.revision_id) == revision_id, col(anchor.verdict) == Verdict.AMBIGUOUS.value, ~said


def count(session: Session, who: Standing, document: DocumentView) -> int:
    """How many discussions wait; 0 for whoever may not say where they belong."""
    if not who.may("moderate") or document.revision == 1:
        return 0
    here = col(Comment.document_id) == document.id, visible(who), waits(document.revision_id)
    found: int = session.execute(select(func.count()).select_from(Comment).where(*here)).scalar_one()
    return found


def of_document(session: Session, who: Standing, document: DocumentView, first: int, most: int) -> list[Item]:
    """Some of those that wait, in the order of the text, from number `first` on."""
    who.require("moderate")
    here = col(Comment.document_id) == document.id, visible(who), waits(document.revision_id)
    asked = select(col(Comment.id)).where(*here).order_by(col(Comment.posted_at), col(Comment.id))
    ids = session.execute(asked.offset(first).limit(most)).scalars().all()
    return items(session, who, document, ids)


def items(session: Session, who: Standing, document: DocumentView, ids: Sequence[int], words: str = "") -> list[Item]:
    """These comments, as somebody is shown them who says where they belong; `words` looks for other candidates."""
    who.require("moderate")
    if not ids:
        return []
    mine = or_(col(Comment.id).in_(ids), col(Comment.thread_id).in_(ids))
    views = discussion.comments(session, who, mine)
    by_id = {view.id: view for view in views}
    texts: dict[str, list[ParagraphView]] = {}
    found = []
    for each in ids:
        view, then = by_id[each], _then(session, each, document.revision_id)
        if view.version not in texts:
            texts[view.version] = discussion.paragraphs(session, document.revision_id, version=view.version)
        thread = [other for other in views if other.thread == view.thread and other.id != each]
        candidates = _candidates(texts[view.version], view, then, words)
        found.append(Item(view, thread, then, candidates))
    return found


def _then(session: Session, comment_id: int, revision_id: int) -> Then:
    """Where a comment stood before this revision."""
    now, before = aliased(Anchor), aliased(Anchor)
    row = session.execute(
        select(col(Revision.number), Wording, col(before.start), col(before.end))
        .select_from(now)
        .join(before, col(before.id) == func.coalesce(col(now.from_id), col(now.id)))
        .join(Revision, col(Revision.id) == col(before.revision_id))
        .join(Wording, col(Wording.id) == col(before.wording_id))
        .where(col(now.comment_id) == comment_id, col(now.revision_id) == revision_id)
    ).one()
    number, wording, start, end = row
    text, whole = wording.text, start is None
    parts = (text, "", "") if whole else (text[:start], text[start:end], text[end:])
    return Then(number, wording.label, wording.language, *parts)


def _candidates(paragraphs: Sequence[ParagraphView], view: CommentView, then: Then, words: str) -> Sequence[Candidate]:
    """Where it stands for now first, then those that have its words, then the likest."""
    text = then.before + then.words + then.after
    if words.strip():
        sought = terms(words)
        shown = [each for each in paragraphs if has_all(fold(f"{each.label} {each.text}"), sought)]
        return [_candidate(each, view, then) for each in shown[: 4 * MOST]]
    texts = [each.text for each in paragraphs]
    ranked = process.extract(text, texts, scorer=fuzz.ratio, limit=4 * MOST, score_cutoff=LEAST)
    likeness = {at: score for _, score, at in ranked}
    if then.words:
        likeness |= {at: likeness.get(at, 0) + 100 for at, each in enumerate(texts) if then.words in each}
    best = sorted(likeness, key=lambda at: -likeness[at])[:MOST]
    here = [at for at, each in enumerate(paragraphs) if each.uid == view.paragraph]
    return [_candidate(paragraphs[at], view, then) for at in dict.fromkeys([*here, *best])]


def _candidate(paragraph: ParagraphView, view: CommentView, then: Then) -> Candidate:
    stands_once = bool(then.words.strip()) and paragraph.text.count(then.words) == 1
    return Candidate(paragraph, paragraph.uid == view.paragraph, stands_once)


def find(session: Session, who: Standing, document: DocumentView, uid: str, words: str = "") -> Item | None:
    """The comment that began the thread of this one, as it is shown to be placed; None where it was made here."""
    named = select(func.coalesce(col(Comment.thread_id), col(Comment.id))).where(col(Comment.uid) == uid)
    began = session.execute(named).scalar_one()
    here = col(Anchor.comment_id) == began, col(Anchor.revision_id) == document.revision_id
    is_first = session.execute(select(col(Anchor.is_first)).where(*here)).scalar_one_or_none()
    if is_first is not False:
        return None
    found = items(session, who, document, [began], words)
    return found[0] if found else None

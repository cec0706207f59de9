"""What of a document somebody may take away, and what a file that they send back is compared with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import blobs, discussion, documents, exported_history, histories, review_windows
from commentspace.domain.access import Caller
from commentspace.domain.dispositions import histories as past_answers
from commentspace.domain.dispositions.histories import PastAnswer
from commentspace.domain.exported import (
    Exported,
    ExportedComment,
    ExportedEndorsement,
    ExportedFile,
    ExportedParagraph,
    ExportedPicture,
    ExportedReview,
    ExportedState,
)
from commentspace.domain.histories import StateView
from commentspace.domain.people import UNNAMED
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.submitted import Known, KnownAnswer, KnownComment, KnownParagraph
from commentspace.domain.tables import (
    Anchor,
    Comment,
    Document,
    Paragraph,
    Person,
    Picture,
    Placement,
    Revision,
    Wording,
)
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.text.merging import Fit


def gather(
    session: Session,
    caller: Caller,
    document_uid: str,
    *,
    now: datetime,
    base_url: str = "",
    reply_address: str = "",
    with_source: bool = False,
    with_history: bool = False,
) -> Exported:
    """The document, its paragraphs, and the comments on them that this person may see.

    `with_source` brings the file that the text was read from, and its pictures, `with_history` all revisions and where
    comments stood in each. NotFound where they may not know of it.
    """
    document, who = documents.find(session, caller, document_uid)
    comments = discussion.comments(session, who, col(Comment.document_id) == document.id)
    states, sides = histories.all_states(session, who, document.id), _sides(session, document.id)
    rounds = review_windows.all_of_document(session, document.id, now)
    answers = past_answers.of_document(session, who, document.id)
    sources = _sources(session, document.revision_id)
    placed = discussion.paragraphs(session, document.revision_id, gone=True)
    spoken = {each.paragraph for each in comments}
    history = exported_history.gather(session, who, document) if with_history else exported_history.NONE
    source, source_name = _file(session, document.revision_id) if with_source else (b"", "")
    return Exported(
        uid=document.uid,
        space=document.space,
        space_title=document.space_title,
        symbol=document.symbol,
        title=document.title,
        language=document.language,
        revision=document.revision,
        revision_uid=document.revision_uid,
        issued_at=document.issued_at,
        at=now,
        address=f"{base_url.rstrip('/')}/d/{document.uid}",
        review=_review(rounds[0] if rounds else StandingOfReview("none")),
        rounds=tuple(_review(each) for each in rounds),
        paragraphs=tuple(_paragraph(each, sources.get(each.id, "")) for each in placed if not each.is_gone),
        gone=tuple(_paragraph(each, "") for each in placed if each.is_gone and each.uid in spoken),
        comments=tuple(
            replace(
                _comment(each, sides[each.id], states.get(each.id, [])),
                anchors=history.anchors.get(each.id, ()),
                answers=tuple(past_answers.exported(past) for past in answers.get(each.id, ())),
            )
            for each in comments
        ),
        revisions=history.revisions,
        wordings=history.wordings,
        pictures=tuple(_pictures(session, document.id)) if with_source else (),
        reply_address=reply_address,
        source=source,
        source_name=source_name,
    )


def known(
    session: Session, caller: Caller, document_uid: str, older: int | None = None, *, with_source: bool = True
) -> Known:
    """The document as a filled file is compared with it: what this person may see of it, and the file it came from.

    As it is now, or as an `older` revision was, with the comments where they stood then.
    """
    document, who = documents.find(session, caller, document_uid)
    revision = session.get_one(Revision, document.revision_id if older is None else older)
    sources = _sources(session, revision.id)
    placed = discussion.paragraphs(session, revision.id)
    comments = discussion.comments(session, who, col(Comment.document_id) == document.id)
    if older is not None:
        comments = _as_they_stood(session, comments, older)
    answers = past_answers.of_document(session, who, document.id)
    spoken = select(col(Person.language)).where(col(Person.id) == who.person_id)
    theirs: str | None = session.execute(spoken).scalar_one_or_none()
    return Known(
        uid=document.uid,
        symbol=document.symbol,
        revision=revision.number,
        revision_uid=revision.uid,
        languages=tuple(dict.fromkeys([document.language, theirs or document.language])),
        paragraphs=tuple(_known_paragraph(each, sources.get(each.id, "")) for each in placed),
        comments=tuple(_known_comment(each, answers.get(each.id, [])) for each in comments),
        source=_file(session, revision.id)[0] if with_source else b"",
        takes_answers=who.may("answer"),
    )


def _as_they_stood(session: Session, comments: Sequence[CommentView], revision_id: int) -> list[CommentView]:
    """The comments that stood in an older revision, where they stood there."""
    rows = session.execute(
        select(col(Anchor.comment_id), col(Paragraph.uid), col(Anchor.start), col(Anchor.end), col(Anchor.exact))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .where(col(Anchor.revision_id) == revision_id)
    )
    stood = {row[0]: row for row in rows}
    return [
        replace(each, paragraph=at[1], start=at[2], end=at[3], quotation=at[4])
        for each in comments
        if (at := stood.get(each.id))
    ]


def _review(review: StandingOfReview) -> ExportedReview:
    return ExportedReview(
        review.state,
        review.opens_at,
        review.closes_at,
        review.ended_at,
        review.sealed_at,
        review.review_uid,
        review.number,
        review.title,
        review.is_invited,
        review.reason,
    )


def _sources(session: Session, revision_id: int) -> dict[Any, Any]:
    """Where each paragraph stands in the file of its revision."""
    asked = select(col(Placement.paragraph_id), col(Placement.source)).where(col(Placement.revision_id) == revision_id)
    return {row.paragraph_id: row.source for row in session.execute(asked)}


def _file(session: Session, revision_id: int) -> tuple[bytes, str]:
    row = session.execute(
        select(col(Revision.blob_id), col(Revision.filename)).where(col(Revision.id) == revision_id)
    ).one()
    return (blobs.read(session, row.blob_id), row.filename) if row.blob_id is not None else (b"", "")


def _pictures(session: Session, document_id: int) -> list[ExportedPicture]:
    rows = session.execute(select(Picture).where(col(Picture.document_id) == document_id).order_by(col(Picture.id)))
    return [
        ExportedPicture(each.uid, each.type, blobs.read(session, each.blob_id), each.width, each.height)
        for each in rows.scalars()
    ]


def _sides(session: Session, document_id: int) -> dict[int, Row[Any]]:
    """The words around each comment's quotation, and those that it was made on."""
    first = aliased(Anchor)
    rows = session.execute(
        select(
            col(Comment.id),
            *(col(getattr(Anchor, name)) for name in ("prefix", "suffix")),
            func.coalesce(col(first.exact), col(Wording.text)).label("base"),
        )
        .join(Document, col(Document.id) == col(Comment.document_id))
        .join(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & (col(Anchor.revision_id) == Document.revision_id))
        .join(first, (col(first.comment_id) == col(Comment.id)) & col(first.is_first))
        .outerjoin(Wording, (col(Wording.id) == col(first.wording_id)) & col(Comment.proposal).is_not(None))
        .where(col(Comment.document_id) == document_id)
    )
    return {row.id: row for row in rows}


def _paragraph(paragraph: ParagraphView, source: str) -> ExportedParagraph:
    return ExportedParagraph(
        uid=paragraph.uid,
        position=paragraph.position,
        depth=paragraph.depth,
        kind=paragraph.kind,
        level=paragraph.level,
        label=paragraph.label,
        text=paragraph.text,
        markdown=paragraph.markdown,
        html=paragraph.html,
        language=paragraph.language,
        source=source,
        is_gone=paragraph.is_gone,
    )


def _comment(comment: CommentView, side: Row[Any], states: Sequence[StateView]) -> ExportedComment:
    return ExportedComment(
        uid=comment.uid,
        number=comment.number,
        paragraph=comment.paragraph,
        thread=comment.thread,
        parent=comment.parent,
        author=comment.author,
        author_uid=comment.author_uid,
        on_behalf_of=comment.on_behalf_of,
        affiliation=comment.affiliation,
        is_moderator=comment.is_moderator,
        kind=comment.kind,
        markdown=comment.body,
        html=comment.html,
        language=comment.language,
        proposal=comment.merged or comment.proposal,
        exact=comment.quotation,
        prefix=side.prefix or "",
        suffix=side.suffix or "",
        start=comment.start,
        end=comment.end,
        posted_at=comment.posted_at,
        edited_at=comment.edited_at,
        received_at=comment.received_at,
        status=comment.status,
        status_at=comment.status_at,
        status_reason=comment.status_reason,
        door=comment.door,
        revision=comment.revision,
        said_by="" if comment.is_erased else comment.said_by,
        said_for="" if comment.is_erased else comment.said_for,
        said_at=comment.said_at,
        said_resolved=comment.said_resolved,
        masked=comment.masked,
        others_see="" if comment.others_see == UNNAMED else comment.others_see,
        version=comment.version,
        was=comment.was,
        verdict=comment.verdict,
        fit=comment.fit,
        merged=comment.merged,
        base=side.base if comment.fit == Fit.COLLIDES.value and comment.proposal else None,
        channel=comment.channel,
        filed_by=comment.filed_by,
        filed_note="" if comment.is_erased else comment.filed_note,
        endorsements=tuple(
            ExportedEndorsement(each.name, each.on_behalf_of, each.at, each.is_of_earlier)
            for each in comment.endorsed_by
        ),
        files=tuple(ExportedFile(file.uid, file.name, file.type, file.size) for file in comment.files),
        states=tuple(ExportedState(each.body, each.kind, each.proposal, each.at, each.door) for each in states),
    )


def _known_paragraph(paragraph: ParagraphView, source: str) -> KnownParagraph:
    return KnownParagraph(
        uid=paragraph.uid,
        position=paragraph.position,
        kind=paragraph.kind,
        label=paragraph.label,
        text=paragraph.text,
        markdown=paragraph.markdown,
        language=paragraph.language,
        source=source,
    )


def _known_comment(comment: CommentView, answers: Sequence[PastAnswer]) -> KnownComment:
    last = comment.proposed or comment.disposition
    told = sorted(answers, key=lambda each: last is None or each.view.uid != last.uid)
    return KnownComment(
        uid=comment.uid,
        number=comment.number,
        paragraph=comment.paragraph,
        thread=comment.thread,
        parent=comment.parent,
        author=comment.author,
        markdown=comment.body,
        proposal=comment.proposal,
        start=comment.start,
        end=comment.end,
        is_own=comment.face == "own",
        outcome=comment.disposition.outcome if comment.disposition else "",
        reason=comment.disposition.reason if comment.disposition else "",
        answers=tuple(
            KnownAnswer(each.view.uid, each.view.outcome, each.view.reason, each.view.duplicate_number) for each in told
        ),
        is_answered=last is not None,
        said_by="" if comment.is_erased else comment.said_by,
    )

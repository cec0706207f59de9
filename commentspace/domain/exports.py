"""A document with everything a person may see of it, as plain values that a format can write."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from commentspace.domain import discussion, documents, histories, review_windows
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.histories import StateView
from commentspace.domain.record import stamp
from commentspace.domain.tables import Comment
from commentspace.domain.views import CommentView, ParagraphView

FORM = "commentspace/document/1"


def gather(session: Session, caller: Caller, document_uid: str, *, now: datetime) -> dict[str, Any]:
    """The document, its paragraphs and the comments on them, in strings, numbers, lists and mappings.

    Offsets of quotations are code points into the paragraph's text; times are UTC.
    """
    document, who = documents.find(session, caller, document_uid)
    placed = discussion.paragraphs(session, document.revision_id)
    comments = discussion.comments(session, who, col(Comment.document_id) == document.id)
    states = histories.all_states(session, who, document.id)
    return {
        "form": FORM,
        "document": _document(document),
        "review": _review(review_windows.of_document(session, document.id, now)),
        "paragraphs": [_paragraph(paragraph) for paragraph in placed],
        "comments": [_comment(comment, states.get(comment.id, [])) for comment in comments],
    }


def _document(document: DocumentView) -> dict[str, Any]:
    return {
        "id": document.uid,
        "space": document.space,
        "symbol": document.symbol,
        "title": document.title,
        "language": document.language,
        "revision": document.revision,
        "issued_at": stamp(document.issued_at),
    }


def _review(review: review_windows.StandingOfReview) -> dict[str, Any]:
    return {
        "state": review.state,
        "opens_at": _moment(review.opens_at),
        "closes_at": _moment(review.closes_at),
        "ended_at": _moment(review.ended_at),
    }


def _paragraph(paragraph: ParagraphView) -> dict[str, Any]:
    return {
        "id": paragraph.uid,
        "label": paragraph.label,
        "kind": paragraph.kind,
        "level": paragraph.level,
        "text": paragraph.text,
    }


def _comment(comment: CommentView, states: list[StateView]) -> dict[str, Any]:
    return {
        "id": comment.uid,
        "number": comment.number,
        "paragraph": comment.paragraph,
        "thread": comment.thread,
        "parent": comment.parent,
        "author": comment.author,
        "on_behalf_of": comment.on_behalf_of,
        "kind": comment.kind,
        "body": states[-1].body if states else None,
        "proposal": states[-1].proposal if states else None,
        "quotation": _quotation(comment),
        "files": [{"id": file.uid, "name": file.name, "type": file.type, "size": file.size} for file in comment.files],
        "provenance": {
            "door": comment.door,
            "received_at": stamp(comment.received_at),
            "revision": comment.revision,
        },
        "posted_at": stamp(comment.posted_at),
        "edited_at": _moment(comment.edited_at),
        "state": comment.status,
        "state_at": _moment(comment.status_at),
        "state_reason": comment.status_reason or None,
        "earlier_states": [_state(state) for state in states[:-1]],
    }


def _state(state: StateView) -> dict[str, Any]:
    return {
        "body": state.body,
        "kind": state.kind or None,
        "proposal": state.proposal,
        "at": stamp(state.at),
        "door": state.door,
    }


def _quotation(comment: CommentView) -> dict[str, Any] | None:
    if comment.quotation is None:
        return None
    return {"exact": comment.quotation, "start": comment.start, "end": comment.end}


def _moment(at: datetime | None) -> str | None:
    return stamp(at) if at else None

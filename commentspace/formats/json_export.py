"""A document as JSON: docs/json.md says what every field means."""

import json
from datetime import UTC, datetime
from typing import Any

from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph, ExportedState
from commentspace.formats.options import Options

FORM = "commentspace/document/1"


def write(exported: Exported) -> str:
    """The text of the file: UTF-8 letters as they are, two spaces a level, a line end at the end."""
    return json.dumps(shaped(exported), ensure_ascii=False, indent=2) + "\n"


def as_bytes(exported: Exported, _options: Options) -> bytes:
    """The same as the bytes of a file in UTF-8."""
    return write(exported).encode()


def shaped(exported: Exported) -> dict[str, Any]:
    """The same in strings, numbers, lists and mappings.

    Offsets of quotations are code points into the paragraph's text; times are UTC.
    """
    review = exported.review
    return {
        "form": FORM,
        "document": {
            "id": exported.uid,
            "space": exported.space,
            "symbol": exported.symbol,
            "title": exported.title,
            "language": exported.language,
            "revision": exported.revision,
            "issued_at": stamp(exported.issued_at),
        },
        "review": {
            "state": review.state,
            "opens_at": _moment(review.opens_at),
            "closes_at": _moment(review.closes_at),
            "ended_at": _moment(review.ended_at),
        },
        "paragraphs": [_paragraph(each) for each in exported.paragraphs],
        "comments": [_comment(each) for each in exported.comments],
    }


def stamp(at: datetime) -> str:
    """A moment in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(at: datetime | None) -> str | None:
    return stamp(at) if at else None


def _paragraph(paragraph: ExportedParagraph) -> dict[str, Any]:
    return {
        "id": paragraph.uid,
        "label": paragraph.label,
        "kind": paragraph.kind,
        "level": paragraph.level,
        "language": paragraph.language,
        "text": paragraph.text,
    }


def _comment(comment: ExportedComment) -> dict[str, Any]:
    earlier, now = comment.states[:-1], comment.states[-1] if comment.states else None
    return {
        "id": comment.uid,
        "number": comment.number,
        "paragraph": comment.paragraph,
        "thread": comment.thread,
        "parent": comment.parent,
        "author": comment.author,
        "on_behalf_of": comment.on_behalf_of,
        "kind": comment.kind,
        "body": now.markdown if now else None,
        "proposal": now.proposal if now else None,
        "quotation": _quotation(comment),
        "files": [{"id": file.uid, "name": file.name, "type": file.type, "size": file.size} for file in comment.files],
        "provenance": {
            "door": comment.door,
            "received_at": stamp(comment.received_at),
            "revision": comment.revision,
            "file_says": _said(comment),
        },
        "posted_at": stamp(comment.posted_at),
        "edited_at": _moment(comment.edited_at),
        "state": comment.status,
        "state_at": _moment(comment.status_at),
        "state_reason": comment.status_reason or None,
        "earlier_states": [_state(state) for state in earlier],
    }


def _said(comment: ExportedComment) -> dict[str, Any] | None:
    if not (comment.said_by or comment.said_for or comment.said_at):
        return None
    return {
        "author": comment.said_by,
        "organisation": comment.said_for,
        "at": _moment(comment.said_at),
        "resolved": comment.said_resolved,
    }


def _state(state: ExportedState) -> dict[str, Any]:
    return {
        "body": state.markdown,
        "kind": state.kind or None,
        "proposal": state.proposal,
        "at": stamp(state.at),
        "door": state.door,
    }


def _quotation(comment: ExportedComment) -> dict[str, Any] | None:
    if comment.exact is None:
        return None
    return {"exact": comment.exact, "start": comment.start, "end": comment.end}

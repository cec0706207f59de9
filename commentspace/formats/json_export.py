"""A document as JSON: docs/json.md says what every field means."""

import json
from datetime import UTC, datetime
from typing import Any

from commentspace.domain.exported import (
    Exported,
    ExportedAnchor,
    ExportedAnswer,
    ExportedComment,
    ExportedEndorsement,
    ExportedParagraph,
    ExportedRevision,
    ExportedState,
    ExportedWording,
)
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
        "taken_out": [_paragraph(each) for each in exported.gone],
        "comments": [_comment(each) for each in exported.comments],
        **(_history(exported) if exported.revisions else {}),
    }


def _history(exported: Exported) -> dict[str, Any]:
    """What is there only where it was asked for."""
    return {
        "revisions": [_revision(each) for each in exported.revisions],
        "wordings": {each.hash: _wording(each) for each in exported.wordings},
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
        "masked": comment.masked,
        "others_see": comment.others_see or None,
        "on_behalf_of": comment.on_behalf_of,
        "kind": comment.kind,
        "body": now.markdown if now else None,
        "proposal": now.proposal if now else None,
        "quotation": _quotation(comment),
        "version": comment.version,
        "verdict": comment.verdict or None,
        "fit": comment.fit or None,
        "merged": comment.merged,
        **({"anchors": _anchors(comment)} if comment.anchors else {}),
        "files": [{"id": file.uid, "name": file.name, "type": file.type, "size": file.size} for file in comment.files],
        "endorsements": [_endorsement(each) for each in comment.endorsements],
        "provenance": {
            "door": comment.door,
            "received_at": stamp(comment.received_at),
            "revision": comment.revision,
            "file_says": _said(comment),
            "filed": _filed(comment),
        },
        "posted_at": stamp(comment.posted_at),
        "edited_at": _moment(comment.edited_at),
        "state": comment.status,
        "state_at": _moment(comment.status_at),
        "state_reason": comment.status_reason or None,
        "earlier_states": [_state(state) for state in earlier],
        "disposition": answered(comment.answer) if comment.answer else None,
        "other_dispositions": [answered(each) for each in comment.answers if each is not comment.answer],
    }


def answered(answer: ExportedAnswer) -> dict[str, Any]:
    """An answer to a comment, as exports and the API say it."""
    said = {"satisfied": answer.is_satisfied, "word": answer.word}
    return {
        "id": answer.uid,
        "outcome": answer.outcome,
        "reason": answer.reason,
        "duplicate_of": answer.duplicate or None,
        "by": answer.by,
        "at": stamp(answer.at),
        "confirmed_by": answer.confirmed_by or None,
        "state": answer.state,
        "in_force": [{"from": stamp(since), "until": _moment(until)} for since, until in answer.in_force],
        "writer_says": said if answer.is_satisfied is not None else None,
    }


def _anchors(comment: ExportedComment) -> list[dict[str, Any]]:
    return [_anchor(each, comment.status != "withdrawn") for each in comment.anchors]


def _anchor(anchor: ExportedAnchor, is_shown: bool) -> dict[str, Any]:
    """Without its words where the comment was withdrawn."""
    settled = {"at": _moment(anchor.settled_at), "by": anchor.settled_by, "reason": anchor.settled_reason}
    return {
        "revision": anchor.revision,
        "paragraph": anchor.paragraph,
        "version": anchor.version,
        "wording": anchor.wording,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact if is_shown else None,
        "prefix": anchor.prefix if is_shown else None,
        "suffix": anchor.suffix if is_shown else None,
        "verdict": anchor.verdict,
        "moved": anchor.has_moved,
        "since": anchor.since or None,
        "fit": (anchor.fit or None) if is_shown else None,
        "merged": anchor.merged if is_shown else None,
        "settled": settled if anchor.settled_at else None,
    }


def _revision(revision: ExportedRevision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "id": revision.uid,
        "issued_at": stamp(revision.issued_at),
        "changed": revision.changed,
        "about": revision.about,
        "paragraphs": [
            {
                "id": place.paragraph,
                "version": place.version,
                "wording": place.wording,
                "relation": place.relation or None,
                "moved": place.has_moved,
                "doubt": place.doubt or None,
                "taken_out": place.is_gone,
            }
            for place in revision.places
        ],
        "descents": [{"from": origin, "to": heir, "kind": kind} for origin, heir, kind in revision.descents],
    }


def _wording(wording: ExportedWording) -> dict[str, Any]:
    return {"kind": wording.kind, "label": wording.label, "markdown": wording.markdown, "text": wording.text}


def _endorsement(each: ExportedEndorsement) -> dict[str, Any]:
    named = {"name": each.name, "on_behalf_of": each.on_behalf_of}
    return named | {"at": stamp(each.at), "of_earlier_text": each.is_of_earlier}


def _filed(comment: ExportedComment) -> dict[str, Any] | None:
    """How it came and from whom, where a moderator filed it for its sender."""
    if not comment.channel:
        return None
    sender = {"sender": comment.said_by, "organisation": comment.said_for}
    return {"channel": comment.channel, "by": comment.filed_by, **sender, "note": comment.filed_note}


def _said(comment: ExportedComment) -> dict[str, Any] | None:
    if comment.channel or not (comment.said_by or comment.said_for or comment.said_at):
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

"""Every address of the API, and its description in OpenAPI 3.1."""

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace import __version__
from commentspace.web import review_report
from commentspace.web.api import (
    answering,
    answering_many,
    biographies,
    comparing,
    contributions,
    likeness,
    reading,
    revising,
    round_ends,
    rounds,
    rules,
    table,
    taking_part,
    writing,
)
from commentspace.web.api.endpoints import ROOT, Endpoint
from commentspace.web.api.schemas import ALL, ref
from commentspace.web.house import house

_TEXT = {"type": "string"}
_COMMENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "body": {**_TEXT, "description": "Markdown."},
        "kind": {"enum": ["substantive", "editorial", "question", "translation"]},
        "proposal": {**_TEXT, "description": "The wording proposed in place of the quotation, or of the paragraph."},
        "exact": {**_TEXT, "description": "The words of the paragraph it is about; left out for the whole paragraph."},
        "prefix": _TEXT,
        "suffix": _TEXT,
        "start": {"type": "integer", "description": "Code points into the paragraph's text."},
        "end": {"type": "integer"},
        "behalf": {"enum": ["", "personally"]},
        "version": {**_TEXT, "description": "The language version that was read; else the original."},
    },
}
_KEPT = {
    "type": "object",
    "properties": {
        **_COMMENT["properties"],
        "where": {"enum": ["draft", "room"], "description": "Else a draft."},
    },
}
_CORRECTIONS = {
    "type": "object",
    "properties": {
        "mark": _TEXT,
        "corrections": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "link": {**_TEXT, "description": "Its “name” in the alignment."},
                    "act": {"enum": list(revising.VERBS)},
                    "key": {**_TEXT, "description": "The paragraph of the draft; else the first of the link."},
                    "paragraph": {**_TEXT, "description": "The older paragraph; else the first of the link."},
                    "origin": {**_TEXT, "description": "For “from”: an older paragraph, or a key."},
                    "place": {**_TEXT, "description": "The same by its label or its first words."},
                    "how": {"enum": ["alone", "joined", "divided"], "description": "For “from”; else alone."},
                },
                "required": ["link", "act"],
            },
        },
    },
    "required": ["mark", "corrections"],
}


async def described(request: Request) -> Response:
    """GET /openapi.json"""
    return JSONResponse(description(house(request).settings.base_url))


ENDPOINTS = [
    Endpoint("GET", "/openapi.json", described, "This description.", "OpenApi", scope=""),
    Endpoint("GET", "/me", reading.me, "Whom the key acts for.", "Me"),
    Endpoint("GET", "/spaces", reading.listed, "The spaces that the person sees on their first page.", "Spaces"),
    Endpoint("GET", "/spaces/{slug}", reading.space, "A space and its documents.", "SpaceWithDocuments"),
    Endpoint(
        "GET",
        "/spaces/{slug}/export.ics",
        reading.reviews,
        "The reviews of a space as a calendar.",
        "[application/octet-stream]",
    ),
    Endpoint(
        "POST",
        "/spaces/{slug}/exports",
        writing.export_space,
        "Have a space made whole: “mbox”, or for owners “archive”.",
        "Job",
        scope="write",
        status=202,
        body={"type": "object", "properties": {"form": _TEXT}, "required": ["form"]},
    ),
    Endpoint(
        "POST",
        "/spaces/{slug}/drafts",
        writing.draft,
        "Bring in a draft, for moderators: to be looked at first, or issued as it was recognised.",
        "Draft",
        scope="write",
        status=201,
        query={
            "filename": "The file's name; its end says what it is, such as draft.docx.",
            "symbol": "What the document is cited by.",
            "title": "Its title; else the one in the file.",
            "language": "Its language, such as en, zh or ar; else the one that the file says.",
            "issue": "“yes” issues it as it was recognised.",
        },
        body="bytes",
    ),
    Endpoint("GET", "/documents/{uid}", reading.document, "A document with its comments.", "Document"),
    Endpoint(
        "GET",
        "/documents/{uid}/comparison",
        comparing.comparison,
        "What has changed between two revisions, word by word, with the comments that led to it.",
        "Comparison",
        query={
            "from": "The number of a revision; else the one before the other.",
            "to": "The number of a revision; else the newest.",
            "version": "The language of the texts; else the original.",
            "at": "Where to go on: what “next” said.",
        },
    ),
    Endpoint(
        "GET",
        "/documents/{uid}/export.{form}",
        reading.export,
        "A document in a form that is made while you wait. Its options stand behind the question mark.",
        "[application/octet-stream]",
        query={"language": "The language of headings.", "columns": "Of a matrix, parted by commas."},
    ),
    Endpoint(
        "GET",
        "/documents/{uid}/review/report.{form}",
        review_report.export_report,
        "The report of a review, for those whom its rule names: json, docx, xlsx or pdf.",
        "[application/octet-stream]",
        query={"round": "The number of the round; else the newest."},
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/exports",
        writing.export,
        "Have a document made in a form that takes longer, such as pdf or docx.",
        "Job",
        scope="write",
        status=202,
        body={
            "type": "object",
            "properties": {"form": _TEXT, "options": {"type": "object", "additionalProperties": _TEXT}},
            "required": ["form"],
        },
    ),
    Endpoint(
        "GET",
        "/paragraphs/{uid}/biography",
        biographies.paragraph_biography,
        "How a paragraph came to say what it says: every wording, and who asked for what.",
        "Biography",
        query={
            "version": "A language version; left out for the original.",
            "of": "One passage by its place: then all comments on it come, in pages.",
            "page": "Which page of these.",
            "from": "Code points into its text: when the words from here came in.",
            "to": "Up to here.",
            "quote": "The same words by themselves.",
        },
    ),
    Endpoint(
        "GET",
        "/comments/{uid}/biography",
        biographies.comment_biography,
        "On which words a comment was made, every state of it, and where it stood in each revision.",
        "CommentBiography",
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/next",
        revising.begin,
        "Begin the draft of the next revision, for moderators: from a file, or with the text as it stands.",
        "NextRevision",
        scope="write",
        status=201,
        query={
            "filename": "The file's name; left out to go on from the text as it stands, without a body.",
            "title": "The title; else that of the document.",
            "about": "What this revision is.",
        },
        body="bytes",
    ),
    Endpoint("GET", "/documents/{uid}/next", revising.show, "The draft of the next revision.", "NextRevision"),
    Endpoint("DELETE", "/documents/{uid}/next", revising.drop, "Drop this draft.", "Dropped", scope="write"),
    Endpoint(
        "GET",
        "/documents/{uid}/next/alignment",
        revising.alignment,
        "Which paragraph of the draft has become of which of the newest revision.",
        "Alignment",
        query={
            "show": "doubtful, changes (else), said, moved, a relation such as edited, or all.",
            "page": "Which page of the links.",
        },
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/next/alignment",
        revising.correct,
        "Correct the alignment: “mark” is that of the draft that was looked at.",
        "NextRevision",
        scope="write",
        body=_CORRECTIONS,
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/next/issue",
        revising.issue,
        "Issue the draft as the next revision; how far it is, its job tells.",
        "Job",
        scope="write",
        status=202,
        body={
            "type": "object",
            "properties": {
                "mark": _TEXT,
                "doubtful": {"type": "boolean", "description": "Issue it though places are doubtful."},
            },
            "required": ["mark"],
        },
    ),
    Endpoint("GET", "/jobs/{uid}", reading.job, "How far it has come.", "Job"),
    Endpoint("GET", "/jobs/{uid}/file", reading.job_file, "The file, once it is done.", "[application/octet-stream]"),
    Endpoint("DELETE", "/jobs/{uid}", writing.end_job, "Do not make it after all.", "Job", scope="write"),
    Endpoint(
        "POST",
        "/documents/{uid}/paragraphs/{paragraph}/comments",
        writing.comment,
        "Comment on a paragraph, or on words in it.",
        "Posted",
        scope="write",
        status=201,
        body=_COMMENT,
        is_once=True,
    ),
    Endpoint("GET", "/documents/{uid}/drafts", contributions.drafts, "One's own drafts in a document.", "Drafts"),
    Endpoint(
        "GET",
        "/documents/{uid}/room",
        contributions.delegation_room,
        "The room of one's delegation in a document.",
        "Room",
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/paragraphs/{paragraph}/drafts",
        contributions.keep_draft,
        "Keep a comment without posting it: as a draft, or in the room of one's delegation.",
        "Kept",
        scope="write",
        status=201,
        body=_KEPT,
        is_once=True,
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/drafts",
        contributions.keep_draft_reply,
        "Keep an answer to a comment without posting it.",
        "Kept",
        scope="write",
        status=201,
        body=_KEPT,
        is_once=True,
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/drafts/submission",
        contributions.submit_set,
        "Submit drafts, or as its focal point contributions of a delegation, as one set: all of them or none.",
        "SubmittedSet",
        scope="write",
        body={
            "type": "object",
            "properties": {
                "drafts": {"type": "array", "items": _TEXT},
                "note": {**_TEXT, "description": "The covering note, in Markdown."},
                "behalf": {"enum": ["", "personally"]},
            },
            "required": ["drafts"],
        },
    ),
    Endpoint(
        "POST",
        "/drafts/{uid}",
        contributions.change_draft,
        "Give a draft or a contribution another text.",
        "Changed",
        scope="write",
        body={
            "type": "object",
            "properties": {
                "body": _TEXT,
                "kind": _TEXT,
                "proposal": _TEXT,
                "states": {"type": "integer", "description": "How many states it had when it was read."},
            },
            "required": ["states"],
        },
    ),
    Endpoint(
        "DELETE",
        "/drafts/{uid}",
        contributions.drop_draft,
        "Drop a draft or a contribution; it can be taken up again.",
        "Changed",
        scope="write",
        query={"reason": "Why; a focal point says it of what others wrote."},
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/replies",
        writing.reply,
        "Answer a comment.",
        "Posted",
        scope="write",
        status=201,
        body=_COMMENT,
        is_once=True,
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/submissions",
        writing.submit,
        "Send a file with comments: a Word file that came from here, a matrix, a packet. Nothing is posted yet.",
        "Submission",
        scope="write",
        status=201,
        query={"filename": "The file's name; its end says what it is, such as comments.xlsx."},
        body="bytes",
        is_once=True,
    ),
    Endpoint(
        "GET",
        "/submissions/{uid}",
        reading.submission,
        "A file with comments, and what has become of each row.",
        "Submission",
        query={
            "show": "Rows of one state alone: undecided, refused, ready, posted, known or dropped.",
            "page": "Which page of the rows.",
        },
    ),
    Endpoint(
        "POST",
        "/submissions/{uid}/decisions",
        writing.decide,
        "Say where rows belong, or leave them out.",
        "Submission",
        scope="write",
        body={
            "type": "object",
            "properties": {
                "decisions": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "row": _TEXT,
                            "act": {"enum": list(writing.ACTS)},
                            "paragraph": _TEXT,
                            "start": {"type": "integer"},
                            "end": {"type": "integer"},
                        },
                        "required": ["row", "act"],
                    },
                }
            },
            "required": ["decisions"],
        },
    ),
    Endpoint(
        "POST",
        "/submissions/{uid}/posting",
        writing.post,
        "Post the rows that have a place.",
        "Posting",
        scope="write",
        status=202,
    ),
    *likeness.ENDPOINTS,
    *table.ENDPOINTS,
    *answering.ENDPOINTS,
    *answering_many.ENDPOINTS,
    *rules.ENDPOINTS,
    *taking_part.ENDPOINTS,
    *rounds.ENDPOINTS,
    *round_ends.ENDPOINTS,
]

ROUTES = [endpoint.route() for endpoint in ENDPOINTS]


def description(base_url: str) -> dict[str, Any]:
    """The API in OpenAPI 3.1."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "commentspace", "version": __version__},
        "servers": [{"url": base_url.rstrip("/") + ROOT}],
        "paths": paths,
        "components": {
            "schemas": ALL,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    inside = [
        {"name": name, "in": "path", "required": True, "schema": _TEXT}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    asked = [
        {"name": name, "in": "query", "description": words, "schema": _TEXT} for name, words in endpoint.query.items()
    ]
    once = [{"name": "Idempotency-Key", "in": "header", "schema": _TEXT}] if endpoint.is_once else []
    done = {"description": endpoint.about, "content": _content(endpoint.answer)}
    operation: dict[str, Any] = {
        "summary": endpoint.about,
        "operationId": endpoint.handler.__name__ + "_" + endpoint.method.lower(),
        "parameters": [*inside, *asked, *once],
        "responses": {
            str(endpoint.status): done,
            **({"200": done | {"description": "It was done before, with the same key."}} if endpoint.is_once else {}),
            "default": {"description": "It was not done.", "content": _content("Error")},
        },
        "security": [{"key": []}] if endpoint.scope == "write" else [{}, {"key": []}],
    }
    if endpoint.body == "bytes":
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
    elif endpoint.body is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": endpoint.body}}}
    return operation


def _content(answer: str) -> dict[str, Any]:
    if answer.startswith("["):
        return {answer.strip("[]"): {}}
    return {"application/json": {"schema": ref(answer)}}

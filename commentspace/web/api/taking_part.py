"""What programs do beside posting: endorse a comment, appeal against a hold, decide that, and file for others."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import appeals, documents, endorsing, for_senders, lookups, postings, scans
from commentspace.domain.access import Caller
from commentspace.domain.appeals import OpenAppeal
from commentspace.domain.for_senders import CHANNELS, Sending
from commentspace.domain.postings import Source
from commentspace.domain.tables import Document, Paragraph
from commentspace.errors import Invalid, marked
from commentspace.formats import json_export
from commentspace.web import composing, forms
from commentspace.web.answers import caller
from commentspace.web.api import bodies, writing
from commentspace.web.api.endpoints import Endpoint, token_of
from commentspace.web.for_senders import looked_at
from commentspace.web.house import house


async def endorse(request: Request) -> Response:
    """POST /comments/{uid}/endorsement"""
    form, uid, database = await bodies.form(request), request.path_params["uid"], house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    personally = forms.word(form, "behalf") == composing.PERSONALLY
    await database.write(endorsing.endorse, caller(request), uid, personally=personally, space=space)
    return JSONResponse({"comment": uid, "endorsed": True})


async def endorse_no_more(request: Request) -> Response:
    """DELETE /comments/{uid}/endorsement"""
    uid, database = request.path_params["uid"], house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    await database.write(endorsing.take_back, caller(request), uid, space=space)
    return JSONResponse({"comment": uid, "endorsed": False})


async def appeal(request: Request) -> Response:
    """POST /comments/{uid}/appeal"""
    form, uid, database = await bodies.form(request), request.path_params["uid"], house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    made = await database.write(appeals.appeal, caller(request), uid, forms.word(form, "text"), space=space)
    return JSONResponse({"appeal": made, "comment": uid}, 201)


async def appeals_made(request: Request) -> Response:
    """GET /documents/{uid}/appeals"""

    def found(session: Session, who: Caller) -> list[OpenAppeal]:
        document, here = documents.find(session, who, request.path_params["uid"])
        return appeals.of_document(session, here, document.id)

    return JSONResponse(
        {"appeals": [_appeal(each) for each in await house(request).database.read(found, caller(request))]}
    )


def _appeal(each: OpenAppeal) -> dict[str, Any]:
    made = each.appeal
    return {
        "id": made.uid,
        "comment": each.comment,
        "by": made.by,
        "text": made.text,
        "at": json_export.stamp(made.at),
        "upheld": made.is_upheld,
        "decided_by": made.decided_by or None,
        "decided_at": json_export.stamp(made.decided_at) if made.decided_at else None,
        "answer": made.answer or None,
    }


async def decide_appeal(request: Request) -> Response:
    """POST /comments/{uid}/appeal/decision"""
    sent, uid, database = await bodies.fields(request), request.path_params["uid"], house(request).database
    named, is_upheld, answer = (sent.get(name) for name in ("appeal", "upheld", "answer"))
    if not isinstance(named, str) or not isinstance(is_upheld, bool) or not isinstance(answer, str):
        raise Invalid(marked("A decision has an “appeal”, whether the hold is “upheld”, and an “answer”."))
    space = await database.read(lookups.space_of_comment, uid)
    await database.write(appeals.decide, caller(request), named, answer, is_upheld=is_upheld, space=space)
    return JSONResponse({"appeal": named, "upheld": is_upheld})


async def file_for_sender(request: Request) -> Response:
    """POST /documents/{uid}/paragraphs/{paragraph}/filings"""
    form, paragraph, database = await bodies.form(request), request.path_params["paragraph"], house(request).database
    here = (col(Paragraph.uid) == paragraph, col(Document.uid) == request.path_params["uid"])
    await database.read(postings.place, *here)
    posting = replace(composing.posting(request, form), language="", source=Source(token_id=token_of(request)))
    said = {name: forms.word(form, name) for name in ("name", "organisation", "note", "late_reason")}
    received_at = bodies.moment(form, "received_at")
    sending = Sending.of(forms.word(form, "channel"), received_at, (), **said, member_uid=forms.word(form, "member"))
    posted = await database.carry_out(for_senders.steps(caller(request), paragraph, posting, sending))
    return writing.posted_answer(request, posted)


async def attach_scan(request: Request) -> Response:
    """POST /comments/{uid}/files?filename="""
    uid, database = request.path_params["uid"], house(request).database
    name, content = await bodies.file(request)
    scan = await looked_at(name, content)
    await database.carry_out(scans.attaching(caller(request), uid, scan))
    return JSONResponse({"comment": uid, "name": scan.name, "type": scan.type, "size": len(content)}, 201)


_TEXT = {"type": "string"}


def _body(*required: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": dict.fromkeys(required, _TEXT) | more, "required": list(required)}


ENDPOINTS = [
    Endpoint(
        "POST",
        "/comments/{uid}/endorsement",
        endorse,
        "Endorse a comment of another, for whom one speaks or personally.",
        "Endorsed",
        scope="write",
        body=_body(behalf={"enum": ["", "personally"]}),
    ),
    Endpoint(
        "DELETE", "/comments/{uid}/endorsement", endorse_no_more, "Endorse it no more.", "Endorsed", scope="write"
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/appeal",
        appeal,
        "Appeal against holding one's own comment back, once.",
        "Appealed",
        scope="write",
        status=201,
        body=_body("text"),
    ),
    Endpoint("GET", "/documents/{uid}/appeals", appeals_made, "Appeals about a document's comments.", "Appeals"),
    Endpoint(
        "POST",
        "/comments/{uid}/appeal/decision",
        decide_appeal,
        "Decide an appeal, for moderators: the hold is upheld, or the comment is released.",
        "AppealDecided",
        scope="write",
        body=_body("appeal", "answer", upheld={"type": "boolean"}),
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/paragraphs/{paragraph}/filings",
        file_for_sender,
        "File a comment that came by letter, fax, telephone or orally, for moderators.",
        "Posted",
        scope="write",
        status=201,
        body=_body(
            "body",
            "received_at",
            channel={"enum": list(CHANNELS)},
            name={**_TEXT, "description": "The sender's, where they are no member."},
            organisation=_TEXT,
            member={**_TEXT, "description": "The name of the person here, where they are a member."},
            note=_TEXT,
            late_reason={**_TEXT, "description": "Where no comments were taken then: public."},
            kind=_TEXT,
            proposal=_TEXT,
            exact=_TEXT,
            prefix=_TEXT,
            suffix=_TEXT,
        ),
        is_once=True,
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/files",
        attach_scan,
        "Put a scan to a comment that was filed for its sender.",
        "FileKept",
        scope="write",
        status=201,
        query={"filename": "The file's name; its end says what it is, such as scan.pdf."},
        body="bytes",
    ),
]

"""Sending a filled file from the browser: it is read, and what was found is shown before anything is posted."""

from typing import NamedTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import documents, mailed_drafts, seen_revisions, submission_views, submissions
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.filled_files import Filled, require_size
from commentspace.domain.submission_views import SubmissionView
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.formats import filled_apart
from commentspace.text import normal
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.composing import PERSONALLY
from commentspace.web.house import house

CHOOSE = marked("Choose a file first.")


class Scene(NamedTuple):
    """A document, what the caller is there, and the files with comments on it that they may see."""

    document: DocumentView
    who: Standing
    sent: list[SubmissionView]


def _scene(session: Session, who: Caller, uid: str) -> Scene:
    document, here = documents.find(session, who, uid)
    return Scene(document, here, submission_views.of_document(session, who, uid))


async def show(request: Request) -> Response:
    """GET /d/{uid}/files"""
    return await _send_page(request)


async def _send_page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    uid = request.path_params["uid"]
    found = await house(request).database.read(_scene, caller(request), uid)
    given = {
        "document": document_values(found.document),
        "sent": found.sent,
        "party": found.who.on_behalf_of,
        "document_address": mailed_drafts.address(uid, house(request).settings.mail_domain),
        "key": (form or {}).get("key") or forms.new_key(),
    }
    return page(request, "submission_new.html", given, may=rights(found.who), refusal=refusal, form=form)


async def send(request: Request) -> Response:
    """POST /d/{uid}/files: read it, and show what was found."""
    form, uid = await forms.read(request), request.path_params["uid"]
    database, who = house(request).database, caller(request)
    try:
        file = await forms.upload(form, "file")
        if file is None:
            raise Invalid(CHOOSE, field="file")
        name, content = normal.clean(file[0]), file[1]
        require_size(content)
        await database.write(submissions.admit, who, uid)
        submitted = await database.carry_out(seen_revisions.reading(who, uid, content, name, filled_apart.read))
        personally = forms.word(form, "behalf") == PERSONALLY
        filled = Filled(name, content, submitted, forms.word(form, "key") or forms.new_key(), personally=personally)
        begun = await database.carry_out(submissions.receive(who, uid, filled))
    except NotFound:
        raise
    except Refusal as refusal:
        return await _send_page(request, refusal, forms.words(form))
    return go(f"/d/{uid}/files/{begun.uid}", "file-known" if begun.is_whole else "file-read")

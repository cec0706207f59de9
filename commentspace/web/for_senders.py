"""Filing a comment for somebody else: the paragraph is found first, then what came is typed, with its scan."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import discussion, for_senders
from commentspace.domain.access import Caller
from commentspace.domain.file_kinds import File
from commentspace.domain.for_senders import MemberLine, Sending
from commentspace.domain.tables import Paragraph
from commentspace.domain.views import ParagraphView
from commentspace.errors import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render import addresses
from commentspace.text import normal, search
from commentspace.web import composing, forms, review_values
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

MOST_FOUND = 30
"""Paragraphs among which one chooses."""
AROUND_A_LABEL = " .()（）"


class Found(NamedTuple):
    """A document, its members, the paragraph that was chosen, and those that were found."""

    scene: Scene
    members: list[MemberLine]
    paragraph: ParagraphView | None
    paragraphs: Sequence[ParagraphView]


async def show(request: Request) -> Response:
    """GET /d/{uid}/review/filing?words=&at="""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    database, query = house(request).database, request.query_params
    chosen, words = (form or query).get("at", ""), query.get("words", "")[: search.LONGEST]
    found = await database.read(_found, caller(request), request.path_params["uid"], chosen, words, database.now())
    given: dict[str, Any] = {
        "document": document_values(found.scene.document),
        "members": found.members,
        "paragraph": found.paragraph,
        "paragraphs": found.paragraphs,
        "words": words,
        "channels": for_senders.CHANNELS,
        "key": (form or {}).get("key") or forms.new_key(),
        "zone_name": review_values.zone(request),
    }
    return page(request, "filing.html", given, may=found.scene.may, refusal=refusal, form=form)


def _found(session: Session, who: Caller, uid: str, chosen: str, words: str, now: datetime) -> Found:
    found = scene(session, who, uid, now)
    members = for_senders.members(session, found.who)
    revision_id = found.document.revision_id
    if chosen:
        here = discussion.paragraphs(session, revision_id, col(Paragraph.uid) == chosen)
        if not here:
            raise NotFound()
        return Found(found, members, here[0], ())
    return Found(found, members, None, _matching(discussion.paragraphs(session, revision_id), words) if words else ())


def _matching(paragraphs: Sequence[ParagraphView], words: str) -> list[ParagraphView]:
    """Those with this label, or else with these words."""
    label = words.strip(AROUND_A_LABEL)
    labelled = [each for each in paragraphs if each.label and each.label.strip(AROUND_A_LABEL) == label]
    terms = search.terms(words)
    worded = [each for each in paragraphs if terms and search.has_all(search.fold(each.text), terms)]
    return (labelled or worded)[:MOST_FOUND]


async def file(request: Request) -> Response:
    """POST /d/{uid}/review/filing"""
    form, uid = await forms.read(request), request.path_params["uid"]
    try:
        posting = replace(composing.posting(request, form), language="")
        sending = await _sending(request, form)
        steps = for_senders.steps(caller(request), forms.word(form, "at"), posting, sending)
        posted = await house(request).database.carry_out(steps)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(addresses.comment(uid, posted.uid, said="filed"))


async def _sending(request: Request, form: FormData) -> Sending:
    received_at = forms.moment(form, "received_at", review_values.zone(request))
    said = {name: forms.word(form, name) for name in ("name", "organisation", "note", "late_reason")}
    scan = await forms.upload(form, "scan")
    files = [await looked_at(*scan)] if scan else []
    return Sending.of(forms.word(form, "channel"), received_at, files, **said, member_uid=forms.word(form, "member"))


async def looked_at(name: str, content: bytes) -> File:
    """A scan of a kind that is taken, as what comes by mail. Looking at it may take long, so it is done on a thread."""
    try:
        return await asyncio.to_thread(File.of, normal.file_name(name), "", content)
    except Invalid as refusal:
        refusal.field = "scan"
        raise

"""The biographies of paragraphs and of comments, for programs: the oldest first, as a record is read."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from commentspace.domain.biographies import paragraphs, remarks
from commentspace.domain.biographies.paragraphs import Account, Biography
from commentspace.domain.biographies.placed import Issued, Placed
from commentspace.domain.biographies.remarks import Life, Stood
from commentspace.domain.biographies.spoken import Outcome
from commentspace.domain.views import CommentView
from commentspace.formats.json_export import stamp
from commentspace.web.answers import caller
from commentspace.web.biographies import wish_of
from commentspace.web.house import house


async def paragraph_biography(request: Request) -> JSONResponse:
    """GET /paragraphs/{uid}/biography"""
    wish, uid = wish_of(request), request.path_params["uid"]
    found = await house(request).database.read(paragraphs.of_paragraph, caller(request), uid, wish)
    return JSONResponse(_paragraph(found))


def _paragraph(found: Biography) -> dict[str, Any]:
    tally = found.tally
    return {
        "id": found.uid,
        "document": found.document.uid,
        "version": found.version,
        "stands": found.stands,
        "label": found.last.label,
        "text": found.last.text,
        "counts": {
            "wordings": tally.wordings,
            "comments": tally.comments,
            "proposals": tally.proposals,
            "taken_over": tally.taken,
        },
        "passages": [_passage(each) for each in reversed(found.accounts)],
        "words": _words(found),
        "page": found.page,
        "pages": found.pages,
    }


def _passage(account: Account) -> dict[str, Any]:
    passage = account.passage
    return {
        "place": passage.place,
        "revision": _revision(passage.issued),
        "paragraph": passage.stood.uid,
        "change": passage.change,
        "moved": passage.has_moved,
        "label": passage.now.label if passage.now else None,
        "text": passage.now.text if passage.now else None,
        "hash": passage.now.hash if passage.now else None,
        "difference": _difference(account),
        "came_from": _names(passage.others_before if passage.now else ()),
        "also_became": _names(passage.other_parts),
        "joined_to": _names(passage.heirs),
        "taken_over": [told.view.uid for told in account.taken],
        "count": account.number,
        "comments": [_comment(told.view, told.outcomes) for thread in account.threads for told in thread.comments],
        "left": account.left,
    }


def _difference(account: Account) -> list[list[str]] | None:
    passage = account.passage
    if passage.difference is None or passage.joining is None:
        return None
    return [[run.kind, run.text] for run in passage.joining.difference]


def _names(several: Sequence[Placed]) -> list[str]:
    return [each.uid for each in several]


def _revision(issued: Issued) -> dict[str, Any]:
    return {"number": issued.number, "issued_at": stamp(issued.at), "by": issued.by, "about": issued.about}


def _words(found: Biography) -> dict[str, Any] | None:
    asked = found.asked
    if asked is None:
        return None
    came = [{"text": each.text, "place": each.passage.place} for each in asked.came]
    return {"exact": asked.exact, "place": asked.passage.place, "start": asked.start, "end": asked.end, "came": came}


def _comment(view: CommentView, outcomes: Sequence[Outcome] = ()) -> dict[str, Any]:
    is_read = view.status != "withdrawn"
    return {
        "id": view.uid,
        "number": view.number,
        "thread": view.thread,
        "author": view.name,
        "on_behalf_of": view.on_behalf_of,
        "kind": view.kind,
        "body": view.body if is_read else None,
        "proposal": view.proposal if is_read else None,
        "quotation": view.was if is_read else None,
        "posted_at": stamp(view.posted_at),
        "state": view.status,
        "outcomes": [_outcome(each) for each in outcomes],
    }


def _outcome(each: Outcome) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "revision": each.number,
        "paragraph": each.paragraph,
        "by": each.by,
        "at": stamp(each.at) if each.at else None,
        "reason": each.reason,
        "answer": each.answer or None,
    }


async def comment_biography(request: Request) -> JSONResponse:
    """GET /comments/{uid}/biography"""
    uid = request.path_params["uid"]
    return JSONResponse(_life(await house(request).database.read(remarks.of_comment, caller(request), uid)))


def _life(found: Life) -> dict[str, Any]:
    outcomes = [each for some in found.outcomes.values() for each in some]
    return {
        "comment": _comment(found.view, outcomes),
        "document": found.document.uid,
        "door": found.view.door,
        "received_at": stamp(found.view.received_at),
        "states": [
            {
                "body": each.body,
                "kind": each.kind or None,
                "proposal": each.proposal,
                "at": stamp(each.at),
                "door": each.door,
            }
            for each in reversed(found.states)
        ],
        "stood": [_stood(each) for each in found.stood],
        "answers": [each.uid for each in found.answers],
    }


def _stood(each: Stood) -> dict[str, Any]:
    return {
        "revision": _revision(each.issued),
        "version": each.version,
        "paragraph": each.paragraph,
        "label": each.label,
        "text": each.text,
        "hash": each.hash,
        "start": each.start,
        "end": each.end,
        "verdict": None if each.is_first else each.verdict,
        "moved": each.has_moved,
        "waiting": each.is_waiting,
        "fit": each.fit or None,
        "proposal": each.proposal,
    }

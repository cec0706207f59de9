"""The biographies of paragraphs and of comments: as pages, which are their print-outs too, and by mail."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.biographies import mailed, paragraphs, remarks
from commentspace.domain.biographies.paragraphs import Account, Biography, Wish
from commentspace.domain.biographies.placed import Issued, Neighbour, Placed
from commentspace.domain.biographies.remarks import Life
from commentspace.domain.biographies.telling import Passage
from commentspace.errors import TooMany
from commentspace.render import biographies
from commentspace.render.biographies import Tongue
from commentspace.render.environment import bdi, translations
from commentspace.render.marking import marked_html
from commentspace.render.pictures import descent
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.comment import provenance
from commentspace.web.house import house


@dataclass(frozen=True, slots=True)
class Chapter:
    """A revision with what is told of it; or several in a row in which nothing happened to the paragraph."""

    issued: Sequence[Issued]
    accounts: Sequence[Account]


async def of_paragraph(request: Request) -> Response:
    """GET /d/{uid}/p/{paragraph}/biography?version=&from=&to=&quote=&of=&page="""
    return await _of_paragraph(request)


async def _of_paragraph(request: Request, refusal: TooMany | None = None) -> Response:
    uid, paragraph = request.path_params["uid"], request.path_params["paragraph"]
    wish = wish_of(request)
    found = await house(request).database.read(paragraphs.of_paragraph, caller(request), paragraph, wish, document=uid)

    def made() -> Response:
        return page(request, "biography.html", _values(request, wish, found), may=rights(found.who), refusal=refusal)

    return await asyncio.to_thread(made)


def wish_of(request: Request) -> Wish:
    """What is asked for: places of words count code points, and where one is missing no words are meant."""
    asked = request.query_params
    start, end = (forms.whole(asked.get(name, ""), -1) for name in ("from", "to"))
    return Wish(
        version=asked.get("version", ""),
        of=asked.get("of", ""),
        page=forms.whole(asked.get("page", ""), 1),
        span=(start, end) if 0 <= start < end else None,
        quote=asked.get("quote", "").strip(),
    )


def _values(request: Request, wish: Wish, found: Biography) -> dict[str, Any]:
    asked = found.asked
    last = found.last
    marks = [(asked.start, asked.end)] if asked and asked.passage.stood.wording_id == last.wording_id else []
    return {
        "document": document_values(found.document),
        "paragraph": last,
        "stands": found.stands,
        "words": marked_html(last.html, marks),
        "version": wish.version,
        "is_part": bool(wish.of),
        "part_query": {"of": wish.of} | ({"version": wish.version} if wish.version else {}),
        "accounts": found.accounts,
        "tally": found.tally,
        "change": _telling(request, found),
        "chapters": list(_chapters(found.accounts)),
        "asked": asked,
        "is_asked": bool(wish.span or wish.quote),
        "lineage": descent.told(found.line, found.issued, found.passages),
        "picture": descent.picture(found.line, found.issued, found.passages, request.scope["language"]),
        "page": found.page,
        "pages": found.pages,
        "made": house(request).database.now(),
        "is_mailable": mailed.may(found.who),
        "address": f"/d/{found.document.uid}/p/{found.uid}/biography",
    }


def _telling(request: Request, found: Biography) -> Callable[[Passage], Markup]:
    """What says in sentences what became of a paragraph, with links to the biographies of others."""
    look_up, document = translations(request.scope["language"]).gettext, found.document.uid

    def said(sentence: str) -> Markup:
        return Markup(look_up(sentence))  # noqa: S704  # messages are ours and the translators'

    def named(each: Placed | Neighbour) -> Markup:
        shown = bdi(biographies.name(each))
        return Markup('<a href="/d/{}/p/{}/biography">{}</a>').format(document, each.uid, shown)

    tongue = Tongue(said, named, bdi, Markup(", ").join)
    return lambda passage: Markup(" ").join(biographies.change(passage, tongue))


def _chapters(accounts: Sequence[Account]) -> Sequence[Chapter]:
    """The accounts by revisions; those revisions put together in which nothing happened."""
    by_revision = [list(some) for _, some in groupby(accounts, key=lambda each: each.passage.issued.number)]
    found: list[Chapter] = []
    for is_quiet, some in groupby(by_revision, key=lambda each: all(account.is_quiet for account in each)):
        together = list(some)
        if is_quiet:
            found.append(Chapter([each[0].passage.issued for each in together], []))
        else:
            found += [Chapter([each[0].passage.issued], each) for each in together]
    return found


async def of_comment(request: Request) -> Response:
    """GET /c/{uid}/biography"""
    return await _of_comment(request)


async def _of_comment(request: Request, refusal: TooMany | None = None) -> Response:
    found = await house(request).database.read(remarks.of_comment, caller(request), request.path_params["uid"])

    def made() -> Response:
        given = _life_values(request, found)
        return page(request, "biography_of_comment.html", given, may=rights(found.who), refusal=refusal)

    return await asyncio.to_thread(made)


def _life_values(request: Request, found: Life) -> dict[str, Any]:
    return {
        "document": document_values(found.document),
        "comment": found.view,
        "received": provenance(request.scope["language"], found.document, found.view, None),
        "states": states(found),
        "stood": found.stood,
        "held": found.held,
        "answers": found.answers[: remarks.ANSWERS],
        "left": max(0, len(found.answers) - remarks.ANSWERS),
        "outcomes": found.outcomes,
        "verdicts": biographies.VERDICTS,
        "fits": biographies.FITS,
        "made": house(request).database.now(),
        "is_mailable": mailed.may(found.who),
        "address": f"/c/{found.view.uid}/biography",
    }


def states(found: Life) -> list[dict[str, Any]]:
    """The states of its text, the newest first, each with the moment until which it stood."""
    return [
        {
            "html": state.html,
            "kind": state.kind,
            "proposal_html": state.proposal_html,
            "at": state.at,
            "until": found.states[place - 1].at if place else None,
            "current": place == 0,
        }
        for place, state in enumerate(found.states)
    ]


async def mail_paragraph(request: Request) -> Response:
    """POST /d/{uid}/p/{paragraph}/biography"""
    uid, paragraph = request.path_params["uid"], request.path_params["paragraph"]
    version = request.query_params.get("version", "")
    try:
        await house(request).database.write(mailed.ask_paragraph, caller(request), uid, paragraph, version)
    except TooMany as refusal:
        return await _of_paragraph(request, refusal)
    query = {"version": version} if version else {}
    return go(f"/d/{uid}/p/{paragraph}/biography", "biography-mailed", **query)


async def mail_comment(request: Request) -> Response:
    """POST /c/{uid}/biography"""
    uid = request.path_params["uid"]
    try:
        await house(request).database.write(mailed.ask_comment, caller(request), uid)
    except TooMany as refusal:
        return await _of_comment(request, refusal)
    return go(f"/c/{uid}/biography", "biography-mailed")

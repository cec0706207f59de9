"""What one types when commenting: read from a form, shown before it is posted, and the form that scripts open."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import conducts, documents, trials
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.edits import Particulars
from commentspace.domain.postings import Posting, checked_kind
from commentspace.domain.shown_as import ShownAs, of_writer
from commentspace.domain.tables import Comment
from commentspace.domain.trials import Act
from commentspace.render.environment import interface
from commentspace.web import forms, seated
from commentspace.web.answers import caller, etag_of, sent, unchanged
from commentspace.web.house import house
from commentspace.web.wishes import version_of

PERSONALLY = "personally"
"""What the field `behalf` holds where one speaks for oneself; anything else is for whom the membership says."""


def posting(request: Request, form: Any) -> Posting:
    """What somebody wants to say, as their form has it."""
    return Posting(
        Body.perhaps(forms.word(form, "body")),
        forms.word(form, "key"),
        forms.quotation(form),
        forms.word(form, "kind") or "substantive",
        language=request.scope["language"] if request.scope["known"] else "",
        proposal=Proposal.of(forms.word(form, "proposal")),
        personally=forms.word(form, "behalf") == PERSONALLY,
        version=forms.word(form, "version") or version_of(request.query_params),
        revision=forms.word(form, "revision"),
    )


def particulars(form: Any, before: Comment | None = None) -> Particulars:
    """The kind and the proposal of an edit; what the form does not hold stays as it was `before`."""
    kind = forms.word(form, "kind") or (before.kind if before else "substantive")
    stays = before is not None and "proposal" not in form
    return Particulars(kind, Proposal.of(before.proposal if before and stays else forms.word(form, "proposal")))


async def tried(request: Request, form: Mapping[str, str], act: Act, uid: str) -> tuple[dict[str, str], Markup | None]:
    """The form as it goes on, and what it would post, after "Propose a wording" or "Preview"; nothing is stored.

    Where a wording is to be proposed, it begins with the words that the comment is about.
    """
    database, quotation = house(request).database, forms.quotation(form)
    read = trials.Read(version_of(request.query_params), form.get("revision", ""))
    if form.get("verb") == "propose":
        words = await database.read(trials.words, caller(request), act, uid, quotation, read)
        return {**form, "proposal": form.get("proposal") or words}, None
    body, proposal = Body.perhaps(form.get("body", "")), Proposal.of(form.get("proposal"))
    trial = await database.read(trials.show, caller(request), act, uid, body, proposal, quotation, read)
    shown = {"kind": checked_kind(form.get("kind") or "substantive"), "html": trial.html}
    return dict(form), _rendered(request, "parts/trial.html", **shown, proposal_html=trial.proposal_html)


def preview(shown: Markup) -> Response:
    """A preview for a script."""
    return JSONResponse({"html": shown})


async def show(request: Request) -> Response:
    """GET /d/{uid}/composer: the form that scripts open beside the text of this document."""
    found = await house(request).database.read(_party, caller(request), request.path_params["uid"])
    party, slug, to_agree, shown_as = found
    seated_in = await house(request).database.read(seated.in_document, caller(request), request.path_params["uid"])
    etag = etag_of(house(request).assets.build, request.scope["language"], party, to_agree, tuple(shown_as), seated_in)
    if answer := unchanged(request, etag):
        return answer
    given = {"party": party, "slug": slug, "to_agree": to_agree, "shown_as": shown_as, **seated_in._asdict()}
    html = _rendered(request, "parts/composer.html", **given)
    return sent(request, json.dumps({"html": html}, ensure_ascii=False).encode(), "application/json", etag=etag)


def _party(session: Session, who: Caller, document_uid: str) -> tuple[str, str, int, ShownAs]:
    """For whom the caller speaks there, in which space, and which code of conduct they have yet to agree to, or 0.

    And what others will see of them. The form is the same for all others; what may be posted is checked then.
    """
    document, here = documents.find(session, who, document_uid)
    shown_as = of_writer(session, here, document.id)
    return here.on_behalf_of, document.space, conducts.to_agree(session, here), shown_as


def _rendered(request: Request, template: str, **given: object) -> Markup:
    text = house(request).environment.get_template(template).render(interface(request.scope["language"]), **given)
    return Markup(text)  # noqa: S704  # our own templates, which escape

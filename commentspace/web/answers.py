"""Answers: pages put together from templates, redirects, and refusals in the reader's language."""

import gzip
import hashlib
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from commentspace import errors
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.people import LANGUAGES
from commentspace.errors import Refusal, marked
from commentspace.render.environment import interface, translations
from commentspace.text.languages import direction
from commentspace.web import forms
from commentspace.web.house import house

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STATUS: dict[type[Refusal], int] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.SignInNeeded: HTTPStatus.UNAUTHORIZED,
    errors.Closed: HTTPStatus.CONFLICT,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.TooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
}

SAID = {
    "posted": marked("Your comment is posted."),
    "held": marked("Your comment is kept. Others see it after a moderator has looked at it."),
    "edited": marked("Your comment is changed. The earlier state stays readable."),
    "withdrawn": marked("Your comment is withdrawn."),
    "hold": marked("The comment is held back."),
    "release": marked("The comment is released."),
    "filed": marked("The comment is filed for its sender."),
    "endorsed": marked("You endorse this comment."),
    "endorsed-back": marked("You do not endorse this comment any more."),
    "appealed": marked("The moderators have your appeal. You are told what they decide."),
    "appeal-decided": marked("It stays held back. The writer of the comment reads your answer."),
    "comment-answered": marked("The comment is answered. Its writer is told."),
    "comment-proposed": marked("The answer is proposed. It is in force when another moderator has confirmed it."),
    "answer-confirmed": marked("The answer is confirmed and in force. The writer of the comment is told."),
    "answer-confirmed-already": marked("Somebody has confirmed this answer already. It is in force."),
    "answer-declined": marked("The proposed answer is taken away. It stays in the history of the comment."),
    "answer-taken-back": marked("The answer is taken back. It stays in the history of the comment."),
    "assigned": marked("They are to answer this comment now, and are told."),
    "unassigned": marked("Nobody in particular is to answer this comment now."),
    "satisfaction": marked("The moderators read what you said. You may change it as long as this answer is in force."),
    "text-kept": marked("The text is kept."),
    "text-ended": marked("The text is removed. What was answered with it stays."),
    "parted": marked("The comment is taken out of the group, and stays out."),
    "joined": marked("The comment stands in the group now."),
    "group-answered": marked("The answer is kept. Comments that have it: %(new)s."),
    "group-answered-some": marked(
        "The answer is kept. Comments that have it: %(new)s. Left as they were, as they have been answered, changed "
        "or taken back meanwhile: %(known)s."
    ),
    "placed": marked("The comment stands there now, with what answers it."),
    "written": marked("Your letter is on its way. The answer will come to you by e-mail."),
    "announced": marked("Your letter is on its way to the members."),
    "answered": marked("Your answer stands below the letter."),
    "answer-held": marked("Your answer is kept. Others see it after a moderator has looked at it."),
    "answer-withdrawn": marked("Your answer is taken back."),
    "answer-hold": marked("The answer is held back."),
    "answer-release": marked("The answer is released."),
    "blocked": marked("No more letters from this person come to you. In your settings you can lift that."),
    "unblocked": marked("Letters from this person come to you again."),
    "reported": marked("The moderators see this letter now, and your reason. What came of it will stand here."),
    "settled": marked("The report is settled. Who made it reads what you wrote."),
    "kept": marked("Kept."),
    "agreed": marked("You have agreed to the code of conduct."),
    "key-ended": marked("The key has ended. What used it is refused from now on."),
    "signed-out": marked("Signed out there. Pages that were open are closed."),
    "address-asked": marked("A letter is on its way there. Follow its link in a browser where you are signed in."),
    "address-added": marked("The address is added."),
    "erased": marked("All that was kept about you is erased."),
    "address-removed": marked("The address is removed."),
    "letters-again": marked("Letters go to this address again. Should they come back once more, you see it here."),
    "added-returned": marked(
        "They are a member now, but letters to this address come back, so no invitation goes there. "
        "See beside their name."
    ),
    "added": marked("They are members now, and a letter of invitation goes to everybody who was not one before."),
    "added-some": marked(
        "New: %(new)s; each gets a letter of invitation. Members before: %(known)s; they keep their role."
    ),
    "known": marked(
        "Nothing has changed: whoever is a member keeps their role. It is changed on the member's own page."
    ),
    "ended": marked("The membership has ended."),
    "left": marked("You have left the space. Your comments stay."),
    "member-changed": marked("The member's place is changed."),
    "invited-again": marked("The letter of invitation goes out again."),
    "withdrawn-invitation": marked("The invitation is withdrawn."),
    "issued": marked("The draft is issued."),
    "begun": marked("The draft begins with the text as it stands. Edit it, then look at the alignment and issue it."),
    "dropped": marked("The draft is dropped."),
    "revised": marked("The new revision is issued. Everybody who has the document open sees it."),
    "review": marked("The review is changed. Everybody who has the document open sees it."),
    "review-closed": marked(
        "The review is closed. Everybody who has the document open sees it. If it was a mistake, reopen it below: "
        "nothing is lost, and only what is sent meanwhile goes back to its writers."
    ),
    "review-paused": marked(
        "The review is paused. Everybody who has the document open sees it. It goes on when you say so below."
    ),
    "unveiled": marked("The comments of this round are shown to everybody who may read, with their numbers."),
    "late-given": marked("They may comment now although the review is closed, and a letter tells them so."),
    "late-ended": marked("The leave has ended. What was written with it stays."),
    "finished": marked("The round is finished. Everybody who has the document open sees it."),
    "unfinished": marked("The end is undone. The round is closed, and not finished."),
    "file-read": marked("The file is read. Look at what was found in it; nothing is posted yet."),
    "file-known": marked("You have sent this file before. This is what has become of it."),
    "choices-kept": marked("Your choices are kept."),
    "file-posting": marked("The comments are being posted. You can leave this page; it goes on."),
    "file-posted": marked("Posted."),
    "file-answered": marked("The answers are given, or proposed where a second moderator confirms them."),
    "file-taken-back": marked("All comments of this file are taken back. The places of those that were seen stay."),
    "version-added": marked("The version is added. Everybody who may read the document can read it now."),
    "version-dropped": marked("The text is dropped. Nothing has changed for readers."),
    "draft-kept": marked("Kept as a draft. Nobody else sees it until you submit it."),
    "draft-dropped": marked("It is dropped. It can be taken up again."),
    "draft-taken-up": marked("It is taken up again."),
    "draft-forgotten": marked("It is deleted for good."),
    "room-kept": marked("It stands in the room of your delegation. Nobody outside sees it."),
    "room-merged": marked("They are one now. The texts of which it was made stay in the room."),
    "room-parted": marked("It is taken apart again."),
    "set-submitted": marked("Submitted. They are comments now."),
    "delegation-made": marked("The delegation is made. Say now who belongs to it."),
    "delegation-changed": marked("The delegation is changed."),
    "draft-mailed": marked("The draft is on its way to you by e-mail."),
    "biography-mailed": marked("The biography is on its way to you by e-mail."),
    "mail-filed": marked("It is filed, and its writer is told."),
    "mail-returned": marked("It is on its way back to its writer, with your reason."),
    "mail-dropped": marked("It is dropped. The message is kept."),
    "mailed": marked("Your answer was sent. What became of it is shown below, or in the document."),
}
"""What a page says after a form was carried out; the address holds only the word, and numbers."""

COUNTS = ("new", "known")

VARY = "Accept-Encoding, Accept-Language, Cookie"
"""What a page depends on, besides its address."""

UNSEEN = frozenset({"key"})
"""Fields that no page shows: what is wrong with them is said of the whole form."""

ZSTD_LEVEL = 9
"""Three milliseconds for a page of 100 comments, and six per cent smaller than the default."""

WORTH_IT = 1_000
"""Bytes from which compressing pays."""


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: that of its nearest class in the table."""
    return next((STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS), HTTPStatus.BAD_REQUEST)


def sentence(request: Request, refusal: Refusal) -> str:
    """What a refusal says, in the language of the page."""
    return refusal.said(translations(request.scope["language"]).gettext)


def caller(request: Request) -> Caller:
    """Who asks."""
    found: Caller = request.scope["caller"]
    return found


def context(request: Request, may: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What every page is given."""
    language = request.scope["language"]
    return {
        **interface(language),
        "person": request.scope["known"],
        "zone": request.scope["known"].zone if request.scope["known"] else "",
        "may": may,
        "flash": _said(request),
        "path": _here(request),
        "interface_languages": LANGUAGES.items(),
        "static": house(request).assets.address,
        "modules": house(request).assets.modules,
        "problems": {},
        "form": {},
    }


def _said(request: Request) -> str | None:
    said = SAID.get(request.query_params.get("said", ""))
    if said is None:
        return None
    counts = {name: forms.whole(request.query_params.get(name, ""), 0) for name in COUNTS}
    return translations(request.scope["language"]).gettext(said) % counts


def _here(request: Request) -> str:
    """Where to come back to after signing in; on the way there, where one had wanted to go before."""
    if request.url.path.startswith("/sign-in"):
        return request.query_params.get("next", "/")
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def page(
    request: Request,
    template: str,
    given: Mapping[str, Any],
    *,
    may: frozenset[str] = frozenset(),
    refusal: Refusal | None = None,
    form: Mapping[str, str] | None = None,
) -> Response:
    """A page; with a refusal its sentence stands at the field at fault, and the form keeps what was typed."""
    filled = context(request, may) | dict(given)
    if refusal is not None:
        field = "" if refusal.field in UNSEEN else refusal.field or ""
        filled["problems"] = {field: sentence(request, refusal), **filled["problems"]}
    if form is not None:
        filled["form"] = dict(form)
    text = house(request).environment.get_template(template).render(filled)
    status = status_of(refusal) if refusal else HTTPStatus.OK
    return _timed(sent(request, text.encode(), "text/html; charset=utf-8", status), refusal)


def _timed(answer: Response, refusal: Refusal | None) -> Response:
    """With the seconds until it may be tried again (RFC 9110, section 10.2.3), where a refusal tells its minutes."""
    if isinstance(refusal, errors.TooMany) and (minutes := refusal.details.get("minutes")):
        answer.headers["Retry-After"] = str(int(str(minutes)) * 60)
    return answer


def sent(request: Request, content: bytes, media_type: str, status: int = HTTPStatus.OK, etag: str = "") -> Response:
    """The bytes, compressed in the best way that the browser takes."""
    headers = {"Content-Type": media_type, "Vary": VARY}
    if etag:
        headers |= {"ETag": etag, "Cache-Control": "private, no-cache"}
    accepted = request.headers.get("accept-encoding", "")
    if len(content) >= WORTH_IT and "zstd" in accepted:
        content, headers["Content-Encoding"] = zstd.compress(content, ZSTD_LEVEL), "zstd"
    elif len(content) >= WORTH_IT and "gzip" in accepted:
        content, headers["Content-Encoding"] = gzip.compress(content, 6, mtime=0), "gzip"
    return Response(content, status, headers)


def etag_of(*parts: object) -> str:
    """A weak validator (RFC 9110, section 8.8.1) of what a page depends on."""
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def unchanged(request: Request, etag: str) -> Response | None:
    """304 where the browser has this version."""
    if etag in request.headers.get("if-none-match", ""):
        headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": VARY}
        return Response(status_code=304, headers=headers)
    return None


def go(address: str, said: str = "", **query: str) -> Response:
    """On to a page by GET, which then says what was done."""
    query |= {"said": said} if said else {}
    address, _, fragment = address.partition("#")
    return RedirectResponse(
        address + (f"?{urlencode(query)}" if query else "") + (f"#{fragment}" if fragment else ""), 303
    )


def wants_json(request: Request) -> bool:
    """Whether a script asked."""
    return request.headers.get("accept", "").startswith("application/json")


def refused(request: Request, refusal: Refusal, **more: object) -> Response:
    """A refusal that belongs to no form: a page of its own, or JSON for a script; what was written stands on it."""
    kept = forms.kept(request)
    if wants_json(request):
        body = {"refusal": type(refusal).__name__, "sentence": sentence(request, refusal), "field": refusal.field}
        return _timed(JSONResponse(body | more, status_of(refusal)), refusal)
    if isinstance(refusal, errors.SignInNeeded) and request.method in ("GET", "HEAD"):
        return go("/sign-in", next=request.url.path)
    if isinstance(refusal, errors.NotFound) and not kept:
        given: dict[str, Any] = {"sentence": sentence(request, refusal)}
        return _whole(request, "not_found.html", given, status_of(refusal))
    title = translations(request.scope["language"]).gettext(marked("This was not done"))
    back = request.headers.get("referer") if request.headers.get("sec-fetch-site") == "same-origin" else None
    given = {"title": title, "sentence": sentence(request, refusal), "kept": kept or None, "back": back}
    if back:
        given["path"] = _path_of(back)  # signing in leads to the form again, as its own address may only be posted to
    return _timed(_whole(request, "refusal.html", given, status_of(refusal)), refusal)


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _whole(request: Request, template: str, given: dict[str, Any], status: int) -> Response:
    text = house(request).environment.get_template(template).render(context(request) | given)
    return sent(request, text.encode(), "text/html; charset=utf-8", status)


def rights(who: Standing) -> frozenset[str]:
    """The words by which a page shows what may be done, while the review is open; the server checks each act."""
    return frozenset(word for word in ("comment", "reply", "write", "moderate") if who.may(word))


def document_values(document: DocumentView) -> dict[str, Any]:
    """A document as templates want it."""
    return {
        "uid": document.uid,
        "symbol": document.symbol,
        "title": document.title,
        "language": document.reads,
        "direction": direction(document.reads),
        "version": document.version,
        "revision": document.revision,
        "revision_uid": document.revision_uid,
        "space": {"slug": document.space, "title": document.space_title},
    }

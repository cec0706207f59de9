"""What pages about a document begin with, and a paragraph on a page of its own."""

from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import (
    changes,
    conducts,
    discussion,
    documents,
    late_tokens,
    review_windows,
    round_members,
    windows,
)
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.shown_as import of_writer
from commentspace.domain.tables import Comment, Paragraph
from commentspace.domain.versions import shown
from commentspace.domain.views import CommentView, ParagraphView, read_in
from commentspace.errors import NotFound, Refusal
from commentspace.render import addresses
from commentspace.web import forms, seated
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.house import house
from commentspace.web.seated import Seated
from commentspace.web.version_choice import Choice


class Scene(NamedTuple):
    """A document, what the caller is there, its review, and the cursor that they may know."""

    document: DocumentView
    who: Standing
    review: StandingOfReview
    cursor: str
    seq: int
    """The number of the record at which the cursor stands; for inside."""
    names: tuple[Any, ...]
    late_until: datetime | None = None
    """Until when the caller may comment although the review does not take comments now (`late_tokens`)."""
    is_left_out: bool = False
    """The round is for some only, and the caller is none of them."""
    seated: Seated = Seated()
    """The delegation of the caller, which has a room in this document."""

    @property
    def writes(self) -> bool:
        """Whether a comment of the caller would be taken now, as far as the review goes."""
        return self.review.state == "open" or self.late_until is not None

    @property
    def may(self) -> frozenset[str]:
        """What the page offers."""
        endorses = self.document.endorses and self.who.may("endorse") and not self.seated.is_led
        offered = rights(self.who) | (frozenset({"endorse"}) if endorses else frozenset())
        return offered - ({"comment", "reply"} if self.is_left_out else frozenset())


def scene(session: Session, who: Caller, uid: str, now: datetime) -> Scene:
    """What every page about a document begins with."""
    document, here = documents.find(session, who, uid)
    review = review_windows.of_document(session, document.id, now)
    cursor, seq = changes.cursor(session, here, document.id)
    late = {} if review.state == "open" else late_tokens.mine(session, here.person_id, [document.id], now)
    is_left_out = review.is_invited and not round_members.belongs(session, here, review.review_id)
    names = discussion.names_version(session, document.space_id)
    seat = seated.of(session, here)
    return Scene(document, here, review, cursor, seq, names, late.get(document.id), is_left_out, seat)


async def to_paragraph(request: Request) -> Response:
    """GET /d/{uid}/p/{paragraph}: the short address of a paragraph leads to its place in the document."""
    uid, paragraph = request.path_params["uid"], request.path_params["paragraph"]
    mark = f"p-{paragraph}"

    def is_there(session: Session) -> bool:
        found = scene(session, caller(request), uid, house(request).database.now())
        return windows.paragraph_of(session, found.who, found.document.id, mark) is not None

    if not await house(request).database.read(is_there):
        raise NotFound()
    return go(addresses.at(uid, mark))


async def show_paragraph(request: Request) -> Response:
    """GET /d/{uid}/p/{paragraph}/comment: one paragraph with its threads and a form: the way without scripts."""
    return await paragraph_page(request)


async def paragraph_page(
    request: Request,
    refusal: Refusal | None = None,
    form: dict[str, str] | None = None,
    conflict: dict[str, Any] | None = None,
    preview: Markup | None = None,
) -> Response:
    """The page of one paragraph, again with what was typed after a refusal or a preview."""
    home, language = house(request), request.scope["language"]
    found, paragraph, comments = await home.database.read(
        _one,
        caller(request),
        request.path_params["uid"],
        request.path_params["paragraph"],
        Choice.of(request),
        home.database.now(),
    )
    given = {
        "document": document_values(found.document),
        "paragraph": {"uid": paragraph.uid, "label": paragraph.label},
        "row": home.pieces.paragraph(found.document, paragraph, comments, language),
        "standing_piece": home.pieces.standing(found.review, language),
        "closes_at": found.review.closes_at if found.review.state == "open" else None,
        "cursor": found.cursor,
        "writing": form is not None or ("comment" in found.may and found.writes),
        "late_until": found.late_until,
        "key": (form or {}).get("key") or forms.new_key(),
        "conflict": conflict,
        "preview": preview,
        "party": found.who.on_behalf_of,
        **found.seated._asdict(),
        "to_agree": await home.database.read(conducts.to_agree, found.who),
        "shown_as": await home.database.read(of_writer, found.who, found.document.id),
    }
    return page(request, "paragraph.html", given, may=found.may, refusal=refusal, form=form)


def _one(
    session: Session, who: Caller, uid: str, paragraph_uid: str, choice: Choice, now: datetime
) -> tuple[Scene, ParagraphView, list[CommentView]]:
    found = scene(session, who, uid, now)
    document = choice.read(session, found.who, found.document)
    found, named = found._replace(document=document), col(Paragraph.uid) == paragraph_uid
    rows = discussion.paragraphs(session, document.revision_id, named, version=document.version, gone=True)
    if not rows:
        raise NotFound()
    here = col(Comment.paragraph_id) == rows[0].id, shown.on(document.reads)
    comments = [read_in(each, document.reads) for each in discussion.comments(session, found.who, *here)]
    if rows[0].is_gone and not comments:
        raise NotFound()
    return found, rows[0], comments

"""A letter at once: an answer in a thread in which its reader wrote, with what it answers, ready to be answered."""

from dataclasses import replace

from markupsafe import escape
from sqlmodel import Session, col

from commentspace.domain import discussion, documents, spaces
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.outbox import Due
from commentspace.domain.tables import Comment, Paragraph
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.errors import NotFound
from commentspace.mail.blocks import Markers, Printed, comment, paragraph, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import VIA, Draft, Pointless, foot
from commentspace.mail.heads import head

LONGEST_BEFORE = 2_000
"""Characters of what was answered; the link leads to the rest."""
LONGEST_WORDS = 60
"""Characters of the paragraph in the subject."""
LONGEST_WORD = 20
"""A word longer than this, or a text without spaces, may be cut within."""


def answer(session: Session, due: Due, desk: Desk) -> Draft:
    """The letter; Pointless where the answer was withdrawn, or its reader may not see it (any more)."""
    who, view = _seen(session, due)
    document, _who = documents.find(session, Caller(due.person_id, "mail"), view.document)
    placed = discussion.paragraphs(session, document.revision_id, col(Paragraph.uid) == view.paragraph, gone=True)
    before = _one(session, who, view.parent) if view.parent else None
    if not placed:
        raise Pointless()
    space = spaces.with_id(session, who.space_id)
    return Draft(
        subject(document, placed[0]),
        _blocks(desk, due, document, placed[0], view, before),
        desk.named(view.author),
        VIA,
        list_id=f"{space.slug}.{desk.settings.mail_domain}",
    )


def _seen(session: Session, due: Due) -> tuple[Standing, CommentView]:
    try:
        who = standing(session, Caller(due.person_id, "mail"), due.space_id or 0)
    except NotFound as hidden:
        raise Pointless() from hidden
    view = _one(session, who, due.subjects["comment"])
    if view is None or view.status != "shown" or not who.is_member:
        raise Pointless()
    return who, view


def _one(session: Session, who: Standing, uid: str) -> CommentView | None:
    return next(iter(discussion.comments(session, who, col(Comment.uid) == uid)), None)


def subject(document: DocumentView, at: ParagraphView) -> str:
    """The same for all letters about a paragraph, in every language, as some programs thread by it too.

    No comment is named in it: it would still be there when its words have been changed or erased.
    """
    place = Markers().of_paragraph(at)[1:-1]
    shown = " ".join(at.text.split()).rstrip(".:;,。：；，")
    if len(shown) > LONGEST_WORDS:
        whole, _, rest = shown[:LONGEST_WORDS].rpartition(" ")
        shown = f"{whole if whole and len(rest) < LONGEST_WORD else shown[:LONGEST_WORDS]}…"
    return f"Re: {document.symbol} {place}: {shown}"


def _blocks(
    desk: Desk, due: Due, document: DocumentView, at: ParagraphView, view: CommentView, before: CommentView | None
) -> list[Printed]:
    """The answer first, then what it answers, then the paragraph that all is about."""
    _, markers = desk.gettext, Markers()
    is_own = before is not None and before.face == "own"
    said = _("%(author)s answers you on %(symbol)s:") if is_own else _("%(author)s answers on %(symbol)s:")
    place = paragraph(at, markers.of_paragraph(at), desk.paragraph(document.uid, at.uid), document.revision_id)
    told = [
        words(said, "title", author=desk.named(view.author), symbol=document.symbol),
        comment(view, head(desk, view), markers.of_comment(view), desk.comment(view.uid), place.kept()),
    ]
    if before is not None and before.status == "shown":
        told.append(words(_("This was the comment:"), "heading"))
        short, address = _shortened(before), desk.comment(before.uid)
        told.append(comment(short, head(desk, short), markers.of_comment(before), address, place.kept(), "before"))
    how = _("Answer this mail, and your words stand in the thread, for all who may read it.")
    why = _("You get this letter because you wrote in this thread. Choose what you get by e-mail")
    return [
        *told,
        words(_("The paragraph:"), "heading"),
        replace(place, style="before"),
        words(how),
        *foot(desk, due.uid, why),
    ]


def _shortened(view: CommentView) -> CommentView:
    if len(view.body) <= LONGEST_BEFORE:
        return view
    body = f"{view.body[:LONGEST_BEFORE].rstrip()} …"
    return replace(view, body=body, html=str(escape(body)))

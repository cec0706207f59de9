"""The letters that bring a whole draft: its paragraphs in order, and under each the place for a comment."""

from collections.abc import Iterator

from sqlmodel import Session, col

from commentspace.domain import discussion, documents, mailed_drafts, review_windows, shown_as
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.outbox import Due
from commentspace.domain.people import UNNAMED
from commentspace.domain.tables import Paragraph
from commentspace.domain.versions import reading, shown
from commentspace.errors import NotFound, marked, marked_many
from commentspace.mail.blocks import Markers, Printed, link, mailto, of_draft, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless

HOW = marked(
    "Write under a paragraph to comment on it, and leave its text above your comment. "
    "Your comments will stand there, for all who may read them."
)
NAMED_AS = marked(
    "Others do not see your name, or for whom you speak: they see you as %(name)s. "
    "Leave out of your text what tells who you are."
)
UNNAMED_TO_OTHERS = marked(
    "Others do not see your name, or for whom you speak. Leave out of your text what tells who you are."
)
SEEN_LATER = marked(
    "Others see what you write when the comments of this review are shown to everybody, after it has closed; "
    "moderators see it at once."
)
SEEN_THEN = marked("Others see what you write only after a moderator has looked at it.")


def draft(session: Session, due: Due, desk: Desk) -> Draft:
    """A draft, or a part of one; Pointless for who may not read it any more, or where there is a newer text."""
    try:
        document, who = documents.find(session, Caller(due.person_id, "mail"), due.subjects["document"])
    except NotFound as hidden:
        raise Pointless() from hidden
    document = reading.in_version(session, document, due.subjects.get("version", ""))
    if due.subjects["revision"] != document.revision_uid or not (who.is_member or who.may("moderate")):
        raise Pointless()
    here = range(due.subjects["first"], due.subjects["last"] + 1)
    blocks = [
        *_opening(session, due, desk, document, who),
        *paragraphs(session, desk, document, who, here),
        *_end(desk, document),
    ]
    return Draft(f"{document.symbol} {document.title}", blocks, document.space_title)


def paragraphs(
    session: Session, desk: Desk, document: DocumentView, who: Standing, positions: range | None = None
) -> Iterator[Printed]:
    """The paragraphs of the newest revision as blocks, each with the number of its comments; all, or those at places.

    The markers are those of the whole draft, so that a paragraph has the same in every letter.
    """
    markers = Markers()
    here = col(Paragraph.document_id) == document.id, shown.on(document.reads)
    counts = discussion.counts(session, who, *here)
    one, many = marked_many("%(num)s comment", "%(num)s comments")
    for view in discussion.paragraphs(session, document.revision_id, version=document.version):
        marker = markers.of_paragraph(view)
        if positions is None or view.position in positions:
            count = counts.get(view.uid, 0)
            tally = desk.ngettext(one, many, count) % {"num": count} if count else ""
            yield of_draft(view, marker, desk.paragraph(document.uid, view.uid), document.revision_id, tally)


def _opening(session: Session, due: Due, desk: Desk, document: DocumentView, who: Standing) -> list[Printed]:
    """What this is, until when it takes comments, and how to write them: only for who may do that now."""
    _, part, parts = desk.gettext, due.subjects["part"], due.subjects["parts"]
    title = words("%(symbol)s %(title)s", "title", symbol=document.symbol, title=document.title)
    state = _("Revision %(number)s, issued on %(day)s.") % {
        "number": document.revision,
        "day": desk.moment(document.issued_at),
    }
    if parts > 1:
        state += " " + _("Part %(part)s of %(parts)s.") % {"part": part, "parts": parts}
    told = [title, words(state)]
    review = review_windows.of_document(session, document.id, desk.now)
    if review.state == "open" and review.closes_at:
        told.append(words(_("Comments are taken until %(until)s.") % {"until": desk.deadline(review.closes_at)}))
    if mailed_drafts.is_answerable(session, who, document, desk.now):
        told += how(session, desk, document, who)
    return told


def how(session: Session, desk: Desk, document: DocumentView, who: Standing) -> Iterator[Printed]:
    """How to comment by answering, and what others will see of whoever does, and when: in the words of the page."""
    _, they = desk.gettext, shown_as.of_writer(session, who, document.id)
    yield words(_(HOW))
    if they.name == UNNAMED:
        yield words(_(UNNAMED_TO_OTHERS))
    elif they.name:
        yield words(_(NAMED_AS), name=they.name)
    if they.is_later:
        yield words(_(SEEN_LATER))
    if they.is_looked_at:
        yield words(_(SEEN_THEN))


def _end(desk: Desk, document: DocumentView) -> list[Printed]:
    _ = desk.gettext
    address = desk.book.document_address(document.uid)
    return [
        link(_("The draft and its comments:"), desk.document(document.uid), "quiet"),
        mailto(_("To get the newest text at any time, write a mail to this address:"), address, "quiet"),
    ]

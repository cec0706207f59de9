"""The answer to a mail to a space: its documents, until when each takes comments, and the address of each."""

from sqlmodel import Session

from commentspace.domain import documents, review_windows, spaces
from commentspace.domain.access import Caller, standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.filing import Outcome
from commentspace.domain.inbound import Verdict
from commentspace.domain.outbox import Due, Intent
from commentspace.errors import NotFound, marked
from commentspace.mail import answering
from commentspace.mail.blocks import Printed, link, mailto, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Read

KIND = "directory"
SHOWN = 20_000
STATES = {
    "none": marked("No review."),
    "scheduled": marked("The review has not begun yet."),
    "paused": marked("For now no comments are taken."),
    "closed": marked("No more comments are taken."),
}


def sent(read: Read, origin: Origin) -> Outcome:
    """What a mail to a space comes to: the list, and its text goes back. Without a text at most one list a day."""
    text = answering.marked_texts(read.found.segments)
    once = str(origin.inbound_id) if text else f"{origin.person_id}:{origin.space_id}:{origin.received_at.date()}"
    intent = Intent(
        kind=KIND,
        dedup=f"directory:{once}",
        person_id=origin.person_id,
        space_id=origin.space_id,
        subjects={**origin.marks, "text": text},
        in_reply_to=origin.message_id,
        address=origin.address,
    )
    return Outcome(answering.decision(Verdict.ASKED, read.found, origin), letter=intent)


def directory(session: Session, due: Due, desk: Desk) -> Draft:
    """The list as its reader may see it now; Pointless for who is no member any more."""
    _ = desk.gettext
    try:
        who = standing(session, Caller(due.person_id, "mail"), due.space_id or 0)
    except NotFound as hidden:
        raise Pointless() from hidden
    if not (who.is_member or who.may("moderate")):
        raise Pointless()
    space = spaces.with_id(session, who.space_id)
    here = documents.of_space(session, who)
    blocks = [
        words(_("The documents in %(space)s"), "title", space=space.title),
        *_returned(desk, due.subjects["text"]),
    ]
    if here:
        how = marked(
            "To get the text of a document by e-mail, write an empty mail to its address. To comment on a paragraph, "
            "begin your text with its number in square brackets, such as [¶12]."
        )
        blocks.append(words(_(how)))
    else:
        blocks.append(words(_("There is no document yet.")))
    for each in here:
        blocks += _document(session, desk, each)
    blocks.append(link(_("The space:"), desk.at(f"/s/{space.slug}"), "quiet"))
    text = due.subjects["text"]
    subject = due.subjects["subject"] or space.title
    return Draft(
        subject if subject.lower().startswith("re:") else f"Re: {subject}",
        blocks,
        space.title,
        attachment=text if len(text) > SHOWN else "",
    )


def _returned(desk: Desk, text: str) -> list[Printed]:
    """What was written to the space, which has no place for it."""
    if not text:
        return []
    _ = desk.gettext
    reason = marked("Your text was not filed: it went to the space as a whole, and comments belong to a paragraph.")
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]} …"
    more = [] if len(text) <= SHOWN else [words(_("The whole text is in the attached file."))]
    return [words(_(reason)), words(_("This is the text that was not filed:"), "heading"), typed(shown), *more]


def _document(session: Session, desk: Desk, document: DocumentView) -> list[Printed]:
    """A document, its review and its address."""
    _ = desk.gettext
    review = review_windows.of_document(session, document.id, desk.now)
    if review.state == "open" and review.closes_at:
        state = _("Comments are taken until %(until)s.") % {"until": desk.deadline(review.closes_at)}
    else:
        state = _(STATES[review.state])
    return [
        words("%(symbol)s %(title)s", "heading", symbol=document.symbol, title=document.title),
        mailto(state, desk.book.document_address(document.uid)),
    ]

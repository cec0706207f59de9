"""The letter to a member for whom a moderator has filed a comment: what stands there as theirs, and how to undo it."""

from sqlmodel import Session

from commentspace.domain.outbox import Due
from commentspace.errors import marked
from commentspace.mail.blocks import link, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft
from commentspace.mail.duty_letters import reader
from commentspace.mail.hold_letters import own, own_comment

WAYS = {
    "letter": marked("%(by)s, a moderator, has filed this as yours. It came by letter."),
    "fax": marked("%(by)s, a moderator, has filed this as yours. It came by fax."),
    "telephone": marked("%(by)s, a moderator, has filed this as yours. It came by telephone."),
    "orally": marked("%(by)s, a moderator, has filed this as yours. You said it."),
}
YOURS = marked(
    "It stands among your comments: you can edit it while the review is open, and you are told what becomes of it."
)


def filed(session: Session, due: Due, desk: Desk) -> Draft:
    """That a comment stands there as theirs, how it came, and how to take it back; Pointless once it is withdrawn."""
    _, who = desk.gettext, reader(session, due)
    view, document = own_comment(session, due, who)
    title = _("A comment of yours on %(symbol)s was filed")
    blocks = [
        words(title, "title", symbol=document.symbol),
        words(_(WAYS[view.channel]), by=view.filed_by),
        words(_(YOURS)),
        link(_("If it is not yours, withdraw it here:"), desk.at(f"/c/{view.uid}/withdrawal")),
        *own(desk, view),
    ]
    return Draft(title % {"symbol": document.symbol}, blocks, document.space_title)

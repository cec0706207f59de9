"""Letters to the writer of a comment that a moderator holds back: why, how to appeal, and what was decided."""

from collections.abc import Sequence

from sqlmodel import Session

from commentspace.domain import documents
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.outbox import Due
from commentspace.domain.told import reading
from commentspace.domain.views import CommentView
from commentspace.errors import marked
from commentspace.mail import heads
from commentspace.mail.blocks import Printed, body, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.mail.duty_letters import reader

WHAT = marked("Only you and the moderators see it now, and nothing of it is lost.")
HOW = marked(
    "If you think that it should be seen, answer this mail and say why. Your answer is your appeal; it can be made "
    "once, and where there is another moderator one who has not held it back decides."
)
STAYS = marked("Your comment stays held back.")
SHOWN = marked("Your comment is shown to everybody again.")


def held(session: Session, due: Due, desk: Desk) -> Draft:
    """That a comment is held back, why, and how to appeal; Pointless where it is not any more."""
    _, who = desk.gettext, reader(session, due)
    view, document = own_comment(session, due, who)
    hold = reading.hold(session, who, view)
    if not view.is_held or hold is None or hold.released_at is not None:
        raise Pointless()
    title = _("Your comment on %(symbol)s is held back")
    by = [words(_("%(by)s, a moderator, gives this reason:"), by=hold.by)] if hold.by else []
    blocks = [
        words(title, "title", symbol=document.symbol),
        *(by or [words(_("The reason:"))]),
        typed(hold.reason),
        words(_(WHAT)),
        *([words(_(HOW))] if hold.appeal is None else []),
        *([link(_("Or appeal on this page:"), desk.at(f"/c/{view.uid}/appeal"))] if hold.appeal is None else []),
        *own(desk, view),
    ]
    return Draft(title % {"symbol": document.symbol}, blocks, document.space_title)


def decided(session: Session, due: Due, desk: Desk) -> Draft:
    """What was decided about an appeal, and why."""
    _, who = desk.gettext, reader(session, due)
    view, document = own_comment(session, due, who)
    hold = reading.hold(session, who, view, due.subjects["told"])
    appeal = hold.appeal if hold else None
    if appeal is None or appeal.decided_at is None:
        raise Pointless()
    title = _("Your appeal about a comment on %(symbol)s is decided")
    by = [words(_("%(by)s has decided, and says:"), by=appeal.decided_by)] if appeal.decided_by else []
    blocks = [
        words(title, "title", symbol=document.symbol),
        words(_(STAYS if appeal.is_upheld else SHOWN)),
        *((by or [words(_("The reason:"))]) if appeal.answer else []),
        *([typed(appeal.answer)] if appeal.answer else []),
        words(_("You had written:"), "heading"),
        typed(appeal.text),
        *own(desk, view),
    ]
    return Draft(title % {"symbol": document.symbol}, blocks, document.space_title)


def own_comment(session: Session, due: Due, who: Standing) -> tuple[CommentView, DocumentView]:
    """The reader's own comment that a letter is about, and its document; Pointless where it is not there."""
    view = reading.own(session, who, due.subjects["comment"])
    if view is None:
        raise Pointless()
    return view, documents.find(session, Caller(due.person_id, "mail"), view.document)[0]


def own(desk: Desk, view: CommentView) -> Sequence[Printed]:
    """The comment itself, so that its writer has it."""
    said = [body(view.body, view.html, "before")] if view.body else []
    head = heads.head(desk, view)
    return [link(desk.gettext("The comment:"), desk.comment(view.uid), "heading"), head, *said]

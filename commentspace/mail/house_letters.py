"""Letters of the house itself: the way in, and the invitation to a space."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commentspace.domain import documents, invited, mailed_drafts, people, review_windows, signing, spaces
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.outbox import Due
from commentspace.errors import marked
from commentspace.mail import draft_letter
from commentspace.mail.blocks import Printed, isolated, link, mailto, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless


def sign_in(_session: Session, due: Due, desk: Desk) -> Draft:
    """A link and a code, good once and for ten minutes; Pointless when they are over."""
    _ = desk.gettext
    until = datetime.fromisoformat(due.subjects["until"])
    if until <= desk.now:
        raise Pointless()
    code = due.subjects["code"]
    blocks = [
        words(_("Sign in"), "title"),
        words(
            _(
                "Somebody, most likely you, asked to sign in as %(address)s. "
                "Type this code in the browser in which you asked:"
            ),
            address=due.address,
        ),
        words(f"{code[:4]} {code[4:]}", "code"),
        link(_("Or open this link in the same browser:"), desk.at(f"/sign-in/{due.subjects['link']}")),
        words(
            _(
                "Each is good once, until %(until)s. If you did not ask, do nothing: "
                "nobody can sign in without this letter."
            ),
            "quiet",
            until=desk.moment(until),
        ),
    ]
    return Draft(_("Sign in to Comments"), blocks)


def invitation(session: Session, due: Due, desk: Desk) -> Draft:
    """Asks somebody to a space; Pointless for one who is no member any more, or whose invitation is over."""
    _ = desk.gettext
    who = standing(session, Caller(due.person_id, "mail"), due.space_id or 0)
    uid = due.subjects.get("invitation", "")
    if not who.is_member or (uid and invited.find(session, uid).state == "over"):
        raise Pointless()
    space = spaces.with_id(session, who.space_id)
    by = people.name_of(session, due.subjects.get("by"))
    opening = _("%(by)s has made you a member of %(space)s.") if by else _("You are now a member of %(space)s.")
    here = documents.of_space(session, who)
    way_in = _way_in(desk, uid, space)
    blocks = [
        words(opening, by=by, space=space.title),
        *(_document(session, desk, each) for each in here),
        link(
            _("Come in by this link, and sign in with the address to which this letter came:"),
            way_in,
        ),
        words(
            _(
                "When there are new comments you get a letter with them, at most once a day. "
                "You can answer it by e-mail, and your answers stand among the comments."
            )
        ),
    ]
    if uid:
        no_more = _("Not for you? Say here that you do not want to be asked again:")
        blocks.append(link(no_more, f"{way_in}#refusal", "quiet"))
    blocks += _draft(session, desk, who, here)
    return Draft(_("Your invitation to %(space)s") % {"space": space.title}, blocks, space.title)


def _draft(session: Session, desk: Desk, who: Standing, here: Sequence[DocumentView]) -> list[Printed]:
    """The one draft that is under review, to be answered at once where it is short; else how to get each by mail."""
    _ = desk.gettext
    reviews = review_windows.of_documents(session, [each.id for each in here], desk.now)
    open_now = [each for each in here if reviews[each.id].state == "open"]
    if len(open_now) == 1 and mailed_drafts.fits(session, open_now[0]):
        title = words("%(symbol)s %(title)s", "heading", symbol=open_now[0].symbol, title=open_now[0].title)
        how = draft_letter.how(session, desk, open_now[0], who) if who.may("comment") else ()
        return [title, *how, *draft_letter.paragraphs(session, desk, open_now[0], who)]
    asking = marked("To get the text of %(symbol)s by e-mail, write a mail to this address:")
    return [
        mailto(_(asking) % {"symbol": isolated(each.symbol)}, desk.book.document_address(each.uid)) for each in open_now
    ]


def _way_in(desk: Desk, uid: str, space: spaces.SpaceView) -> str:
    """The link by which it is known who came; for letters from before there were any the space itself."""
    if not uid:
        return desk.at(f"/s/{space.slug}")
    return desk.at(f"/invitations/{signing.sign('invitation', uid, desk.settings.secret_key)}")


def _document(session: Session, desk: Desk, document: DocumentView) -> Printed:
    """A document, and until when it takes comments."""
    _ = desk.gettext
    review = review_windows.of_document(session, document.id, desk.now)
    named = f"{isolated(document.symbol)} {isolated(document.title)}"
    if review.state == "open" and review.closes_at:
        until = _("Comments are taken until %(until)s.") % {"until": desk.deadline(review.closes_at)}
        named = f"{named}\n{until}"
    return link(named, desk.document(document.uid))

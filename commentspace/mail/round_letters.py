"""Letters about a round: that one belongs to it from now on, and that it closes soon."""

from collections.abc import Iterator

from sqlmodel import Session

from commentspace.domain import spaces
from commentspace.domain.outbox import Due
from commentspace.domain.told import reading_rounds
from commentspace.domain.told.reading_rounds import OfRound
from commentspace.errors import marked
from commentspace.mail import digest_duties
from commentspace.mail.blocks import Printed, isolated, link, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless, foot
from commentspace.mail.duty_letters import reader

LATER = marked("Comments are taken from %(start)s until %(until)s.")
UNSEEN = marked("Nothing is submitted by itself: what you have not submitted by then does not count.")


def joined(session: Session, due: Due, desk: Desk) -> Draft:
    """That somebody belongs to a round that is for some only, and when it takes comments."""
    told = _told(session, due, desk)
    title = desk.gettext("You may comment on %(symbol)s")
    blocks = [
        words(title, "title", symbol=told.document.symbol),
        words(desk.gettext("You are a member of this round, which takes comments of its members only.")),
        *_when(desk, told),
        link(f"{isolated(told.document.symbol)} {isolated(told.document.title)}", desk.document(told.document.uid)),
    ]
    return Draft(title % {"symbol": told.document.symbol}, blocks, told.document.space_title)


def closing(session: Session, due: Due, desk: Desk) -> Draft:
    """That a round closes soon, and what its reader has not submitted; Pointless where it takes no comments now."""
    told = _told(session, due, desk)
    if told.review.state != "open":
        raise Pointless()
    title = desk.gettext("The review of %(symbol)s closes soon")
    waiting = list(digest_duties.unsubmitted(desk, told.waiting, None)) if told.waiting else []
    blocks = [
        words(title, "title", symbol=told.document.symbol),
        *_when(desk, told),
        *waiting,
        *([words(desk.gettext(UNSEEN))] if waiting else []),
        link(f"{isolated(told.document.symbol)} {isolated(told.document.title)}", desk.document(told.document.uid)),
        *foot(desk, due.uid, desk.gettext("Choose what you get by e-mail")),
    ]
    space = spaces.with_id(session, due.space_id or 0)
    list_id = f"{space.slug}.{desk.settings.mail_domain}"
    return Draft(title % {"symbol": told.document.symbol}, blocks, space.title, list_id=list_id)


def _told(session: Session, due: Due, desk: Desk) -> OfRound:
    told = reading_rounds.of_round(session, reader(session, due), due.subjects["told"], desk.now)
    if told is None:
        raise Pointless()
    return told


def _when(desk: Desk, told: OfRound) -> Iterator[Printed]:
    """When comments are taken, in the reader's zone; nothing of a round that is paused."""
    review = told.review
    if review.opens_at is None or review.closes_at is None or review.state == "paused":
        return
    until = desk.deadline(review.closes_at)
    if review.state == "scheduled":
        yield words(desk.gettext(LATER), start=desk.moment(review.opens_at), until=until)
    else:
        yield words(desk.gettext("Comments are taken until %(until)s."), until=until)

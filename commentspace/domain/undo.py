"""Taking back what came by mail, by the link in a receipt: whoever holds the letter acts as its reader for a while."""

from datetime import datetime, timedelta

from sqlmodel import Session

from commentspace.domain import filed, signing, withdrawals
from commentspace.domain.access import Caller
from commentspace.domain.filed import Filed
from commentspace.errors import NotAllowed, NotFound

USE = "undo"
GOOD_FOR = timedelta(days=30)
"""After the mail came; later its writer signs in. A receipt may be passed on, and lie somewhere for years."""


def link(comment_uid: str, secret: bytes) -> str:
    """What stands in the link that takes this comment back."""
    return signing.sign(USE, comment_uid, secret)


def read(session: Session, token: str, secret: bytes) -> Filed:
    """The comment that a link is about. Raises NotFound for a link that we did not make."""
    uid = signing.verify(USE, token, secret)
    found = filed.named(session, [uid]) if uid else []
    if not found:
        raise NotFound()
    return found[0]


def is_over(comment: Filed, now: datetime) -> bool:
    """Whether its link takes nothing back any more."""
    return comment.withdrawn_at is None and now - comment.received_at > GOOD_FOR


def carry_out(session: Session, token: str, secret: bytes, *, now: datetime) -> Filed:
    """Withdraw it as its author, by mail; pressed twice it does nothing more. After the closing it is marked as late.

    Raises NotFound, and NotAllowed where its author may not do so any more, or the link is too old.
    """
    comment = read(session, token, secret)
    if is_over(comment, now):
        raise NotAllowed()
    if comment.withdrawn_at is None:
        withdrawals.withdraw(session, Caller(comment.author_id, "mail"), comment.uid, now=now)
    return comment

"""Taking back, by the link in a receipt, what came by mail: whoever holds the letter acts as its reader."""

from datetime import datetime

from sqlmodel import Session

from commentspace.domain import filed, signing, withdrawals
from commentspace.domain.access import Caller
from commentspace.domain.filed import Filed
from commentspace.errors import NotFound

USE = "undo"


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


def carry_out(session: Session, token: str, secret: bytes, *, now: datetime) -> Filed:
    """Withdraw it as its author, by mail; pressed twice it does nothing more. After the closing it is marked as late.

    Raises NotFound and NotAllowed where its author may not do so any more.
    """
    comment = read(session, token, secret)
    if comment.withdrawn_at is None:
        withdrawals.withdraw(session, Caller(comment.author_id, "mail"), comment.uid, now=now)
    return comment

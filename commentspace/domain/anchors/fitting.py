"""Whether a proposal can be made to the words where its comment stands now, found again when the proposal is edited."""

from sqlalchemy import and_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.anchors.deriving import LOST, Fitted, fitted
from commentspace.domain.proposals import words_of
from commentspace.domain.tables import Anchor, Comment, Settlement, Wording
from commentspace.text.merging import Fit

GONE = 0, 0
"""The words of a settlement that says that they are gone: none, at the paragraph where they would stand."""


def again(session: Session, comment_id: int) -> None:
    """Put the proposal of a comment, which was edited, onto the words where it stands in each revision."""
    comment = session.get_one(Comment, comment_id)
    base = words_of(session, comment_id) if comment.proposal is not None else None
    first = aliased(Anchor)
    rows = session.execute(
        select(Anchor, col(Wording.text), col(first.exact).is_not(None))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .join(first, and_(col(first.comment_id) == col(Anchor.comment_id), col(first.is_first)))
        .where(col(Anchor.comment_id) == comment_id)
    ).all()
    for anchor, text, is_about_words in rows:
        if anchor.is_first:
            fit: Fitted = (None, None, "" if base is None else Fit.SAME.value)
        else:
            words = None if is_lost(session, anchor, is_about_words) else text[anchor.start : anchor.end]
            fit = fitted(base, comment.proposal, words)
        session.execute(update(Anchor).where(col(Anchor.id) == anchor.id).values(**columns(fit)))


def columns(fit: Fitted) -> dict[str, str | None]:
    """The same as columns of an anchor."""
    return dict(zip(("proposal", "proposal_html", "fit"), fit, strict=True))


def is_lost(session: Session, anchor: Anchor, is_about_words: bool) -> bool:
    """Whether there are no words that it stands on: they are gone, or it cannot be told and nobody has said."""
    last = session.execute(
        select(col(Settlement.start), col(Settlement.end))
        .where(col(Settlement.anchor_id) == anchor.id)
        .order_by(col(Settlement.id).desc())
        .limit(1)
    ).first()
    if is_about_words and anchor.start is None:
        return True
    return tuple(last) == GONE if last is not None else anchor.verdict in LOST

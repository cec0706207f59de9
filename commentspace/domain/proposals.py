"""Proposed wordings: shown as the difference to the words that a comment is about."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.bodies import Proposal
from commentspace.domain.tables import Anchor, Wording
from commentspace.errors import Invalid, marked
from commentspace.text.differences import runs, to_html


def difference(words: str, proposal: Proposal | None) -> str | None:
    """What the proposal changes in these words, as safe HTML of `<ins>`, `<del>` and text; None without a proposal.

    Invalid where it changes nothing.
    """
    if proposal is None:
        return None
    if proposal.text.split() == words.split():
        raise Invalid(
            marked(
                "The wording that you propose is the one that stands there. "
                "Change it, or take the proposal out and post your comment alone."
            ),
            field="proposal",
        )
    return to_html(runs(words.strip(), proposal.text))


def words_of(session: Session, comment_id: int) -> str:
    """The words that a comment was about when it was posted: its quotation, else the whole wording."""
    row = session.execute(
        select(col(Anchor.exact), col(Wording.text))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .where(col(Anchor.comment_id) == comment_id, col(Anchor.is_first))
    ).one()
    words: str = row.exact or row.text
    return words

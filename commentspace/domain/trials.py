"""What a comment would be about, and how it would be shown, before it is posted: nothing is stored."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlmodel import Session, col

from commentspace.domain import comments, edits, proposals, seen_places
from commentspace.domain.access import Caller, standing
from commentspace.domain.bodies import Body, Proposal, require_words
from commentspace.domain.postings import anchored, place
from commentspace.domain.tables import Paragraph
from commentspace.errors import Invalid
from commentspace.text.quotation import Quotation

Act = Literal["comment", "reply", "edit"]


@dataclass(frozen=True, slots=True)
class Trial:
    """How a comment would be shown: its text and its proposal as HTML; either may be empty or None."""

    html: str
    proposal_html: str | None


class Read(NamedTuple):
    """What its writer reads: a language version, and the name of a revision that may not be the newest any more."""

    version: str = ""
    revision: str = ""


NEWEST = Read()


def words(
    session: Session,
    caller: Caller,
    act: Act,
    uid: str,
    quotation: Quotation | None = None,
    read: Read = NEWEST,
) -> str:
    """The words that a comment on this paragraph, or an answer to this comment, or an edit of it, would be about.

    Raises NotFound, SignInNeeded, NotAllowed; Invalid where the quoted words are not there.
    """
    if act == "comment":
        at = seen_places.seen_at(session, caller, uid, read.version, read.revision)
        standing(session, caller, at.space_id).require(act)
        if at.is_gone:
            raise Invalid(comments.TAKEN_OUT)
        return str(anchored(at, quotation).get("exact", at.text))
    if act == "edit":
        comment, _ = edits.own(session, caller, uid, act)
        return proposals.words_of(session, comment.id)
    comment = comments.find(session, caller, uid)
    standing(session, caller, comment.space_id).require(act)
    return place(session, col(Paragraph.id) == comment.paragraph_id, version=comment.version).text


def show(
    session: Session,
    caller: Caller,
    act: Act,
    uid: str,
    body: Body,
    proposal: Proposal | None,
    quotation: Quotation | None = None,
    read: Read = NEWEST,
) -> Trial:
    """How it would be shown; refused as posting it would be, but for the review's window."""
    about = words(session, caller, act, uid, quotation, read)
    require_words(body, proposal)
    return Trial(body.html, proposals.difference(about, proposal))

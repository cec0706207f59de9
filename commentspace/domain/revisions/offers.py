"""How pending proposals stand to the draft of the next revision as it is now: told before one of them is taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from commentspace.domain import discussion, preview_states
from commentspace.domain.access import Caller, standing
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.revisions import plans
from commentspace.domain.revisions.origins import Origins
from commentspace.domain.revisions.plans import Plan
from commentspace.domain.tables import Adoption, Anchor, Comment, Document, Revision, Wording
from commentspace.domain.views import CommentView
from commentspace.text.markdown import to_text
from commentspace.text.merging import Fit, merged

IN_FAVOUR = ("accepted", "partly", "modified")
"""Answers after which a proposal is to be taken over."""


class Fits(StrEnum):
    """How a pending proposal stands to the draft as it is now."""

    FITS = "fits"
    """Its words are as they were when it was made."""
    MERGED = "merged"
    """The text around them was edited since, and both stand together."""
    COLLIDES = "collides"
    """A person has to write the wording."""
    SAID = "said"
    """The draft says it already."""
    TAKEN = "taken"
    """It was taken over, or taken into account."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A pending proposal beside the draft: how it fits, and the words of its paragraph with and without it.

    `key` names the paragraph of the draft, and is empty where it has none; `base` and `mine` are the whole paragraph
    of the revision before, as it is and as it is proposed (None where its words cannot be told).
    """

    comment: CommentView
    fits: Fits
    key: str
    base: str
    mine: str | None
    now: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that taking over needs: the draft beside its revision, and the pending proposals."""

    plan: Plan
    proposals: Sequence[CommentView]
    is_overtaken: bool
    first: Mapping[int, tuple[str, int | None, int | None]] = field(default_factory=dict)
    """By the keys of comments that were made on another wording: that text, and which words of it they are about."""


def desk(session: Session, caller: Caller, preview_uid: str) -> Desk:
    """The draft and the proposals for its version that the caller sees; refused as previews are.

    What was credited in a revision already is not pending any more; what is credited in the draft is there, also
    where it was withdrawn since.
    """
    plan = plans.of_preview(session, caller, preview_uid)
    who = standing(session, caller, plan.space_id)
    taken = _taken(plan)
    pending = and_(col(Comment.proposal).is_not(None), col(Comment.withdrawn_at).is_(None))
    wanted = or_(pending, col(Comment.uid).in_(taken)) if taken else pending
    found = discussion.comments(session, who, col(Comment.document_id) == plan.document_id, wanted)
    newest = session.get_one(Document, plan.document_id).revision_id
    done = _credited(session, plan.document_id)
    mine = [
        each
        for each in found
        if (each.version or plan.original) == plan.version and (each.id not in done or each.uid in taken)
    ]
    carried = [each.id for each in mine if each.verdict]
    return Desk(plan, mine, newest != plan.base_id, _first(session, carried))


def _taken(plan: Plan) -> set[str]:
    """The comments that are credited in the draft; it is not read where none is."""
    if '"taken"' not in plan.kept:
        return set()
    return {uid for each in preview_states.read(plan.kept).paragraphs for uid in each.taken}


def _credited(session: Session, document_id: int) -> set[int]:
    """The comments whose proposals were taken over in a revision that is issued."""
    issued = (
        select(col(Adoption.comment_id))
        .join(Revision, col(Revision.id) == col(Adoption.revision_id))
        .where(col(Revision.document_id) == document_id, col(Revision.seq).is_not(None))
    )
    return set(session.execute(issued).scalars())


def _first(session: Session, comments: Sequence[int]) -> dict[int, tuple[str, int | None, int | None]]:
    """The texts that these comments were made on, with the places of their words."""
    if not comments:
        return {}
    rows = session.execute(
        select(col(Anchor.comment_id), col(Wording.text), col(Anchor.start), col(Anchor.end))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .where(col(Anchor.is_first), col(Anchor.comment_id).in_(comments))
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def unlike_answers(found: Desk) -> tuple[int, int]:
    """How many proposals were accepted by their answers and are not in the draft; how many are there against them."""
    taken = _taken(found.plan)
    answered = [(each.uid in taken, each.disposition.outcome) for each in found.proposals if each.disposition]
    missing = sum(not is_taken and outcome in IN_FAVOUR for is_taken, outcome in answered)
    return missing, sum(is_taken and outcome not in IN_FAVOUR for is_taken, outcome in answered)


class Offers:
    """Finds out how proposals fit the draft as it is in a state; paragraphs that nobody has edited cost nothing."""

    def __init__(self, found: Desk, paragraphs: Sequence[DraftParagraph], origins: Origins):
        self._bases = {each.uid: each for each in found.plan.old}
        self._first = found.first
        self._paragraphs = paragraphs
        self._origins = origins

    @cached_property
    def _taken(self) -> Mapping[str, int]:
        return {uid: at for at, each in enumerate(self._paragraphs) for uid in each.taken}

    def of(self, view: CommentView) -> Offer:
        """How this proposal stands to the draft."""
        base = self._bases.get(view.paragraph)
        words, mine = (base.text if base else ""), (_proposed(base.text, view) if base else None)
        rows = self._origins.rows_of(view.paragraph)
        if view.uid in self._taken:
            at = self._taken[view.uid]
            return Offer(view, Fits.TAKEN, self._paragraphs[at].key, words, mine, self._text(at))
        key = self._paragraphs[rows[0]].key if rows else ""
        if (said := next((at for at in rows if self._says(view, at)), None)) is not None:
            return Offer(view, Fits.SAID, self._paragraphs[said].key, words, mine, self._text(said))
        standing = [at for at in rows if not self._paragraphs[at].left_out]
        if mine is None or not standing:
            return Offer(view, Fits.COLLIDES, key, words, mine, self._text(rows[0]) if rows else "")
        for at in standing:
            fits, then = fitted(words, mine, self._text(at))
            if fits != Fits.COLLIDES:
                if fits == Fits.FITS and view.fit == Fit.MERGED:
                    fits = Fits.MERGED
                return Offer(view, fits, self._paragraphs[at].key, words, mine, self._text(at), then)
        return Offer(view, Fits.COLLIDES, self._paragraphs[standing[0]].key, words, mine, self._text(standing[0]))

    def _says(self, view: CommentView, at: int) -> bool:
        """Whether the draft has made the very change that was proposed, to the text that the comment was made on."""
        if view.id not in self._first or view.proposal is None or self._paragraphs[at].left_out:
            return False
        text, start, end = self._first[view.id]
        proposed = _with(text, start, end, view.proposal)
        return proposed.split() != text.split() and fitted(text, proposed, self._text(at))[0] == Fits.SAID

    def _text(self, at: int) -> str:
        paragraph = self._paragraphs[at]
        base = self._bases.get(paragraph.paragraph)
        return base.text if base and base.markdown == paragraph.markdown else to_text(paragraph.markdown)


def _proposed(base: str, view: CommentView) -> str | None:
    """The whole paragraph with the proposal in it; None where nobody can tell where its words stand."""
    words = view.merged if view.merged is not None else view.proposal
    if words is None or view.is_waiting or view.fit == Fit.COLLIDES:
        return None
    if view.was is not None and view.start is None:
        return None
    return _with(base, view.start, view.end, words)


def _with(text: str, start: int | None, end: int | None, words: str) -> str:
    """The text with these words in the place of some of it, or of all."""
    words = "\n".join(line for line in words.split("\n") if line.strip())
    return words if start is None or end is None else text[:start] + words + text[end:]


def fitted(base: str, mine: str, now: str) -> tuple[Fits, str]:
    """How a change of `base` fits the words of now, and these with it."""
    if now == base:
        return (Fits.SAID, now) if mine.split() == base.split() else (Fits.FITS, mine)
    found = merged(base, mine, now)
    if found.fit == Fit.TAKEN or (found.fit == Fit.MERGED and found.text.split() == now.split()):
        return Fits.SAID, now
    if found.fit == Fit.COLLIDES:
        return Fits.COLLIDES, ""
    return (Fits.FITS if found.fit == Fit.SAME else Fits.MERGED), found.text

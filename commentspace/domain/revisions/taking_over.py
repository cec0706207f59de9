"""Proposed wordings taken over into the draft of the next revision: offered, put in, credited, taken back.

A proposal is about words of the revision that the draft follows. It is merged into the draft's words of now, so that
what was edited since stays, and only where both change the same words a person has to write the wording.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any

from commentspace.database import Look
from commentspace.domain.access import Caller
from commentspace.domain.preview_states import State
from commentspace.domain.revisions import editing, plans
from commentspace.domain.revisions.editing import Done
from commentspace.domain.revisions.offers import Desk, Fits, Offer, Offers, desk, fitted
from commentspace.domain.revisions.origins import Origins
from commentspace.domain.views import CommentView
from commentspace.errors import Conflict, Invalid, NotFound, marked
from commentspace.text.rewriting import rewritten

COLLIDES = marked(
    "The draft has been edited where this proposal changes it, or the words are gone. "
    "Write the wording yourself, and say there whose proposals you have taken into account."
)
MARKED_UP = marked(
    "This proposal changes words that stand between marks, such as those of a list or a link. "
    "Write the wording yourself, and say there whose proposal you have taken into account."
)
TAKEN = marked("This proposal has been taken over already.")
NOT_TAKEN = marked("This proposal is not taken over.")
EDITED_SINCE = marked(
    "The words have been edited since this proposal was taken over, so they stay as they are. "
    "Edit them yourself, or take off the credit alone."
)


@dataclass(frozen=True, slots=True)
class Take:
    """Put a proposal into the draft, and credit its comment; only credit it where the draft says it already."""

    desk: Desk
    view: CommentView
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`; merged into what the draft says at that moment."""
        offer = _offer(self.desk, state, self.view)
        if offer.fits == Fits.TAKEN:
            raise Conflict(TAKEN)
        if offer.fits == Fits.COLLIDES:
            raise Conflict(COLLIDES)
        at = editing.place(state, offer.key)
        now = state.paragraphs[at]
        markdown = now.markdown if offer.fits == Fits.SAID else rewritten(now.markdown, offer.then)
        if markdown is None or not markdown.strip():
            raise Conflict(MARKED_UP)
        return editing.replaced(state, at, replace(now, markdown=markdown, taken=(*now.taken, self.view.uid))), now.key


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Put the words of before back, and the credit off; the credit alone where one says so."""

    desk: Desk
    view: CommentView
    only_credit: bool = False
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`; refused where the words were edited since."""
        offer = _offer(self.desk, state, self.view)
        if offer.fits != Fits.TAKEN:
            raise Conflict(NOT_TAKEN)
        at = editing.place(state, offer.key)
        now = state.paragraphs[at]
        markdown = now.markdown
        if not self.only_credit:
            fits, then = (Fits.COLLIDES, "") if offer.mine is None else fitted(offer.mine, offer.base, offer.now)
            put = rewritten(markdown, then) if fits in (Fits.FITS, Fits.MERGED) else markdown
            if fits == Fits.COLLIDES or not put:
                raise Invalid(EDITED_SINCE)
            markdown = put
        taken = tuple(uid for uid in now.taken if uid != self.view.uid)
        return editing.replaced(state, at, replace(now, markdown=markdown, taken=taken)), now.key


def _offer(found: Desk, state: State, view: CommentView) -> Offer:
    origins = Origins.of(found.plan, state.paragraphs)
    return Offers(found, state.paragraphs, origins).of(view)


def take(caller: Caller, preview_uid: str, comment_uid: str) -> Generator[Any, Any, Done]:
    """The steps that take a proposal over, which is its acceptance.

    NotFound where the caller sees no such pending proposal; Conflict where it collides, or was taken over already.
    """
    found: Desk = yield Look(desk, (caller, preview_uid))
    if found.is_overtaken:
        raise Conflict(plans.OVERTAKEN)
    done: Done = yield from editing.steps(caller, preview_uid, Take(found, _of(found, comment_uid)))
    return done


def take_back(
    caller: Caller, preview_uid: str, comment_uid: str, *, only_credit: bool = False
) -> Generator[Any, Any, Done]:
    """The steps that take back what was taken over; Invalid where the words were edited since."""
    found: Desk = yield Look(desk, (caller, preview_uid))
    act = TakeBack(found, _of(found, comment_uid), only_credit)
    done: Done = yield from editing.steps(caller, preview_uid, act)
    return done


def _of(found: Desk, comment_uid: str) -> CommentView:
    view = next((each for each in found.proposals if each.uid == comment_uid), None)
    if view is None:
        raise NotFound()
    return view

"""How a pending proposal is shown beside the text of the next revision, and in the list of all."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from commentspace.domain.revisions.offers import IN_FAVOUR, Fits, Offer
from commentspace.errors import marked
from commentspace.text import differences

WORDS = {
    Fits.FITS: marked("fits"),
    Fits.MERGED: marked("fits the edited text"),
    Fits.COLLIDES: marked("collides"),
    Fits.SAID: marked("the text says it already"),
    Fits.TAKEN: marked("taken over"),
}
WHY = {
    Fits.FITS: "",
    Fits.MERGED: marked("The text was edited elsewhere since it was proposed; both changes stand together."),
    Fits.COLLIDES: marked(
        "The text was edited where it changes it, or its words are gone. Write the wording yourself."
    ),
    Fits.SAID: marked("Nothing is changed; the comment can be credited."),
    Fits.TAKEN: "",
}


def is_decided(offer: Offer) -> bool:
    """Whether a moderator has decided that it is to be taken over."""
    answer = offer.comment.disposition
    return answer is not None and answer.outcome in IN_FAVOUR and offer.fits != Fits.TAKEN


def offer_values(offer: Offer, rivals: Mapping[str, Sequence[Offer]], said: Callable[[str], str]) -> dict[str, Any]:
    """A proposal: who, for whom, the comment's words, and what taking it over would change."""
    view = offer.comment
    others = [each.comment for each in rivals.get(view.uid, ())]
    return {
        "uid": view.uid,
        "number": view.number,
        "name": view.name,
        "on_behalf_of": view.said_for or view.on_behalf_of,
        "posted_at": view.posted_at,
        "is_held": view.is_held,
        "is_withdrawn": view.status == "withdrawn",
        "html": view.html,
        "fits": offer.fits.value,
        "fits_words": said(WORDS[offer.fits]),
        "why": said(WHY[offer.fits]) if WHY[offer.fits] else "",
        "key": offer.key,
        "difference": _difference(offer),
        "rivals": [{"uid": each.uid, "number": each.number, "name": each.name} for each in others],
        "answer": view.disposition.outcome if view.disposition else "",
        "can_be_taken": offer.fits in (Fits.FITS, Fits.MERGED, Fits.SAID),
    }


def _difference(offer: Offer) -> str:
    """What it would change in the draft, or did; of one that collides what it changes in the words that it is about."""
    if offer.fits in (Fits.FITS, Fits.MERGED):
        return differences.to_html(differences.runs(offer.now, offer.then))
    if offer.mine is not None and offer.mine.split() != offer.base.split():
        return differences.to_html(differences.runs(offer.base, offer.mine))
    return offer.comment.proposal_html or ""

"""What a moderator says of an alignment: it is this one, it comes from another, it is new, it was taken out."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from commentspace.domain import previews
from commentspace.domain.access import Caller
from commentspace.domain.revisions import alignments
from commentspace.domain.revisions.aligned import Aligned
from commentspace.domain.revisions.alignments import Given
from commentspace.errors import Conflict, Invalid, marked
from commentspace.text.alignment import Link

ALONE, JOINED, DIVIDED = "alone", "joined", "divided"
"""How a paragraph of the draft comes from another one."""
NOT_THERE = marked("This paragraph is not there any more. Load the page again.")
BOTH = marked(
    "A paragraph cannot be joined from several and be a part of one that was split at once. Say of one of its parts "
    "first that it is new."
)


def confirmed(aligned: Aligned, link: Link) -> Given:
    """Yes, it is as the link says."""
    given = aligned.given
    uids = tuple(aligned.old[at].uid for at in link.old)
    if not link.new:
        return replace(given, gone=given.gone | set(uids))
    return _with(given, {aligned.new[at].key: uids for at in link.new})


def is_new(aligned: Aligned, key: str) -> Given:
    """A paragraph of the draft comes from none."""
    _place(aligned, key)
    return _with(aligned.given, {key: ()})


def is_gone(aligned: Aligned, uid: str) -> Given:
    """An older paragraph was taken out; what was linked with it comes from the others of its link, or is new."""
    link = aligned.by_old[_old_place(aligned, uid)]
    rest = tuple(aligned.old[at].uid for at in link.old if aligned.old[at].uid != uid)
    given = _with(aligned.given, {aligned.new[at].key: rest for at in link.new})
    return replace(given, gone=given.gone | {uid})


def comes_from(aligned: Aligned, key: str, uid: str, how: str = ALONE) -> Given:
    """A paragraph of the draft comes from this older one alone, or together with those it is linked with (`JOINED`).

    With `DIVIDED` the older one has become several, and this is one of them; else what it was linked with before is
    left to be aligned anew. Conflict where something would be both joined and divided.
    """
    at, old = _place(aligned, key), _old_place(aligned, uid)
    mine, link = aligned.by_new[at], aligned.by_old[old]
    siblings = [each for each in link.new if each != at]
    said: dict[str, tuple[str, ...]] = {key: (uid,)}
    if how == DIVIDED:
        if len(link.old) > 1:
            raise Conflict(BOTH)
        said |= {aligned.new[each].key: (uid,) for each in siblings}
    else:
        rest = tuple(aligned.old[each].uid for each in link.old if each != old)
        said |= {aligned.new[each].key: rest for each in siblings if _claims(aligned, each, uid)}
    if how == JOINED:
        if len(mine.new) > 1:
            raise Conflict(BOTH)
        said[key] = tuple(dict.fromkeys([*(aligned.old[each].uid for each in mine.old), uid]))
    given = _with(aligned.given, said)
    return replace(given, gone=given.gone - {uid})


def forgotten(aligned: Aligned, link: Link) -> Given:
    """Take back what was said of a link."""
    keys = {aligned.new[at].key for at in link.new}
    kept = {key: uids for key, uids in aligned.given.origins.items() if key not in keys}
    return Given(kept, aligned.given.gone - {aligned.old[at].uid for at in link.old})


def _claims(aligned: Aligned, at: int, uid: str) -> bool:
    """Whether a paragraph of the draft is known to come from this one, and not only found to."""
    return uid in (alignments.said_of(aligned.new[at], aligned.given) or ())


def _with(given: Given, said: dict[str, tuple[str, ...]]) -> Given:
    return replace(given, origins={**given.origins, **said})


def _place(aligned: Aligned, key: str) -> int:
    if key not in aligned.place:
        raise Conflict(NOT_THERE)
    return aligned.place[key]


def _old_place(aligned: Aligned, uid: str) -> int:
    if uid not in aligned.old_place:
        raise Invalid(marked("Choose a paragraph of the revision before."), field="place")
    return aligned.old_place[uid]


def say(
    session: Session, caller: Caller, preview_uid: str, given: Given, seen: str, links: str = "", *, now: datetime
) -> str:
    """Keep what was said of the alignment, and the alignment after it (`remaking`); returns the draft's mark then.

    `seen` is the mark of the state that was looked at; Conflict where the draft was changed since.
    """
    preview = previews.waiting(session, caller, preview_uid)
    previews.require_same(previews.mark_of(preview), seen)
    preview.given, preview.links, preview.made_at = alignments.written_given(given), links, now
    session.add(preview)
    return previews.mark_of(preview)


def keep_links(session: Session, caller: Caller, preview_uid: str, links: str, *, now: datetime) -> None:
    """Keep an alignment that was made apart; it says itself of which state of the draft it was made."""
    preview = previews.waiting(session, caller, preview_uid)
    preview.links = links
    session.add(preview)

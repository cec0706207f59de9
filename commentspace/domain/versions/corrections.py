"""What moderators say of where the paragraphs of a language version stand."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from commentspace.domain import previews
from commentspace.domain.access import Caller
from commentspace.domain.revisions import alignments, plans
from commentspace.domain.revisions.alignments import Given
from commentspace.domain.versions import beside, bringing
from commentspace.domain.versions.beside import Stands
from commentspace.errors import Conflict, Invalid, marked

NOT_MADE = marked("The texts are not set beside each other yet. Load the page again in a moment.")


def keep_links(session: Session, caller: Caller, preview_uid: str, links: str, *, now: datetime) -> None:
    """Keep an alignment that was made of a draft as it is, or was."""
    preview = previews.waiting(session, caller, preview_uid)
    preview.links = links
    session.add(preview)


def correct(
    session: Session, caller: Caller, document_uid: str, preview_uid: str, verb: str, seen: str, *, now: datetime
) -> None:
    """Carry out one correction: "right", "up", "down", "join", "none" or "at-NUMBER", then a colon and the keys.

    "right" says of one or several paragraphs that they stand where they should, and "at-12" that one stands beside the
    twelfth of the original. Invalid where that is not there, Conflict where the draft was changed since it was seen.
    """
    bringing.require_here(session, caller, document_uid, preview_uid)
    plan = plans.of_preview(session, caller, preview_uid)
    previews.require_same(plan.mark, seen)
    stands = beside.kept(plan)
    if stands is None:
        raise Conflict(NOT_MADE)
    act, _, keys = verb.partition(":")
    places = {each.paragraph.key: at for at, each in enumerate(stands)}
    said: dict[str, int | None] = {}
    for key in keys.split(" "):
        if key not in places:
            raise Conflict(NOT_MADE)
        said |= _said(act, stands, places[key], len(plan.old))
    origins = {key: () if place is None else (plan.old[place].uid,) for key, place in said.items()}
    _keep(session, caller, plan.preview_uid, origins)


def _said(act: str, stands: list[Stands], at: int, size: int) -> Mapping[str, int | None]:
    """Where these paragraphs stand after an act; joined with the one above, that stays where it is."""
    mine, key = stands[at].place, stands[at].paragraph.key
    if act == "right":
        return {key: mine}
    if act == "none":
        return {key: None}
    above = next((each for each in reversed(stands[:at]) if each.place is not None), None)
    if act == "join":
        if above is None:
            raise Invalid(marked("Nothing stands above it with which it could be joined."))
        return {above.paragraph.key: above.place, key: above.place}
    there = _moved(act, mine, above.place if above else -1)
    if there is None or not 0 <= there < size:
        raise Invalid(marked("The original has no such paragraph. Give the number that stands before it."))
    return {key: there}


def _moved(act: str, mine: int | None, above: int | None) -> int | None:
    start = mine if mine is not None else above if above is not None else -1
    if act == "up":
        return start - 1 if mine is not None else start
    if act == "down":
        return start + 1
    number = act.removeprefix("at-")
    return int(number) - 1 if number.isascii() and number.isdecimal() and len(number) < 7 else None


def _keep(session: Session, caller: Caller, preview_uid: str, origins: Mapping[str, tuple[str, ...]]) -> None:
    preview = previews.waiting(session, caller, preview_uid)
    given = alignments.read_given(preview.given)
    preview.given = alignments.written_given(Given({**given.origins, **origins}, given.gone))
    session.add(preview)

"""What stands around the rows of the reading room: where more of it is, what is looked for, what is new."""

from collections.abc import Sequence
from typing import Any

from commentspace.domain.filters import Filter
from commentspace.domain.postings import KINDS
from commentspace.domain.rooms import Room
from commentspace.domain.visits import Visited
from commentspace.render.addresses import asked
from commentspace.web.wishes import Wish


def ways(room: Room) -> tuple[bool, bool]:
    """Whether there is something before and after what is shown."""
    return (room.window.has_earlier, room.window.has_later) if room.window else (False, False)


def edges(page: str, wish: Wish, room: Room) -> dict[str, Any]:
    """The parts before and after a window of the page at this address: for each the page that shows it and what a
    script asks for; else None.

    `whole` is the address of everything on one page, where there is more than is shown.
    """
    window, query = room.window, wish.query
    found: dict[str, Any] = {"earlier": None, "later": None, "whole": None}
    if window is None or not window.spots:
        return found
    part = f"{page}/part"
    first, last = window.spots[0].mark, window.spots[-1].mark
    if window.has_earlier and not wish.asked.after:
        found["earlier"] = {"page": asked(page, query, {"until": first}), "part": asked(part, query, {"before": first})}
    if window.has_later and not wish.asked.before:
        found["later"] = {"page": asked(page, query, {"at": window.later}), "part": asked(part, query, {"after": last})}
    if not wish.filter:
        found["whole"] = asked(page, query, {"whole": "yes"})
    return found


def sift(uid: str, wish: Wish, room: Room, parties: Sequence[str]) -> dict[str, Any]:
    """The form by which one asks for some of the comments, filled in, and what it has found."""
    return form(uid, wish.filter, parties) | {
        "found": room.found,
        "of": room.size.tally,
        "is_empty": not room.rows,
        "again": asked(f"/d/{uid}", wish.query),
    }


def form(uid: str, wanted: Filter, parties: Sequence[str]) -> dict[str, Any]:
    """The form alone; a name that was asked for stays in it, though nobody has spoken for it."""
    others = [wanted.by] if wanted.by and wanted.by not in parties else []
    return {"address": f"/d/{uid}", "wanted": wanted, "kinds": KINDS, "parties": [*others, *parties]}


def since(uid: str, wish: Wish, last: Visited | None, count: int) -> dict[str, Any] | None:
    """What is new since the last visit, with the address that shows just that; None where there is nothing to say."""
    if last is None or last.at is None or not count or wish.filter.new:
        return None
    return {"count": count, "at": last.at, "address": asked(f"/d/{uid}", {"new": "yes"})}

"""Filled files made by hand: rows as a reader would have found them in the small draft of the world."""

from typing import Any

from commentspace.domain import names
from commentspace.domain.filled_files import Filled
from commentspace.domain.submission_posting import next_batch, post
from commentspace.domain.submissions import Begun, receive
from commentspace.domain.submitted import Candidate, Row, Submitted
from tests.small_draft import FIRST, SECOND
from tests.world import World


def at(world: World, paragraph: int, quote: str = "", confidence: float = 1.0, why: str = "label") -> Candidate:
    """A paragraph of the world as a candidate, or words in it."""
    place = world.paragraphs[paragraph]
    start = place.text.index(quote) if quote else None
    return Candidate(place.uid, confidence, why, start, start + len(quote) if start is not None else None)


def sure(world: World, position: int, text: str, paragraph: int = FIRST, quote: str = "", **more: Any) -> Row:
    """A row with one place."""
    place = at(world, paragraph, quote)
    return Row(position, (("Comment", text),), text, "sure", (place,), exact=quote, **more)


def doubtful(world: World, position: int, text: str, **more: Any) -> Row:
    """A row with two likely places."""
    likely = (at(world, FIRST, confidence=0.6, why="words"), at(world, SECOND, confidence=0.5, why="words"))
    return Row(position, (("Comment", text),), text, "doubtful", likely, **more)


def unplaced(position: int, text: str, **more: Any) -> Row:
    """A row of which nobody knows where it belongs."""
    return Row(position, (("Comment", text),), text, "unplaced", **more)


def filled(*rows: Row, name: str = "matrix.csv", key: str = "", document: str = "", **more: Any) -> Filled:
    """A file with these rows; its bytes are of no matter, and other ones each time."""
    said = Submitted("csv", "ours", rows, document)
    return Filled(name, f"bytes of {names.new()}".encode(), said, key or names.new(), **more)


def send(world: World, by: str, file: Filled, door: str = "web") -> Begun:
    """Take it in."""
    return world.database.carry_out_here(receive(world.caller(by, door), world.document, file))


def post_all(world: World, begun: Begun) -> int:
    """Post what is queued, as the works do; returns how many were posted."""
    number = 0
    while batch := world.read(next_batch, begun.id):
        number += world.write(post, batch)
    return number

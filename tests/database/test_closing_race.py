"""Closing against posting, with two writers as two processes have them: nothing comes in at the closing or later."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from commentspace.database import Database
from commentspace.domain import comments, discussion, documents, reviews
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.errors import Closed
from tests.world import World, issue

ROUNDS = int(os.environ.get("COMMENTSPACE_TEST_ROUNDS", "3"))
"""How often the review is closed; a long run sets more."""
WRITERS = 3
LONGEST = 60.0
"""Seconds after which a round is stuck."""
FAR = timedelta(days=100)


@pytest.fixture
def both(world: World) -> Iterator[list[Database]]:
    """Two databases, as two processes have them, which go by the real time."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Database(world.url))) for _ in range(2)]


@pytest.fixture
def document(world: World, both: list[Database]) -> str:
    """A document whose review is open now, in real time."""
    uid = issue(both[0], world.caller("lars"), world.space_id, Heading.of("WET/2/9", "Raced", "en"))
    window = Window(None, datetime.now(UTC) + FAR)
    both[0].write_here(reviews.open, world.caller("lars"), uid, window, space=world.space_id)
    return uid


async def race(world: World, both: list[Database], document: str, turn: int) -> set[str]:
    """Post from one, without pause, until the other has closed the review; the names of what was acknowledged."""
    posting, closing_it = both if turn % 2 else reversed(both)
    found, _ = posting.read_here(documents.find, world.caller("ama"), document)
    [paragraph, *_] = posting.read_here(discussion.paragraphs, found.revision_id)
    acknowledged: set[str] = set()

    async def post(database: Database) -> None:
        words = world.posting("More.")
        posted = await database.write(comments.post, world.caller("ama"), paragraph.uid, words, space=world.space_id)
        acknowledged.add(posted.uid)

    async def post_until_closed() -> None:
        while True:
            try:
                await post(posting)
            except Closed:
                return

    async def close() -> None:
        await post(closing_it)
        await closing_it.write(reviews.close, world.caller("lars"), document, "Time.", space=world.space_id)

    async with asyncio.timeout(LONGEST):
        await asyncio.gather(close(), *(post_until_closed() for _ in range(WRITERS)))
    return acknowledged


async def test_whatever_was_acknowledged_was_received_before_the_closing(
    world: World, both: list[Database], document: str
) -> None:
    acknowledged = set[str]()
    for turn in range(ROUNDS):
        acknowledged |= await race(world, both, document, turn)
        both[1].write_here(
            reviews.reopen, world.caller("lars"), document, datetime.now(UTC) + FAR, "Again.", space=world.space_id
        )
    taken = world.rows(
        "SELECT comment.uid, (SELECT count(*) FROM review_window AS w WHERE w.review_id = comment.review_id "
        "AND w.opens_at <= received_at AND (w.ended_at IS NULL OR received_at < w.ended_at)) "
        "FROM comment JOIN provenance ON provenance.comment_id = comment.id"
    )
    assert {uid for uid, _ in taken} == acknowledged
    assert {windows for _, windows in taken} == {1}


async def test_the_order_of_the_record_is_the_order_of_the_times(
    world: World, both: list[Database], document: str
) -> None:
    before = world.database.last_sequences()[world.space_id]
    await race(world, both, document, 0)
    in_order = [
        seq for (seq,) in world.rows("SELECT seq FROM event WHERE seq > :before ORDER BY at, seq", before=before)
    ]
    assert in_order == sorted(in_order)

"""Closing against posting, in two processes' worth of writers: no comment comes in at the closing time or later."""

import asyncio
import os
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from commentspace.database import Database
from commentspace.domain import comments, discussion, documents, reviews
from commentspace.domain.comments import Posted
from commentspace.domain.previews import Heading
from commentspace.domain.reviews import Window
from commentspace.errors import Closed
from tests.world import World, issue

ROUNDS = int(os.environ.get("COMMENTSPACE_TEST_ROUNDS", "5"))
"""How often the review is closed; a long run sets more."""
POSTS = 24
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
    """Post from both while one of them closes the review; the names of what was acknowledged."""
    found, _ = both[0].read_here(documents.find, world.caller("ama"), document)
    [paragraph, *_] = both[0].read_here(discussion.paragraphs, found.revision_id)
    writes: list[Awaitable[object]] = [
        each.write(comments.post, world.caller("ama"), paragraph.uid, world.posting("More."), space=world.space_id)
        for each in both * (POSTS // 2)
    ]
    close = both[turn % 2].write(reviews.close, world.caller("lars"), document, "Time.", space=world.space_id)
    writes.insert(POSTS // 3 + turn % (POSTS // 3), close)
    answers = await asyncio.gather(*writes, return_exceptions=True)
    posted = {answer.uid for answer in answers if isinstance(answer, Posted)}
    refused = [answer for answer in answers if isinstance(answer, Closed)]
    assert len(posted) + len(refused) == POSTS
    assert posted, "what was waiting before the closing is taken"
    assert refused, "what was waiting behind the closing is not"
    return posted


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

"""Blind reviews live: nothing moves for others while they are veiled, and then their pages are loaded anew."""

import json

from tests.blind import alias, blind, masked, unveil
from tests.live.serving import Live

CANARY = "heron-31"


async def test_a_veiled_comment_reaches_its_writer_and_moderators_and_all_when_it_is_unveiled(live: Live) -> None:
    blind(live.world)
    live.world.post("wei")
    author, other, reader, moderator = pages = await live.pages("ama", "wei", "priya", "lars")
    before = other.cursor, reader.cursor
    veiled = live.world.post("ama", text=CANARY)
    for page in (author, moderator):
        await page.until(veiled)
        assert page.is_fresh
    assert (other.cursor, reader.cursor) == before
    assert other.is_fresh
    unveil(live.world)
    for page in pages:
        while not (frame := await page.next()).get("reload"):
            assert page in (author, moderator) or CANARY not in json.dumps(frame)


async def test_a_masked_comment_has_its_writers_name_for_them_and_for_moderators_alone(live: Live) -> None:
    masked(live.world)
    author, other, moderator = await live.pages("ama", "wei", "lars")
    comment = live.world.post("ama")
    for page in (author, other, moderator):
        await page.until(comment)
        assert page.is_fresh
    assert "Ama Boateng" in author.comments[comment]["html"]
    assert "Ama Boateng" in moderator.comments[comment]["html"]
    assert "Ama Boateng" not in other.comments[comment]["html"]
    assert all(alias(live.world, "ama") in page.comments[comment]["html"] for page in (author, other, moderator))

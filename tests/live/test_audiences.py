"""A frame is made once for all who see the same, and nobody waits for a page that does not read."""

from tests.live.serving import Live, serving
from tests.world import World

SAME = ("wei", "li", "maryam", "priya", "olga")
"""Participants and a reader, who see the same of what Ama writes."""


async def test_a_frame_is_made_once_for_each_audience(live: Live) -> None:
    pages = await live.pages(*SAME, "ama", "lars", "fang")
    live.pieces.tallies = 0
    live.world.post("ama")
    for page in pages:
        await page.next()
    assert live.pieces.tallies == 3, "for those who see the same, for Ama, for the moderators"
    assert all(page.is_fresh for page in pages)


async def test_each_page_is_told_in_its_own_language(live: Live) -> None:
    pages = [await live.page("priya", language) for language in ("en", "zh", "ar")]
    live.world.post("ama")
    for page in pages:
        await page.next()
        assert page.is_fresh, page.language


async def test_a_page_that_does_not_read_delays_nobody_and_is_caught_up_in_one_frame(sqlite_world: World) -> None:
    async with serving(sqlite_world, most=4) as live:
        slow, quick = await live.pages("priya", "wei")
        assert slow.socket is not None
        slow.socket.transport.pause_reading()
        sent = 0
        while not live.hub.counted["behind"]:
            sent += 1
            live.world.post("ama", text=f"{sent} {'A long comment. ' * 1_200}")
            await quick.next()
            assert sent < 200, "the queue of a page that does not read is never full"
        for _ in range(3):
            live.world.withdraw("ama", live.world.post("ama"))
            await quick.next()
        slow.socket.transport.resume_reading()
        while not slow.is_fresh:
            await slow.next()
        last = live.world.post("ama")
        await slow.until(last)
        assert slow.is_fresh
        brought = [part["comment"] for frame in slow.frames for part in frame["parts"] if "comment" in part]
        assert len(brought) == len(set(brought)), "something came twice"
        assert len(slow.frames) < sent
        assert live.hub.counted["behind"] == 1

"""After a break a page is told what was touched since, as its person may see it now: no gap, nothing twice."""

import asyncio

import pytest

from tests.live.serving import LONGEST, Live
from tests.small_draft import SECOND


async def test_what_was_said_during_a_break_comes_in_one_frame_and_only_that(live: Live) -> None:
    before = live.world.post("ama")
    page = await live.page("priya")
    await page.leave()
    first, second = live.world.post("ama", SECOND), live.world.reply("wei", before)
    live.world.edit("ama", first, "In other words.")
    await page.listen()
    brought = [part["comment"] for part in page.frames[-1]["parts"] if "comment" in part]
    assert brought == [first, second]
    assert page.is_fresh
    last = live.world.post("ama", SECOND)
    frame = await page.next()
    assert [part["comment"] for part in frame["parts"] if "comment" in part] == [last]
    assert page.is_fresh


async def test_what_is_said_while_a_page_is_being_brought_up_to_date_is_not_lost(live: Live) -> None:
    page, other = await live.pages("priya", "maryam")
    await page.leave()
    live.world.post("ama")
    await other.next()
    loop = asyncio.get_running_loop()

    def say_and_let_the_other_hear() -> None:
        live.world.post("wei", SECOND, "In between.")
        asyncio.run_coroutine_threadsafe(other.next(), loop).result(LONGEST)

    live.pieces.meanwhile = say_and_let_the_other_hear
    await page.listen()
    assert "In between." in str(other.frames[-1])
    assert "In between." not in str(page.frames)
    await page.next()
    assert "In between." in str(page.frames[-1])
    assert page.is_fresh


async def test_a_page_that_missed_nothing_is_told_so(live: Live) -> None:
    live.world.post("ama")
    page = await live.page("priya")
    assert page.frames == [{"cursor": page.cursor, "parts": []}]


async def test_gone_is_said_only_of_what_had_been_seen(live: Live) -> None:
    seen = live.world.post("ama")
    page = await live.page("priya")
    await page.leave()
    never_seen = live.world.post("wei")
    for comment in (seen, never_seen):
        live.world.hold(comment)
    await page.listen()
    parts = page.frames[-1]["parts"]
    assert {"gone": seen} in parts
    assert never_seen not in str(parts)
    assert page.is_fresh


async def test_a_closing_by_time_during_a_break_is_told(live: Live) -> None:
    page = await live.page("priya")
    await page.leave()
    live.world.clock.advance(days=20)
    await page.listen()
    assert 'data-state="closed"' in page.pieces["standing"]
    assert page.is_fresh


@pytest.mark.parametrize("since", ["", "aaaaaaaaaaaaaaaa", "not a cursor", "\u0000"])
async def test_a_cursor_that_was_never_given_makes_the_page_load_anew(live: Live, since: str) -> None:
    page = await live.page("priya")
    await page.leave()
    await page.say({"since": since})
    assert await page.next() == {"reload": True}


async def test_a_cursor_of_another_audience_is_not_known(live: Live) -> None:
    held = live.world.post("ama")
    live.world.hold(held)
    live.world.edit("ama", held, "Only for the moderators and me.")
    moderator, reader = await live.pages("lars", "priya")
    await reader.leave()
    await reader.say({"since": moderator.cursor})
    assert await reader.next() == {"reload": True}


async def test_a_cursor_of_another_document_is_not_known(live: Live) -> None:
    page = await live.page("lars")
    await page.leave()
    await page.say({"since": live.world.document})
    assert await page.next() == {"reload": True}


async def test_after_too_much_the_page_is_loaded_anew(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.delivery.MOST", 3)
    near, far = await live.pages("priya", "wei")
    await far.leave()
    live.world.post("ama")
    await near.next()
    await near.leave()
    for _ in range(3):
        live.world.post("ama", SECOND)
    await near.listen()
    assert near.is_fresh
    await far.say({"since": far.cursor})
    assert await far.next() == {"reload": True}


@pytest.mark.parametrize("first", [[], {}, {"since": 3}, {"since": None}, "since", None, [[[]]]])
async def test_a_first_word_that_is_no_cursor_ends_the_socket(live: Live, first: object) -> None:
    page = await live.page("priya")
    await page.leave()
    await page.say(first)
    assert await page.end() == 4400


@pytest.mark.parametrize("first", [b'{"since": ""}', "{", "[" * 60_000, ""])
async def test_a_first_word_that_cannot_be_read_ends_the_socket(live: Live, first: str | bytes) -> None:
    page = await live.page("priya")
    await page.leave()
    await page.connect()
    assert page.socket is not None
    await page.socket.send(first)
    assert await page.end() == 4400


async def test_a_page_that_never_says_where_it_stands_is_not_kept(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.socket.FIRST_WORD", 0.02)
    page = await live.page("priya")
    await page.leave()
    await page.connect()
    await page.end()
    assert page.frames[1:] == []

"""Held comments reach their author and the moderators; others learn nothing, not even that there is something."""

import json

from tests.live.serving import Live
from tests.small_draft import SECOND

CANARY = "kestrel-47"


async def test_a_comment_held_by_rule_reaches_its_author_and_moderators_only(live: Live) -> None:
    live.world.change_space(holds_new=True)
    author, other, reader, moderator, owner = pages = await live.pages("ama", "wei", "priya", "lars", "fang")
    held = live.world.post("ama", text=CANARY)
    for page in (author, moderator, owner):
        await page.next()
        assert CANARY in page.comments[held]["html"]
        assert page.is_fresh
    before = other.cursor, reader.cursor
    assert other.is_fresh
    assert reader.is_fresh
    shown = live.world.post("lars", SECOND, "Go on.")
    for page in pages:
        await page.next()
        assert shown in page.comments
        assert page.is_fresh
    for page, cursor in zip((other, reader), before, strict=True):
        assert page.cursor != cursor
        assert len(page.frames) == 2
        heard = json.dumps(page.frames)
        assert CANARY not in heard
        assert held not in heard


async def test_what_is_done_to_a_held_comment_moves_nothing_for_others(live: Live) -> None:
    held = live.world.post("ama")
    live.world.hold(held)
    author, other, moderator = await live.pages("ama", "wei", "lars")
    cursor = other.cursor
    live.world.edit("ama", held, CANARY)
    answer = live.world.reply("lars", held, CANARY)
    live.world.withdraw("ama", held)
    for page in (author, moderator):
        await page.until(held)
        while not page.is_fresh:
            await page.next()
        assert answer in page.comments
    assert other.cursor == cursor
    assert other.is_fresh
    last = live.world.post("lars", SECOND)
    await other.next()
    assert [part["comment"] for part in other.frames[-1]["parts"] if "comment" in part] == [last]
    assert CANARY not in json.dumps(other.frames)
    assert answer not in json.dumps(other.frames)


async def test_a_hold_takes_a_comment_from_those_who_saw_it(live: Live) -> None:
    comment = live.world.post("ama", text=CANARY)
    author, other, moderator = await live.pages("ama", "wei", "lars")
    live.world.hold(comment)
    frame = await other.next()
    assert {"gone": comment} in frame["parts"]
    assert CANARY not in json.dumps(frame)
    assert other.is_fresh
    for page in (author, moderator):
        assert {"gone": comment} not in (await page.next())["parts"]
        assert "Held back" in page.comments[comment]["html"]
        assert page.is_fresh


async def test_the_author_of_a_held_comment_sees_the_answers_below_it(live: Live) -> None:
    held = live.world.post("ama")
    live.world.hold(held)
    author, other = await live.pages("ama", "wei")
    answer = live.world.reply("nadia", held, "Could you say it in other words?")
    await author.until(answer)
    assert author.comments[answer]["thread"] == held
    assert author.is_fresh
    assert other.is_fresh


async def test_somebody_who_counts_a_held_comment_of_their_own_gets_their_own_numbers(live: Live) -> None:
    held = live.world.post("ama")
    live.world.hold(held)
    author, other = await live.pages("ama", "wei")
    live.world.post("maryam")
    for page in (author, other):
        await page.next()
        assert page.is_fresh
    assert author.pieces["tally"] != other.pieces["tally"]


async def test_an_answer_that_was_held_first_follows_when_its_thread_is_held_and_released(live: Live) -> None:
    root = live.world.post("ama")
    answer = live.world.reply("wei", root)
    live.world.hold(answer)
    page = await live.page("wei")
    live.world.hold(root)
    await page.next()
    assert page.is_fresh
    live.world.release(root)
    await page.next()
    assert page.is_fresh


async def test_a_change_that_waits_for_a_look_takes_a_comment_from_others_and_tells_them_nothing(live: Live) -> None:
    live.world.change_space(holds_new=True)
    comment = live.world.post("ama")
    live.world.release(comment)
    author, other, moderator = await live.pages("ama", "wei", "lars")
    live.world.edit("ama", comment, CANARY)
    frame = await other.next()
    assert {"gone": comment} in frame["parts"]
    assert CANARY not in json.dumps(other.frames)
    assert other.is_fresh
    for page in (author, moderator):
        await page.next()
        assert CANARY in page.comments[comment]["html"]
        assert page.is_fresh

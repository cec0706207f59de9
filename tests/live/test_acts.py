"""Every act on comments and reviews reaches all who have the page open, as they would see it on a fresh page."""

from collections.abc import Callable

import pytest

from commentspace.domain import endorsing
from tests.live.serving import Live
from tests.small_draft import SECOND
from tests.world import World

EVERYBODY = ("ama", "wei", "priya", "lars", "fang")
"""The author of what is touched, another participant, a reader, a moderator and the owner."""

Act = Callable[[World, str], object]

ACTS: dict[str, Act] = {
    "comment": lambda world, _: world.post("ama", SECOND, "And then?"),
    "comment on words": lambda world, _: world.post("wei", text="Which?", quote="flow of water"),
    "reply": lambda world, comment: world.reply("wei", comment),
    "own reply": lambda world, comment: world.reply("ama", comment),
    "edit": lambda world, comment: world.edit("ama", comment, "Say it better."),
    "withdrawal": lambda world, comment: world.withdraw("ama", comment, "It was said before."),
    "hold": lambda world, comment: world.hold(comment),
    "endorsement": lambda world, comment: world.write(endorsing.endorse, world.caller("wei"), comment),
    "closure": lambda world, _: world.close_review(),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
async def test_what_one_does_is_seen_by_all_as_on_a_fresh_page(live: Live, act: Act) -> None:
    comment = live.world.post("ama")
    live.world.reply("lars", comment, "Thank you.")
    pages = await live.pages(*EVERYBODY)
    act(live.world, comment)
    for page in pages:
        await page.next()
        assert page.is_fresh, page.key


async def test_a_release_reaches_those_who_did_not_see_the_comment(live: Live) -> None:
    comment = live.world.post("ama")
    answer = live.world.reply("wei", comment)
    live.world.hold(comment)
    pages = await live.pages(*EVERYBODY)
    live.world.release(comment)
    for page in pages:
        await page.next()
        assert {comment, answer} <= page.comments.keys()
        assert page.is_fresh, page.key


async def test_an_endorsement_that_is_taken_back_goes_from_every_page(live: Live) -> None:
    world, comment = live.world, live.world.post("ama")
    for key in ("wei", "lars"):
        world.write(endorsing.endorse, world.caller(key), comment)
    pages = await live.pages(*EVERYBODY)
    world.write(endorsing.take_back, world.caller("wei"), comment)
    for page in pages:
        await page.next()
        assert page.is_fresh, page.key


async def test_a_frame_carries_the_comment_its_place_and_the_numbers(live: Live) -> None:
    comment = live.world.post("ama")
    page = await live.page("priya")
    answer = live.world.reply("wei", comment)
    frame = await page.next()
    paragraph = live.world.paragraphs[1].uid
    assert [sorted(part) for part in frame["parts"]] == [
        ["comment", "html", "paragraph", "thread"],
        ["html", "replace"],
        ["html", "replace"],
    ]
    assert frame["parts"][0]["comment"] == answer
    assert frame["parts"][0]["thread"] == comment
    assert frame["parts"][0]["paragraph"] == paragraph
    assert [part.get("replace") for part in frame["parts"][1:]] == [f"p-{paragraph}-count", "tally"]


async def test_reopening_is_seen_at_once(live: Live) -> None:
    live.world.close_review()
    page = await live.page("priya")
    assert 'data-state="closed"' in page.pieces["standing"]
    live.world.clock.advance(hours=1)
    live.world.reopen_review()
    frame = await page.next()
    assert [part.get("replace") for part in frame["parts"]] == ["standing"]
    assert 'data-state="open"' in page.pieces["standing"]
    assert page.is_fresh


async def test_a_moderator_is_offered_what_a_reader_is_not(live: Live) -> None:
    comment = live.world.post("ama")
    author, reader, moderator = await live.pages("ama", "priya", "lars")
    live.world.edit("ama", comment, "Say more, and better.")
    for page in (author, reader, moderator):
        await page.next()
    assert f"/c/{comment}/edit" in author.comments[comment]["html"]
    assert f"/c/{comment}/hold" in moderator.comments[comment]["html"]
    assert f"/c/{comment}/hold" not in reader.comments[comment]["html"]
    assert f"/c/{comment}/edit" not in reader.comments[comment]["html"]

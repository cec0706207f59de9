"""Answers to comments reach every open page as a fresh page shows them, and nobody whom they are not for."""

from collections.abc import Callable

import pytest

from commentspace.domain.dispositions import batches, many, reopening, satisfying
from tests.dispositions.acts import answer, answer_many, answers, confirm, confirms
from tests.live.serving import Live
from tests.world import World

EVERYBODY = ("ama", "wei", "priya", "lars", "fang")
INSIDE = ("lars", "fang")

Act = Callable[[World, str], object]


def _confirmed(world: World, comment: str) -> None:
    confirms(world)
    proposed = answer(world, comment, "rejected")
    confirm(world, proposed)


def _taken_back(world: World, comment: str) -> None:
    given = answer(world, comment, "rejected")
    world.write(reopening.reopen, world.caller("lars"), comment, "A mistake.", seen=given)


def _many(world: World, comment: str) -> None:
    done = answer_many(world, [comment], answers("noted", "Thanks, {name}."))
    world.database.carry_out_here(batches.take_back(world.caller("lars"), world.document, done.batch))
    answer_many(world, [comment], answers("accepted"))


ACTS: dict[str, Act] = {
    "answer": lambda world, comment: answer(world, comment, "partly"),
    "answer anew": lambda world, comment: (answer(world, comment, "rejected"), answer(world, comment, "noted")),
    "proposal and confirmation": _confirmed,
    "reopening": _taken_back,
    "many": _many,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
async def test_every_page_shows_what_was_decided_as_a_fresh_one_does(live: Live, act: Act) -> None:
    comment = live.world.post("ama")
    pages = await live.pages(*EVERYBODY)
    act(live.world, comment)
    for page in pages:
        while not page.is_fresh:
            await page.next()


@pytest.mark.parametrize("act", ["proposal", "satisfaction"])
async def test_what_is_not_for_all_moves_only_the_pages_of_those_whom_it_is_for(live: Live, act: str) -> None:
    world, comment = live.world, live.world.post("ama")
    given = answer(world, comment, "rejected")
    told, untold = (INSIDE, ("ama", "wei", "priya")) if act == "proposal" else ((*INSIDE, "ama"), ("wei", "priya"))
    hearing, deaf = await live.pages(*told), await live.pages(*untold)
    if act == "proposal":
        confirms(world)
        answer(world, comment, "noted", by="nadia")
    else:
        world.write(satisfying.say, world.caller("ama"), given, False, "Why?")
    for page in hearing:
        await page.next()
        assert page.is_fresh, page.key
    marker = world.post("wei", text="After it.")
    for page in deaf:
        frame = await page.next()
        assert [part.get("comment") for part in frame["parts"] if "comment" in part] == [marker], page.key
        assert page.is_fresh, page.key


async def test_many_answers_at_once_are_told_in_one_frame(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "LOUD", 2)
    monkeypatch.setattr(many, "TOGETHER", 2)
    comments = [live.world.post("ama", text=f"Say {number}.") for number in range(5)]
    [page] = await live.pages("wei")
    answer_many(live.world, comments, answers("accepted"))
    told: list[str] = []
    while not page.is_fresh or not told:
        frame = await page.next()
        told += [part["comment"] for part in frame["parts"] if "comment" in part]
    assert sorted(told) == sorted(comments), "each once"


async def test_a_duplicate_shows_what_it_repeats_as_long_as_that_is_seen(live: Live) -> None:
    world, first, second = live.world, live.world.post("ama"), live.world.post("wei")
    answer(world, second, "duplicate", duplicate_of="#1")
    pages = await live.pages(*EVERYBODY)
    for act in (world.hold, world.release):
        act(first)
        for page in pages:
            while not page.is_fresh:
                await page.next()

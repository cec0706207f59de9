"""The state of a page that was told live equals that of a page that is loaded now, for every verb and face."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import comments, files, reviews
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.file_kinds import File
from commentspace.domain.postings import Posted, Posting, Source
from commentspace.domain.tables import Comment
from tests.browser.conftest import House
from tests.browser.pages import fresh, shown, up_to_date
from tests.small_draft import FIRST
from tests.world import World

READERS = ["wei", "ama", "lars", None]
"""The faces: outside, own (she writes what the verbs are about), inside, and a visitor to an open space."""


def _edited(world: World, first: str, _answer: str) -> None:
    world.edit("ama", first, "Say which water, and *when*.")


def _withdrawn_in_the_middle(world: World, _first: str, answer: str) -> None:
    world.withdraw("wei", answer, "I was wrong.")


def _held_and_released(world: World, first: str, _answer: str) -> None:
    world.hold(first)
    world.release(first)


def _extended(world: World, _first: str, _answer: str) -> None:
    until = world.clock.now + timedelta(days=30)
    world.write(reviews.extend, world.caller("lars"), world.document, until, "Many asked for more time.")


def _closed_and_reopened(world: World, _first: str, _answer: str) -> None:
    world.close_review()
    world.reopen_review()


def _posted_with_a_file(world: World) -> str:
    """As a mail with a file brings it: in one transaction."""
    posting = Posting(Body.of("See the chart."), "a-key-of-a-mail", source=Source(world.clock.now))
    caller, paragraph = world.caller("ama", "mail"), world.paragraphs[FIRST].uid
    return world.write(_post_and_keep, caller, paragraph, posting).uid


def _post_and_keep(session: Session, caller: Caller, paragraph: str, posting: Posting, *, now: datetime) -> Posted:
    posted = comments.post(session, caller, paragraph, posting, now=now)
    kept = select(col(Comment.id)).where(col(Comment.uid) == posted.uid)
    chart = File("chart of *the* <reeds>.txt", "text/plain", b"reeds")
    files.keep(session, session.execute(kept).scalar_one(), [chart], now=now)
    return posted


VERBS: dict[str, Callable[[World, str, str], object]] = {
    "post": lambda world, first, answer: world.post("ama", 4, "A **new** one."),
    "post on words": lambda world, first, answer: world.post("ama", text="These words.", quote=_words(world)),
    "reply": lambda world, first, answer: world.reply("ama", answer, "Yes, but why?"),
    "edit": _edited,
    "withdraw": lambda world, first, answer: world.withdraw("ama", first, "It is settled."),
    "withdraw an answer": _withdrawn_in_the_middle,
    "hold": lambda world, first, answer: world.hold(first),
    "hold an answer": lambda world, first, answer: world.hold(answer),
    "hold and release": _held_and_released,
    "extend": _extended,
    "close": lambda world, first, answer: world.close_review(),
    "close and reopen": _closed_and_reopened,
}


def _words(world: World) -> str:
    return " ".join(world.paragraphs[1].text.split()[1:3])


@pytest.mark.parametrize("verb", VERBS)
async def test_a_page_that_was_told_equals_a_fresh_one(house: House, verb: str) -> None:
    world = house.world
    world.change_space(is_open=True)
    first = world.post("ama", text="Say which water.")
    answer = world.reply("wei", first, "同意。")
    pages = {key: await house.reader(key, reduced_motion="reduce") for key in READERS}
    VERBS[verb](world, first, answer)
    for key, page in pages.items():
        await up_to_date(page, world, key)
        assert await shown(page) == await fresh(page), f"the page of {key}"


async def test_what_came_with_a_comment_is_told_live_as_it_comes_is_hidden_and_goes(house: House) -> None:
    world = house.world
    world.change_space(is_open=True)
    pages = {key: await house.reader(key, reduced_motion="reduce") for key in READERS}
    acts: list[Callable[[str], None]] = [world.hold, world.release, lambda uid: world.withdraw("ama", uid)]
    uid = _posted_with_a_file(world)
    for act in [None, *acts]:
        if act is not None:
            act(uid)
        for key, page in pages.items():
            await up_to_date(page, world, key)
            assert await shown(page) == await fresh(page), f"the page of {key}"
            sees = act is None or act == world.release or (act == world.hold and key in ("ama", "lars"))
            assert await page.locator(f"a[href^='/c/{uid}/files/']").count() == sees, f"the page of {key}"


async def test_a_comment_held_from_the_start_reaches_its_author_and_moderators_alone(house: House) -> None:
    world = house.world
    world.change_space(holds_new=True)
    pages = {key: await house.reader(key, reduced_motion="reduce") for key in ("wei", "ama", "lars")}
    before = await shown(pages["wei"])
    uid = world.post("ama", text="Seen by few.")
    for key in ("ama", "lars"):
        await pages[key].wait_for_selector(f"#c-{uid}")
        assert await shown(pages[key]) == await fresh(pages[key])
    assert await shown(pages["wei"]) == before == await fresh(pages["wei"])
    world.release(uid)
    await pages["wei"].wait_for_selector(f"#c-{uid}")
    assert await shown(pages["wei"]) == await fresh(pages["wei"])

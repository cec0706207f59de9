"""The link in a letter about an answer: opening it changes nothing, a button says yes or no, the last word counts."""

import pytest

from commentspace.domain.dispositions import answering
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.told import by_link
from tests.small_draft import FIRST
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import World


def decide(world: World, comment: str, reason: str) -> str:
    """Lars answers; returns the path of the link that the writer gets."""
    said = Answering("noted", Reason.of(reason))
    uid = world.write(answering.answer, world.caller("lars"), comment, said)
    return f"/satisfied/{by_link.link(uid, SECRET.encode())}"


@pytest.fixture
def comment(sqlite_world: World) -> str:
    return sqlite_world.post("ama", FIRST, "Which water?")


def said(world: World) -> list[tuple[bool, str]]:
    return [
        (bool(yes), str(word)) for yes, word in world.rows("SELECT is_satisfied, word FROM satisfaction ORDER BY id")
    ]


async def test_opening_it_shows_the_answer_and_changes_nothing(
    sqlite_world: World, visitor: AsVisitor, comment: str
) -> None:
    page = await visitor().get(decide(sqlite_world, comment, "We *know*."))
    assert ("Which water?" in page.words("blockquote"), page.words("h2"), "We know." in page.words()) == (
        True,
        "Noted",
        True,
    )
    assert said(sqlite_world) == []


async def test_a_button_says_it_for_the_writer_and_it_may_be_said_otherwise(
    sqlite_world: World, visitor: AsVisitor, comment: str
) -> None:
    link = decide(sqlite_world, comment, "We know.")
    page = await visitor().submit(await visitor().get(link), press="I am not satisfied", word="The date is missing.")
    assert "The moderators read what you said." in page.words(".flash")
    assert "The date is missing." in page.words("q")
    await visitor().submit(page, press="I am satisfied", word="")
    assert said(sqlite_world) == [(False, "The date is missing."), (True, "")]


async def test_an_answer_that_was_superseded_takes_no_word(
    sqlite_world: World, visitor: AsVisitor, comment: str
) -> None:
    link = decide(sqlite_world, comment, "We know.")
    page = await visitor().get(link)
    decide(sqlite_world, comment, "We have changed it.")
    refused = await visitor().submit(page, press="I am satisfied", word="It is good now.")
    assert (refused.status, "It is good now." in refused.text) == (409, True)
    assert said(sqlite_world) == []
    assert "not in force any more" in (await visitor().get(link)).words()


@pytest.mark.parametrize("token", ["", "a" * 16, f"{'a' * 16}.{'b' * 26}"])
async def test_a_link_that_is_not_ours_leads_nowhere(sqlite_world: World, visitor: AsVisitor, token: str) -> None:
    assert (await visitor().get(f"/satisfied/{token}")).status == 404

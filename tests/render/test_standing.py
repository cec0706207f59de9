"""The standing of a review tells everybody what others see of comments, before anybody writes one."""

import pytest

from commentspace import places
from commentspace.domain import review_windows
from commentspace.render.environment import environment
from commentspace.render.pieces import Pieces
from tests.blind import blind, masked, unveil
from tests.world import World

ALONE = "each writer sees their own comments alone"
WAITING = "Comments of others are shown as soon as"


def shown(world: World) -> str:
    """The standing, as every reader's page has it."""
    found = world.read(review_windows.of_document, world.document_id, world.clock.now)
    return Pieces(environment(places.templates())).standing(found, "en")


def test_an_open_blind_round_says_that_comments_of_others_are_not_seen(world: World) -> None:
    assert ALONE not in shown(world)
    blind(world)
    assert ALONE in shown(world)


def test_a_blind_round_that_has_closed_says_when_the_others_are_seen_until_they_are(world: World) -> None:
    blind(world)
    world.close_review()
    assert WAITING in shown(world)
    world.reopen_review()
    unveil(world)
    assert WAITING not in shown(world)


@pytest.mark.parametrize(
    ("named", "said"), [("pseudonyms", "Others see a lasting pseudonym"), ("hidden", "who writes")]
)
def test_a_round_without_names_says_who_sees_them(world: World, named: str, said: str) -> None:
    assert said not in shown(world)
    masked(world, named)
    assert said in shown(world)

"""Standard texts belong to a space; changing one changes nothing that was answered with it."""

import pytest

from commentspace.domain.dispositions import texts
from commentspace.domain.dispositions.texts import Text
from commentspace.errors import Conflict, Invalid, NotAllowed
from tests.dispositions.acts import answer, history
from tests.world import World

THANKS = Text.of("Thanks", "accepted", "Thank you, {name}.")


def _keep(world: World, text: Text, **more: str) -> str:
    return world.write(texts.keep, world.caller("lars"), world.space_id, text, **more)


def _all(world: World) -> list[tuple[str, str]]:
    return [(each.title, each.text) for each in world.read(texts.of_space, world.standing("nadia"))]


def test_a_changed_text_takes_the_place_of_the_old_one_and_old_answers_stay(world: World) -> None:
    first = _keep(world, THANKS)
    comment = world.post("ama")
    answer(world, comment, reason=THANKS.text, text=first)
    _keep(world, Text.of("Thanks", "", "We are grateful."), instead_of=first)
    assert _all(world) == [("Thanks", "We are grateful.")]
    assert history(world, "wei", comment)[0].view.reason == "Thank you, Ama Boateng."


def test_of_two_who_change_a_text_the_second_is_told(world: World) -> None:
    first = _keep(world, THANKS)
    _keep(world, Text.of("Thanks", "", "One."), instead_of=first)
    with pytest.raises(Conflict, match="changed or removed"):
        _keep(world, Text.of("Thanks", "", "Two."), instead_of=first)


def test_a_form_that_changes_a_text_is_carried_out_once_however_often_it_is_sent(world: World) -> None:
    first = _keep(world, THANKS)
    for _ in range(2):
        _keep(world, Text.of("Thanks", "", "One."), instead_of=first, key="thisformtwice")
    assert _all(world) == [("Thanks", "One.")]


def test_a_removed_text_is_not_offered_any_more(world: World) -> None:
    first = _keep(world, THANKS)
    world.write(texts.end, world.caller("nadia"), world.space_id, first)
    assert _all(world) == []


def test_they_are_for_moderators(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.write(texts.keep, world.caller("ama"), world.space_id, THANKS)
    with pytest.raises(NotAllowed):
        world.read(texts.of_space, world.standing("ama"))


@pytest.mark.parametrize(
    ("title", "outcome", "text", "field"),
    [("", "", "x", "title"), ("x", "perhaps", "x", "outcome"), ("x", "", " ", "text"), ("x", "", "{nom}", "text")],
)
def test_what_cannot_be_kept_says_where(title: str, outcome: str, text: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Text.of(title, outcome, text)
    assert refused.value.field == field

"""What is kept about somebody in the rounds of reviews is in their data, and their name goes with them."""

from typing import Any

from commentspace.domain import finishes, late_tokens, my_data
from commentspace.domain.review_windows import of_document
from tests.domain.test_erasing import erase
from tests.domain.test_finishing_review import WHY, finish
from tests.domain.test_late_tokens import REASON, give
from tests.world import World


def data(world: World, key: str) -> dict[str, list[dict[str, Any]]]:
    caller = world.caller(key)
    return {each.name: world.read(my_data.batch, caller, each, 0)[0] for each in my_data.SECTIONS}


def test_it_is_in_their_data(world: World) -> None:
    world.clock.advance(hours=1)
    world.post("wei")
    world.close_review()
    token = give(world)
    world.write(late_tokens.take_back, world.caller("lars"), token)
    finish(world)
    [leave] = data(world, "ama")["my_leave_to_comment_late"]
    assert (leave["document"], leave["round"], leave["reason"]) == ("WET/2/3", 1, REASON)
    mine = data(world, "lars")
    assert mine["leave_i_gave_to_comment_late"][0]["reason"] == REASON
    [end] = mine["rounds_i_finished"]
    assert (end["signature"], end["statement"], end["answered"]) == ("Lars Nygård", WHY, 0)


def test_what_was_decided_stays_without_their_name(world: World) -> None:
    world.clock.advance(hours=1)
    world.post("wei")
    world.close_review()
    world.write(late_tokens.take_back, world.caller("lars"), give(world))
    finish(world)
    erase(world, "lars")
    erase(world, "ama")
    [end] = world.read(finishes.of_document, world.standing("priya"), world.document_id)
    assert (end.signature, end.statement, end.opened) == ("", WHY, 1)
    assert "Lars" not in end.by
    [token] = world.read(late_tokens.of_document, world.standing("priya"), world.document_id)
    assert (token.reason, "Ama" in token.name) == ("", False)
    assert world.read(of_document, world.document_id, world.clock.now).sealed_at is not None

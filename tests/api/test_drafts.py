"""Drafts and rooms for programs: those of whom the key acts for."""

import pytest

from tests.api.conftest import AsProgram
from tests.delegating import KENYA, contribute, delegation
from tests.small_draft import FIRST
from tests.world import World


async def test_a_program_keeps_changes_and_submits_drafts(sqlite_world: World, program: AsProgram) -> None:
    world, ama = sqlite_world, await program("ama")
    place = f"/documents/{world.document}/paragraphs/{world.paragraphs[FIRST].uid}/drafts"
    one = await ama.post(place, {"body": "Which water?", "exact": "flow of water"}, Idempotency_Key="one")
    again = await ama.post(place, {"body": "Which water?", "exact": "flow of water"}, 200, Idempotency_Key="one")
    assert (again["id"], again["again"]) == (one["id"], True)
    other = await ama.post(place, {"body": "Which sea?"})
    await ama.post(f"/drafts/{other['id']}", {"body": "Which lake?", "states": 1}, 200)
    found = await ama.get(f"/documents/{world.document}/drafts")
    assert [each["body"] for each in found["drafts"]] == ["Which water?", "Which lake?"]
    names = [one["id"], other["id"]]
    done = await ama.post(f"/documents/{world.document}/drafts/submission", {"drafts": names, "note": "Both."}, 200)
    assert len(done["comments"]) == 2
    told = await ama.post(f"/documents/{world.document}/drafts/submission", {"drafts": names, "note": "Both."}, 200)
    assert told == done | {"again": True}
    assert world.rows("SELECT count(*) FROM provenance WHERE token_id IS NOT NULL") == [(2,)]


async def test_a_program_of_a_delegate_reads_the_room_and_others_find_none(
    sqlite_world: World, program: AsProgram
) -> None:
    world = sqlite_world
    delegation(world, focal="ama", experts=["wei"])
    uid = contribute(world, "wei", "Say which water.")
    room = await (await program("ama")).get(f"/documents/{world.document}/room")
    assert (room["delegation"], room["submits"]) == (KENYA, True)
    assert [each["id"] for each in room["contributions"]] == [uid]
    for other in ("olga", "lars", "fang"):
        await (await program(other)).get(f"/documents/{world.document}/room", 404)
        await (await program(other)).post(f"/drafts/{uid}", {"body": "Mine now.", "states": 1}, 404)


@pytest.mark.parametrize("sent", [{}, {"drafts": "one"}, {"drafts": [1]}, {"drafts": [], "note": 1}])
async def test_what_is_no_set_is_refused(sqlite_world: World, program: AsProgram, sent: dict[str, object]) -> None:
    await (await program("ama")).post(f"/documents/{sqlite_world.document}/drafts/submission", sent, 422)

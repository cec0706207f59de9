"""Programs open rounds and lead them to their end, with what their person may."""

import json
from datetime import timedelta
from typing import Any

import pytest

from commentspace.domain import outages
from tests.api.conftest import AsProgram
from tests.world import CLOSES, World

REASON = "The power was out."


def member(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person(key))
    return str(uid)


def stamp(world: World, **after: float) -> str:
    return (world.clock.now + timedelta(**after)).isoformat()


async def test_a_round_from_its_opening_to_its_end(program: AsProgram, sqlite_world: World) -> None:
    world, lars = sqlite_world, await program("lars")
    path = f"/documents/{world.document}/rounds"
    world.clock.advance(hours=1)
    await lars.post(f"{path}/closure", {"reason": "The first round is over."}, status=200)
    asked: dict[str, Any] = {"title": "Second", "seen": "closing", "members": [member(world, "ama")]}
    await lars.post(path, asked, status=422)
    for_nobody = await lars.post(path, asked | {"members": [], "closes_at": stamp(world, days=1)}, status=422)
    assert for_nobody["field"] == "members", "an empty list is not everybody"
    made = (await lars.post(path, asked | {"closes_at": stamp(world, days=1)}))["round"]
    await lars.post(f"/rounds/{made}/members", {"add": [member(world, "wei")]}, status=200)
    comment = world.post("ama")
    wei = await program("wei")
    [second, first] = (await wei.get(path))["rounds"]
    assert (second["state"], second["rules"]["invited"], second["comments"], first["state"]) == (
        "open",
        True,
        0,
        "closed",
    )
    world.clock.advance(hours=1)
    await lars.post(f"{path}/closure", {"reason": "It is over."}, status=200)
    assert (await lars.post(f"/rounds/{made}/unveiling", status=200))["unveiled"] is True
    end = await lars.get(f"/rounds/{made}/ending")
    assert (end["comments"], end["answered"], end["may_finish"]) == (1, 0, True)
    signed = {"mark": end["mark"], "signature": "Lars Nygård", "statement": "There was no time."}
    await lars.post(f"/rounds/{made}/ending", signed | {"mark": "x"}, status=409)
    await lars.post(f"/rounds/{made}/ending", signed)
    [second, _] = (await wei.get(path))["rounds"]
    assert second["state"] == "finished"
    assert [one["comment"] for one in second["ends"][0]["unanswered"]] == [comment]
    await lars.post(f"/rounds/{made}/ending/undoing", {"reason": "There is time."}, status=200)
    await lars.post(f"{path}/reopening", {"reason": REASON, "closes_at": stamp(world, days=1)}, status=200)
    await wei.post(f"{path}/closure", {"reason": "I say so."}, status=403)
    await wei.get(f"/rounds/{made}/ending", status=403)


async def test_leave_to_be_late_is_given_and_taken_back(program: AsProgram, sqlite_world: World) -> None:
    world, lars = sqlite_world, await program("lars")
    path = f"/documents/{world.document}/late-tokens"
    world.close_review()
    asked = {"member": member(world, "ama"), "until": stamp(world, days=1), "reason": REASON}
    token = (await lars.post(path, asked, Idempotency_Key="once"))["token"]
    assert (await lars.post(path, asked, status=200, Idempotency_Key="once"))["token"] is None
    await lars.post(path, asked, status=409)
    late = (await (await program()).get(f"/documents/{world.document}/rounds", status=404))["error"]
    assert late == "NotFound"
    [told] = (await (await program("wei")).get(f"/documents/{world.document}/rounds"))["rounds"][0]["late"]
    assert (told["state"], told["reason"], told["used"]) == ("running", REASON, None)
    assert (await lars.ask("DELETE", f"{path}/{token}")).status == 200
    assert json.loads((await lars.ask("DELETE", f"{path}/{token}")).text)["error"] == "Conflict"


@pytest.mark.parametrize("at", ["9999-12-31T23:59:00Z", "0001-01-01T00:00:00+14:00", "2027-03-01T18:00:00", "soon", 7])
async def test_a_moment_that_is_none_or_cannot_be_shown_in_every_zone_is_refused(
    program: AsProgram, sqlite_world: World, at: object
) -> None:
    path, lars = f"/documents/{sqlite_world.document}/rounds/extension", await program("lars")
    refused = await lars.post(path, {"closes_at": at, "reason": REASON}, status=422)
    assert refused["field"] == "closes_at"


async def test_an_outage_is_made_good(program: AsProgram, sqlite_world: World) -> None:
    world, lars = sqlite_world, await program("lars")
    world.database.write_here(outages.beat)
    world.clock.advance(minutes=9)
    name = world.database.write_here(outages.beat)
    path = f"/documents/{world.document}"
    asked = {"make_good": True, "reason": REASON}
    assert (await lars.post(f"{path}/outages/{name}", asked, status=200))["minutes"] == 9
    [told] = (await lars.get(f"{path}/rounds"))["rounds"]
    assert told["closes_at"].startswith((CLOSES + timedelta(minutes=9)).isoformat()[:16])

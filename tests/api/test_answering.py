"""Programs answer comments as moderators do, and say what a writer says."""

from commentspace.domain.dispositions import assigning
from tests.api.conftest import AsProgram
from tests.dispositions.acts import confirms
from tests.world import World


async def test_a_program_answers_and_the_same_key_answers_once(program: AsProgram, sqlite_world: World) -> None:
    uid, lars = sqlite_world.post("ama"), await program("lars")
    said = {"outcome": "partly", "reason": "The first half.", "seen": ""}
    first = await lars.post(f"/comments/{uid}/answer", said, Idempotency_Key="one")
    found = await lars.post(f"/comments/{uid}/answer", said, Idempotency_Key="one")
    assert found == first
    assert [(each["outcome"], each["state"], each["by"]) for each in found["answers"]] == [
        ("partly", "in force", "Lars Nygård")
    ]
    refused = await lars.post(f"/comments/{uid}/answer", said, 409)
    assert "answered meanwhile" in refused["sentence"]
    exported = await (await program("wei")).get(f"/documents/{sqlite_world.document}")
    assert exported["comments"][0]["disposition"]["reason"] == "The first half."
    back = await lars.post(f"/comments/{uid}/answer/reopening", {"reason": "A mistake."}, 200)
    assert [each["state"] for each in back["answers"]] == ["taken back"]


async def test_another_moderator_confirms_and_the_writer_says_whether_they_are_satisfied(
    program: AsProgram, sqlite_world: World
) -> None:
    confirms(sqlite_world)
    uid, lars, nadia, ama = (
        sqlite_world.post("ama"),
        await program("lars"),
        await program("nadia"),
        await program("ama"),
    )
    [proposed] = (await lars.post(f"/comments/{uid}/answer", {"outcome": "accepted"}))["answers"]
    address = f"/dispositions/{proposed['id']}"
    assert (await ama.get(f"/comments/{uid}/answers"))["answers"] == []
    assert (await ama.post(f"{address}/satisfaction", {"satisfied": True}, 404))["error"] == "NotFound"
    assert (await lars.post(f"{address}/confirmation", {}, 403))["error"] == "NotAllowed"
    assert [(await nadia.post(f"{address}/confirmation", {}, 200))["already"] for _ in range(2)] == [False, True]
    await ama.post(f"{address}/satisfaction", {"satisfied": False, "word": "Why?"}, 200)
    [seen] = (await lars.get(f"/comments/{uid}/answers"))["answers"]
    assert seen["writer_says"] == {"satisfied": False, "word": "Why?"}
    [seen] = (await (await program("wei")).get(f"/comments/{uid}/answers"))["answers"]
    assert seen["writer_says"] is None


async def test_many_are_answered_assigned_and_taken_back(program: AsProgram, sqlite_world: World) -> None:
    world, lars = sqlite_world, await program("lars")
    uids = [world.post("ama", text=f"Say {number}.") for number in range(3)]
    world.withdraw("ama", uids[2])
    address = f"/documents/{world.document}"
    done = await lars.post(f"{address}/answers", {"comments": uids, "outcome": "noted"}, 200)
    assert (done["done"], [each["comment"] for each in done["left"]]) == (uids[:2], uids[2:])
    back = await lars.post(f"{address}/answers/{done['batch']}/taking-back", {}, 200)
    assert back["done"] == uids[:2]
    to = world.read(assigning.assignees, world.space_id)[0]
    sent = {"comments": uids[:1], "to": to.uid, "due_at": "2026-03-09T12:00:00Z"}
    assert (await lars.post(f"{address}/assignments", sent, 200))["done"] == uids[:1]
    refused = await lars.post(f"{address}/assignments", sent | {"due_at": "soon"}, 422)
    assert refused["field"] == "due_at"
    assert (await (await program("ama")).post(f"{address}/answers", {"comments": uids, "outcome": "noted"}, 403))[
        "error"
    ] == "NotAllowed"
    assert (await lars.get(f"/spaces/{world.slug}/texts"))["texts"] == []

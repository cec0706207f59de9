"""Programs set rules, agree, endorse, appeal and file for others, with what their person may."""

import json

from commentspace.domain import conducts
from commentspace.domain.bodies import Body
from tests.api.conftest import AsProgram
from tests.small_draft import FIRST
from tests.world import World


async def test_owners_read_and_set_the_rules_and_a_preset_comes_before_them(
    program: AsProgram, sqlite_world: World
) -> None:
    path = f"/spaces/{sqlite_world.slug}/settings"
    fang = await program("fang", "write")
    assert (await fang.get(path))["preset"] is None
    said = await fang.post(path, {"preset": "peer-review", "rules": {"endorses": True}}, status=200)
    assert (said["rules"]["seen"], said["rules"]["endorses"], said["preset"]) == ("closing", True, None)
    assert (await fang.post(path, {"rules": {"endorses": False}}, status=200))["preset"] == "peer-review"
    refused: tuple[dict[str, object], ...] = (
        {"rules": {"colour": "red"}},
        {"rules": []},
        {"rules": {"seen": "never"}},
        {"preset": "party"},
    )
    for wrong in refused:
        await fang.post(path, wrong, status=422)
    await (await program("lars", "write")).post(path, {"title": "Mine"}, status=403)


async def test_one_agrees_to_what_one_has_read(program: AsProgram, sqlite_world: World) -> None:
    path, ama = f"/spaces/{sqlite_world.slug}/conduct", await program("ama", "write")
    assert (await ama.get(path))["number"] == 0
    world = sqlite_world
    world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be kind."), seen=0)
    posting = f"/documents/{world.document}/paragraphs/{world.paragraphs[FIRST].uid}/comments"
    await ama.post(posting, {"body": "Which water?"}, status=403)
    assert (await ama.get(path))["to_agree"] is True
    await ama.post(f"{path}/agreement", {"number": 2}, status=409)
    await ama.post(f"{path}/agreement", {"number": "1"}, status=422)
    assert (await ama.post(f"{path}/agreement", {"number": 1}, status=200))["to_agree"] is False
    await ama.post(posting, {"body": "Which water?"})


async def test_a_comment_is_endorsed_and_no_more(program: AsProgram, sqlite_world: World) -> None:
    uid, wei = sqlite_world.post("ama"), await program("wei", "write")
    await wei.post(f"/comments/{uid}/endorsement", status=200)
    [comment] = (await wei.get(f"/documents/{sqlite_world.document}"))["comments"]
    assert [each["on_behalf_of"] for each in comment["endorsements"]] == ["China"]
    assert (await wei.ask("DELETE", f"/comments/{uid}/endorsement")).status == 200
    [comment] = (await wei.get(f"/documents/{sqlite_world.document}"))["comments"]
    assert comment["endorsements"] == []


async def test_an_appeal_is_made_listed_and_decided(program: AsProgram, sqlite_world: World) -> None:
    uid = sqlite_world.post("ama")
    sqlite_world.hold(uid)
    appeal = (await (await program("ama", "write")).post(f"/comments/{uid}/appeal", {"text": "Look again."}))["appeal"]
    nadia, listed = await program("nadia", "write"), f"/documents/{sqlite_world.document}/appeals"
    [waiting] = (await nadia.get(listed))["appeals"]
    assert (waiting["id"], waiting["upheld"]) == (appeal, None)
    await nadia.post(f"/comments/{uid}/appeal/decision", {"appeal": appeal, "upheld": 1, "answer": "x"}, status=422)
    decided = {"appeal": appeal, "upheld": False, "answer": "So it is."}
    await nadia.post(f"/comments/{uid}/appeal/decision", decided, status=200)
    assert (await nadia.get(listed))["appeals"][0]["answer"] == "So it is."
    await (await program("ama")).get(listed, status=403)


async def test_a_comment_is_filed_once_and_its_scan_put_to_it(program: AsProgram, sqlite_world: World) -> None:
    world, lars = sqlite_world, await program("lars", "write")
    path = f"/documents/{world.document}/paragraphs/{world.paragraphs[FIRST].uid}/filings"
    sent = {"channel": "fax", "received_at": "2026-03-02T09:00:00Z", "name": "Halima Idrissi", "body": "By fax."}
    posted = await lars.post(path, sent, Idempotency_Key="one")
    assert (await lars.post(path, sent, status=200, Idempotency_Key="one"))["comment"] == posted["comment"]
    scans = f"/comments/{posted['comment']}/files"
    await lars.post(f"{scans}?filename=scan.pdf", b"%PDF-1.7")
    await lars.post(f"{scans}?filename=scan.exe", b"MZ", status=422)
    [comment] = (await lars.get(f"/documents/{world.document}"))["comments"]
    assert [each["name"] for each in comment["files"]] == ["scan.pdf"]
    filed = comment["provenance"]["filed"]
    assert (filed["channel"], filed["sender"], filed["by"]) == ("fax", "Halima Idrissi", "Lars Nygård")
    await lars.post(path, sent | {"received_at": "2026-03-02T09:00"}, status=422)
    await (await program("ama", "write")).post(path, sent, status=403)
    assert json.loads((await lars.ask("GET", f"/documents/{world.document}")).text)

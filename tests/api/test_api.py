"""Programs do what people do: the same rights, the same refusals, everything as it is described."""

import json

import pytest

from commentspace.web.api.routes import ENDPOINTS, description
from tests.api.conftest import AsProgram
from tests.filled import filled, send, sure
from tests.small_draft import FIRST
from tests.web.fixtures import token_of
from tests.world import OUTSIDER, World

MATRIX = "Paragraph;Comment;Proposed change\n{label};Which water is meant?;\n;;\n"


async def test_every_address_is_described_and_every_description_is_served(program: AsProgram) -> None:
    found = await (await program()).get("/openapi.json")
    described = {(method, path) for path, operations in found["paths"].items() for method in operations}
    assert described == {(endpoint.method.lower(), endpoint.path) for endpoint in ENDPOINTS}
    names = [operation["operationId"] for operations in found["paths"].values() for operation in operations.values()]
    assert len(set(names)) == len(names)
    assert description("https://x.example.org/")["servers"] == [{"url": "https://x.example.org/api/v1"}]


async def test_a_program_sees_what_its_person_sees(program: AsProgram, sqlite_world: World) -> None:
    world = sqlite_world
    world.hold(world.post("ama", text="canary"))
    ama, wei = await program("ama"), await program("wei", "read")
    assert (await ama.get("/me"))["scope"] == "write"
    assert [each["slug"] for each in (await wei.get("/spaces"))["spaces"]] == [world.slug]
    [document] = (await wei.get(f"/spaces/{world.slug}"))["documents"]
    assert document["id"] == world.document
    address = f"/documents/{world.document}"
    assert await ama.get(address) == world.exported("ama", with_history=False)
    assert "canary" not in json.dumps(await wei.get(address))
    for stranger in (await program(), await program(OUTSIDER)):
        assert (await stranger.get(address, 404))["error"] == "NotFound"


async def test_who_sends_no_key_or_a_wrong_one_is_told_so(program: AsProgram, sqlite_world: World) -> None:
    nobody = await program()
    assert (await nobody.get("/me", 401))["error"] == "SignInNeeded"
    nobody.key = "cs_wrong"
    answer = await nobody.ask("GET", "/spaces")
    assert (answer.status, answer.response.headers["www-authenticate"]) == (401, 'Bearer realm="localhost"')
    assert "Make another" in json.loads(answer.text)["sentence"]
    reads = await program("ama", "read")
    paragraph = sqlite_world.paragraphs[FIRST].uid
    refused = await reads.post(
        f"/documents/{sqlite_world.document}/paragraphs/{paragraph}/comments", {"body": "x"}, 403
    )
    assert refused["error"] == "OnlyReads"
    assert json.loads((await reads.ask("GET", "/no")).text)["error"] == "NotFound"


async def test_a_cookie_counts_nothing_here(program: AsProgram, sqlite_world: World) -> None:
    nobody = await program()
    answer = await nobody.ask("GET", "/me", Cookie=f"session={token_of(sqlite_world, 'ama')}")
    assert answer.status == 401


async def test_a_comment_is_posted_once_with_its_key_in_its_provenance(program: AsProgram, sqlite_world: World) -> None:
    world, ama = sqlite_world, await program("ama")
    address = f"/documents/{world.document}/paragraphs/{world.paragraphs[FIRST].uid}/comments"
    said = {"body": "Which *water*?", "kind": "question", "exact": "flow of water"}
    first = await ama.post(address, said, Idempotency_Key="one")
    again = await ama.post(address, said, 200, Idempotency_Key="one")
    assert (first["comment"], first["again"], again["comment"], again["again"]) == (
        again["comment"],
        False,
        first["comment"],
        True,
    )
    assert (await ama.post(address, {"body": "Other."}, 409, Idempotency_Key="one"))["error"]
    answer = await ama.post(f"/comments/{first['comment']}/replies", {"body": "The fresh one."})
    assert answer["number"] == 2
    assert world.rows("SELECT count(*) FROM provenance WHERE token_id IS NOT NULL") == [(2,)]
    assert (await ama.post(address, {"body": ""}, 422))["sentence"]
    assert (await ama.post(address, b"no json", 422))["sentence"].startswith("The body is not JSON")


async def test_a_draft_is_brought_in_and_issued_by_moderators_alone(program: AsProgram, sqlite_world: World) -> None:
    world, text = sqlite_world, b"# Peat\n\n1. The Parties shall act.\n\n2. They shall report.\n"
    lars, ama = await program("lars"), await program("ama")
    where = f"/spaces/{world.slug}/drafts?filename=peat.md&symbol=PEAT/7&language=en"
    assert (await ama.post(where, text, 403))["error"] == "NotAllowed"
    looked_at = await lars.post(where, text)
    assert (looked_at["document"], looked_at["paragraphs"]) == (None, 2)
    issued = await lars.post(where + "&issue=yes", text)
    found = await lars.get(f"/documents/{issued['document']}")
    assert [each["label"] for each in found["paragraphs"]] == ["1.", "2."]
    assert (await lars.post(where.replace("peat.md", "peat.exe"), text, 422))["field"] == "file"
    assert (await lars.post(where, b"", 422))["field"] == "file"


async def test_a_filled_matrix_is_sent_decided_and_posted(program: AsProgram, sqlite_world: World) -> None:
    world, ama = sqlite_world, await program("ama")
    paragraph = next(each for each in world.paragraphs if each.label)
    content = MATRIX.format(label=paragraph.label).encode()
    address = f"/documents/{world.document}/submissions?filename=comments.csv"
    sent = await ama.post(address, content, Idempotency_Key="m")
    assert sent["counts"]["rows"] >= 1
    row = next(each for each in sent["rows"] if each["body"])
    decided = await ama.post(
        f"/submissions/{sent['id']}/decisions",
        {"decisions": [{"row": row["id"], "act": "place", "paragraph": paragraph.uid}]},
        200,
    )
    assert next(each for each in decided["rows"] if each["id"] == row["id"])["paragraph"] == paragraph.uid
    posted = await ama.post(f"/submissions/{sent['id']}/posting", {}, 202)
    assert posted["posted"] == 1
    assert (await ama.get(f"/submissions/{sent['id']}?show=posted"))["rows"][0]["comment"]
    assert (await (await program("wei")).get(f"/submissions/{sent['id']}", 404))["error"] == "NotFound"


async def test_files_are_fetched_at_once_or_as_a_job(program: AsProgram, sqlite_world: World) -> None:
    world, ama = sqlite_world, await program("ama")
    world.post("wei", text="同意。")
    at_once = await ama.ask("GET", f"/documents/{world.document}/export.jsonld")
    assert at_once.status == 200
    assert "同意" in at_once.text
    job = await ama.post(f"/documents/{world.document}/exports", {"form": "pdf"}, 202)
    assert job["state"] == "waiting"
    assert (await ama.get(f"/jobs/{job['id']}"))["id"] == job["id"]
    assert (await (await program("wei")).get(f"/jobs/{job['id']}", 404))["error"] == "NotFound"
    ended = json.loads((await ama.ask("DELETE", f"/jobs/{job['id']}")).text)
    assert ended["state"] == "ended"
    assert "can be" in (await ama.post(f"/documents/{world.document}/exports", {"form": "x"}, 422))["sentence"]
    whole = await ama.post(f"/spaces/{world.slug}/exports", {"form": "mbox"}, 202)
    assert (whole["form"], whole["state"]) == ("mbox", "waiting")
    assert (await ama.post(f"/spaces/{world.slug}/exports", {"form": "archive"}, 403))["error"] == "NotAllowed"


async def test_refusals_are_said_in_the_language_that_is_asked_for(program: AsProgram) -> None:
    ama = await program("ama")
    french = await ama.ask("GET", "/documents/aaaaaaaaaaaaaaaa", Accept_Language="fr")
    assert "adresse" in json.loads(french.text)["sentence"]


ODD = {
    "too deep": b"[" * 100_000,
    "a number without end": b'{"body":' + b"9" * 5_000 + b"}",
    "half of a pair": b'{"body": "\\ud800", "decisions": [{"row": "\\ud800", "act": "open"}]}',
    "an act that is none": b'{"body": ["x"], "decisions": [{"row": "x", "act": ["place"]}]}',
    "no UTF-8": b"\xff\xfe{",
}


@pytest.mark.parametrize("sent", ODD.values(), ids=ODD)
async def test_odd_json_is_refused_with_a_sentence(program: AsProgram, sqlite_world: World, sent: bytes) -> None:
    ama = await program("ama")
    for path in (f"/documents/{sqlite_world.document}/paragraphs/x/comments", "/submissions/x/decisions"):
        answer = await ama.ask("POST", path, sent)
        assert answer.status in (404, 422), path
        assert json.loads(answer.text)["sentence"]


async def test_the_place_of_a_row_is_a_number_that_can_be_kept(program: AsProgram, sqlite_world: World) -> None:
    ama = await program("ama")
    begun = send(sqlite_world, "ama", filled(sure(sqlite_world, 1, "Here."), name="a.csv"))
    [row] = (await ama.get(f"/submissions/{begun.uid}"))["rows"]
    choice = {"row": row["id"], "act": "place", "paragraph": row["candidates"][0]["paragraph"]}
    for start, end in ((10**30, 10**30 + 1), (True, 5), (-3, 2), ("1", "2")):
        sent = {"decisions": [choice | {"start": start, "end": end}]}
        await ama.post(f"/submissions/{begun.uid}/decisions", sent, 200)


async def test_the_name_of_a_file_stays_in_one_line(program: AsProgram, sqlite_world: World) -> None:
    ama = await program("ama")
    name = "rows%0D%0AX-Other%3A%20yes%1B.csv"
    sent = b"Paragraph,Comment\r\n1,Words\r\n"
    made = await ama.post(f"/documents/{sqlite_world.document}/submissions?filename={name}", sent)
    assert made["filename"] == "rows X-Other: yes.csv"

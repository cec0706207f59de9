"""A program brings the next revision, corrects its alignment, and has it issued."""

from commentspace.settings import load
from commentspace.web.making import Maker
from tests.api.conftest import AsProgram
from tests.small_draft import FIRST
from tests.world import World

TEXT = """1. A wetland lives by its water. Restoring the **flow of water** comes before all planting.

2. Whoever owns the land is paid for what they lose.
"""


async def test_a_program_brings_corrects_and_issues_it(program: AsProgram, sqlite_world: World) -> None:
    lars, address = await program("lars"), f"/documents/{sqlite_world.document}/next"
    ama = sqlite_world.post("ama", FIRST, quote="flow of water")
    await lars.get(address, 409)
    draft = await lars.post(f"{address}?filename=next.md&about=Shorter", TEXT.encode())
    assert (draft["revision"], draft["about"], draft["counts"]["deleted"] >= 1) == (2, "Shorter", True)
    found = await lars.get(f"{address}/alignment?show=all")
    new = next(each for each in found["links"] if each["new"] and "Whoever" in each["new"][0]["text"])
    said = {"link": new["name"], "act": "from", "place": "Ditches are closed"}
    after = await lars.post(f"{address}/alignment", {"mark": draft["mark"], "corrections": [said]}, 200)
    assert after["counts"]["said"] == 1
    assert (
        "changed in another window"
        in (await lars.post(f"{address}/alignment", {"mark": draft["mark"], "corrections": [said]}, 409))["sentence"]
    )
    job = await lars.post(f"{address}/issue", {"mark": after["mark"], "doubtful": True}, 202)
    maker = Maker(sqlite_world.database, load(base_url="https://comments.example.org"))
    assert await maker.once()
    maker.close()
    assert (await lars.get(f"/jobs/{job['id']}"))["state"] == "done"
    assert sqlite_world.seen("wei", ama).quotation == "flow of water"


async def test_it_goes_on_from_the_text_as_it_stands_and_is_dropped(program: AsProgram, sqlite_world: World) -> None:
    lars, address = await program("lars"), f"/documents/{sqlite_world.document}/next"
    draft = await lars.post(address, b"")
    assert draft["counts"]["unchanged"] == len(sqlite_world.paragraphs)
    assert (await (await program("ama")).get(address, 403))["error"] == "NotAllowed"
    await (await program()).get(f"{address}/alignment", 404)
    assert (await lars.ask("DELETE", address)).status == 200
    await lars.get(address, 409)

"""Programs read biographies in the form that is described, and see what their person sees."""

from tests.api.conftest import AsProgram
from tests.biographies.test_paragraphs import taking
from tests.revisions.making import next_revision
from tests.small_draft import FIRST
from tests.world import OUTSIDER, World


async def test_a_program_reads_the_biography_of_a_paragraph(program: AsProgram, sqlite_world: World) -> None:
    world = sqlite_world
    ama = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    next_revision(world, taking(ama, "flow of water", "flow of fresh water"))
    address = f"/paragraphs/{world.paragraphs[FIRST].uid}/biography"
    found = await (await program("priya", "read")).get(f"{address}?quote=fresh%20water")
    assert found["counts"] == {"wordings": 2, "comments": 1, "proposals": 1, "taken_over": 1}
    assert [(each["change"], each["revision"]["number"]) for each in found["passages"]] == [("first", 1), ("edited", 2)]
    assert ["in", "fresh "] in found["passages"][1]["difference"]
    assert found["passages"][1]["taken_over"] == [ama]
    assert [each["text"] for each in found["words"]["came"]] == ["fresh ", "water"]
    world.hold(ama)
    assert (await (await program("priya", "read")).get(address))["counts"]["taken_over"] == 0
    assert (await (await program(OUTSIDER)).get(address, 404))["error"] == "NotFound"


async def test_a_program_reads_the_biography_of_a_comment(program: AsProgram, sqlite_world: World) -> None:
    ama = sqlite_world.post("ama", FIRST, "Which water?", quote="flow of water")
    found = await (await program("priya", "read")).get(f"/comments/{ama}/biography")
    [stood] = found["stood"]
    assert (stood["text"][stood["start"] : stood["end"]], stood["verdict"]) == ("flow of water", None)
    assert [each["body"] for each in found["states"]] == ["Which water?"]
    sqlite_world.hold(ama)
    assert (await (await program("priya", "read")).get(f"/comments/{ama}/biography", 404))["error"] == "NotFound"

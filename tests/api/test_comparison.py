"""What has changed between two revisions, as programs read it."""

from tests.api.conftest import AsProgram
from tests.comparing.world_of_three import three_revisions
from tests.small_draft import CHINESE, FIRST
from tests.world import OUTSIDER, World


async def test_programs_read_each_change_with_the_comments_that_led_to_it(
    program: AsProgram, sqlite_world: World
) -> None:
    world = sqlite_world
    shown, held = world.post("ama", text="Say which water."), world.post("li", text="canary")
    world.hold(held)
    three_revisions(world)
    for key, said in (("wei", [shown]), ("lars", [shown, held])):
        found = await (await program(key)).get(f"/documents/{world.document}/comparison?from=1&to=3")
        changes = {each["name"]: each for each in found["changes"]}
        assert (found["from"], found["to"], found["next"], found["counts"]["new"]) == (1, 3, None, 1)
        assert changes[f"r-{world.paragraphs[FIRST].uid}"]["said"] == said
        words = [(each["kind"], each["text"]) for each in changes[f"r-{world.paragraphs[CHINESE].uid}"]["differences"]]
        assert ("in", "必须") in words
        assert ("out", "要") in words


async def test_a_comparison_of_what_is_not_there_is_refused(program: AsProgram, sqlite_world: World) -> None:
    wei, address = await program("wei"), f"/documents/{sqlite_world.document}/comparison"
    assert (await wei.get(f"{address}?to=7", 422))["sentence"].startswith("This document has no revision 7.")
    assert (await (await program(OUTSIDER)).get(address, 404))["error"] == "NotFound"

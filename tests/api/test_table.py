"""The table of comments, as programs of a moderator read it."""

from tests.api.conftest import AsProgram
from tests.small_draft import SECOND
from tests.table.asking import answer
from tests.table.test_rows import some
from tests.world import OUTSIDER, World


async def test_a_moderators_program_reads_the_same_rows_and_counts_part_by_part(
    program: AsProgram, sqlite_world: World
) -> None:
    made = some(sqlite_world)
    answer(sqlite_world, made[0], outcome="rejected", reason="No.")
    lars, address = await program("lars"), f"/documents/{sqlite_world.document}/table"
    found = await lars.get(f"{address}?answer=lacks&sort=newest")
    assert [row["comment"] for row in found["rows"]] == [made[3], made[2], made[1]]
    assert (found["found"], found["counts"]["answer"]["rejected"], found["progress"]["answered"]) == (3, 1, 1)
    [row] = (await lars.get(f"{address}?answer=rejected"))["rows"]
    assert (row["disposition"]["outcome"], row["disposition"]["reason"], row["lacks_answer"]) == (
        "rejected",
        "No.",
        False,
    )
    for n in range(200):
        sqlite_world.post("ama", SECOND, f"Says {n}.")
    first = await lars.get(address)
    later = await lars.get(f"{address}?after={first['next']}")
    assert (len(first["rows"]), len(later["rows"]), later["next"]) == (200, 4, None)


async def test_no_other_program_learns_of_the_table(program: AsProgram, sqlite_world: World) -> None:
    address = f"/documents/{sqlite_world.document}/table"
    assert (await (await program("ama")).get(address, 403))["error"] == "NotAllowed"
    assert (await (await program(OUTSIDER)).get(address, 404))["error"] == "NotFound"

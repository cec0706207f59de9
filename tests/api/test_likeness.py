"""Programs read groups of alike comments, and say what does not belong there, with what their person may."""

from tests.api.conftest import AsProgram
from tests.domain.test_likeness import campaign, look
from tests.world import World


async def test_groups_with_what_differs_and_a_word_about_them(program: AsProgram, sqlite_world: World) -> None:
    copies, lars = campaign(sqlite_world), await program("lars")
    look(sqlite_world)
    path = f"/documents/{sqlite_world.document}/alike"
    found = await lars.get(path)
    assert (found["comments"], found["distinct"], [each["comments"] for each in found["groups"]]) == (3, 1, [3])
    group = await lars.get(f"{path}/{copies[2]}")
    [last] = [each for each in group["members"] if each["comment"] == copies[2]]
    assert ["in", "the delta"] in last["difference"]
    await lars.post(f"/comments/{copies[2]}/parting", {"reason": "It names the delta."}, status=200)
    assert (await lars.get(path))["distinct"] == 2
    number = str(sqlite_world.seen("lars", copies[2]).number)
    await lars.post(f"/comments/{copies[0]}/joining", {"number": number}, status=200)
    assert (await lars.get(path))["distinct"] == 1
    ama = await program("ama")
    await ama.get(path, status=403)

"""Answers in a matrix that comes back, in the browser: looked at first, then given, and taken back."""

import asyncio

from tests.dispositions.acts import answer
from tests.dispositions.returning import answering, filled_in, taken
from tests.web.fixtures import AsVisitor
from tests.world import World


async def test_a_moderator_looks_at_the_answers_of_a_file_gives_them_and_takes_them_back(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, visitor("lars")
    *_, other = (world.post("ama", text=text) for text in ("Say more of it.", "Say less of it.", "Say nothing of it."))
    said = answering(n1=("Accepted", "We <will>."), n2=("Perhaps", ""), n3=("Accepted", ""))
    content = filled_in(await asyncio.to_thread(taken, world), said)
    await asyncio.to_thread(answer, world, other, "deferred", reason="Next year.", by="nadia")
    shown = await lars.submit(await lars.get(f"/d/{world.document}/files"), file=("matrix.csv", content))
    assert "Look at 3 answers in this file" in shown.text
    page = await lars.get(f"{shown.address.partition('?')[0]}/answers")
    assert "We &lt;will&gt;." in page.text
    unread = await lars.get(f"{page.address}?show=unread")
    assert "“Perhaps” is not understood" in unread.text
    meanwhile = await lars.get(f"{page.address}?show=meanwhile")
    assert "Next year." in meanwhile.text
    given = await lars.submit(page, "#giving")
    assert "The answers are given" in given.text
    assert world.views("ama")[0].disposition is not None
    back = await lars.submit(await lars.get(page.address), "#back")
    assert back.status == 200
    assert world.views("ama")[0].disposition is None


async def test_who_brought_no_answers_is_shown_no_page_of_them(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    world.post("ama")
    content = filled_in(await asyncio.to_thread(taken, world, "ama"), answering(n1=("Accepted", "Yes.")))
    ama = visitor("ama")
    shown = await ama.submit(await ama.get(f"/d/{world.document}/files"), file=("matrix.csv", content))
    assert "Answers that were written into the file are not read." in shown.text
    address = f"{shown.address.partition('?')[0]}/answers"
    assert (await ama.get(address)).status == 403
    assert (await ama.send(address)).status == 403
    assert (await visitor("wei").get(address)).status == 404

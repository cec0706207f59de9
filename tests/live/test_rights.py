"""Who may listen, and that it ends with the right to see."""

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from commentspace.demo.cast import member
from commentspace.domain import members, people, sessions
from tests.live.serving import Live, serving
from tests.small_draft import SECOND
from tests.world import OUTSIDER, World


def leave_space(world: World, key: str) -> None:
    found = world.read(members.of_space, world.standing("fang"))
    uid = next(each.uid for each in found if each.person_id == world.person(key))
    world.write(members.end, world.caller("fang"), uid, space_id=world.space_id)


async def refused(live: Live, key: str | None, document: str = "") -> int:
    with pytest.raises(InvalidStatus) as refusal:
        await connect(live.address(key, document=document))
    return refusal.value.response.status_code


async def test_outsiders_visitors_and_unknown_documents_are_answered_alike(live: Live) -> None:
    assert await refused(live, OUTSIDER) == 403
    assert await refused(live, None) == 403
    assert await refused(live, "ama", "aaaaaaaaaaaaaaaa") == 403


async def test_visitors_listen_to_an_open_space_until_it_is_closed(live: Live) -> None:
    live.world.change_space(is_open=True)
    visitor, reader = await live.pages(None, "priya")
    live.world.post("ama")
    for page in (visitor, reader):
        await page.next()
        assert page.is_fresh
    live.world.change_space(is_open=False)
    assert await visitor.end() == 4403
    live.world.post("ama", SECOND)
    await reader.next()
    assert reader.is_fresh


async def test_a_socket_ends_with_the_membership_and_nothing_more_is_said(live: Live) -> None:
    leaving, staying = await live.pages("wei", "priya")
    leave_space(live.world, "wei")
    after = live.world.post("ama", text="Among ourselves.")
    assert await leaving.end() == 4403
    assert leaving.frames[1:] == [{"reload": True}]
    await staying.until(after)
    assert staying.is_fresh


async def test_a_membership_that_ended_during_a_break_is_not_resumed(live: Live) -> None:
    page = await live.page("wei")
    await page.leave()
    leave_space(live.world, "wei")
    assert await refused(live, "wei") == 403


async def test_a_new_role_makes_the_page_load_anew(live: Live) -> None:
    page = await live.page("priya")
    priya = member("priya")
    live.world.database.write_here(people.make_admin, priya.name, priya.address)
    live.world.post("ama")
    assert await page.next() == {"reload": True}
    again = await live.page("priya")
    comment = live.world.post("ama")
    live.world.hold(comment)
    await again.until(comment)
    while not again.is_fresh:
        await again.next()
    assert comment in again.comments


async def test_the_sockets_of_a_session_end_with_it(live: Live) -> None:
    database = live.world.database
    token = database.write_here(sessions.begin, live.world.person("ama"), "a browser")
    known = live.world.read(sessions.who, token, live.world.clock.now)
    assert known is not None
    here, elsewhere = await live.page("ama", login=known.login), await live.page("ama")
    login = database.write_here(sessions.out, token)
    live.hub.signed_out(login)
    assert await here.end() == 4401
    live.world.post("wei")
    await elsewhere.next()
    assert elsewhere.is_fresh


@pytest.mark.parametrize("trigger", ["an act in the space", "time", "a look at the database"])
async def test_a_session_that_ended_elsewhere_is_noticed(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, trigger: str
) -> None:
    monkeypatch.setattr("commentspace.live.hub.SWEEP", 0.05 if trigger == "time" else 3_600.0)
    monkeypatch.setattr("commentspace.live.watch.EVERY", 0.05 if "look" in trigger else 3_600.0)
    token = sqlite_world.database.write_here(sessions.begin, sqlite_world.person("ama"), "a browser")
    known = sqlite_world.read(sessions.who, token, sqlite_world.clock.now)
    assert known is not None
    async with serving(sqlite_world) as live:
        page = await live.page("ama", login=known.login)
        sqlite_world.database.write_here(sessions.out, token)
        if "act" in trigger:
            sqlite_world.post("wei")
        assert await page.end() == 4401
        assert page.frames[1:] == [{"reload": True}]


async def test_when_the_server_goes_pages_are_told_to_come_back(live: Live) -> None:
    pages = await live.pages("ama", "priya")
    await live.hub.close()
    for page in pages:
        assert await page.end() == 1012
        assert page.frames[-1] == {"closing": True}
    late = await live.page("ama")
    assert late.frames == [{"closing": True}]
    assert await late.end() == 1012
